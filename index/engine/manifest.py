"""The manifest: the one small file that says which segments an index consists of.

It is replaced as a whole; a reader that opened it keeps seeing that state. Its last field is the SHA-256 of the rest.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fihrist.errors import ArchiveVersionError
from fihrist.index.engine.files import FileOperations
from fihrist.index.engine.layout import PackEntry, Section, damaged

FORMAT_VERSION = 1
FORMAT = "fihrist-index"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment as the manifest describes it."""

    name: str
    rows: int
    live: int
    title_length: int
    """Words in the titles of live rows."""
    body_length: int
    """Words in the bodies of live rows."""
    packs: tuple[PackEntry, ...]
    tombstones: PackEntry | None = None
    """Which rows are deleted; None: none is."""

    @property
    def tokens(self) -> int:
        """Words of live rows."""
        return self.title_length + self.body_length

    def files(self) -> list[PackEntry]:
        """All files of the segment."""
        return [*self.packs, *([self.tombstones] if self.tombstones else [])]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One committed state of an index."""

    generation: int = 0
    """Counts commits and merges; 0: nothing was ever committed."""
    record_sequence: int = 0
    """The last change of the records that the index holds."""
    analysis_id: str = ""
    """Which analysis made its terms."""
    next_file: int = 0
    """Number for the next new file's name."""
    entity_types: PackEntry | None = None
    segments: tuple[SegmentEntry, ...] = ()

    def files(self) -> list[PackEntry]:
        """All files the index consists of, the manifest aside."""
        found = [self.entity_types] if self.entity_types else []
        for segment in self.segments:
            found += segment.files()
        return found


def write_manifest(folder: Path, manifest: Manifest, files: FileOperations) -> None:
    """Make a manifest the current one, durably and in one instant.

    Raises:
        OSError: as for any file; the manifest before stays current then, or this one is.
    """
    content: dict[str, Any] = {"format": FORMAT, "version": FORMAT_VERSION, **dataclasses.asdict(manifest)}
    content["sha256"] = _digest(content)
    aside = folder / (MANIFEST + ".new")
    files.sync_folder(folder)
    files.write(aside, [json.dumps(content, separators=(",", ":")).encode()])
    files.replace(aside, folder / MANIFEST)
    files.sync_folder(folder)


def read_manifest(folder: Path) -> Manifest:
    """The current manifest of an index; an empty one where nothing was committed.

    Raises:
        ArchiveVersionError: a newer Fihrist wrote it.
        DamagedError: it is not what was written.
    """
    path = folder / MANIFEST
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    try:
        content = json.loads(raw)
        if content["format"] != FORMAT:
            raise damaged(path, "not a manifest of an index")
        version = int(content["version"])
        if version <= FORMAT_VERSION and content.pop("sha256") != _digest(content):
            raise damaged(path, "its content does not match its hash")
        manifest = _manifest(content) if version <= FORMAT_VERSION else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(path, "not a manifest of an index") from error
    if manifest is None:
        message = f"{path}: the index has format {version}, newer than {FORMAT_VERSION}; open it with a newer Fihrist"
        raise ArchiveVersionError(message)
    return manifest


def _digest(content: dict[str, Any]) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _manifest(content: dict[str, Any]) -> Manifest:
    return Manifest(
        int(content["generation"]),
        int(content["record_sequence"]),
        str(content["analysis_id"]),
        int(content["next_file"]),
        _pack(content["entity_types"]),
        tuple(_segment(entry) for entry in content["segments"]),
    )


def _segment(content: dict[str, Any]) -> SegmentEntry:
    return SegmentEntry(
        str(content["name"]),
        int(content["rows"]),
        int(content["live"]),
        int(content["title_length"]),
        int(content["body_length"]),
        tuple(pack for entry in content["packs"] if (pack := _pack(entry))),
        _pack(content["tombstones"]),
    )


def _pack(content: dict[str, Any] | None) -> PackEntry | None:
    if content is None:
        return None
    name = str(content["name"])
    if Path(name).name != name or name in {"", ".", ".."}:
        message = f"{name} is not the name of a file"
        raise ValueError(message)
    sections = {
        str(key): Section(str(entry["type"]), int(entry["offset"]), int(entry["count"]))
        for key, entry in content["sections"].items()
    }
    return PackEntry(name, int(content["size"]), str(content["sha256"]), sections)
