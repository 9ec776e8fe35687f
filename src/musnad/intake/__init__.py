"""Bytes to articles: plain text, HTML pages and JSONL become :class:`musnad.record.Article`, page furniture is found.

``sources.walk`` goes over files, folders and standard input; ``decode`` reads bytes, ``text``, ``html`` and ``jsonl`` each
know one format, ``article.make_article`` is the one way an article comes to be; ``furniture`` and ``check`` look at a
finished article: what in it is page leftovers, and whether it can be read at all.
"""
