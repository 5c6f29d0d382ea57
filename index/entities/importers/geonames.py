"""Lines of a GeoNames dump (allCountries.txt, SY.txt …; https://download.geonames.org/export/dump/).

Countries, provinces and towns (feature classes A and P) that have an Arabic name among their alternate names are taken.
The dump does not say which language an alternate name is in, so it is told by its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fihrist.index.entities.gazetteer import Alias, GazetteerEntity
from fihrist.index.entities.importers.model import BadLine, Listed, Passed, Said
from fihrist.index.entities.importers.names import arabic_first, country_id, is_arabic
from fihrist.index.model import EntityType

_COLUMNS: Final = 19
_CLASSES: Final = ("A", "P")


def read(lines: Iterator[tuple[int, str | BadLine]]) -> Iterator[Listed | Passed | Said | BadLine]:
    """The places of a dump that have a name in Arabic."""
    for number, line in lines:
        if isinstance(line, BadLine):
            yield line
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or not cells[0].isdecimal():
            yield BadLine(number, f"it has {len(cells)} columns and not the {_COLUMNS} of a GeoNames dump")
            continue
        names = [name for name in arabic_first(cells[3].split(",")) if is_arabic(name)]
        if names and cells[6] in _CLASSES:
            yield Listed(number, _place(cells, names))
        else:
            yield Passed(number)


def _place(cells: list[str], names: list[str]) -> GazetteerEntity:
    aliases = [Alias(name) for name in (*names, cells[1].strip()) if name]
    try:
        location = float(cells[4]), float(cells[5])
    except ValueError:
        location = None
    return GazetteerEntity(
        f"geonames-{cells[0]}",
        EntityType.PLACE,
        names[0],
        cells[1].strip(),
        tuple(aliases),
        parent=country_id(cells[8]),
        location=location,
    )
