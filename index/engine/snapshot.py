"""One committed state of an index, as a reader sees it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from fihrist.index.engine.layout import damaged, open_pack
from fihrist.index.engine.manifest import Manifest, read_manifest
from fihrist.index.engine.model import U8, View
from fihrist.index.engine.segment import Segment

ATTEMPTS = 20
"""How often opening starts again because a writer replaced the state that was being opened."""
CACHED_FREQUENCIES = 100_000


class Snapshot:
    """An immutable state of an index.

    It stays readable while newer states are committed and the files of this one are removed.
    """

    def __init__(self, manifest: Manifest, segments: tuple[Segment, ...], entity_types: U8) -> None:
        self.manifest = manifest
        self.segments = segments
        self.entity_types = entity_types
        """Type of each entity by ordinal."""
        self._frequencies: dict[tuple[str, str], int] = {}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open the current state of the index in a folder; an empty one where nothing was committed.

        Raises:
            ArchiveVersionError: a newer Fihrist wrote it.
            DamagedError: a file is not what was written, or is missing.
        """
        folder = Path(path)
        manifest = read_manifest(folder)
        for _ in range(ATTEMPTS):
            try:
                return cls._open(folder, manifest)
            except FileNotFoundError as error:
                newer = read_manifest(folder)
                if newer.generation == manifest.generation:
                    raise damaged(error.filename or folder, "the file is missing") from error
                manifest = newer
        raise damaged(folder, "it changes faster than it can be opened")

    @classmethod
    def _open(cls, folder: Path, manifest: Manifest) -> Self:
        segments = tuple(Segment(folder, entry) for entry in manifest.segments)
        types = np.empty(0, np.uint8)
        if manifest.entity_types:
            types = open_pack(folder, manifest.entity_types).get("types", types)
        return cls(manifest, segments, types)

    @property
    def generation(self) -> int:
        """Counts the states of an index; 0: nothing was ever committed."""
        return self.manifest.generation

    @property
    def record_sequence(self) -> int:
        """The last change of the records that this state holds."""
        return self.manifest.record_sequence

    @property
    def analysis_id(self) -> str:
        """Which analysis made the terms; empty before the first commit."""
        return self.manifest.analysis_id

    @cached_property
    def doc_count(self) -> int:
        """Number of live articles."""
        return sum(segment.live for segment in self.manifest.segments)

    @cached_property
    def total_title_length(self) -> int:
        """Words in the titles of all live articles."""
        return sum(segment.title_length for segment in self.manifest.segments)

    @cached_property
    def total_body_length(self) -> int:
        """Words in the bodies of all live articles."""
        return sum(segment.body_length for segment in self.manifest.segments)

    def document_frequency(self, view: View, term: str) -> int:
        """Number of live articles that hold a term."""
        found = self._frequencies.get((view, term))
        if found is None:
            found = 0
            for segment in self.segments:
                term_id = segment.lookup(view, term)
                if term_id >= 0:
                    found += segment.live_frequency(view, term_id)
            if len(self._frequencies) >= CACHED_FREQUENCIES:
                self._frequencies.clear()
            self._frequencies[view, term] = found
        return found

    def exact_document_frequency(self, exact: str) -> int:
        """Number of live articles that hold a word in this spelling (tier-1 folded)."""
        found = 0
        for segment in self.segments:
            rows = segment.exact_postings(exact).rows
            found += len(rows) if segment.live is None else int(np.count_nonzero(segment.live[rows]))
        return found

    def close(self) -> None:
        """Let go of the mapped files; arrays that were handed out keep theirs."""
        self.segments = ()
        self._frequencies.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
