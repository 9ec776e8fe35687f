"""The whole reader: bad input never raises, and what a record promises holds for any text."""
from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import musnad
from musnad.errors import UsageError
from musnad.evaluation.gold import read_gold
from musnad.export.schema import VALUES
from musnad.record import Record, Span

DEMO = Path(str(files("musnad"))) / "demo"
DEMOS = sorted(path.stem for path in DEMO.glob("*.txt"))
ROWS = {row["id"]: row for row in map(json.loads, (DEMO / "demo.jsonl").read_text(encoding="utf-8").splitlines())}


def check(record: Record) -> None:
    """What holds for every record (record.py, DESIGN)."""
    text = record.article.text
    _check_spans(record, len(text))
    _check_ids(record)
    _check_values(record)


def _spans(record: Record) -> list[Span]:
    spans = [*record.furniture, *(m for e in record.entities for m in e.mentions), *(d.span for d in record.dates), *(a.span for a in record.amounts)]
    spans += [v.trigger for v in record.events]
    for statement in record.statements:
        spans += [statement.span, *statement.cue, *(link.span for link in statement.links)]
    return spans


def _check_spans(record: Record, size: int) -> None:
    for start, end in _spans(record):
        assert 0 <= start < end <= size
    for entity in record.entities:
        assert entity.mentions
        assert entity.mentions == sorted(set(entity.mentions))
    for part in (record.dates, record.amounts):
        assert [p.span for p in part] == sorted(p.span for p in part)
    assert [s.span[0] for s in record.statements] == sorted(s.span[0] for s in record.statements)
    marks = [*(m for e in record.entities for m in e.mentions), *(v.trigger for v in record.events), *(d.span for d in record.dates)]
    for start, end in record.furniture:
        assert not any(start < mark[1] and mark[0] < end for mark in marks), "something is marked inside the furniture"


def _check_ids(record: Record) -> None:
    ids = [p.id for part in (record.entities, record.dates, record.amounts, record.events, record.statements) for p in part]
    assert len(set(ids)) == len(ids)
    entities = {e.id for e in record.entities}
    amounts, statements, events = {a.id for a in record.amounts}, {s.id for s in record.statements}, {v.id for v in record.events}
    order = {v.id: n for n, v in enumerate(record.events)}
    for v in record.events:
        assert {*v.actor, *v.recipient, *v.place} <= entities
        assert not set(v.actor) & set(v.recipient)
        assert v.statement is None or v.statement in statements
        assert v.same is None or order[v.same] < order[v.id]
        assert {c.of for c in v.counts} <= entities | {None}
        assert {c.amount for c in v.counts} <= amounts | {None}
        assert v.views
        assert {w.source for w in v.views} <= entities | {"outlet"}
        assert {w.statement for w in v.views} <= statements | {None}
        if v.transfer is not None:
            assert set(v.transfer.item) <= entities
            assert {v.transfer.count, v.transfer.value} <= amounts | {None}
    for s in record.statements:
        assert s.speaker
        assert {*s.speaker, *s.chain} <= entities
        assert s.chain[-1] in s.speaker
        assert len(set(s.chain)) == len(s.chain)
        assert [link.entity for link in s.links] == s.chain
        assert s.cue
        assert s.of is None or s.of in statements | events
        assert s.of != s.id


def _check_values(record: Record) -> None:
    for e in record.entities:
        assert e.type in VALUES["Entity"]["type"]
        assert e.name and e.name_ar
    for v in record.events:
        assert v.type in VALUES["Event"]["type"]
        assert v.status in VALUES["Event"]["status"]
        assert v.quad in VALUES["Event"]["quad"]
        assert -10 <= v.score <= 10
        assert 0 < v.confidence <= 1
        assert v.why
    for s in record.statements:
        assert s.stance in VALUES["Statement"]["stance"]
        assert s.form in VALUES["Statement"]["form"]
        assert s.of is None or s.stance == "denies"


# Bad input

EMPTY = ["", " ", "\n\n\n", "\t \u00a0\u200b", "\ufeff", ".", "«»", "\"\"\"", "()", "12345", "\u0640\u0640\u0640", "\u064e\u064f\u0650", "ا", "و", "\x00",
         "\ud800"]


@pytest.mark.parametrize("text", EMPTY)
def test_hardly_any_text(text: str) -> None:
    record = musnad.read(text)
    check(record)
    assert (record.entities, record.events, record.statements) == ([], [], [])


