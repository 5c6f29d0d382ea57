"""What a part of a query finds in one segment: rows at once, scores only for the rows that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Postings, Segment
from fihrist.search.execute.arrays import Rows, Scores, common
from fihrist.search.execute.scoring import TITLE_BOOST, Statistics


class Found(Protocol):
    """The rows that match, deleted ones included, and how they are scored."""

    @property
    def rows(self) -> Rows:
        """The matching rows."""
        ...

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """Add to `scores`, one number for each of `rows`, what this part gives the rows that match it."""
        ...


class Unscored:
    """Rows of a filter."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """Filters score nothing."""


class Fixed:
    """Rows with scores known already."""

    def __init__(self, rows: Rows, scores: Scores, size: int) -> None:
        self.rows = rows
        self._scores = scores
        self._size = size

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """See `Found`."""
        here, at = common(rows, self.rows, self._size)
        scores[here] += self._scores[at]


class Weighted:
    """Rows of a word or a phrase, scored by its frequencies in title and body."""

    def __init__(
        self, segment: Segment, statistics: Statistics, read: Callable[[], Postings], factor: Callable[[], float]
    ) -> None:
        """What `read` and `factor` (idf and weight) give is asked for when it is needed, once."""
        self._segment = segment
        self._statistics = statistics
        self._read = read
        self._factor = factor

    @cached_property
    def _postings(self) -> Postings:
        return self._read()

    @property
    def rows(self) -> Rows:
        """The matching rows."""
        return self._postings.rows

    @property
    def factor(self) -> float:
        """What the saturated frequency is multiplied by: idf and weight."""
        return self._factor()

    def frequencies(self, row: int) -> tuple[int, int]:
        """Occurrences in the title and in the body of a row; 0 for a row that does not match."""
        held = self._postings
        at = int(np.searchsorted(held.rows, row))
        if at == len(held.rows) or held.rows[at] != row:
            return 0, 0
        return int(held.title_freqs[at]), int(held.body_freqs[at])

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """See `Found`."""
        held = self._postings
        here, at = common(rows, held.rows, self._segment.rows)
        if not len(here):
            return
        segment, own = self._segment, held.rows[at]
        frequencies = boosted(held.title_freqs[at], held.body_freqs[at])
        lengths = boosted(segment.title_lengths[own], segment.body_lengths[own])
        scores[here] += self._statistics.weigh(frequencies, lengths, self._factor())


class Either:
    """Rows that match any of several parts, and score what the parts give them."""

    def __init__(self, rows: Rows, parts: Sequence[Found]) -> None:
        self.rows = rows
        self._parts = parts

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """See `Found`."""
        for part in self._parts:
            part.add_scores(rows, scores)


class Best(Either):
    """Rows that match any of several parts, and score what the best of them gives."""

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """See `Found`."""
        best = np.zeros(len(rows), np.float32)
        for part in self._parts:
            own = np.zeros(len(rows), np.float32)
            part.add_scores(rows, own)
            np.maximum(best, own, out=best)
        scores += best


class All(Either):
    """Rows that match all of several parts: other rows score nothing, even where some of the parts match."""

    def __init__(self, rows: Rows, parts: Sequence[Found], size: int) -> None:
        super().__init__(rows, parts)
        self._size = size

    def add_scores(self, rows: Rows, scores: Scores) -> None:
        """See `Found`."""
        here, _ = common(rows, self.rows, self._size)
        if len(here) == len(rows):
            super().add_scores(rows, scores)
            return
        own = np.zeros(len(here), np.float32)
        super().add_scores(rows[here], own)
        scores[here] += own


def boosted(title: NDArray[Any], body: NDArray[Any]) -> Scores:
    """Frequencies or lengths of title and body as one number."""
    sums = title.astype(np.float32)
    sums *= np.float32(TITLE_BOOST)
    sums += body
    return sums
