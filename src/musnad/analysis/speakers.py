"""Who speaks: the mentions near a cue, and speakers that no rule of mentions has read."""

from __future__ import annotations

from musnad.analysis.clauses import Clauses
from musnad.analysis.grammar import TIME_WORDS, base, is_function_word
from musnad.analysis.lexicon import Item
from musnad.analysis.namewords import is_common
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.sources import SPEAKING
from musnad.language.clitics import heads
from musnad.language.tokens import QUOTES, Sentence

NO_SUBJECT = frozenset("نقلا كل كذلك ايضا ذلك هذا مرارا خلال قائلا قائله بالقول بقوله بشكل بوضوح صراحه ردا تعليقا يقول عما قوله القول ساخرا".split())


class Speakers:
    """Finds the speakers of one scene."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses

    def mentions(self, first: int, last: int) -> list[Mention]:
        """The outermost mentions that begin in a range of tokens."""
        out: list[Mention] = []
        j = first
        while j < last:
            mention = self.scene.starting(j)
            if mention is None:
                j += 1
                continue
            out.append(mention)
            j = mention.last
        return out

    def unread_subject(self, i: int, first: int, item: Item) -> Mention | None:
        """A subject the mention finder did not know: words right after the cue that are no adverb, up to a comma or أن."""
        if item.number in ("p", "d") or item.person != 3:
            return None
        scene = self.scene
        j = end = i + 1
        while end < min(first, i + 8) and scene.tokens[end].kind in ("word", "latin"):
            norm = scene.norm(end)
            held = scene.covering(end)
            if held is not None and end > j and held.type in ("GPE", "ORG", "LOC") and not held.preposition:
                end = held.last
                break
            if is_function_word(norm) or norm in TIME_WORDS or norm in NO_SUBJECT or base(norm) != norm or held or norm.startswith(("بان", "بال", "لل")):
                break
            end += 1
        if end == j or (end == j + 1 and scene.norm(j) in NO_SUBJECT):
            return None
        following, head = scene.norm(end), scene.norm(j)
        if not (following in ",:.-–" or following in QUOTES or is_function_word(following) or following in TIME_WORDS or scene.covering(end) is not None):
            return None
        named = not any(is_common(scene.norm(k)) for k in range(j, end))
        if not named:
            if not head.startswith("ال") and heads(head)[0].stem != head or (head[0] in "بلكو" and not head.startswith("ال")):
                return None
            if scene.document.text[scene.tokens[j].end - 1] in "اًٌ":
                return None
        mention = Mention(j, end, (scene.tokens[j].start, scene.tokens[end - 1].end), "PERSON", named, "person" if named else "role", head=head)
        mention.speaks, mention.used, mention.definite = True, True, head.startswith("ال")
        mention.why = "the subject of a verb of speech"
        scene.add(mention)
        return mention

    def unread_before(self, i: int, sentence: Sentence) -> Mention | None:
        """A subject before its verb that the mention finder did not know: the words from the head of the sentence to the verb."""
        scene, first = self.scene, sentence.first
        while first < i and scene.tokens[first].kind in ("break", "mark"):
            first += 1
        end = i - 1 if scene.norm(i - 1) in ("قد", "لم") else i
        if (
            end == first
            or end - first > 5
            or scene.norm(i).startswith("و")
            or any(
                scene.tokens[j].kind not in ("word", "latin") or is_function_word(scene.norm(j)) or scene.is_verb(j) or scene.norm(j) in TIME_WORDS
                for j in range(first, end)
            )
        ):
            return None
        if scene.covering(first) is not None:
            return None
        mention = Mention(
            first,
            end,
            (scene.tokens[first].start, scene.tokens[end - 1].end),
            "PERSON",
            not any(is_common(scene.norm(k)) for k in range(first, end)),
            "role",
            head=scene.norm(first),
        )
        mention.speaks = mention.used = True
        mention.why = "the subject before a verb of speech"
        scene.add(mention)
        return mention

    def main_subject(self, i: int, sentence: Sentence) -> list[Mention]:
        """The subject of the last verb before ``i`` in the sentence."""
        for j in range(i - 1, sentence.first - 1, -1):
            if self.scene.is_verb(j):
                subject = [m for m in self.clauses.actor_of(j) if m.type in SPEAKING]
                if subject:
                    return subject
        return []
