"""Opening ``records.db``, and what SQLite's errors mean to the user."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fihrist.errors import (
    ArchiveError,
    ArchiveLockedError,
    ArchiveReadOnlyError,
    ArchiveVersionError,
    DamagedError,
    NotAnArchiveError,
)
from fihrist.index.records.schema import APPLICATION_ID, SCHEMA_VERSION, migrate

FILE_NAME = "records.db"
_MAGIC = b"SQLite format 3\x00"
_VERSION_AT, _APPLICATION_AT, _HEADER_BYTES = 60, 68, 72
"""Places in the file's header: https://www.sqlite.org/fileformat.html, 1.3."""
_BUSY_SECONDS = 10.0
_CACHE_KIB = 32 * 1024
_CODES = {
    "SQLITE_BUSY": ArchiveLockedError,
    "SQLITE_LOCKED": ArchiveLockedError,
    "SQLITE_READONLY": ArchiveReadOnlyError,
    "SQLITE_CANTOPEN": ArchiveReadOnlyError,
    "SQLITE_FULL": ArchiveError,
    "SQLITE_IOERR": ArchiveError,
}
_MEANING = {
    "SQLITE_BUSY": "another process is writing to it; wait for it to end",
    "SQLITE_LOCKED": "another process is writing to it; wait for it to end",
    "SQLITE_READONLY": "it may not be written; change its permissions or copy the archive to where you may write",
    "SQLITE_CANTOPEN": "it cannot be opened; check the permissions of its folder",
    "SQLITE_FULL": "the disk is full; free some space and run again, what was acknowledged is kept",
    "SQLITE_IOERR": "the disk reports an error; check it and run again, what was acknowledged is kept",
}


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into those of the archive.

    Raises:
        DamagedError: the database is not what was written.
        ArchiveLockedError: another process holds it.
        ArchiveReadOnlyError: it may not be written.
        ArchiveError: the disk is full or failing, or the database was closed.
    """
    try:
        yield
    except sqlite3.ProgrammingError as error:
        message = f"{path}: it was closed, or is used wrongly ({error}); open the archive again"
        raise ArchiveError(message) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "")
        known = next((name for name in _CODES if code.startswith(name)), "")
        if known:
            message = f"{path}: {_MEANING[known]} ({error})"
            raise _CODES[known](message) from error
        raise damaged(path, str(error)) from error


def damaged(path: Path, what: str) -> DamagedError:
    """The error for content that is not what was written."""
    return DamagedError(
        f"{path}: damaged ({what}); bring it back from a backup, or ingest its sources into a new folder"
    )


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open the records for reading, on a read-only medium too.

    Raises:
        NotAnArchiveError: it is no database of Fihrist.
        ArchiveVersionError: a newer Fihrist wrote it, or one so old that a writer must bring it up to date.
        ArchiveReadOnlyError: the medium is read-only, and holds changes that no writer has put in their place.
    """
    check_database(path)
    immutable = not os.access(path.parent, os.W_OK)
    wal = path.with_name(path.name + "-wal")
    if immutable and wal.exists() and wal.stat().st_size:
        message = (
            f"{path}: the last writer did not finish, and the folder is read-only, so its changes cannot be read; "
            "copy the archive to where you may write, and open it there"
        )
        raise ArchiveReadOnlyError(message)
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
    with _connected(path, mode) as connection:
        version = _identify(connection, path)
        if version < SCHEMA_VERSION:
            how = "copy the archive to where you may write, and open it there"
            message = f"{path}: it has version {version}, this Fihrist reads {SCHEMA_VERSION}; {how}"
            raise ArchiveVersionError(message)
    return connection


def connect_writer(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the records for writing, bringing an older version up to date. The caller holds the archive's lock.

    Raises:
        NotAnArchiveError: there is no database, and none is to be made; or it is not Fihrist's.
        ArchiveVersionError: a newer Fihrist wrote it.
        ArchiveReadOnlyError: it may not be written.
    """
    if not create or (path.exists() and (path.stat().st_size or _was_written(path))):
        check_database(path)
    with _connected(path, "mode=rwc") as connection:
        if path.stat().st_size:
            _identify(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        migrate(connection, now())
    return connection


def is_outdated(path: Path) -> bool:
    """Whether an older Fihrist wrote the database, as its header says; a writer brings it up to date."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
    except OSError:
        return False
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        return False
    version, application = (int.from_bytes(head[at : at + 4], "big") for at in (_VERSION_AT, _APPLICATION_AT))
    return application == APPLICATION_ID and 0 < version < SCHEMA_VERSION


def check_database(path: Path) -> None:
    """Look at the first bytes of the database.

    Raises:
        NotAnArchiveError: there is no such file, or nothing was ever written to it.
        DamagedError: it is no SQLite database, or was emptied.
        ArchiveError: it may not be read.
    """
    if not path.is_file():
        raise not_an_archive(path.parent, "there is no archive")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        message = f"{path}: it cannot be read ({error.strerror or error}); check its permissions, and the disk"
        raise ArchiveError(message) from error
    if head and head != _MAGIC:
        raise damaged(path, "it is no SQLite database")
    if not head and _was_written(path):
        raise damaged(path, "it is empty")
    if not head:
        raise not_an_archive(path.parent, "the archive there was never finished")


def _was_written(path: Path) -> bool:
    """Whether an empty database had content: SQLite writes its first page before it logs changes, and we index last."""
    wal = path.with_name(path.name + "-wal")
    return (wal.exists() and wal.stat().st_size > 0) or (path.parent / "index" / "manifest.json").exists()


def not_an_archive(path: Path, what: str) -> NotAnArchiveError:
    """The error for a path without an archive, with the way to make one."""
    return NotAnArchiveError(f"{path}: {what}; fihrist ingest {path} SOURCES makes one from files and folders")


def now() -> str:
    """This moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@contextmanager
def _connected(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A new connection, which stays open unless what is done first with it fails."""
    uri = f"{path.absolute().as_uri()}?{mode}"
    with guard(path):
        connection = sqlite3.connect(
            uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            yield connection
        except BaseException:
            connection.close()
            raise


def _identify(connection: sqlite3.Connection, path: Path) -> int:
    """The database's schema version.

    Raises:
        NotAnArchiveError: it is another program's.
        ArchiveVersionError: a newer Fihrist wrote it.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if application != APPLICATION_ID and (tables or application):
        raise not_an_archive(path.parent, "the database there is another program's")
    if version > SCHEMA_VERSION:
        message = f"{path}: it has version {version}, newer than {SCHEMA_VERSION}; open it with a newer Fihrist"
        raise ArchiveVersionError(message)
    return version
