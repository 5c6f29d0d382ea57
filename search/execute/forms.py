"""Wildcards, fuzzy words and roots in one segment: the words they stand for, found and scored as if they were one."""

from __future__ import annotations

import numpy as np

from fihrist.index.engine import Postings, Segment, Snapshot
from fihrist.index.engine.model import NO_POSTINGS
from fihrist.search.execute.arrays import union
from fihrist.search.execute.expansion import Expandable, expand
from fihrist.search.execute.queries import FormsQuery
from fihrist.search.execute.scoring import idf


class Forms:
    """What nodes stand for in the segments of a snapshot; each is looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._postings: dict[tuple[Expandable, int, str], Postings] = {}
        self._found: dict[Expandable, int] = {}

    def postings(self, query: FormsQuery, segment: Segment) -> Postings:
        """Rows that hold any of the words, and how often they hold them in all."""
        return self._united(query.node, query.grade, segment)

    def idf(self, query: FormsQuery) -> float:
        """The idf of one word that stands wherever any of the words does, those of all grades included."""
        return idf(self.documents(query), self._snapshot.doc_count)

    def documents(self, query: FormsQuery) -> int:
        """How many articles hold any of the words, those of all grades included."""
        found = self._found.get(query.node)
        if found is None:
            found = self._found[query.node] = sum(self._live(query.node, part) for part in self._snapshot.segments)
        return found

    def _live(self, node: Expandable, segment: Segment) -> int:
        grades = range(len(expand(self._snapshot, node).norms))
        rows = union([self._united(node, grade, segment).rows for grade in grades], segment.rows)
        return len(rows) if segment.live is None else int(np.count_nonzero(segment.live[rows]))

    def _united(self, node: Expandable, grade: int, segment: Segment) -> Postings:
        key = (node, grade, segment.name)
        held = self._postings.get(key)
        if held is None:
            ids = expand(self._snapshot, node).ids[segment.name]
            held = segment.united(ids[grade]) if grade < len(ids) and len(ids[grade]) else NO_POSTINGS
            self._postings[key] = held
        return held
