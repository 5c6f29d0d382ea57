"""What the rules hand to one another."""

from __future__ import annotations

from dataclasses import dataclass

from fihrist.index.entities.gazetteer import GazetteerEntity
from fihrist.index.model import EntityType


@dataclass(slots=True)
class Found:
    """A name over words `first` … `last - 1` of a scan, behind `clitic` letters of the first."""

    first: int
    last: int
    clitic: int
    type: EntityType
    rule: str
    confidence: float
    entity: GazetteerEntity | None = None
    full: Found | None = None
    """For a propagated name: the full name that it repeats."""
    nested: bool = False
