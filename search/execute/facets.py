"""Counting what the articles found have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment
from fihrist.search.execute.arrays import Indices, Rows, every_row, group, subtract
from fihrist.search.execute.dated import VALUES, column
from fihrist.search.execute.dates import dated_from
from fihrist.search.execute.rollup import RowValues
from fihrist.search.query.tree import DateAspect

UNDATED = 0
"""The value of the date facets for articles without a publication date."""

DATE_PARTS = {"year": (1, 10_000), "month": (2, 100), "day": (3, 1)}
"""For each date facet the precision a date needs to be counted, and what divides YYYYMMDD into its values."""

_CHUNK = 8_192
"""Rows counted at a time: their entities stay in the processor's cache."""


def count_entities(segment: Segment, rows: Rows, known: int) -> Indices:
    """For each entity ordinal below `known`, how many of the rows name it."""
    if len(rows) * 2 > segment.rows:
        whole = np.bincount(segment.entity_ordinals, minlength=known)
        rest = subtract(every_row(segment.rows), rows, segment.rows)
        return whole - count_entities(segment, rest, known) if len(rest) else whole
    counts = np.zeros(known, np.int64)
    for start in range(0, len(rows), _CHUNK):
        counts += np.bincount(_entities_of(segment, rows[start : start + _CHUNK]), minlength=known)
    return counts


def _entities_of(segment: Segment, rows: Rows) -> NDArray[np.unsignedinteger]:
    """The entity ordinals of all the rows, one after another."""
    return _values_of(segment.entity_offsets, segment.entity_ordinals, rows)


def _values_of(offsets: NDArray[Any], values: NDArray[Any], rows: Rows) -> NDArray[Any]:
    """The values of all the rows, one after another; those of a row stand from one offset to the next."""
    starts = offsets[rows].astype(np.int64)
    lengths = offsets[rows.astype(np.int64) + 1].astype(np.int64) - starts
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return values[np.repeat(starts - (ends - lengths), lengths) + np.arange(total)]


def count_added(segment: Segment, rows: Rows, known: int, added: RowValues) -> Indices:
    """For each place, how many of the rows count for it without naming it."""
    if len(rows) * 2 > segment.rows:
        whole = np.bincount(added.values, minlength=known)
        rest = subtract(every_row(segment.rows), rows, segment.rows)
        return whole - count_added(segment, rest, known, added) if len(rest) else whole
    return np.bincount(_values_of(added.offsets, added.values, rows), minlength=known)


def count_sources(segment: Segment, rows: Rows) -> Indices:
    """For each outlet's ordinal, how many of the rows are its; as long as the largest ordinal needs."""
    return np.bincount(segment.source[rows])


def count_dates(segment: Segment, rows: Rows, names: Iterable[str]) -> dict[str, Counter[int]]:
    """For each of the date facets named, how many of the rows were published in which year, month or day.

    Values are YYYY, YYYYMM or YYYYMMDD. A date counts only as far as it is known: one that is a year is not counted
    under any month or day. Rows without a date count under `UNDATED` in each.
    """
    dated = rows[np.searchsorted(rows, np.uint32(dated_from(segment))) :]
    days, precisions = segment.published_earliest[dated], segment.published_precision[dated]
    counts: dict[str, Counter[int]] = {}
    for name in names:
        precision, divisor = DATE_PARTS[name]
        values = days[precisions >= precision] // divisor
        starts, lengths = group(values)
        counts[name] = Counter(dict(zip(values[starts].tolist(), lengths.tolist(), strict=True)))
        if len(dated) < len(rows):
            counts[name][UNDATED] = len(rows) - len(dated)
    return counts


def count_aspect(segment: Segment, rows: Rows, aspect: DateAspect) -> Indices:
    """For each code of an aspect of publication dates, how many of the rows have it."""
    return np.bincount(column(segment, aspect)[rows], minlength=len(VALUES[aspect]))


def iso_date(value: int) -> str:
    """A value of a date facet as filters take it: 2014, 2014-06, 2014-06-10 or ``undated``."""
    if value == UNDATED:
        return "undated"
    digits = f"{value:04d}"
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


def add_counts(left: Indices, right: Indices) -> Indices:
    """The sums of two count arrays that may differ in length."""
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    total = longer.astype(np.int64)
    total[: len(shorter)] += shorter
    return total
