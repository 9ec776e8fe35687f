"""Texts of others on our pages: escaped, set apart in direction, their invisible steering characters made visible."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from musnad.export.words import encodable

CONTROLS = {
    "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u200b": "ZWSP", "\ufeff": "BOM",
}  # fmt: skip
_MARKS = ("\u200e", "\u200f", "\u061c", "\u200b", "\ufeff")  # these steer nothing beyond themselves: left as they are
_STEERS = re.compile("[" + "".join(c for c in CONTROLS if c not in _MARKS) + "]")


def piece(text: str) -> Markup:
    """A piece of text, escaped. A character that overrides direction stands in an isolate of its own, where it steers nothing, and is named.

    The characters of the page stay those of the text, one for one, so that offsets hold.
    """
    out, at = Markup(), 0
    text = encodable(text)
    for match in _STEERS.finditer(text):
        name = CONTROLS[match[0]]
        out += escape(text[at : match.start()])
        out += Markup('<bdi class="control" data-name="{0}" title="{0} U+{1:04X}">{2}</bdi>').format(name, ord(match[0]), match[0])
        at = match.end()
    return out + escape(text[at:])


def said(text: str | None) -> Markup:
    """A short text of others: isolated, its direction by its content; an em dash for none."""
    return Markup('<bdi dir="auto">{}</bdi>').format(piece(text)) if text else Markup("—")
