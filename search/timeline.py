"""How the articles found spread over time, without gaps: by the day they were published, or the days they speak of."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fihrist.errors import UsageError
from fihrist.search.execute.facets import UNDATED, count_dates, iso_date
from fihrist.search.execute.mentioned import count_mentioned
from fihrist.search.execute.selection import selected
from fihrist.search.planning import plan_of
from fihrist.search.question import Question
from fihrist.search.results import NO_FILTERS, Filters
from fihrist.search.service import remarks

if TYPE_CHECKING:
    from fihrist.index.store import Store
    from fihrist.search.query.tree import Diagnostic

Unit = Literal["year", "month", "day"]
DateOf = Literal["published", "mentioned"]
UNITS: tuple[Unit, ...] = ("year", "month", "day")
DATES: tuple[DateOf, ...] = ("published", "mentioned")
MAX_POINTS = 40_000
"""Days of a little more than a hundred years."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year, month or day."""

    value: str
    """ISO 8601; what the filter of the date takes."""
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The answer to `timeline`."""

    interpreted: str
    by: Unit
    date: DateOf
    total: int
    """Articles found."""
    points: tuple[Point, ...]
    """Every unit from the first that has an article to the last, those without one too."""
    undated: int
    """Articles found without a publication date; 0 for the dates they speak of."""
    coarser: int
    """Articles found whose publication date is known less exactly than the unit, and that are in no point."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What the author of the query should know about it."""


def timeline(
    store: Store,
    query: str,
    *,
    filters: Filters = NO_FILTERS,
    by: Unit = "month",
    date: DateOf = "published",
    as_typed: bool = False,
) -> Timeline:
    """Count the articles found by year, month or day.

    Args:
        store: the archive.
        query: what was typed; never an error.
        as_typed: as for `fihrist.search.service.search`.
        filters: what narrows the search besides; all of them hold.
        by: the unit; the days that articles speak of are counted by year or month.
        date: ``published``, or ``mentioned`` for what articles speak of: one that speaks of several times counts for
            each of them.

    Raises:
        UsageError: an argument or a filter has no meaning, or the units are too many.
    """
    _check(by, date)
    question, snapshot = Question.of(store, query, filters, as_typed=as_typed), store.snapshot
    counts: Counter[int] = Counter()
    total = 0
    for segment, rows in selected(snapshot, plan_of(store, snapshot, question)):
        total += len(rows)
        if date == "published":
            counts.update(count_dates(segment, rows, [by])[by])
        else:
            counts.update(count_mentioned(segment, rows, f"mentioned_{by}"))
    undated = counts.pop(UNDATED, 0)
    coarser = total - undated - counts.total() if date == "published" else 0
    interpreted, told = question.parsed.interpreted, remarks(store, question)
    return Timeline(interpreted, by, date, total, tuple(_points(counts, by)), undated, coarser, told)


def _check(by: str, date: str) -> None:
    if date not in DATES:
        message = f"date is {date!r}; it can be " + " or ".join(DATES)
        raise UsageError(message)
    units = UNITS if date == "published" else UNITS[:2]
    if by not in units:
        message = f"by is {by!r}; {date} dates can be counted by " + ", ".join(units)
        raise UsageError(message)


def _points(counts: Counter[int], by: Unit) -> Iterator[Point]:
    """The units from the first to the last, empty ones included."""
    filled = sorted(value for value, count in counts.items() if count)
    if not filled:
        return
    first, last = _number(filled[0], by), _number(filled[-1], by)
    if last - first >= MAX_POINTS:
        message = (
            f"from {iso_date(filled[0])} to {iso_date(filled[-1])} there are {last - first + 1:,} {by}s, more than "
            f"{MAX_POINTS:,}; count by a longer unit, or narrow the dates"
        )
        raise UsageError(message)
    for number in range(first, last + 1):
        value = _value(number, by)
        yield Point(iso_date(value), counts[value])


def _number(value: int, by: Unit) -> int:
    """YYYY, YYYYMM or YYYYMMDD as a number that goes up by one from unit to unit."""
    if by == "year":
        return value
    if by == "month":
        return value // 100 * 12 + value % 100 - 1
    return datetime.date(value // 10_000, value // 100 % 100, value % 100).toordinal()


def _value(number: int, by: Unit) -> int:
    """The reverse of `_number`."""
    if by == "year":
        return number
    if by == "month":
        return number // 12 * 100 + number % 12 + 1
    day = datetime.date.fromordinal(number)
    return day.year * 10_000 + day.month * 100 + day.day
