"""Checks the tables of a folder, or the shipped ones: a fault names its file, line and column, and says what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from musnad.errors import KnowledgeError
from musnad.knowledge.cells import Known, Wrong, any_cell, check_part, nearest
from musnad.knowledge.columns import WORD_LISTS, Column, Table, tables
from musnad.knowledge.folder import is_removal, read_file, removes
from musnad.knowledge.tables import Row, content, key_of, numbered_rows, shipped, shipped_words, variants
from musnad.language.characters import fold
from musnad.language.inflection import conjugate

SHIPPED = Path(__file__).parent
BESIDE = (".md", ".py", ".license")  # what may lie beside tables
VERB_TABLES = ("verbs_verbal", "verbs_material", "cue_verbs", "light_verbs", "general_verbs")
MAY_REPEAT = ("needs", "example", "light")  # columns in which a repeated variant does no harm


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``line`` is 0 and ``column`` empty where it is of the whole file or line."""

    file: str
    line: int
    column: str
    message: str
    fix: str

    def __str__(self) -> str:
        line = f" line {self.line}" if self.line else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.message}" + (f"; {self.fix}" if self.fix else "")


@dataclass(frozen=True, slots=True)
class _File:
    """A table's file: its rows with their line numbers; ``over``: it lies over the shipped one."""

    table: Table
    header: list[str]
    rows: list[tuple[int, Row]]
    over: bool

    @property
    def name(self) -> str:
        return f"{self.table.name}.tsv"

    def fault(self, line: int, column: str, wrong: Wrong) -> Fault:
        return Fault(self.name, line, column, wrong.message, wrong.fix)


def check_folder(path: str | Path | None = None) -> list[Fault]:
    """The faults of the tables in a folder, by file and line; without one, of the shipped tables.

    A folder is checked as it would lie over the shipped tables. Pure: nothing is changed or laid anywhere.
    """
    place = SHIPPED if path is None else Path(path)
    over = place.resolve() != SHIPPED
    faults: list[Fault] = []
    found: list[_File] = []
    for file in sorted(place.iterdir()):
        if file.name.startswith((".", "_")) or file.suffix in BESIDE:
            continue
        named = _name_fault(file, over)
        if named is not None:
            faults.append(named)
            continue
        try:
            text = read_file(file)
        except KnowledgeError:
            faults.append(Fault(file.name, 0, "", "not UTF-8", "save it as UTF-8, with tabs between the cells"))
            continue
        if file.suffix == ".txt":
            faults += _word_faults(file, text, over)
            continue
        table = tables()[file.stem]
        broken = list(_form_faults(table, text))
        faults += broken
        if not broken:
            rows = numbered_rows(text, file.name)
            found.append(_File(table, list(rows[0][1]) if rows else [], rows, over))
    known = _known(found)
    for checked in found:
        faults += _table_faults(checked, known)
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def count_rows(path: Path | None = None) -> tuple[int, int]:
    """How many tables and word lists a folder has (the shipped ones without a path), and how many rows and words."""
    known = [file for file in sorted((path or SHIPPED).iterdir()) if file.suffix in (".tsv", ".txt") and file.is_file()]
    return len(known), sum(len(list(content(read_file(file)))) - (file.suffix == ".tsv") for file in known)


# --- files -----------------------------------------------------------------------------------------------------------


def _name_fault(file: Path, over: bool) -> Fault | None:
    """A file that no table has the name of, or that users may not extend."""
    allowed = {f"{name}.tsv" for name, table in tables().items() if not (over and table.closed)} | {f"{name}.txt" for name in WORD_LISTS}
    if file.is_file() and file.name in allowed:
        return None
    table = tables().get(file.stem)
    if table is not None and table.closed and file.suffix == ".tsv":
        return Fault(file.name, 0, "", "a table of the program's own", "it cannot be extended: take the file away")
    fix = nearest(file.name, sorted(allowed))
    return Fault(file.name, 0, "", "no table has this name", fix or "musnad knowledge columns lists them")


