"""Sets of rows as ascending uint32 arrays: what a segment's answers are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.uint32]
"""Row numbers of one segment, ascending, distinct."""
Indices = NDArray[np.int64]
Scores = NDArray[np.float32]
Bools = NDArray[np.bool_]

NO_ROWS: Rows = np.empty(0, np.uint32)

_SEARCH_COST = 16
"""What finding one row by binary search costs, in entries of a table written."""


def every_row(size: int) -> Rows:
    """All rows of a segment of `size` rows."""
    return np.arange(size, dtype=np.uint32)


def common(left: Rows, right: Rows, size: int) -> tuple[Indices, Indices]:
    """Where the rows that both hold stand in each: two index arrays of one length.

    The smaller set is searched in the larger one, or both are laid over a table of the segment's `size` rows when that
    is less work.
    """
    if left is right:
        every = np.arange(len(left))
        return every, every
    if len(left) > len(right):
        second, first = common(right, left, size)
        return first, second
    if not len(left):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    if len(left) * _SEARCH_COST > size + len(right):
        place = np.full(size, -1, np.int32)
        place[right] = np.arange(len(right), dtype=np.int32)
        places = place[left]
        first = np.flatnonzero(places >= 0)
        return first, places[first].astype(np.int64)
    at = np.searchsorted(right, left)
    at[at == len(right)] = 0
    first = np.flatnonzero(right[at] == left)
    return first, at[first]


def intersect(left: Rows, right: Rows, size: int) -> Rows:
    """The rows in both."""
    return left[common(left, right, size)[0]]


def subtract(left: Rows, right: Rows, size: int) -> Rows:
    """The rows of `left` that are not in `right`."""
    keep = np.ones(len(left), np.bool_)
    keep[common(left, right, size)[0]] = False
    return left[keep]


def union(sets: Sequence[Rows], size: int) -> Rows:
    """The rows in any of the sets."""
    filled = [rows for rows in sets if len(rows)]
    if len(filled) < 2:
        return filled[0] if filled else NO_ROWS
    if sum(map(len, filled)) * _SEARCH_COST > size:
        present = np.zeros(size, np.bool_)
        for rows in filled:
            present[rows] = True
        return np.flatnonzero(present).astype(np.uint32)
    merged = np.sort(np.concatenate(filled))
    distinct = np.ones(len(merged), np.bool_)
    np.not_equal(merged[1:], merged[:-1], out=distinct[1:])
    return merged[distinct]


def group(sorted_values: NDArray[Any]) -> tuple[Indices, Indices]:
    """Where each run of equal values begins, and how long it is."""
    if not len(sorted_values):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    changes = np.flatnonzero(sorted_values[1:] != sorted_values[:-1]) + 1
    starts = np.concatenate((np.zeros(1, np.int64), changes))
    return starts, np.diff(starts, append=len(sorted_values))
