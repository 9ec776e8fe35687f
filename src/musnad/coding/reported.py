"""What the stages before the coder have found."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.analysis.acts import Trigger
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.spoken import Speech
from musnad.record import Amount, Article, Date, Statement
from musnad.resolution.clusters import Entities


@dataclass(slots=True)
class Reported:
    """What the stages before have found, as the coder needs it."""

    article: Article
    scene: Scene
    entities: Entities
    ids: dict[int, str]
    speech: list[Speech]
    statements: list[Statement]
    statement_ids: dict[int, str]
    dates: list[Date]
    amounts: list[Amount]
    triggers: list[Trigger]

    def ids_of(self, mentions: list[Mention]) -> list[str]:
        """The ids of the entities that mentions stand for, each once."""
        return list(dict.fromkeys(self.ids[id(c)] for m in mentions for c in self.entities.get(m) if id(c) in self.ids))
