"""What a list of entities holds, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from fihrist.index.entities.gazetteer import GazetteerEntity
from fihrist.index.entities.user_steps import Step, Thing


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read, or says what cannot be."""

    number: int
    """From 1."""
    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A line of a list that others made, of which there is nothing to take: no name in Arabic letters, no place."""

    number: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity of a list that others made; which of its names may count in texts, the importing decides."""

    number: int
    entity: GazetteerEntity


@dataclass(frozen=True, slots=True)
class Said:
    """What a user's own list says: an entity with its names as they are to count, or a step of an operation."""

    number: int
    entity: GazetteerEntity | None = None
    taken: tuple[str, ...] = ()
    """Names that are none of the entity's."""
    keep: Thing | None = None
    merged: tuple[Thing, ...] = ()
    """What counts for `keep`."""
    step: Step | None = None
