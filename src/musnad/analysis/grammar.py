"""Function words of written Arabic, folded, by what they do in the clause (Ryding, A Reference Grammar of MSA, 2005, chs. 16-19)."""

from __future__ import annotations

import re

PREPOSITIONS = frozenset(
    "في من الي علي عن مع بين حتي منذ ضد خلال بعد قبل عند لدي دون حول تحت فوق امام وراء خلف عبر نحو تجاه حيال ازاء بشان بخصوص بسبب رغم "
    "وسط قرب داخل خارج باتجاه بحق لصالح اثر عقب طوال مثل بدون فور قبيل برفقه برئاسه باسم بدعم بقياده ضمن لاجل بعيد شمال جنوب شرق غرب "
    "شمالي جنوبي شرقي غربي باستثناء سوي كل بعض جميع سائر بمشاركه بحضور برعايه بوساطه بواسطه جراء ابان اثناء لدن مقابل بموجب".split()
)
GOVERNING = frozenset(
    "في من الي علي عن مع بين ضد لدي تجاه حيال ازاء نحو بحق لصالح عبر باسم امام قرب داخل باتجاه برفقه خلال بعد قبل منذ حتي حول "
    "تحت بدعم بقياده برئاسه عقب اثر قبيل بعيد وسط خارج رغم بسبب بشان بخصوص دون".split()
)
PLACE_PREPOSITIONS = frozenset("في ب داخل قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط بين خارج عند".split())
RELATIVES = frozenset("الذي التي الذين اللذين اللذان اللتين اللتان اللواتي اللاتي اللائي ممن".split())
NEGATIONS = frozenset("لم لن لا ليس ليست ليسوا".split())
CLAUSE_OPENERS = frozenset(
    "لكن ولكن بينما فيما حيث اذ كما ثم بل اما بعدما قبلما عندما حين حينما لما كلما حالما مما فقد وقد لقد فان اذا لو ان لان لانه لانها كي لكي "
    "حتي الا رغم لكنه لكنها لكنهم غير".split()
)
CONDITIONALS = frozenset("اذا لو ان اذا لولا حال شرط شريطه".split())
QUANTIFIERS = frozenset("بعض الاف مئات عشرات ملايين جميع كل معظم اغلب غالبيه عدد عده".split())
DAYS = frozenset("الاحد الاثنين الاتنين الثلاثاء الاربعاء الخميس الجمعه السبت".split())
# Times of day, some of which could be verbs (فجر، صباح).
ADVERBS = frozenset("فجرا صباحا مساء ظهرا ليلا عصرا فجر صباح".split())
TIME_WORDS = DAYS | frozenset(
    "اليوم امس غدا الماضي الماضيه المقبل المقبله القادم القادمه الجاري الجاريه الحالي الحاليه الان مساء صباح فجر ظهر ليل ليله عصر "
    "الليله البارحه اول سابقا لاحقا مؤخرا حاليا قريبا ايضا كذلك مجددا رسميا فقط".split()
)
DEMONSTRATIVES = frozenset("هذا هذه ذلك تلك هؤلاء اولئك هذان هذين هاتين هاتان".split())
STOPS_PHRASE = RELATIVES | TIME_WORDS | DEMONSTRATIVES | NEGATIONS | CLAUSE_OPENERS

_THAT = re.compile(r"(?:و|ف)?(ب|ل)?ان(?:ه|ها|هم|هما|هن|نا|ني|ي|ك|كم)?")


def is_that(norm: str) -> bool:
    """Whether a folded word is أن/إن/بأن, with or without an attached pronoun."""
    return norm[-1:] in "نهايمكا" and _THAT.fullmatch(norm) is not None


def base(norm: str) -> str:
    """A function word without و or ف before it (وفي is في; but وراء stays)."""
    if len(norm) > 2 and norm[0] in "وف" and (norm[1:] in PREPOSITIONS or norm[1:] in CLAUSE_OPENERS or norm[1:] in NEGATIONS or norm[1:] in RELATIVES):
        return norm[1:]
    return norm


_FUNCTION = (
    PREPOSITIONS - frozenset("باسم بقياده بدعم برئاسه برعايه بمشاركه برفقه بوساطه بحضور".split())
    | RELATIVES
    | NEGATIONS
    | CLAUSE_OPENERS
    | DEMONSTRATIVES
    | frozenset(("ادناه", "اعلاه"))
    | frozenset(
        "قد سوف هو هي هم هما نحن انا اي ايه كان كانت كانوا يكون تكون ايضا لها له لهم فيها فيه منها منه عليه عليها بها به اليه اليها هناك هنا الان".split()
    )
)

# Verbs that look like ف and a function word (she opened).
_VERBS = frozenset(("فتحت",))


def is_function_word(norm: str) -> bool:
    """Whether a folded word is a function word, with or without و or ف."""
    return norm in _FUNCTION or (norm[:1] in "وف" and norm[1:] in _FUNCTION and norm not in _VERBS) or is_that(norm)
