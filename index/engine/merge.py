"""Merging segments: their arrays are decoded, renumbered, concatenated, sorted and encoded again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import offsets_of, portions, ranges, sort_by
from fihrist.index.engine.builder import SegmentArrays, entity_columns, key_order
from fihrist.index.engine.encoders import Tokens
from fihrist.index.engine.encoding import Vocabulary, encode_core
from fihrist.index.engine.layout import Named, check_pack
from fihrist.index.engine.manifest import SegmentEntry
from fihrist.index.engine.model import I64, MAX_SEGMENTS
from fihrist.index.engine.segment import Segment
from fihrist.index.engine.spool import Scratch
from fihrist.index.engine.union import Words, unite, unite_forms

Array = NDArray[Any]
FANOUT = 4
"""Segments of about one size that are merged into one."""
SMALLEST_LEVEL = 100_000
"""Words below which all segments count as of one size."""
SLICE_TOKENS = 200_000
"""Tokens that are decoded and sorted at a time, at some 150 bytes each; those of one term are never parted."""
PLAIN_COLUMNS = (
    "published_earliest",
    "title_lengths",
    "body_lengths",
    "published_latest",
    "published_precision",
    "source",
    "language",
)
MAX_DEAD = 0.5
"""A segment with a greater share of deleted rows is rewritten."""


def choose_merge(entries: Sequence[SegmentEntry]) -> tuple[int, ...]:
    """Which segments to merge next: `FANOUT` of a size, the smallest when there are too many, none when all is well."""
    levels: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        level = (max(entry.tokens, SMALLEST_LEVEL) // SMALLEST_LEVEL).bit_length() // 2
        levels.setdefault(level, []).append(index)
    for level in sorted(levels):
        if len(levels[level]) >= FANOUT:
            return tuple(levels[level])
    if len(entries) > MAX_SEGMENTS:
        by_size = sorted(range(len(entries)), key=lambda index: entries[index].tokens)
        return tuple(by_size[: len(entries) - MAX_SEGMENTS + 1])
    decayed = [index for index, entry in enumerate(entries) if entry.live < entry.rows * (1 - MAX_DEAD)]
    return tuple(decayed[:1])


@dataclass(frozen=True, slots=True)
class _Source:
    """A segment to be merged and where its numbers go."""

    segment: Segment
    rows: I64
    """New number of each row; -1 for deleted ones."""
    norms: I64
    """New number of each norm, ascending; a norm of deleted rows only has that of the norm before it."""
    exacts: I64
    """New number of each exact form."""


def merge_segments(folder: Path, segments: Sequence[Segment], scratch: Scratch) -> SegmentArrays:
    """Make one segment of the live rows of several.

    In memory are the terms' bytes, a few numbers of each row, and the tokens of some terms at a time; the rest waits in files.

    Raises:
        DamagedError: a file does not match its hash.
        OSError: the disk is full, or fails.
    """
    for segment in segments:
        for entry in segment.entry.files():
            check_pack(folder, entry)
    order, row_maps = _row_order(segments)
    lengths = _column(segments, "title_lengths", order)
    return SegmentArrays(
        len(order),
        int(lengths.sum(dtype=np.int64)),
        int(_column(segments, "body_lengths", order).sum(dtype=np.int64)),
        _merge_core(segments, row_maps, lengths, scratch),
        _merge_columns(segments, order),
        _merge_entities(segments, order),
    )


def _merge_core(segments: Sequence[Segment], row_maps: Sequence[I64], title_lengths: Array, scratch: Scratch) -> Named:
    used = [_used_norms(segment) for segment in segments]
    dictionaries = [segment.terms("norm") for segment in segments]
    norms, norm_maps = unite(dictionaries, used)
    exacts, exact_maps = unite_forms(
        dictionaries,
        used,
        [segment.forms for segment in segments],
        [segment.exact_offsets() for segment in segments],
    )
    stems, norm_stems = _merge_stems(segments, used, norm_maps, len(norms))
    sources = [
        _Source(segment, rows, _spread(numbers, kept, segment.term_count("norm")), forms)
        for segment, rows, numbers, kept, forms in zip(segments, row_maps, norm_maps, used, exact_maps, strict=True)
    ]
    words = Vocabulary(norms, stems, exacts, norm_stems)
    return encode_core(_slices(sources, len(norms)), words, title_lengths, scratch)


def _used_norms(segment: Segment) -> I64:
    """Ids of the norms that a live row holds."""
    count = segment.term_count("norm")
    if segment.live is None:
        return np.arange(count)
    used = np.zeros(count, np.bool_)
    for first, last in portions(np.diff(segment.token_offsets().astype(np.int64)), SLICE_TOKENS):
        postings, _, _ = segment.token_slice(first, last)
        used[postings.terms[segment.live[postings.rows]]] = True
    return np.flatnonzero(used)


def _spread(numbers: I64, used: I64, count: int) -> I64:
    """A number for each old id: that of the used id at or before it, so that numbers ascend."""
    spread = np.zeros(count, np.int64)
    spread[used] = numbers
    return np.maximum.accumulate(spread) if count else spread


def _merge_stems(
    segments: Sequence[Segment], used: Sequence[I64], norm_maps: Sequence[I64], norms: int
) -> tuple[Words, I64]:
    """All stems of live norms ascending, and the number of each new norm's stem."""
    kept = [segment.norm_stems[ids] for segment, ids in zip(segments, used, strict=True)]
    present = [np.unique(stems) for stems in kept]
    texts, maps = unite([segment.terms("stem") for segment in segments], present)
    norm_stems = np.zeros(norms, np.int64)
    for stems, ids, numbers, targets in zip(kept, present, maps, norm_maps, strict=True):
        norm_stems[targets] = numbers[np.searchsorted(ids, stems)]
    return texts, norm_stems


