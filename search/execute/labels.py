"""Counts by ordinal made facet values with labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from fihrist.index.model import EntityType
from fihrist.index.records import TYPE_CODES
from fihrist.search.execute.arrays import Indices
from fihrist.search.execute.executor import ENTITY_FACETS, Answer
from fihrist.search.execute.facets import DATE_PARTS, iso_date
from fihrist.search.results import FacetValue

if TYPE_CHECKING:
    from fihrist.index.store import Store


def facet_values(store: Store, answer: Answer, names: Sequence[str], limit: int) -> dict[str, tuple[FacetValue, ...]]:
    """The most frequent values of each facet, all when `limit` is 0; of equal counts by label."""
    values = {}
    for name in names:
        if name in ENTITY_FACETS:
            found = _entities(store, answer, name, limit)
        elif name in DATE_PARTS:
            found = _dates(answer.dates[name], limit)
        else:
            found = _sources(store, answer)
        found.sort(key=lambda value: (-value.count, value.label, value.value))
        values[name] = tuple(found[:limit] if limit else found)
    return values


def _entities(store: Store, answer: Answer, name: str, limit: int) -> list[FacetValue]:
    """Labels are read for the values that can be among the first: all that are as frequent as the last of them."""
    if answer.entities is None:
        return []
    code = TYPE_CODES[EntityType(name)]
    counts = np.where(store.snapshot.entity_types == code, answer.entities, 0)
    ordinals = _frequent(counts, limit).tolist()
    return [FacetValue(row.key, row.label, int(counts[row.ordinal])) for row in store.records.entity(ordinals)]


def _sources(store: Store, answer: Answer) -> list[FacetValue]:
    """Ordinal 0 stands for articles that name no outlet; it is no value."""
    if answer.sources is None:
        return []
    counts = answer.sources
    ordinals = [ordinal for ordinal in np.flatnonzero(counts).tolist() if ordinal]
    return [FacetValue(row.label, row.label, int(counts[row.ordinal])) for row in store.records.source(ordinals)]


def _dates(counts: Counter[int], limit: int) -> list[FacetValue]:
    chosen = counts.most_common(limit) if limit else counts.most_common()
    enough = chosen[-1][1] if chosen else 0
    found = [(iso_date(value), count) for value, count in counts.items() if count >= enough]
    return [FacetValue(value, value, count) for value, count in found]


def _frequent(counts: Indices, limit: int) -> Indices:
    """Ordinals counted at all, and at least as often as the `limit`-th most frequent."""
    ordinals = np.flatnonzero(counts)
    if not limit or len(ordinals) <= limit:
        return ordinals
    held = counts[ordinals]
    chosen: Indices = ordinals[held >= np.partition(held, -limit)[-limit]]
    return chosen
