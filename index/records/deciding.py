"""Writing what users decide about entities, inside the transactions of a `RecordWriter`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fihrist.index.model import EntityType
from fihrist.index.records.database import now
from fihrist.index.records.links import Link, link_of
from fihrist.index.records.reader import Records
from fihrist.index.records.registry import Registry
from fihrist.index.records.rows import text, whole


class Deciding(Records):
    """The part of a writer that keeps decisions; all of it is called inside a transaction."""

    _registry: Registry

    def add_operation(self, kind: str, steps: Iterable[Any], undoes: int | None = None) -> int:
        """Keep an operation and its steps, plain data each; returns its number."""
        number = self.decisions_number() + 1
        self._connection.execute("INSERT INTO operations VALUES (?, ?, ?, ?)", (number, now(), kind, undoes))
        rows = ((number, place, _json(step)) for place, step in enumerate(steps))
        self._connection.executemany("INSERT INTO steps VALUES (?, ?, ?)", rows)
        return number

    def keep_own_entities(self, changed: Mapping[str, tuple[Mapping[str, Any], Sequence[str]] | None]) -> None:
        """Keep what entities amount to now: by id their data and their folded names; None: nothing of the user's."""
        for identifier, entity in changed.items():
            self._connection.execute("DELETE FROM own_entities WHERE id = ?", (identifier,))
            self._connection.execute("DELETE FROM own_names WHERE entity = ?", (identifier,))
            if entity is not None:
                data, names = entity
                values = (identifier, data["type"], data.get("parent"), _json(data))
                self._connection.execute("INSERT INTO own_entities VALUES (?, ?, ?, ?)", values)
                rows = [(name, identifier) for name in dict.fromkeys(names)]
                self._connection.executemany("INSERT INTO own_names VALUES (?, ?)", rows)
        self._changed += 1

    def keep_links(self, removed: Iterable[tuple[str, str]], added: Sequence[Link]) -> list[int]:
        """Change what counts for what.

        Args:
            removed: key and type of links that no longer hold, or hold otherwise.
            added: new ones.

        Returns:
            The ordinals in the index whose articles this concerns: those that something counted for till now.
        """
        gone = list(removed)
        self._connection.executemany("DELETE FROM links WHERE key = ? AND type = ?", gone)
        self._connection.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)",
            [(link.key, link.type, link.target, link.target_type, link.label, link.folded) for link in added],
        )
        keys = [key for key, _ in gone] + [link.key for link in added]
        concerned = set()
        for ordinal, key, kind, before in self._by(_SELECT_KEYED, "key", keys, _keyed):
            after = self._target(key, kind)
            if after != before:
                self._connection.execute("UPDATE entities SET canonical = ? WHERE ordinal = ?", (after, ordinal))
                concerned.add(ordinal if before is None else before)
        self._changed += 1
        return sorted(concerned)

    def mark_entities_stale(self, sequences: Iterable[int]) -> None:
        """Note articles whose entities are to be given to the index again."""
        rows = ((sequence,) for sequence in sequences)
        self._connection.executemany("INSERT OR IGNORE INTO stale (article, part) VALUES (?, 1)", rows)

    def rename_analyser(self, old: str, new: str) -> None:
        """Say that what one analyser found is what another would find."""
        self._connection.execute("UPDATE analysers SET name = ? WHERE name = ?", (new, old))
        self._registry = Registry(self._connection)

    def _target(self, key: str, kind: str) -> int | None:
        link = link_of(self._connection, key, kind)
        if link is None or (link.target, link.target_type) == (key, kind):
            return None
        return self._registry.entity(link.target, EntityType(link.target_type), link.label, link.folded)


_SELECT_KEYED = "SELECT ordinal, key, type, canonical FROM entities"


def _keyed(row: sqlite3.Row) -> tuple[int, str, str, int | None]:
    canonical = None if row["canonical"] is None else whole(row, "canonical")
    return whole(row, "ordinal"), text(row, "key"), text(row, "type"), canonical


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
