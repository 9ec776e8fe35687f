"""What corroboration remembers: signatures, the blocks they are filed in, and which report joins which.

:class:`Memory` says what grouping needs of a store; :class:`InMemory` keeps it in this process.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from musnad.corroboration.imprint import Imprint
from musnad.corroboration.signature import Signature

Rank = tuple[int, str]


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

    def near(self, block: str, rank: Rank, above: int, below: int) -> tuple[list[str], list[str]]:
        """The keys of the ``above`` members next above a rank, nearest first, and of the ``below`` next below it."""

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
    members: dict[str, list[Rank]] = field(default_factory=dict)
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
            insort(self.members.setdefault(block, []), rank)

    def drop(self, key: str) -> None:
        """Forget a signature, its places in blocks and its join."""
        signature = self.signatures[key]
        rank = rank_of(signature)
        self.set_join(key, None)
        for block in self.filed.pop(key):
            self.members[block].remove(rank)
        self.articles[signature.article].remove(key)
        del self.signatures[key]

    def get(self, key: str) -> Signature:
        """The signature of a key; KeyError if there is none."""
        return self.signatures[key]

    def blocks(self, key: str) -> list[str]:
        """The blocks a signature is filed under."""
        return self.filed[key]

    def near(self, block: str, rank: Rank, above: int, below: int) -> tuple[list[str], list[str]]:
        """The keys of the ``above`` members next above a rank, nearest first, and of the ``below`` next below it."""
        ranks = self.members.get(block, [])
        at = bisect_left(ranks, rank)
        after = at + 1 if at < len(ranks) and ranks[at] == rank else at
        return [key for _, key in ranks[after : after + above]], [key for _, key in ranks[max(0, at - below) : at]][::-1]

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
