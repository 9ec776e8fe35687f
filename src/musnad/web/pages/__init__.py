"""One module a page (or two that belong together), each with its ``router``; :mod:`musnad.web.app` lists them."""