def _form_faults(table: Table, text: str) -> Iterator[Fault]:
    """Faults of lines as such: header, tabs, the number of cells. A table that has any is not looked at further."""
    file, lines = f"{table.name}.tsv", content(text)
    number, head = next(lines, (0, ""))
    header = [cell.strip() for cell in head.split("\t")]
    if not head:
        return
    if len(header) == 1 and len(head.split()) > 1:
        yield Fault(file, number, "", "no tab in the header", "one tab stands between columns, no spaces or commas: " + " ".join(table.names))
        return
    for name in [name for name in dict.fromkeys(header) if name not in table.names]:
        yield Fault(file, number, name, "no such column", nearest(name, table.names))
    for name, count in Counter(header).items():
        if count > 1:
            yield Fault(file, number, name, f"the column stands {count} times", "leave it once")
    if table.key[0] not in header:
        yield Fault(file, number, table.key[0], "the column is missing", "it names the row")
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) > len(header):
            yield Fault(file, number, "", f"{len(cells)} cells under {len(header)} columns", "one tab stands between cells, also around an empty one")
        elif len(cells) == 1 < len(header) and ("  " in line or "," in line):
            yield Fault(file, number, "", "no tab in the line", "one tab stands between cells, no spaces or commas")


def _word_faults(file: Path, text: str, over: bool) -> Iterator[Fault]:
    shipped_here = frozenset(shipped_words(file.stem))
    seen: set[str] = set()
    for number, line in content(text):
        word = line.strip()
        plain = word.removeprefix("-") if over else word
        wrong = any_cell(word) or check_part("words", plain, _NOTHING)
        if wrong is None and len(plain.split()) > 1:
            wrong = Wrong(f"several words in {plain!r}", "one word a line")
        if wrong is None and not over and fold(plain) != plain:
            wrong = Wrong(f"{plain!r} is not folded", f"write {fold(plain)}")
        if wrong is None and plain in seen:
            wrong = Wrong(f"{plain!r} stands twice", "leave it once")
        if wrong is None and plain != word and fold(plain) not in shipped_here:
            wrong = Wrong(f"{word!r} removes nothing", nearest(fold(plain), shipped_here))
        seen.add(plain)
        if wrong is not None:
            yield Fault(file.name, number, "", wrong.message, wrong.fix)


# --- rows ------------------------------------------------------------------------------------------------------------


def _table_faults(file: _File, known: Known) -> Iterator[Fault]:
    table = file.table
    there = {key_of(row, table.key): row for row in shipped(table.name)} if file.over else {}
    seen: dict[tuple[str, ...], int] = {}
    for line, row in file.rows:
        if file.over and is_removal(row, table):
            if not any(removes(row, other, table) for other in shipped(table.name)):
                close = nearest(row[table.key[0]].removeprefix("-"), {other[table.key[0]] for other in shipped(table.name)})
                yield Fault(file.name, line, table.key[0], f"{row[table.key[0]]!r} removes nothing", close)
            continue
        for column in table.columns:
            if column.name in row:
                yield from (file.fault(line, column.name, wrong) for wrong in _cell_faults(row[column.name], column, known))
        key = key_of(row, table.key)
        if key in seen:
            yield Fault(file.name, line, table.key[0], f"{' '.join(filter(None, key))!r} stands in line {seen[key]} too", "one row for it: join the two")
        seen.setdefault(key, line)
        whole = {**dict.fromkeys(table.names, ""), **there.get(key, {}), **row}
        for column_name, wrong in _row_faults(whole, table, known):
            yield file.fault(line, column_name, wrong)


def _cell_faults(cell: str, column: Column, known: Known) -> Iterator[Wrong]:
    wrong = any_cell(cell)
    if wrong is not None or not cell:
        yield from filter(None, [wrong])
        return
    parts = cell.split("|")
    if not column.several and len(parts) > 1:
        yield Wrong(f"several values in {cell!r}", "this column holds one")
        return
    if any(not part.strip() or part != part.strip() for part in parts):
        yield Wrong(f"an empty variant or a space beside | in {cell!r}", "only | stands between variants")
        return
    repeated = next((part for part, count in Counter(parts).items() if count > 1 and column.name not in MAY_REPEAT), None)
    if repeated is not None:
        yield Wrong(f"{repeated!r} stands twice in the cell", "leave it once")
    yield from filter(None, (check_part(column.holds, part, known) for part in dict.fromkeys(parts)))


def _row_faults(row: Row, table: Table, known: Known) -> Iterator[tuple[str, Wrong]]:
    """Faults of a whole row: what is missing, and cells that do not go together."""
    for column in table.columns:
        if column.needed and not row[column.name]:
            yield column.name, Wrong("the cell is empty", f"a row of {table.name} needs it: {column.what}")
    for rule in _RULES.get(table.name, ()):
        found = rule(row, known)
        if found is not None:
            yield found


