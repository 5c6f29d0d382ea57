"""The index: immutable, memory-mapped segments of NumPy arrays, and the reader that Whoosh sees.

`IndexWriter` takes articles in, `Snapshot` is one committed state, `Segment` one of its parts. `IndexWriter` is loaded
when it is first used, Whoosh when `schema` or `whoosh_reader` is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fihrist.index.engine.model import BODY_START, IndexDocument, Postings, View
from fihrist.index.engine.segment import Segment
from fihrist.index.engine.snapshot import Snapshot
from fihrist.index.engine.verify import verify

if TYPE_CHECKING:
    from whoosh.fields import Schema
    from whoosh.reading import IndexReader

    from fihrist.index.engine.writer import IndexWriter

__all__ = [
    "BODY_START",
    "IndexDocument",
    "IndexWriter",
    "Postings",
    "Segment",
    "Snapshot",
    "View",
    "schema",
    "verify",
    "whoosh_reader",
]


def __getattr__(name: str) -> Any:
    if name == "IndexWriter":
        from fihrist.index.engine.writer import IndexWriter

        return IndexWriter
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def schema() -> Schema:
    """The index's fields as Whoosh knows them: see `fihrist.index.engine.fields`."""
    from fihrist.index.engine.fields import make_schema

    return make_schema()


def whoosh_reader(snapshot: Snapshot) -> IndexReader:
    """A snapshot as an index that Whoosh's queries run on: see `fihrist.index.engine.whoosh_view`."""
    from fihrist.index.engine.whoosh_view import SnapshotReader

    return SnapshotReader(snapshot)
