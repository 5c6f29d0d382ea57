"""Which place lies in which, read from the gazetteer's lists alone: much quicker than making the gazetteer."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from fihrist.index.model import EntityType

FILES: Final = ("places.tsv", "countries.tsv")
"""The gazetteer's files that hold places."""
_ID, _TYPE, _PARENT = 0, 1, 6


@cache
def place_parents() -> dict[str, str]:
    """The shipped places that lie in another one: id to the id of that place."""
    # Read from this package, for to name that of the entities would load all of its rules.
    folder = resources.files("fihrist.index").joinpath("entities")
    parents: dict[str, str] = {}
    places: set[str] = set()
    for name in FILES:
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.split("\t")]
            if line.startswith("#") or len(cells) <= _TYPE or cells[_TYPE] != EntityType.PLACE:
                continue
            places.add(cells[_ID])
            if len(cells) > _PARENT and cells[_PARENT]:
                parents[cells[_ID]] = cells[_PARENT]
    return {place: parent for place, parent in parents.items() if parent in places}
