"""The live rows that answer a plan, for counting things that are no facets."""

from __future__ import annotations

from fihrist.index.engine import Segment, Snapshot
from fihrist.search.execute.arrays import Rows
from fihrist.search.execute.executor import Plan, rows_of
from fihrist.search.execute.matching import Matcher


def selected(snapshot: Snapshot, plan: Plan) -> list[tuple[Segment, Rows]]:
    """Each segment with its rows that answer, deleted ones left out."""
    matcher = Matcher(snapshot)
    return [(segment, rows_of(matcher, segment, plan).all) for segment in snapshot.segments]
