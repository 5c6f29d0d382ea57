"""Counting the years and months that articles speak of.

A date that an article speaks of counts for every month and year it overlaps; an article counts once for each.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment
from fihrist.search.execute.arrays import Indices, Rows, every_row, subtract

MENTIONED_PARTS = {"mentioned_year": 1, "mentioned_month": 12}
"""For each facet of the dates that articles speak of, how many of its values a year has."""


class _Periods(NamedTuple):
    """The years or months of each date of a segment; those of a row do not overlap any more."""

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    """Before `first` where another date of the row covers it all."""


_PERIODS: WeakKeyDictionary[Segment, dict[str, _Periods]] = WeakKeyDictionary()


def count_mentioned(segment: Segment, rows: Rows, name: str) -> Counter[int]:
    """How many of the rows speak of each year (YYYY) or month (YYYYMM)."""
    counts, lowest = _counts(segment, rows, name)
    found = np.flatnonzero(counts)
    periods = found + lowest
    values = periods if MENTIONED_PARTS[name] == 1 else periods // 12 * 100 + periods % 12 + 1
    return Counter(dict(zip(values.tolist(), counts[found].tolist(), strict=True)))


def _counts(segment: Segment, rows: Rows, name: str) -> tuple[Indices, int]:
    """Counts from the lowest period of the segment on."""
    periods = _periods(segment, name)
    if not len(periods.first):
        return np.zeros(0, np.int64), 0
    lowest, size = int(periods.first.min()), int(periods.last.max()) - int(periods.first.min()) + 2
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
        held[name] = _disjoint(segment, MENTIONED_PARTS[name])
    return held[name]


def _disjoint(segment: Segment, parts: int) -> _Periods:
    """The periods of the dates, each cut to what the dates before it in its row leave."""
    first, last = (_period(days, parts) for days in (segment.mentioned_earliest, segment.mentioned_latest))
    if not len(first):
        return _Periods(first.astype(np.int32), last.astype(np.int32))
    offsets = segment.mentioned_offsets.astype(np.int64)
    rows = np.repeat(np.arange(segment.rows), offsets[1:] - offsets[:-1])
    if not ((first[1:] >= first[:-1]) | (rows[1:] != rows[:-1])).all():
        order = np.lexsort((first, rows))
        first, last = first[order], last[order]
    # The rows ascend: lifted by row, the running maximum begins anew with each.
    lift = rows * (int(last.max()) + 2)
    covered = np.maximum.accumulate(last + lift)
    before = np.concatenate((np.full(1, -1), covered[:-1])) - lift
    return _Periods(np.maximum(first, before + 1).astype(np.int32), last.astype(np.int32))


def _period(days: NDArray[np.unsignedinteger], parts: int) -> Indices:
    """Years, or months counted from the year 0."""
    numbers = days.astype(np.int64)
    years = numbers // 10_000
    return years if parts == 1 else years * 12 + numbers // 100 % 100 - 1
