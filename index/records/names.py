"""The entities and outlets that articles of an archive name, by number and by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from fihrist.index.model import EntityType
from fihrist.index.records.links import Links
from fihrist.index.records.rows import TYPE_CODES, EntityRow, SourceRow, text, whole


class Names(Links):
    """The registries, for reading."""

    def entity(self, ordinals: Sequence[int]) -> list[EntityRow]:
        """The entities with these ordinals, in this order; unknown ordinals are left out."""
        found = self._entities_by_ordinal(ordinals)
        return [found[ordinal] for ordinal in ordinals if ordinal in found]

    def entity_ordinals(self, key: str, type: EntityType | None = None) -> list[int]:  # noqa: A002
        """The ordinals of the entity with a key; several when articles use the name for things of different types.

        Where it counts for another entity, that one's is among them: the index holds the one or the other, for it
        follows the records.
        """
        rows = self._query("SELECT * FROM entities WHERE key = ? ORDER BY ordinal", (key,), _entity)
        own = [row.ordinal for row in rows if type in (None, row.type)]
        return list(dict.fromkeys((*own, *self.canonical(own))))

    def ordinals_by_key(self, keys: Sequence[str], type: EntityType) -> dict[str, list[int]]:  # noqa: A002
        """For each of many keys what `entity_ordinals` gives, all at once; keys that no article has are left out."""
        found: dict[str, list[int]] = {}
        for row in self._by("SELECT * FROM entities", "key", keys, _entity):
            if row.type is type:
                found.setdefault(row.key, []).extend(dict.fromkeys((row.ordinal, *self.canonical([row.ordinal]))))
        return found

    def find_entity_rows(self, folded_name: str, type: EntityType | None = None) -> list[EntityRow]:  # noqa: A002
        """The entities whose label, folded, is this; aliases are the gazetteer's to know."""
        rows = self._query("SELECT * FROM entities WHERE folded = ? ORDER BY ordinal", (folded_name,), _entity)
        return [row for row in rows if type in (None, row.type)]

    def entity_names(self, limit: int) -> list[tuple[str, str]]:
        """Key and folded label of the entities that articles name, the gazetteer's first, then as they came."""
        statement = "SELECT key, folded FROM entities ORDER BY key GLOB '~*', ordinal LIMIT ?"
        return self._query(statement, (limit,), _name)

    def entity_types(self) -> bytes:
        """The type of each entity by its ordinal, as in `TYPE_CODES`; place 0 belongs to none."""
        codes = bytearray(self._number("SELECT coalesce(max(ordinal), 0) FROM entities") + 1)
        for ordinal, code in self._query("SELECT ordinal, type FROM entities", (), _type_code):
            codes[ordinal] = code
        return bytes(codes)

    def source(self, ordinals: Sequence[int]) -> list[SourceRow]:
        """The outlets with these ordinals, in this order; unknown ordinals are left out."""
        rows = self._by("SELECT * FROM sources", "ordinal", ordinals, _source)
        found = {row.ordinal: row for row in rows}
        return [found[ordinal] for ordinal in ordinals if ordinal in found]

    def source_ordinals(self, folded_name: str) -> list[int]:
        """The ordinal of the outlet with this folded name; none when no article states it."""
        return [row.ordinal for row in self._query("SELECT * FROM sources WHERE folded = ?", (folded_name,), _source)]

    def _entities_by_ordinal(self, ordinals: Sequence[int]) -> Mapping[int, EntityRow]:
        return {row.ordinal: row for row in self._by("SELECT * FROM entities", "ordinal", ordinals, _entity)}

    def _canonical_by_ordinal(self, ordinals: Sequence[int]) -> Mapping[int, EntityRow]:
        """The entities that those with these ordinals count for."""
        targets = self.canonical(ordinals)
        rows = self._entities_by_ordinal(targets)
        return {ordinal: rows[target] for ordinal, target in zip(ordinals, targets, strict=True) if target in rows}


def _entity(row: sqlite3.Row) -> EntityRow:
    return EntityRow(whole(row, "ordinal"), text(row, "key"), EntityType(text(row, "type")), text(row, "label"))


def _name(row: sqlite3.Row) -> tuple[str, str]:
    return text(row, "key"), text(row, "folded")


def _type_code(row: sqlite3.Row) -> tuple[int, int]:
    return whole(row, "ordinal"), TYPE_CODES[EntityType(text(row, "type"))]


def _source(row: sqlite3.Row) -> SourceRow:
    return SourceRow(whole(row, "ordinal"), text(row, "folded"), text(row, "label"))
