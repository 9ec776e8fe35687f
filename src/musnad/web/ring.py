"""A network drawn on a ring: the same ties always give the same picture, in which those who deal with each other stand near each other."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from musnad.store.views import Actor, Edge, Network, Profile

THINNEST, THICKEST = 1.0, 9.0
CROWDED, STAGGER = 16, 15.0


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a drawing, and the half axes of its ring; what lies around the ring is for the names."""

    width: float
    height: float
    across: float
    up: float

    def point(self, n: int, count: int) -> tuple[float, float]:
        """Where the n-th of so many stands, clockwise from the top."""
        angle = _angle(n, count)
        return self.width / 2 + self.across * cos(angle), self.height / 2 + self.up * sin(angle)


RING, STAR = Box(760.0, 520.0, 236.0, 205.0), Box(640.0, 400.0, 150.0, 155.0)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor at its place, with the size of its circle, and where its name is anchored (``anchor`` as for a text from left to right)."""

    actor: Actor
    events: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie as a curve (``path``, of SVG), as wide as it is strong; ``quad`` is the class of most of its events."""

    edge: Edge
    path: str
    width: float
    quad: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The nodes and ties within a box of ``width`` by ``height``."""

    width: float
    height: float
    nodes: list[Node]
    ties: list[Tie]


def ring(network: Network) -> Drawing | None:
    """The drawing of a network; None if it has no ties."""
    if not network.edges:
        return None
    events = {actor.key: 0 for actor in network.actors}
    for edge in network.edges:
        events[edge.first] += edge.total
        events[edge.second] += edge.total
    actors = {actor.key: actor for actor in network.actors}
    order = _order(network.edges, events)
    most, strongest = max(events.values()), max(edge.total for edge in network.edges)
    at = {key: RING.point(n, len(order)) for n, key in enumerate(order)}
    nodes = [_node(actors[key], events[key], most, *at[key], n, len(order)) for n, key in enumerate(order)]
    ties = [Tie(edge, _path(at[edge.first], at[edge.second]), _width(edge.total, strongest), _class(edge)) for edge in reversed(network.edges)]
    return Drawing(RING.width, RING.height, nodes, ties)


def _order(edges: list[Edge], events: dict[str, int]) -> list[str]:
    """The nodes around the ring: each next one is that with the strongest ties to the last ones placed."""
    strength: dict[tuple[str, str], int] = {}
    for edge in edges:
        strength[edge.first, edge.second] = strength[edge.second, edge.first] = edge.total
    left = sorted(events, key=lambda key: (-events[key], key))
    order = [left.pop(0)]
    while left:
        nearest = max(left, key=lambda key: (sum(strength.get((key, placed), 0) / (n + 1) for n, placed in enumerate(reversed(order[-4:]))), events[key], key))
        left.remove(nearest)
        order.append(nearest)
    return order


def _angle(n: int, count: int) -> float:
    return 2 * pi * n / count - pi / 2


def _node(actor: Actor, events: int, most: int, x: float, y: float, n: int, count: int) -> Node:
    angle = _angle(n, count)
    radius = 4 + 10 * sqrt(events / most)
    anchor = "middle" if abs(cos(angle)) < 0.12 else "start" if cos(angle) > 0 else "end"
    away = radius + (STAGGER if abs(cos(angle)) < 0.6 and n % 2 and count > CROWDED else 0)  # at the top and the bottom names stand beside each other
    label_x, label_y = x + (away + 5) * cos(angle), y + (away + 9) * sin(angle) + 4
    return Node(actor, events, round(x, 1), round(y, 1), round(radius, 1), round(label_x, 1), round(label_y, 1), anchor)


def _path(a: tuple[float, float], b: tuple[float, float]) -> str:
    """A curve that bends towards the middle."""
    middle = ((a[0] + b[0] + RING.width) / 4, (a[1] + b[1] + RING.height) / 4)
    (ax, ay), (mx, my), (bx, by) = ((round(x, 1), round(y, 1)) for x, y in (a, middle, b))
    return f"M{ax} {ay}Q{mx} {my} {bx} {by}"


def _width(total: int, strongest: int) -> float:
    return round(THINNEST + (THICKEST - THINNEST) * sqrt(total / strongest), 2)


def _class(edge: Edge) -> str:
    quads = edge.quads
    return max(type(quads).__slots__, key=lambda name: (getattr(quads, name), name))


def star(profile: Profile, most: int = 12) -> Drawing | None:
    """An actor in the middle of its partners; None if it has none."""
    partners = profile.partners[:most]
    if not partners:
        return None
    strongest = max(partner.total for partner in partners)
    middle = STAR.width / 2, STAR.height / 2
    nodes, ties = [Node(profile.actor, sum(p.total for p in partners), *middle, 16.0, middle[0], middle[1] + 34, "middle")], []
    for n, partner in enumerate(partners):
        at = STAR.point(n, len(partners))
        nodes.append(_node(partner.actor, partner.total, strongest, *at, n, len(partners)))
        edge = Edge(profile.actor.key, partner.actor.key, partner.acts, partner.suffers, partner.together)
        ends = (round(v, 1) for v in (*middle, *at))
        ties.append(Tie(edge, "M{} {}L{} {}".format(*ends), _width(partner.total, strongest), _class(edge)))
    return Drawing(STAR.width, STAR.height, nodes, ties[::-1])
