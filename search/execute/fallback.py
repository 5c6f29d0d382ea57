"""Queries without a vectorised form: Whoosh's own matchers, over the snapshot's reader."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from fihrist.index.engine import Segment, Snapshot, whoosh_reader
from fihrist.search.execute.arrays import Rows, Scores
from fihrist.search.execute.found import Found
from fihrist.search.execute.queries import FixedRows, OwnQuery, Query, replace_leaves
from fihrist.search.execute.scoring import Statistics

if TYPE_CHECKING:
    from whoosh.searching import Searcher


class Finder(Protocol):
    """What answers the parts that Whoosh has no words for."""

    def find(self, query: Query, segment: Segment, within: Rows | None = None) -> Found:
        """See `fihrist.search.execute.matching.Matcher.find`."""
        ...


class WhooshRows:
    """Answers of Whoosh's matchers, scored with our formula, by segment."""

    def __init__(self, snapshot: Snapshot, statistics: Statistics, finder: Finder) -> None:
        self._segments = snapshot.segments
        self._snapshot = snapshot
        self._statistics = statistics
        self._finder = finder
        self._answers: list[tuple[Query, list[tuple[Rows, Scores]]]] = []

    def find(self, query: Query, segment: Segment) -> tuple[Rows, Scores]:
        """Live rows of a segment that match, with their scores."""
        answer = next((answer for asked, answer in self._answers if asked is query), None)
        if answer is None:
            answer = self._ask(query)
            self._answers.append((query, answer))
        return answer[self._segments.index(segment)]

    @cached_property
    def _bases(self) -> list[int]:
        """Number of each segment's first row in the reader, and the number after the last."""
        return [0, *np.cumsum([segment.rows for segment in self._segments]).tolist()]

    @cached_property
    def _searcher(self) -> Searcher:
        from whoosh.searching import Searcher

        from fihrist.search.execute.weighting import FihristWeighting

        return Searcher(whoosh_reader(self._snapshot), weighting=FihristWeighting(self._statistics))

    def _ask(self, query: Query) -> list[tuple[Rows, Scores]]:
        matcher = replace_leaves(query, self._own).matcher(self._searcher)
        documents: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            documents.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        numbers = np.array(documents, np.int64)
        ends = np.searchsorted(numbers, self._bases[1:])
        parts = zip(np.split(numbers, ends[:-1]), np.split(np.array(scores, np.float32), ends[:-1]), strict=True)
        return [((part - base).astype(np.uint32), own) for base, (part, own) in zip(self._bases, parts, strict=False)]

    def _own(self, query: Query) -> Query | None:
        """The documents of a leaf that only we can answer."""
        if not isinstance(query, OwnQuery):
            return None
        documents: list[int] = []
        for base, segment in zip(self._bases, self._segments, strict=False):
            documents += (self._finder.find(query, segment).rows.astype(np.int64) + base).tolist()
        return FixedRows(documents)
