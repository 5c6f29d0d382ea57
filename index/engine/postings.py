"""Reading postings, positions and exact forms from a segment's core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import bounds, ranges
from fihrist.index.engine.encoding import TermRows
from fihrist.index.engine.layout import damaged
from fihrist.index.engine.model import I64, NO_POSTINGS, U32, Postings

Array = NDArray[Any]


class Core:
    """The arrays of a segment's core, and the checks that keep a damaged one from being read out of bounds."""

    def __init__(self, path: Path, arrays: dict[str, Array], rows: int) -> None:
        self.path = path
        self.arrays = arrays
        self.rows = rows

    def cut(self, offsets: str, number: int, limit: int) -> tuple[int, int]:
        """One group of a CSR table with `limit` values."""
        table = self.arrays[offsets]
        start, end = int(table[number]), int(table[number + 1])
        if not start <= end <= limit:
            raise damaged(self.path, f"{offsets} {number} lies outside the table")
        return start, end

    def patch(self, target: Array, at: str, values: str, start: int) -> None:
        """Put exceptions in place: `target` holds the values from `start` on."""
        places = self.arrays[at]
        low, high = bounds(places, start, start + len(target))
        if low < high:
            found = places[low:high].astype(np.int64) - start
            if int(found.min()) < 0 or int(found.max()) >= len(target) or len(self.arrays[values]) < high:
                raise damaged(self.path, f"{at} is not in order")
            target[found] = self.arrays[values][low:high]

    def check_rows(self, rows: Array) -> None:
        """Refuse rows that the segment does not have."""
        if len(rows) and int(rows.max()) >= self.rows:
            raise damaged(self.path, "a posting names a row that does not exist")


class PostingsReader:
    """Postings of one view."""

    def __init__(self, core: Core, view: str) -> None:
        self._core = core
        self._view = view
        self._rows = core.arrays[f"{view}.rows"]
        self._freqs = core.arrays[f"{view}.freqs"]
        if len(self._rows) != len(self._freqs):
            raise damaged(core.path, f"{view}: rows and frequencies differ in number")

    def cut(self, number: int) -> tuple[int, int]:
        """Where the postings of a term lie."""
        return self._core.cut(f"{self._view}.offsets", number, len(self._rows))

    def rows(self, start: int, end: int) -> U32:
        """Rows of a range of postings of one term."""
        rows: U32 = self._rows[start:end]
        self._core.check_rows(rows)
        return rows

    def freqs(self, start: int, end: int) -> U32:
        """How often the term stands in each article, title and body together."""
        freqs = self._freqs[start:end].astype(np.uint32)
        self._core.patch(freqs, f"{self._view}.high_freq_at", f"{self._view}.high_freqs", start)
        return freqs

    def title_freqs(self, start: int, end: int) -> U32:
        """How often the term stands in each title."""
        freqs = np.zeros(end - start, np.uint32)
        self._core.patch(freqs, f"{self._view}.title_at", f"{self._view}.title_freqs", start)
        return freqs

    def read(self, number: int) -> Postings:
        """Postings of a term."""
        start, end = self.cut(number)
        if start == end:
            return NO_POSTINGS
        rows = self.rows(start, end)
        titles, freqs = self.title_freqs(start, end), self.freqs(start, end)
        return Postings(rows, titles, freqs - np.minimum(titles, freqs))

    def read_range(self, first: int, last: int) -> TermRows:
        """Postings of the terms from `first` up to and without `last`."""
        table = self._core.arrays[f"{self._view}.offsets"][first : last + 1].astype(np.int64)
        counts = np.diff(table)
        start, end = int(table[0]), int(table[-1])
        if end > len(self._rows) or (len(counts) and int(counts.min()) < 0):
            raise damaged(self._core.path, f"{self._view}.offsets are not in order")
        terms = np.repeat(np.arange(first, last, dtype=np.int64), counts)
        freqs = self.freqs(start, end)
        return TermRows(terms, self.rows(start, end), freqs, self.title_freqs(start, end))


