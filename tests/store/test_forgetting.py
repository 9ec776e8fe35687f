"""Taken out for good: nothing of it is left in any table, in the full text, or in any byte of the files."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

import musnad
from musnad.errors import UsageError
from musnad.intake.watch import ItemState
from musnad.record import Article, Entity, Event, Record, View
from musnad.store import Store, open_store, reports
from musnad.store.feeds import FeedMemory
from musnad.store.forgetting import count_person, find_article, forget_article, forget_person
from musnad.store.names import Name
from musnad.store.packing import unpack
from musnad.store.tables import Base
from musnad.store.upkeep import info

RARE = "زغلطوف"  # a word that no table of Musnad's has
PERSON = "زهير الكركوشي"


def everything(store: Store) -> str:
    """All that any table holds, packed JSON unpacked."""
    with store.reading() as connection:
        rows = [tuple(row) for table in Base.metadata.sorted_tables for row in connection.execute(select(table))]
        rows += [tuple(row) for row in connection.execute(text("SELECT * FROM search"))]
    return "\n".join(json.dumps(unpack(cell), ensure_ascii=False) if isinstance(cell, bytes) else str(cell) for row in rows for cell in row)


def raw(place: str) -> bytes:
    """All bytes of a SQLite store and of what lies beside it."""
    file = Path(place)
    return b"".join(p.read_bytes() for p in sorted(file.parent.iterdir()) if p.name.startswith(file.name))


def blobs(store: Store) -> list[bytes]:
    """Pieces of packed JSON: short enough to stand on one page."""
    with store.reading() as connection:
        packed = [row[0] for row in connection.execute(text("SELECT document FROM versions UNION ALL SELECT body FROM records"))]
    return [bytes(blob)[start:start + 40] for blob in packed for start in (10, len(blob) // 2, len(blob) - 40)]


def fill(store: Store, writer: Any) -> None:
    """Enough others, before and after, that the index has several segments."""
    for number in range(12):
        store.add(writer.record(writer.article(f"فرض المغرب عقوبات على إيران للمرة {number}، قالت وزارة الخارجية.")))


def persons_record(name_in: str = "اعتقلت الشرطة أمس {} في الرباط، وقال محامي الكركوشي إنه بريء.") -> Record:
    body = f"توقيف زهير الكركوشي\n{name_in.format(PERSON)}"
    full, alone = body.index(PERSON, 10), body.index("الكركوشي", body.index("محامي"))
    entity = Entity("e1", "PERSON", "Zuhair Karkushi", PERSON, True, None, None, None, None,
                    [(full, full + len(PERSON)), (alone, alone + 8)], f"a name of two words: {PERSON}")
    other = Entity("e2", "ORG", "police", "الشرطة", False, "MAR", "COP", None, None, [(body.index("الشرطة"), body.index("الشرطة") + 6)], "by hand")
    start = body.index("اعتقلت")
    event = Event("v1", (start, start + 6), "COERCE", "arrest", [], ["e2"], ["e1"], [], None, "occurred", None, None, "173", -7.0, "material conflict",
                  None, [], [View("outlet", "certain", True, None)], 0.9, "recipient الكركوشي stands behind")
    return Record(Article("p1", body, "توقيف زهير الكركوشي", "الميثاق", "2022-05-18", "https://example.org/%D8%B2%D9%87%D9%8A%D8%B1-الكركوشي"),
                  entities=[entity, other], events=[event])


# Articles

def test_an_article_goes_with_all_its_versions(store: Store, place: str, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, writer)
    first = store.add(writer.record(writer.article(f"{RARE} أولى تتحدث عن المغرب وإيران وعن وزارة الخارجية", url="https://example.org/rare")))
    store.add(writer.record(writer.article(f"{RARE} ثانية تتحدث عن المغرب وإيران وعن وزارة الخارجية", url="https://example.org/rare")))
    fill(store, writer)
    gone = [blob for blob in blobs(store) if blob]
    assert RARE in everything(store)
    assert forget_article(store, find_article(store, "https://example.org/rare"), "asked by the outlet").articles == 1
    left = everything(store)
    assert RARE not in left
    assert "example.org/rare" not in left
    assert f"{first.record}" not in {str(a.record_id) for a in store.articles()}
    kept = set(blobs(store))
    if not place.startswith("postgresql"):
        data = raw(place)
        assert RARE.encode() not in data
        assert [blob for blob in gone if blob not in kept and blob in data] == []
    assert store.count("articles") == store.count("articles", words="المغرب") == 24
    (removal,) = info(store).removals
    assert (removal.what, removal.why) == ("article", "asked by the outlet")


def test_the_bytes_are_there_before(tmp_path: Path, writer: Any) -> None:
    """What the test above looks for in the file can be found there as long as it is not forgotten."""
    place = str(tmp_path / "x.db")
    with open_store(place) as store:
        store.add(writer.record(writer.article(f"{RARE} تتحدث عن المغرب وإيران وعن وزارة الخارجية في الرباط")))
        assert RARE.encode() in raw(place)
        assert all(blob in raw(place) for blob in blobs(store))


def test_an_article_is_found_by_what_it_is_called(store: Store, writer: Any) -> None:
    one = store.add(Record(writer.article(url="https://example.org/1")))
    store.add(Record(Article("a1", "نص آخر", url="https://example.org/2")))
    assert find_article(store, "https://example.org/1") == find_article(store, str(one.id)) == one.id
    with pytest.raises(UsageError, match="2 articles are called"):
        find_article(store, "a1")
    with pytest.raises(UsageError, match="no article"):
        find_article(store, "none")


def test_what_was_corroborated_goes_with_it(store: Store, place: str, writer: Any) -> None:
    assert reports.ReportRow.__tablename__ in Base.metadata.tables
    for outlet in ("الأفق", "الميثاق"):
        text_ = f"{RARE} فرض المغرب عقوبات على إيران أمس في الرباط، قالت وزارة الخارجية المغربية"
        store.add(musnad.read(f"خبر\n{text_}", published="2022-05-18", outlet=outlet, url=f"https://{outlet}.example.org/"))
    assert store.corroborate() == 2
    (both,) = store.happenings(type="SANCTION")
    assert len(both.outlets) == 2
    forget_article(store, find_article(store, "https://الأفق.example.org/"))
    assert store.pending() == 0 or store.corroborate()
    (one,) = store.happenings(type="SANCTION")
    assert one.outlets == ["الميثاق"]
    forget_article(store, find_article(store, "https://الميثاق.example.org/"))
    assert list(store.happenings()) == []
    assert RARE not in everything(store)
    assert place.startswith("postgresql") or RARE.encode() not in raw(place)


# Persons

def test_a_person_goes_from_everywhere_and_the_event_stays(store: Store, place: str, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, writer)
    record = persons_record()
    added = store.add(record)
    monkeypatch.setattr(musnad, "__version__", "99.0")
    store.add(record)
    store.add(persons_record("اعتقلت الشرطة أمس {} في فاس، وقال محامي الكركوشي إنه بريء."))
    gone = blobs(store)
    told = count_person(store, PERSON)
    assert (told.articles, told.spans) == (1, 6)
    assert forget_person(store, PERSON, "asked by the person") == told
    left = everything(store)
    assert [word for word in ("الكركوشي", "كركوشي", "زهير", "Karkushi", "karkushi", "zuhair", "%D8%B2%D9%87") if word in left] == []
    (event,) = store.events(type="COERCE")
    assert event.event.trigger == record.events[0].trigger
    assert event.record.surface(event.event.trigger) == "اعتقلت"
    assert len(event.record.article.text) == len(persons_record("اعتقلت الشرطة أمس {} في فاس، وقال محامي الكركوشي إنه بريء.").article.text)
    entity = event.record.entity("e1")
    assert (entity.name, entity.name_ar, entity.named) == ("█", "█", False)
    assert {event.record.surface(span) for span in entity.mentions} == {"█" * len(PERSON), "█" * 8}
    assert event.record.article.title == f"توقيف {'█' * len(PERSON)}"
    assert event.article.url is None
    assert event.article.sha256 == event.record.article.sha256
    assert store.count("articles", words="بريء") == 1
    assert store.record(added.record).article.text.count("█") > len(PERSON), "the old version too"
    if not place.startswith("postgresql"):
        data, kept = raw(place), set(blobs(store))
        assert "الكركوشي".encode() not in data
        assert [blob for blob in gone if blob not in kept and blob in data] == []
    assert [(r.what, r.why) for r in info(store).removals] == [("person", "asked by the person")]
    assert count_person(store, PERSON).articles == 0


def test_what_is_forgotten_and_added_again_is_there_again(store: Store) -> None:
    store.add(persons_record())
    forget_person(store, PERSON)
    assert store.add(persons_record()).what == "new"


@pytest.mark.parametrize(("text_", "found"), [
    ("قال زهير الكركوشي إنه", "زهير الكركوشي"), ("لزهير الكركوشي", "لزهير الكركوشي"), ("وزُهَيـــر الكركوشى", "وزُهَيـــر الكركوشى"),
    ("زهير-الكركوشي", "زهير-الكركوشي"), ("زهيرة الكركوشي", ""), ("زهير ثم الكركوشي", ""), ("أزهير الكركوشي", ""), ("زهير كركوشي", "زهير كركوشي"),
])
def test_a_name_is_found_in_any_spelling(text_: str, found: str) -> None:
    assert [text_[start:end] for start, end in Name.of(PERSON).spans(text_)] == ([found] if found else [])


def test_abd_may_be_written_onto_what_follows() -> None:
    name = Name.of("عبد الله الزغموري")
    assert [len(name.spans(t)) for t in ("عبدالله الزغموري", "عبد الله الزغموري", "لعبد الله زغموري", "عبد السلام الزغموري")] == [1, 1, 1, 0]


def test_one_word_is_many_peoples_name_and_a_reason_must_not_tell_it(store: Store) -> None:
    store.add(persons_record())
    with pytest.raises(UsageError, match="full name"):
        forget_person(store, "زهير")
    with pytest.raises(UsageError, match="the reason tells"):
        forget_person(store, PERSON, f"asked by {PERSON}")
    assert "الكركوشي" in everything(store)


def test_another_of_a_like_name_stays(store: Store) -> None:
    record = persons_record()
    record.entities.append(Entity("e9", "PERSON", "Karkushi senior", "سليم الكركوشي", True, None, None, None, None, [(0, 5)], "by hand"))
    store.add(record)
    forget_person(store, PERSON)
    (article,) = store.articles()
    assert article.record.entity("e9").name_ar == "سليم الكركوشي"


def test_a_feed_that_still_lists_it_does_not_bring_it_back(store: Store, writer: Any) -> None:
    memory, url = FeedMemory(store), "https://example.org/rare"
    memory.save_item("https://example.org/feed", url, ItemState(True, 1, f"{url}: a note"))
    forget_article(store, store.add(writer.record(writer.article(url=url))).id)
    assert url not in everything(store)
    assert memory.items("https://example.org/feed", [url]) == {url: ItemState(True, 1, None)}
