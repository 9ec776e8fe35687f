"""Who goes on speaking: ``make continuations``.

Usage: ``python benchmarks/continuations.py [--wrong]``

A continuation is a reference statement whose cue leaves its subject out: a verb of speech behind و or a verb of going on (وأضاف،
تابعت، وأوضح) or a participle (مضيفا، مشيرا إلى), with no mention of its speaker beside the cue. Of those that are found, the share
whose speaker is right is printed for each corpus of ``quality.py``, once by the entities as the scorer links them, once by the words: whether
the speaker named in the record is a mention of the one meant. ``--wrong`` prints each one that is not right by its entity.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import quality

from musnad.analysis.lexicon import lexicon
from musnad.errors import ArticleError
from musnad.evaluation.gold import find_gold, read_gold
from musnad.evaluation.parts import Parts, Statement, from_record
from musnad.evaluation.score import linked, near, pair
from musnad.intake.sources import walk
from musnad.language.characters import fold
from musnad.pipeline import read

BEHIND = 45
BEFORE = 12


@dataclass(frozen=True)
class Continuation:
    """A continuation that was found: its article, the cue, who speaks by the reference and by the record, whether they are one entity, or one in words."""

    article: str
    cue: str
    wanted: list[str]
    got: list[str]
    right: bool
    meant: bool


def is_continuing(word: str) -> bool:
    """Whether a word is a verb of speech behind و, a verb of going on, or a participle of speech in the accusative."""
    norm = fold(word)
    for reading in lexicon().read(norm):
        cue = reading.item.cue
        if cue is None or reading.cut.pronoun:
            continue
        if reading.item.kind == "verb" and reading.item.person == 3 and (reading.cut.conjunction == "و" or cue.kind == "go-on"):
            return True
        if reading.item.kind == "active" and not reading.cut.article and norm.endswith(("ا", "ه", "ين")):
            return True
    return False


def leaves_out(gold: Parts, statement: Statement) -> bool:
    """Whether no mention of the speaker stands beside the cue."""
    start, end = statement.cue[0]
    behind = min(end + BEHIND, statement.span[0]) if statement.span[0] >= end else end + BEHIND
    beside = [m for e in gold.entities if e.id in statement.speaker for m in e.mentions if start - BEFORE < m[1] and m[0] < behind]
    return not beside


def continuations(gold: Parts, predicted: Parts, text: str) -> Iterator[Continuation]:
    """The continuations of one article that are found."""
    same = linked(gold, predicted)
    mentions = {e.id: e.mentions for side in (gold, predicted) for e in side.entities}
    names = {e.id: text[slice(*e.mentions[0])] for side in (gold, predicted) for e in side.entities if e.mentions}
    for mine, theirs in pair(gold.statements, predicted.statements, lambda a, b: near(a.span, b.span)):
        word = text[slice(*mine.cue[0])].split(maxsplit=1)[0] if mine.cue else ""
        if not is_continuing(word) or not leaves_out(gold, mine):
            continue
        right = len(mine.speaker) == len(theirs.speaker) == len(pair(mine.speaker, theirs.speaker, same))
        meant = all(any(near(a, b) for e in mine.speaker for a in mentions[e] for b in mentions[s]) for s in theirs.speaker)
        yield Continuation(gold.name, word, [names.get(e, e) for e in mine.speaker], [names.get(e, e) for e in theirs.speaker], right, right or meant)


def measure(corpus: quality.Corpus) -> list[Continuation]:
    """The continuations of a corpus that are found."""
    golds = {path.stem: path for path in find_gold([corpus.gold])}
    out: list[Continuation] = []
    for article in walk([corpus.articles]):
        if isinstance(article, ArticleError):
            raise article
        record = read(article)
        predicted = from_record(record.to_dict(text=False), article.id)
        out += continuations(read_gold(golds[article.id]), predicted, record.article.text)
    return out


def share(found: list[Continuation]) -> str:
    """How many of the continuations found have the right speaker, in words."""
    if not found:
        return "no continuation found"
    right, meant = sum(c.right for c in found), sum(c.meant for c in found)
    return f"the speaker is right in {right} of {len(found)} continuations found ({right / len(found):.3f}); in words, in {meant} ({meant / len(found):.3f})"


def main() -> None:
    """Print the share for each corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print each continuation whose speaker is wrong")
    options = parser.parse_args()
    everything: list[Continuation] = []
    for corpus in quality.CORPORA:
        if not corpus.articles.exists():
            print(f"{corpus.name}: not here, so not measured ({corpus.articles})")
            continue
        found = measure(corpus)
        everything += found
        print(f"{corpus.name}: {share(found)}")
        for one in found:
            if options.wrong and not one.right:
                print(f"  {one.article}: {one.cue}: {' and '.join(one.got)} instead of {' and '.join(one.wanted)}")
    print(f"together: {share(everything)}")


if __name__ == "__main__":
    main()
