"""The fields of the query language and the nodes their values make."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from fihrist.index.arabic.folding import fold
from fihrist.index.model import EntityType
from fihrist.search.query.tree import DateField, DateRange, Entity, Node, Scope, Source, Span, Undated


class Field(StrEnum):
    """What stands before a colon; the value is how it is rendered."""

    TITLE = "title"
    BODY = "body"
    SOURCE = "source"
    ENTITY = "entity"
    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    PUBLISHED = "published"
    MENTIONED = "mentioned"


_SPELLINGS: Final = {
    Field.TITLE: "title عنوان العنوان",
    Field.BODY: "body text متن نص",
    Field.SOURCE: "source مصدر المصدر",
    Field.ENTITY: "entity كيان",
    Field.PERSON: "person شخص",
    Field.ORGANISATION: "org organisation organization منظمة",
    Field.PLACE: "place مكان",
    Field.PUBLISHED: "published date تاريخ نشر",
    Field.MENTIONED: "mentioned ذكر",
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
}

UNDATED: Final = frozenset(
    map(fold, ("undated", "none", "بلا", "بلا تاريخ", "بلا_تاريخ", "بدون تاريخ", "غير مؤرخ", "غير_مؤرخ", "مجهول"))
)
HIJRI_YEARS: Final = range(1300, 1501)
"""Years that are hardly meant as Gregorian ones."""
_ELLIPSIS: Final = re.compile(r"\.\.+|…")
MAX_DATE_WORDS: Final = 7
"""Words of the longest date that is written without quotation marks: من 3 حزيران إلى …"""


def field_named(name: str) -> Field | None:
    """The field of a name as typed, in either language and any spelling."""
    return NAMES.get(fold(name))


def name_node(field: Field, name: str, span: Span) -> Node:
    """The node of a field that takes a name."""
    return Source(name, span=span) if field is Field.SOURCE else Entity(name, TYPES[field], span=span)


def date_node(field: Field, value: str, span: Span) -> Node | None:
    """The node of a date field; None when the value is no date."""
    from fihrist.index.dates import parse_interval  # loaded with the first query that holds a date

    if fold(value) in UNDATED:
        return Undated(span=span) if field is Field.PUBLISHED else None
    interval = parse_interval(value)
    if interval is None or interval == (None, None):
        return None
    return DateRange(DATES[field], interval[0], interval[1], span=span)


def odd(node: Node, value: str) -> str | None:
    """The diagnostic that a date as it was typed deserves; None for most."""
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
