"""The fields of the query language and the nodes their values make."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from enum import StrEnum
from typing import Final

from fihrist.index.arabic.folding import fold
from fihrist.index.model import EntityType
from fihrist.search.query.tree import (
    DateField,
    DateRange,
    Entity,
    Language,
    Node,
    Nothing,
    Scope,
    Source,
    Span,
    Undated,
)


class Field(StrEnum):
    """What stands before a colon; the value is how it is rendered."""

    TITLE = "title"
    BODY = "body"
    SOURCE = "source"
    ENTITY = "entity"
    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    INSIDE = "in"
    PUBLISHED = "published"
    MENTIONED = "mentioned"
    LANGUAGE = "lang"
    ROOT = "root"


_SPELLINGS: Final = {
    Field.TITLE: "title عنوان العنوان",
    Field.BODY: "body text متن نص",
    Field.SOURCE: "source مصدر المصدر",
    Field.ENTITY: "entity كيان",
    Field.PERSON: "person شخص",
    Field.ORGANISATION: "org organisation organization منظمة",
    Field.PLACE: "place مكان",
    Field.INSIDE: "in داخل ضمن",
    Field.PUBLISHED: "published date تاريخ نشر",
    Field.MENTIONED: "mentioned ذكر",
    Field.LANGUAGE: "lang language لغة",
    Field.ROOT: "root جذر",
}
NAMES: Final = {fold(spelling): field for field, spellings in _SPELLINGS.items() for spelling in spellings.split()}
"""Folded name → field."""

SCOPES: Final = {Field.TITLE: Scope.TITLE, Field.BODY: Scope.BODY}
"""Fields that say where words are searched; their values are words, phrases and groups."""
DATES: Final = {Field.PUBLISHED: DateField.PUBLISHED, Field.MENTIONED: DateField.MENTIONED}
TYPES: Final = {
    Field.ENTITY: None,
    Field.PERSON: EntityType.PERSON,
    Field.ORGANISATION: EntityType.ORGANISATION,
    Field.PLACE: EntityType.PLACE,
    Field.INSIDE: EntityType.PLACE,
}

_LANGUAGES: Final = {
    "ar": "ar ara arabic عربي عربية العربية",
    "en": "en eng english إنجليزي إنجليزية الإنجليزية إنكليزي إنكليزية الإنكليزية",
    "fr": "fr fra french فرنسي فرنسية الفرنسية",
    "fa": "fa fas persian farsi فارسي فارسية الفارسية",
    "ur": "ur urd urdu أردو أوردو الأردية",
    "und": "und unknown مجهول مجهولة",
}
LANGUAGES: Final = {fold(name): code for code, names in _LANGUAGES.items() for name in names.split()}
"""Folded name → ISO 639-1 code."""
UNDATED: Final = frozenset(
    map(fold, ("undated", "none", "بلا", "بلا تاريخ", "بلا_تاريخ", "بدون تاريخ", "غير مؤرخ", "غير_مؤرخ", "مجهول"))
)
HIJRI_YEARS: Final = range(1300, 1501)
"""Years that are hardly meant as Gregorian ones."""
_COMPARED: Final = re.compile(r"\s*(>=|<=|≥|≤|>|<)\s*([^<>≤≥].*)")
_BRACKETS: Final = re.compile(r"([\[{])\s*(\S.*?)\s+TO\s+(\S.*?)\s*([\]}])")
"""As Lucene writes ranges: a brace leaves its end out."""
_GOES_ON: Final = frozenset(map(fold, ("إلى", "حتى", "to", "..", "…", "–", "—")))
"""Words between two dates that are one interval."""
_ELLIPSIS: Final = re.compile(r"\.\.+|…")
MAX_DATE_WORDS: Final = 8
"""Words of the longest date that is written without quotation marks: من 3 حزيران 2014 إلى 5 آب 2014."""


def field_named(name: str) -> Field | None:
    """The field of a name as typed, in either language and any spelling."""
    return NAMES.get(fold(name))


def name_node(field: Field, name: str, span: Span) -> Node:
    """The node of a field that takes a name."""
    if field is Field.SOURCE:
        return Source(name, span=span)
    return Entity(name, TYPES[field], inside=field is Field.INSIDE, span=span)


def language_node(name: str, span: Span) -> Node | None:
    """The node of a language, by its code or name in either language; None for a language that is not told apart."""
    code = LANGUAGES.get(fold(name.strip()))
    return Language(code, span=span) if code else None


def date_node(field: Field, value: str, span: Span) -> Node | None:
    """The node of a date field; None when the value is no date."""
    from fihrist.index.dates import parse_interval  # loaded with the first query that holds a date

    if fold(value) in UNDATED:
        return Undated(span=span) if field is Field.PUBLISHED else None
    compared = _COMPARED.fullmatch(value)
    if compared is not None:
        return _compared(field, compared[1], compared[2], span)
    brackets = _BRACKETS.fullmatch(value)
    if brackets is not None:
        opening, start, end, closing = brackets.groups()
        return _between(field, (opening, start), (end, closing), span)
    if value[:1] in ("[", "{"):
        return None
    interval = parse_interval(value)
    if interval is None or interval == (None, None):
        return None
    return DateRange(DATES[field], interval[0], interval[1], span=span)


def goes_on(word: str) -> bool:
    """Whether a word behind a date may join it to another one."""
    return fold(word) in _GOES_ON


def _between(field: Field, lower: tuple[str, str], upper: tuple[str, str], span: Span) -> Node | None:
    """A range in brackets; `Nothing` when braces leave no day between its ends."""
    (opening, start), (end, closing) = lower, upper
    anytime = DateRange(DATES[field], None, None, span=span)
    first, last = (anytime if side == "*" else date_node(field, side, span) for side in (start, end))
    if not isinstance(first, DateRange) or not isinstance(last, DateRange):
        return None
    if first.earliest and last.earliest and first.earliest > last.earliest:
        first, last, opening, closing = last, first, "{" if closing == "}" else "[", "}" if opening == "{" else "]"
    earliest, latest = first.earliest, last.latest
    if opening == "{" and first.latest is not None:
        earliest = _shifted(first.latest, 1)
    if closing == "}" and last.earliest is not None:
        latest = _shifted(last.earliest, -1)
    if earliest is None and latest is None:
        return None
    if earliest is not None and latest is not None and earliest > latest:
        return Nothing(span=span)
    return DateRange(DATES[field], earliest, latest, span=span)


def doubtful(value: str) -> str:
    """The diagnostic of what is no date."""
    from fihrist.index.dates.interval import doubt

    return {"impossible": "impossible-date", "ambiguous": "ambiguous-date"}.get(doubt(value) or "", "bad-date")


def _compared(field: Field, sign: str, value: str, span: Span) -> Node | None:
    """Before or after a date: ``<2014`` ends with 2013, ``<=2014`` with 2014."""
    node = date_node(field, value, span)
    if not isinstance(node, DateRange) or node.earliest is None or node.latest is None:
        return None
    match sign:
        case ">":
            return replace(node, earliest=_shifted(node.latest, 1), latest=None)
        case "<":
            return replace(node, earliest=None, latest=_shifted(node.earliest, -1))
        case _ if sign in ("<=", "≤"):
            return replace(node, earliest=None)
        case _:
            return replace(node, latest=None)


def _shifted(day: int, by: int) -> int:
    """A day YYYYMMDD so many days later; the same at the end of the calendar."""
    date = datetime.date(day // 10_000, day // 100 % 100, day % 100)
    try:
        date += datetime.timedelta(days=by)
    except OverflowError:
        return day
    return date.year * 10_000 + date.month * 100 + date.day


def odd(node: Node, value: str) -> str | None:
    """The diagnostic that a date as it was typed deserves; None for most."""
    if isinstance(node, Nothing):
        return "empty-range"
    if not isinstance(node, DateRange):
        return None
    from fihrist.index.dates import parse_interval

    ends = [end for end in _ELLIPSIS.split(value) if end.strip()]
    if len(ends) == 2:
        first, last = map(parse_interval, ends)
        if first and last and first[0] and last[1] and first[0] > last[1]:
            return "reversed-range"
    years = {day // 10_000 for day in (node.earliest, node.latest) if day is not None}
    return "hijri-year" if not years.isdisjoint(HIJRI_YEARS) else None
