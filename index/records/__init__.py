"""The records of an archive: SQLite, the truth that the index is made from.

schema.py       the tables and the way from version to version
database.py     opening; what SQLite's errors mean      lock.py  one writer at a time
reader.py       articles, names, dates, registries      writer.py  adding to them
rows.py         columns and articles                    mentions.py, compression.py  packed values
log.py          what was done when, hash-chained
"""

from __future__ import annotations

from fihrist.index.records.reader import Records
from fihrist.index.records.rows import (
    LANGUAGES,
    PRECISION_CODES,
    TYPE_CODES,
    Counts,
    EntityRow,
    Held,
    QuarantineRow,
    SourceRow,
    StoredArticle,
)
from fihrist.index.records.writer import STDIN, FileState, NewArticle, RecordWriter, Stored

__all__ = [
    "LANGUAGES",
    "PRECISION_CODES",
    "STDIN",
    "TYPE_CODES",
    "Counts",
    "EntityRow",
    "FileState",
    "Held",
    "NewArticle",
    "QuarantineRow",
    "RecordWriter",
    "Records",
    "SourceRow",
    "Stored",
    "StoredArticle",
]
