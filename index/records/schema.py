"""The tables of ``records.db``, their version, and the way from one version to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

APPLICATION_ID = 0x46485253
"""``FHRS``: tells ``file`` and us that a SQLite database is Fihrist's."""

_VERSION_1 = """
CREATE TABLE files (          -- what was read: lets the next ingest pass over it
  id INTEGER PRIMARY KEY,
  location TEXT NOT NULL UNIQUE,  -- absolute path
  path TEXT NOT NULL,             -- as the user named it
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  sha256 BLOB, settings TEXT NOT NULL,
  run INTEGER NOT NULL,           -- the ingest that read it last
  done INTEGER NOT NULL           -- 0 while its pages are coming in
);
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES files,
  byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL,
  sha256 BLOB NOT NULL, encoding TEXT NOT NULL, format TEXT NOT NULL
);
CREATE TABLE articles (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL, deck TEXT NOT NULL, byline TEXT NOT NULL, translator TEXT NOT NULL,
  source TEXT NOT NULL, source_ordinal INTEGER NOT NULL,  -- 0: no outlet is stated
  url TEXT NOT NULL, language TEXT NOT NULL, keywords TEXT NOT NULL,
  published TEXT, published_precision TEXT, published_provenance TEXT, published_confidence REAL,
  published_earliest INTEGER NOT NULL, published_latest INTEGER NOT NULL,  -- YYYYMMDD, 0: undated
  captions TEXT NOT NULL, see_also TEXT NOT NULL, related TEXT NOT NULL,  -- JSON
  page INTEGER NOT NULL REFERENCES pages,
  part_no INTEGER NOT NULL, part_count INTEGER NOT NULL, parts TEXT NOT NULL,  -- JSON
  text_sha256 BLOB NOT NULL,
  ingested_at TEXT NOT NULL,
  related_to TEXT
);
CREATE INDEX articles_days ON articles (kind, published_earliest);
CREATE TABLE bodies (
  sequence INTEGER PRIMARY KEY REFERENCES articles,
  dictionary INTEGER NOT NULL,   -- 0: none
  body BLOB NOT NULL             -- zlib
);
CREATE TABLE dictionaries (id INTEGER PRIMARY KEY, words BLOB NOT NULL);
CREATE TABLE analyses (
  sequence INTEGER PRIMARY KEY REFERENCES articles,
  analyser INTEGER NOT NULL REFERENCES analysers,
  mentions BLOB NOT NULL, dates BLOB NOT NULL  -- JSON, zlib
);
CREATE TABLE analysers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE entities (
  ordinal INTEGER PRIMARY KEY,
  key TEXT NOT NULL, type TEXT NOT NULL,
  label TEXT NOT NULL, folded TEXT NOT NULL,  -- the label, folded
  UNIQUE (key, type)
);
CREATE INDEX entities_folded ON entities (folded);
CREATE TABLE sources (ordinal INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, label TEXT NOT NULL);
CREATE TABLE occurrences (    -- which files an article was met in, and in which ingest last
  file INTEGER NOT NULL REFERENCES files,
  article INTEGER NOT NULL REFERENCES articles,
  run INTEGER NOT NULL,
  PRIMARY KEY (file, article)
) WITHOUT ROWID;
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL, byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL,
  reason TEXT NOT NULL,
  kept TEXT NOT NULL,         -- its name in the folder quarantine/, empty when no bytes are kept
  at TEXT NOT NULL,
  file INTEGER, run INTEGER NOT NULL,
  UNIQUE (path, byte_start, byte_end)
);
CREATE TABLE log (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL, event TEXT NOT NULL,
  detail TEXT NOT NULL,       -- JSON
  previous BLOB NOT NULL,     -- SHA-256 of the entry before
  sha256 BLOB NOT NULL
);
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_fixed BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TABLE migrations (version INTEGER PRIMARY KEY, at TEXT NOT NULL);
"""


_VERSION_2 = """
CREATE TABLE stale (          -- articles that changed since the index was given them
  article INTEGER PRIMARY KEY REFERENCES articles
);
"""


_VERSION_3 = """
CREATE TABLE operations (     -- what users decided about entities; only ever added to
  number INTEGER PRIMARY KEY, -- from 1, without gaps
  at TEXT NOT NULL, kind TEXT NOT NULL,
  undoes INTEGER REFERENCES operations
);
CREATE TABLE steps (          -- of which operations consist
  operation INTEGER NOT NULL REFERENCES operations, place INTEGER NOT NULL,
  detail TEXT NOT NULL,       -- JSON
  PRIMARY KEY (operation, place)
) WITHOUT ROWID;
CREATE TABLE own_entities (   -- what the operations in force amount to: entities added, and shipped ones with other names
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL, parent TEXT,  -- what it lies in or belongs to
  detail TEXT NOT NULL        -- all of it, JSON
) WITHOUT ROWID;
CREATE TABLE own_names (      -- their names, folded
  name TEXT NOT NULL, entity TEXT NOT NULL,
  PRIMARY KEY (name, entity)
) WITHOUT ROWID;
CREATE INDEX own_names_entity ON own_names (entity);
CREATE TABLE links (          -- names and entities that count for another one
  key TEXT NOT NULL, type TEXT NOT NULL,  -- '': of any type
  target TEXT NOT NULL, target_type TEXT NOT NULL, label TEXT NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (key, type)
) WITHOUT ROWID;
ALTER TABLE entities ADD COLUMN canonical INTEGER;  -- the entity it counts for; NULL: for itself
CREATE INDEX entities_linked ON entities (canonical) WHERE canonical IS NOT NULL;
ALTER TABLE stale ADD COLUMN part INTEGER NOT NULL DEFAULT 0;  -- 0: all of the article changed, 1: its entities
CREATE TRIGGER operations_are_kept BEFORE DELETE ON operations BEGIN SELECT RAISE(ABORT, 'operations are append-only'); END;
CREATE TRIGGER operations_are_fixed BEFORE UPDATE ON operations BEGIN SELECT RAISE(ABORT, 'operations are append-only'); END;
"""


def _create(connection: sqlite3.Connection) -> None:
    for statement in _statements(_VERSION_1):
        connection.execute(statement)


def _note_changes(connection: sqlite3.Connection) -> None:
    for statement in _statements(_VERSION_2):
        connection.execute(statement)


def _keep_decisions(connection: sqlite3.Connection) -> None:
    for statement in _statements(_VERSION_3):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of a script; `executescript` would commit the transaction it runs in."""
    statements: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements


Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: tuple[Migration, ...] = (_create, _note_changes, _keep_decisions)
"""The n-th leads from version n to n + 1. Those that were released never change."""

SCHEMA_VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, now: str, migrations: Sequence[Migration] = MIGRATIONS) -> list[int]:
    """Bring a database to the newest version, in one transaction; returns the versions passed through.

    Args:
        connection: in autocommit mode.
        now: ISO 8601, for the table of migrations.
        migrations: the n-th leads from version n to n + 1.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked inside the transaction: another writer may have been here first.
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        passed = list(range(version + 1, len(migrations) + 1))
        for number in passed:
            migrations[number - 1](connection)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, now))
        if passed:
            connection.execute(f"PRAGMA user_version = {passed[-1]}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return passed
