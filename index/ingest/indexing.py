"""From the records to the index: adding what it misses, and making it anew."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path

import numpy as np

from fihrist.errors import ArchiveError, DamagedError
from fihrist.index.engine import IndexWriter
from fihrist.index.engine.files import FileOperations
from fihrist.index.engine.layout import check_pack
from fihrist.index.engine.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from fihrist.index.ingest.analysis import document_of
from fihrist.index.ingest.report import Progress, counted
from fihrist.index.model import Notice
from fihrist.index.store import Store, index_identity

REBUILT = "index.rebuilt"
"""The folder in which a new index is made, beside the one in use."""
_NUMBERED = re.compile(r"(\d+)\.")
_EVERY = 1_000


def open_index(store: Store, progress: Callable[[Progress], None] | None = None) -> tuple[IndexWriter, list[Notice]]:
    """Open the index for adding; it holds all of the records then, though not yet committed.

    One that is damaged, ahead of the records, or made by another version of the analysis is made anew first.

    Returns:
        The index, and what the user should know of it.

    Raises:
        ArchiveError: the index cannot be written.
    """
    notices = []
    try:
        current = _is_current(store)
        index = IndexWriter(store.index_path) if current else None
    except (DamagedError, OSError):
        index = None
    if index is None:
        rebuild_index(store, progress)
        notices.append(Notice(str(store.path), "the index did not fit the records and was made anew"))
        index = IndexWriter(store.index_path)
    added = catch_up(index, store, progress)
    if added:
        commit(index, store, store.records.last_sequence())
        notices.append(Notice(str(store.path), f"{counted(added, 'article')} of an interrupted ingest indexed now"))
    return index, notices


def _is_current(store: Store) -> bool:
    """Whether the index can be added to: made by this analysis, and not ahead of the records.

    Raises:
        DamagedError: a file is not what was written, as far as opening shows; the types of entities are read whole.
    """
    manifest = read_manifest(store.index_path)
    if manifest.generation == 0:
        return True
    if manifest.entity_types:
        check_pack(store.index_path, manifest.entity_types)
    return manifest.analysis_id == index_identity() and manifest.record_sequence <= store.records.last_sequence()


def commit(index: IndexWriter, store: Store, sequence: int, *, settled: bool = True) -> None:
    """Commit an index that holds the records up to a sequence number.

    Args:
        index: in the store's folder, or to be put there.
        store: opened for writing.
        sequence: of the last record that it holds.
        settled: it also holds all that changed of the records before, and it is the store's.

    Raises:
        ArchiveError: the index cannot be written; the records are complete all the same.
    """
    types = np.frombuffer(store.records.entity_types(), np.uint8)
    try:
        index.commit(sequence, types, index_identity())
    except OSError as error:
        raise unwritten(store, error) from error
    if settled:
        store.writer.settle()


def unwritten(store: Store, error: OSError) -> ArchiveError:
    """The error for an index that cannot be written."""
    reason = error.strerror or error
    return ArchiveError(
        f"{store.index_path}: the index cannot be written ({reason}); the articles are safe in the records, "
        "and the next ingest or fihrist rebuild adds them to the index"
    )


def catch_up(index: IndexWriter, store: Store, progress: Callable[[Progress], None] | None = None) -> int:
    """Add what the records hold and the index does not; returns how many articles.

    The last of them are not committed; those before are where they are many.

    Raises:
        ArchiveError: the index cannot be written.
    """
    started = time.monotonic()
    held, count = index.record_sequence, 0
    changed = store.records.stale() if held else ()
    for count, stored in enumerate(chain(changed, store.records.stored(after=held)), start=1):
        if index.due:
            commit(index, store, max(held, stored.sequence - 1), settled=False)
        try:
            index.add(document_of(stored))
        except OSError as error:
            raise unwritten(store, error) from error
        if progress and count % _EVERY == 0:
            progress(Progress("indexing", articles=count, seconds=time.monotonic() - started))
    return count + (give_entities(index, store) if held else 0)


def give_entities(index: IndexWriter, store: Store) -> int:
    """Give the index the entities of the articles of which only these changed; returns how many articles."""
    count = 0
    for portion in store.records.stale_entities():
        index.set_entities(dict(portion))
        count += len(portion)
    return count


def rebuild_index(store: Store, progress: Callable[[Progress], None] | None = None) -> int:
    """Make the index anew from the records, aside, and put it in place of the other; returns how many articles.

    Searches go on in the old one meanwhile; an interruption leaves the old one in place.

    Raises:
        ArchiveError: the index cannot be written.
        DamagedError: the records are not what was written.
    """
    fresh = store.path / REBUILT
    shutil.rmtree(fresh, ignore_errors=True)
    files = FileOperations()
    try:
        fresh.mkdir()
        store.index_path.mkdir(exist_ok=True)
        write_manifest(fresh, _successor(store.index_path), files)
        with IndexWriter(fresh) as index:
            count = catch_up(index, store, progress)
            commit(index, store, store.records.last_sequence(), settled=False)
        _replace(store.index_path, fresh, files)
        store.writer.settle()
    except OSError as error:
        raise unwritten(store, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return count


def _successor(folder: Path) -> Manifest:
    """An empty state that follows an index: its files will have numbers that no file of the index has."""
    numbers = [int(match[1]) for path in folder.iterdir() if (match := _NUMBERED.match(path.name))]
    generation = 0
    with suppress(ArchiveError):
        manifest = read_manifest(folder)
        generation = manifest.generation
        numbers.append(manifest.next_file - 1)
    return Manifest(generation=generation, next_file=max(numbers, default=-1) + 1)


def _replace(folder: Path, fresh: Path, files: FileOperations) -> None:
    """Make the fresh index the one in a folder: its files move in under names of their own, then its manifest."""
    for path in sorted(fresh.iterdir()):
        if path.name != MANIFEST:
            files.replace(path, folder / path.name)
    files.sync_folder(folder)
    files.replace(fresh / MANIFEST, folder / MANIFEST)
    files.sync_folder(folder)
    with suppress(OSError), IndexWriter(folder):
        pass  # opening and closing removes the files that no manifest names
