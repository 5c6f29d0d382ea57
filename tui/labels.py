"""What the interface says, in Arabic. Counts, dates and ids inside are isolated so that they keep their order."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fihrist.search.query.tree import DateRange, Entity, Node, Source
from fihrist.search.results import Hit, Sort, Suggestion
from fihrist.tui.searching import UNDATED, Cause, Chip, Kind
from fihrist.tui.text.printing import isolated, ltr

if TYPE_CHECKING:
    from fihrist.search.query.tree import Diagnostic

PLACEHOLDER = "ابحث في الأرشيف"
SEPARATOR = " · "
KIND_LABELS = {
    Kind.PERSON: "أشخاص",
    Kind.ORGANISATION: "منظمات",
    Kind.PLACE: "أماكن (البلد دون ما فيه)",
    Kind.SOURCE: "مصادر",
    Kind.DATE: "تاريخ النشر",
    Kind.MENTIONED: "سنوات مذكورة",
    Kind.PRECISION: "دقة تاريخ النشر",
    Kind.PROVENANCE: "مصدر تاريخ النشر",
}
CHIP_LABELS = {
    Kind.PERSON: "شخص",
    Kind.ORGANISATION: "منظمة",
    Kind.PLACE: "مكان",
    Kind.SOURCE: "مصدر",
    Kind.DATE: "تاريخ",
    Kind.MENTIONED: "ذكر",
    Kind.PRECISION: "دقة التاريخ",
    Kind.PROVENANCE: "مصدر التاريخ",
}
_ASPECTS = {
    "day": "باليوم",
    "month": "بالشهر",
    "year": "بالسنة",
    "metadata": "بيانات الصفحة",
    "dateline": "سطر التاريخ",
    "filename": "اسم الملف",
    "user": "المستخدم",
    "inferred": "استنتاج",
}
SORT_LABELS = {Sort.RELEVANCE: "الأوثق صلة", Sort.NEWEST: "الأحدث", Sort.OLDEST: "الأقدم"}
MONTHS = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيو",
    "تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)  # fmt: skip
UNDATED_LABEL = "بلا تاريخ"
UNTITLED = "بلا عنوان"
LOADING = "…"
NOTHING_YET = "اختر نتيجة لقراءتها"
MORE = "المزيد"
FEWER = "أقل"
AS_TYPED = "كما كُتب"
MARKS_HIDDEN = "التشكيل مخفي"
COPIED_PARAGRAPH = "نُسخت الفقرة"
COPIED_CITATION = "نُسخ الاقتباس"
NO_HITS_HERE = "لا مواضع مطابقة في هذه المقالة"
LAST_HIT = "انتهت مواضع هذه المقالة، عودة إلى أولها"
FIRST_HIT = "كان هذا أول موضع في المقالة، انتقال إلى آخرها"
RELATED = "مقالة ذات صلة"
CAPTION = "صورة"
CUT_SHORT = "النص أطول مما يُعرض هنا؛ يعرضه كاملًا الأمر fihrist show"
CHECK_HINT = "هل تظهر العربية هنا كما ينبغي؟ إن لم تكن فاضغط \u2066F2\u2069"
FACETS = "تضييق"
FAILED = "تعذّر ذلك:"
FAULT = "خلل في البرنامج:"
READER = "المقالة"
RESULTS = "النتائج"
MORE_REMARKS = " F6 المزيد "
INSTEAD = "بدلًا من ذلك (اختر بالرقم أو بالسهم ثم ⏎):"
INSTEAD_FIRST = "بدلًا من ذلك (⏎ أو ↓ أولًا، ثم اختر بالرقم أو بالسهم و⏎):"
"""While the keys still go to the query."""


_NOWHERE: dict[type[Node], str] = {
    Entity: "لا مادة تذكر هذا الاسم",
    Source: "لا مادة من هذا المصدر",
    DateRange: "لا مادة بهذا التاريخ",
}
"""What is said of a part of a query that finds nothing; of words that they are nowhere."""
OPENING = "جارٍ فتح الأرشيف…"


def number(value: int) -> str:
    """A count with thousands separators."""
    return ltr(f"{value:,}")


def date_label(value: str) -> str:
    """A facet's date as its row is labelled: the year, the month's name, or the day."""
    if value == "undated":
        return UNDATED_LABEL
    if len(value) == 7 and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        return MONTHS[int(value[5:]) - 1]
    return ltr(value)


def value_label(kind: Kind, value: str, label: str) -> str:
    """A value of a facet or filter, so that no sign or Latin letter in it changes the order of what is beside it."""
    if value == UNDATED:
        return UNDATED_LABEL
    if kind in {Kind.DATE, Kind.MENTIONED}:
        return ltr(value)
    if kind in {Kind.PRECISION, Kind.PROVENANCE}:
        return _ASPECTS.get(value, value)
    return isolated(label or UNTITLED)


def chip_label(chip: Chip) -> str:
    """A filter as it is shown above the results."""
    label = value_label(chip.kind, chip.value, chip.label)
    return f"{'ليس ' if chip.exclude else ''}{CHIP_LABELS[chip.kind]}: {label}"


def hit_facts(hit: Hit) -> str:
    """Source and date of a result."""
    published = ltr(hit.published.value) if hit.published else UNDATED_LABEL
    return SEPARATOR.join(fact for fact in (isolated(hit.source), published) if fact)


def results(total: int) -> str:
    """How many results, the noun as the number wants it."""
    if total <= 2:
        return ("لا نتائج", "نتيجة واحدة", "نتيجتان")[total]
    return f"{number(total)} {'نتائج' if 3 <= total % 100 <= 10 else 'نتيجة'}"


def found(total: int, milliseconds: float) -> str:
    """The total and how long it took."""
    return f"{results(total)}{SEPARATOR}{ltr(f'{milliseconds:.0f} ms')}"


def hit_place(number_now: int, total: int) -> str:
    """Which of an article's matches is shown."""
    return f"موضع {number(number_now)} من {number(total)}"


