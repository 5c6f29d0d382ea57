"""Places inside places: an article that names جاسم is one of محافظة درعا, too.

A place stands for itself and for the places in it, but what has no place above it (a country, a region) stands for
itself alone: else every village would count for its country, and the country's own articles would drown. `Inside`
asks for those as well. Counts and searches follow the same rule, so a facet counts what its value finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment, Snapshot
from fihrist.index.model import EntityType
from fihrist.index.places import place_parents

if TYPE_CHECKING:
    from fihrist.index.store import Store

_DEEPEST = 12
"""Places above a place that are looked at; more can only be a circle."""


@dataclass(frozen=True, slots=True)
class RowValues:
    """Values of rows: those of a row stand from one offset to the next."""

    offsets: NDArray[np.int32]
    values: NDArray[np.int32]


@dataclass(eq=False)
class Rollup:
    """The places above the places of one snapshot, by their archive-wide ordinals."""

    above: NDArray[np.int64]
    """(ordinals, levels): the places that an ordinal counts for besides itself; -1: none."""
    _added: WeakKeyDictionary[Segment, RowValues] = field(default_factory=WeakKeyDictionary)

    @property
    def empty(self) -> bool:
        """Whether no place of the archive counts for another."""
        return not self.above.size

    def added(self, segment: Segment) -> RowValues:
        """For each row the places that it counts for without naming them itself; found once for a segment."""
        held = self._added.get(segment)
        if held is None:
            held = self._added[segment] = self._find_added(segment)
        return held

    def _find_added(self, segment: Segment) -> RowValues:
        ordinals = segment.entity_ordinals.astype(np.int64)
        offsets = segment.entity_offsets.astype(np.int64)
        known = len(self.above)
        ordinals = np.where(ordinals < known, ordinals, 0)
        counted: NDArray[np.bool_] = np.any(self.above >= 0, axis=1)
        lower = np.flatnonzero(counted[ordinals])
        rows = np.searchsorted(offsets, lower, side="right") - 1
        above = self.above[ordinals[lower]]
        pairs = np.unique((rows[:, None] * known + above)[above >= 0])
        named = np.flatnonzero(np.isin(np.arange(known), self.above)[ordinals])
        own = (np.searchsorted(offsets, named, side="right") - 1) * known + ordinals[named]
        pairs = pairs[~np.isin(pairs, own)]
        begins = np.searchsorted(pairs, np.arange(segment.rows + 1, dtype=np.int64) * known)
        return RowValues(begins.astype(np.int32), (pairs % known).astype(np.int32))


_ROLLUPS: WeakKeyDictionary[Snapshot, Rollup] = WeakKeyDictionary()


def rollup(store: Store, snapshot: Snapshot) -> Rollup:
    """The places above the places of a snapshot; found once for it."""
    held = _ROLLUPS.get(snapshot)
    if held is None:
        held = _ROLLUPS[snapshot] = _made(store, len(snapshot.entity_types))
    return held


def _made(store: Store, known: int) -> Rollup:
    parents = parents_of(store)
    named = store.records.ordinals_by_key([*parents], EntityType.PLACE)
    rows: dict[int, list[int]] = {}
    for place, ordinals in named.items():
        counted = [at for above in _above(place, parents) for at in named.get(above, ()) if at < known]
        for ordinal in ordinals:
            if ordinal < known:
                rows[ordinal] = [at for at in counted if at != ordinal]
    levels = max(map(len, rows.values()), default=0)
    above = np.full((known, levels), -1, np.int64)
    for ordinal, counted in rows.items():
        above[ordinal, : len(counted)] = counted
    return Rollup(above if levels else np.empty((0, 0), np.int64))


def parents_of(store: Store) -> dict[str, str]:
    """Places to the places they lie in, by id: the shipped ones and those of the archive's users."""
    return {**place_parents(), **store.records.own_parents(EntityType.PLACE)}


def _above(place: str, parents: Mapping[str, str]) -> list[str]:
    """The places that a place counts for: all above it but the last."""
    found: list[str] = []
    while place in parents and len(found) < _DEEPEST:
        place = parents[place]
        if place in parents and place not in found:
            found.append(place)
    return found


def places_within(store: Store, places: Iterable[str], *, inside: bool) -> set[str]:
    """The ids of the places in some places, those themselves left out.

    Args:
        store: the archive.
        places: ids.
        inside: of countries and other places with none above them, too.
    """
    parents = parents_of(store)
    wanted = {place for place in places if inside or place in parents}
    return {place for place in parents if wanted and wanted & _chain(place, parents)}


def _chain(place: str, parents: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while place in parents and parents[place] not in found:
        place = parents[place]
        found.add(place)
    return found
