"""Views of many articles: what the events of a store add up to, over time, by actor, between states, on a map.

Each function takes an open store and the filters of `musnad find`, asks the flat rows, and gives a typed value. Counts are of
events as articles report them, so that each number is the length of the list that `store.events` gives under the same filters: a
report, and no claim that it happened.
"""

from __future__ import annotations

from musnad.store.views.agreements import Deal, Goods, Party, agreements, count_agreements
from musnad.store.views.disputes import Dispute, newest_disputes
from musnad.store.views.facets import Busy, Facets, Value, busiest, facet, facets
from musnad.store.views.mapped import Spot, places
from musnad.store.views.naming import Actor, find_actor
from musnad.store.views.network import Edge, Network, network
from musnad.store.views.periods import Period
from musnad.store.views.profile import Partner, Profile, Surface, Term, profile
from musnad.store.views.relations import Relations, Turn, relations
from musnad.store.views.sources import Who
from musnad.store.views.timeline import Bucket, Quads, Timeline, timeline

__all__ = [
    "Actor", "Bucket", "Busy", "Deal", "Dispute", "Edge", "Facets", "Goods", "Network", "Partner", "Party", "Period", "Profile", "Quads", "Relations", "Spot",
    "Surface", "Term", "Timeline", "Turn", "Value", "Who", "agreements", "busiest", "count_agreements", "facet", "facets", "find_actor", "network",
    "newest_disputes", "places", "profile", "relations", "timeline",
]  # fmt: skip