def nothing_found(query: str) -> str:
    """That nothing was found."""
    return f"لا نتائج لـ «{query.strip()}»" if query.strip() else "لا نتائج"


def remark(diagnostic: Diagnostic) -> str:
    """Something about the query; where it names an option of the command line, the key that does the same."""
    return diagnostic.message_ar.replace("--as-typed", ltr("F5"))


def suggestion(place: int, offer: Suggestion, chips: Sequence[Chip]) -> str:
    """Another query with its number in the list; where it does without some of the filters, these by their labels."""
    left = [chip for chip in chips if chip.filter in offer.without]
    if not left:
        return f"{ltr(place)}. {offer.message_ar}"
    wanted, excluded = (
        "، ".join(value_label(chip.kind, chip.value, chip.label) for chip in left if chip.exclude is exclude)
        for exclude in (False, True)
    )
    said = [f"دون قصر البحث على: {wanted}"] * bool(wanted) + [f"مع ما استُبعد: {excluded}"] * bool(excluded)
    return f"{ltr(place)}. {'، و'.join(said)}؛ عدد المواد: {number(offer.count)}"


def instead(offer: Suggestion) -> str:
    """Another query beside the results of the typed one."""
    return f"بدلًا من ذلك: {offer.query} ({offer.message_ar})"


def cause(reason: Cause) -> str:
    """Why nothing was found, with what to do."""
    if reason.chip is not None:
        return f"بدون «{chip_label(reason.chip)}»: {results(reason.total)}"
    if reason.total:
        return f"«{isolated(reason.word)}» وحدها: {results(reason.total)}"
    if reason.years is not None:
        first, last = reason.years
        return f"لا مواد منشورة في «{isolated(reason.word)}»؛ سنوات النشر في الأرشيف من {ltr(first)} إلى {ltr(last)}"
    if reason.about in _NOWHERE:
        return f"{_NOWHERE[reason.about]}: «{isolated(reason.word)}»"
    return f"«{isolated(reason.word)}» غير موجودة في الأرشيف"


def empty(path: object) -> list[str]:
    """That the archive holds nothing, and how to load something into it."""
    return [
        "لا مواد في هذا الأرشيف بعد. لتحميل ملفات أو مجلدات إليه شغّل في الطرفية:",
        ltr(f"fihrist ingest {shlex.quote(str(path))} FOLDER"),
    ]


def remove_filter_hint() -> str:
    """How to take away the last filter."""
    return f"في لوح النتائج: {ltr('x')} يزيل آخر مرشّح"


def grown(more: int) -> str:
    """That others added to the archive, or took from it, since the last search."""
    verb = "زاد" if more > 0 else "نقص"
    return f"{verb} ما في الأرشيف منذ البحث السابق؛ عدد المواد: {number(abs(more))}"
