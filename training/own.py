"""Texts of our own with their marks, which anyone can train from: headlines, sentences and short articles.

Usage:
    python training/own.py check          tells the faults of the items in training/own, 1 if there are any
    python training/own.py unpack DIR     DIR/ID.txt, ID.gold and articles.jsonl, as ``training/standoff.py unpack`` has them for real articles

A file of ``training/own`` has items one after the other. Each begins with a line ``=== ID | day of publication | outlet or -``, and is a sheet
(``training/sheets.py``) whose text, without the marks, is the item's.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sheets import MARK, SheetError, build

OWN = Path(__file__).resolve().parent / "own"
HEAD = re.compile(r"^=== (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One text of our own: its article, as the raw files have theirs, and its sheet."""

    article: dict[str, Any]
    sheet: str


def items(folder: Path = OWN) -> Iterator[Item]:
    """All items, in order. SheetError for a head that is none, or an id that two have."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.sheets")):
        _, *parts = HEAD.split(path.read_text(encoding="utf-8"))
        for head, sheet in zip(parts[::2], parts[1::2], strict=True):
            cells = [cell.strip() for cell in head.split("|")]
            if len(cells) != 3 or cells[0] in seen:
                raise SheetError(f"{path.name}: {head!r}: " + ("the second of this id" if len(cells) == 3 else "not ID | day | outlet"))
            seen.add(cells[0])
            text = MARK.sub("", sheet.partition("\n---\n")[0]).strip()
            outlet = None if cells[2] == "-" else cells[2]
            yield Item({"id": cells[0], "text": text, "title": None, "published": cells[1], "outlet": outlet}, sheet)


def main(arguments: list[str]) -> int:
    """Checks or unpacks; 1 if an item has faults, 2 if the command was wrong."""
    if arguments[:1] not in (["check"], ["unpack"]) or len(arguments) != 1 + (arguments[0] == "unpack"):
        sys.stderr.write(__doc__ or "")
        return 2
    folder, faulty, rows = Path(arguments[-1]), 0, []
    for item in items():
        try:
            gold, faults = build(item.sheet, item.article)
        except SheetError as error:
            faults = [str(error)]
        faulty += len(faults)
        sys.stderr.writelines(f"{item.article['id']}: {fault}\n" for fault in faults)
        if arguments[0] == "unpack" and not faults:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{item.article['id']}.txt").write_text(item.article["text"], encoding="utf-8")
            (folder / f"{item.article['id']}.gold").write_text(gold, encoding="utf-8")
            rows.append(json.dumps(item.article, ensure_ascii=False) + "\n")
    if rows:
        (folder / "articles.jsonl").write_text("".join(rows), encoding="utf-8")
    return min(faulty, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
