"""Events over time as stacked bars: the geometry of an SVG, in its own units, for a template to write out.

Everything is an attribute, since the pages' policy allows no inline style. Time runs the way that the page is read: from the right in
Arabic.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.store.views import Bucket, Quads, Timeline

WIDTH, HEIGHT = 720.0, 200.0
LEFT, BOTTOM, TOP = 44.0, 24.0, 16.0
EDGE = 28.0
"""How near to the side the middle of a date may stand."""
GAP = 0.18
"""The part of a bucket's width that is left free."""
CLASSES = Quads.__slots__


@dataclass(frozen=True, slots=True)
class Piece:
    """One class of one bar."""

    quad: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bucket with its pieces, from the axis upwards."""

    bucket: Bucket
    x: float
    width: float
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at an axis with what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and axes within a box of ``width`` by ``height``; the value axis stands at ``axis``, on the side where reading begins."""

    width: float
    height: float
    base: float
    axis: float
    bars: list[Bar]
    times: list[Tick]
    values: list[Tick]


def chart(timeline: Timeline, *, mirrored: bool) -> Chart | None:
    """The bars of a timeline, ``mirrored`` where reading begins at the right; None if there is nothing to draw."""
    if not timeline.buckets:
        return None
    top = _round_up(max(bucket.quads.total for bucket in timeline.buckets))
    base, slot = HEIGHT - BOTTOM, (WIDTH - LEFT) / len(timeline.buckets)
    scale = (base - TOP) / top

    def place(n: int) -> float:
        x = LEFT + n * slot
        return WIDTH - x - slot if mirrored else x

    bars = [Bar(b, _r(place(n) + slot * GAP / 2), _r(slot * (1 - GAP)), _pieces(b, base, scale)) for n, b in enumerate(timeline.buckets)]
    every = -(-len(bars) // 9)
    times = [
        Tick(_r(min(max(bars[n].x + bars[n].width / 2, EDGE), WIDTH - EDGE)), _time(timeline.buckets[n], timeline.step)) for n in range(0, len(bars), every)
    ]
    values = [Tick(_r(base - top * part / 2 * scale), f"{top * part // 2}") for part in (0, 1, 2)]
    return Chart(WIDTH, HEIGHT, base, WIDTH - LEFT if mirrored else LEFT, bars, times, values)


def _pieces(bucket: Bucket, base: float, scale: float) -> list[Piece]:
    found, below = [], 0
    for quad in CLASSES:
        count = getattr(bucket.quads, quad)
        if count:
            found.append(Piece(quad, count, _r(base - (below + count) * scale), _r(count * scale)))
        below += count
    return found


def _time(bucket: Bucket, step: str) -> str:
    return bucket.since[: {"year": 4, "month": 7}.get(step, 10)]


def _round_up(most: int) -> int:
    """The next round number that can be halved: of two digits that count, and zeros."""
    size = 1
    while size * 100 < most:
        size *= 10
    return next((size * part for part in (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100) if size * part >= most), 2)


def _r(number: float) -> float:
    return round(number, 2)