CLEAN = "أخبار المنطقة\nقال وزير الخارجية المصري سامح شكري إن روسيا قصفت خاركيف أمس، وقتلت 12 مدنيا."


@pytest.mark.parametrize("text", [
    CLEAN.replace(" ", "\ud800 "),  # lone surrogates
    CLEAN.replace(" ", " \udcff"),
    "\u202b" + CLEAN.replace(" ", "\u200f ") + "\u202c",  # bidirectional controls
    CLEAN.replace("ق", "ﻗ").replace("ا", "ﺎ").replace("ل", "ﻠ"),  # presentation forms
    CLEAN.replace("ل", "ل\u0640"),  # drawn out
    CLEAN.replace("ق", "ق\u064e\u0651"),  # vowelled
    CLEAN.replace("\n", "\r\n"),
    CLEAN.replace(" ", "\u00a0"),
    CLEAN.replace(" ", ""),
    CLEAN[::-1],
    CLEAN + "\x00\x01\x02",
    "«" * 500 + CLEAN,
    "(" * 500 + CLEAN + ")" * 3,
    CLEAN + "\ufffd" * 40,
    "The quick brown fox jumps over the lazy dog.\n" * 20,
    "Ð§Ù\x84Ù\x82Ø§Ù\x87Ø±Ø©" * 30,
    "??? ?????? ????? " * 50,
    "قال " * 2000,
    "إن إن إن قال قال إن: «" * 300,
])
def test_bad_text_never_raises(text: str) -> None:
    check(musnad.read(text, published="2022-05-18", outlet="رويترز"))


@pytest.mark.parametrize("change", [
    lambda t: "\u202b" + t.replace(" ", "\u200f ") + "\u202c",
    lambda t: t.replace("ل", "ل\u0640"),
    lambda t: t.replace("\n", "\r\n"),
    lambda t: t.replace(" ", "\u00a0"),
    lambda t: t.replace("خاركيف", "خَارْكِيف"),
])
def test_marks_and_controls_do_not_change_what_is_read(change: Any) -> None:
    def told(text: str) -> list[Any]:
        record = musnad.read(text, published="2022-05-18")
        check(record)
        events = [(v.type, v.actor, v.recipient, v.when) for v in record.events]
        return [[(e.type, e.country) for e in record.entities], events, [s.speaker for s in record.statements]]

    assert told(change(CLEAN)) == told(CLEAN)


def test_one_line_of_a_megabyte() -> None:
    text = "كان الطقس معتدلا والسماء صافية طوال النهار وقالت مصر إن " + "كان الطقس معتدلا والسماء صافية " * 18_000
    assert len(text.encode()) > 1_000_000
    check(musnad.read(text))


def test_a_long_line_full_of_speech_and_acts() -> None:
    check(musnad.read("قال مسؤول عراقي إن الضخ متوقف ثم قصفت روسيا خاركيف " * 120))


def test_nothing_but_furniture() -> None:
    record = musnad.read("مقالات ذات صلة\nاقرأ أيضا\nزر الذهاب إلى الأعلى\n")
    check(record)
    assert (record.entities, record.events, record.statements) == ([], [], [])


def test_furniture_is_set_aside() -> None:
    text = "أخبار المنطقة\nقصفت روسيا خاركيف.\nمقالات ذات صلة\nزر الذهاب إلى الأعلى\n"
    record = musnad.read(text)
    check(record)
    assert [record.surface(s).strip() for s in record.furniture] == ["مقالات ذات صلة", "زر الذهاب إلى الأعلى"]
    assert [record.surface(v.trigger) for v in record.events] == ["قصفت"]


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    record = musnad.read(CLEAN)
    check(record)
    assert [(record.surface(d.span), d.value) for d in record.dates] == [("أمس", None)]
    assert any("publication date" in note for note in record.notes)
    assert musnad.read(CLEAN, published="2022-05-18").dates[0].value == "2022-05-17"


@pytest.mark.parametrize("published", ["yesterday", "18/05/2022", "2022-13-01", "2022-02-30"])
def test_a_publication_date_that_is_none(published: str) -> None:
    with pytest.raises(UsageError):
        musnad.read(CLEAN, published=published)


def test_a_title_apart_is_the_first_line() -> None:
    together, apart = musnad.read(CLEAN), musnad.read(CLEAN.partition("\n")[2], title=CLEAN.partition("\n")[0])
    check(apart)
    assert [e.name for e in apart.entities] == [e.name for e in together.entities]


