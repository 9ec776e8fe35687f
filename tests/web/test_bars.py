"""The bars of a timeline: nothing is left out, nothing leaves the box, and time runs the way the page is read."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.store.views import Bucket, Quads, Timeline
from musnad.web.bars import HEIGHT, LEFT, WIDTH, chart

COUNTS = st.lists(st.builds(Quads, *[st.integers(0, 5000)] * 4), min_size=1, max_size=150)


def line(*counts: Quads, step: str = "day") -> Timeline:
    buckets = [Bucket(f"2022-{1 + n // 28:02}-{1 + n % 28:02}", f"2022-{1 + n // 28:02}-{1 + n % 28:02}", quads) for n, quads in enumerate(counts)]
    return Timeline(step, buckets, 0, 0, 0, 0, sum(quads.total for quads in counts))


def test_there_is_no_chart_of_nothing() -> None:
    assert chart(line(), mirrored=False) is None


@given(COUNTS, st.booleans())
def test_every_event_is_in_a_piece_and_every_piece_in_the_box(counts: list[Quads], mirrored: bool) -> None:
    drawn = chart(line(*counts), mirrored=mirrored)
    assert drawn is not None
    assert [sum(piece.count for piece in bar.pieces) for bar in drawn.bars] == [quads.total for quads in counts]
    for bar in drawn.bars:
        assert (0 if mirrored else LEFT) - 0.1 <= bar.x <= bar.x + bar.width <= (WIDTH - LEFT if mirrored else WIDTH) + 0.1
        below = drawn.base
        for piece in bar.pieces:
            assert piece.y + piece.height == pytest.approx(below, abs=0.02)
            below = piece.y
        assert 0 <= below <= drawn.base < HEIGHT
    assert len(drawn.times) <= 9


def test_heights_are_as_the_counts() -> None:
    drawn = chart(line(Quads(10, 0, 0, 30), Quads(0, 20, 0, 0)), mirrored=False)
    assert drawn is not None
    (first, second) = drawn.bars
    assert [(piece.quad, piece.count) for piece in first.pieces] == [("verbal_cooperation", 10), ("material_conflict", 30)]
    assert first.pieces[1].height == pytest.approx(3 * first.pieces[0].height, abs=0.02)
    assert second.pieces[0].height == pytest.approx(2 * first.pieces[0].height, abs=0.02)
    assert [tick.text for tick in drawn.values] == ["0", "20", "40"]


def test_time_runs_from_the_right_in_arabic() -> None:
    counts = [Quads(1, 0, 0, 0), Quads(1, 0, 0, 0)]
    ltr, rtl = chart(line(*counts), mirrored=False), chart(line(*counts), mirrored=True)
    assert ltr is not None and rtl is not None
    assert ltr.bars[0].x < ltr.bars[1].x
    assert rtl.bars[0].x > rtl.bars[1].x
    assert ltr.axis < rtl.axis


@pytest.mark.parametrize(("step", "text"), [("day", "2022-01-01"), ("week", "2022-01-01"), ("month", "2022-01"), ("year", "2022")])
def test_the_time_axis_tells_what_the_buckets_are(step: str, text: str) -> None:
    drawn = chart(line(Quads(1, 0, 0, 0), step=step), mirrored=False)
    assert drawn is not None
    assert [tick.text for tick in drawn.times] == [text]
