"""From a question to the plan that answers it; whatever counts articles goes this way, so that all agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from fihrist.index.engine import Snapshot
from fihrist.search.execute.compile import compile_tree
from fihrist.search.execute.dated import load_provenances
from fihrist.search.execute.executor import Answer, Plan, execute
from fihrist.search.execute.queries import Every, Query
from fihrist.search.execute.rollup import rollup
from fihrist.search.query.tree import DateAspect, Node
from fihrist.search.question import Question
from fihrist.search.results import Sort

if TYPE_CHECKING:
    from fihrist.index.store import Store


def plan_of(
    store: Store,
    snapshot: Snapshot,
    question: Question,
    *,
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 0,
    facets: Sequence[str] = (),
) -> Plan:
    """The plan of a question; see `fihrist.search.service.search` for the arguments."""

    def compiled(node: Node | None) -> Query | None:
        return compile_tree(node, question.names) if node is not None else None

    if question.by_provenance or DateAspect.PROVENANCE in facets:
        load_provenances(store, snapshot)
    return Plan(
        compile_tree(question.asked, question.names),
        sources=question.sources,
        published=compiled(question.dates),
        mentioned=compiled(question.mentions),
        precision=compiled(question.precision),
        provenance=compiled(question.provenance),
        rollup=rollup(store, snapshot) if "place" in facets else None,
        sort=sort,
        offset=offset,
        limit=limit,
        facets=facets,
    )


_WHOLE: WeakKeyDictionary[Snapshot, dict[tuple[str, ...], Answer]] = WeakKeyDictionary()


def whole_archive(store: Store, snapshot: Snapshot, facets: Sequence[str]) -> Answer:
    """The counts of facets over all articles; found once for a snapshot."""
    held = _WHOLE.setdefault(snapshot, {})
    wanted = tuple(facets)
    if wanted not in held:
        if DateAspect.PROVENANCE in wanted:
            load_provenances(store, snapshot)
        above = rollup(store, snapshot) if "place" in wanted else None
        held[wanted] = execute(snapshot, Plan(Every(), limit=0, facets=wanted, rollup=above))
    return held[wanted]
