"""What a query object finds in one segment, by operations on whole arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import cast

import numpy as np

from fihrist.index.engine import Postings, Segment, Snapshot, View
from fihrist.search.execute import dates, phrases
from fihrist.search.execute.arrays import NO_ROWS, Rows, every_row, intersect, subtract, union
from fihrist.search.execute.fallback import WhooshRows
from fihrist.search.execute.found import All, Either, Fixed, Found, Unscored, Weighted
from fihrist.search.execute.queries import (
    And,
    DateRangeQuery,
    EntityQuery,
    Every,
    ExactTerm,
    Not,
    NullQuery,
    Or,
    OwnQuery,
    Phrase,
    Query,
    ScopedTerm,
    SourceQuery,
    Term,
    UndatedQuery,
    WordQuery,
)
from fihrist.search.execute.scoring import PHRASE_WEIGHT, Statistics, idf
from fihrist.search.query.tree import Scope


class Matcher:
    """Evaluates query objects on the segments of a snapshot.

    Query types without a vectorised form are answered by Whoosh's own matchers over the snapshot's reader.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.statistics = Statistics.of(snapshot)
        self._exact_idf: dict[str, float] = {}
        self._whoosh = WhooshRows(snapshot, self.statistics, self)
        self._evaluators: dict[type, Callable[..., Found]] = {
            And: self._and,
            Or: self._or,
            WordQuery: self._word,
            Not: self._not,
            Every: self._every,
            type(NullQuery): self._nothing,
            Term: self._term,
            ScopedTerm: self._term,
            ExactTerm: self._exact,
            Phrase: self._phrase,
            EntityQuery: self._entities,
            SourceQuery: self._sources,
            DateRangeQuery: self._dates,
            UndatedQuery: self._undated,
        }

    def find(self, query: Query, segment: Segment, within: Rows | None = None) -> Found:
        """The rows of a segment that match, deleted ones included.

        Args:
            query: what to find.
            segment: one of the snapshot's segments.
            within: a hint: rows outside of it need not be found, though they may.
        """
        evaluate = self._evaluators.get(type(query))
        if evaluate is None:
            rows, scores = self._whoosh.find(query, segment)
            return Fixed(rows, scores, segment.rows)
        return evaluate(query, segment, within)

    def _and(self, query: And, segment: Segment, within: Rows | None) -> Found:
        negative = [child for child in query if type(child) is Not]
        required = [child for child in query if type(child) is not Not]
        parts: dict[int, Found] = {}
        rows = within
        for at, child in sorted(enumerate(required), key=lambda pair: _costly(pair[1])):
            parts[at] = self.find(child, segment, rows)
            found = parts[at].rows
            rows = found if rows is None else intersect(rows, found, segment.rows)
            if not len(rows):
                return Unscored(NO_ROWS)
        remaining = every_row(segment.rows) if rows is None else rows
        for child in negative:
            excluded = self.find(child.query, segment, remaining).rows
            remaining = subtract(remaining, excluded, segment.rows)
        return All(remaining, [parts[at] for at in sorted(parts)], segment.rows)

    def _or(self, query: Or, segment: Segment, within: Rows | None) -> Found:
        parts = [self.find(child, segment, within) for child in query]
        return Either(union([part.rows for part in parts], segment.rows), parts)

    def _word(self, query: WordQuery, segment: Segment, within: Rows | None) -> Found:
        """The stem's rows: every row of the norm is among them."""
        parts = [self.find(child, segment, within) for child in query]
        return Either(parts[0].rows, parts)

    def _not(self, query: Not, segment: Segment, within: Rows | None) -> Found:
        everything = every_row(segment.rows) if within is None else within
        return Unscored(subtract(everything, self.find(query.query, segment, within).rows, segment.rows))

    def _every(self, query: Every, segment: Segment, within: Rows | None) -> Found:
        if query.fieldname is not None:
            rows, _ = self._whoosh.find(query, segment)
            return Unscored(rows)
        return Unscored(every_row(segment.rows) if within is None else within)

    def _nothing(self, _query: Query, _segment: Segment, _within: Rows | None) -> Found:
        return Unscored(NO_ROWS)

    def _term(self, query: Term, segment: Segment, _within: Rows | None) -> Found:
        view = cast(View, query.fieldname)
        term = segment.lookup(view, query.text)
        if term < 0:
            return Unscored(NO_ROWS)
        scope = query.scope if isinstance(query, ScopedTerm) else Scope.ANY
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(segment.postings(view, term), scope),
            lambda: query.boost * self.statistics.idf(view, query.text),
        )

    def _exact(self, query: ExactTerm, segment: Segment, _within: Rows | None) -> Found:
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(segment.exact_postings(query.exact), query.scope),
            lambda: PHRASE_WEIGHT * self._idf_of_exact(query.exact),
        )

    def _idf_of_exact(self, exact: str) -> float:
        if exact not in self._exact_idf:
            self._exact_idf[exact] = idf(self._snapshot.exact_document_frequency(exact), self.statistics.total)
        return self._exact_idf[exact]

    def _phrase(self, query: Phrase, segment: Segment, within: Rows | None) -> Found:
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(phrases.occurrences(segment, query, within), query.scope),
            lambda: PHRASE_WEIGHT * sum(self.statistics.idf("norm", word) for word in query.words),
        )

    def _entities(self, query: EntityQuery, segment: Segment, _within: Rows | None) -> Found:
        known = len(self._snapshot.entity_types)
        sets = [segment.entity_rows(ordinal) for ordinal in query.ordinals if ordinal < known]
        return Unscored(union([np.asarray(rows, np.uint32) for rows in sets], segment.rows))

    def _sources(self, query: SourceQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(rows_of_sources(segment, query.ordinals))

    def _dates(self, query: DateRangeQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(dates.in_range(segment, query))

    def _undated(self, _query: UndatedQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(dates.undated(segment))


def cut(postings: Postings, scope: Scope) -> Postings:
    """The postings of a part of the articles; what lies outside of it does not count for scores either."""
    if scope is Scope.ANY:
        return postings
    title, body = postings.title_freqs, postings.body_freqs
    held = np.flatnonzero(title if scope is Scope.TITLE else body)
    outside = np.zeros(len(held), np.uint32)
    if scope is Scope.TITLE:
        return Postings(postings.rows[held], title[held], outside)
    return Postings(postings.rows[held], outside, body[held])


def live(segment: Segment, rows: Rows) -> Rows:
    """The rows that are not deleted."""
    return rows if segment.live is None else rows[segment.live[rows]]


def rows_of_sources(segment: Segment, ordinals: Sequence[int]) -> Rows:
    """Rows of any of some outlets."""
    matching = reduce(np.logical_or, (segment.source == ordinal for ordinal in ordinals))
    return np.flatnonzero(matching).astype(np.uint32)


def scores_anything(query: Query) -> bool:
    """Whether the query can give any article a score above 0; filters and NOT cannot."""
    if isinstance(query, Not | Every | OwnQuery) and not isinstance(query, ExactTerm):
        return False
    if query.is_leaf():
        return query is not NullQuery
    return any(scores_anything(child) for child in query.children())


def _costly(query: Query) -> bool:
    """Whether a part gets cheaper when other parts have narrowed the rows already."""
    return isinstance(query, Phrase) or type(query) in (And, Or)
