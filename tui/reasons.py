"""Why a result was found, as the rows that a screen shows, in Arabic. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from fihrist.search.explanation import Condition, Explanation, Matched, Part, Standing, Weighing
from fihrist.tui import labels
from fihrist.tui.text.printing import ltr


class RowKind(Enum):
    """What a row says."""

    TITLE = auto()
    HEADING = auto()
    WORDS = auto()
    NUMBERS = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph."""

    kind: RowKind
    text: str = ""


_FORMS = {
    "exact": "كما كُتبت",
    "norm": "برسم قريب",
    "stem": "بصيغة أخرى",
    "wildcard": "توافق النمط",
    "fuzzy": "قريبة منها",
    "root": "من الجذر نفسه",
    "kin": "بالحروف الصامتة نفسها",
    "entity": "اسم",
    "date": "تاريخ",
}
_STANDINGS = {
    Standing.ABSENT: "ليس في المقالة",
    Standing.OUTSCORED: "لم يُحسب: صيغة أخرى منه أعلى درجة",
    Standing.UNMATCHED: "لم يُحسب: ينقص المقالة ما يجب أن يصحبه",
}
_VIEWS = {"stem": "الجذع", "norm": "الحروف موحّدةً", "exact": "الرسم"}
_TITLE, _BODY = "العنوان", "المتن"
SCORE = "الدرجة"
CONDITIONS = "شروط لا تزيد الدرجة"
NOT_FOUND = "لا يجد هذا البحث هذه المقالة"
EVERYTHING = "بلا استعلام تُعرض المواد كلها، الأحدث أولًا، ولا تُحسب درجة"
HOLDS, FAILS = "✓", "✗"


def rows(explained: Explanation) -> list[Row]:
    """The score, each part with its words and numbers, the conditions."""
    score = f"{SCORE}: {_number(explained.score)}" if explained.found else NOT_FOUND
    out = [Row(RowKind.TITLE, explained.title or labels.UNTITLED), Row(RowKind.HEADING, score), Row(RowKind.BLANK)]
    if explained.found and not explained.parts and not explained.conditions:
        out.append(Row(RowKind.WORDS, EVERYTHING))
    for part in explained.parts:
        if part.instead_of and part.standing is Standing.ABSENT:
            continue  # a way to say it that the article does not use
        out += [*_part(part, explained), Row(RowKind.BLANK)]
    if explained.conditions:
        out.append(Row(RowKind.HEADING, CONDITIONS))
        out += [Row(RowKind.WORDS, _condition(each, explained.query)) for each in explained.conditions]
    return out


def _typed(query: str, part: Part | Condition) -> str:
    """A part as it was typed; what was not typed, such as a filter, in the query language."""
    return query[part.start : part.end] or part.query


def _part(part: Part, explained: Explanation) -> Iterator[Row]:
    share = f"{labels.SEPARATOR}{ltr(f'{100 * part.score / explained.score:.0f}%')}" if explained.score else ""
    instead = f" (لـ {part.instead_of})" if part.instead_of else " (للترتيب فقط)" if part.extra else ""
    name = part.query if instead else _typed(explained.query, part)
    yield Row(RowKind.HEADING, f"{name}{instead}: {_number(part.score)}{share}")
    if part.standing in _STANDINGS:
        yield Row(RowKind.WORDS, _STANDINGS[part.standing])
    if part.matched:
        yield Row(RowKind.WORDS, _words(part.matched))
    if part.standing is Standing.COUNTED:
        yield from (Row(RowKind.NUMBERS, _numbers(each, explained.articles)) for each in part.weighings)


def _words(matched: Sequence[Matched]) -> str:
    return labels.SEPARATOR.join(
        f"{each.text} {ltr(f'×{each.title + each.body}')} {_FORMS.get(each.form, each.form)}" for each in matched
    )


def _numbers(each: Weighing, articles: int) -> str:
    """One product: what was counted, then the factors."""
    terms = "، ".join(
        f"{_VIEWS[term.view]} «{term.text}» في {labels.number(term.documents)} من {labels.number(articles)}"
        for term in each.terms
    )
    boost = f" × التقوية {ltr(f'{each.boost:g}')}" if each.boost != 1 else ""
    return (
        f"{_number(each.score)} = الوزن {ltr(f'{each.weight:g}')}{boost} × الندرة {_number(each.idf)} × "
        f"التكرار {_number(each.saturation)} ({_TITLE} {labels.number(each.title)}، {_BODY} {labels.number(each.body)}"
        f"{'؛ ' if terms else ''}{terms})"
    )


def _condition(condition: Condition, query: str) -> str:
    named = f": {_words(condition.matched)}" if condition.matched else ""
    return f"{HOLDS if condition.holds else FAILS} {_typed(query, condition)}{named}"


def _number(value: float) -> str:
    return ltr(f"{value:.2f}")
