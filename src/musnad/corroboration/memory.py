"""What corroboration remembers: signatures, the blocks they are filed in, and which report joins which.

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
MOST = 1000  # a block of more reports is too common to tell anything


def rank_of(signature: Signature) -> Rank:
    """The place of a signature in every block: by how much it tells, then by its key. No two have one rank."""
    return signature.fullness, signature.key


@dataclass(frozen=True, slots=True)
class Join:
    """The fuller report that a report joins, with the score and why."""

    parent: str
    score: float
    why: str


class Memory(Protocol):
    """What grouping asks of a store. Keys are those of signatures; a block's members stand in the order of their ranks."""

    def put(self, signature: Signature, blocks: list[str]) -> None:
        """Keep a signature and file it under its blocks."""

    def drop(self, key: str) -> None:
        """Forget a signature, its places in blocks and its join."""

    def get(self, key: str) -> Signature:
        """The signature of a key; KeyError if there is none."""

    def blocks(self, key: str) -> list[str]:
        """The blocks a signature is filed under."""

    def size(self, block: str) -> int:
        """How many signatures are filed under a block."""

    def members(self, block: str) -> list[str]:
        """The keys filed under a block."""

    def above(self, block: str, rank: Rank) -> list[str]:
        """The leaders of a block above a rank; none in a block of more than ``MOST``."""

    def below(self, block: str, rank: Rank) -> list[str]:
        """The members of a block below a rank; none in a block of more than ``MOST``."""

    def leads(self, key: str) -> bool | None:
        """Whether a report leads a happening; None if that is not settled yet."""

    def set_lead(self, key: str, leads: bool) -> None:
        """Let a report lead, or not."""

    def join(self, key: str) -> Join | None:
        """What a report joins; None if it stands for a happening itself."""

    def set_join(self, key: str, join: Join | None) -> None:
        """Let a report join another, or none."""

    def joined(self, key: str) -> list[str]:
        """The reports that join this one, sorted."""

    def roots(self) -> Iterator[str]:
        """The reports that join no other, in the order of their keys: one for each happening."""

    def of_article(self, article: str) -> list[str]:
        """The keys of an article's signatures, sorted."""

    def put_imprint(self, imprint: Imprint) -> None:
        """Keep an article's imprint."""

    def imprint(self, article: str) -> Imprint | None:
        """An article's imprint."""


@dataclass(slots=True)
class InMemory:
    """A memory that lasts as long as the process."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    filed: dict[str, list[str]] = field(default_factory=dict)
    filed_under: dict[str, list[Rank]] = field(default_factory=dict)
    led: dict[str, list[Rank]] = field(default_factory=dict)
    leading: dict[str, bool] = field(default_factory=dict)
    joins: dict[str, Join] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=dict)
    articles: dict[str, list[str]] = field(default_factory=dict)
    imprints: dict[str, Imprint] = field(default_factory=dict)

    def put(self, signature: Signature, blocks: list[str]) -> None:
        """Keep a signature and file it under its blocks."""
        key, rank = signature.key, rank_of(signature)
        self.signatures[key], self.filed[key] = signature, blocks
        insort(self.articles.setdefault(signature.article, []), key)
        for block in blocks:
            insort(self.filed_under.setdefault(block, []), rank)

    def drop(self, key: str) -> None:
        """Forget a signature, its places in blocks and its join."""
        signature = self.signatures[key]
        rank = rank_of(signature)
        self.set_join(key, None)
        self.set_lead(key, False)
        del self.leading[key]
        for block in self.filed.pop(key):
            self.filed_under[block].remove(rank)
        self.articles[signature.article].remove(key)
        del self.signatures[key]

    def get(self, key: str) -> Signature:
        """The signature of a key; KeyError if there is none."""
        return self.signatures[key]

    def blocks(self, key: str) -> list[str]:
        """The blocks a signature is filed under."""
        return self.filed[key]

    def size(self, block: str) -> int:
        """How many signatures are filed under a block."""
        return len(self.filed_under.get(block, ()))

    def members(self, block: str) -> list[str]:
        """The keys filed under a block."""
        return [key for _, key in self.filed_under.get(block, ())]

    def above(self, block: str, rank: Rank) -> list[str]:
        """The leaders of a block above a rank; none in a block of more than ``MOST``."""
        ranks = self.led.get(block, [])
        return [key for _, key in ranks[bisect_right(ranks, rank) :]] if self.size(block) <= MOST else []

    def below(self, block: str, rank: Rank) -> list[str]:
        """The members of a block below a rank; none in a block of more than ``MOST``."""
        ranks = self.filed_under.get(block, [])
        return [key for _, key in ranks[: bisect_left(ranks, rank)]] if self.size(block) <= MOST else []

    def leads(self, key: str) -> bool | None:
        """Whether a report leads a happening; None if that is not settled yet."""
        return self.leading.get(key)

    def set_lead(self, key: str, leads: bool) -> None:
        """Let a report lead, or not."""
        before = self.leading.get(key, False)
        self.leading[key] = leads
        if before != leads:
            rank = rank_of(self.signatures[key])
            for block in self.filed[key]:
                ranks = self.led.setdefault(block, [])
                insort(ranks, rank) if leads else ranks.remove(rank)

    def join(self, key: str) -> Join | None:
        """What a report joins; None if it stands for a happening itself."""
        return self.joins.get(key)

    def set_join(self, key: str, join: Join | None) -> None:
        """Let a report join another, or none."""
        before = self.joins.pop(key, None)
        if before is not None:
            self.children[before.parent].discard(key)
        if join is not None:
            self.joins[key] = join
            self.children.setdefault(join.parent, set()).add(key)

    def joined(self, key: str) -> list[str]:
        """The reports that join this one, sorted."""
        return sorted(self.children.get(key, ()))

    def roots(self) -> Iterator[str]:
        """The reports that join no other, in the order of their keys."""
        return (key for key in sorted(self.signatures) if key not in self.joins)

    def of_article(self, article: str) -> list[str]:
        """The keys of an article's signatures, sorted."""
        return list(self.articles.get(article, ()))

    def put_imprint(self, imprint: Imprint) -> None:
        """Keep an article's imprint."""
        self.imprints[imprint.article] = imprint

    def imprint(self, article: str) -> Imprint | None:
        """An article's imprint."""
        return self.imprints.get(article)


def members_of(memory: Memory, root: str) -> list[str]:
    """All reports of the happening that a report stands for, in the order of their keys."""
    out, waiting = [], [root]
    while waiting:
        key = waiting.pop()
        out.append(key)
        waiting += memory.joined(key)
    return sorted(out)


def root_of(memory: Memory, key: str) -> str:
    """The report that stands for the happening of a report."""
    while (join := memory.join(key)) is not None:
        key = join.parent
    return key


def of_articles(memory: Memory, keys: Iterable[str]) -> list[str]:
    """The articles that signatures are from, sorted, each once."""
    return sorted({memory.get(key).article for key in keys})
