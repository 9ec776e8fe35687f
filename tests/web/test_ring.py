"""A network on a ring: all of it is there, within the box, and the same each time."""
from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from musnad.store.views import Actor, Edge, Network, Partner, Profile, Quads
from musnad.web.ring import RING, STAR, THICKEST, ring, star


def network(pairs: dict[tuple[str, str], int]) -> Network:
    edges = [Edge(a, b, Quads(material_conflict=n), Quads(), Quads()) for (a, b), n in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]
    keys = sorted({key for pair in pairs for key in pair})
    return Network([Actor(key, key, key, True) for key in keys], edges)


PAIRS = st.dictionaries(st.tuples(st.sampled_from("ABCDEFGHIJ"), st.sampled_from("KLMNOPQRST")), st.integers(1, 900), min_size=1, max_size=40)


def test_there_is_no_drawing_of_nothing() -> None:
    assert ring(Network([], [])) is None


@given(PAIRS)
def test_all_of_it_is_drawn_within_the_box_and_the_same_each_time(pairs: dict[tuple[str, str], int]) -> None:
    drawn = ring(network(pairs))
    assert drawn is not None
    assert drawn == ring(network(pairs))
    assert {node.actor.key for node in drawn.nodes} == {key for pair in pairs for key in pair}
    assert {(tie.edge.first, tie.edge.second) for tie in drawn.ties} == set(pairs)
    assert sum(node.events for node in drawn.nodes) == 2 * sum(pairs.values())
    for node in drawn.nodes:
        assert node.radius <= node.x <= RING.width - node.radius
        assert node.radius <= node.y <= RING.height - node.radius
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)


def test_the_strongest_tie_is_the_widest_and_lies_on_top() -> None:
    drawn = ring(network({("A", "K"): 100, ("B", "K"): 4, ("B", "L"): 1}))
    assert drawn is not None
    assert [tie.edge.total for tie in drawn.ties] == [1, 4, 100]
    widths = [tie.width for tie in drawn.ties]
    assert widths == sorted(widths)
    assert widths[-1] == THICKEST


def test_those_who_deal_with_each_other_stand_near_each_other() -> None:
    drawn = ring(network({("A", "K"): 50, ("B", "L"): 50, ("C", "M"): 50}))
    assert drawn is not None
    order = [node.actor.key for node in drawn.nodes]
    for a, b in ("AK", "BL", "CM"):
        assert abs(order.index(a) - order.index(b)) in (1, 5), order


def test_a_tie_has_the_class_of_most_of_its_events() -> None:
    net = network({("A", "K"): 5})
    net = replace(net, edges=[replace(net.edges[0], back=Quads(verbal_cooperation=9))])
    drawn = ring(net)
    assert drawn is not None
    assert drawn.ties[0].quad == "verbal_cooperation"


def test_a_star_has_the_actor_in_the_middle() -> None:
    me, other = Actor("A", "A", "أ", False), Actor("B", "B", "ب", False)
    drawn = star(Profile(me, Quads(), Quads(), [Partner(other, Quads(1), Quads(), Quads(2))], {}, [], []))
    assert drawn is not None
    assert [(node.actor.key, node.events) for node in drawn.nodes] == [("A", 3), ("B", 3)]
    assert (drawn.nodes[0].x, drawn.nodes[0].y) == (STAR.width / 2, STAR.height / 2)
    assert drawn.ties[0].edge.total == 3
    assert star(Profile(me, Quads(), Quads(), [], {}, [], [])) is None
