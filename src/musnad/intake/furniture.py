"""Page furniture: leftovers of a web page in the text of an article, found so that nothing is read in them.

Link lists, buttons, advertisements, captions with their credits and the like, after ``knowledge/furniture.tsv``. A false
find hides news, a miss only adds noise: so the phrases must stand where furniture has them, alone or at the head of a
short line, and lines that name the source of the words are never furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.record import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = " \t\u00a0\u200b-\u200f\ufeff\u202a\u202b\u202c\u3000"
_LEAD_GAP = re.compile(r"\s*(?:[:|/\\»>←…–—-]|\.{2,})")
_INLINE_GAP = re.compile(r"\s*[:|]\s*\S")
_STOPS = re.compile(r"[.!؟?\"»”)\]]\s*$")
_FULL_STOP = re.compile(r"(?<!\.)\.(?:\s|$|[\"»”)])")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[34]|19|20)\d\d(?!\d)")
_NUMERIC_DATE = re.compile(r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}")
_DIVIDER = re.compile(r"(?m)^[ \t]*([-_=*•·~—–ـ]{5,})\s*\n\s*")
_TAGS = re.compile(r"#\S+(?:[\s،,|]+#\S+)+")
_AGENCY = re.compile(
    r"(?:[(\[]\s*(?:أ\s?\.?\s?ف\s?\.?\s?ب\.?|ا\s?ف\s?ب|رويترز|أ\s?\.?\s?ب\.?|د\s?\.?\s?ب\.?\s?أ\.?"
    r"|الأناضول|وكالة الأنباء [^)]{3,20}|إ\s?ب\s?أ"
    r"|AFP|AP|Reuters|EPA|Getty[^)]{0,20}|أ ف ب\s?[-/]\s?[^)]{2,30}|أرشيف|أرشيفية|صورة [^)]{3,20}|مواقع التواصل|الإنترنت)\s*[)\]]"
    r"|©\s*\S.{0,40})\s*$"
)
LINE_WORDS, CAPTION_WORDS, LINK_WORDS, SUBHEAD_WORDS = 40, 16, 22, 5
_LONG_LINE, _LONG_TAIL = 400, 220
_TIME_WORDS = (
    "الساعة ساعة ص م صباحا مساء صباح ظهرا بتوقيت غرينتش جرينتش مكة المكرمة القاهرة بيروت المحلي هـ ه ميلادي منذ قبل دقيقة دقائق "
    "ساعات يوم أيام أسبوع من في على و يوم التوقيت am pm GMT السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة"
)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its span without white space at the edges, its text, and its folded words without numbers."""

    start: int
    end: int
    text: str
    words: Words
    size: int

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The table by ``where``, each phrase as folded words."""

    line: frozenset[Words]
    header: frozenset[Words]
    lead: frozenset[Words]
    start: frozenset[Words]
    end: frozenset[Words]
    any: frozenset[Words]
    date: frozenset[Words]
    word: frozenset[str]
    time: frozenset[str]
    stamp: frozenset[str]
    inline: re.Pattern[str]
    longest: int


def find_furniture(text: str, title: str | None) -> list[Span]:
    """The spans of page furniture, in order: whole lines, or the tail or parenthesis of links in a long line.

    The first line and the title are never furniture.
    """
    lines = list(_lines(text))
    spans = list(_inline(lines[0])) if lines else []
    named = fold(title or "").split()
    i = 1
    while i < len(lines):
        line = lines[i]
        if line.text.split() and fold(line.text).split() == named:
            i += 1
            continue
        opens = _opens_list(line)
        if opens or _is_furniture(line, first=i == 1 or bool(spans) and spans[-1] == lines[i - 1].span):
            spans.append(line.span)
        else:
            spans.extend(_inline(line))
        i += 1
        if opens:
            links = _links(lines, i)
            spans.extend(link.span for link in links)
            i += len(links)
    return _with_dividers(spans, text)


def _with_dividers(spans: list[Span], text: str) -> list[Span]:
    """Take a line of nothing but dashes or stars along where it sets a line of furniture off."""
    begins = {start for start, _ in spans}
    dividers = [m.span(1) for m in _DIVIDER.finditer(text) if m.end() in begins]
    return sorted([*spans, *dividers])


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank."""
    for match in _LINE.finditer(text):
        raw = match[0]
        left, right = len(raw) - len(raw.lstrip(_EDGE)), len(raw.rstrip(_EDGE))
        if left < right:
            body = raw[left:right]
            words = tuple(_WORD.findall(fold(body))) if len(body) <= _LONG_LINE else ()
            yield _Line(match.start() + left, match.start() + right, body, words, len(body.split()))


@remembered
def _phrases() -> _Phrases:
    found: dict[str, set[Words]] = {}
    inline: list[str] = []
    for row in read_table("furniture"):
        for phrase in variants(row["phrase"]):
            words = tuple(_WORD.findall(fold(phrase)))
            found.setdefault(row["where"], set()).add(words)
            if row["where"] == "lead" and row["kind"] in ("inline", "related") and len(words) > 1:
                inline.append(phrase)
    months = {word for row in read_table("months") for name in variants(row["names"]) for word in _WORD.findall(fold(name))}
    sets = {where: frozenset(words) for where, words in found.items()}
    single = frozenset(word for words in sets["word"] for word in words)
    stamp = frozenset(word for words in sets["date"] for word in words)
    longest = max(len(words) for words in sets["start"] | sets["lead"] | sets["date"])
    pattern = re.compile("|".join(_loosely(phrase) for phrase in sorted(set(inline), key=len, reverse=True)))
    return _Phrases(
        sets["line"],
        sets["header"],
        sets["lead"],
        sets["start"],
        sets["end"],
        sets["any"],
        sets["date"],
        single,
        frozenset(months | set(fold(_TIME_WORDS).split())),
        stamp,
        pattern,
        longest,
    )


