"""Texts of others on our pages: escaped, set apart in direction, their invisible steering characters made visible."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from musnad.export.words import encodable

# Unicode Standard Annex 9, but for the marks of direction, which steer nothing beyond themselves.
CONTROLS = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_STEERS = re.compile(f"[{''.join(CONTROLS)}]")


def piece(text: str) -> Markup:
    """A piece of text, escaped. A character that overrides direction stands in an isolate of its own, where it steers nothing, and is named.

    The characters of the page stay those of the text, one for one, so that offsets hold.
    """
    text = encodable(text).replace("\0", "\ufffd")  # which a browser would leave out
    if _STEERS.search(text) is None:
        return _plain(text)
    out, at = Markup(), 0
    for match in _STEERS.finditer(text):
        name = CONTROLS[match[0]]
        out += _plain(text[at : match.start()])
        out += Markup('<bdi class="control" data-name="{0}" title="{0} U+{1:04X}">{2}</bdi>').format(name, ord(match[0]), match[0])
        at = match.end()
    return out + _plain(text[at:])


def _plain(text: str) -> Markup:
    told = escape(text)
    return told.replace("\r", Markup("&#13;")) if "\r" in text else told  # a bare one a browser would take for a line feed, or for part of one


def said(text: str | None) -> Markup:
    """A short text of others: isolated, its direction by its content; an em dash for none."""
    return Markup(f'<bdi dir="auto">{piece(text)}</bdi>') if text else Markup("—")  # the piece is escaped
