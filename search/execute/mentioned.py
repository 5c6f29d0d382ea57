"""Counting the years, months and days that articles speak of.

A date known to the month or better counts for every period it overlaps, another one for the period that holds it
whole; an article counts once for each.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment
from fihrist.search.execute.arrays import Indices, Rows, every_row, subtract

MENTIONED_UNITS = {"mentioned_year": "Y", "mentioned_month": "M", "mentioned_day": "D"}
"""The unit of each facet of the dates that articles speak of, as numpy names it."""

_EPOCH = 1970
_NONE = -1
"""Before every period of a segment."""


class _Periods(NamedTuple):
    """The periods of each date of a segment, counted from 1970; those of a row do not overlap any more."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    """Before `first` where another date of the row covers it all, or no period holds the date."""


_PERIODS: WeakKeyDictionary[Segment, dict[str, _Periods]] = WeakKeyDictionary()


def count_mentioned(segment: Segment, rows: Rows, name: str) -> Counter[int]:
    """How many of the rows speak of each year (YYYY), month (YYYYMM) or day (YYYYMMDD)."""
    counts, lowest = _counts(segment, rows, name)
    found = np.flatnonzero(counts)
    values = _values(found + lowest, MENTIONED_UNITS[name])
    return Counter(dict(zip(values.tolist(), counts[found].tolist(), strict=True)))


def _counts(segment: Segment, rows: Rows, name: str) -> tuple[Indices, int]:
    """Counts from the lowest period of the segment on."""
    periods = _periods(segment, name)
    kept = periods.first <= periods.last
    if not kept.any():
        return np.zeros(0, np.int64), 0
    lowest = int(periods.first[kept].min())
    size = int(periods.last[kept].max()) - lowest + 2
    if len(rows) * 2 <= segment.rows:
        return _sums(periods, _entries(segment, rows), lowest, size), lowest
    whole = _sums(periods, np.arange(len(periods.first)), lowest, size)
    rest = subtract(every_row(segment.rows), rows, segment.rows)
    return whole - _sums(periods, _entries(segment, rest), lowest, size) if len(rest) else whole, lowest


def _sums(periods: _Periods, entries: Indices, lowest: int, size: int) -> Indices:
    """Each date adds one from its first period on, and takes it away behind its last."""
    first, last = periods.first[entries], periods.last[entries]
    kept = first <= last
    begins = np.bincount(first[kept] - lowest, minlength=size)
    ends = np.bincount(last[kept] + 1 - lowest, minlength=size)
    return np.cumsum(begins - ends)


def _entries(segment: Segment, rows: Rows) -> Indices:
    """Where the dates of the rows stand, one after another."""
    starts = segment.mentioned_offsets[rows].astype(np.int64)
    lengths = segment.mentioned_offsets[rows.astype(np.int64) + 1].astype(np.int64) - starts
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    entries: Indices = np.repeat(starts - (ends - lengths), lengths) + np.arange(total)
    return entries


def _periods(segment: Segment, name: str) -> _Periods:
    held = _PERIODS.setdefault(segment, {})
    if name not in held:
        held[name] = _disjoint(segment, MENTIONED_UNITS[name])
    return held[name]


def _disjoint(segment: Segment, unit: str) -> _Periods:
    """The periods of the dates, each cut to what the dates before it in its row leave."""
    first, last = (_period(days, unit) for days in (segment.mentioned_earliest, segment.mentioned_latest))
    if not len(first):
        return _Periods(first.astype(np.int32), last.astype(np.int32))
    lowest = int(first.min())
    first, last = first - lowest, last - lowest
    last[segment.mentioned_wide & (first != last)] = _NONE
    offsets = segment.mentioned_offsets.astype(np.int64)
    rows = np.repeat(np.arange(segment.rows), offsets[1:] - offsets[:-1])
    if not ((first[1:] >= first[:-1]) | (rows[1:] != rows[:-1])).all():
        order = np.lexsort((first, rows))
        first, last = first[order], last[order]
    # The rows ascend: lifted by row, the running maximum begins anew with each.
    lift = rows * (int(last.max()) + 2)
    covered = np.maximum.accumulate(last + lift)
    before = np.concatenate((np.full(1, _NONE), covered[:-1])) - lift
    first = np.maximum(first, before + 1)
    return _Periods((first + lowest).astype(np.int32), (last + lowest).astype(np.int32))


def _period(days: NDArray[np.unsignedinteger], unit: str) -> Indices:
    """The period of each day, YYYYMMDD, counted from 1970."""
    numbers = days.astype(np.int64)
    years = numbers // 10_000 - _EPOCH
    if unit == "Y":
        return years
    months = years * 12 + numbers // 100 % 100 - 1
    if unit == "M":
        return months
    found: Indices = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + numbers % 100 - 1
    return found


def _values(periods: Indices, unit: str) -> Indices:
    """The reverse of `_period`: YYYY, YYYYMM or YYYYMMDD."""
    if unit == "Y":
        return periods + _EPOCH
    months = periods
    if unit == "D":
        dates = periods.astype("datetime64[D]")
        months = dates.astype("datetime64[M]").astype(np.int64)
    values = (months // 12 + _EPOCH) * 100 + months % 12 + 1
    if unit == "M":
        return values
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return values * 100 + periods - first + 1
