"""The index: immutable, memory-mapped segments of NumPy arrays, and the reader that Whoosh sees.

`IndexWriter` takes analysed articles in, `Snapshot` is one committed state, `Segment` its parts.
"""

from fihrist.index.engine.model import BODY_START, IndexDocument, Postings, View

__all__ = ["BODY_START", "IndexDocument", "Postings", "View"]
