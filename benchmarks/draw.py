"""Draw candidates for the hand-made resolver sets in ``benchmarks/sets`` from raw Arabic news.

Usage: ``python benchmarks/draw.py dates|actors|places --raw ../shared/raw [--seed N] [--surplus X]``

The output, for an annotator's eyes only and never for the repository, has one candidate a line, tab
separated: number, kind, article id, publication date, start, end (code points into the article's ``text``
field), and about 200 characters of context with the candidate between guillemets «…» and line breaks as ¶.

A candidate is only a place to look. The expressions below were written for drawing alone, share nothing
with the product's rules and are loose on purpose, so that odd, hard and misleading cases are among what
they find. The annotator reads in draw order, fixes the span, throws out what is not of the wanted kind, and
stops at each kind's quota. The same seed and the same raw files give the same draw.

How articles are drawn: the pools are ANT (five outlets) and Jawhara FM; every eighth article is Jawhara's.
In each pool four of five articles are politics, one of five is economy, culture or technology. Sport is left
out, as are articles without a believable year and second copies of a text. An article gives at most one
candidate to a kind, a random one of its matches.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 20261124
POLITICS = {"internationalNews", "middleEast", "politic", "localNews"}
OTHER = {"economy", "culture", "technology"}
AR = "ء-غف-ي"  # letters only: no tatweel, no harakat
CLITIC = f"(?<![{AR}])[وف]?[بلك]?"
END = f"(?![{AR}])"

_DAY = "(?:السبت|الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة)"
_MONTH = (
    "(?:يناير|فبراير|مارس|أبريل|ابريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر"
    "|جانفي|فيفري|أفريل|جوان|جويلية|أوت|غشت|شتنبر|نونبر|دجنبر|يوليوز"
    "|كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول)"
)
_UNIT = "(?:اليوم|الأسبوع|الشهر|العام|السنة|القرن|الليلة|الفترة|الأيام|الأسابيع|الأشهر|السنوات|الأعوام|الصيف|الشتاء|الربيع|الخريف)"
_TURN = (
    "(?:الماضي|الماضية|المقبل|المقبلة|القادم|القادمة|الجاري|الجارية|الحالي|الحالية|المنصرم|المنصرمة"
    "|الفائت|الفائتة|السابق|السابقة|التالي|التالية|الأخيرة|نفسه|ذاته)"
)
_SPAN = "(?:ساعات|ساعة|يوم|يوما|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرا|شهرين|أشهر|شهور|سنة|سنتين|سنوات|عام|عاما|عامين|أعوام|قرن|عقود|عقدين)"

#: set -> kind -> (quota, expression). The group named ``c`` in an expression is the candidate.
KINDS: dict[str, dict[str, tuple[int, str]]] = {
    "dates": {
        "weekday": (35, rf"{CLITIC}(?P<c>(?:يوم )?{_DAY}(?: (?:الماضي|المقبل|القادم))?){END}"),
        "relday": (
            33,
            rf"{CLITIC}(?P<c>(?:اليوم|أمس|الأمس|غدا|غداً|غد|الغد|البارحة|الليلة|(?:مساء|صباح|ظهر|فجر|ليل"
            rf"|ليلة|عصر|عشية) [{AR}]+)){END}",
        ),
        "numeric": (
            12,
            r"(?P<c>(?<![\d.,/-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}[/-]\d{1,2}[/-]\d{1,2}"
            r"|\d{1,2}/\d{1,2}"
            rf"|\d{{1,2}} ?[-–] ?\d{{1,2}} {_MONTH}|(?:19|20)\d\d ?[-/–] ?(?:19|20)?\d\d)(?![\d.,/]))",
        ),
        "daymonth": (34, rf"(?P<c>(?<!\d)\d{{1,2}}(?: من)?(?: شهر)? {_MONTH}){END}"),
        "month": (27, rf"(?<!\d )(?<!من )(?<![{AR}/])[وف]?[بل]?(?P<c>(?:شهر )?{_MONTH}){END}(?! ?/)"),
        "twonames": (14, rf"(?P<c>{_MONTH} ?/ ?{_MONTH}){END}"),
        "turn": (40, rf"{CLITIC}(?P<c>{_UNIT} {_TURN}){END}"),
        "ago": (
            24,
            rf"(?<![{AR}])[وف]?(?P<c>(?:منذ|قبل|بعد|خلال|منذ نحو|قبل نحو) (?:[{AR}\d]+ )?{_SPAN}){END}",
        ),
        "year": (28, r"(?P<c>(?<![\d.,])(?:1[4-9]\d\d|20[0-3]\d)(?![\d.,%]))"),
        "season": (
            19,
            rf"{CLITIC}(?P<c>(?:العقد|(?:ال)?(?:عشرينيات|ثلاثينيات|أربعينيات|خمسينيات|ستينيات|سبعينيات"
            rf"|ثمانينيات|تسعينيات|ربع"
            rf"|خمسينات|ستينات|سبعينات|ثمانينات|تسعينات|صيف|شتاء|ربيع|خريف|قرن|القرن|عيد|رمضان|محرم|شوال"
            rf"|شعبان|عاشوراء"
            rf"|ذي الحجة|ميلاد|نصف الأول|نصف الثاني|نهاية الأسبوع|عطلة|هجري|هجرية|هـ))"
            rf" [{AR}\d]+){END}",
        ),
        "edge": (
            20,
            rf"{CLITIC}(?P<c>(?:أوائل|اوائل|أواخر|اواخر|منتصف|مطلع|مستهل|بداية|نهاية|نهايات|بدايات|غضون)"
            rf" (?:العام|عام|الشهر|شهر|الأسبوع|السنة|سنة|القرن|\d+|{_MONTH}|(?:[{AR}]+نيات"
            rf"|[{AR}]+نات)){END}(?: [{AR}\d]+)?)",
        ),
        "trap": (
            6,
            rf"(?P<c>لمدة [{AR}\d]+ [{AR}]+|\(?\d+ (?:عاما|عاماً|سنة|ربيعا)\)?|رقم \d+|(?:حتى )?الآن"
            rf"|قريبا|حاليا|حالياً"
            rf"|(?<![{AR}])[وف]?[بل]?المغرب{END}|[{AR}]+ العام{END}(?! {_TURN})|تيريزا ماي|فرانس 24|\d+ ساعة"
            rf"|الربيع العربي|{CLITIC}أحد{END}|\d{{4}} (?:دولار|شخص|كيلو|متر|جندي)[{AR}]*|مؤخرا"
            rf"|(?:في )?وقت لاحق"
            rf"|(?:مونديال|كأس العالم|رؤية|قمة|نسخة|ويندوز|موديل) \d+|ليل نهار|يوم القيامة|سن [{AR}\d]+"
            rf"|يوميا|سنويا)",
        ),
        "homograph": (
            8,
            rf"{CLITIC}(?P<c>(?:المغرب|ماي|مارس|فجر|العصر|ربيع|صفر|رجب|شعبان|سبت|جمعة|عقد|السنة|عصر"
            rf"|خريف)){END}",
        ),
    },
    "actors": {
        "anywhere": (100, rf"(?<![{AR}])(?P<c>[{AR}]{{4,}}){END}"),
        "titled": (
            72,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:ال)?(?:رئيس|رئيسة|وزير|وزيرة|نائب|نائبة|سفير|سفيرة|متحدث"
            rf"|متحدثة|ناطق|جنرال|لواء|عميد"
            rf"|عقيد|أمير|ملك|شيخ|زعيم|زعيمة|قائد|مدير|مديرة|أمين|مبعوث|مستشار|مستشارة|محافظ|محلل|خبير"
            rf"|باحث|باحثة|كاتب|كاتبة"
            rf"|صحفي|صحافي|ناشط|ناشطة|مرشح|مرشحة|سيناتور|دكتور|أستاذ|عضو|نقيب|قاضي|محامي|محامية|مخرج"
            rf"|ممثل|ممثلة|فنان|فنانة"
            rf"|وكيل|مفوض|مفوضة|سيد|سيدة)){END}",
        ),
        "spoke": (
            26,
            rf"(?<![{AR}])[وف]?(?P<c>(?:قال|قالت|أضاف|أضافت|أكد|أكدت|أعلن|أعلنت|صرح|صرحت|كتب|كتبت|غرد"
            rf"|وصف|اتهم|اتهمت"
            rf"|دعا|دعت|طالب|طالبت|نفى|نفت|نقل|نقلت|ذكرت|ذكر|أفاد|أفادت|التقى|استقبل|حذر|حذرت)){END}",
        ),
        "organised": (
            75,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:ال)?(?:منظمة|حزب|حركة|جبهة|شركة|وزارة|مجلس|جماعة|تنظيم"
            rf"|قوات|جيش|هيئة|لجنة|مؤسسة"
            rf"|اتحاد|محكمة|بنك|مصرف|جامعة|معهد|مركز|كتائب|لواء|ميليشيا|مليشيات|ائتلاف|تحالف|برلمان|شرطة"
            rf"|نقابة|جمعية|حكومة"
            rf"|مفوضية|صندوق|مرصد|ديوان|كنيسة|الأزهر|رابطة|وكالة الطاقة|مجموعة|لجان|حرس)){END}",
        ),
        "outlet": (
            27,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:ال)?(?:وكالة|صحيفة|قناة|تلفزيون|إذاعة|مجلة|موقع|جريدة"
            rf"|شبكة|يومية|راديو)){END}",
        ),
    },
    "places": {
        "settlement": (
            83,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:مدينة|بلدة|قرية|ضاحية|حي|معتمدية|مديرية|قضاء|ناحية|بلدية"
            rf"|بلدات|قرى|مدينتي|بلدتي)"
            rf" #?[{AR}]+){END}",
        ),
        "province": (
            51,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:محافظة|محافظتي|ولاية|إقليم|مقاطعة|منطقة|هضبة|جبل|جزيرة"
            rf"|وادي|ريف|شبه جزيرة|مضيق|خليج"
            rf"|نهر|سهل|صحراء|إمارة) #?[{AR}]+){END}",
        ),
        "site": (
            39,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:مخيم|معبر|مطار|ميناء|قاعدة|معسكر|سجن|مستشفى|مسجد|سد|حقل"
            rf"|مصفاة|قصر|ساحة|ميدان|جسر|كنيسة)"
            rf" #?[{AR}]+){END}",
        ),
        "direction": (
            27,
            rf"(?<![{AR}])[وفبل]{{0,2}}(?P<c>(?:شمال|شمالي|جنوب|جنوبي|شرق|شرقي|غرب|غربي|بالقرب من"
            rf"|قرب) #?[{AR}]{{4,}}){END}",
        ),
    },
}


@dataclass(frozen=True, slots=True)
class Article:
    """One raw article: its corpus id, publication day (ISO), and text exactly as in the corpus file."""

    id: str
    published: str
    text: str

    @property
    def sha256(self) -> str:
        """Hash of the text's UTF-8 bytes, which ties a standoff row to the text it was made on."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place to look: kind, article, and code point offsets of what the kind's expression found."""

    kind: str
    article: Article
    start: int
    end: int

    def context(self, before: int, after: int) -> str:
        """The candidate in guillemets with ``before`` and ``after`` characters around it, on one line."""
        text = self.article.text
        left, right = text[max(0, self.start - before) : self.start], text[self.end : self.end + after]
        shown = f"{left}«{text[self.start : self.end]}»{right}"
        return re.sub(r"[\r\n]+", "¶", shown).replace("\t", " ")


#: The politics and the other articles of one corpus.
Pool = tuple[list[Article], list[Article]]


def read_pool(path: Path) -> Pool:
    """Politics and other articles of one raw file, in file order, first copy of each text only."""
    politics: list[Article] = []
    other: list[Article] = []
    seen: set[str] = set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            article = Article(row["id"], row["published"], row["text"])
            if not re.fullmatch(r"201[2-8]-\d\d-\d\d", article.published) or article.text in seen:
                continue
            seen.add(article.text)
            if row["category"] in POLITICS:
                politics.append(article)
            elif row["category"] in OTHER:
                other.append(article)
    return politics, other


def mixed(pool: Pool, rng: random.Random) -> Iterator[Article]:
    """Both lists shuffled; every fifth article is from the second."""
    first, second = (rng.sample(part, len(part)) for part in pool)
    for index in range(len(first)):
        yield first[index]
        if index % 4 == 3 and index // 4 < len(second):
            yield second[index // 4]


def draw(kind: str, expression: str, number: int, pools: list[Pool], rng: random.Random) -> list[Candidate]:
    """The first ``number`` candidates of a kind; every eighth is from the second pool."""
    streams = [mixed(pool, rng) for pool in pools]
    pattern = re.compile(expression)
    found: list[Candidate] = []
    while len(found) < number:
        article = next(streams[1 if len(found) % 8 == 7 else 0], None)
        if article is None:
            break
        matches = list(pattern.finditer(article.text))
        if matches:
            match = rng.choice(matches)
            found.append(Candidate(kind, article, match.start("c"), match.end("c")))
    return found


def main() -> None:
    """Read the command line, draw, and write the candidates to standard output."""
    parser = argparse.ArgumentParser(description="Draw candidates for the hand-made sets.")
    parser.add_argument("set", choices=sorted(KINDS))
    parser.add_argument("--raw", type=Path, default=Path("../shared/raw"), help="folder of the raw corpora")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--surplus", type=float, default=2.2, help="candidates for each place in the quota")
    parser.add_argument("--before", type=int, default=110, help="characters of context before the candidate")
    parser.add_argument("--after", type=int, default=90, help="characters of context after it")
    args = parser.parse_args()
    pools = [read_pool(args.raw / name) for name in ("ant.jsonl.xz", "jawhara.jsonl.xz")]
    number = 0
    for kind, (quota, expression) in KINDS[args.set].items():
        # A generator of its own for each kind: changing one kind leaves the others' draws as they are.
        rng = random.Random(f"{args.seed}/{args.set}/{kind}")
        for candidate in draw(kind, expression, round(quota * args.surplus), pools, rng):
            number += 1
            article = candidate.article
            row = (number, kind, article.id, article.published, candidate.start, candidate.end)
            sys.stdout.write("\t".join(map(str, row)) + f"\t{candidate.context(args.before, args.after)}\n")


if __name__ == "__main__":
    main()
