"""How much is known of publication dates, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Segment, Snapshot
from fihrist.index.model import Provenance
from fihrist.search.query.tree import DateAspect
from fihrist.search.results import UNDATED

if TYPE_CHECKING:
    from fihrist.index.store import Store

Codes = NDArray[np.uint8]

VALUES: dict[str, tuple[str, ...]] = {
    DateAspect.PRECISION: (UNDATED, "year", "month", "day"),
    DateAspect.PROVENANCE: (UNDATED, *(str(provenance) for provenance in Provenance)),
}
"""The values of an aspect by their codes; those of precision are the index's own."""

_PROVENANCES: WeakKeyDictionary[Segment, Codes] = WeakKeyDictionary()


def load_provenances(store: Store, snapshot: Snapshot) -> None:
    """Read the provenances of a snapshot's articles from the records, unless they are known; the index has none."""
    missing = [segment for segment in snapshot.segments if segment not in _PROVENANCES]
    if not missing:
        return
    keys, codes = _by_key(store)
    for segment in missing:
        places = np.searchsorted(keys, segment.keys)
        places[places == len(keys)] = 0
        known = keys[places] == segment.keys if len(keys) else np.zeros(segment.rows, np.bool_)
        found = np.zeros(segment.rows, np.uint8)
        found[known] = codes[places[known]]
        _PROVENANCES[segment] = found


def _by_key(store: Store) -> tuple[NDArray[np.uint64], Codes]:
    """Keys of the dated articles, ascending, with the codes of their provenances."""
    number = {value: code for code, value in enumerate(VALUES[DateAspect.PROVENANCE])}
    rows = store.records.provenances()
    keys = np.fromiter((int(identifier, 16) for identifier, _ in rows), np.uint64, len(rows))
    codes = np.fromiter((number.get(value, 0) for _, value in rows), np.uint8, len(rows))
    order = np.argsort(keys)
    return keys[order], codes[order]


def column(segment: Segment, aspect: DateAspect) -> Codes:
    """The code of each row, see `VALUES`; for provenances `load_provenances` comes first."""
    return segment.published_precision if aspect is DateAspect.PRECISION else _PROVENANCES[segment]


def codes_of(aspect: DateAspect, values: Sequence[str]) -> list[int]:
    """The codes of values; unknown ones are left out."""
    return [code for code, value in enumerate(VALUES[aspect]) if value in values]
