"""Persons, organisations and places in a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fihrist.index.entities.extract import Extractor, default_extractor
from fihrist.index.entities.gazetteer import Alias, Gazetteer, GazetteerEntity, default_gazetteer
from fihrist.index.entities.spelling import name_key
from fihrist.index.model import EntityType, Mention

__all__ = [
    "EXTRACTOR_ID",
    "Alias",
    "Extractor",
    "Gazetteer",
    "GazetteerEntity",
    "find_entities",
    "lookup",
    "matcher",
    "name_key",
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


@lru_cache(maxsize=4)
def _with(extra: tuple[GazetteerEntity, ...]) -> Extractor:
    return Extractor(default_gazetteer().extended(extra))


def matcher(extra: Sequence[GazetteerEntity] = ()) -> Extractor:
    """An extractor that knows these entities beside the shipped ones; one with a shipped id replaces the shipped one.

    It finds names by ``matcher(extra)(text)``; its ``identity`` tells which rules and entities found them, and is
    `EXTRACTOR_ID` when there are no extra entities. The last few are kept, and building one takes some 100 ms; who
    reads many texts holds on to it.
    """
    return _with(tuple(extra)) if extra else default_extractor()


def lookup(name: str, type: EntityType | None = None) -> list[GazetteerEntity]:  # noqa: A002
    """The gazetteer's entities with this id or name, in Arabic or Latin script."""
    return default_gazetteer().lookup(name, type)
