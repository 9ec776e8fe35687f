"""Every error a user can meet: one root, few leaves, each with its exit code."""

from __future__ import annotations


class MusnadError(Exception):
    """Root of all errors Musnad raises on purpose; the message is one line for the user."""

    exit_code = 1


class UsageError(MusnadError):
    """The command or call itself is wrong: a bad option, a path that is not there, two articles with one id."""

    exit_code = 2


class MissingError(UsageError):
    """What was asked for is not there: no page, article or judgement of that name."""


class RefusedError(UsageError):
    """What was asked for may not be done here: a reading room that is read-only, a wrong token, too many at once.

    ``status`` is the HTTP status, where it is another than that of what is forbidden.
    """

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class ArticleError(MusnadError):
    """One article cannot be read; the others go on."""


class KnowledgeError(MusnadError):
    """A knowledge file is malformed."""


class ModelError(MusnadError):
    """The trained model is missing or damaged; articles are then read by the rules alone."""


class ModelWarning(UserWarning):
    """What is told, once, where articles are read by the rules alone because the trained model cannot be used."""


class GoldError(MusnadError):
    """A reference record is malformed."""


class StoreError(MusnadError):
    """A store cannot be opened, read or written: locked, damaged, full, of another program or of a newer Musnad."""


class FetchError(MusnadError):
    """A page or feed could not be fetched.

    ``status`` is the HTTP status, if there was one; ``lasting`` tells that asking again would not help; ``wait`` is how many seconds
    the server asks to wait.
    """

    def __init__(self, message: str, *, status: int | None = None, lasting: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.status, self.lasting, self.wait = status, lasting, wait
