"""FollowTheMoney entities as JSON Lines (https://followthemoney.tech/explorer/).

Persons, organisations and places are taken, with ``name``, ``alias`` and ``weakAlias`` (which counts only where the
context says what is meant); ``country`` gives the parent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fihrist.index.entities.gazetteer import Alias, GazetteerEntity
from fihrist.index.entities.importers.model import BadLine, Listed, Passed, Said
from fihrist.index.entities.importers.names import arabic_first, country_id
from fihrist.index.model import EntityType

SCHEMATA: Final = {
    "Person": EntityType.PERSON,
    "Organization": EntityType.ORGANISATION,
    "Company": EntityType.ORGANISATION,
    "PublicBody": EntityType.ORGANISATION,
    "LegalEntity": EntityType.ORGANISATION,
    "Address": EntityType.PLACE,
    "Asset": EntityType.PLACE,
    "RealEstate": EntityType.PLACE,
}
_NOT_OF_IDS: Final = re.compile("[^a-z0-9._-]+")


def read(lines: Iterator[tuple[int, str | BadLine]]) -> Iterator[Listed | Passed | Said | BadLine]:
    """The entities of a file; those of other schemata are passed over."""
    for number, line in lines:
        if isinstance(line, BadLine):
            yield line
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadLine(number, f"it is no JSON ({error})")
            continue
        if not _is_entity(data):
            yield BadLine(number, "it is no FollowTheMoney entity: it lacks a schema or properties")
        elif data["schema"] in SCHEMATA:
            yield _entity(number, data)
        else:
            yield Passed(number)


def _is_entity(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("schema"), str) and isinstance(data.get("properties"), dict)


def _entity(number: int, data: Mapping[str, Any]) -> Listed | BadLine:
    properties: Mapping[str, Any] = data["properties"]
    names = arabic_first([*_texts(properties, "name"), *_texts(properties, "alias")])
    names = names or arabic_first([*_texts(properties, "full"), *_texts(properties, "city")])
    identifier = _NOT_OF_IDS.sub("-", str(data.get("id", "")).lower()).strip("-.")
    if not names or not identifier:
        return BadLine(number, "it lacks an id or a name")
    weak = [name for name in arabic_first(_texts(properties, "weakAlias")) if name not in names]
    latin = next((name for name in names if name.isascii()), "")
    parents = (country_id(code) for code in _texts(properties, "country"))
    return Listed(
        number,
        GazetteerEntity(
            f"ftm-{identifier[:90]}",
            SCHEMATA[data["schema"]],
            names[0],
            latin,
            (*(Alias(name) for name in names), *(Alias(name, "@") for name in weak)),
            parent=next(filter(None, parents), None),
        ),
    )


def _texts(properties: Mapping[str, Any], name: str) -> Sequence[str]:
    values = properties.get(name, ())
    values = [values] if isinstance(values, str) else values
    return [value for value in values if isinstance(value, str)] if isinstance(values, list | tuple) else []
