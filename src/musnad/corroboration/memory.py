"""What corroboration remembers: signatures, the blocks they are filed in, which report leads and which joins it.

:class:`Memory` says what grouping needs of a store; :class:`InMemory` keeps it in this process.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from musnad.corroboration.imprint import Imprint
from musnad.corroboration.signature import Signature

Rank = tuple[int, str]
SHARED = 2  # keys that two reports must share to be compared
MOST = 1000  # a block of more reports is too common to tell anything


def rank_of(signature: Signature) -> Rank:
    """The place of a signature in every block: by how much it tells, then by its key. No two have one rank."""
    return signature.fullness, signature.key


def enough(shared: Iterable[tuple[str, str]]) -> list[str]:
    """Those who share blocks of ``SHARED`` keys with a report, of ``shared`` blocks with one member each; sorted.

    A block is a key and a day: days alone make no second key.
    """
    keys: dict[str, set[str]] = {}
    for block, other in shared:
        keys.setdefault(other, set()).add(block.rpartition("|")[0])
    return sorted(other for other, found in keys.items() if len(found) >= SHARED)


@dataclass(frozen=True, slots=True)
class Join:
    """The fuller report through which a report joins a happening, the leader of that, and the score and why."""

    parent: str
    leader: str
    score: float
    why: str


class Memory(Protocol):
    """What grouping asks of a store. Keys are those of signatures; ranks are those of :func:`rank_of`.

    A block of more than ``MOST`` is too common to tell anything and finds nobody.
    """

    def put(self, signature: Signature, blocks: list[str]) -> list[str]:
        """Keep a signature and file it under its blocks; the members of those that have just become too common."""

    def drop(self, key: str) -> list[str]:
        """Forget a signature, its places in blocks and its join; the members of blocks that are no longer too common."""

    def get(self, key: str) -> Signature:
        """The signature of a key; KeyError if there is none."""

    def above(self, key: str) -> list[str]:
        """The reports above a report that share blocks enough with it (:func:`enough`), sorted."""

    def below(self, key: str) -> list[str]:
        """The reports below a report that share blocks enough with it, sorted."""

    def leads(self, key: str) -> bool | None:
        """Whether a report leads a happening; None if that is not settled yet."""

    def set_lead(self, key: str, leads: bool) -> None:
        """Let a report lead, or not."""

    def join(self, key: str) -> Join | None:
        """How a report joins a happening; None if it leads one, or is not settled yet."""

    def set_join(self, key: str, join: Join | None) -> None:
        """Let a report join a happening, or none."""

    def joined(self, key: str) -> list[str]:
        """The reports that join the happening which this one leads, sorted."""

    def leaders(self) -> Iterator[str]:
        """The reports that lead, in the order of their keys: one for each happening."""

    def of_article(self, article: str) -> list[str]:
        """The keys of an article's signatures, sorted."""

    def put_imprint(self, imprint: Imprint) -> None:
        """Keep an article's imprint."""

    def drop_imprint(self, article: str) -> None:
        """Forget an article's imprint."""

    def imprint(self, article: str) -> Imprint | None:
        """An article's imprint."""


@dataclass(slots=True)
class InMemory:
    """A memory that lasts as long as the process."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    blocks: dict[str, list[str]] = field(default_factory=dict)
    filed: dict[str, list[Rank]] = field(default_factory=dict)
    leading: dict[str, bool] = field(default_factory=dict)
    joins: dict[str, Join] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)
    articles: dict[str, list[str]] = field(default_factory=dict)
    imprints: dict[str, Imprint] = field(default_factory=dict)

    def put(self, signature: Signature, blocks: list[str]) -> list[str]:
        """Keep a signature and file it under its blocks; the members of those that have just become too common."""
        key, rank = signature.key, rank_of(signature)
        self.signatures[key], self.blocks[key] = signature, blocks
        insort(self.articles.setdefault(signature.article, []), key)
        for block in blocks:
            insort(self.filed.setdefault(block, []), rank)
        return self._members(block for block in blocks if len(self.filed[block]) == MOST + 1)

    def drop(self, key: str) -> list[str]:
        """Forget a signature, its places in blocks and its join; the members of blocks that are no longer too common."""
        signature = self.signatures[key]
        rank, blocks = rank_of(signature), self.blocks[key]
        self.set_join(key, None)
        for block in blocks:
            self.filed[block].remove(rank)
        self.articles[signature.article].remove(key)
        del self.signatures[key], self.blocks[key], self.leading[key]
        return self._members(block for block in blocks if len(self.filed[block]) == MOST)

    def _members(self, blocks: Iterable[str]) -> list[str]:
        return sorted({key for block in blocks for _, key in self.filed[block]})

    def get(self, key: str) -> Signature:
        """The signature of a key; KeyError if there is none."""
        return self.signatures[key]

    def above(self, key: str) -> list[str]:
        """The reports above a report that share blocks enough with it, sorted."""
        rank = rank_of(self.signatures[key])
        return enough((block, other) for block, ranks in self._open(key) for _, other in ranks[bisect_right(ranks, rank) :])

    def below(self, key: str) -> list[str]:
        """The reports below a report that share blocks enough with it, sorted."""
        rank = rank_of(self.signatures[key])
        return enough((block, other) for block, ranks in self._open(key) for _, other in ranks[: bisect_left(ranks, rank)])

    def _open(self, key: str) -> Iterator[tuple[str, list[Rank]]]:
        """The blocks of a report that are not too common, with their members."""
        return ((block, self.filed[block]) for block in self.blocks[key] if len(self.filed[block]) <= MOST)

    def leads(self, key: str) -> bool | None:
        """Whether a report leads a happening; None if that is not settled yet."""
        return self.leading.get(key)

    def set_lead(self, key: str, leads: bool) -> None:
        """Let a report lead, or not."""
        self.leading[key] = leads

    def join(self, key: str) -> Join | None:
        """How a report joins a happening; None if it leads one, or is not settled yet."""
        return self.joins.get(key)

    def set_join(self, key: str, join: Join | None) -> None:
        """Let a report join a happening, or none."""
        before = self.joins.pop(key, None)
        if before is not None:
            self.children[before.leader].discard(key)
        if join is not None:
            self.joins[key] = join
            self.children.setdefault(join.leader, set()).add(key)

    def joined(self, key: str) -> list[str]:
        """The reports that join the happening which this one leads, sorted."""
        return sorted(self.children.get(key, ()))

    def leaders(self) -> Iterator[str]:
        """The reports that lead, in the order of their keys: one for each happening."""
        return (key for key in sorted(self.signatures) if self.leading.get(key))

    def of_article(self, article: str) -> list[str]:
        """The keys of an article's signatures, sorted."""
        return list(self.articles.get(article, ()))

    def put_imprint(self, imprint: Imprint) -> None:
        """Keep an article's imprint."""
        self.imprints[imprint.article] = imprint

    def drop_imprint(self, article: str) -> None:
        """Forget an article's imprint."""
        self.imprints.pop(article, None)

    def imprint(self, article: str) -> Imprint | None:
        """An article's imprint."""
        return self.imprints.get(article)


def members_of(memory: Memory, leader: str) -> list[str]:
    """All reports of the happening that a report leads, in the order of their keys."""
    return sorted([leader, *memory.joined(leader)])
