"""A plain text file is an article: its text as it is, line ends included."""

from __future__ import annotations

from musnad.intake.article import make_article
from musnad.intake.decode import decode
from musnad.intake.options import Options
from musnad.record import Article


def read_text(data: bytes, *, id: str, name: str, options: Options) -> Article:
    """The article in a plain file's bytes; date, outlet and title are what the options say.

    Raises ArticleError, naming the file, if the bytes cannot be decoded.
    """
    text = decode(data, name=name, encoding=options.encoding)
    return make_article(id=id, text=text, title=options.title, outlet=options.outlet, published=options.published)
