"""What users decide about entities, step by step, and the same as plain data.

An operation (add, alias, merge, split, an import) is a row of such steps; `fihrist.index.entities.user_decisions` says
what they amount to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fihrist.index.entities.gazetteer import LATITUDE_MAX, LONGITUDE_MAX, MARKS, Alias, GazetteerEntity, type_from
from fihrist.index.model import EntityType
from fihrist.text import safe_line


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What facets count as one: an entity by its id, or names that are not linked to one by their key."""

    key: str
    """The id, or ``~`` and the folded name."""
    type: EntityType

    @property
    def unlinked(self) -> bool:
        """Names of no entity that is known."""
        return self.key.startswith("~")


@dataclass(frozen=True, slots=True)
class Add:
    """A new entity."""

    entity: GazetteerEntity


@dataclass(frozen=True, slots=True)
class Name:
    """A name is one of an entity's."""

    entity: str
    alias: Alias


@dataclass(frozen=True, slots=True)
class Unname:
    """A name is none of an entity's."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two are one."""

    keep: Thing
    other: Thing
    """From now on counts for `keep`."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was merged is two again."""

    keep: Thing
    other: Thing


Step = Add | Name | Unname | Merge | Part


def step_data(step: Step) -> dict[str, Any]:
    """A step as JSON stores it."""
    match step:
        case Add(entity):
            return {"do": "add", **entity_data(entity)}
        case Name(entity, alias):
            return {"do": "name", "entity": entity, "name": alias.mark + alias.name}
        case Unname(entity, name):
            return {"do": "unname", "entity": entity, "name": name}
        case Merge(keep, other) | Part(keep, other):
            kind = "merge" if isinstance(step, Merge) else "part"
            return {"do": kind, "keep": [keep.key, keep.type], "other": [other.key, other.type]}


def step_from(data: Any) -> Step:
    """The step of `step_data`.

    Raises:
        ValueError: it is none.
    """
    try:
        match data["do"]:
            case "add":
                return Add(entity_from(data))
            case "name":
                return Name(_text(data["entity"]), alias_from(_text(data["name"])))
            case "unname":
                return Unname(_text(data["entity"]), _text(data["name"]))
            case "merge":
                return Merge(_thing(data["keep"]), _thing(data["other"]))
            case "part":
                return Part(_thing(data["keep"]), _thing(data["other"]))
    except (KeyError, TypeError) as error:
        message = f"it lacks {error}" if isinstance(error, KeyError) else "it is no object with the fields of a step"
        raise ValueError(message) from error
    message = f"{data['do']!r} is no step; there are add, name, unname, merge and part"
    raise ValueError(message)


def storable(step: Step) -> Step:
    """A step as it will be read back: on one line, without control characters, a mark before a name told as a mark.

    Raises:
        ValueError: it would not be read back, as a name that is nothing but a mark.
    """
    return step_from(step_data(step))


def entity_data(entity: GazetteerEntity) -> dict[str, Any]:
    """An entity as JSON stores it; what is empty is left out."""
    data = {
        "id": entity.id,
        "type": str(entity.type),
        "label": entity.label,
        "en": entity.label_en,
        "names": [alias.mark + alias.name for alias in entity.aliases],
        "flags": sorted(entity.flags),
        "parent": entity.parent,
        "location": list(entity.location) if entity.location else None,
    }
    return {name: value for name, value in data.items() if value}


def entity_from(data: Mapping[str, Any]) -> GazetteerEntity:
    """The entity of `entity_data`.

    Raises:
        ValueError: a value is none of its kind.
        KeyError: one is missing.
    """
    label = _text(data["label"])
    aliases = tuple(alias_from(_text(name)) for name in _texts(data, "names")) or (alias_from(label),)
    return GazetteerEntity(
        _text(data["id"]),
        type_from(data["type"]),
        label,
        _text(data.get("en", "")),
        aliases,
        frozenset(map(_text, _texts(data, "flags"))),
        _text(data["parent"]) if data.get("parent") else None,
        _location(data["location"]) if data.get("location") else None,
    )


def alias_from(text: str) -> Alias:
    """A name, with its mark before it; see `fihrist.index.entities.gazetteer.Alias`.

    Raises:
        ValueError: there is nothing behind the mark.
    """
    mark = text[0] if text[:1] and text[0] in MARKS else ""
    name = " ".join(text[len(mark) :].split())
    if not name:
        message = f"{text!r} is no name"
        raise ValueError(message)
    return Alias(name, mark)


def _thing(data: Any) -> Thing:
    key, kind = data
    return Thing(_text(key), type_from(kind))


def _location(value: Any) -> tuple[float, float]:
    """Latitude and longitude in degrees."""
    try:
        latitude, longitude = map(float, value)
    except (TypeError, ValueError, OverflowError):
        latitude = longitude = math.inf
    if not (abs(latitude) <= LATITUDE_MAX and abs(longitude) <= LONGITUDE_MAX):
        message = f"{value!r} is no location; write latitude and longitude in degrees, such as [32.62, 36.1]"
        raise ValueError(message)
    return latitude, longitude


def _texts(data: Mapping[str, Any], name: str) -> Sequence[Any]:
    values = data.get(name, ())
    if not isinstance(values, list | tuple):
        message = f"{name} is {values!r}; it is a list"
        raise ValueError(message)  # noqa: TRY004 - of data that was read, not of an argument
    return values


def _text(value: Any) -> str:
    """A text on one line, without control characters."""
    if not isinstance(value, str) or not _is_unicode(value):
        message = f"{value!r} is no text"
        raise ValueError(message)
    return safe_line(value)


def _is_unicode(text: str) -> bool:
    """Whether a text has no half of a surrogate pair, which files in UTF-8 cannot hold."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
