"""A session of judging: an event is shown, a key is asked for, and what it means goes into the ledger.

It knows neither terminal nor store but through :class:`~musnad.cli.keys.Person`, the queue and the ledger.
"""

from __future__ import annotations

from musnad.cli.changing import Change, ask_roles, changes_of, find_words
from musnad.cli.keys import Person
from musnad.errors import UsageError
from musnad.export.judged import event_lines, sentence
from musnad.export.words import isolated, showable
from musnad.store.claims import Judgement
from musnad.store.judgements import Ledger
from musnad.store.reviewing import Item, Queue

ARABIC_LAYOUT = dict(zip("شقثسعض؟", "aresuq?", strict=True))
"""What the keys give where the keyboard is set to Arabic (layout 101, as on Windows, macOS and X11)."""

KEYS = "a accept · r reject · e edit · s skip · u undo · q quit · ? help"
HELP = """a  accept: the event is there, and all its fields are right
r  reject: there is no such event here
A, R  the same with a reason, which is asked for
e  edit: change a field, or note an event that was missed
s  skip: say nothing; it will be asked again another time
u  undo your last judgement of this session
q  quit; what was judged is kept
The same keys work where the keyboard is set to Arabic."""


class Session:
    """One person judging: ``done`` are the judgements of the session that stand, the last one last."""

    def __init__(self, queue: Queue, ledger: Ledger, person: Person) -> None:
        self._queue, self._ledger, self._person = queue, ledger, person
        self.done: list[tuple[Judgement, Item]] = []
        self.undone = 0

    def run(self, limit: int | None = None) -> None:
        """Ask until nothing is left, so many were asked for, or the person quits."""
        asked = 0
        for asked, item in enumerate(self._queue.items(limit), 1):  # noqa: B007 - told after the loop
            if not self._ask(item):
                break
        else:
            self._person.show("nothing more to judge" if asked else "nothing to judge: everything that was asked for has been judged")
        self._person.show(f"{len(self.done)} judgements made, {self.undone} undone")

    def _ask(self, item: Item) -> bool:
        """Show one event until it is judged or skipped; False to quit."""
        self._show(item)
        while True:
            key = self._person.key()
            key = ARABIC_LAYOUT.get(key, key)
            if key in ("", "q", "\x03", "\x04"):
                return False
            if key == "s":
                return True
            if key in tuple("aArR"):
                self._judge(item, "accept" if key in "aA" else "reject", self._reason() if key in "AR" else None)
                return True
            if key == "e":
                item = self._edit(item)
            elif key == "u":
                item = self._undo(item)
            else:
                self._person.show(HELP if key == "?" else KEYS)

    def _judge(self, item: Item, verdict: str, reason: str | None) -> None:
        made = self._ledger.judge(item.record, item.event, verdict, author=self._queue.author, reason=reason)
        self.done.append((made, item))
        self._person.show(f"{verdict}ed", "green")

    def _reason(self) -> str | None:
        return self._person.line("reason:") or None

    def _edit(self, item: Item) -> Item:
        """Ask for a field and its value; the event as it is then."""
        choices = {**changes_of(item), "+": Change("an event that was missed here", _missing)}
        self._person.show("\n".join(f"  {key}  {change.what}" for key, change in choices.items()))
        key = self._person.key()
        if key not in choices:
            self._person.show("nothing changed")
            return item
        try:
            made = choices[key].make(item, self._ledger, self._queue.author, self._person)
        except UsageError as error:
            self._person.show(showable(str(error)), "red")
            return item
        self.done += [(judgement, item) for judgement in made]
        if not made:
            self._person.show("nothing changed")
            return item
        return self._again(item)

    def _undo(self, item: Item) -> Item:
        """Undo the last judgement of the session and come back to the event it was on."""
        if not self.done:
            self._person.show("nothing to undo in this session")
            return item
        last, before = self.done.pop()
        self._ledger.undo(last.id, author=self._queue.author)
        self.undone += 1
        self._person.show("undone", "green")
        return self._again(before)

    def _again(self, item: Item) -> Item:
        """The same event as it is now."""
        fresh = self._queue.item(item.article.id, item.event.trigger) or item
        self._show(fresh)
        return fresh

    def _show(self, item: Item) -> None:
        show, article = self._person.show, item.article
        show("")
        show(" · ".join(isolated(part) for part in (article.outlet, (article.published or "")[:10], article.document_id) if part), "dim")
        if article.title:
            show(isolated(article.title), "bold")
        show(sentence(item.record, item.event))
        for heading, value in event_lines(item.record, item.event):
            show(f"{heading:<14}{value}")
        show(f"{'doubt':<14}{'; '.join(showable(reason) for reason in item.reasons)}", "yellow")
        if item.judged:
            show(f"{'judged':<14}{'; '.join(showable(str(mark)) for mark in item.judged)}", "green")
        show(KEYS, "dim")


def _missing(item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    """Note an event that the machine missed."""
    word = person.line("the word that tells it, as it stands in the text:")
    if not word:
        return []
    start, end = find_words(item, word)
    type_, mode = person.line("type:").upper(), person.line("mode, or nothing:").lower()
    status = person.line("status, if it has not occurred:").lower()
    value = {"type": type_, "mode": mode or None, "status": status or "occurred"}
    roles = {role: ask_roles(item, heading, person) or [] for heading, role in (("who", "actor"), ("to whom", "recipient"), ("where", "place"))}
    return [ledger.add_event(item.record, start, end, {**value, **roles}, author=author)]
