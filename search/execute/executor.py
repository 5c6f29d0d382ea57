"""Running a query over all segments of a snapshot: the exact total, the articles of a page, the counts of facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment, Snapshot
from fihrist.search.execute import facets
from fihrist.search.execute.arrays import Indices, Rows, Scores, intersect
from fihrist.search.execute.facets import DATE_PARTS
from fihrist.search.execute.found import Found
from fihrist.search.execute.matching import Matcher, live, rows_of_sources, scores_anything
from fihrist.search.execute.mentioned import count_mentioned
from fihrist.search.execute.queries import Query
from fihrist.search.execute.rollup import Rollup
from fihrist.search.execute.top import smallest
from fihrist.search.query.tree import DateAspect
from fihrist.search.results import ASPECT_FACETS, MENTIONED_FACETS, Sort

ENTITY_FACETS = ("person", "organisation", "place")
_AFTER_ALL_DAYS = 10**9


@dataclass(frozen=True, slots=True)
class Plan:
    """A search, compiled."""

    query: Query
    """What is asked, and the filters that hold for every facet."""
    sources: tuple[int, ...] | None = None
    """Ordinals of outlets, any of them; the facet of sources is counted without it. None: all."""
    published: Query | None = None
    """The publication dates asked for; the facets of dates are counted without it. None: all."""
    mentioned: Query | None = None
    """What articles are to speak of; its facets are counted without it. None: anything."""
    precision: Query | None = None
    """How much is to be known of publication dates; its facet is counted without it. None: anything."""
    provenance: Query | None = None
    """Where publication dates come from; its facet is counted without it. None: anywhere."""
    rollup: Rollup | None = None
    """Which places count for others in the facet of places; None: each for itself alone."""
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, in the index's own terms."""

    total: int
    keys: list[int]
    """Of the articles of the page, in order."""
    scores: list[float]
    entities: Indices | None = None
    """Count by entity ordinal; None when no facet of entities was asked for."""
    sources: Indices | None = None
    """Count by outlet ordinal."""
    dates: dict[str, Counter[int]] = field(default_factory=dict)
    """Count by YYYY, YYYYMM or YYYYMMDD and 0 for undated, for each date facet asked for."""
    aspects: dict[str, Indices] = field(default_factory=dict)
    """Count by code, see `fihrist.search.execute.dated.VALUES`, for each facet of them asked for."""


class _Rows:
    """The live rows of a segment that answer, and those that would without one of the filters."""

    def __init__(self, found: Found, base: Rows, narrowing: Mapping[str, Rows], size: int) -> None:
        self.found = found
        self._base = base
        self._narrowing = narrowing
        self._size = size
        self.all = self._intersected("")

    def without(self, filter_name: str) -> Rows:
        """The rows that would answer without a filter."""
        return self._intersected(filter_name) if filter_name in self._narrowing else self.all

    def _intersected(self, left_out: str) -> Rows:
        rows = self._base
        for name, held in self._narrowing.items():
            if name != left_out:
                rows = intersect(rows, held, self._size)
        return rows


class _Ranked(NamedTuple):
    """The best rows of a segment: the smallest values come first."""

    values: NDArray[Any]
    keys: NDArray[np.uint64]
    scores: Scores


def execute(snapshot: Snapshot, plan: Plan) -> Answer:
    """Run a plan.

    Relevance sorts by score, then by the articles' keys; a query that scores nothing is sorted by date instead, newest
    first. Articles without a publication date come last in both orders of date.
    """
    matcher = Matcher(snapshot)
    scored = scores_anything(plan.query)
    order = Sort.NEWEST if plan.sort is Sort.RELEVANCE and not scored else plan.sort
    held = [(segment, rows_of(matcher, segment, plan)) for segment in snapshot.segments]
    wanted = plan.offset + plan.limit if plan.limit else 0
    ranked = [_rank(segment, rows, order, wanted, scored=scored) for segment, rows in held]
    keys, scores = _page(ranked, plan.offset, plan.limit)
    return Answer(
        sum(len(rows.all) for _, rows in held),
        keys,
        scores,
        _entities(snapshot, held, plan) if any(name in ENTITY_FACETS for name in plan.facets) else None,
        _sources(held) if "source" in plan.facets else None,
        _dates(held, plan.facets),
        _aspects(held, [DateAspect(name) for name in plan.facets if name in ASPECT_FACETS]),
    )


