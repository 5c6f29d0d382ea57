"""Rows of a segment by the days they were published or speak of."""

from __future__ import annotations

import numpy as np

from fihrist.index.engine import Segment
from fihrist.search.execute.arrays import Rows, every_row
from fihrist.search.execute.queries import DateRangeQuery
from fihrist.search.query.tree import DateField

_NEVER = 10**9
"""A day after every YYYYMMDD."""


def undated(segment: Segment) -> Rows:
    """Rows without a publication date: they come first in every segment."""
    return every_row(dated_from(segment))


def dated_from(segment: Segment) -> int:
    """The first row that has a publication date."""
    return _first_at_least(segment, 1)


def _first_at_least(segment: Segment, day: int) -> int:
    """The first row published on a day or later; the day takes the column's type, else the column would be copied."""
    starts = segment.published_earliest
    if day > np.iinfo(starts.dtype).max:
        return segment.rows
    return int(np.searchsorted(starts, starts.dtype.type(day)))


def in_range(segment: Segment, query: DateRangeQuery) -> Rows:
    """Rows that were published in the interval, or that speak of a day in it."""
    first = query.earliest or 1
    last = _NEVER if query.latest is None else query.latest
    if query.date_field is DateField.MENTIONED:
        return _mentioned(segment, first, last)
    return _overlapping(segment, first, last) if query.overlapping else _inside(segment, first, last)


def straddles(segment: Segment, earliest: int | None, latest: int | None) -> bool:
    """Whether a row's publication date reaches over an end of the interval."""
    first = earliest or 1
    last = _NEVER if latest is None else latest
    begin, after = _beginning(segment, first, last)
    ends = segment.published_latest
    return bool((ends[dated_from(segment) : begin] >= first).any() or (ends[begin:after] > last).any())


def _inside(segment: Segment, first: int, last: int) -> Rows:
    """Rows ascend by the first day of their date; of those that begin in the interval some end after it."""
    begin, after = _beginning(segment, first, last)
    if last == _NEVER:
        return np.arange(begin, after, dtype=np.uint32)
    return (np.flatnonzero(segment.published_latest[begin:after] <= last) + begin).astype(np.uint32)


def _overlapping(segment: Segment, first: int, last: int) -> Rows:
    """Only rows that begin before the interval need a look at the last day of their date."""
    dated = dated_from(segment)
    begin, after = _beginning(segment, first, last)
    reaching = np.flatnonzero(segment.published_latest[dated:begin] >= first) + dated
    return np.concatenate((reaching, np.arange(begin, after))).astype(np.uint32)


def _beginning(segment: Segment, first: int, last: int) -> tuple[int, int]:
    """The first row whose date begins in the interval, and the first whose date begins after it."""
    after = max(_first_at_least(segment, last + 1), dated_from(segment))
    return min(max(_first_at_least(segment, first), dated_from(segment)), after), after


def _mentioned(segment: Segment, first: int, last: int) -> Rows:
    """Rows with a date that overlaps the interval; one less exact than a month must lie in it."""
    starts, ends = segment.mentioned_earliest, segment.mentioned_latest
    inside = (starts >= first) & (ends <= last)
    at = np.flatnonzero(inside | ((starts <= last) & (ends >= first) & ~segment.mentioned_wide))
    rows = np.searchsorted(segment.mentioned_offsets, at, side="right") - 1
    return np.unique(rows).astype(np.uint32)
