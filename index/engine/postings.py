"""Reading postings, positions and exact forms from a segment's core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import bounds, ranges
from fihrist.index.engine.blocks import WIDTHS, block_size, block_sizes, rows_from
from fihrist.index.engine.encoders import TermRows
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
        self._blocks = core.arrays[f"{view}.blocks"]
        self._firsts = core.arrays[f"{view}.first_rows"]
        self._widths = core.arrays[f"{view}.widths"]
        if not len(self._firsts) == len(self._widths) == len(core.arrays[f"{view}.block_offsets"]) - 1:
            raise damaged(core.path, f"{view}: the tables of its terms differ in size")

    def _cut(self, number: int) -> tuple[int, int, int]:
        """(first byte of a term's block, first byte of its frequencies, how many there are)."""
        start, end = self._core.cut(f"{self._view}.block_offsets", number, len(self._blocks))
        if start == end:
            return start, start, 0
        width = int(self._widths[number])
        count = (end - start + width) // (width + 1)
        if width not in WIDTHS or block_size(count, width) != end - start:
            raise damaged(self._core.path, f"{self._view} {number} has postings of no possible size")
        return start, end - count, count

    def rows(self, number: int) -> U32:
        """Rows that hold a term."""
        start, end, count = self._cut(number)
        rows = np.empty(count, np.uint32)
        if count:
            rows[0] = self._firsts[number]
            rows[1:] = self._blocks[start:end].view(f"<u{int(self._widths[number])}")
            np.cumsum(rows, out=rows)
            self._core.check_rows(rows)
        return rows

    def count(self, number: int) -> int:
        """How many rows hold a term."""
        return self._cut(number)[2]

    def freqs(self, number: int) -> U32:
        """How often the term stands in each article, title and body together."""
        _, start, count = self._cut(number)
        freqs = self._blocks[start : start + count].astype(np.uint32)
        self._core.patch(freqs, f"{self._view}.high_freq_at", f"{self._view}.high_freqs", start)
        return freqs

    def title_freqs(self, number: int) -> U32:
        """How often the term stands in each title."""
        _, start, count = self._cut(number)
        freqs = np.zeros(count, np.uint32)
        self._core.patch(freqs, f"{self._view}.title_at", f"{self._view}.title_freqs", start)
        return freqs

    def read(self, number: int) -> Postings:
        """Postings of a term."""
        rows = self.rows(number)
        if not len(rows):
            return NO_POSTINGS
        titles, freqs = self.title_freqs(number), self.freqs(number)
        return Postings(rows, titles, freqs - np.minimum(titles, freqs))

    def read_range(self, first: int, last: int) -> TermRows:
        """Rows and frequencies of the terms from `first` up to and without `last`; titles are not counted."""
        table = self._core.arrays[f"{self._view}.block_offsets"][first : last + 1].astype(np.int64)
        widths = self._widths[first:last].astype(np.int64)
        sizes = np.diff(table)
        counts = (sizes + widths) // (widths + 1)
        if int(table[-1]) > len(self._blocks) or np.any(block_sizes(counts, widths) != sizes):
            raise damaged(self._core.path, f"{self._view}.block_offsets are not in order")
        freq_at = ranges(table[1:] - counts, counts)
        freqs = self._blocks[freq_at].astype(np.int64)
        places = self._core.arrays[f"{self._view}.high_freq_at"]
        low, high = bounds(places, int(table[0]), int(table[-1]))
        freqs[np.searchsorted(freq_at, places[low:high])] = self._core.arrays[f"{self._view}.high_freqs"][low:high]
        rows = rows_from(self._blocks, table[:-1], counts, widths, self._firsts[first:last])
        self._core.check_rows(rows)
        terms = np.repeat(np.arange(first, last, dtype=np.int64), counts)
        return TermRows(terms, rows, freqs, np.empty(0, np.int64))

    def counts(self, numbers: I64) -> I64:
        """How many rows hold each of some terms."""
        return self._blocks_of(numbers)[1]

    def rows_of(self, numbers: I64) -> tuple[U32, I64]:
        """The rows that hold some terms, term by term, and how many hold each."""
        starts, counts, widths, _ = self._blocks_of(numbers)
        rows = rows_from(self._blocks, starts, counts, widths, self._firsts[numbers])
        self._core.check_rows(rows)
        return rows, counts

    def united(self, numbers: I64) -> Postings:
        """Postings of some different terms as if they were one; their numbers ascend."""
        starts, counts, widths, sizes = self._blocks_of(numbers)
        rows = rows_from(self._blocks, starts, counts, widths, self._firsts[numbers])
        self._core.check_rows(rows)
        begins = starts + sizes - counts
        freqs = self._blocks[ranges(begins, counts)].astype(np.int64)
        self._patch(freqs, begins, counts, "high_freq_at", "high_freqs")
        titles = np.zeros(len(freqs), np.int64)
        self._patch(titles, begins, counts, "title_at", "title_freqs")
        totals = np.bincount(rows, freqs, self._core.rows)
        in_titles = np.bincount(rows, titles, self._core.rows)
        held = np.flatnonzero(totals)
        in_title, every = in_titles[held].astype(np.uint32), totals[held].astype(np.uint32)
        return Postings(held.astype(np.uint32), in_title, every - np.minimum(in_title, every))

    def _patch(self, target: I64, begins: I64, counts: I64, places: str, values: str) -> None:
        """Put exceptions in place.

        `target` holds the values of some terms' postings one after another; the frequencies of each term stand from
        its place in `begins` on, ascending, as many as its count.
        """
        table, held = self._core.arrays[f"{self._view}.{places}"], self._core.arrays[f"{self._view}.{values}"]
        if len(table) != len(held):
            raise damaged(self._core.path, f"{self._view}.{places} and their values differ in number")
        top = int(np.iinfo(table.dtype).max)
        low, high = (
            table.searchsorted(np.minimum(edge, top).astype(table.dtype)) for edge in (begins, begins + counts)
        )
        several = np.maximum(high - low, 0)
        found = ranges(low, several)
        inside = table[found].astype(np.int64) - np.repeat(begins, several)
        kept = np.flatnonzero((inside >= 0) & (inside < np.repeat(counts, several)))
        ends = np.cumsum(counts) - counts
        target[(np.repeat(ends, several) + inside)[kept]] = held[found[kept]]

    def _blocks_of(self, numbers: I64) -> tuple[I64, I64, I64, I64]:
        """(first byte of each block, postings in it, bytes of a gap, bytes of the block)."""
        table = self._core.arrays[f"{self._view}.block_offsets"]
        starts, ends = table[numbers].astype(np.int64), table[numbers + 1].astype(np.int64)
        widths = self._widths[numbers].astype(np.int64)
        sizes = ends - starts
        counts = (sizes + widths) // (widths + 1)
        possible = (sizes >= 0) & np.isin(widths, WIDTHS) & (block_sizes(counts, widths) == sizes)
        if not possible.all() or int(ends.max(initial=0)) > len(self._blocks):
            raise damaged(self._core.path, f"{self._view}.block_offsets are not in order")
        return starts, counts, widths, sizes


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
        freqs = self._postings.freqs(number).astype(np.int64)
        first, last = self._core.cut("norm.position_offsets", number, len(self._near))
        if int(freqs.sum()) != last - first:
            raise damaged(self._core.path, f"norm {number}: positions and frequencies differ in number")
        return self._postings.rows(number), freqs

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
