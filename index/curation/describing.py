"""Operations as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fihrist.index.entities.user_decisions import Decisions, Performed, taken_back
from fihrist.index.entities.user_steps import Add, Merge, Name, Part, Step, Thing, Unname, step_from
from fihrist.index.records import Records

_SHOWN = 5
"""Steps of an operation that its description names."""


@dataclass(frozen=True, slots=True)
class Event:
    """An operation."""

    number: int
    at: str
    """ISO 8601, UTC."""
    kind: str
    text: str
    """What was done."""
    in_force: bool
    """False when it was taken back."""


def events(records: Records) -> list[Event]:
    """All operations, oldest first."""
    rows = records.operations()
    undone = taken_back([Performed(row.number, row.kind, row.undoes) for row in rows])
    found = []
    for row in rows:
        text = f"operation {row.undoes}" if row.undoes is not None else _text(records, row.number, row.steps)
        found.append(Event(row.number, row.at, row.kind, text, row.number not in undone))
    return found


def events_of(records: Records, decisions: Decisions, thing: Thing) -> Iterator[Event]:
    """The operations that name an entity or what counts for it."""
    for event in events(records):
        steps = map(step_from, records.steps(event.number))
        if any(decisions.canonical(named) == thing for step in steps for named in _named(step, decisions)):
            yield event


def _named(step: Step, decisions: Decisions) -> Iterator[Thing]:
    match step:
        case Add(entity):
            yield Thing(entity.id, entity.type)
        case Name(identifier) | Unname(identifier):
            named = decisions.entity(identifier)
            if named is not None:
                yield Thing(named.id, named.type)
        case Merge(keep, other) | Part(keep, other):
            yield keep
            yield other


def _text(records: Records, number: int, count: int) -> str:
    described = [describe(step_from(data)) for data in records.steps(number, _SHOWN)]
    if count > len(described):
        described.append(f"{count - len(described):,} more")
    return "; ".join(described)


def describe(step: Step) -> str:
    """A step in a few words."""
    match step:
        case Add(entity):
            names = ", ".join(alias.mark + alias.name for alias in entity.aliases)
            return f"{entity.id} ({entity.type}): {names}"
        case Name(identifier, alias):
            return f"{identifier} + {alias.mark}{alias.name}"
        case Unname(identifier, name):
            return f"{identifier} − {name}"
        case Merge(keep, other):
            return f"{keep.key} = {other.key}"
        case Part(keep, other):
            return f"{keep.key} ≠ {other.key}"
