"""Queries without a vectorised form: Whoosh's own matchers, over the snapshot's reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from fihrist.index.engine import Segment, Snapshot
from fihrist.search.execute.arrays import Rows, Scores
from fihrist.search.execute.found import Found
from fihrist.search.execute.queries import FixedRows, OwnQuery, Phrase, Query, ScopedTerm, replace_leaves
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
        self._snapshot = snapshot
        self._statistics = statistics
        self._finder = finder
        self._answers: list[tuple[Query, dict[int, tuple[Rows, Scores]]]] = []

    def find(self, query: Query, segment: Segment) -> tuple[Rows, Scores]:
        """Rows of a segment that match, deleted ones left out, with their scores."""
        answer = next((answer for asked, answer in self._answers if asked is query), None)
        if answer is None:
            answer = self._ask(query)
            self._answers.append((query, answer))
        return answer[id(segment)]

    def _ask(self, query: Query) -> dict[int, tuple[Rows, Scores]]:
        matcher = replace_leaves(query, self._own).matcher(self._searcher())
        numbers: list[int] = []
        scores: list[float] = []
        while matcher.is_active():
            numbers.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return self._split(np.array(numbers, np.int64), np.array(scores, np.float32))

    def _searcher(self) -> Searcher:
        from whoosh.searching import Searcher

        from fihrist.index.engine import whoosh_reader
        from fihrist.search.execute.weighting import FihristWeighting

        return Searcher(whoosh_reader(self._snapshot), weighting=FihristWeighting(self._statistics))

    def _split(self, numbers: np.ndarray, scores: Scores) -> dict[int, tuple[Rows, Scores]]:
        answer = {}
        base = 0
        for segment in self._snapshot.segments:
            start, end = np.searchsorted(numbers, (base, base + segment.rows))
            answer[id(segment)] = ((numbers[start:end] - base).astype(np.uint32), scores[start:end])
            base += segment.rows
        return answer

    def _own(self, query: Query) -> Query | None:
        """The documents of a leaf that only we can answer."""
        if not isinstance(query, OwnQuery | Phrase | ScopedTerm):
            return None
        numbers: list[int] = []
        weights: list[float] = []
        base = 0
        for segment in self._snapshot.segments:
            found = self._finder.find(query, segment)
            scores = np.zeros(len(found.rows), np.float32)
            found.add_scores(found.rows, scores)
            numbers.extend((found.rows.astype(np.int64) + base).tolist())
            weights.extend(scores.tolist())
            base += segment.rows
        return FixedRows(numbers, weights)
