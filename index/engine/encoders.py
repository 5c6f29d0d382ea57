"""Encoders of postings, positions and exact forms, fed some terms at a time. `encoding` says what the sections hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import exceeding, group_starts, narrow, offsets_of, ranges, sort_by
from fihrist.index.engine.blocks import block_sizes, gaps_into

Array = NDArray[Any]
HIGH_FREQ = 255
FAR_POSITION = 65535


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


class _Pieces:
    """Arrays of one type that arrive one after another."""

    def __init__(self, kind: type[np.unsignedinteger[Any]]) -> None:
        self.kind = kind
        self.length = 0
        self._pieces: list[Array] = []

    def add(self, piece: Array) -> None:
        self._pieces.append(piece.astype(self.kind))
        self.length += len(piece)

    def whole(self) -> Array:
        return np.concatenate(self._pieces) if self._pieces else np.empty(0, self.kind)


class PostingsEncoder:
    """Collects the postings of one view, term by term in ascending order."""

    def __init__(self, terms: int) -> None:
        self._first_rows = np.zeros(terms, np.uint32)
        self._widths = np.ones(terms, np.uint8)
        self._sizes = np.zeros(terms, np.int64)
        self._blocks = _Pieces(np.uint8)
        self._high_at = _Pieces(np.uint64)
        self._high = _Pieces(np.uint32)
        self._title_at = _Pieces(np.uint64)
        self._titles = _Pieces(np.uint32)

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
        begin = self._blocks.length
        self._blocks.add(blocks)
        self._high_at.add(freq_at[places] + begin)
        self._high.add(values)
        titled = np.flatnonzero(postings.title_freqs)
        self._title_at.add(freq_at[titled] + begin)
        self._titles.add(postings.title_freqs[titled])

    def sections(self, view: str) -> dict[str, Array]:
        """The arrays, by section name."""
        return {
            f"{view}.first_rows": narrow(self._first_rows),
            f"{view}.widths": self._widths,
            f"{view}.block_offsets": narrow(offsets_of(self._sizes)),
            f"{view}.blocks": self._blocks.whole(),
            f"{view}.high_freq_at": narrow(self._high_at.whole()),
            f"{view}.high_freqs": narrow(self._high.whole()),
            f"{view}.title_at": narrow(self._title_at.whole()),
            f"{view}.title_freqs": narrow(self._titles.whole()),
        }


class PositionsEncoder:
    """Collects the positions of the norms' tokens."""

    def __init__(self, terms: int) -> None:
        self._counts = np.zeros(terms, np.int64)
        self._near = _Pieces(np.uint16)
        self._far_at = _Pieces(np.uint64)
        self._far = _Pieces(np.uint32)

    def add(self, tokens: Tokens) -> None:
        """Add the next terms' tokens."""
        self._counts += np.bincount(tokens.norms, minlength=len(self._counts))
        places, values, small = exceeding(tokens.positions, FAR_POSITION)
        self._far_at.add(places + self._near.length)
        self._far.add(values)
        self._near.add(small)

    def sections(self) -> dict[str, Array]:
        """The arrays, by section name."""
        return {
            "norm.position_offsets": narrow(offsets_of(self._counts)),
            "norm.positions": self._near.whole(),
            "norm.far_at": narrow(self._far_at.whole()),
            "norm.far_positions": self._far.whole(),
        }


class ExactEncoder:
    """Collects which tokens of a norm are spelt otherwise than its most frequent form."""

    def __init__(self, terms: int) -> None:
        self._form_counts = np.zeros(terms, np.int64)
        self._forms = _Pieces(np.uint32)
        self._counts = _Pieces(np.uint64)
        self._occurrences = _Pieces(np.uint32)

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

    def sections(self, norms: Sequence[str], exacts: Sequence[str]) -> dict[str, Array]:
        """The arrays, by section name; the texts are those of the numbers in the tokens."""
        owners = np.repeat(np.arange(len(norms)), self._form_counts).tolist()
        forms = (exacts[form] for form in self._forms.whole().tolist())
        texts = ["" if form == norms[owner] else form for form, owner in zip(forms, owners, strict=True)]
        return {
            "exact.offsets": narrow(offsets_of(self._form_counts)),
            **encode_texts("exact", texts),
            "exact.occurrence_offsets": narrow(offsets_of(self._counts.whole())),
            "exact.occurrences": narrow(self._occurrences.whole()),
        }


def _widths(gaps: Array) -> Array:
    """Bytes that hold each term's widest gap."""
    return np.select([gaps < 1 << 8, gaps < 1 << 16], [1, 2], 4)


def encode_texts(view: str, texts: Sequence[str]) -> dict[str, Array]:
    """Strings as their UTF-8 bytes and offsets."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    return {
        f"{view}.text_offsets": narrow(offsets_of(lengths)),
        f"{view}.text": np.frombuffer(b"".join(encoded), np.uint8),
    }
