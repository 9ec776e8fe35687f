"""Sheets: the notation in which people mark articles. Quicker to write and to correct than reference records, which come of them.

Usage:
    python training/sheets.py draw DIR COUNT SEED   draws articles that nobody has marked: DIR/NAME.txt, and articles.jsonl
    python training/sheets.py draft DIR             reads them with the program: DIR/NAME.sheet, to be corrected by reading
    python training/sheets.py build DIR             sheets become reference records, DIR/NAME.gold; tells their faults, 1 if there are any

``training/standoff.py pack DIR`` then takes the records into the corpus. A sheet is the article with marks, a line ``---``, and rows.
``⟦@israel,morocco البلدين⟧`` is a mention of the entities named; ``⟦d1 …⟧``, ``⟦n1 …⟧``, ``⟦v1 …⟧``, ``⟦c1 …⟧`` and ``⟦q1 …⟧`` are marks
as in a reference record. White space need not be kept. The rows::

    E id | TYPE | English name | Arabic name | country or - | sector or - | u      (u: only described, not named)
    D d1 2018-05-30                                                                (P: the day of publication)
    N n1 600 mine
    V v1 ASSAULT explosives military a=army r=houthis,rebels p=hairan w=P s=planned by=q1     (- where there is no mode or context)
    V v3 =v1 p=wadi                                                                (only what differs from v1)
    Q q1 c1 source i denies ch=agency,source of=v2                                 (i indirect, d direct, m mixed; ch where it is longer)
    F a line of furniture
    I a line that teases another story

``s`` is occurred where it is left out; ``by`` is the innermost statement around the event where it is left out, and ``by=-`` none.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from raw import SHARED
from standoff import ARTICLES, article_text, raw_articles, text_hash, unpack

POLITICS = ("internationalNews", "middleEast", "politic")
SIZES = range(900, 2600)  # characters: short enough to be marked with care, long enough to have sources
MARK = re.compile(r"⟦(@[^\s⟧]+|[dnvcq]\d+) |⟧")
DAY = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
FORMS = {"i": "indirect", "d": "direct", "m": "mixed"}
STANCES = ("asserts", "denies", "doubts", "asks", "promises", "threatens")
ROLES = {"a": "actor", "r": "recipient", "p": "place"}
Row = dict[str, Any]
Mark = tuple[str, int, int]


class SheetError(ValueError):
    """Why a sheet cannot be a reference record."""


# From a sheet to a reference record


def build(sheet: str, article: Row) -> tuple[str, list[str]]:
    """The reference record of a sheet, and what looks wrong in it. SheetError if it cannot be one."""
    body, found, rest = sheet.partition("\n---\n")
    if not found:
        raise SheetError("there is no line --- between the text and the rows")
    text = article_text(article)
    marks, mentions = _number(_align(body, text))
    reader = _Rows(text, marks, mentions, (article.get("published") or "")[:10] or None)
    rows = [reader.row(line.strip()) for line in rest.splitlines() if line.strip()]
    standoff = {
        "id": article["id"],
        "sha256": text_hash(text),
        "published": reader.published,
        "outlet": article.get("outlet"),
        "marks": [list(mark) for mark in marks],
        "rows": rows,
    }
    return unpack(standoff, text, article.get("title")), list(_faults(rows, reader))


def _align(body: str, text: str) -> list[Mark]:
    """The marks with their places in the article, outer ones first; both texts are compared without white space."""
    places = [n for n, character in enumerate(text) if not character.isspace()]
    letters: list[str] = []
    marks: list[list[Any]] = []
    opened: list[list[Any]] = []
    at = 0
    for match in MARK.finditer(body):
        letters += body[at : match.start()].split()
        at = match.end()
        done = sum(map(len, letters))
        if match[1]:
            opened.append([match[1], done, done])
            marks.append(opened[-1])
        elif opened:
            opened.pop()[2] = done
        else:
            raise SheetError(f"a mark closes that was never opened: {body[max(0, at - 40) : at]!r}")
    plain, wanted = "".join([*letters, *body[at:].split()]), "".join(text.split())
    if opened:
        raise SheetError(f"the mark {opened[-1][0]} is never closed")
    if plain != wanted:
        n = next((n for n, (a, b) in enumerate(zip(plain, wanted, strict=False)) if a != b), min(len(plain), len(wanted)))
        raise SheetError(f"the sheet has {plain[max(0, n - 10) : n + 20]!r} where the article has {wanted[max(0, n - 10) : n + 20]!r}")
    empty = next((name for name, start, end in marks if start == end), None)
    if empty:
        raise SheetError(f"the mark {empty} is around nothing")
    return [(name, places[start], places[end - 1] + 1) for name, start, end in marks]


def _number(marks: list[Mark]) -> tuple[list[Mark], dict[str, list[str]]]:
    """Mentions get numbers for the names of their entities; which entity has which."""
    mentions: dict[str, list[str]] = defaultdict(list)
    numbered = []
    for name, start, end in marks:
        mark = name
        if name[0] == "@":
            mark = f"m{sum(m[0][0] == 'm' for m in numbered) + 1}"
            for entity in name[1:].split(","):
                mentions[entity].append(mark)
        numbered.append((mark, start, end))
    return numbered, mentions


class _Rows:
    """The rows of one sheet."""

    def __init__(self, text: str, marks: list[Mark], mentions: dict[str, list[str]], published: str | None) -> None:
        self.text, self.marks, self.mentions, self.published = text, marks, mentions, published
        self._kinds: dict[str, Callable[[str], Row]] = {
            "E": self._entity,
            "D": lambda rest: self._valued(rest, "value"),
            "N": self._amount,
            "V": self._event,
            "Q": self._statement,
            "F": lambda rest: {"furniture": self._lines(rest)},
            "I": lambda rest: {"ignore": self._lines(rest)},
        }

    def row(self, line: str) -> Row:
        """A row of a reference record. SheetError if the line is none."""
        kind, _, rest = line.partition(" ")
        if kind not in self._kinds:
            raise SheetError(f"no such row: {line!r}")
        try:
            return self._kinds[kind](rest.strip())
        except (ValueError, IndexError, KeyError) as error:
            raise SheetError(f"{line!r}: {error}") from error

    def _entity(self, rest: str) -> Row:
        name, kind, english, arabic, country, sector, *more = (cell.strip() for cell in rest.split("|"))
        row = {
            "id": name,
            "type": kind,
            "name": english,
            "name_ar": arabic,
            "country": _given(country),
            "sector": _given(sector),
            "marks": self.mentions.get(name, []),
        }
        return {**row, "named": False} if "u" in more else row

    def _valued(self, rest: str, key: str) -> Row:
        name, value = rest.split()
        return {"id": name, key: self._day(value)}

    def _amount(self, rest: str) -> Row:
        name, value, unit = rest.split(None, 2)
        return {"id": name, "value": float(value) if "." in value else int(value), "unit": unit}

    def _event(self, rest: str) -> Row:
        name, *words = rest.split()
        given = dict(word.split("=", 1) for word in words if "=" in word[1:])
        plain = [word for word in words if "=" not in word[1:]]
        row: Row = {"id": name, "same": None, "by": _given(given.pop("by")) if "by" in given else self._around(name)}
        if plain[0].startswith("="):
            row["same"] = plain[0][1:]
        else:
            row |= {"type": plain[0], "mode": _given(plain[1]), "context": _several(plain[2])}
            row |= {"actor": [], "recipient": [], "place": [], "when": None, "status": "occurred"}
        for key, value in given.items():
            if key in ROLES:
                row[ROLES[key]] = _several(value)
            elif key in ("w", "s", "t", "m"):
                row[{"w": "when", "s": "status", "t": "type", "m": "mode"}[key]] = self._day(value) if key == "w" else _given(value)
            else:
                raise ValueError(f"no such field: {key}")
        return row

    def _statement(self, rest: str) -> Row:
        name, cue, who, *words = rest.split()
        given = dict(word.split("=", 1) for word in words if "=" in word)
        form = next((FORMS[word] for word in words if word in FORMS), "indirect")
        stance = next((word for word in words if word in STANCES), "asserts")
        unknown = [word for word in words if word not in FORMS and word not in STANCES and word.split("=")[0] not in ("ch", "of")]
        if unknown:
            raise ValueError(f"what is {unknown[0]!r}?")
        speaker = _several(who)
        row = {"id": name, "cue": cue, "speaker": speaker, "form": form, "chain": _several(given.get("ch", "")) or speaker[-1:], "stance": stance}
        return {**row, "of": given["of"]} if "of" in given else row

    def _lines(self, rest: str) -> list[list[int]]:
        """The place of a whole line of the article."""
        found = list(re.finditer(r"\s+".join(map(re.escape, rest.split())), self.text))
        if not found:
            raise ValueError("this line is not in the article")
        return [list(found[-1].span())]

    def _around(self, event: str) -> str | None:
        """The innermost statement around the first mark of an event."""
        place = next(((start, end) for name, start, end in self.marks if name == event), None)
        around = [(end - start, name) for name, start, end in self.marks if place and name[0] == "q" and start <= place[0] and place[1] <= end]
        return min(around)[1] if around else None

    def _day(self, value: str) -> str | None:
        return self.published if value == "P" else _given(value)


def _given(value: str) -> str | None:
    return None if value in ("", "-", "null") else value


def _several(value: str) -> list[str]:
    return [] if value in ("", "-") else value.split(",")


def _faults(rows: list[Row], reader: _Rows) -> Iterator[str]:
    """Marks without a row, rows without a mark, and names that nothing has."""
    from musnad.export.schema import VALUES

    marked = {name for name, _, _ in reader.marks}
    entities = {row["id"] for row in rows if "marks" in row}
    ids = {row["id"] for row in rows if "id" in row}
    yield from (f"{name}: a mention of no entity" for name in reader.mentions if name not in entities)
    yield from (f"{name}: no mark has it" for name in sorted(ids - marked - set(reader.mentions)))
    cues = {row["cue"] for row in rows if "cue" in row}
    yield from (f"{name}: no row has it" for name in sorted(marked - ids - cues) if name[0] != "m")
    for row in rows:
        yield from (f"{row['id']}: no entity {x}" for key in (*ROLES.values(), "speaker", "chain") for x in row.get(key) or () if x not in entities)
        yield from (f"{row['id']}: no {row[key]}" for key in ("by", "same", "cue", "of") if row.get(key) and row[key] not in ids | marked)
        part = "Entity" if "marks" in row else "Event" if row.get("id", "")[:1] == "v" else "Statement"
        for key in ("type", "status", "stance"):
            if row.get(key) and row[key] not in VALUES[part].get(key, ()):
                yield f"{row['id']}: no {key} {row[key]}"


# From a record to a sheet


def draft(record: Row) -> str:
    """A sheet of what the program reads in an article: a draft, to be corrected by reading."""
    text = record["document"]["text"]
    names = _names(record["entities"])
    marks: dict[tuple[int, int], list[str]] = defaultdict(list)
    for entity in record["entities"]:
        for span in entity["mentions"]:
            marks[tuple(span)].append(names[entity["id"]])
    named = [(f"@{','.join(entities)}", *span) for span, entities in marks.items()]
    named += [(one["id"], *one["span"]) for kind in ("dates", "amounts") for one in record[kind]]
    named += [(event["id"], *event["trigger"]) for event in record["events"]]
    for number, statement in enumerate(record["statements"], 1):
        named += [(f"c{number}", *cue) for cue in statement["cue"]] + [(statement["id"], *statement["span"])]
    return _set(_nested(named), text) + "\n---\n" + "".join(f"{row}\n" for row in _drafted(record, names))


def _names(entities: list[Row]) -> dict[str, str]:
    """A short readable id for each entity."""
    names: dict[str, str] = {}
    for entity in entities:
        words = re.findall(r"[a-z]+", entity["name"].lower())
        name = "-".join(words[:3]) or entity["id"]
        names[entity["id"]] = name if name not in names.values() else f"{name}-{entity['id']}"
    return names


def _nested(marks: list[Mark]) -> list[Mark]:
    """Outer ones first; what crosses one before it is left out."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark[1], -mark[2], mark[0][0] != "q")):
        if all(other[2] <= mark[1] or mark[2] <= other[2] for other in kept):
            kept.append(mark)
    return kept


