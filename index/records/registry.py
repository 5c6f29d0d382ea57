"""Numbers for what many articles share: entities, outlets, analysers. Given once, never changed, never given again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from fihrist.index.model import EntityType
from fihrist.index.records.links import link_of

_REMEMBERED = 50_000
"""Names of each kind whose numbers are kept in memory; about 15 MB."""


class Registry:
    """Gives numbers inside the transaction of its user, who forgets it when that transaction fails."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._entities: dict[tuple[str, str], int] = {}
        self._sources: dict[str, int] = {}
        self._analysers: dict[str, int] = {}
        self.linked = 0
        """How many new entities were found to count for another."""

    def entity(self, key: str, kind: EntityType, label: str, folded: str) -> int:
        """The ordinal of an entity; the label of one of the gazetteer follows the gazetteer.

        Names that are linked to none are labelled as the first article spells them.
        """
        known = self._entities.get((key, kind))
        if known is not None:
            return known
        found = self._one("SELECT ordinal, label FROM entities WHERE key = ? AND type = ?", key, kind)
        if found is None:
            found = self._one(
                "INSERT INTO entities (key, type, label, folded) VALUES (?, ?, ?, ?) RETURNING ordinal, label",
                *(key, kind, label, folded),
            )
            self._link(found, key, kind)
        elif found[1] != label and (not key.startswith("~") or found[1] == key[1:]):
            self._one("UPDATE entities SET label = ?, folded = ? WHERE ordinal = ?", label, folded, found[0])
        return _remember(self._entities, (key, str(kind)), found)

    def _link(self, new: Sequence[Any] | None, key: str, kind: EntityType) -> None:
        """Have a new entity count for the one that it was said to count for before it was met."""
        link = link_of(self._connection, key, kind)
        if link is None or new is None or (link.target, link.target_type) == (key, str(kind)):
            return
        target = self.entity(link.target, EntityType(link.target_type), link.label, link.folded)
        if link.label == link.target[1:]:  # said before an article spelt it out
            self._entities.pop((link.target, link.target_type), None)
        self._connection.execute("UPDATE entities SET canonical = ? WHERE ordinal = ?", (target, new[0]))
        self.linked += 1

    def source(self, folded: str, label: str) -> int:
        """The ordinal of an outlet; 0 for no name."""
        if not folded:
            return 0
        known = self._sources.get(folded)
        if known is not None:
            return known
        found = self._one("SELECT ordinal FROM sources WHERE folded = ?", folded) or self._one(
            "INSERT INTO sources (folded, label) VALUES (?, ?) RETURNING ordinal", folded, label
        )
        return _remember(self._sources, folded, found)

    def analyser(self, name: str) -> int:
        """The number of what finds names and dates, in one of its versions."""
        known = self._analysers.get(name)
        if known is not None:
            return known
        found = self._one("SELECT id FROM analysers WHERE name = ?", name) or self._one(
            "INSERT INTO analysers (name) VALUES (?) RETURNING id", name
        )
        return _remember(self._analysers, name, found)

    def _one(self, statement: str, *values: Any) -> Sequence[Any] | None:
        row: Sequence[Any] | None = self._connection.execute(statement, values).fetchone()
        return row


def _remember(numbers: dict[Any, int], key: Any, found: Sequence[Any] | None) -> int:
    assert found is not None
    if len(numbers) >= _REMEMBERED:
        numbers.clear()
    numbers[key] = int(found[0])
    return numbers[key]
