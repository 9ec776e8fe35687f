"""Statements: reported speech with speakers and chains as entities.

The chain runs from the source nearest the reader to the origin (DESIGN, "Words"). Where the text leaves the speaker out, the
speaker before goes on, with the same relays; the publishing outlet is never in a chain.
"""

from __future__ import annotations

from musnad.analysis.scene import Mention
from musnad.analysis.spoken import Speech
from musnad.language.characters import fold
from musnad.record import Link, Statement
from musnad.resolution.clusters import Cluster, Entities

KINDS = {"PERSON": "person", "ORG": "office", "GPE": "office", "NORP": "person", "MEDIA": "outlet", "LAW": "document"}


def relays(speech: Speech, passed_on: dict[int, list[Mention]]) -> list[Mention]:
    """The mentions that passed a statement on; a speaker who goes on does so through the same relays, those of earlier speech given by identity."""
    at: Speech = speech
    while not at.relays and at.follows is not None and at.kind != "relay" and id(at) not in passed_on:
        at = at.follows
    return passed_on.get(id(at), at.relays)


def build_statements(found: list[Speech], entities: Entities, ids: dict[int, str], outlet: str | None) -> tuple[list[Statement], dict[int, str]]:
    """Record statements of the speech whose speaker is known, and each one's id by identity.

    A statement nested in the words of another comes through the chain of that other.
    """
    out: list[Statement] = []
    by_speech: dict[int, str] = {}
    chains: dict[int, list[Mention]] = {}
    before: dict[int, list[Mention]] = {}
    passed_on: dict[int, list[Mention]] = {}
    for speech in found:
        spoken = _clusters(speech.voices(), entities)
        if not spoken:
            continue
        outer = _outer(speech, found)
        own = relays(speech, passed_on)
        if not own and speech.kind == "go-on" and outer is None:
            own = before.get(id(spoken[0]), [])
        before[id(spoken[0])] = passed_on[id(speech)] = own
        through = [*(chains.get(id(outer), []) if outer is not None else []), *own]
        passed = [c for c in _clusters(through, entities) if c not in spoken and not _is_outlet(c, outlet)]
        chain = [*passed, spoken[-1]]
        chains[id(speech)] = [*through, *speech.voices()[-1:]]
        mention_of = {id(c): m for m in [*through, *speech.voices()] for c in entities.get(m)}
        links = [Link(ids[id(c)], _kind(c), c.named, mention_of[id(c)].span) for c in chain]
        number = f"q{len(out) + 1}"
        by_speech[id(speech)] = number
        out.append(
            Statement(
                number, speech.span, speech.cue, [ids[id(c)] for c in spoken], [ids[id(c)] for c in chain], links, speech.form, speech.stance, None, speech.why
            )
        )
    return out, by_speech


def _outer(speech: Speech, found: list[Speech]) -> Speech | None:
    """The innermost other statement in whose words the cue of this one stands."""
    at = speech.cue[0][0]
    held = [s for s in found if s is not speech and s.span[0] <= at < s.span[1] and s.span[0] <= speech.span[0] and speech.span[1] <= s.span[1]]
    return min(held, key=lambda s: s.span[1] - s.span[0]) if held else None


def _clusters(mentions: list[Mention], entities: Entities) -> list[Cluster]:
    return list(dict.fromkeys(c for m in mentions for c in entities.get(m)))


def _kind(cluster: Cluster) -> str:
    """The kind of a link: person, office, agency, outlet, document or unnamed."""
    if not cluster.named:
        return "unnamed" if cluster.type in ("PERSON", "NORP", "MEDIA") else "document" if cluster.type == "LAW" else "office"
    if cluster.type == "MEDIA":
        return "agency" if cluster.name is not None and cluster.name.media == "agency" else "outlet"
    return KINDS.get(cluster.type, "office")


def _is_outlet(cluster: Cluster, outlet: str | None) -> bool:
    """Whether a cluster is the outlet that publishes the article (never in a chain)."""
    if not outlet or cluster.type != "MEDIA" or cluster.name is None:
        return False
    own, name = fold(outlet), fold(cluster.name.arabic)
    return name in own or own in name or fold(cluster.name.english) in own
