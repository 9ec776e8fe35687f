"""A reported statement as the analysis finds it, before its speakers are entities."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.scene import Mention
from musnad.record import Span


@dataclass(slots=True, eq=False)
class Speech:
    """One reported statement: tokens ``first`` to ``last`` are its content, ``cue_token`` the word that reports it.

    ``speaker`` is empty where the text leaves it out; ``follows`` is then the statement whose speaker goes on. ``frame`` tells
    the content's shape, ``after`` that the words stand before their cue, ``noun`` that the cue is a noun.
    """

    first: int
    last: int
    cue: list[Span]
    cue_token: int
    stance: str
    kind: str
    speaker: list[Mention] = field(default_factory=list)
    relays: list[Mention] = field(default_factory=list)
    follows: Speech | None = None
    frame: str = ""
    why: str = ""
    after: bool = False
    noun: bool = False
    span: Span = (0, 0)
    form: str = ""

    def voices(self) -> list[Mention]:
        """Whose words these are, followed back where the text leaves the speaker out; [] if nobody is told."""
        speech: Speech | None = self
        while speech is not None and not speech.speaker:
            speech = speech.follows
        return speech.speaker if speech is not None else []


@dataclass(slots=True)
class Told:
    """The statements found so far, and the last of them whose speaker goes on where the text leaves him out."""

    found: list[Speech] = field(default_factory=list)
    last: Speech | None = None

    def led(self) -> bool:
        """Whether the last statement has a speaker who can go on."""
        return self.last is not None and bool(self.last.voices())
