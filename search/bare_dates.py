"""A date typed without a field: it is searched for as words, though what is meant is hardly ever its digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.folding import fold
from fihrist.index.dates.calendars import MONTHS
from fihrist.index.dates.interval import parse_interval
from fihrist.search.query.render import interval
from fihrist.search.query.tree import And, DateField, DateRange, Diagnostic, ParsedQuery, Phrase, Severity, Word
from fihrist.search.understanding import count

if TYPE_CHECKING:
    from fihrist.index.store import Store

_NUMERIC: Final = re.compile(r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|(?:\d{1,2}[-/.])?\d{1,2}[-/.]\d{4}")
_MONTHS: Final = frozenset(name.split()[0] for name in MONTHS)
_WORDS: Final = range(2, 5)
"""Of a date in words: 30 أيلول, 30 تشرين الثاني 2015."""


def bare_date(store: Store, parsed: ParsedQuery) -> tuple[Diagnostic, ...]:
    """A note for a query that is nothing but a date in digits, or a day and a month: which fields look for dates."""
    text = parsed.text.strip()
    if not isinstance(parsed.tree, Phrase | And) or not _like_a_date(text):
        return ()
    if isinstance(parsed.tree, And) and not all(isinstance(child, Word) for child in parsed.tree.children):
        return ()
    meant = parse_interval(text)
    return (_note(parsed, text, None if meant is None else _counted(store, *meant)),)


def _like_a_date(text: str) -> bool:
    words = text.split()
    numeric = len(words) == 1 and _NUMERIC.fullmatch(text) is not None
    return numeric or (len(words) in _WORDS and words[0].isdecimal() and fold(words[1]) in _MONTHS)


def _counted(store: Store, earliest: int | None, latest: int | None) -> tuple[str, int, int]:
    """The value of the fields, the articles that speak of that time and those published then."""
    mentioned, published = (count(store, DateRange(field, earliest, latest)) for field in (_MENTIONED, _PUBLISHED))
    return interval(earliest, latest), mentioned, published


_MENTIONED: Final = DateField.MENTIONED
_PUBLISHED: Final = DateField.PUBLISHED


def _note(parsed: ParsedQuery, text: str, found: tuple[str, int, int] | None) -> Diagnostic:
    start = parsed.text.index(text)
    if found is None:
        english = "Dates are looked for with a year, the year first: mentioned:2015-09-30, published:2015-09-30."
        arabic = "تُطلب التواريخ مع السنة، والسنة أولا: ذكر:2015-09-30 أو تاريخ:2015-09-30."
    else:
        value, mentioned, published = found
        english = (
            f"mentioned:{value} finds what speaks of that time (articles: {mentioned:,}), published:{value} what was "
            f"published then ({published:,})."
        )
        arabic = (
            f"يجد ذكر:{value} ما يتحدث عن ذلك الوقت (المواد: {mentioned:,})، وتاريخ:{value} ما نُشر فيه ({published:,})."
        )
    return Diagnostic(
        "bare-date",
        Severity.NOTE,
        start,
        start + len(text),
        f"“{text}” was searched for as words. {english}",
        f"بُحث عن «{text}» ككلمات. {arabic}",
    )
