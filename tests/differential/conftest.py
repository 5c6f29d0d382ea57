"""Small indexes of several segments, with deletions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import numpy as np
import pytest

from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot

Build = Callable[[Sequence[Sequence[IndexDocument]], Sequence[int]], AbstractContextManager[Snapshot]]

ENTITY_TYPES = np.array([0, 1, 2, 0, 1, 2], np.uint8)


@contextmanager
def _built(commits: Sequence[Sequence[IndexDocument]], deleted: Sequence[int]) -> Iterator[Snapshot]:
    with tempfile.TemporaryDirectory() as folder:
        for number, documents in enumerate(commits, 1):
            with IndexWriter(folder) as writer:
                for document in documents:
                    writer.add(document)
                writer.commit(number, ENTITY_TYPES, "test")
        if deleted:
            with IndexWriter(folder) as writer:
                for key in deleted:
                    writer.delete(key)
                writer.commit(len(commits) + 1, ENTITY_TYPES, "test")
        with Snapshot.open(folder) as snapshot:
            yield snapshot


@pytest.fixture(scope="session")
def build() -> Build:
    """Makes an index of some commits, then deletes keys."""
    return _built
