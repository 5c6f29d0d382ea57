"""Names of known entities in other transcriptions: Rakka is Raqqa, Kadhafi is Gaddafi, Dimashq is Damascus.

Only names of the gazetteer and of the archive's own entities are looked at, never names that were found in texts: what
nobody entered may sound like any word. Names in other languages are in ``latin_names.tsv``, and words of English and
French news, which are no names, in ``ordinary.txt``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from fihrist.index.arabic.folding import fold
from fihrist.index.entities.gazetteer import GazetteerEntity, default_gazetteer
from fihrist.index.entities.user_steps import entity_from
from fihrist.index.model import EntityType
from fihrist.search.latin import MAX_LETTERS
from fihrist.search.latin_likeness import fits, keys, likeness

if TYPE_CHECKING:
    from fihrist.index.store import Store

MARGIN: Final = 0.08
"""How much farther than the nearest name a name of another entity has to be, for the nearest to be meant."""
SURNAME: Final = 4
"""Letters of a surname at least."""
SMALL: Final = 0.6
"""How much less a name that is typed in small letters may differ: it may be a word of any language."""
MAX_COMPARED: Final = 60
"""Names that are compared with a typed one."""

_Index = dict[str, dict[str, set[str]]]
"""Key → names of that key → the ids of their bearers."""


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A known name that a name in Latin letters is another spelling of."""

    name: str
    distance: float
    bearers: frozenset[str]
    """Ids of entities."""


def transcribed(store: Store, typed: str) -> Transcribed | None:
    """The known name that is meant by another transcription of it; None when there is none, or more than one is near.

    Args:
        store: the archive, for the entities of its users; names that no article bears do not count.
        typed: a name in Latin letters.
    """
    if len(typed) > MAX_LETTERS or is_ordinary(typed):
        return None
    own = _own_names(store)
    return meant(near(typed, (own, shipped_names())), lambda key: bool(store.records.entity_ordinals(key)))


def meant(found: list[Transcribed], held: Callable[[str], bool]) -> Transcribed | None:
    """The one of some names, the nearest first, that is in an archive and clearly nearer than others that are."""
    there = [each for each in found if any(map(held, each.bearers))]
    if not there or there[0].distance > found[0].distance + MARGIN:
        return None
    best = there[0]
    others = (each for each in there[1:] if each.distance <= best.distance + MARGIN)
    return None if any(best.bearers.isdisjoint(each.bearers) for each in others) else best


def is_ordinary(typed: str) -> bool:
    """Whether all words of a text are words of English or French news."""
    ordinary = _ordinary()
    return all(word in ordinary for word in fold(typed).replace("-", " ").replace("'", " ").split())


def near(typed: str, indexes: Iterable[_Index]) -> list[Transcribed]:
    """The names that may be meant, the nearest first."""
    limit = fits(typed) * (1.0 if typed[:1].isupper() else SMALL)
    found = []
    for index in indexes:
        names = {name: ids for key in keys(typed) for name, ids in index.get(key, {}).items()}
        for name in list(names)[:MAX_COMPARED]:
            far = likeness(typed, name)
            if far <= limit:
                found.append(Transcribed(name, far, frozenset(names[name])))
    return sorted(found, key=lambda each: (each.distance, each.name))


_OWN: WeakKeyDictionary[Store, tuple[int, _Index]] = WeakKeyDictionary()


def _own_names(store: Store) -> _Index:
    """The names of the entities of an archive's users, read again when there was a decision."""
    number = store.records.decisions_number()
    held = _OWN.get(store)
    if held is None or held[0] != number:
        held = _OWN[store] = number, index_of(map(entity_from, store.records.own_entities()))
    return held[1]


@cache
def shipped_names() -> _Index:
    """The names of the gazetteer, and those of ``latin_names.tsv``."""
    index = index_of(default_gazetteer().entities.values())
    for identifier, names in _other_names():
        for name in names:
            if not name.isupper():
                _enter(index, name, identifier)
    return index


def index_of(entities: Iterable[GazetteerEntity]) -> _Index:
    """The names of entities in Latin letters by their keys."""
    index: _Index = {}
    for entity in entities:
        for name in _names(entity):
            _enter(index, name, entity.id)
    return index


def _enter(index: _Index, name: str, identifier: str) -> None:
    for key in keys(name):
        index.setdefault(key, {}).setdefault(name, set()).add(identifier)


def _names(entity: GazetteerEntity) -> Iterator[str]:
    """What an entity is called in Latin letters; initials stand for themselves alone.

    Of persons the surname as well, with either of their given names.
    """
    for alias in entity.aliases:
        if not alias.name.isupper() and fold(alias.name).isascii():
            yield alias.name
    if entity.type is EntityType.PERSON:
        first, *rest = entity.label_en.split() or [""]
        if rest and len(rest[-1]) >= SURNAME and "of" not in rest:
            yield rest[-1]
            yield from (" ".join(rest), f"{first} {rest[-1]}") if len(rest) > 1 else ()


def _lines(name: str) -> Iterator[str]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(word for line in _lines("ordinary.txt") for word in fold(line).split())


@cache
def _other_names() -> tuple[tuple[str, list[str]], ...]:
    cells = (line.partition("\t") for line in _lines("latin_names.tsv"))
    return tuple((identifier, names.split("|")) for identifier, _, names in cells)


@cache
def _by_name() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identifier, names in _other_names():
        for name in names:
            found.setdefault(fold(name).replace("-", " "), []).append(identifier)
    return found


def otherwise_called(typed: str) -> list[str]:
    """The ids of the entities that bear exactly this name in ``latin_names.tsv``."""
    return _by_name().get(" ".join(fold(typed).replace("-", " ").split()), [])
