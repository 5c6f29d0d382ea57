"""What a query object finds in one segment, by operations on whole arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from fihrist.index.engine import Postings, Segment, Snapshot, View
from fihrist.index.engine.fields import FIELDS
from fihrist.index.engine.model import NO_POSTINGS
from fihrist.search.execute import dated, dates, phrases
from fihrist.search.execute.arrays import NO_ROWS, Rows, every_row, intersect, subtract, union
from fihrist.search.execute.fallback import WhooshRows
from fihrist.search.execute.forms import Forms
from fihrist.search.execute.found import All, Best, Either, Fixed, Found, Unscored, Weighted
from fihrist.search.execute.queries import (
    And,
    AndMaybe,
    DatedQuery,
    DateRangeQuery,
    DisjunctionMax,
    EntityQuery,
    Every,
    FormsQuery,
    LanguageQuery,
    NearQuery,
    Not,
    NullQuery,
    Or,
    OwnQuery,
    Phrase,
    Query,
    ScoredQuery,
    SourceQuery,
    Term,
    UndatedQuery,
    WordQuery,
)
from fihrist.search.execute.scoring import Statistics


class Matcher:
    """Evaluates query objects on the segments of a snapshot.

    Query types without a vectorised form are answered by Whoosh's own matchers over the snapshot's reader.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.statistics = Statistics.of(snapshot)
        self.forms = Forms(snapshot)
        self._whoosh = WhooshRows(snapshot, self.statistics, self)
        self._evaluators: dict[type, Callable[..., Found]] = {
            And: self._and,
            Or: self._or,
            DisjunctionMax: self._best,
            AndMaybe: self._preferring,
            WordQuery: self._word,
            Not: self._not,
            Every: self._every,
            type(NullQuery): self._nothing,
            Term: self._term,
            Phrase: self._phrase,
            NearQuery: self._near,
            FormsQuery: self._expanded,
            EntityQuery: self._entities,
            SourceQuery: self._sources,
            LanguageQuery: self._language,
            DateRangeQuery: self._dates,
            UndatedQuery: self._undated,
            DatedQuery: self._dated,
        }

    def find(self, query: Query, segment: Segment, within: Rows | None = None) -> Found:
        """The rows of a segment that match, deleted ones included.

        Args:
            query: what to find.
            segment: one of the snapshot's segments.
            within: a hint: rows outside of it need not be found, though they may.
        """
        evaluate = self._evaluators.get(type(query))
        return self._by_whoosh(query, segment) if evaluate is None else evaluate(query, segment, within)

    def _and(self, query: And, segment: Segment, within: Rows | None) -> Found:
        negative = [child for child in query.children() if type(child) is Not]
        required = [child for child in query.children() if type(child) is not Not]
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
        parts = [self.find(child, segment, within) for child in query.children()]
        return Either(union([part.rows for part in parts], segment.rows), parts)

    def _best(self, query: DisjunctionMax, segment: Segment, within: Rows | None) -> Found:
        parts = [self.find(child, segment, within) for child in query.children()]
        return Best(union([part.rows for part in parts], segment.rows), parts)

    def _preferring(self, query: AndMaybe, segment: Segment, within: Rows | None) -> Found:
        """The first part's rows: the second only adds to their scores."""
        required = self.find(query.a, segment, within)
        return All(required.rows, [required, self.find(query.b, segment, required.rows)], segment.rows)

    def _word(self, query: WordQuery, segment: Segment, within: Rows | None) -> Found:
        """The stem's rows: every row of the norm is among them."""
        parts = [self.find(child, segment, within) for child in query.children()]
        return Either(parts[0].rows, parts)

    def _not(self, query: Not, segment: Segment, within: Rows | None) -> Found:
        everything = every_row(segment.rows) if within is None else within
        return Unscored(subtract(everything, self.find(query.query, segment, within).rows, segment.rows))

    def _every(self, query: Every, segment: Segment, within: Rows | None) -> Found:
        if query.fieldname is not None:
            return self._by_whoosh(query, segment)
        return Unscored(every_row(segment.rows) if within is None else within)

    def _nothing(self, _query: Query, _segment: Segment, _within: Rows | None) -> Found:
        return Unscored(NO_ROWS)

    def _term(self, query: Term, segment: Segment, _within: Rows | None) -> Found:
        key = FIELDS[query.fieldname]
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(postings_of(segment, key.view, query.text), key.scope),
            lambda: query.boost * self.statistics.idf(key.view, query.text),
        )

    def _phrase(self, query: Phrase, segment: Segment, within: Rows | None) -> Found:
        key = FIELDS[query.fieldname]
        if key.view != "norm" or query.slop != 1:
            return self._by_whoosh(query, segment)
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(phrases.side_by_side(segment, query.words, within), key.scope),
            lambda: query.boost * sum(self.statistics.idf("norm", word) for word in query.words),
        )

    def _near(self, query: NearQuery, segment: Segment, within: Rows | None) -> Found:
        scope = FIELDS[query.fieldname].scope
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(phrases.nearby(segment, query.stems, query.distance, within), scope),
            lambda: query.boost * sum(self.statistics.idf("stem", stem) for stem in query.stems),
        )

    def _expanded(self, query: FormsQuery, segment: Segment, _within: Rows | None) -> Found:
        scope = FIELDS[query.fieldname].scope
        return Weighted(
            segment,
            self.statistics,
            lambda: cut(self.forms.postings(query, segment), scope),
            lambda: query.boost * self.forms.idf(query),
        )

    def _by_whoosh(self, query: Query, segment: Segment) -> Found:
        rows, scores = self._whoosh.find(query, segment)
        return Fixed(rows, scores, segment.rows)

    def _entities(self, query: EntityQuery, segment: Segment, _within: Rows | None) -> Found:
        known = len(self._snapshot.entity_types)
        sets = [segment.entity_rows(ordinal) for ordinal in query.ordinals if ordinal < known]
        return Unscored(union([np.asarray(rows, np.uint32) for rows in sets], segment.rows))

    def _sources(self, query: SourceQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(rows_of_sources(segment, query.ordinals))

    def _language(self, query: LanguageQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(np.flatnonzero(segment.language == query.ordinal).astype(np.uint32))

    def _dates(self, query: DateRangeQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(dates.in_range(segment, query))

    def _dated(self, query: DatedQuery, segment: Segment, _within: Rows | None) -> Found:
        known = dated.column(segment, query.aspect)
        return Unscored(np.flatnonzero(np.isin(known, query.codes)).astype(np.uint32))

    def _undated(self, _query: UndatedQuery, segment: Segment, _within: Rows | None) -> Found:
        return Unscored(dates.undated(segment))


def postings_of(segment: Segment, view: View | Literal["exact"], term: str) -> Postings:
    """The rows of a segment that hold a term."""
    if view == "exact":
        return segment.exact_postings(term)
    term_id = segment.lookup(view, term)
    return segment.postings(view, term_id) if term_id >= 0 else NO_POSTINGS


def cut(postings: Postings, scope: Literal["any", "title", "body"]) -> Postings:
    """The postings of a part of the articles; what lies outside of it does not count for scores either."""
    if scope == "any":
        return postings
    title, body = postings.title_freqs, postings.body_freqs
    held = np.flatnonzero(title if scope == "title" else body)
    outside = np.zeros(len(held), np.uint32)
    if scope == "title":
        return Postings(postings.rows[held], title[held], outside)
    return Postings(postings.rows[held], outside, body[held])


def live(segment: Segment, rows: Rows) -> Rows:
    """The rows that are not deleted."""
    return rows if segment.live is None else rows[segment.live[rows]]


def rows_of_sources(segment: Segment, ordinals: Sequence[int]) -> Rows:
    """Rows of any of some outlets."""
    return np.flatnonzero(np.isin(segment.source, ordinals)).astype(np.uint32)


def scores_anything(query: Query) -> bool:
    """Whether the query can give any article a score above 0; filters and NOT cannot."""
    if isinstance(query, ScoredQuery):
        return True
    if isinstance(query, Not | Every | OwnQuery):
        return False
    if isinstance(query, And | Or | DisjunctionMax | AndMaybe):
        return any(scores_anything(child) for child in query.children())
    return query is not NullQuery


def _costly(query: Query) -> bool:
    """Whether a part gets cheaper when other parts have narrowed the rows already."""
    return isinstance(query, Phrase | NearQuery) or type(query) in (And, Or, DisjunctionMax, AndMaybe)
