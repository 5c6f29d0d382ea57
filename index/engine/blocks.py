"""Postings in bytes: for each term the gaps between its rows, all of one width, then one byte a frequency.

A term of n postings with gaps of w bytes takes (n - 1) × w + n bytes; its first row stands elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import offsets_of, ranges
from fihrist.index.engine.model import I64, U8, U32

Array = NDArray[Any]
WIDTHS = (1, 2, 4)


def block_size(count: int, width: int) -> int:
    """Bytes of a block of at least one posting."""
    return (count - 1) * width + count


def block_sizes(counts: Array, widths: Array) -> Array:
    """Bytes of each block; none for a term without postings."""
    sizes: Array = np.where(counts > 0, (counts - 1) * widths + counts, 0)
    return sizes


def gaps_into(blocks: U8, starts: Array, counts: Array, widths: Array, gaps: Array) -> None:
    """Write the gaps of all terms, in order, into their blocks, which begin at `starts`."""
    owners = np.repeat(widths, counts - 1)
    for width in WIDTHS:
        chosen = np.flatnonzero(widths == width)
        values = gaps[owners == width].astype(f"<u{width}").view(np.uint8)
        blocks[ranges(starts[chosen], (counts[chosen] - 1) * width)] = values


def rows_from(blocks: U8, starts: Array, counts: Array, widths: Array, first_rows: Array) -> U32:
    """The rows of many terms, one after another, from their blocks."""
    rows = np.zeros(int(counts.sum()), np.uint32)
    begins = offsets_of(counts)[:-1]
    for width in WIDTHS:
        chosen = np.flatnonzero((widths == width) & (counts > 1))
        values = np.ascontiguousarray(blocks[ranges(starts[chosen], (counts[chosen] - 1) * width)])
        rows[ranges(begins[chosen] + 1, counts[chosen] - 1)] = values.view(f"<u{width}")
    held = np.flatnonzero(counts)
    if len(held):
        sums: I64 = np.cumsum(rows, dtype=np.int64)
        sums -= np.repeat(sums[begins[held]] - first_rows[held], counts[held])
        rows[:] = sums
    return rows
