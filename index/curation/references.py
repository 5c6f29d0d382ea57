"""What a user's word for an entity means: an id, the key of names that are not linked, or a name in either script."""

from __future__ import annotations

from fihrist.errors import UsageError
from fihrist.index.arabic.folding import fold_name
from fihrist.index.entities.gazetteer import GazetteerEntity, default_gazetteer
from fihrist.index.entities.spelling import name_key
from fihrist.index.entities.user_decisions import Decisions, bearing_key
from fihrist.index.entities.user_steps import Thing, entity_from
from fihrist.index.model import EntityType
from fihrist.index.records import EntityRow, Records

_SHOWN = 8
"""Candidates that a message names."""


def lookup(records: Records, name: str, type: EntityType | None = None) -> list[GazetteerEntity]:  # noqa: A002
    """The entities with this id or name: users' own ones first, then the shipped ones as users left them."""
    identifier, key = name.strip().lower(), bearing_key(name)
    shipped = default_gazetteer().lookup(name, type)
    bearers = records.own_bearers(key) if key else []
    wanted = [identifier, *bearers, *(entity.id for entity in shipped)]
    own = {entity.id: entity for entity in map(entity_from, records.own_entity(wanted))}
    found = [own[one] for one in dict.fromkeys((identifier, *bearers)) if one in own]
    # A shipped entity that users changed is found only by the names that it has now.
    found += [entity for entity in shipped if entity.id not in own]
    return [entity for entity in found if type in (None, entity.type)]


def thing_of(records: Records, decisions: Decisions, name: str, type: EntityType | None = None) -> Thing:  # noqa: A002
    """What a user means: by id or key, else by name when only one thing bears it.

    Raises:
        UsageError: nothing, or several things, are called so.
    """
    entity = decisions.entity(name.strip().lower())
    if entity is not None and type in (None, entity.type):
        return Thing(entity.id, entity.type)
    if name.startswith("~"):
        return _only(name, [Thing(row.key, row.type) for row in _rows(records, name, type)])
    owner = decisions.owner(name)
    if owner is not None and type in (None, owner.type):
        return Thing(owner.id, owner.type)
    bearers = [Thing(bearer.id, bearer.type) for bearer in lookup(records, name, type)]
    if bearers:
        return _only(name, bearers)
    rows = _rows(records, name_key(name), type) or records.find_entity_rows(fold_name(name) or name, type)
    return _only(name, [Thing(row.key, row.type) for row in rows])


def entity_of(decisions: Decisions, thing: Thing) -> GazetteerEntity:
    """The entity that names can be given to.

    Raises:
        UsageError: it is names that are linked to none, or counts for another.
    """
    whole = decisions.canonical(thing)
    if whole != thing:
        message = f"{thing.key} counts for {whole.key}; use {whole.key}"
        raise UsageError(message)
    entity = decisions.entity(thing.key)
    if entity is None:
        label = thing.key.removeprefix("~")
        message = (
            f"“{label}” is a name that is linked to no entity yet; make it one with "
            f"fihrist entities ARCHIVE add '{label}' --type {thing.type}, or merge it with another"
        )
        raise UsageError(message)
    return entity


def _rows(records: Records, key: str, kind: EntityType | None) -> list[EntityRow]:
    """What articles name by a key."""
    return [row for row in records.entity(records.entity_ordinals(key, kind)) if row.key == key]


def _only(name: str, things: list[Thing]) -> Thing:
    distinct = sorted(set(things))
    if len(distinct) == 1:
        return distinct[0]
    if not distinct:
        message = f"“{name}” is no entity of the archive; fihrist entities ARCHIVE list shows those there are"
        raise UsageError(message)
    shown = ", ".join(f"{thing.key} ({thing.type})" for thing in distinct[:_SHOWN])
    message = f"“{name}” may be {shown}; give the id, or say which with --type"
    raise UsageError(message)
