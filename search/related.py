"""Who and what appears together more often than chance: entities named beside a query or an entity.

The measure is Dunning's log-likelihood ratio G² of the two-by-two table of articles (found or not, naming the entity
or not); it is sound for rare names, where pointwise mutual information and χ² are not. Dunning, "Accurate Methods for
the Statistics of Surprise and Coincidence", Computational Linguistics 19(1), 1993.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment
from fihrist.index.model import EntityType
from fihrist.index.records import TYPE_CODES
from fihrist.search.execute.arrays import Indices, Rows, every_row
from fihrist.search.execute.facets import count_entities
from fihrist.search.execute.matching import live
from fihrist.search.execute.selection import selected
from fihrist.search.planning import plan_of
from fihrist.search.query.tree import Entity, children_of
from fihrist.search.question import Question
from fihrist.search.results import NO_FILTERS, Filters
from fihrist.search.service import remarks

if TYPE_CHECKING:
    from fihrist.index.store import Store
    from fihrist.search.query.tree import Diagnostic

SUPPORT = 3
"""Articles that must name an entity beside the query, unless told otherwise: fewer are hardly a pattern."""
CERTAIN = 10.83
"""G² that chance alone exceeds once in a thousand (χ², one degree of freedom)."""


@dataclass(frozen=True, slots=True)
class Related:
    """An entity that the articles found name more often than others do."""

    value: str
    """What filters take."""
    label: str
    type: EntityType
    observed: int
    """Articles found that name it."""
    expected: float
    """How many would if the two had nothing to do with each other."""
    total: int
    """Articles of the archive that name it."""
    score: float
    """G²; above `CERTAIN` chance is no explanation."""

    @property
    def lift(self) -> float:
        """How many times more often than by chance."""
        return self.observed / self.expected


@dataclass(frozen=True, slots=True)
class RelatedEntities:
    """The answer to `related`."""

    interpreted: str
    found: int
    """Articles found."""
    articles: int
    """Articles of the archive."""
    entities: tuple[Related, ...]
    """The surest first."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What the author of the query should know about it."""


def related(
    store: Store,
    query: str,
    *,
    filters: Filters = NO_FILTERS,
    type: EntityType | None = None,  # noqa: A002 - as everywhere
    limit: int = 20,
    support: int = SUPPORT,
    as_typed: bool = False,
) -> RelatedEntities:
    """The entities that the articles found name above chance; those that the query itself asks for are left out.

    Every article counts once, for the entities that it names itself: a town does not count for its governorate here.

    Args:
        store: the archive.
        query: what was typed; never an error.
        as_typed: as for `fihrist.search.service.search`.
        filters: what narrows the search besides.
        type: only entities of this type; None: of all.
        limit: how many, the surest first; 0 for all.
        support: how many of the articles found must name an entity at least.

    Raises:
        UsageError: a filter has no meaning.
    """
    question, snapshot = Question.of(store, query, filters, as_typed=as_typed), store.snapshot
    known = len(snapshot.entity_types)
    held = selected(snapshot, plan_of(store, snapshot, question))
    here = _counts([(segment, rows) for segment, rows in held], known)
    everywhere = _counts([(segment, live(segment, every_row(segment.rows))) for segment in snapshot.segments], known)
    found, articles = sum(len(rows) for _, rows in held), snapshot.doc_count
    scores = g_squared(here, everywhere, found, articles)
    wanted = (here >= max(1, support)) & (here * articles > everywhere * found)
    if type is not None:
        wanted &= snapshot.entity_types == TYPE_CODES[type]
    wanted[[at for at in _asked_for(question) if at < known]] = False
    chosen = _best(np.flatnonzero(wanted), scores, limit)
    rows = {row.ordinal: row for row in store.records.entity(chosen)}
    entities = tuple(
        Related(
            rows[at].key, rows[at].label, rows[at].type, int(here[at]), float(everywhere[at]) * found / articles,
            int(everywhere[at]), round(float(scores[at]), 3),
        )
        for at in chosen if at in rows
    )  # fmt: skip
    return RelatedEntities(question.parsed.interpreted, found, articles, entities, remarks(store, question))


def _counts(held: list[tuple[Segment, Rows]], known: int) -> Indices:
    counts = np.zeros(known, np.int64)
    for segment, rows in held:
        counts += count_entities(segment, rows, known)
    return counts


def g_squared(here: Indices, everywhere: Indices, found: int, articles: int) -> NDArray[np.float64]:
    """G² of each entity: named in `here` of the `found`, in `everywhere` of all `articles`."""
    table = np.array([here, everywhere - here, found - here, articles - found - everywhere + here], np.float64)
    rows = np.array([everywhere, everywhere, articles - everywhere, articles - everywhere], np.float64)
    columns = np.array([[found], [articles - found], [found], [articles - found]], np.float64)
    expected = rows * columns / max(articles, 1)
    ratio = np.divide(table, expected, out=np.ones_like(table), where=(table > 0) & (expected > 0))
    scores: NDArray[np.float64] = 2.0 * (table * np.log(ratio)).sum(axis=0)
    return np.maximum(scores, 0.0)


def _best(ordinals: Indices, scores: NDArray[np.float64], limit: int) -> list[int]:
    """The highest scores first; of equal ones the lower ordinal."""
    order = ordinals[np.lexsort((ordinals, -scores[ordinals]))]
    chosen: list[int] = (order[:limit] if limit else order).tolist()
    return chosen


def _asked_for(question: Question) -> set[int]:
    """The ordinals of the entities in a query and its filters."""
    found: set[int] = set()
    waiting = list(question.parts)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Entity):
            found.update(question.names.entities.get(node, ()))
        waiting.extend(children_of(node))
    return found
