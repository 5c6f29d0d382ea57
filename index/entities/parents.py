"""Which place lies in which, read from the shipped lists alone: much quicker than making the gazetteer."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from fihrist.index.entities.gazetteer import DATA_FILES
from fihrist.index.model import EntityType

_ID: Final = 0
_TYPE: Final = 1
_PARENT: Final = 6


@cache
def place_parents() -> dict[str, str]:
    """The shipped places that lie in another one: id to the id of that place."""
    folder = resources.files("fihrist.index.entities")
    parents: dict[str, str] = {}
    places: set[str] = set()
    for name in DATA_FILES:
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if line.startswith("#") or len(cells) <= _TYPE or cells[_TYPE].strip() != EntityType.PLACE:
                continue
            places.add(cells[_ID].strip())
            if len(cells) > _PARENT and cells[_PARENT].strip():
                parents[cells[_ID].strip()] = cells[_PARENT].strip()
    return {place: parent for place, parent in parents.items() if parent in places}