_Rule = Callable[[Row, Known], tuple[str, Wrong] | None]


def _some_name(row: Row, _: Known) -> tuple[str, Wrong] | None:
    return None if row["arabic"] or row["short"] else ("arabic", Wrong("no Arabic name", "write at least one"))


def _term(row: Row, _: Known) -> tuple[str, Wrong] | None:
    start, end = row["from"], row["to"]
    if start and end and start[: len(end)] > end[: len(start)]:
        return "to", Wrong(f"the term ends on {end}, before it begins on {start}", "exchange or mend the dates")
    return None


def _point(prefix: str) -> _Rule:
    def check(row: Row, _: Known) -> tuple[str, Wrong] | None:
        lat, lon = row[f"{prefix}lat"], row[f"{prefix}lon"]
        if bool(lat) != bool(lon):
            return f"{prefix}lat", Wrong("one coordinate without the other", "give both or none")
        if not lat and (row.get(f"{prefix}km") or row.get(f"{prefix}geonames")):
            return f"{prefix}lat", Wrong("a radius or a number without coordinates", "give both coordinates")
        return None

    return check


def _mode_of_type(row: Row, known: Known) -> tuple[str, Wrong] | None:
    modes = known.modes.get(row["type"])
    if not row["mode"] or modes is None or row["mode"] in modes or not any(row["mode"] in others for others in known.modes.values()):
        return None
    return "mode", Wrong(f"{row['mode']!r} is no mode of {row['type']}", nearest(row["mode"], sorted(modes)) or f"{row['type']} has no modes")


def _conjugates(row: Row, known: Known) -> tuple[str, Wrong] | None:
    verb, form, root = row["verb"], row["form"], row["root"]
    if not (verb and form and root):
        return None
    other = known.roots.get((verb, form), root)
    if other != root:
        return "root", Wrong(f"{verb} ({form}) has the root {other} elsewhere", f"write {other}, or mend the other row")
    try:
        conjugate(verb, root.split(), form)
    except ValueError as error:
        return "verb", Wrong(f"does not conjugate: {error}", "check the verb (perfect, he), its root and its form")
    return None


def _among(part: str, whole: str) -> _Rule:
    def check(row: Row, _: Known) -> tuple[str, Wrong] | None:
        missing = next((value for value in variants(row[part]) if value not in variants(row[whole])), None)
        return (part, Wrong(f"{missing!r} is not among the {whole}", f"add it to {whole}")) if missing else None

    return check


_RULES: dict[str, tuple[_Rule, ...]] = {
    "countries": (_point(""), _point("capital_")),
    "places": (_point(""),),
    "gazetteer": (_point(""),),
    "people": (_term,),
    "organisations": (_some_name,),
    "verbs_verbal": (_mode_of_type, _conjugates),
    "verbs_material": (_mode_of_type, _conjugates),
    "event_nouns_verbal": (_mode_of_type,),
    "event_nouns_material": (_mode_of_type,),
    "light_verbs": (_conjugates,),
    "general_verbs": (_conjugates,),
    "cue_verbs": (_conjugates,),
    "months": (_among("shared", "names"),),
    "currencies": (_among("default", "codes"),),
}


# --- what cells refer to ---------------------------------------------------------------------------------------------

_NOTHING = Known({}, {}, {})


def _known(found: list[_File]) -> Known:
    """Codes, modes and verbs of the shipped tables and of the files."""
    own = {file.table.name: [row for _, row in file.rows] for file in found if file.over}

    def rows(table: str) -> list[Row]:
        return [*shipped(table), *own.get(table, ())]

    known = replace(_NOTHING, countries={}, modes={}, roots={})
    for row in rows("countries"):
        for name in (row["code"], row.get("name", ""), *map(fold, variants(row.get("arabic", "")))):
            known.countries.setdefault(name.casefold(), row["code"])
    for row in shipped("plover"):
        known.modes[row["type"]] = known.modes.get(row["type"], frozenset()) | ({row["mode"]} - {""})
    for table in VERB_TABLES:
        for row in rows(table):
            if row.get("verb") and row.get("form") and row.get("root"):
                known.roots.setdefault((row["verb"], row["form"]), row["root"])
    return known
