"""Counts by ordinal made facet values with labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from fihrist.index.engine import Snapshot
from fihrist.index.model import EntityType
from fihrist.index.records import TYPE_CODES, Records
from fihrist.search.execute.arrays import Indices
from fihrist.search.execute.dated import VALUES
from fihrist.search.execute.executor import ENTITY_FACETS, Answer
from fihrist.search.execute.facets import iso_date
from fihrist.search.results import ASPECT_FACETS, DATE_FACETS, FacetValue


def facet_values(
    records: Records,
    snapshot: Snapshot,
    answer: Answer,
    names: Sequence[str],
    limit: int,
    *,
    whole: Answer | None = None,
) -> dict[str, tuple[FacetValue, ...]]:
    """The most frequent values of each facet, all when `limit` is 0; of equal counts by label.

    Args:
        records: where labels stand.
        snapshot: what was searched.
        answer: what was found.
        names: the facets.
        limit: values of each facet.
        whole: the counts of the whole archive, to stand beside those of what was found.
    """
    values = {}
    for name in names:
        if name in ENTITY_FACETS:
            found = _entities(records, snapshot, answer, name, limit, whole)
        elif name in ASPECT_FACETS:
            found = _aspects(name, answer, whole)
        elif name in DATE_FACETS:
            found = _dates(answer.dates[name], limit, whole.dates[name] if whole else None)
        else:
            found = _sources(records, answer.sources, whole)
        found.sort(key=lambda value: (-value.count, value.label, value.value))
        values[name] = tuple(found[:limit] if limit else found)
    return values


def facet_sizes(snapshot: Snapshot, answer: Answer, names: Sequence[str]) -> dict[str, int]:
    """How many values each facet has."""
    return {name: _size(snapshot, answer, name) for name in names}


def _size(snapshot: Snapshot, answer: Answer, name: str) -> int:
    if name in DATE_FACETS:
        return len(answer.dates[name])
    if name in ASPECT_FACETS:
        return int(np.count_nonzero(answer.aspects[name]))
    if name not in ENTITY_FACETS:
        return 0 if answer.sources is None else int(np.count_nonzero(answer.sources[1:]))
    return 0 if answer.entities is None else int(np.count_nonzero(_own(snapshot, answer.entities, name)))


def _own(snapshot: Snapshot, counts: Indices, name: str) -> Indices:
    """The counts of the entities of a facet; 0 for others."""
    return np.where(snapshot.entity_types == TYPE_CODES[EntityType(name)], counts, 0)


def _entities(
    records: Records, snapshot: Snapshot, answer: Answer, name: str, limit: int, whole: Answer | None
) -> list[FacetValue]:
    """Labels are read for the values that can be among the first: all that are as frequent as the last of them."""
    if answer.entities is None:
        return []
    own = _own(snapshot, answer.entities, name)
    rows = records.entity(_frequent(own, limit).tolist())
    every = whole.entities if whole else None
    return [FacetValue(row.key, row.label, int(own[row.ordinal]), _at(every, row.ordinal)) for row in rows]


def _sources(records: Records, counts: Indices | None, whole: Answer | None) -> list[FacetValue]:
    """Ordinal 0 stands for articles that name no outlet; it is no value."""
    if counts is None:
        return []
    rows = records.source([ordinal for ordinal in np.flatnonzero(counts).tolist() if ordinal])
    every = whole.sources if whole else None
    return [FacetValue(row.label, row.label, int(counts[row.ordinal]), _at(every, row.ordinal)) for row in rows]


def _aspects(name: str, answer: Answer, whole: Answer | None) -> list[FacetValue]:
    every = whole.aspects[name] if whole else None
    counts = answer.aspects[name].tolist()
    return [
        FacetValue(value, value, count, _at(every, code))
        for code, (value, count) in enumerate(zip(VALUES[name], counts, strict=False))
        if count
    ]


def _at(counts: Indices | None, place: int) -> int | None:
    return None if counts is None else int(counts[place])


def _dates(counts: Counter[int], limit: int, whole: Counter[int] | None) -> list[FacetValue]:
    chosen = counts.most_common(limit) if limit else counts.most_common()
    enough = chosen[-1][1] if chosen else 0
    found = [(value, count) for value, count in counts.items() if count >= enough]
    return [
        FacetValue(iso_date(value), iso_date(value), count, None if whole is None else whole[value])
        for value, count in found
    ]


def _frequent(counts: Indices, limit: int) -> Indices:
    """Ordinals counted at all, and at least as often as the `limit`-th most frequent."""
    ordinals = np.flatnonzero(counts)
    if not limit or len(ordinals) <= limit:
        return ordinals
    held = counts[ordinals]
    chosen: Indices = ordinals[held >= np.partition(held, -limit)[-limit]]
    return chosen
