"""The log of what was done to an archive: append-only, each entry holding the hash of the one before.

An entry that is changed, left out or put in between breaks the chain, and `verify` says where.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_START = bytes(32)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that was done."""

    number: int
    """From 1, without gaps."""
    at: str
    """ISO 8601, UTC."""
    event: str
    detail: str
    """JSON."""
    previous: bytes
    """SHA-256 of the entry before; zeros for the first."""
    sha256: bytes

    def expected(self) -> bytes:
        """The hash that this content has."""
        return _hash(self.number, self.at, self.event, self.detail, self.previous)


def append(connection: sqlite3.Connection, at: str, event: str, detail: Mapping[str, Any]) -> None:
    """Add an entry, in the caller's transaction."""
    last = connection.execute("SELECT number, sha256 FROM log ORDER BY number DESC LIMIT 1").fetchone()
    number, previous = (int(last[0]) + 1, bytes(last[1])) if last else (1, _START)
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Names of files may hold bytes that are no text, which JSON escapes and SQLite refuses as they are.
    text = text.encode("utf-8", "backslashreplace").decode()
    digest = _hash(number, at, event, text, previous)
    connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", (number, at, event, text, previous, digest))


def entries(connection: sqlite3.Connection) -> Iterator[LogEntry]:
    """All entries, oldest first."""
    for row in connection.execute("SELECT number, at, event, detail, previous, sha256 FROM log ORDER BY number"):
        yield LogEntry(*row)


def verify(connection: sqlite3.Connection) -> int | None:
    """The number of the first entry that is not what was written, or is missing; None when all is well."""
    previous = _START
    number = 0
    for number, entry in enumerate(entries(connection), start=1):
        if entry.number != number or entry.previous != previous or entry.sha256 != entry.expected():
            return number
        previous = entry.sha256
    return None


def _hash(number: int, at: str, event: str, detail: str, previous: bytes) -> bytes:
    content = json.dumps([number, at, event, detail], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(previous + content).digest()
