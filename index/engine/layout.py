"""Pack files: many named arrays in one file, written once, mapped to be read.

A pack holds plain little-endian arrays of unsigned integers, each beginning at a multiple of `ALIGNMENT` bytes. What
is where is not in the pack but in the manifest (`PackEntry`), with the pack's size and SHA-256.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.errors import DamagedError
from fihrist.index.engine.files import FileOperations
from fihrist.index.engine.spool import Spool

ALIGNMENT = 64
TYPES = ("u1", "u2", "u4", "u8")
COLUMNS_ID = "columns-2"
"""Identity of the arrays that a segment holds besides its terms; an index with others is made anew."""
CURE = "run `fihrist rebuild` on the archive to make its index anew from the records"

Array = NDArray[Any]
Named = Iterable[tuple[str, Array | Spool]]
"""Arrays with their names, which may be made one after another while they are written."""


@dataclass(frozen=True, slots=True)
class Section:
    """Where an array lies in a pack."""

    type: str
    """One of `TYPES`."""
    offset: int
    """In bytes."""
    count: int
    """In elements."""

    @property
    def end(self) -> int:
        """First byte after the array."""
        return self.offset + self.count * int(self.type[1])


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A pack as the manifest describes it."""

    name: str
    size: int
    sha256: str
    sections: Mapping[str, Section]


def damaged(path: Path | str, what: str) -> DamagedError:
    """The error for a file that does not hold what was written to it."""
    return DamagedError(f"{path}: {what}; {CURE}")


def write_pack(folder: Path, name: str, arrays: Named, files: FileOperations) -> PackEntry:
    """Write arrays of unsigned integers as one pack, durably.

    Raises:
        OSError: the disk is full, the folder is read-only, …
    """
    sections: dict[str, Section] = {}
    digest = hashlib.sha256()
    files.write(folder / name, _hashed(_chunks(arrays, sections), digest))
    return PackEntry(name, max((section.end for section in sections.values()), default=0), digest.hexdigest(), sections)


def _chunks(arrays: Named, sections: dict[str, Section]) -> Iterator[bytes | memoryview]:
    """The content of a pack; what lies where in it is noted in `sections`."""
    written = 0
    for key, array in arrays:
        section = Section(f"u{array.dtype.itemsize}", -(-written // ALIGNMENT) * ALIGNMENT, len(array))
        yield bytes(section.offset - written)
        for part in array.chunks() if isinstance(array, Spool) else (array,):
            yield np.ascontiguousarray(part, dtype=f"<{section.type}").view(np.uint8).data
        sections[key] = section
        written = section.end


def _hashed(chunks: Iterable[bytes | memoryview], digest: hashlib._Hash) -> Iterator[bytes | memoryview]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def open_pack(folder: Path, entry: PackEntry) -> dict[str, Array]:
    """Map a pack and return its arrays, read-only; nothing but the file's size is read.

    Raises:
        DamagedError: the file has another size than the manifest says, or a section lies outside it.
        FileNotFoundError: there is no such file.
    """
    path = folder / entry.name
    with path.open("rb") as file:
        size = file.seek(0, 2)
        if size != entry.size:
            raise damaged(path, f"{size} bytes long instead of {entry.size}")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    return {key: _section(path, mapped, size, section) for key, section in entry.sections.items()}


def _section(path: Path, mapped: mmap.mmap | bytes, size: int, section: Section) -> Array:
    if section.type not in TYPES or section.offset < 0 or section.count < 0 or section.end > size:
        raise damaged(path, "an array lies outside the file")
    kind = np.dtype(f"<{section.type}")
    if not section.count:
        return np.empty(0, kind)
    return np.frombuffer(mapped, kind, section.count, section.offset)


def hash_file(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_pack(folder: Path, entry: PackEntry) -> None:
    """Read a whole pack and compare it with its hash.

    Raises:
        DamagedError: it is not what was written, or is missing.
    """
    path = folder / entry.name
    try:
        found = hash_file(path)
    except FileNotFoundError as error:
        raise damaged(path, "the file is missing") from error
    if found != entry.sha256:
        raise damaged(path, "its content does not match its hash")
