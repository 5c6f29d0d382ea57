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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import group_starts, narrow, offsets_of, sort_by
from fihrist.index.engine.encoders import (
    NO_ROWS,
    ExactEncoder,
    PositionsEncoder,
    PostingsEncoder,
    TermRows,
    Tokens,
    encode_texts,
)

Array = NDArray[Any]
SLICE_POSTINGS = 2_000_000
"""Postings of stems that are sorted at a time."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of a segment, ascending, and how they belong together."""

    norms: Sequence[str]
    stems: Sequence[str]
    exacts: Sequence[str]
    norm_stems: Array
    """Number of each norm's stem."""


def encode_core(slices: Iterable[Tokens], words: Vocabulary, title_lengths: Array) -> dict[str, Array]:
    """The arrays of a core.

    Args:
        slices: all tokens, cut between norms.
        words: all terms; exact forms that no token has are left out.
        title_lengths: words in each row's title.
    """
    norms = len(words.norms)
    postings, positions, forms = PostingsEncoder(norms), PositionsEncoder(norms), ExactEncoder(norms)
    shared = np.bincount(words.norm_stems, minlength=len(words.stems)) > 1
    of_shared: list[TermRows] = []
    for tokens in slices:
        counted = count_tokens(tokens, title_lengths)
        postings.add(counted)
        positions.add(tokens)
        forms.add(tokens)
        of_shared.append(_with_stems(counted, words.norm_stems, shared))
    stems = PostingsEncoder(len(words.stems))
    for merged in _merge_norms(of_shared, len(words.stems)):
        stems.add(merged)
    return {
        **encode_texts("norm", words.norms),
        **postings.sections("norm"),
        **positions.sections(),
        **encode_texts("stem", words.stems),
        **stems.sections("stem"),
        **_stem_norms(words.norm_stems, len(words.stems)),
        **forms.sections(words.norms, words.exacts),
    }


def _stem_norms(norm_stems: Array, stems: int) -> dict[str, Array]:
    return {
        "stem.norm_offsets": narrow(offsets_of(np.bincount(norm_stems, minlength=stems))),
        "stem.norms": narrow(np.argsort(norm_stems, kind="stable")),
    }


def count_tokens(tokens: Tokens, title_lengths: Array) -> TermRows:
    """Postings of sorted tokens."""
    starts = group_starts(tokens.norms, tokens.rows)
    if not len(starts):
        return NO_ROWS
    freqs = np.diff(np.append(starts, len(tokens.norms)))
    in_title = tokens.positions < title_lengths[tokens.rows]
    titles = np.add.reduceat(in_title, starts, dtype=np.int64)
    return TermRows(tokens.norms[starts], tokens.rows[starts], freqs, titles)


def _with_stems(postings: TermRows, norm_stems: Array, shared: Array) -> TermRows:
    """The norms' postings under their stems, of stems that several norms share; compact, for there may be many."""
    stems = norm_stems[postings.terms]
    kept = np.flatnonzero(shared[stems])
    return TermRows(
        stems[kept].astype(np.uint32),
        postings.rows[kept].astype(np.uint32),
        postings.freqs[kept].astype(np.uint32),
        postings.title_freqs[kept].astype(np.uint32),
    )


def _merge_norms(pieces: Sequence[TermRows], stems: int) -> Iterator[TermRows]:
    """Add up the postings of each stem and row, some stems at a time."""
    totals = np.zeros(stems, np.int64)
    for piece in pieces:
        totals += np.bincount(piece.terms, minlength=stems)
    ends = np.cumsum(totals)
    first = 0
    while first < stems:
        done = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + SLICE_POSTINGS, "right")))
        chosen = [_of_terms(piece, first, last) for piece in pieces]
        yield _add_up(TermRows(*(np.concatenate(arrays) for arrays in zip(*chosen, strict=True))))
        first = last


def _of_terms(postings: TermRows, first: int, last: int) -> tuple[Array, Array, Array, Array]:
    kept = np.flatnonzero((postings.terms >= first) & (postings.terms < last))
    return postings.terms[kept], postings.rows[kept], postings.freqs[kept], postings.title_freqs[kept]


def _add_up(postings: TermRows) -> TermRows:
    order = sort_by(postings.terms, postings.rows)
    terms, rows = postings.terms[order], postings.rows[order]
    starts = group_starts(terms, rows)
    if not len(starts):
        return NO_ROWS
    freqs = np.add.reduceat(postings.freqs[order], starts, dtype=np.int64)
    titles = np.add.reduceat(postings.title_freqs[order], starts, dtype=np.int64)
    return TermRows(terms[starts], rows[starts], freqs, titles)
