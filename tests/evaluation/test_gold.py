"""Reading reference records: marks and rows to parts, and faults to a file and a line."""
from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import GoldError, UsageError
from musnad.evaluation.gold import find_gold, read_gold


def test_spans_are_offsets_of_the_text_without_marks(gold: Path) -> None:
    parts = read_gold(gold / "short.gold")
    text = "قال أحمد إن الجو صحو والبحر هادئ"
    (start, end), = parts.entities[0].mentions
    assert text[start:end] == "أحمد"
    start, end = parts.statements[0].span
    assert text[start:end] == "الجو صحو والبحر هادئ"


def test_nested_marks_and_one_id_on_several_spans(gold: Path) -> None:
    parts = read_gold(gold / "harbour.gold")
    lebanon = next(e for e in parts.entities if e.id == "lb")
    assert [end - start for start, end in lebanon.mentions] == [5, 5, 5]
    assert lebanon.mentions == sorted(lebanon.mentions)
    outer = parts.statements[0].span
    inner = lebanon.mentions[-1]
    assert outer[0] == inner[0]
    assert inner[1] < outer[1]


def test_all_layers(gold: Path) -> None:
    parts = read_gold(gold / "harbour.gold")
    assert [d.value for d in parts.dates] == ["2023-05-01"]
    assert [(a.value, a.unit) for a in parts.amounts] == [(5_000_000, "EUR")]
    assert parts.statements[0].relays == ["reuters"]
    assert [e.statement for e in parts.events] == [None, None, "q1", None]
    assert len(parts.furniture) == len(parts.ignore) == 1


def test_the_same_happening_takes_over_what_its_row_leaves_unsaid(gold: Path) -> None:
    first, again = read_gold(gold / "harbour.gold").events[:2]
    assert (again.type, again.actor, again.place, again.when) == (first.type, first.actor, first.place, first.when)
    assert again.recipient == []
    assert again.same == first.id


def test_what_is_ignored_is_left_out(gold: Path) -> None:
    parts = read_gold(gold / "harbour.gold")
    assert [e.id for e in parts.outside(parts.ignore).events] == ["v1", "v2", "v3"]


MARKED = "⟦m1 زيد⟧ ⟦v1 زار⟧ دمشق\n"
ENTITY = '{"id": "z", "type": "PERSON", "marks": ["m1"]}\n'


@pytest.mark.parametrize(("content", "line", "told"), [
    ("سطر\n⟦m1 زيد\n---\n", 2, "m1 is never closed"),
    ("سطر\nزيد⟧\n---\n", 2, "never opened"),
    (MARKED + "---\n{not json}\n", 3, "not JSON"),
    (MARKED + "---\n[1]\n", 3, "object"),
    (MARKED + "---\n" + ENTITY + '\n{"id": "x9"}\n', 5, "x9"),
    (MARKED + '---\n{"type": "PERSON"}\n', 3, "no such row"),
    (MARKED + '---\n{"id": "z", "marks": ["m1"]}\n', 3, '"type"'),
    (MARKED + '---\n{"id": "z", "type": "PERSON", "marks": "m1"}\n', 3, '"marks" must be a list'),
    (MARKED + '---\n{"id": "v2", "type": "CONSULT"}\n', 3, "no mark v2"),
    (MARKED + '---\n{"id": "v1"}\n', 3, '"type"'),
    (MARKED + '---\n{"id": "v1", "type": "CONSULT", "actor": "z"}\n', 3, '"actor" must be a list'),
    (MARKED + '---\n{"id": "v1", "same": "v7"}\n', 3, "v7"),
    ("⟦v1 زار⟧ ⟦v2 زيارة⟧\n---\n" '{"id": "v1", "same": "v2"}\n{"id": "v2", "same": "v1"}\n', 3, "circle"),
    ("⟦q1 كلام⟧\n---\n" '{"id": "q1", "speaker": [], "chain": []}\n', 3, '"stance"'),
    ("⟦d1 أمس⟧\n---\n" '{"id": "d1"}\n', 3, '"value"'),
    (MARKED + '---\n{"furniture": ["ليس هنا"]}\n', 3, "ليس هنا"),
])
def test_a_fault_names_file_and_line(tmp_path: Path, content: str, line: int, told: str) -> None:
    file = tmp_path / "bad.gold"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "bad.gold"
    file.write_bytes("زيد".encode("windows-1256"))
    with pytest.raises(GoldError, match="not UTF-8"):
        read_gold(file)


def test_line_ends_are_characters(tmp_path: Path) -> None:
    file = tmp_path / "crlf.gold"
    file.write_bytes("سطر\r\n⟦m1 زيد⟧\n---\n".encode() + ENTITY.encode())
    assert read_gold(file).entities[0].mentions == [(5, 8)]


def test_folders_and_files(gold: Path, tmp_path: Path) -> None:
    assert [p.stem for p in find_gold([gold])] == ["harbour", "short"]
    assert find_gold([gold / "short.gold"]) == [gold / "short.gold"]
    with pytest.raises(UsageError, match="second"):
        find_gold([gold, gold / "short.gold"])
    with pytest.raises(UsageError, match="no reference records"):
        find_gold([tmp_path])
    with pytest.raises(UsageError, match="no reference records"):
        find_gold([tmp_path / "missing.gold"])
