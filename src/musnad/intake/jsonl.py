"""JSONL: one article a line, with ``id`` and ``text`` and optionally ``title``, ``outlet``, ``published``, ``url`` and ``sources``.

A row may also be a ninjs item: see :mod:`musnad.intake.ninjs`.

A line that is no such row is one ArticleError that names file and line; the others go on. ``.json`` files may also hold one
object or an array of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from musnad.errors import ArticleError, UsageError
from musnad.intake.article import make_article
from musnad.intake.decode import decode
from musnad.intake.ninjs import is_ninjs, ninjs_article
from musnad.intake.options import Options
from musnad.record import Article

_OPTIONAL = ("title", "outlet", "published", "url")


def read_jsonl(lines: Iterable[bytes], *, name: str, options: Options) -> Iterator[tuple[str, Article | ArticleError]]:
    """The articles of JSONL lines, each with where it stands (``file:line``); blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{name}:{number}"
            yield where, _attempt(line, where, options)


def read_json(data: bytes, *, name: str, options: Options) -> Iterator[tuple[str, Article | ArticleError]]:
    """The articles of a JSON file: an object, an array of objects, or JSONL after all."""
    try:
        value = json.loads(decode(data, name=name, encoding=options.encoding))
    except ArticleError as error:
        yield name, error
        return
    except (ValueError, RecursionError):
        yield from read_jsonl(data.splitlines(), name=name, options=options)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        where = f"{name}[{number}]" if isinstance(value, list) else name
        yield where, _attempt(row, where, options)


def row_article(row: Any, *, where: str, options: Options) -> Article:
    """The article of one parsed row, ours or ninjs; ArticleError naming ``where`` and the field that is missing or of a wrong kind."""
    if is_ninjs(row):
        return ninjs_article(row, where=where, options=options)
    if not isinstance(row, dict):
        raise ArticleError(f'{where}: a row must be an object with "id" and "text"')
    own = {field: _string(row, field, where) for field in _OPTIONAL}
    return make_article(
        id=_id(row, where),
        text=_required(row, where),
        title=own["title"] or options.title,
        outlet=own["outlet"] or options.outlet,
        published=own["published"] or options.published,
        url=own["url"],
        sources=_sources(row, where),
    )


def _attempt(row: Any, where: str, options: Options) -> Article | ArticleError:
    """The article of a row (bytes are parsed first), or the error that says why there is none."""
    try:
        if isinstance(row, bytes):
            row = json.loads(decode(row, name=where, encoding=options.encoding))
        return row_article(row, where=where, options=options)
    except json.JSONDecodeError as error:
        return ArticleError(f"{where}: not JSON ({error.msg}, column {error.colno})")
    except (RecursionError, ValueError):  # nesting or a number beyond what the parser takes
        return ArticleError(f"{where}: not an article: nested too deep, or a number too long")
    except UsageError as error:
        return ArticleError(f"{where}: {error}")
    except ArticleError as error:
        return error


def _id(row: dict[str, Any], where: str) -> str:
    value = row.get("id")
    if isinstance(value, bool) or not isinstance(value, (str, int)) or not str(value).strip():
        raise ArticleError(f'{where}: the row has no "id" (a text or a whole number)')
    return str(value).strip()


def _required(row: dict[str, Any], where: str) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise ArticleError(f'{where}: the row has no "text"' if text is None else f'{where}: "text" must be a string')
    return text


def _sources(row: dict[str, Any], where: str) -> list[str]:
    """The names of those the article is credited to: a string, or a list of them."""
    value = row.get("sources") or []
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ArticleError(f"{where}: 'sources' must be a list of names")
    return names


def _string(row: dict[str, Any], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise ArticleError(f"{where}: {field!r} must be a string")
    return value.strip() or None if value else None
