"""The reading room: pages on which people see the article, the chain of its sources and the code side by side.

:func:`~musnad.web.app.create_app` makes the application of a store; `musnad serve` runs it.
"""
