"""Taking articles in, and committing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fihrist.errors import DamagedError
from fihrist.index.engine.arrays import offsets_of, ranges
from fihrist.index.engine.builder import AnalysedDocument, SegmentArrays, build, entity_columns
from fihrist.index.engine.files import FileOperations
from fihrist.index.engine.layout import Named, PackEntry, write_pack
from fihrist.index.engine.manifest import MANIFEST, Manifest, SegmentEntry, read_manifest, write_manifest
from fihrist.index.engine.merge import choose_merge, merge_segments
from fihrist.index.engine.model import I64, U32, U64, Bools, IndexDocument
from fihrist.index.engine.segment import Segment
from fihrist.index.engine.spool import Scratch
from fihrist.index.engine.surface import SurfaceTable

SPILL_TOKENS = 600_000
"""Words held in memory before a segment is written; about 60 MB while it is built."""
SPILL_DOCUMENTS = 100_000
MAX_WAITING = 64
"""Segments that should wait for a commit at most: each takes three open files."""
MAX_SURFACES = 250_000
"""Different surface words remembered before the table starts anew; about 100 MB."""
MANAGED = (".core", ".columns", ".entities", ".dead", ".types", ".new")
"""Endings of the files that belong to an index; others in its folder are left alone."""


class _Part:
    """A segment, the rows of it that this writer deletes, and the entities that it gives to others."""

    def __init__(self, folder: Path, entry: SegmentEntry) -> None:
        self.segment = Segment(folder, entry)
        self.live: Bools = np.ones(entry.rows, np.bool_) if self.segment.live is None else self.segment.live.copy()
        self.changed = False
        self.entities: tuple[I64, U32] | None = None
        """Where the entities of each row begin, and the entities, where they changed."""

    def set_entities(self, keys: U64, offsets: I64, ordinals: U32) -> None:
        """Give rows other entities: `ordinals` from `offsets[n]` on to the row of `keys[n]`, if it is here."""
        rows = self.segment.rows_of(keys)
        given = np.flatnonzero(rows >= 0)
        if not len(given):
            return
        before, held = self.entities or (self.segment.entity_offsets.astype(np.int64), self.segment.entity_ordinals)
        counts, starts = np.diff(before), before[:-1].copy()
        counts[rows[given]] = np.diff(offsets)[given]
        starts[rows[given]] = offsets[given] + len(held)
        self.entities = offsets_of(counts), np.concatenate((held, ordinals))[ranges(starts, counts)]

    def delete(self, keys: U64) -> None:
        rows = self.segment.rows_of(keys)
        rows = rows[rows >= 0]
        if self.live[rows].any():
            self.live[rows] = False
            self.changed = True


class IndexWriter:
    """Collects changes and makes them one new state of the index in a folder.

    Nothing is visible to readers before `commit`; what was added without a commit is lost when the writer is closed.
    One writer at a time: its user holds the archive's lock. After an `OSError` the writer can only be closed.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        files: FileOperations | None = None,
        spill: int = SPILL_TOKENS,
    ) -> None:
        """Begin with the current state.

        Args:
            path: folder of the index; made when it is missing.
            files: operations on files.
            spill: words held in memory before a segment is written.

        Raises:
            ArchiveVersionError: a newer Fihrist wrote the index.
            DamagedError: the current state is not what was written.
            OSError: the folder cannot be made, or the current state not be read.
        """
        self.path = Path(path)
        self.path.mkdir(parents=True, exist_ok=True)
        self._files = files or FileOperations()
        self._spill_tokens = spill
        self._manifest = read_manifest(self.path)
        self._next_file = max(self._manifest.next_file, _first_unused(self.path))
        self._parts = [_Part(self.path, entry) for entry in self._manifest.segments]
        self._table = SurfaceTable()
        self._buffer: dict[int, AnalysedDocument] = {}
        self._gone: set[int] = set()
        self._tokens = 0

    @property
    def record_sequence(self) -> int:
        """The last change of the records that the committed state holds."""
        return self._manifest.record_sequence

    @property
    def due(self) -> bool:
        """Whether so much waits for a commit that it should not be put off."""
        return len(self._parts) >= len(self._manifest.segments) + MAX_WAITING

    def add(self, document: IndexDocument) -> None:
        """Take an article in; one that has its key already is replaced.

        Raises:
            OSError: a full batch of articles could not be written.
            ValueError: the key is not an unsigned number of 64 bit.
        """
        if not 0 <= document.key < 1 << 64:
            message = f"key {document.key} is not an unsigned number of 64 bit"
            raise ValueError(message)
        self.delete(document.key)
        title, body = self._table.exact_ids(document.title), self._table.exact_ids(document.body)
        entry = AnalysedDocument(dataclasses.replace(document, title="", body=""), title, body)
        self._buffer[document.key] = entry
        self._tokens += len(entry.title) + len(entry.body)
        if self._tokens >= self._spill_tokens or len(self._buffer) >= SPILL_DOCUMENTS:
            self._spill()

    def delete(self, key: int) -> None:
        """Delete an article; a key that is not there is no error."""
        dropped = self._buffer.pop(key, None)
        if dropped is not None:
            self._tokens -= len(dropped.title) + len(dropped.body)
        if self._parts:
            self._gone.add(key)

    def set_entities(self, entities: Mapping[int, Sequence[int]]) -> None:
        """Give articles other entities, by their keys, and leave the rest as it is; a key that is not there is no error.

        Args:
            entities: archive-wide ordinals, distinct; some thousands of articles at a time.
        """
        for key, ordinals in entities.items():
            if key in self._buffer:
                entry = self._buffer[key]
                document = dataclasses.replace(entry.document, entities=tuple(ordinals))
                self._buffer[key] = dataclasses.replace(entry, document=document)
        keys = np.fromiter(entities, np.uint64, len(entities))
        offsets = offsets_of(np.array([len(ordinals) for ordinals in entities.values()], np.int64))
        flat = np.array([ordinal for row in entities.values() for ordinal in sorted(row)], np.uint32)
        for part in self._parts:
            part.set_entities(keys, offsets, flat)

    def commit(self, record_sequence: int, entity_types: NDArray[np.uint8], analysis_id: str) -> None:
        """Make all changes durable and visible, then merge small segments.

        Args:
            record_sequence: the last change of the records that the index now holds.
            entity_types: type of each entity by ordinal, of the whole archive.
            analysis_id: which analysis made the terms.

        Raises:
            OSError: nothing, or all, of the changes is committed then.
        """
        self._spill()
        types = self._write_pack("types", [("types", np.asarray(entity_types, np.uint8))])
        entries = [self._entry(part) for part in self._parts]
        kept = [(part, entry) for part, entry in zip(self._parts, entries, strict=True) if entry.live]
        self._parts = [part for part, _ in kept]
        manifest = Manifest(
            self._manifest.generation + 1,
            record_sequence,
            analysis_id,
            self._next_file,
            types,
            tuple(entry for _, entry in kept),
        )
        self._publish(manifest)
        self._merge()

    def close(self) -> None:
        """Forget what was not committed and remove its files."""
        self._buffer.clear()
        self._parts.clear()
        self._collect_garbage()

    def _spill(self) -> None:
        """Write the buffer as a segment; its keys, and deleted ones, are gone from all segments before it."""
        if self._gone:
            keys = np.fromiter(self._gone, np.uint64, len(self._gone))
            for part in self._parts:
                part.delete(keys)
            self._gone.clear()
        if self._buffer:
            with Scratch(self.path, self._files) as scratch:
                entry = self._write_segment(build(list(self._buffer.values()), self._table, scratch))
            self._buffer.clear()
            self._tokens = 0
            self._parts.append(_Part(self.path, entry))
        if len(self._table) > MAX_SURFACES:
            self._table = SurfaceTable()

    def _write_segment(self, arrays: SegmentArrays) -> SegmentEntry:
        packs = (
            self._write_pack("core", arrays.core),
            self._write_pack("columns", arrays.columns),
            self._write_pack("entities", arrays.entities),
        )
        name = packs[0].name.partition(".")[0]
        return SegmentEntry(name, arrays.rows, arrays.rows, arrays.title_length, arrays.body_length, packs)

    def _write_pack(self, kind: str, arrays: Named) -> PackEntry:
        name = f"{self._next_file:08d}.{kind}"
        self._next_file += 1
        return write_pack(self.path, name, arrays, self._files)

    def _entry(self, part: _Part) -> SegmentEntry:
        """A segment's entry with the tombstones that this writer adds, and the entities that it gives."""
        entry = part.segment.entry
        if part.entities is not None:
            # What is read later stands for what was read before: segments of old hold entities among their columns.
            kept = tuple(pack for pack in entry.packs if not pack.name.endswith(".entities"))
            entry = dataclasses.replace(
                entry, packs=(*kept, self._write_pack("entities", entity_columns(*part.entities)))
            )
        if not part.changed:
            return entry
        live = part.live
        return dataclasses.replace(
            entry,
            live=int(np.count_nonzero(live)),
            title_length=int(part.segment.title_lengths[live].sum(dtype=np.int64)),
            body_length=int(part.segment.body_lengths[live].sum(dtype=np.int64)),
            tombstones=self._write_pack("dead", [("dead", np.packbits(~live))]),
        )

    def _publish(self, manifest: Manifest) -> None:
        write_manifest(self.path, manifest, self._files)
        self._manifest = manifest
        self._parts = [_Part(self.path, entry) for entry in manifest.segments]
        self._collect_garbage()

    def _merge(self) -> None:
        while chosen := choose_merge([part.segment.entry for part in self._parts]):
            self._table = SurfaceTable()  # it is as large as what a merge needs, and soon filled again
            merged = self._merged([self._parts[index] for index in chosen])
            rest = [part.segment.entry for index, part in enumerate(self._parts) if index not in chosen]
            self._publish(
                dataclasses.replace(
                    self._manifest,
                    generation=self._manifest.generation + 1,
                    next_file=self._next_file,
                    segments=(*rest, merged),
                )
            )

    def _merged(self, parts: Sequence[_Part]) -> SegmentEntry:
        with Scratch(self.path, self._files) as scratch:
            return self._write_segment(merge_segments(self.path, [part.segment for part in parts], scratch))

    def _collect_garbage(self) -> None:
        """Remove files that the current state does not name; readers that have them mapped keep them.

        The manifest is read again: after a commit that failed it may be the old one or the new one. Beside a damaged
        manifest nothing is removed.
        """
        try:
            named = {entry.name for entry in read_manifest(self.path).files()} | {MANIFEST}
        except DamagedError:
            return
        for path in sorted(self.path.iterdir()):
            if path.suffix in MANAGED and path.name not in named:
                self._files.remove(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _first_unused(folder: Path) -> int:
    """A number for new files above those of all files there, so that no file that a reader has mapped is overwritten."""
    numbers = (path.name.partition(".")[0] for path in folder.iterdir() if path.suffix in MANAGED)
    return max((int(number) + 1 for number in numbers if number.isdecimal()), default=0)
