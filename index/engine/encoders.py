"""Encoders of postings, positions and exact forms, fed some terms at a time. `encoding` says what the sections hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import exceeding, group_starts, narrow, offsets_of, ranges, sort_by
from fihrist.index.engine.blocks import block_sizes, gaps_into
from fihrist.index.engine.layout import Named
from fihrist.index.engine.spool import Scratch
from fihrist.index.engine.union import Strings

Array = NDArray[Any]
HIGH_FREQ = 255
FAR_POSITION = 65535
TEXTS_AT_ONCE = 4096
"""Strings that are encoded together before they are added to what is written."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens sorted by norm, row and position: four arrays of one length."""

    norms: Array
    rows: Array
    positions: Array
    exacts: Array
    """Numbers of exact forms that ascend with their text."""


@dataclass(frozen=True, slots=True)
class TermRows:
    """Postings sorted by term and row: four arrays of one length."""

    terms: Array
    rows: Array
    freqs: Array
    title_freqs: Array


NO_ROWS = TermRows(*(np.empty(0, np.int64) for _ in range(4)))


class PostingsEncoder:
    """Collects the postings of one view, term by term in ascending order."""

    def __init__(self, terms: int, scratch: Scratch) -> None:
        self._first_rows = np.zeros(terms, np.uint32)
        self._widths = np.ones(terms, np.uint8)
        self._sizes = np.zeros(terms, np.int64)
        self._blocks = scratch.spool(np.uint8)
        self._high_at = scratch.spool(np.uint64, narrow=True)
        self._high = scratch.spool(np.uint32, narrow=True)
        self._title_at = scratch.spool(np.uint64, narrow=True)
        self._titles = scratch.spool(np.uint32, narrow=True)

    def add(self, postings: TermRows) -> None:
        """Add the next terms' postings."""
        firsts = group_starts(postings.terms)
        if not len(firsts):
            return
        counts = np.diff(np.append(firsts, len(postings.terms)))
        gaps = np.diff(postings.rows, prepend=0)
        gaps[firsts] = 0
        widths = _widths(np.maximum.reduceat(gaps, firsts))
        terms = postings.terms[firsts]
        self._first_rows[terms] = postings.rows[firsts]
        self._widths[terms] = widths
        self._sizes[terms] = block_sizes(counts, widths)
        places, values, small = exceeding(postings.freqs, HIGH_FREQ)
        starts = offsets_of(self._sizes[terms])
        blocks = np.empty(int(starts[-1]), np.uint8)
        freq_at = ranges(starts[:-1] + (counts - 1) * widths, counts)
        blocks[freq_at] = small
        gaps_into(blocks, starts[:-1], counts, widths, np.delete(gaps, firsts))
        begin = len(self._blocks)
        self._blocks.add(blocks)
        self._high_at.add(freq_at[places] + begin)
        self._high.add(values)
        titled = np.flatnonzero(postings.title_freqs)
        self._title_at.add(freq_at[titled] + begin)
        self._titles.add(postings.title_freqs[titled])

    def sections(self, view: str) -> Named:
        """The arrays, by section name."""
        yield f"{view}.first_rows", narrow(self._first_rows)
        yield f"{view}.widths", self._widths
        yield f"{view}.block_offsets", narrow(offsets_of(self._sizes))
        yield f"{view}.blocks", self._blocks
        yield f"{view}.high_freq_at", self._high_at
        yield f"{view}.high_freqs", self._high
        yield f"{view}.title_at", self._title_at
        yield f"{view}.title_freqs", self._titles


class PositionsEncoder:
    """Collects the positions of the norms' tokens."""

    def __init__(self, terms: int, scratch: Scratch) -> None:
        self._counts = np.zeros(terms, np.int64)
        self._near = scratch.spool(np.uint16)
        self._far_at = scratch.spool(np.uint64, narrow=True)
        self._far = scratch.spool(np.uint32)

    def add(self, tokens: Tokens) -> None:
        """Add the next terms' tokens."""
        self._counts += np.bincount(tokens.norms, minlength=len(self._counts))
        places, values, small = exceeding(tokens.positions, FAR_POSITION)
        self._far_at.add(places + len(self._near))
        self._far.add(values)
        self._near.add(small)

    def sections(self) -> Named:
        """The arrays, by section name."""
        yield "norm.position_offsets", narrow(offsets_of(self._counts))
        yield "norm.positions", self._near
        yield "norm.far_at", self._far_at
        yield "norm.far_positions", self._far


class ExactEncoder:
    """Collects which tokens of a norm are spelt otherwise than its most frequent form."""

    def __init__(self, terms: int, scratch: Scratch) -> None:
        self._form_counts = np.zeros(terms, np.int64)
        self._forms = scratch.spool(np.uint32)
        self._counts = scratch.spool(np.uint64)
        self._occurrences = scratch.spool(np.uint32, narrow=True)

    def add(self, tokens: Tokens) -> None:
        """Add the next terms' tokens."""
        order = sort_by(tokens.norms, tokens.exacts)
        norms, exacts = tokens.norms[order], tokens.exacts[order]
        starts = group_starts(norms, exacts)
        counts = np.diff(np.append(starts, len(order)))
        norms, exacts = norms[starts], exacts[starts]
        ranked = np.lexsort((exacts, -counts, norms))
        main = group_starts(norms[ranked])
        self._form_counts += np.bincount(norms, minlength=len(self._form_counts))
        self._forms.add(exacts[ranked])
        counts = counts[ranked]
        counts[main] = 0
        chosen = order[ranges(starts[ranked], counts)]
        begins = np.zeros(len(self._form_counts), np.int64)
        firsts = group_starts(tokens.norms)
        begins[tokens.norms[firsts]] = firsts
        self._counts.add(counts)
        self._occurrences.add(chosen - begins[tokens.norms[chosen]])

    def sections(self, norms: Strings, exacts: Strings) -> Named:
        """The arrays, by section name; the texts are those of the numbers in the tokens."""
        owners = (norm for norm, count in zip(norms, self._form_counts.tolist(), strict=True) for _ in range(count))
        forms = (exacts[form] for chunk in self._forms.chunks() for form in chunk.tolist())
        texts = ("" if form == norm else form for form, norm in zip(forms, owners, strict=True))
        yield "exact.offsets", narrow(offsets_of(self._form_counts))
        yield from encode_texts("exact", len(self._forms), texts)
        yield "exact.occurrence_offsets", narrow(offsets_of(self._counts.whole()))
        yield "exact.occurrences", self._occurrences


def _widths(gaps: Array) -> Array:
    """Bytes that hold each term's widest gap."""
    return np.select([gaps < 1 << 8, gaps < 1 << 16], [1, 2], 4)


def encode_texts(view: str, count: int, texts: Iterable[str]) -> Named:
    """So many strings as their UTF-8 bytes and offsets."""
    content = bytearray()
    sizes = np.zeros(count, np.int64)
    rest, done = iter(texts), 0
    while encoded := [text.encode("utf-8", "surrogatepass") for text in islice(rest, TEXTS_AT_ONCE)]:
        content += b"".join(encoded)
        sizes[done : done + len(encoded)] = list(map(len, encoded))
        done += len(encoded)
    yield f"{view}.text_offsets", narrow(offsets_of(sizes))
    yield f"{view}.text", np.frombuffer(content, np.uint8)