class PositionsReader:
    """Positions of the norms' tokens, and which of them have which exact form."""

    def __init__(self, core: Core, postings: PostingsReader) -> None:
        self._core = core
        self._postings = postings
        self._near = core.arrays["norm.positions"]

    def positions(self, number: int, rows: NDArray[Any]) -> tuple[I64, I64]:
        """Where a norm stands in some rows: (index into `rows`, position), sorted by both.

        Rows that do not hold the norm give nothing. `rows` must ascend.
        """
        held, freqs = self._held(number)
        places = np.searchsorted(held, np.asarray(rows, held.dtype))
        known = np.append(held, np.uint32(self._core.rows))
        found = np.flatnonzero(known[places] == rows)
        counts = freqs[places[found]]
        ends = np.cumsum(freqs)[places[found]]
        return np.repeat(found, counts), self._at(number)[ranges(ends - counts, counts)]

    def tokens(self, number: int) -> tuple[I64, I64]:
        """Index of the posting, and position, of each token of a norm, in order."""
        _, freqs = self._held(number)
        return np.repeat(np.arange(len(freqs), dtype=np.int64), freqs), self._at(number)

    def _held(self, number: int) -> tuple[U32, I64]:
        start, end = self._postings.cut(number)
        freqs = self._postings.freqs(start, end).astype(np.int64)
        first, last = self._core.cut("norm.position_offsets", number, len(self._near))
        if int(freqs.sum()) != last - first:
            raise damaged(self._core.path, f"norm {number}: positions and frequencies differ in number")
        return self._postings.rows(start, end), freqs

    def _at(self, number: int) -> I64:
        start, end = self._core.cut("norm.position_offsets", number, len(self._near))
        positions = self._near[start:end].astype(np.int64)
        self._core.patch(positions, "norm.far_at", "norm.far_positions", start)
        return positions

    def occurrences(self, number: int, form: int) -> I64:
        """Which tokens of a norm have its exact form of this number (counted over all norms)."""
        first, last = self._core.cut("exact.offsets", number, len(self._core.arrays["exact.occurrence_offsets"]) - 1)
        start, end = self._core.cut("norm.position_offsets", number, len(self._near))
        values = self._core.arrays["exact.occurrences"]
        if form == first:
            low, _ = self._core.cut("exact.occurrence_offsets", first, len(values))
            _, high = self._core.cut("exact.occurrence_offsets", last - 1, len(values))
            others = self._within(values[low:high] if low <= high else values[:0], end - start)
            kept = np.ones(end - start, np.bool_)
            kept[others] = False
            return np.flatnonzero(kept)
        low, high = self._core.cut("exact.occurrence_offsets", form, len(values))
        return self._within(values[low:high], end - start)

    def _within(self, tokens: Array, count: int) -> I64:
        if len(tokens) and int(tokens.max()) >= count:
            raise damaged(self._core.path, "an exact form names a token that does not exist")
        return tokens.astype(np.int64)

    def read_range(self, first: int, last: int) -> tuple[TermRows, I64, I64]:
        """Postings, positions and exact forms' numbers of the norms from `first` up to and without `last`."""
        postings = self._postings.read_range(first, last)
        table = self._core.arrays["norm.position_offsets"]
        start, end = int(table[first]), int(table[last])
        total = int(postings.freqs.sum(dtype=np.int64))
        if end - start != total or end > len(self._near):
            raise damaged(self._core.path, "positions and frequencies differ in number")
        positions = self._near[start:end].astype(np.int64)
        self._core.patch(positions, "norm.far_at", "norm.far_positions", start)
        return postings, positions, self._forms(first, last, total)

    def _forms(self, first: int, last: int, total: int) -> I64:
        arrays = self._core.arrays
        begins = arrays["norm.position_offsets"][first : last + 1].astype(np.int64)
        begins = begins - begins[0]
        groups = arrays["exact.offsets"][first : last + 1].astype(np.int64)
        forms = np.repeat(groups[:-1], np.diff(begins))
        low, high = int(groups[0]), int(groups[-1])
        cuts = arrays["exact.occurrence_offsets"][low : high + 1].astype(np.int64)
        counts = np.diff(cuts)
        owners = np.repeat(np.arange(last - first), np.diff(groups))
        places = arrays["exact.occurrences"][int(cuts[0]) : int(cuts[-1])] + np.repeat(begins[owners], counts)
        if len(places) and int(places.max()) >= total:
            raise damaged(self._core.path, "an exact form names a token that does not exist")
        forms[places] = np.repeat(np.arange(low, high), counts)
        return forms


def exact_postings(rows: U32, owners: I64, positions: I64, title_lengths: Array) -> Postings:
    """Postings of some tokens of a norm: the norm's rows, and each token's posting and position."""
    if not len(owners):
        return NO_POSTINGS
    held, starts = np.unique(owners, return_index=True)
    counts = np.diff(np.append(starts, len(owners)))
    found = rows[held]
    in_title = positions < np.repeat(title_lengths[found].astype(np.int64), counts)
    titles = np.add.reduceat(in_title, starts, dtype=np.uint32)
    return Postings(found, titles, counts.astype(np.uint32) - titles)
