"""Happenings as a table, as trees that show why so many origins are counted, or as JSON."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from musnad.corroboration.happenings import Happening
from musnad.corroboration.origins import Origin, Telling
from musnad.export.table import Cell, trimmed
from musnad.export.words import isolated, showable
from musnad.store.reading import Judged

Documents = Mapping[str, tuple[str, str]]
"""An article's own id and title, by the key that a happening has."""
Marks = Mapping[str, Mapping[str, Sequence[Judged]]]
"""What people have judged, by the id of the happening and the key of the article."""
NO_MARKS: Marks = {}
WIDTH = 120
_KINDS = {"denies": "red", "doubts": "yellow", "threatens": "magenta"}


def as_json(found: Iterable[Happening], documents: Documents, judged: Marks = NO_MARKS) -> str:
    """A JSON array; ``documents`` of each gives the articles' own ids and titles, ``judged`` what people have judged of its events."""
    rows = []
    for happening in found:
        row = happening.to_dict()
        row["documents"] = {key: {"id": documents[key][0], "title": documents[key][1]} for key in happening.articles if key in documents}
        row["judged"] = {key: [asdict(mark) for mark in marks] for key, marks in judged.get(happening.id, {}).items()}
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_table(found: Iterable[Happening], width: int = WIDTH) -> str:
    """A row a happening: how many origins, outlets and articles tell it, how many dispute it, and what it is."""
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for heading in ("id", "origins", "outlets", "articles", "disputed"):
        grid.add_column(heading, no_wrap=True, justify="left" if heading == "id" else "right")
    for heading in ("when", "type", "who", "to whom", "where", "status"):
        grid.add_column(heading, overflow="fold")
    for h in found:
        counts = [str(h.counts[name]) for name in ("origins", "outlets", "reports", "disputing")]
        sides = [Cell(*((p.name, "") for p in side)) for side in (h.actors, h.recipients, h.places)]
        grid.add_row(h.id, *counts, Cell((_when(h), "")), Cell((h.type, ""), (h.mode, "")), *sides, Cell((h.status, "")))
    return _drawn(grid, width)


def as_trees(found: Iterable[Happening], documents: Documents, judged: Marks = NO_MARKS, width: int = WIDTH) -> str:
    """A tree a happening: origins, through whom they came, the articles with their spans; then disputes and figures, and what people corrected."""
    return "\n".join(_drawn(_tree(h, documents, judged.get(h.id, {})), width) for h in found)


def _tree(h: Happening, documents: Documents, judged: Mapping[str, Sequence[Judged]]) -> Tree:
    tree = Tree(_line(h.id, h.type, h.mode, h.status, _when(h)))
    tree.add(_line("who", _names(p.name for p in h.actors), "→", _names(p.name for p in h.recipients), "in", _names(p.name for p in h.places)))
    counts = h.counts
    told = tree.add(f"{counts['origins']} independent origins · {counts['outlets']} outlets · {counts['reports']} articles")
    for origin in h.origins:
        _add_origin(told, origin, documents)
    if h.disputes:
        against = tree.add("disputed")
        for d in h.disputes:
            colour = _KINDS.get(d.kind, "yellow")
            against.add(f"[{colour}]{d.kind}[/]: {_text(d.why)} · {_place(d.article, d.outlet, d.published, d.event, d.span, documents)}")
    if judged:
        people = tree.add("judged by people")
        for article, marks in judged.items():
            people.add(f"{_text(_document(article, documents))}: {_text('; '.join(map(str, marks)))}")
    for figures in h.figures:
        branch = tree.add(f"{figures.what}{' · origins differ' if figures.differs else ''}")
        for revision in figures.revisions:
            branch.add(_text(revision))
        for claim in figures.claims:
            branch.add(f"{claim.value:g} ({claim.bound}) · {_text(claim.origin)} · {_text(_document(claim.article, documents))} · {claim.published}")
    return tree


def _add_origin(told: Tree, origin: Origin, documents: Documents) -> None:
    """An origin with its tellings, those that came the same way together."""
    branch = told.add(f"[bold]{_text(origin.name)}[/] ({origin.kind})")
    ways: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in origin.tellings:
        ways[tuple(telling.via)].append(telling)
    for way, tellings in ways.items():
        node = branch.add(_text("through " + " ← ".join(reversed(way)))) if way else branch
        for t in tellings:
            node.add(f"{_place(t.article, t.outlet, t.published, t.event, t.span, documents)} · {_text(t.why)}")


def _place(article: str, outlet: str, published: str, event: str, span: tuple[int, int], documents: Documents) -> str:
    """Where something stands: outlet, day, article, event and characters."""
    return f"{_text(outlet)} {published} · {_text(_document(article, documents))}:{event} [dim]{span[0]}–{span[1]}[/]"


def _document(article: str, documents: Documents) -> str:
    return documents[article][0] if article in documents else article


def _names(names: Iterable[str]) -> str:
    return ", ".join(isolated(name) for name in names) or "?"


def _line(*words: str) -> str:
    return " ".join(_text(word) for word in words if word)


def _text(text: str) -> str:
    """Words of an article as a terminal may show them."""
    return escape(isolated(showable(text)))


def _when(h: Happening) -> str:
    """The days, or that of the first report where none is known."""
    if h.start:
        return h.start if h.start == h.end else f"{h.start}/{h.end}"
    return f"told {h.reports[0].published[:10]}" if h.reports[0].published else ""


def _drawn(thing: RenderableType, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width, legacy_windows=False, highlight=False, no_color=True).print(thing)
    return trimmed(out)