# The demo articles

@pytest.mark.parametrize("name", DEMOS)
def test_the_demo_articles(name: str) -> None:
    """Sane counts: at least half and at most twice of what the reference record has."""
    row, gold = ROWS[name], read_gold(DEMO / f"{name}.gold")
    record = musnad.read(row["text"], published=row["published"], outlet=row["outlet"])
    check(record)
    for got, wanted in ((record.entities, gold.entities), (record.dates, gold.dates), (record.events, gold.events), (record.statements, gold.statements)):
        assert len(wanted) / 2 <= len(got) <= 2 * len(wanted)
    assert not any(note.startswith(("half-decoded", "not Arabic")) for note in record.notes)


@pytest.mark.parametrize("name", DEMOS)
def test_two_runs_are_equal(name: str) -> None:
    row = ROWS[name]
    once, again = (musnad.read(row["text"], published=row["published"], outlet=row["outlet"]).to_dict() for _ in range(2))
    assert once == again
    json.dumps(once, ensure_ascii=False)


# Any text

WORDS = (
    "قال قالت إن أن أنها بأن وأضاف مشيرا إلى من عن على في لم لن قد سوف إذا الذي التي نقلا بحسب وفقا لوزارة وزير الوزير رئيس الرئيس "
    "مسؤول مصدر مسؤولون الخارجية المصري الإسرائيلي الروسية روسيا إيران مصر وقطر لبنان بالقاهرة واشنطن رويترز لفرانس برس صحيفة وكالة "
    "الجيش حزب الله الأمم المتحدة ماكرون سامح شكري كريم بوزيد قصفت قصف بقصف هجوما شن مقتل قتل قتلوا اعتقلت اعتقال نفى نفت ذلك وهو ما "
    "هدد اتهمت اتهامات دعا طالب زار زيارة سيزور محادثات عقوبات رفض وقع اتفاقا انسحبت تظاهر أمس الثلاثاء عام 2021 ثلاثة 12 مدنيين جنود "
    "مليون دولار طائرات إف 16 البلدان المملكة بلاده الصحيفة لكن بينما كما بعد قبل ثم").split()
MARKS = [". ", "، ", ": ", " «", "» ", ' "', '" ', " “", "” ", "\n", " - ", "؟ ", "! ", "؛ ", " (", ") ", "…", "'", "\n\n"]
CONTROLS = ["\u200f", "\u202b", "\u202c", "\u0640", "\u064e", "\u0651", "\ufeff", "\u00a0", "\ud800", "\x00", "ﻻ", "\u2028", "\ufffd"]
PIECES = st.one_of(st.sampled_from(WORDS).map(lambda w: w + " "), st.sampled_from(WORDS).map(lambda w: w + " "), st.sampled_from(WORDS), st.sampled_from(MARKS),
                   st.sampled_from(CONTROLS))
TEXTS = st.lists(PIECES, max_size=60).map("".join)
DATES = st.sampled_from([None, "2022-05-18", "1999-12-31"])
OUTLETS = st.sampled_from([None, "رويترز", "الجزيرة نت"])


@hypothesis_settings(max_examples=300)
@given(TEXTS, DATES, OUTLETS)
def test_any_text_keeps_the_promises(text: str, published: str | None, outlet: str | None) -> None:
    check(musnad.read(text, published=published, outlet=outlet))


@hypothesis_settings(max_examples=60)
@given(TEXTS, DATES)
def test_any_text_is_read_the_same_twice(text: str, published: str | None) -> None:
    assert musnad.read(text, published=published).to_dict() == musnad.read(text, published=published).to_dict()


@hypothesis_settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_characters_at_all(text: str) -> None:
    check(musnad.read(text, title=text[:20] or None))


@hypothesis_settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(" ".join))
def test_more_text_below_does_not_lose_what_was_read(text: str) -> None:
    """A paragraph of plain prose below adds and takes away no event or statement of the rules'; the network reads both ways, and may think otherwise then."""
    short, long = musnad.read(text + ".\n", fast=True), musnad.read(text + ".\nكان الطقس معتدلا.\n", fast=True)
    check(long)
    check(musnad.read(text + ".\nكان الطقس معتدلا.\n"))
    assert [v.trigger for v in short.events] == [v.trigger for v in long.events]
    assert [s.cue for s in short.statements] == [s.cue for s in long.statements]
