"""Articles with other names: the names agree with those whose place they take, and all else stays."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
import swapping
from examples import Example
from swapping import Swapper, _behind, _places

from musnad.analysis.learned.features import TAGS, tags_of

Make = Callable[[str], Example]


def article(words: str, names: dict[str, tuple[str, int, tuple[str | None, str | None]]]) -> Example:
    """An example of these words, in which some are names with label, letters of clitics, gender and number."""
    split = words.split()
    places = [(i, *names[word]) for i, word in enumerate(split) if word in names]
    tags = np.stack(tags_of([(i, i + 1, label) for i, label, _, _ in places], len(split)), 1)
    made = Example.__new__(Example)
    made.words, made.tags, made.said = split, tags, tags.copy()
    made.facts = np.arange(len(split), dtype=np.float32)[:, None].repeat(3, 1)
    made.skips = [(i, skip) for i, _, skip, _ in places]
    made.forms = {i: form for i, _, _, form in places}
    return made


F, M, P = ("f", None), ("m", None), ("m", "p")
ONE = article("زارت فرنسا وفد وقالت الحكومه لفرنسا", {"فرنسا": ("GPE", 0, F), "لفرنسا": ("GPE", 1, F), "الحكومه": ("ORG", 0, F)})
OTHER = article(
    "وقع العراق مع سوريا وشكر للجزائر والقوات والمتظاهرون لبنان",
    {
        "العراق": ("GPE", 0, M),
        "سوريا": ("GPE", 0, F),
        "للجزائر": ("GPE", 1, F),
        "والقوات": ("ORG", 1, F),
        "والمتظاهرون": ("NORP", 1, P),
        "لبنان": ("GPE", 0, M),
    },
)
WHOLE = article("الجزائر اليوم", {"الجزائر": ("GPE", 0, F)})


def every(articles: list[Example], of: Example, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What an article becomes under many seeds, all names swapped."""
    monkeypatch.setattr(swapping, "SHARE", 1.0)
    return [Swapper(articles, random.Random(seed)).swapped(of)[0] for seed in range(60)]


def test_label_gender_and_number_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    made = every([ONE, OTHER, WHOLE], ONE, monkeypatch)
    assert {words[1] for words in made} == {"فرنسا", "سوريا", "الجزائر"}, "no state that is masculine, no organisation"
    assert {words[4] for words in made} == {"الحكومه", "القوات"}
    assert all([words[0], words[2], words[3]] == ["زارت", "وفد", "وقالت"] for words in made)


def test_a_name_is_swapped_for_one_everywhere_and_keeps_the_clitics(monkeypatch: pytest.MonkeyPatch) -> None:
    made = every([ONE, OTHER, WHOLE], ONE, monkeypatch)
    assert {(words[1], words[5]) for words in made} == {("فرنسا", "لفرنسا"), ("سوريا", "لسوريا"), ("الجزائر", "للجزائر")}


def test_a_name_behind_l_is_whole_where_it_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with_article = every([ONE, OTHER, WHOLE], ONE, monkeypatch)
    without = every([ONE, OTHER], ONE, monkeypatch)
    assert any("الجزائر" in words for words in with_article)
    assert not any("لجزائر" in words or "الجزائر" in words for words in without), "nothing tells whether للجزائر has the article"


@pytest.mark.parametrize(
    ("clitics", "name", "joined"),
    [
        ("", "العراق", "العراق"),
        ("ل", "العراق", "للعراق"),
        ("ول", "العراق", "وللعراق"),
        ("ب", "العراق", "بالعراق"),
        ("ل", "اللجنه", "للجنه"),
        ("ل", "لبنان", "للبنان"),
    ],
)
def test_names_are_written_behind_clitics_as_arabic_has_them(clitics: str, name: str, joined: str) -> None:
    assert _behind(clitics, name) == joined


def test_what_the_rules_say_goes_with_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "SHARE", 1.0)
    one, other = ONE, article("x y سوريا", {"سوريا": ("GPE", 0, F)})
    words, said, facts = Swapper([other], random.Random(0)).swapped(one)
    assert words[1] == "سوريا" and facts[1, 0] == 2 and facts[5, 0] == 2
    assert facts[[0, 2, 3, 4], 0].tolist() == [0, 2, 3, 4] and TAGS[said[1, 0]] == "B-GPE"
    assert one.words[1] == "فرنسا" and one.facts[1, 0] == 1, "the article itself stays"


def test_an_example_keeps_its_length_and_its_marks(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swapping, "SHARE", 1.0)
    found = [made(name) for name in ("visit", "raid", "aid")]
    for one in found:
        words, said, facts = Swapper(found, random.Random(3)).swapped(one)
        named = {i for place in _places(one) for i in range(place.first, place.last)}
        assert len(words) == len(one.words) and said.shape == one.said.shape and facts.shape == one.facts.shape
        assert [w for i, w in enumerate(words) if i not in named] == [w for i, w in enumerate(one.words) if i not in named]
        for place in _places(one):
            assert words[place.first].startswith(place.clitics)
    assert any(Swapper(found, random.Random(3)).swapped(one)[0] != one.words for one in found)


def test_masculine_states_go_to_masculine_ones(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [made(name) for name in ("visit", "raid", "aid")]
    sudan = found[2].words.index("والسودان")
    assert {words[sudan] for words in every(found, found[2], monkeypatch)} == {"والسودان", "ولبنان"}


def test_the_same_seed_swaps_the_same_names(made: Make) -> None:
    found = [made(name) for name in ("visit", "raid", "aid")]
    first, again = (Swapper(found, random.Random(5)).swapped(found[0])[0] for _ in range(2))
    assert first == again
