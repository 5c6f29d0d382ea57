"""An extract of Who's On First: tab-separated columns under a head, of which ``wof_id`` and ``name_ar`` are needed.

Others that are used: ``country`` (ISO code), ``name_latin``, ``lat``, ``lon``.
"""

from __future__ import annotations

from collections.abc import Iterator

from fihrist.index.entities.gazetteer import Alias, GazetteerEntity
from fihrist.index.entities.importers.model import BadLine, Listed, Said
from fihrist.index.entities.importers.names import country_id
from fihrist.index.model import EntityType


def read(lines: Iterator[tuple[int, str | BadLine]]) -> Iterator[Listed | Said | BadLine]:
    """The places of an extract."""
    head: list[str] = []
    for number, line in lines:
        if isinstance(line, BadLine):
            yield line
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not head:
            head = cells
            if "wof_id" not in head or "name_ar" not in head:
                yield BadLine(number, "its head lacks the columns wof_id and name_ar")
                return
        elif len(cells) > len(head):
            yield BadLine(number, f"it has {len(cells)} columns and its head {len(head)}")
        else:
            row = dict(zip(head, cells, strict=False))
            if not row.get("wof_id", "").isdecimal() or not row.get("name_ar"):
                yield BadLine(number, "it lacks a number in wof_id or a name in name_ar")
            else:
                yield Listed(number, _place(row))


def _place(row: dict[str, str]) -> GazetteerEntity:
    latin = row.get("name_latin", "")
    try:
        location = float(row.get("lat", "")), float(row.get("lon", ""))
    except ValueError:
        location = None
    return GazetteerEntity(
        f"wof-{row['wof_id']}",
        EntityType.PLACE,
        row["name_ar"],
        latin,
        tuple(Alias(name) for name in (row["name_ar"], latin) if name),
        parent=country_id(row.get("country", "")),
        location=location,
    )