def _set(marks: list[Mark], text: str) -> str:
    opening: dict[int, str] = defaultdict(str)
    closing: dict[int, str] = defaultdict(str)
    for name, start, end in marks:
        opening[start] += f"⟦{name} "
        closing[end] += "⟧"
    return "".join(f"{closing[n]}{opening[n]}{text[n : n + 1]}" for n in range(len(text) + 1)).strip()


def _drafted(record: Row, names: dict[str, str]) -> Iterator[str]:
    def listed(entities: list[str]) -> str:
        return ",".join(names[entity] for entity in entities) or "-"

    for entity in record["entities"]:
        cells = [names[entity["id"]], entity["type"], entity["name"], entity["name_ar"], entity["country"] or "-", entity["sector"] or "-"]
        yield "E " + " | ".join([*cells, *([] if entity["named"] else ["u"])])
    yield from (f"D {date['id']} {date['value'] or '-'}" for date in record["dates"])
    yield from (f"N {amount['id']} {amount['value'] if amount['value'] is not None else '-'} {amount['unit']}" for amount in record["amounts"])
    for event in record["events"]:
        fields = [f"{key}={listed(event[role])}" for key, role in ROLES.items() if event[role]]
        fields += [f"w={event['when']}"] * bool(event["when"]) + [f"s={event['status']}"] * (event["status"] != "occurred")
        fields += [f"by={event['statement'] or '-'}"]
        head = f"={event['same']}" if event["same"] else f"{event['type']} {event['mode'] or '-'} {','.join(event['context']) or '-'}"
        yield f"V {event['id']} {head} {' '.join(fields)}"
    for number, one in enumerate(record["statements"], 1):
        through = f" ch={listed(one['chain'])}" if len(one["chain"]) > 1 else ""
        of = f" of={one['of']}" if one["of"] else ""
        yield f"Q {one['id']} c{number} {listed(one['speaker'])} {one['form'][0]} {one['stance']}{through}{of}"
    for start, end in record["furniture"]:
        yield "F " + " ".join(record["document"]["text"][start:end].split())


