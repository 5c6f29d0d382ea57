"""What users decided about the entities of an archive: the operations, and what those in force amount to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fihrist.index.model import EntityType
from fihrist.index.records.names import Names
from fihrist.index.records.rows import text, whole


@dataclass(frozen=True, slots=True)
class OperationRow:
    """Something a user did."""

    number: int
    """From 1, without gaps."""
    at: str
    """ISO 8601, UTC."""
    kind: str
    undoes: int | None
    """The operation that this one takes back."""
    steps: int
    """How many steps it has."""


class Operations(Names):
    """The operations, for reading."""

    _parents: dict[str, dict[str, str]]
    _parents_of = -1

    def operations(self) -> list[OperationRow]:
        """All operations, oldest first."""
        return self._query(
            "SELECT operations.*, (SELECT count(*) FROM steps WHERE operation = number) AS steps FROM operations"
            " ORDER BY number",
            (),
            _operation,
        )

    def steps(self, operation: int, limit: int = -1) -> list[Any]:
        """What an operation consists of, in order, as it was stored; all of it, or the first so many."""
        statement = "SELECT detail FROM steps WHERE operation = ? ORDER BY place LIMIT ?"
        return self._query(statement, (operation, limit), _detail)

    def own_entities(self) -> list[Any]:
        """The entities that users added, and the shipped ones whose names they changed, as they were stored, by id."""
        return self._query("SELECT detail FROM own_entities ORDER BY id", (), _detail)

    def own_entity(self, ids: Sequence[str]) -> list[Any]:
        """Those of `own_entities` that have one of these ids."""
        return self._by("SELECT detail FROM own_entities", "id", ids, _detail)

    def own_parents(self, type: EntityType) -> dict[str, str]:  # noqa: A002
        """What those of `own_entities` that are of a type lie in or belong to, by id."""
        with self._reading():
            if self._changed != self._parents_of:
                statement = "SELECT id, type, parent FROM own_entities WHERE parent IS NOT NULL"
                self._parents = {}
                for row in self._connection.execute(statement).fetchall():
                    self._parents.setdefault(text(row, "type"), {})[text(row, "id")] = text(row, "parent")
                self._parents_of = self._changed
            return self._parents.get(type, {})

    def own_bearers(self, name: str) -> list[str]:
        """The ids of those of `own_entities` that bear a name, folded."""
        return self._query("SELECT entity FROM own_names WHERE name = ? ORDER BY entity", (name,), _bearer)

    def decisions_number(self) -> int:
        """Number of the last operation; 0: nobody decided anything."""
        return self._number("SELECT coalesce(max(number), 0) FROM operations")


def _operation(row: sqlite3.Row) -> OperationRow:
    undoes = None if row["undoes"] is None else whole(row, "undoes")
    return OperationRow(whole(row, "number"), text(row, "at"), text(row, "kind"), undoes, whole(row, "steps"))


def _detail(row: sqlite3.Row) -> Any:
    try:
        return json.loads(text(row, "detail"))
    except RecursionError as error:
        message = "a decision about an entity is not what was written"
        raise ValueError(message) from error


def _bearer(row: sqlite3.Row) -> str:
    return text(row, "entity")