def _loosely(phrase: str) -> str:
    """A pattern for a phrase in unfolded text: any alef, with or without tanwin."""
    loose = re.sub("[اأإآ]", "[اأإآ]", phrase).replace(" ", r"\s+")
    return rf"(?<!\w){loose}\u064b?(?!\w)"


def _opens_list(line: _Line) -> bool:
    """True for the header of a link list: a header phrase alone, or a lead phrase with nothing after it."""
    words, table = line.words, _phrases()
    if words in table.header:
        return True
    # One word alone heads a list only if it can be nothing else and has a colon.
    return words in table.lead and (len(words) > 1 or words[0] in _LONE_LEADS and line.text.endswith(":"))


_LONE_LEADS = frozenset(fold(word) for word in ("الوسوم", "وسوم", "للمزيد"))


def _is_furniture(line: _Line, first: bool) -> bool:
    """True if the whole line is furniture. ``first``: it follows the headline or furniture, where a date alone is a stamp."""
    words, table = line.words, _phrases()
    if line.size > LINE_WORDS:
        return False
    if words in table.line:
        return True
    if len(words) > 1 and all(word in table.word for word in words):
        return True
    return (
        _starts(line)
        or _ends(line)
        or any(_holds(words, phrase) for phrase in table.any)
        or _TAGS.fullmatch(line.text) is not None
        or first
        and _is_stamp(line, 0)
    )


def _starts(line: _Line) -> bool:
    """True if the line begins with a phrase that makes it furniture by what follows."""
    table = _phrases()
    for size in range(1, min(table.longest, len(line.words)) + 1):
        head = line.words[:size]
        if head in table.start or head in table.date and _is_stamp(line, size):
            return True
        if head in table.lead and _leads(line, size):
            return True
    return False


def _leads(line: _Line, size: int) -> bool:
    """True if a separator stands after the first ``size`` words and what follows is no sentence."""
    at = 0
    for _ in range(size):
        match = _RAW_WORD.search(line.text, at)
        if match is None:
            return False
        at = match.end()
    gap = _LEAD_GAP.match(line.text, at)
    if gap is None:
        return False
    rest = line.text[gap.end() :]
    return line.size <= LINK_WORDS + size and not _FULL_STOP.search(rest) and bool(rest.strip(_EDGE + ".:"))


# A word with its harakat, which folding drops.
_RAW_WORD = re.compile("[^\\W\\d_][\\w\u064b-\u0652]*")


def _ends(line: _Line) -> bool:
    """True for a caption: a short line that ends in a credit and is no sentence."""
    if line.size > CAPTION_WORDS or _FULL_STOP.search(line.text):
        return False
    words = line.words
    if any(words[-size:] in _phrases().end for size in range(1, min(4, len(words)) + 1)):
        return True
    match = _AGENCY.search(line.text)
    return match is not None and match.start() > 0


def _holds(words: Words, phrase: Words) -> bool:
    size = len(phrase)
    return any(words[i : i + size] == phrase for i in range(len(words) - size + 1))


def _is_stamp(line: _Line, skip: int) -> bool:
    """True if all words after the first ``skip`` belong to a date or time and there is a number; a bare date needs a year."""
    words = line.words[skip:]
    dated = _DIGIT.search(line.text) is not None
    table = _phrases()
    allowed = table.time | table.stamp if skip else table.time
    if not dated or any(word not in allowed for word in words):
        return False
    return skip > 0 or (bool(words) or _NUMERIC_DATE.search(line.text) is not None) and _YEAR.search(fold(line.text)) is not None


def _links(lines: Sequence[_Line], first: int) -> list[_Line]:
    """The lines of a link list: short ones without a full stop, to the end of the text or to the next paragraph.

    Where the article goes on, a very short last line is the heading of what follows.
    """
    found: list[_Line] = []
    for line in lines[first:]:
        if line.size > LINK_WORDS or not line.words and not _DIGIT.search(line.text) or _FULL_STOP.search(line.text) or line.text.endswith((":", "،", "؛")):
            break
        found.append(line)
    goes_on = first + len(found) < len(lines)
    if goes_on and len(found) > 1 and found[-1].size <= SUBHEAD_WORDS:
        found.pop()
    return found


def _inline(line: _Line) -> Iterator[Span]:
    """Links inside a long line: a parenthesis that begins with a lead phrase, or a tail after a sentence's end."""
    if len(line.text) < _LONG_LINE:
        return
    for match in _phrases().inline.finditer(line.text):
        if not _INLINE_GAP.match(line.text, match.end()):
            continue
        before = line.text[: match.start()].rstrip()
        if before.endswith(("(", "[")):
            close = line.text.find(")" if before[-1] == "(" else "]", match.end())
            if 0 < close - match.start() <= _LONG_TAIL:
                yield line.start + len(before) - 1, line.start + close + 1
        elif _STOPS.search(before) and len(line.text) - match.start() <= _LONG_TAIL and not _FULL_STOP.search(line.text[match.end() :].rstrip()[:-1]):
            yield line.start + match.start(), line.end
            return