# Commands


def draw(folder: Path, count: int, seed: int) -> int:
    """Articles on politics that are in no corpus yet, as many of each outlet and of each month as there are."""
    taken = {path.stem for path in ARTICLES.glob("*.json")} | {path.stem for path in (SHARED / "reference/cases").glob("*.gold")}
    pools: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in raw_articles():
        dated = DAY.match(row.get("published") or "")  # some raw dates are none
        if dated and row["id"] not in taken and row.get("category") in POLITICS and len(row["text"]) in SIZES:
            pools[row["outlet"], row["published"][:7]].append(row)
    chance = random.Random(seed)
    months: dict[str, list[list[Row]]] = defaultdict(list)
    for key in sorted(pools):
        months[key[0]].append(chance.sample(pools[key], len(pools[key])))
    for queues in months.values():
        chance.shuffle(queues)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
        for row in islice(_in_turn([_in_turn(map(iter, months[outlet])) for outlet in sorted(months)]), count):
            (folder / f"{row['id']}.txt").write_bytes(article_text(row).encode())
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def _in_turn(queues: Iterable[Iterator[Row]]) -> Iterator[Row]:
    """One of each queue, again and again, until all are empty."""
    for row in chain.from_iterable(zip_longest(*queues)):
        if row is not None:
            yield row


