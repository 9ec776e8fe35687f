"""What a word does to the relations of two states: in all its forms, with what is written onto it, and by the table alone."""
from __future__ import annotations

from pathlib import Path

import pytest

from musnad.analysis.turns import turn_of
from musnad.knowledge import read_table, use_folder


@pytest.mark.parametrize("word", "استأنف واستأنفت سيستأنفان استئناف لاستئناف الاستئناف أعادت ويعيد تعد بإعادة استعادتها نستعيد".split())
def test_forms_that_take_relations_up_again(word: str) -> None:
    assert turn_of(word, "SUPPORT") == "resumed"


@pytest.mark.parametrize("word", "أقام وأقامتا إقامة التطبيع لتطبيع افتتحت بتبادل".split())
def test_forms_that_begin_relations(word: str) -> None:
    assert turn_of(word, "SUPPORT") == "established"


@pytest.mark.parametrize("word", ["نقلت", "عززت", "قلم", ""])
def test_words_that_do_neither(word: str) -> None:
    assert turn_of(word, "SUPPORT") is None


def test_another_sense_of_the_word_does_neither() -> None:
    assert (turn_of("استأنفت", "AID"), turn_of("أعاد", "ASSAULT")) == (None, None)


def test_every_row_that_says_so_is_of_the_diplomatic_context() -> None:
    rows = [row for table in ("verbs_verbal", "event_nouns_verbal") for row in read_table(table) if row["turn"]]
    assert {row["turn"] for row in rows} == {"established", "resumed"}
    assert {(row["type"], row["cameo"], row["context"]) for row in rows} == {("SUPPORT", "050", "diplomatic")}


def test_a_users_verb_counts_too(tmp_path: Path) -> None:
    header = "verb\troot\tform\tmasdar\ttype\tcontext\troles\tneeds\tcameo\texample\tturn"
    row = "رمم\tر م م\tII\tترميم\tSUPPORT\tdiplomatic\tactor=subj+مع\tعلاقات|علاقاتها\t050\tرممت الدولتان علاقاتهما\tresumed"
    (tmp_path / "verbs_verbal.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert turn_of("ترميم", "SUPPORT") is None
    try:
        use_folder(tmp_path)
        assert turn_of("ورممت", "SUPPORT") == "resumed"
    finally:
        use_folder(None)
    assert turn_of("ترميم", "SUPPORT") is None
