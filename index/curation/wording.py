"""Names and ids as users give them, and the steps that taking an entity apart comes down to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fihrist.errors import UsageError
from fihrist.index.entities.gazetteer import Alias, GazetteerEntity
from fihrist.index.entities.spelling import name_key
from fihrist.index.entities.user_decisions import Decisions
from fihrist.index.entities.user_steps import Add, Part, Step, Thing, Unname, alias_from

_AMBIGUOUS: Final = "@"
_NOT_OF_IDS: Final = re.compile("[^a-z0-9]+")
_LONGEST_ID: Final = 60
"""Letters of an id that is made of a name."""


def alias_of(text: str, *, ambiguous: bool = False) -> Alias:
    """A name as a user gives it.

    Raises:
        UsageError: it is none.
    """
    try:
        alias = alias_from(text)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if name_key(alias.name) == "~":
        message = f"“{alias.name}” has no letters or digits; give the name as articles write it"
        raise UsageError(message)
    return Alias(alias.name, _AMBIGUOUS) if ambiguous and not alias.mark else alias


def id_of(decisions: Decisions, given: str | None, en: str = "") -> str:
    """The id that a user gives, else one that is free, made of the English name or numbered."""
    if given is not None:
        return given.strip().lower()
    base = _NOT_OF_IDS.sub("-", en.lower()).strip("-")[:_LONGEST_ID]
    if base and decisions.entity(base) is None:
        return base
    number = 1
    while decisions.entity(f"{base or 'own'}-{number}") is not None:
        number += 1
    return f"{base or 'own'}-{number}"


def splitting(decisions: Decisions, whole: Thing, names: Sequence[str], identifier: str | None) -> list[Step]:
    """The steps that take names out of an entity: what was merged under one of them, else the name itself.

    Raises:
        UsageError: one of the names is none of the entity's.
    """
    parts = [(name, _part_called(decisions, whole, name)) for name in names]
    steps: list[Step] = [Part(whole, part) for _, part in parts if part is not None]
    own = [alias_of(name).name for name, part in parts if part is None]
    if own and decisions.entity(whole.key) is None:
        message = f"“{own[0]}” is no part of {whole.key}; fihrist entities ARCHIVE show {whole.key} says what is"
        raise UsageError(message)
    if own:
        steps += [Unname(whole.key, name) for name in own]
        new = id_of(decisions, identifier)
        steps.append(Add(GazetteerEntity(new, whole.type, own[0], "", tuple(Alias(name) for name in own))))
    return steps


def _part_called(decisions: Decisions, whole: Thing, name: str) -> Thing | None:
    """What was merged into an entity and is called so."""
    parts = [thing for thing in decisions.merged if decisions.canonical(thing) == whole]
    owner = decisions.owner(name)
    keys = {name, name.strip().lower(), name_key(name), owner.id if owner else name}
    return next((thing for thing in sorted(parts) if thing.key in keys), None)
