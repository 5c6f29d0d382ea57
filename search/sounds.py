"""The Arabic names of an archive by their sound, to be offered for a name in Latin letters; never searched by itself."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from fihrist.index.arabic.folding import fold_name
from fihrist.search.latin import FITTING, MAX_LETTERS, distance, latin_skeletons, latin_words, skeletons_of_folded
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
UNLISTED: Final = 0.15
"""How much farther a name counts that is not the gazetteer's."""
VOWEL: Final = 0.2
"""How much farther a name counts that begins with a vowel where the other does not."""
FREQUENT: Final = 0.02
"""How much nearer a name counts for each doubling of the articles that have it."""


@dataclass(frozen=True, slots=True)
class SoundingName:
    """A name of the archive that a name in Latin letters may stand for."""

    text: str
    """As it is usually spelt."""
    norms: tuple[str, ...]
    distance: float


_Index = dict[str, dict[str, bool]]
"""Skeleton → names, folded, and whether they are of the gazetteer."""
_INDEXES: WeakKeyDictionary[Snapshot, _Index] = WeakKeyDictionary()


def sounding(store: Store, latin: str, limit: int = 5) -> list[SoundingName]:
    """The names of an archive that sound like a name in Latin letters, the likeliest first."""
    skeletons = [skeleton for skeleton in latin_skeletons(latin) if len(skeleton) >= CONSONANTS]
    if not skeletons:
        return []
    snapshot = store.snapshot
    index = _index(store)
    names = {name: listed for skeleton in skeletons for name, listed in index.get(skeleton, {}).items()}
    held = {name: _frequency(snapshot, name) for name in names}
    known = sorted((name for name in names if held[name]), key=held.__getitem__, reverse=True)[:MAX_COMPARED]
    far = {name: distance(latin, name) for name in known}
    near = min(far.values(), default=FITTING)
    begins = _with_vowel("".join(latin_words(latin)), "aeiou")

    def order(name: str) -> float:
        vowel = VOWEL * (begins != _with_vowel(name.removeprefix("ال"), "اعيو"))
        return far[name] + vowel + UNLISTED * (not names[name]) - FREQUENT * log2(held[name])

    fitting = sorted((name for name in known if far[name] <= min(FITTING, near + MARGIN)), key=order)
    return [
        SoundingName(" ".join(spelt(snapshot, norm) for norm in name.split()), tuple(name.split()), far[name])
        for name in fitting[:limit]
    ]


def _with_vowel(word: str, vowels: str) -> bool:
    return word[:1] in vowels if word else False


def _frequency(snapshot: Snapshot, name: str) -> int:
    """How many articles hold the rarest word of a name."""
    return min(snapshot.document_frequency("norm", norm) for norm in name.split())


def _index(store: Store) -> _Index:
    """The names of an archive by their skeletons; made when it is first asked for, and again for a new state of the archive."""
    snapshot = store.snapshot
    found = _INDEXES.get(snapshot)
    if found is None:
        found = {}
        names = _names(store)
        for name, skeleton in zip(names, skeletons_of_folded(list(names)), strict=True):
            if skeleton:
                found.setdefault(skeleton, {})[name] = names[name]
        _INDEXES[snapshot] = found
    return found


def _names(store: Store) -> dict[str, bool]:
    """What articles name, folded: whole names, and the words of names; True for those of known entities."""
    names: dict[str, bool] = {}
    for key, folded in store.records.entity_names(MAX_NAMES):
        known = store.lookup(key)[:1] if not key.startswith("~") else []
        names[folded] = bool(known) or names.get(folded, False)
        names.update((fold_name(alias.name), True) for entity in known for alias in entity.aliases)
    for name in list(names):
        for word in name.split():
            names.setdefault(word, False)
    return {name: names[name] for name in names if SHORTEST <= len(name) <= MAX_LETTERS and not name.isascii()}
