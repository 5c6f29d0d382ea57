"""What the decisions of users amount to: which entities there are, what they are called, and which count as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from fihrist.errors import UsageError
from fihrist.index.arabic.resources import words as words_of_list
from fihrist.index.entities.gazetteer import Alias, Gazetteer, GazetteerEntity
from fihrist.index.entities.spelling import name_words, usual_words
from fihrist.index.entities.user_steps import Add, Merge, Name, Part, Step, Thing, Unname
from fihrist.index.entities.user_words import Pattern, all_written, concerned, folded
from fihrist.index.model import EntityType


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """`fihrist.index.entities.spelling.name_key`, which a long list asks for the same names several times."""
    return "~" + " ".join(usual_words(folded(name).split()))


_NO_LETTERS: Final = "~"
"""The key of a name that looks like none."""
LONGEST_NAME: Final = 200
"""Letters of a name."""
SEPARATOR: Final = "|"
LOOKED_UP: Final = "#"
_ID: Final = re.compile(r"[a-z0-9][a-z0-9._:/-]{0,99}")


@dataclass(frozen=True, slots=True)
class Performed:
    """An operation with its steps."""

    number: int
    kind: str
    undoes: int | None
    steps: Sequence[Step] = ()


def taken_back(operations: Sequence[Performed]) -> set[int]:
    """The numbers of the operations that others take back which nothing takes back."""
    undone: set[int] = set()
    for operation in reversed(operations):
        if operation.undoes is not None and operation.number not in undone:
            undone.add(operation.undoes)
    return undone


def in_force(operations: Sequence[Performed]) -> list[Performed]:
    """The operations that nothing has taken back, oldest first; those that only take others back left out."""
    undone = taken_back(operations)
    return [one for one in operations if one.undoes is None and one.number not in undone]


class Decisions:
    """The state that a row of steps leads to.

    What is refused raises `UsageError` with what there is instead and the command for it, and changes nothing.
    """

    def __init__(self, shipped: Gazetteer) -> None:
        self._shipped = shipped
        self.own: dict[str, GazetteerEntity] = {}
        """The entities that were added, and the shipped ones whose names were changed, by id."""
        self.merged: dict[Thing, Thing] = {}
        """What counts for what, directly."""
        self._bearers: dict[str, str] = {}
        """Who of `own` bears an unmarked name, by its key."""

    def copy(self) -> Decisions:
        """The same state, to go on from."""
        copied = Decisions(self._shipped)
        copied.own.update(self.own)
        copied.merged.update(self.merged)
        copied._bearers.update(self._bearers)
        return copied

    def entity(self, identifier: str) -> GazetteerEntity | None:
        """The entity with an id, as it is called now."""
        return self.own.get(identifier) or self._shipped.entities.get(identifier)

    def canonical(self, thing: Thing) -> Thing:
        """What something counts for in the end: itself, as a rule."""
        while thing in self.merged:
            thing = self.merged[thing]
        return thing

    def owner(self, name: str) -> GazetteerEntity | None:
        """The entity that a name stands for without further ado."""
        key = key_of(name)
        if key in self._bearers:
            return self.own[self._bearers[key]]
        bearers = (self.entity(known.id) for known in self._shipped.lookup(name))
        return next((bearer for bearer in bearers if bearer and _alias(bearer, key, marked=False)), None)

    def apply(self, step: Step) -> None:
        """Go one step further.

        Raises:
            UsageError: it leads nowhere.
        """
        match step:
            case Add(entity):
                self._add(entity)
            case Name(identifier, alias):
                self._name(self._known(identifier), alias)
            case Unname(identifier, name):
                self._unname(self._known(identifier), name)
            case Merge(keep, other):
                self._merge(keep, other)
            case Part(keep, other):
                self._part(keep, other)

    def _known(self, identifier: str) -> GazetteerEntity:
        entity = self.entity(identifier)
        if entity is None:
            message = f"there is no entity {identifier!r}; fihrist entities ARCHIVE list shows those of the archive"
            raise UsageError(message)
        return entity

    def _add(self, entity: GazetteerEntity) -> None:
        known = self.entity(entity.id)
        if known is not None:
            message = f"there is an entity {entity.id} already: {known.label}; give the new one another id, with --id"
            raise UsageError(message)
        if not _ID.fullmatch(entity.id):
            message = f"{entity.id!r} is no id; use small letters a-z, digits and hyphens, such as al-saiqa"
            raise UsageError(message)
        if entity.parent and self.entity(entity.parent) is None:
            message = f"{entity.id}: its parent {entity.parent!r} is no entity; add that one first, or leave it out"
            raise UsageError(message)
        if key_of(entity.label) == _NO_LETTERS:
            message = f"{entity.id}: “{entity.label}” has no letters or digits; give the name as articles write it"
            raise UsageError(message)
        self._check_parent(entity)
        for alias in entity.aliases:
            _check_name(alias)
            self._check_free(alias, entity.id)
        self._put(entity)

    def _check_parent(self, entity: GazetteerEntity) -> None:
        """A place lies in a place, an organisation in a place or in another organisation."""
        parent = self.entity(entity.parent) if entity.parent else None
        if parent is None or parent.type is EntityType.PLACE:
            return
        if entity.type is EntityType.PLACE or parent.type is EntityType.PERSON:
            may = "a place" if entity.type is EntityType.PLACE else "a place or an organisation"
            message = (
                f"{entity.id} is of type {entity.type} and its parent {parent.id} ({parent.label}) of type "
                f"{parent.type}; give {may} as its parent, or leave it out"
            )
            raise UsageError(message)

    def _check_free(self, alias: Alias, identifier: str) -> None:
        """See that a name may be an entity's."""
        if key_of(alias.name) == _NO_LETTERS:
            message = f"“{alias.name}” has no letters or digits; give the name as articles write it"
            raise UsageError(message)
        owner = self.owner(alias.name) if not alias.mark else None
        if owner is not None and owner.id != identifier:
            message = (
                f"“{alias.name}” is a name of {owner.id} ({owner.label}): merge the two, or take it out of {owner.id} "
                f"with split, or give it as “@{alias.name}”, to count for {identifier} only where the context says so"
            )
            raise UsageError(message)

    def _name(self, entity: GazetteerEntity, alias: Alias) -> None:
        key = key_of(alias.name)
        held = _alias(entity, key)
        if held is not None and held.mark == alias.mark:
            message = f"“{alias.name}” is a name of {entity.id} ({entity.label}) already"
            raise UsageError(message)
        _check_name(alias)
        self._check_free(alias, entity.id)
        self._put(replace(entity, aliases=(*_without(entity, key), alias)))

    def _unname(self, entity: GazetteerEntity, name: str) -> None:
        key = key_of(name)
        kept = _without(entity, key)
        if len(kept) == len(entity.aliases):
            names = ", ".join(f"“{alias.name}”" for alias in entity.aliases[:20])
            message = f"“{name}” is no name of {entity.id}; its names are {names}"
            raise UsageError(message)
        if not kept:
            message = f"“{name}” is the only name of {entity.id}; give it another one first, or undo what added it"
            raise UsageError(message)
        self._put(replace(entity, aliases=kept))

    def _put(self, entity: GazetteerEntity) -> None:
        """Have an entity be called so; what equals the shipped one is none of the user's."""
        before = self.own.pop(entity.id, None)
        for alias in before.aliases if before else ():
            if self._bearers.get(key_of(alias.name)) == entity.id:
                del self._bearers[key_of(alias.name)]
        shipped = self._shipped.entities.get(entity.id)
        if shipped is not None and set(shipped.aliases) == set(entity.aliases):
            return
        self.own[entity.id] = entity
        self._bearers.update((key_of(alias.name), entity.id) for alias in entity.aliases if not alias.mark)

    def _merge(self, keep: Thing, other: Thing) -> None:
        self._check_thing(keep)
        self._check_thing(other)
        if keep == other:
            message = f"{keep.key} cannot be merged into itself; name two entities"
            raise UsageError(message)
        if self.canonical(keep) == self.canonical(other):
            message = f"{keep.key} and {other.key} are one already: {self.canonical(keep).key}"
            raise UsageError(message)
        for thing in (keep, other):
            if thing in self.merged:
                whole = self.canonical(thing).key
                message = f"{thing.key} counts for {whole}; merge {whole}, or take {thing.key} out of it with split"
                raise UsageError(message)
        if keep.type is not other.type:
            message = (
                f"{keep.key} is of type {keep.type} and {other.key} of type {other.type}, and only what is of one type "
                f"can be one; {_cure(keep, other)}"
            )
            raise UsageError(message)
        self.merged[other] = keep

    def _part(self, keep: Thing, other: Thing) -> None:
        if other not in self.merged or self.canonical(other) != self.canonical(keep):
            message = f"{other.key} is no part of {keep.key}; fihrist entities ARCHIVE show {keep.key} says what is"
            raise UsageError(message)
        del self.merged[other]

    def _check_thing(self, thing: Thing) -> None:
        if thing.unlinked:
            return
        entity = self._known(thing.key)
        if entity.type is not thing.type:
            message = f"{thing.key} is of type {entity.type}, not {thing.type}"
            raise UsageError(message)

    def links(self) -> dict[tuple[str, str], Thing]:
        """What else counts for an entity, by key and type; an empty type stands for any."""
        found: dict[tuple[str, str], Thing] = {}
        for entity in self.own.values():
            target = self.canonical(Thing(entity.id, entity.type))
            for alias in self._given(entity):
                found[key_of(alias.name), ""] = target
        found.update(((thing.key, str(thing.type)), self.canonical(thing)) for thing in self.merged)
        return found

    def _given(self, entity: GazetteerEntity) -> Iterator[Alias]:
        """The names that stand for an entity because a user says so."""
        shipped = self._shipped.entities.get(entity.id)
        before = {key_of(alias.name) for alias in shipped.aliases} if shipped else set()
        return (alias for alias in entity.aliases if not alias.mark and key_of(alias.name) not in before)

    def taken(self, entity: GazetteerEntity) -> tuple[str, ...]:
        """The names of a shipped entity that users took from it."""
        shipped = self._shipped.entities.get(entity.id)
        held = {key_of(alias.name) for alias in entity.aliases}
        return tuple(alias.name for alias in shipped.aliases if key_of(alias.name) not in held) if shipped else ()

    def extra(self) -> tuple[GazetteerEntity, ...]:
        """What a matcher is to know beside the shipped entities, in a fixed order."""
        return tuple(matchable(self.own[identifier]) for identifier in sorted(self.own))