def rows_of(matcher: Matcher, segment: Segment, plan: Plan) -> _Rows:
    """The rows of a segment that answer a plan."""
    found = matcher.find(plan.query, segment)
    asked = {
        "published": plan.published,
        "mentioned": plan.mentioned,
        DateAspect.PRECISION: plan.precision,
        DateAspect.PROVENANCE: plan.provenance,
    }
    narrowing = {name: matcher.find(query, segment).rows for name, query in asked.items() if query is not None}
    if plan.sources is not None:
        narrowing["source"] = rows_of_sources(segment, plan.sources)
    return _Rows(found, live(segment, found.rows), narrowing, segment.rows)


def _rank(segment: Segment, rows: _Rows, order: Sort, wanted: int, *, scored: bool) -> _Ranked:
    """The rows of a segment that may stand among the first `wanted` of all."""
    if not wanted:
        return _Ranked(np.empty(0), np.empty(0, np.uint64), np.empty(0, np.float32))
    keys = segment.keys[rows.all]
    if order is Sort.RELEVANCE:
        values: NDArray[Any] = -_scores(rows.found, rows.all)
        best = smallest(values, keys, wanted)
        return _Ranked(values[best], keys[best], -values[best])
    values = _ages(segment, rows.all, order)
    best = np.sort(smallest(values, keys, wanted))
    scores = _scores(rows.found, rows.all[best]) if scored else np.zeros(len(best), np.float32)
    return _Ranked(values[best], keys[best], scores)


def _scores(found: Found, rows: Rows) -> Scores:
    scores = np.zeros(len(rows), np.float32)
    found.add_scores(rows, scores)
    return scores


def _ages(segment: Segment, rows: Rows, order: Sort) -> Indices:
    """Numbers that ascend in the order of publication, undated articles last."""
    days = segment.published_earliest[rows].astype(np.int64)
    if order is Sort.NEWEST:
        return -days
    days[days == 0] = _AFTER_ALL_DAYS
    return days


def _page(ranked: list[_Ranked], offset: int, limit: int) -> tuple[list[int], list[float]]:
    if not ranked or not limit:
        return [], []
    values = np.concatenate([part.values for part in ranked])
    keys = np.concatenate([part.keys for part in ranked])
    scores = np.concatenate([part.scores for part in ranked])
    order = np.lexsort((keys, values))[offset : offset + limit]
    return keys[order].tolist(), scores[order].tolist()


def _entities(snapshot: Snapshot, held: list[tuple[Segment, _Rows]], plan: Plan) -> Indices:
    known = len(snapshot.entity_types)
    counts = np.zeros(known, np.int64)
    rollup = plan.rollup if "place" in plan.facets else None
    for segment, rows in held:
        counts += facets.count_entities(segment, rows.all, known)
        if rollup is not None and not rollup.empty:
            counts += facets.count_added(segment, rows.all, known, rollup.added(segment))
    return counts


def _sources(held: list[tuple[Segment, _Rows]]) -> Indices:
    counts = np.zeros(0, np.int64)
    for segment, rows in held:
        counts = facets.add_counts(counts, facets.count_sources(segment, rows.without("source")))
    return counts


def _dates(held: list[tuple[Segment, _Rows]], names: Sequence[str]) -> dict[str, Counter[int]]:
    published = [name for name in names if name in DATE_PARTS]
    mentioned = [name for name in names if name in MENTIONED_FACETS]
    counts: dict[str, Counter[int]] = {name: Counter() for name in (*published, *mentioned)}
    for segment, rows in held:
        for name, counted in facets.count_dates(segment, rows.without("published"), published).items():
            counts[name].update(counted)
        for name in mentioned:
            counts[name].update(count_mentioned(segment, rows.without("mentioned"), name))
    return counts


def _aspects(held: list[tuple[Segment, _Rows]], aspects: list[DateAspect]) -> dict[str, Indices]:
    counts: dict[str, Indices] = {aspect: np.zeros(0, np.int64) for aspect in aspects}
    for segment, rows in held:
        for aspect in aspects:
            counted = facets.count_aspect(segment, rows.without(aspect), aspect)
            counts[aspect] = facets.add_counts(counts[aspect], counted)
    return counts
