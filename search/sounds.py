"""The Arabic names of an archive by their sound, to be found by a name in Latin letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from fihrist.index.arabic.folding import fold_name
from fihrist.search.latin import FITTING, MAX_LETTERS, distance, latin_skeletons, skeletons_of_folded
from fihrist.search.suggest import spelt

if TYPE_CHECKING:
    from fihrist.index.engine import Snapshot
    from fihrist.index.store import Store

MAX_NAMES: Final = 60_000
"""Names that are looked at, those of the gazetteer first."""
MAX_COMPARED: Final = 200
"""Names of one skeleton that are compared letter by letter, the most frequent first."""
SHORTEST: Final = 3
"""Letters of a name."""
CONSONANTS: Final = 2
"""Consonants of a name in Latin letters: with fewer it sounds like too much else."""
MARGIN: Final = 0.3
"""How much farther than the nearest a name may be."""


@dataclass(frozen=True, slots=True)
class SoundingName:
    """A name of the archive that a name in Latin letters may stand for."""

    text: str
    """As it is usually spelt."""
    norms: tuple[str, ...]
    distance: float


_INDEXES: WeakKeyDictionary[Snapshot, dict[str, list[str]]] = WeakKeyDictionary()


def sounding(store: Store, latin: str, limit: int = 5) -> list[SoundingName]:
    """The names of an archive that sound like a name in Latin letters, the nearest first."""
    skeletons = [skeleton for skeleton in latin_skeletons(latin) if len(skeleton) >= CONSONANTS]
    if not skeletons:
        return []
    snapshot = store.snapshot
    index = _index(store)
    names = dict.fromkeys(name for skeleton in skeletons for name in index.get(skeleton, ()))
    held = {name: _frequency(snapshot, name) for name in names}
    known = sorted((name for name in names if held[name]), key=held.__getitem__, reverse=True)[:MAX_COMPARED]
    far = {name: distance(latin, name) for name in known}
    near = min(far.values(), default=FITTING)
    fitting = sorted((name for name in known if far[name] <= min(FITTING, near + MARGIN)), key=lambda name: far[name])
    return [
        SoundingName(" ".join(spelt(snapshot, norm) for norm in name.split()), tuple(name.split()), far[name])
        for name in fitting[:limit]
    ]


def _frequency(snapshot: Snapshot, name: str) -> int:
    """How many articles hold the rarest word of a name."""
    return min(snapshot.document_frequency("norm", norm) for norm in name.split())


def _index(store: Store) -> dict[str, list[str]]:
    """Skeleton → names, folded; made when it is first asked for, and again for a new state of the archive."""
    snapshot = store.snapshot
    found = _INDEXES.get(snapshot)
    if found is None:
        found = {}
        names = list(_names(store))
        for name, skeleton in zip(names, skeletons_of_folded(names), strict=True):
            if skeleton:
                found.setdefault(skeleton, []).append(name)
        _INDEXES[snapshot] = found
    return found


def _names(store: Store) -> dict[str, None]:
    """What articles name, folded: whole names, and the words of names."""
    names: dict[str, None] = {}
    for key, folded in store.records.entity_names(MAX_NAMES):
        names[folded] = None
        known = store.lookup(key)[:1] if not key.startswith("~") else []
        names.update((fold_name(alias.name), None) for entity in known for alias in entity.aliases)
    names.update((word, None) for name in list(names) for word in name.split())
    return {name: None for name in names if SHORTEST <= len(name) <= MAX_LETTERS and not name.isascii()}
