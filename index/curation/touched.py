"""The articles of an index that have one of some rows of words: those in which a change of names may find otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from fihrist.index.engine import Segment, Snapshot
from fihrist.index.engine.model import I64
from fihrist.index.entities.user_words import Pattern

_MANY = 2_000
"""Patterns from which on the terms are read once from end to end instead of being looked up one by one."""
_PLACES = 1 << 32
"""Above all positions."""


def touched(snapshot: Snapshot, patterns: Collection[Pattern]) -> list[int]:
    """Keys of the live articles in which the words of one of the patterns stand side by side, ascending.

    Args:
        snapshot: an index.
        patterns: rows of words, for each word the norms that it may be.
    """
    found: set[int] = set()
    for segment in snapshot.segments:
        terms = _Terms(segment, patterns)
        rows = np.zeros(segment.rows, np.bool_)
        for pattern in patterns:
            rows[_rows(segment, terms, pattern)] = True
        if segment.live is not None:
            rows &= segment.live
        found.update(segment.keys[rows].tolist())
    return sorted(found)


class _Terms:
    """Numbers of a segment's norms."""

    def __init__(self, segment: Segment, patterns: Collection[Pattern]) -> None:
        self._segment = segment
        self._numbers: dict[str, int] | None = None
        if len(patterns) > _MANY:
            wanted = {word for pattern in patterns for words in pattern for word in words}
            norms = enumerate(segment.terms("norm").all())
            self._numbers = {norm: number for number, norm in norms if norm in wanted}

    def of(self, words: Iterable[str]) -> list[int]:
        """Of those of the words that there are."""
        if self._numbers is not None:
            numbers = self._numbers
            return [numbers[word] for word in words if word in numbers]
        return [number for word in words if (number := self._segment.lookup("norm", word)) >= 0]


def _rows(segment: Segment, terms: _Terms, pattern: Pattern) -> I64:
    """The rows that have the words of a pattern side by side, live or not, ascending."""
    numbers = []
    for words in pattern:
        numbers.append(terms.of(words))
        if not numbers[-1]:
            return np.empty(0, np.int64)
    held = [_rows_with(segment, alternatives) for alternatives in numbers]
    rows = min(held, key=len)
    for other in held:
        if other is not rows:
            rows = np.intersect1d(rows, other, assume_unique=True)
    if len(pattern) == 1 or not len(rows):
        return rows
    begins = None
    for place, alternatives in enumerate(numbers):
        # Where a row of words would begin, plus its length, so that none begins before its article.
        here = _tokens(segment, alternatives, rows) + (len(numbers) - place)
        begins = here if begins is None else np.intersect1d(begins, here, assume_unique=True)
    assert begins is not None
    return rows[np.unique(begins // _PLACES)]


def _rows_with(segment: Segment, numbers: list[int]) -> I64:
    parts = [segment.rows_with("norm", number).astype(np.int64) for number in numbers]
    return np.unique(np.concatenate(parts)) if len(parts) > 1 else parts[0]


def _tokens(segment: Segment, numbers: list[int], rows: I64) -> I64:
    """Where any of the norms stands in some rows: index into `rows` and position as one number."""
    found = [segment.positions(number, rows) for number in numbers]
    return np.concatenate([indices * _PLACES + positions for indices, positions in found])
