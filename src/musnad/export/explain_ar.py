"""An explanation in Arabic: one method a part, each a list of whole sentences.

Sources are of either gender and number, so what they say is told in sentences whose verbs do not agree with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from musnad.export.explanation import OUTLET, Explained, country_name, label
from musnad.export.reasons import in_arabic
from musnad.export.words import isolated
from musnad.record import Count, Entity, Event, Framing, Link, Span, View

_NOBODY = {
    "actor": "لا يذكر الخبر من قام بالفعل، أو لم يهتد إليه البرنامج.",
    "recipient": "لا يذكر الخبر من وقع عليه الفعل أو وُجه إليه، أو لم يهتد إليه البرنامج.",
    "place": "لا يذكر الخبر مكانا للحدث، أو لم يهتد إليه البرنامج.",
}
_STATUS = {
    "occurred": "لم تسبقه ولم تلحقه كلمة تجعله مستقبلا أو محتملا أو منفيا، فعُدّ واقعا.",
    "ongoing": "صيغته تدل على فعل ممتد أو متكرر.",
    "planned": "صيغته تدل على فعل يُراد القيام به ولم يقع بعد.",
    "possible": "رُوي بوصفه أمرا محتملا، أو تهمة لم يُسمَّ من وجهها.",
    "hypothetical": "رُوي معلقا على شرط، أو بوصفه أمرا ينبغي فعله.",
    "negated": "دل سياق الكلام على أنه لم يقع.",
}
_MARKED = "والدليل على ذلك {word}."
_VIEWS: dict[tuple[str, bool | None], str] = {
    ("certain", True): "وقع الحدث",
    ("probable", True): "الأرجح أن الحدث وقع",
    ("possible", True): "يُحتمل أن يكون الحدث قد وقع",
    ("certain", False): "لم يقع الحدث",
    ("probable", False): "الأرجح أن الحدث لم يقع",
    ("possible", False): "يُحتمل ألا يكون الحدث قد وقع",
    ("certain", None): "من المؤكد أن الحدث سيقع",
    ("probable", None): "الحدث مقرر أو مزمع، ولم يقع بعد",
    ("possible", None): "قد يقع الحدث مستقبلا",
}
_VIEWS_OF: dict[str, dict[tuple[str, bool | None], str]] = {
    "ongoing": {("certain", True): "الحدث مستمر", ("probable", True): "الأرجح أن الحدث مستمر", ("possible", True): "يُحتمل أن يكون الحدث مستمرا"},
    "possible": {("possible", True): "يُحتمل أن يكون الحدث قد وقع أو أن يقع", ("probable", True): "الأرجح أن الحدث وقع أو سيقع"},
}
MISSING = "طُبع السجل بالخيار ‎--no-text‎، فلا يمكن عرض كلمات الخبر، وتقوم مقامها مواضعها بعدد الأحرف."


class Arabic:
    """The sentences of one explanation."""

    lang = "ar"

    def __init__(self, facts: Explained) -> None:
        self.facts, self.event = facts, facts.event

    def title(self) -> list[str]:
        """Which event of which article."""
        article = self.facts.record.article
        about = " · ".join(isolated(part) for part in (article.title, article.outlet, article.published) if part)
        return [f"الحدث {isolated(self.event.id)} من الخبر {isolated(article.id)}", *([about] if about else [])]

    def parts(self) -> list[tuple[str, list[str]]]:
        """The headings with their sentences."""
        told = [
            ("ما الذي حدث؟", self.coding()),
            ("من قام به؟", self.party("actor")),
            ("على من وقع أو إلى من وُجه؟", self.party("recipient")),
            ("أين؟", self.party("place")),
            ("متى؟", self.when()),
            ("كم؟", self.counts()),
            ("هل وقع؟", self.status()),
            ("بحسب من؟", self.source()),
            ("ماذا يقول كل مصدر؟", [self.view(v) for v in self.facts.views]),
            ("أين ذُكر أيضا في الخبر؟", self.again()),
            ("ألفاظ غير محايدة", [self.framing(f) for f in self.facts.framings]),
            ("ما مدى ثقة البرنامج؟", self.confidence()),
        ]
        return [(heading, sentences) for heading, sentences in told if sentences]

    # --- what, who, where, when ---------------------------------------------------------------------------------------
    def coding(self) -> list[str]:
        """Type, mode, class, score, code and the lexicon entry behind them."""
        event = self.event
        kind = f"«{label('type', event.type, 'ar')}» ({isolated(event.type)})"
        mode = f"، ونمطه «{label('mode', f'{event.type}/{event.mode}', 'ar')}» ({isolated(event.mode)})" if event.mode else "، بلا نمط محدد"
        sentences = [
            f"{self._piece(event.trigger, 'كلمة')} تدل على حدث من نوع {kind}{mode}.",
            f"يضعه دليل {isolated('PLOVER')} في باب «{label('quad', event.quad, 'ar')}»، ودرجته {_number(event.score)} "
            f"على مقياس يمتد من {_number(-10)} (أشد الصراع) إلى {_number(10)} (أوثق التعاون)، "
            f"ورمزه في نظام {isolated('CAMEO')} هو {isolated(event.cameo)}.",
            self._why(event.why, "الترميز"),
        ]
        if event.context:
            sentences.append(f"سياقه: {'، '.join(label('context', c, 'ar') for c in event.context)}.")
        return sentences

    def party(self, role: str) -> list[str]:
        """The entities in a role, a sentence each."""
        found = self.facts.entities(getattr(self.event, role))
        return [self.entity(entity) for entity in found] or [_NOBODY[role]]

    def entity(self, entity: Entity) -> str:
        """An entity with its kind, country, mentions and reason."""
        about = [label("entity", entity.type, "ar")]
        if entity.country and country_name(entity.country, "ar") != entity.name_ar:
            about.append(f"البلد أو الجهة: {country_name(entity.country, 'ar')} ({isolated(entity.country)})")
        if entity.sector:
            about.append(f"القطاع: {label('sector', entity.sector, 'ar')} ({isolated(entity.sector)})")
        if not entity.named:
            about.append("موصوف غير مسمى")
        mentions = self.facts.mentions(entity)
        shown = "، ".join(self._piece(m) for m in mentions[:3])
        more = f"، وفي مواضع أخرى عددها {_number(len(mentions) - 3)}" if len(mentions) > 3 else ""
        return f"{isolated(entity.name_ar)} — {'؛ '.join(about)}. مواضع الذكر: {shown}{more}. {self._why(entity.why, 'التعرف')}"

    def when(self) -> list[str]:
        """The time, and the words it was read from."""
        if self.event.when is None:
            return ["لا يذكر الخبر زمنا للحدث، أو لم يهتد إليه البرنامج."]
        sentences = [f"{_period(self.event.when)} ({isolated(self.event.when)})."]
        found = self.facts.date
        if found is not None:
            sentences.append(f"أُخذ الزمن من {self._piece(found.span, 'عبارة')}. {self._why(found.why, 'هذا الحساب')}")
        elif self.facts.on_publication_day:
            sentences.append("لم ترد معه عبارة زمنية، وهو مروي بوصفه خبر اليوم، فأُخذ يوم النشر.")
        else:
            sentences.append("استُخلص الزمن من الأزمنة المذكورة حوله في الخبر.")
        return sentences

    def counts(self) -> list[str]:
        """People counted, and goods that change hands."""
        sentences = [self.count(count) for count in self.event.counts]
        if self.event.transfer:
            items = "، ".join(isolated(e.name_ar) for e in self.facts.entities(self.event.transfer.item))
            sentences.append(f"ما انتقل من طرف إلى آخر: {items}.")
            for what, amount_id in (("العدد", self.event.transfer.count), ("الثمن", self.event.transfer.value)):
                amount = self.facts.amount(amount_id)
                if amount is not None:
                    sentences.append(f"{what}: {isolated(f'{amount.value} {amount.unit}')}، من {self._piece(amount.span, 'عبارة')}.")
        return sentences

    def count(self, count: Count) -> str:
        """How many people, and from which words."""
        amount = self.facts.amount(count.amount)
        read = f"، من {self._piece(amount.span, 'عبارة')}" if amount else ""
        bound = "" if count.bound == "exact" else f"{label('bound', count.bound, 'ar')} "
        return f"{label('count', count.what, 'ar')}: {bound}{_number(count.value)}{read}."

    # --- whether, and according to whom -------------------------------------------------------------------------------
    def status(self) -> list[str]:
        """The status and what made it so."""
        status = self.event.status
        sentences = [f"حال الحدث: {label('status', status, 'ar')} ({isolated(status)})، وهذا ما يراه أقرب المصادر إليه."]
        if self.facts.denied:
            return [*sentences, f"فقد ورد ضمن النفي {isolated(self.event.statement or '')}."]
        mark = self.facts.mark
        return [*sentences, _STATUS[status] if mark is None else _MARKED.format(word=self._piece(mark, "كلمة"))]

    def source(self) -> list[str]:
        """The chain from the origin to the reader, the statement and its stance."""
        statement, outlet = self.facts.statement, self.facts.record.article.outlet
        publisher = f"الوسيلة الناشرة {isolated(outlet)}" if outlet else "الوسيلة الناشرة"
        if statement is None:
            return [f"الخبر هنا بلسان {publisher} نفسها، من غير نسبة إلى مصدر آخر."]
        links = " ← ".join([*(self.link(link) for link in self.facts.chain), publisher, "القارئ"])
        joint = [e for e in self.facts.entities(statement.speaker) if e.id != statement.chain[-1]]
        sentences = [f"سلسلة المصادر من الأصل إلى القارئ: {links}."]
        if joint:
            sentences.append(f"ويشترك مع الأصل في القول: {'، '.join(isolated(e.name_ar) for e in joint)}.")
        sentences.append(f"نص القول {isolated(statement.id)} ({self._range(statement.span)}){self._quoted(statement.span)}.")
        cue = "، ".join(self._piece(span, "كلمة") for span in statement.cue) or "لا لفظ، فالنسبة في بيانات الخبر الوصفية"
        sentences.append(
            f"الموقف من مضمونه: {label('stance', statement.stance, 'ar')} ({isolated(statement.stance)})، "
            f"وصيغته: {label('form', statement.form, 'ar')}، والدال على النسبة: {cue}."
        )
        sentences.append(self._why(statement.why, "نسبة القول"))
        if statement.of:
            sentences.append(f"وهذا القول موجه إلى {isolated(statement.of)}.")
        return sentences

    def link(self, link: Link) -> str:
        """A source with its kind."""
        return f"{isolated(self.facts.record.entity(link.entity).name_ar)} ({label('link', link.kind, 'ar')}، {self._where(link.span)})"

    def view(self, view: View) -> str:
        """What one source says of whether it happened."""
        name = isolated(self.facts.name(view.source)) if self.facts.name(view.source) else ""
        who = f"الوسيلة الناشرة {name}".strip() if view.source == OUTLET else name
        said = {**_VIEWS, **_VIEWS_OF.get(self.event.status, {})}.get((view.certainty, view.happened)) or self._open(view)
        place = f" (القول {isolated(view.statement)})" if view.statement else ""
        return f"{who}: {said}{place}" + ("، مع نأي بالنفس عن اللفظ." if view.distanced else ".")

    def _open(self, view: View) -> str:
        statement = next((s for s in self.facts.record.statements if s.id == view.statement), None)
        if view.source == OUTLET and self.event.statement is not None:
            return "رواية لكلام الآخرين، بلا حكم على وقوع الحدث"
        if statement is not None and view.source not in statement.speaker:
            return "نقل للكلام، بلا حكم على وقوع الحدث"
        return "لا حكم على وقوع الحدث"

    def again(self) -> list[str]:
        """Where the same happening is told again."""
        return [f"{isolated(other.id)}: {self._piece(other.trigger, 'كلمة')}، {self._voice(other)}{self._likely(other)}." for other in self.facts.again]

    def _likely(self, other: Event) -> str:
        return "؛ وكونه الحدث نفسه أمر يرجحه النموذج المدرب وحده" if self.facts.only_likely(other) else ""

    def _voice(self, event: Event) -> str:
        return f"ضمن القول {isolated(event.statement)}" if event.statement else "بلسان الوسيلة الناشرة"

    def framing(self, framing: Framing) -> str:
        """A loaded word and its neutral name."""
        voice = f"ضمن القول {isolated(framing.statement)}" if framing.statement else "في كلام الوسيلة الناشرة"
        meant = f"، والاسم المحايد: {isolated(framing.neutral_ar)}" if framing.neutral_ar else ""
        return f"{self._piece(framing.span, 'عبارة')}: {label('framing', framing.kind, 'ar')} {voice}{meant}."

    def confidence(self) -> list[str]:
        """The figure, and what it is not."""
        figure = f"{_number(self.event.confidence)} من {_number(1)}. والرقم لترتيب الأحداث بحسب ما تحقق من شروط القاعدة، وليس احتمالا لصحتها."
        likely = "، ".join(isolated(self.facts.name(i)) for i in self.event.unsure)
        return [figure, *([f"طرف أو مكان مرجح فقط، يرجحه النموذج المدرب وحده: {likely}."] if likely else [])]

    # --- pieces -------------------------------------------------------------------------------------------------------
    def _piece(self, span: Span, kind: str = "") -> str:
        """Words of the article in quotation marks and isolates, with their offsets."""
        words = self.facts.words(span)
        if words is None:
            return f"{kind or 'لفظ'} في {self._range(span)}"
        return f"{kind} «{isolated(words)}» ({self._range(span)})".strip()

    def _where(self, span: Span | None) -> str:
        return self._range(span) if span else "من بيانات الخبر الوصفية، ولم يرد في النص"

    def _range(self, span: Span) -> str:
        return f"الأحرف {isolated(f'{span[0]}–{span[1]}')}"

    def _quoted(self, span: Span) -> str:
        words = self.facts.words(span)
        return "" if words is None else f": «{isolated(words)}»"

    def _why(self, why: str, of: str) -> str:
        """A reason in Arabic, or as the record has it where no row translates it."""
        arabic = in_arabic(why, isolated)
        return f"سبب {of}: {arabic}." if arabic else f"سبب {of} كما في السجل: {isolated(why.rstrip('.'))}."


def _number(value: float) -> str:
    return isolated(f"{value:g}")


_MONTHS: Sequence[str] = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()


def _period(value: str) -> str:
    """An ISO day, month, year or interval in words."""
    first, _, last = value.partition("/")
    if last:
        return f"من {_period(first)} إلى {_period(last)}"
    year, _, rest = first.partition("-")
    month, _, day = rest.partition("-")
    if day:
        return f"{date.fromisoformat(first).day} {_MONTHS[int(month) - 1]} {int(year)}"
    return f"{_MONTHS[int(month) - 1]} {int(year)}" if month else f"عام {int(year)}"
