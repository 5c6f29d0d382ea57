"""From sorted tokens to the arrays of a segment's core: term dictionaries, postings, positions, exact forms.

Sections, with T terms, P postings, K tokens of a view (``norm`` or ``stem``):

===========================  ==============================================================================
``V.text_offsets``, ``V.text``   T + 1 offsets into the terms' UTF-8 bytes, terms ascending
``V.first_rows``             first row of each term
``V.block_offsets``, ``V.blocks``  T + 1 offsets into bytes: the gaps between a term's rows, then a byte for each
                             frequency in title and body, 255 where ``V.high_freq_at`` names that byte
``V.widths``                 bytes of each of a term's gaps: 1, 2 or 4
``V.title_at``, ``V.title_freqs``  frequency bytes of postings with the term in the title, and how often
``norm.position_offsets``    T + 1 offsets of the terms' positions
``norm.positions``           K positions by posting, 65,535 where ``norm.far_at`` names the token
``stem.norm_offsets``, ``stem.norms``  norms of each stem; a stem of one norm has that norm's postings, none of its own
``exact.offsets``            T + 1 offsets of the norms' exact forms, the most frequent form first
``exact.text_offsets``, ``exact.text``  their UTF-8 bytes; none where the form is spelt as the norm is
``exact.occurrence_offsets``, ``exact.occurrences``  which of the norm's tokens have the form; none for the first form,
                             which has all the others
===========================  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import group_starts, narrow, offsets_of, portions, sort_by
from fihrist.index.engine.encoders import (
    NO_ROWS,
    ExactEncoder,
    PositionsEncoder,
    PostingsEncoder,
    TermRows,
    Tokens,
    encode_texts,
)
from fihrist.index.engine.layout import Named
from fihrist.index.engine.model import I64
from fihrist.index.engine.spool import Scratch
from fihrist.index.engine.union import Strings

Array = NDArray[Any]
SLICE_POSTINGS = 200_000
"""Postings of stems that are sorted at a time, at some 100 bytes each."""
FIELDS = 4
"""Numbers of a posting: term, row, frequency, frequency in the title."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a segment, ascending, and how they belong together."""

    norms: Strings
    stems: Strings
    exacts: Strings
    """By norm or in all, ascending."""
    norm_stems: Array
    """Number of each norm's stem."""


def encode_core(slices: Iterable[Tokens], words: Vocabulary, title_lengths: Array, scratch: Scratch) -> Named:
    """The arrays of a core, each made when it is asked for.

    Args:
        slices: all tokens, cut between norms.
        words: all terms; exact forms that no token has are left out.
        title_lengths: words in each row's title.
        scratch: where the arrays wait; it is left when they are written.

    Raises:
        OSError: the disk is full, or fails.
    """
    norms = len(words.norms)
    postings, positions = PostingsEncoder(norms, scratch), PositionsEncoder(norms, scratch)
    forms = ExactEncoder(norms, scratch)
    shared = SharedStems(words.norm_stems, len(words.stems), scratch)
    for tokens in slices:
        counted = count_tokens(tokens, title_lengths)
        postings.add(counted)
        positions.add(tokens)
        forms.add(tokens)
        shared.add(counted)
    stems = PostingsEncoder(len(words.stems), scratch)
    for merged in shared.postings():
        stems.add(merged)
    yield from encode_texts("norm", len(words.norms), words.norms)
    yield from postings.sections("norm")
    yield from positions.sections()
    yield from encode_texts("stem", len(words.stems), words.stems)
    yield from stems.sections("stem")
    yield from _stem_norms(words.norm_stems, len(words.stems))
    yield from forms.sections(words.norms, words.exacts)


def _stem_norms(norm_stems: Array, stems: int) -> Named:
    yield "stem.norm_offsets", narrow(offsets_of(np.bincount(norm_stems, minlength=stems)))
    yield "stem.norms", narrow(np.argsort(norm_stems, kind="stable"))


def count_tokens(tokens: Tokens, title_lengths: Array) -> TermRows:
    """Postings of sorted tokens."""
    starts = group_starts(tokens.norms, tokens.rows)
    if not len(starts):
        return NO_ROWS
    freqs = np.diff(np.append(starts, len(tokens.norms)))
    in_title = tokens.positions < title_lengths[tokens.rows]
    titles = np.add.reduceat(in_title, starts, dtype=np.int64)
    return TermRows(tokens.norms[starts], tokens.rows[starts], freqs, titles)


class SharedStems:
    """Adds up the postings of stems that several norms share.

    They come by norm and are wanted by stem: each portion is sorted by stem and spooled, and then the stems' parts of
    all portions are read, some stems at a time.
    """

    def __init__(self, norm_stems: Array, stems: int, scratch: Scratch) -> None:
        self._norm_stems = norm_stems
        self._shared = np.bincount(norm_stems, minlength=stems) > 1
        self._totals = np.zeros(stems, np.int64)
        self._spool = scratch.spool(np.uint32)
        self._runs: list[tuple[Array, I64]] = []
        """Of each portion the stems, ascending, and where in the spool theirs begin, the portion's end at last."""

    def add(self, postings: TermRows) -> None:
        """Add the next norms' postings."""
        stems = self._norm_stems[postings.terms]
        kept = np.flatnonzero(self._shared[stems])
        kept = kept[sort_by(stems[kept])]
        stems = stems[kept]
        starts = group_starts(stems)
        if len(starts):
            begin = len(self._spool) // FIELDS
            self._runs.append((stems[starts], np.append(starts, len(stems)) + begin))
            self._totals += np.bincount(stems, minlength=len(self._totals))
            fields = (stems, postings.rows[kept], postings.freqs[kept], postings.title_freqs[kept])
            self._spool.add(np.column_stack(fields).astype(np.uint32).ravel())

    def postings(self) -> Iterator[TermRows]:
        """The sums, by stem and row."""
        for first, last in portions(self._totals, SLICE_POSTINGS):
            parts = [self._read(stems, starts, first, last) for stems, starts in self._runs]
            if parts:
                yield _add_up(TermRows(*np.concatenate(parts).T))

    def _read(self, stems: Array, starts: I64, first: int, last: int) -> Array:
        """The postings that a portion has of a range of stems: one row of `FIELDS` numbers each."""
        low, high = np.searchsorted(stems, (first, last)).tolist()
        return self._spool.read(int(starts[low]) * FIELDS, int(starts[high]) * FIELDS).reshape(-1, FIELDS)


def _add_up(postings: TermRows) -> TermRows:
    order = sort_by(postings.terms, postings.rows)
    terms, rows = postings.terms[order], postings.rows[order]
    starts = group_starts(terms, rows)
    if not len(starts):
        return NO_ROWS
    freqs = np.add.reduceat(postings.freqs[order], starts, dtype=np.int64)
    titles = np.add.reduceat(postings.title_freqs[order], starts, dtype=np.int64)
    return TermRows(terms[starts], rows[starts], freqs, titles)
