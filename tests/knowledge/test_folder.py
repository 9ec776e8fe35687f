"""A user's folder over the shipped tables: what it adds, replaces and removes, and that nothing of it stays."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import musnad
from musnad.analysis.gazetteer import gazetteer
from musnad.analysis.lexicon import lexicon
from musnad.errors import KnowledgeError, UsageError
from musnad.knowledge import read_table, read_words, use_folder
from musnad.knowledge.columns import tables
from musnad.knowledge.folder import lay
from musnad.knowledge.tables import shipped

Write = Callable[[str, str], Path]
DEMO = Path(musnad.__file__).parent / "demo" / "knowledge"
TEXT = "السلطات تشمع مقر رابطة\nشمعت سلطات أم الرمل الثلاثاء مقر رابطة حراس الواحة. وقال سالم الدرعي لموقع نخلة إن القرار صدر عن النيابة."


@pytest.fixture(autouse=True)
def _nothing_laid() -> Iterator[None]:
    use_folder(None)
    yield
    use_folder(None)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the folder, columns separated by | for the eye's sake."""
    def put(file: str, text: str) -> Path:
        (tmp_path / file).write_text("\n".join(line.replace(" ; ", "\t") for line in text.split("\n")) + "\n", encoding="utf-8")
        return tmp_path

    return put


def row(table: str, **cells: str) -> dict[str, str] | None:
    found = [r for r in read_table(table) if all(r[column] == cell for column, cell in cells.items())]
    assert len(found) < 2
    return found[0] if found else None


def test_a_row_is_added_before_ours_and_columns_may_be_left_out(write: Write) -> None:
    use_folder(write("media.tsv", "arabic ; name ; kind\nالواحة نيوز ; Oasis News ; site"))
    assert read_table("media")[0] == {"name": "Oasis News", "arabic": "الواحة نيوز", "kind": "site", "country": "", "owner": ""}
    assert read_table("media")[1:] == shipped("media")


def test_a_row_with_the_key_of_ours_replaces_it_and_keeps_what_the_file_lacks(write: Write) -> None:
    before = row("media", name="Reuters")
    assert before
    use_folder(write("media.tsv", "name ; owner\nReuters ; Somebody"))
    assert row("media", name="Reuters") == {**before, "owner": "Somebody"}
    assert [r["name"] for r in read_table("media")] == [r["name"] for r in shipped("media")], "in its place"


def test_an_empty_cell_of_a_replacement_empties(write: Write) -> None:
    use_folder(write("media.tsv", "name ; arabic ; kind ; owner\nReuters ; رويترز ; agency ; "))
    found = row("media", name="Reuters")
    assert found and found["owner"] == "" and found["country"] == "GBR"


def test_a_row_with_a_minus_removes_those_that_agree_with_all_its_cells(write: Write) -> None:
    held = [r for r in shipped("people") if r["name"] == "Antonio Guterres"]
    assert len(held) > 1
    use_folder(write("people.tsv", "name ; office\n-Antonio Guterres ; Prime Minister"))
    assert [r for r in read_table("people") if r["name"] == "Antonio Guterres"] == [r for r in held if r["office"] != "Prime Minister"]
    use_folder(write("people.tsv", "name\n-Antonio Guterres"))
    assert [r for r in read_table("people") if r["name"] == "Antonio Guterres"] == []


def test_a_question_mark_makes_no_other_key() -> None:
    table = tables()["family_names"]
    assert lay([{"name": "الجندي"}], [{"name": "الجندي?"}, {"name": "الحسن"}], table) == [{"name": "الجندي"}, {"name": "الحسن"}]
    assert lay([{"name": "-الجندي"}], [{"name": "الجندي?"}], table) == []


def test_a_sense_of_a_user_goes_before_ours(write: Write) -> None:
    use_folder(write("verbs_material.tsv", "verb ; root ; form ; type ; needs\nقتل ; ق ت ل ; I ; COERCE ; وقتا"))
    senses = [r["type"] for r in read_table("verbs_material") if r["verb"] == "قتل"]
    assert senses[:2] == ["COERCE", "ASSAULT"]


def test_words_are_added_folded_and_removed(write: Write) -> None:
    gone, kept = read_words("common_words")[:2]
    use_folder(write("common_words.txt", f"# ours\nمؤشّرية\n-{gone}".replace("\u0651", "")))
    words = read_words("common_words")
    assert gone not in words and kept in words and "مؤشريه" in words


def test_what_was_made_of_the_tables_is_made_anew_and_only_then(write: Write) -> None:
    before = lexicon(), gazetteer()
    use_folder(None)
    assert (lexicon(), gazetteer()) == before, "nothing changed"
    folder = write("media.tsv", "name ; arabic ; kind\nOasis News ; الواحة نيوز ; site")
    use_folder(folder)
    laid = gazetteer()
    assert laid is not before[1]
    use_folder(str(folder))
    assert gazetteer() is laid, "the same folder"
    write("media.tsv", "name ; arabic ; kind\nOasis News ; الواحة نيوز|شبكة الواحة ; site")
    use_folder(folder)
    found = row("media", name="Oasis News")
    assert gazetteer() is not laid and found and "شبكة الواحة" in found["arabic"], "a changed file"
    use_folder(None)
    assert row("media", name="Oasis News") is None


def test_what_a_spreadsheet_saves_is_read(tmp_path: Path) -> None:
    (tmp_path / "media.tsv").write_bytes("\ufeffname\tarabic\tkind\r\nOasis News\tالواحة نيوز\tsite\r\n".encode())
    use_folder(tmp_path)
    found = row("media", name="Oasis News")
    assert found and found["kind"] == "site"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        use_folder(tmp_path / "missing")


def test_a_fault_is_told_and_nothing_is_laid(write: Write) -> None:
    folder = write("media.tsv", "name ; arabic ; kind\nOasis News ; الواحة نيوز ; sitee\nOasis TV ; قناة الواحة ; tv")
    with pytest.raises(KnowledgeError, match=r"media\.tsv line 2, kind: 'sitee' is no media; did you mean site\? \(and 1 more: musnad knowledge check"):
        use_folder(folder)
    assert row("media", name="Oasis News") is None


def test_an_article_is_read_with_it_and_the_next_without() -> None:
    """The worked example of docs/knowledge.md."""
    record = musnad.read(TEXT, published="2024-05-16", knowledge=DEMO)
    (event,) = [e for e in record.events if record.surface(e.trigger) == "شمعت"]
    assert (event.type, event.mode, event.when) == ("COERCE", "restrict", "2024-05-14")
    names = {e.name: e for e in record.entities}
    assert names["Oasis Guardians League"].sector == "SOC"
    assert names["Salem Al-Darai"].country == "TUN"
    (statement,) = record.statements
    assert statement.chain == [names["Nakhla"].id, names["Salem Al-Darai"].id]
    without = musnad.read(TEXT, published="2024-05-16")
    assert without.events == []
    assert "Nakhla" not in {e.name for e in without.entities}