def matchable(entity: GazetteerEntity) -> GazetteerEntity:
    """An entity with its names in all the ways that a matcher must be told."""
    return replace(entity, aliases=all_written(entity))


def replay(shipped: Gazetteer, operations: Iterable[Performed]) -> tuple[Decisions, dict[int, UsageError]]:
    """The state that operations in force lead to.

    Args:
        shipped: what is known without them.
        operations: oldest first.

    Returns:
        The state, and for operations of which a step leads nowhere and was left out, why: the shipped entities may
        have come to know what they said.
    """
    decisions = Decisions(shipped)
    refused: dict[int, UsageError] = {}
    for operation in operations:
        for step in operation.steps:
            try:
                decisions.apply(step)
            except UsageError as error:
                refused.setdefault(operation.number, error)
    return decisions, refused


def changed_entities(before: Decisions, after: Decisions) -> dict[str, GazetteerEntity | None]:
    """The entities of users that differ, as they are afterwards; None: nothing of a user's."""
    ids = before.own.keys() | after.own.keys()
    return {one: after.own.get(one) for one in sorted(ids) if before.own.get(one) != after.own.get(one)}


def concerned_texts(before: Decisions, after: Decisions, shipped: Gazetteer) -> Iterator[Pattern]:
    """What texts have in which something else may be found afterwards; a pattern may come twice."""
    for identifier in changed_entities(before, after):
        old, new = before.entity(identifier), after.entity(identifier)
        names = {alias for entity in (old, new) if entity for alias in all_written(entity)}
        if old and new and replace(old, aliases=()) == replace(new, aliases=()):
            names = set(all_written(old)) ^ set(all_written(new))
        for entity in (old, new):
            if entity is not None:
                yield from concerned(entity, names, shipped)


