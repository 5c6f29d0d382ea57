"""Small vectorised tools that building, merging and reading share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.model import I64, U64
from fihrist.index.engine.spool import narrowest


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in the smallest unsigned type that holds them all."""
    return np.ascontiguousarray(values, dtype=narrowest(int(values.max()) if len(values) else 0))


def offsets_of(counts: NDArray[Any]) -> I64:
    """Where each group begins when groups of these sizes follow one another; one more entry than groups."""
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def portions(counts: NDArray[Any], limit: int) -> Iterator[tuple[int, int]]:
    """Cut groups of these sizes into portions of at most `limit` members, or of one group: (first group, one after)."""
    ends = np.cumsum(counts, dtype=np.int64)
    first = 0
    while first < len(ends):
        done = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + limit, "right")))
        yield first, last
        first = last


def ranges(starts: NDArray[Any], counts: NDArray[Any]) -> I64:
    """``start, start + 1, …`` for each start, as many as its count, one after another."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    firsts = np.asarray(starts, np.int64) - (ends - counts)
    indices: I64 = np.repeat(firsts, counts)
    indices += np.arange(total, dtype=np.int64)
    return indices


def group_starts(*keys: NDArray[Any]) -> I64:
    """Indices at which any of the sorted keys changes, the first index included."""
    length = len(keys[0])
    if not length:
        return np.empty(0, np.int64)
    changed = np.zeros(length, np.bool_)
    changed[0] = True
    for key in keys:
        changed[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(changed)


def sort_by(major: NDArray[Any], minor: NDArray[Any] | None = None) -> I64:
    """The order that sorts by `major`, then `minor`, then place.

    Numbers are packed into one 64-bit key with their place, which sorts several times faster than comparing pairs;
    where they do not fit, a stable sort of pairs does the same.
    """
    length = len(major)
    if not length:
        return np.empty(0, np.int64)
    place_bits = (length - 1).bit_length()
    minor_bits = int(minor.max()).bit_length() if minor is not None else 0
    if int(major.max()).bit_length() + minor_bits + place_bits > 64:
        return np.argsort(major, kind="stable") if minor is None else np.lexsort((minor, major))
    keys: U64 = major.astype(np.uint64)
    if minor is not None:
        keys <<= np.uint64(minor_bits)
        keys |= minor.astype(np.uint64)
    keys <<= np.uint64(place_bits)
    keys |= np.arange(length, dtype=np.uint64)
    keys.sort()
    keys &= np.uint64((1 << place_bits) - 1)
    return keys.view(np.int64)


def bounds(ascending: NDArray[Any], low: int, high: int) -> tuple[int, int]:
    """Where the numbers from `low` up to and without `high` lie in an ascending array, which is not copied."""
    top = int(np.iinfo(ascending.dtype).max)
    first = int(ascending.searchsorted(ascending.dtype.type(low))) if low <= top else len(ascending)
    last = int(ascending.searchsorted(ascending.dtype.type(high))) if high <= top else len(ascending)
    return first, last


def exceeding(values: NDArray[Any], limit: int) -> tuple[I64, NDArray[Any], NDArray[Any]]:
    """Split numbers into small ones and exceptions: (places, their values, all with exceptions cut to `limit`)."""
    places = np.flatnonzero(values >= limit)
    return places, values[places], np.minimum(values, limit)