def _slices(sources: Sequence[_Source], norms: int) -> Iterator[Tokens]:
    """The live tokens of all sources under their new numbers, some norms at a time."""
    totals = np.zeros(norms, np.int64)
    for source in sources:
        counts = np.diff(source.segment.token_offsets().astype(np.int64))
        totals += np.bincount(source.norms, counts, minlength=norms).astype(np.int64)
    for first, last in portions(totals, SLICE_TOKENS):
        yield _joined([_renumbered(source, first, last) for source in sources])


def _renumbered(source: _Source, first: int, last: int) -> Tokens:
    """Live tokens of one source with new norms from `first` up to and without `last`."""
    low, high = np.searchsorted(source.norms, (first, last)).tolist()
    postings, positions, forms = source.segment.token_slice(low, high)
    rows = np.repeat(source.rows[postings.rows], postings.freqs)
    norms = np.repeat(source.norms[postings.terms], postings.freqs)
    kept = np.flatnonzero(rows >= 0)
    return Tokens(norms[kept], rows[kept], positions[kept], source.exacts[forms[kept]])


def _joined(parts: Sequence[Tokens]) -> Tokens:
    norms = np.concatenate([part.norms for part in parts])
    rows = np.concatenate([part.rows for part in parts])
    order = sort_by(norms, rows)
    positions = np.concatenate([part.positions for part in parts])[order]
    exacts = np.concatenate([part.exacts for part in parts])[order]
    return Tokens(norms[order], rows[order], positions, exacts)


def _row_order(segments: Sequence[Segment]) -> tuple[I64, list[I64]]:
    """The live rows of all segments, counted through, in their new order; and each segment's new row numbers."""
    live = np.concatenate([_live_rows(segment) for segment in segments])
    days = np.concatenate([segment.published_earliest for segment in segments])
    keys = np.concatenate([segment.keys for segment in segments])
    places = np.flatnonzero(live)
    order = places[np.lexsort((keys[places], days[places]))]
    numbers = np.full(len(live), -1, np.int64)
    numbers[order] = np.arange(len(order))
    ends = np.cumsum([segment.rows for segment in segments])
    return order, np.split(numbers, ends[:-1].tolist())


def _column(segments: Sequence[Segment], name: str, order: I64) -> Array:
    values: Array = np.concatenate([getattr(segment, name) for segment in segments])[order]
    return values


def _merge_columns(segments: Sequence[Segment], order: I64) -> Named:
    """The columns, each made when it is asked for."""
    keys = _column(segments, "keys", order)
    yield "keys", keys
    yield "key_order", key_order(keys)
    for name in PLAIN_COLUMNS:
        yield name, _column(segments, name, order)
    offsets, places = _regrouped(segments, "mentioned_offsets", order)
    yield "mentioned_offsets", offsets.astype(np.uint32)
    yield "mentioned_earliest", _column(segments, "mentioned_earliest", places)
    yield "mentioned_latest", _column(segments, "mentioned_latest", places)
    yield "mentioned_wide", _column(segments, "mentioned_wide", places).astype(np.uint8)


def _merge_entities(segments: Sequence[Segment], order: I64) -> Named:
    offsets, places = _regrouped(segments, "entity_offsets", order)
    yield from entity_columns(offsets, _column(segments, "entity_ordinals", places))


def _regrouped(segments: Sequence[Segment], name: str, order: I64) -> tuple[I64, I64]:
    """The offsets of a CSR table with its rows in another order, and the old place of each value."""
    counts = np.concatenate([np.diff(getattr(segment, name).astype(np.int64)) for segment in segments])
    return offsets_of(counts[order]), ranges(offsets_of(counts)[:-1][order], counts[order])


def _live_rows(segment: Segment) -> NDArray[np.bool_]:
    return np.ones(segment.rows, np.bool_) if segment.live is None else segment.live
