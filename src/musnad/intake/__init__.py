"""Bytes to articles: whatever the format, each becomes a :class:`musnad.record.Article`; page furniture is found; feeds are watched.

``sources.walk`` goes over files, folders and standard input; ``decode`` reads bytes, ``markup`` fragments of HTML and XML; ``text``, ``html``,
``jsonl``, ``ninjs``, ``newsml``, ``feeds`` and ``warc`` each know one format; ``article.make_article`` is the one way an article comes to be, and
``credits`` tells whom its metadata credit. ``furniture`` and ``check`` look at a finished article: what in it is page leftovers, and whether
it can be read at all. ``watch`` makes rounds over feeds: ``fetch`` holds all that keeps fetching safe, ``robots`` what sites want left alone.
"""
