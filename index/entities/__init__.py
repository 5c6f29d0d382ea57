"""Persons, organisations and places in a text."""

from __future__ import annotations

from functools import lru_cache

from fihrist.index.entities.extract import Extractor, default_extractor
from fihrist.index.entities.gazetteer import Alias, Gazetteer, GazetteerEntity, default_gazetteer, protected_words
from fihrist.index.entities.spelling import name_key
from fihrist.index.model import EntityType, Mention

__all__ = [
    "EXTRACTOR_ID",
    "Alias",
    "Gazetteer",
    "GazetteerEntity",
    "find_entities",
    "lookup",
    "name_key",
    "protected_words",
]

EXTRACTOR_ID: str
"""Name, version and data hash of the default extractor; mentions stored by another one are found anew."""


def __getattr__(name: str) -> str:
    # Reads all data files, so only when asked for.
    if name == "EXTRACTOR_ID":
        return default_extractor().identity
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


@lru_cache(maxsize=4)
def _extractor(gazetteer: Gazetteer) -> Extractor:
    return Extractor(gazetteer)


def find_entities(text: str, gazetteer: Gazetteer | None = None) -> list[Mention]:
    """The names in a text, in text order; those inside longer names are flagged as nested."""
    extractor = default_extractor() if gazetteer is None else _extractor(gazetteer)
    return extractor.find(text)


def lookup(name: str, type: EntityType | None = None) -> list[GazetteerEntity]:  # noqa: A002
    """The gazetteer's entities with this id or name, in Arabic or Latin script."""
    return default_gazetteer().lookup(name, type)