def _articles(folder: Path) -> list[Row]:
    return [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def main(arguments: list[str]) -> int:
    """Draws, drafts or builds; 1 if a sheet has faults, 2 if the command was wrong."""
    command, *rest = arguments or [""]
    if command == "draw" and len(rest) == 3:
        return draw(Path(rest[0]), int(rest[1]), int(rest[2]))
    if command not in ("draft", "build") or len(rest) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    folder, faulty = Path(rest[0]), 0
    for article in _articles(folder):
        sheet = folder / f"{article['id']}.sheet"
        if command == "draft":
            if not sheet.exists():  # what was corrected is not written over
                sheet.write_text(_read(article), encoding="utf-8")
        elif sheet.exists():
            faulty += _build_one(sheet, article)
    return min(faulty, 1)


def _read(article: Row) -> str:
    from musnad.pipeline import read
    from musnad.record import Article

    text = article_text(article)
    return draft(read(Article(article["id"], text, article.get("title"), article.get("outlet"), article.get("published"))).to_dict())


def _build_one(sheet: Path, article: Row) -> int:
    """Writes the reference record of a sheet; how many faults it has."""
    try:
        gold, faults = build(sheet.read_text(encoding="utf-8"), article)
    except SheetError as error:
        sys.stderr.write(f"{sheet}: {error}\n")
        return 1
    sheet.with_suffix(".gold").write_bytes(gold.encode())
    for fault in faults:
        sys.stderr.write(f"{sheet}: {fault}\n")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
