"""Articles marked by hand, kept without their text: ids, a hash, offsets and rows.

Usage:
    python training/standoff.py pack GOLD_DIR       reference records (NAME.gold) become training/articles/NAME.json
    python training/standoff.py unpack OUT_DIR      back to NAME.txt, NAME.gold and articles.jsonl, with the text of the raw articles

The raw articles lie in the folder named by ``MUSNAD_SHARED``, else in ``../shared``. ``musnad read OUT_DIR/articles.jsonl --format jsonl`` and
``musnad evaluate OUT_DIR RECORDS`` then tell how good the program is on them.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from raw import lines

HERE = Path(__file__).resolve().parent
ARTICLES = HERE / "articles"
RAW = ("ant.jsonl.xz", "jawhara.jsonl.xz")
MARK = re.compile(r"⟦([mdnvcq]\d+) |⟧")
LINES = ("furniture", "ignore")
Standoff = dict[str, Any]


def pack(gold: str) -> Standoff:
    """A reference record without its text. Marks are ``[id, start, end]``, an outer one before those nested in it."""
    marked, _, rest = gold.partition("\n---\n")
    pieces: list[str] = []
    marks: list[list[Any]] = []
    opened: list[list[Any]] = []
    at = length = 0
    for match in MARK.finditer(marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            opened.append([match[1], length, length])
            marks.append(opened[-1])
        else:
            opened.pop()[2] = length
    text = "".join([*pieces, marked[at:]])
    rows = [json.loads(line) for line in rest.splitlines() if line.strip()]
    document = next(row for row in rows if "doc" in row)
    return {
        "id": document["doc"],
        "sha256": text_hash(text),
        "published": document.get("published"),
        "outlet": document.get("outlet"),
        "marks": marks,
        "rows": [_without_text(row, text) for row in rows if "doc" not in row],
    }


def unpack(standoff: Standoff, text: str, title: str | None) -> str:
    """The reference record again. ValueError if the text is another than the one that was marked."""
    if text_hash(text) != standoff["sha256"]:
        raise ValueError(f"{standoff['id']}: the text is not the one that was marked")
    opening: dict[int, list[str]] = {}
    closing: dict[int, int] = {}
    for name, start, end in standoff["marks"]:
        opening.setdefault(start, []).append(f"⟦{name} ")
        closing[end] = closing.get(end, 0) + 1
    out = [f"{'⟧' * closing.get(i, 0)}{''.join(opening.get(i, ()))}{text[i : i + 1]}" for i in range(len(text) + 1)]
    document = {"doc": standoff["id"], "published": standoff["published"], "outlet": standoff["outlet"], "title": title}
    rows = [document, *(_with_text(row, text) for row in standoff["rows"])]
    marked = "".join(out)
    return marked + "\n" * (not marked.endswith("\n")) + "---\n" + "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def text_hash(text: str) -> str:
    """Of the text without line breaks at its end, which a reference record does not keep."""
    return hashlib.sha256(text.rstrip("\n").encode()).hexdigest()


def article_text(row: dict[str, Any]) -> str:
    """The text as the marks count it: the title and a line break before a text that does not begin with it."""
    title, text = row.get("title") or "", row["text"]
    return text if not title or text.startswith(title) else f"{title}\n{text}"


def _without_text(row: dict[str, Any], text: str) -> dict[str, Any]:
    """Rows of whole lines (page leftovers, teasers) point to the lines."""
    for key in LINES:
        if key in row:
            return {key: [[at, at + len(line)] for line in row[key] for at in (text.index(line),)]}
    return row


def _with_text(row: dict[str, Any], text: str) -> dict[str, Any]:
    for key in LINES:
        if key in row:
            return {key: [text[start:end] for start, end in row[key]]}
    return row


def raw_articles() -> Iterator[dict[str, Any]]:
    """All raw articles that have an id."""
    for name in RAW:
        yield from map(json.loads, lines(name))


def main(arguments: list[str]) -> int:
    """Packs or unpacks; 2 if the command was wrong."""
    if len(arguments) != 2 or arguments[0] not in ("pack", "unpack"):
        sys.stderr.write(__doc__ or "")
        return 2
    folder = Path(arguments[1])
    if arguments[0] == "pack":
        ARTICLES.mkdir(exist_ok=True)
        for path in sorted(folder.glob("*.gold")):
            packed = json.dumps(pack(path.read_bytes().decode("utf-8")), ensure_ascii=False, indent=None, separators=(",", ":"))
            (ARTICLES / f"{path.stem}.json").write_text(packed + "\n", encoding="utf-8")
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    kept = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.json"))}
    missing = set(kept)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
        for row in (row for row in raw_articles() if row["id"] in kept):
            text = article_text(row)
            try:
                gold = unpack(kept[row["id"]], text, row.get("title"))
            except ValueError as error:
                raise SystemExit(f"{error}; the raw texts are of another edition") from None
            (folder / f"{row['id']}.txt").write_bytes(text.encode())
            (folder / f"{row['id']}.gold").write_bytes(gold.encode())
            stream.write(json.dumps({**row, "published": kept[row["id"]]["published"]}, ensure_ascii=False) + "\n")  # some raw dates are none
            missing.discard(row["id"])
    if missing:
        sys.stderr.write(f"{len(missing)} of {len(kept)} marked articles are not in the raw texts, as {min(missing)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