def _alias(entity: GazetteerEntity, key: str, *, marked: bool = True) -> Alias | None:
    """The name of an entity that has a key."""
    return next((a for a in entity.aliases if (marked or not a.mark) and key_of(a.name) == key), None)


def _check_name(alias: Alias) -> None:
    """See that a name may count in texts at all."""
    if len(alias.name) > LONGEST_NAME:
        message = f"“{alias.name[:30]}…” has {len(alias.name):,} letters; a name has at most {LONGEST_NAME}"
        raise UsageError(message)
    if SEPARATOR in alias.name:
        message = f"“{alias.name}” has a {SEPARATOR}, which separates names in lists; give each name by itself"
        raise UsageError(message)
    words = folded(alias.name).split()
    if alias.mark != LOOKED_UP and words and all(len(word) == 1 or word in _closed_class() for word in words):
        message = (
            f"“{alias.name}” is no name but a word that nearly every article has; give the whole name, or "
            f"“{LOOKED_UP}{alias.name}” to look it up by alone"
        )
        raise UsageError(message)


@cache
def _closed_class() -> frozenset[str]:
    """Prepositions, pronouns, conjunctions, particles."""
    return words_of_list("closed_class.txt")


def _cure(keep: Thing, other: Thing) -> str:
    """What leads to the end of a merge of two types."""
    name = next((thing.key.removeprefix("~") for thing in (other, keep) if thing.unlinked), "")
    whole = next((thing.key for thing in (keep, other) if not thing.unlinked), "")
    if name and whole:
        return (
            f"where articles mean {whole} by it, fihrist entities ARCHIVE alias {whole} '{name}' has it count as such"
        )
    if name:
        return f"fihrist entities ARCHIVE add '{name}' --type {keep.type} says what it is"
    return "name two of one type"


def _without(entity: GazetteerEntity, key: str) -> tuple[Alias, ...]:
    return tuple(alias for alias in entity.aliases if key_of(alias.name) != key)


def bearing_key(name: str) -> str:
    """What names are looked up by: folded, in the usual spelling."""
    return " ".join(name_words(name))
