"""Blocking: under which keys a signature is filed, so that it is compared only with those that may be of its happening.

Keys hold a day and the following one, so that reports a day apart meet; each is of a family of types with two parties, a party, a place,
a name beside it, a toll or a rare word. Blocks stay small because days end; what is still too large is bounded by ``grouping.WINDOW``.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, product

from musnad.corroboration.parties import states
from musnad.corroboration.signature import DENIAL, Signature

FAMILY = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "+"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "?"),
}
MOST = {"pairs": 3, "parties": 3, "places": 2, "words": 4, "names": 6, "days": 2, "figures": 2}
TELLING = 3  # the least toll that few happenings of a day share


def block_keys(signature: Signature) -> list[str]:
    """The keys of a signature, without doubles; none if neither its day nor that of publication is known."""
    families = "+?-" if signature.type == DENIAL else "+-" if signature.status == "planned" else FAMILY.get(signature.type, "-")
    roll = [list(dict.fromkeys(p.state or p.key for p in side)) for side in (signature.actors, signature.recipients)]
    what = [f"{a}>{b}" for a, b in islice(product(*(sorted(side) for side in roll)), MOST["pairs"])]
    what += list(dict.fromkeys(roll[0] + roll[1]))[: MOST["parties"]]
    what += [f"@{p.key}" for p in signature.places][: MOST["places"]]
    what += [name for name in sorted(signature.names) if name not in states()][: MOST["names"]]
    what += [f"w:{w}" for w in dict.fromkeys([*sorted(signature.rare)[: MOST["words"]], *sorted(signature.lead_rare)[: MOST["words"]]])]
    what += [f"n:{place}" for place in _named_places(signature)]
    what += [f"l:{w}" for w in sorted(signature.lead_rare)[: MOST["words"]]]
    what += [f"f:{f.what}:{f.value:g}" for f in signature.figures if f.value >= TELLING][: MOST["figures"]]
    what.append(f"t:{signature.trigger}")
    own = [f"{n}|article|{signature.article}" for n in (1, 2) if signature.lead]  # a headline and the paragraph below always meet, whatever their days
    return [f"{family}|{key}|{day}" for family in families for key in dict.fromkeys(what) for day in _days(signature)] + own


def _named_places(signature: Signature) -> list[str]:
    """Places smaller than a country that are named there: such a name alone is enough to be compared, so it is filed twice."""
    return [name for name in sorted(signature.names) if name.startswith("places:") or name.partition(":")[0] in states() - {name}][: MOST["places"]]


def _days(signature: Signature) -> list[str]:
    """The day it is filed under and the next; of one whose own day is not told, also those named beside it; of a vague time also when it was told."""
    vague = signature.dated and signature.end[:10] > signature.start[:10]
    days = [day for day in map(_parse, (signature.day, *([signature.published] if vague else []))) if day is not None]
    out = [day + timedelta(days=n) for day in days for n in (0, 1)]
    out += [] if signature.dated else [day for text in sorted(signature.days)[: MOST["days"]] if (day := _parse(text)) is not None]
    return [day.isoformat() for day in dict.fromkeys(out)]


def _parse(day: str) -> date | None:
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None
