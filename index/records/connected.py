"""Asking the database, from several threads, with no errors but those of the archive."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from fihrist.index.records.database import damaged, guard
from fihrist.index.records.rows import whole

T = TypeVar("T")
_PARAMETERS = 500
"""Values bound in one statement; SQLite takes at least 999."""


class Connected:
    """A connection that is used by one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = threading.RLock()
        connection.row_factory = sqlite3.Row

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _by(self, select: str, column: str, values: Sequence[Any], read: Callable[[sqlite3.Row], T]) -> list[T]:
        """The rows whose column has one of the values."""
        found: list[T] = []
        distinct = list(dict.fromkeys(values))
        for start in range(0, len(distinct), _PARAMETERS):
            part = distinct[start : start + _PARAMETERS]
            marks = ", ".join("?" * len(part))
            found += self._query(f"{select} WHERE {column} IN ({marks})", part, read)
        return found

    def _number(self, statement: str, *values: Any) -> int:
        return self._query(statement, values, _first_number)[0]

    def _query(self, statement: str, values: Sequence[Any], read: Callable[[sqlite3.Row], T]) -> list[T]:
        storable = [_storable(value) if isinstance(value, str) else value for value in values]
        with self._reading():
            return [read(row) for row in self._connection.execute(statement, storable).fetchall()]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, guard(self._path):
            try:
                yield
            except (ValueError, TypeError, OverflowError) as error:
                raise damaged(self._path, str(error)) from error


def _storable(text: str) -> str:
    """The text, which as a record it could only have without half surrogate pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _first_number(row: sqlite3.Row) -> int:
    return whole(row, 0)
