"""From the paths a user names to tasks for the workers, in an order that is always the same."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fihrist.errors import SourceError
from fihrist.index.ingest.work import FileTask, PagesTask
from fihrist.index.model import Notice, Page, Quarantined
from fihrist.index.records import STDIN, FileState
from fihrist.index.sources import SourceFile, SourceOptions, discover, read, read_stdin
from fihrist.index.sources.discovery import is_archive

SMALL_FILE = 2 * 1024 * 1024
"""Bytes up to which a file is read by a worker; longer and compressed ones are read here, page by page."""
TASK_PAGES = 64
TASK_CHARACTERS = 300_000
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class FileBegins:
    """The pages that follow are of this file."""

    state: FileState
    bytes: int
    """Length of its content; an estimate when it is compressed."""


@dataclass(frozen=True, slots=True)
class FileEnds:
    """All pages of the file have come."""


@dataclass(frozen=True, slots=True)
class FileSkipped:
    """A file that was read before and is the same since."""

    bytes: int
    touched: FileState | None = None
    """Its new time of change, when that is not what it was."""


Step = FileBegins | FileEnds | FileSkipped | FileTask | PagesTask | Quarantined | Notice


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to read."""

    files: int
    bytes: int


def require(paths: Sequence[str]) -> None:
    """See that there is something to read.

    Raises:
        SourceError: nothing that was named exists, or something is an archive, whose own files are no sources.
    """
    for path in paths:
        if path != STDIN and is_archive(Path(path)):
            reason = "this is an archive, not a source; name the files or folders that it was loaded from"
            raise SourceError(path, reason)
    missing = [path for path in paths if path != STDIN and not Path(path).exists()]
    if missing and len(missing) == len(paths):
        raise SourceError(missing[0], "there is no such file or folder; check the path")


def measure(paths: Sequence[str]) -> Extent:
    """Count files and bytes.

    Raises:
        SourceError: nothing that was named exists.
    """
    require(paths)
    sizes = [content_size(file) for file in discover(_named(paths)) if isinstance(file, SourceFile)]
    return Extent(len(sizes) + (STDIN in paths), sum(sizes))


def content_size(file: SourceFile) -> int:
    """Length of a file's content in bytes; for gzip what its last four bytes say."""
    if not file.display.endswith(".gz"):
        return file.size
    try:
        with file.path.open("rb") as stream:
            stream.seek(-4, 2)
            return max(file.size, int(struct.unpack("<I", stream.read(4))[0]))
    except (OSError, struct.error):
        return file.size


def settings_of(options: SourceOptions) -> str:
    """What of the options decides how a file is read, as a short text."""
    chosen = [
        options.encoding,
        options.format,
        sorted(options.mapping.items()),
        options.day_first,
        options.max_page_bytes,
    ]
    return hashlib.sha256(json.dumps(chosen, ensure_ascii=False).encode()).hexdigest()[:16]


def steps(paths: Sequence[str], options: SourceOptions, unchanged: Callable[[FileState], bool]) -> Iterator[Step]:
    """What is to be done, in order: for each file its beginning, its tasks, its end.

    Args:
        paths: files, folders, and ``-`` for standard input, which is read last.
        options: how files are read.
        unchanged: whether a file was read before and is the same; asked first without its hash, then with it.
    """
    settings = settings_of(options)
    for file in discover(_named(paths)):
        if isinstance(file, SourceFile):
            yield from _file(file, options, settings, unchanged)
        else:
            yield file
    if STDIN in paths:
        yield FileBegins(FileState(STDIN, STDIN, 0, 0, None, settings), 0)
        yield from _streamed(read_stdin(options))
        yield FileEnds()


def _named(paths: Sequence[str]) -> list[str]:
    return [path for path in paths if path != STDIN]


def _file(
    file: SourceFile, options: SourceOptions, settings: str, unchanged: Callable[[FileState], bool]
) -> Iterator[Step]:
    location = str(file.path.absolute()).encode("utf-8", "backslashreplace").decode()
    size = content_size(file)
    state = FileState(location, file.display, file.size, file.mtime_ns, None, settings)
    if unchanged(state):
        yield FileSkipped(size)
        return
    try:
        digest, head = _hash(file.path)
    except OSError as error:
        reason = f"it cannot be read ({error.strerror or error}); check its permissions and run again"
        yield Quarantined(file.display, 0, file.size, reason)
        return
    state = FileState(location, file.display, file.size, file.mtime_ns, digest, settings)
    if unchanged(state):
        yield FileSkipped(size, state)
        return
    yield FileBegins(state, size)
    if file.size <= SMALL_FILE and head != _GZIP:
        yield FileTask(file)
    else:
        yield from _streamed(read(file, options))
    yield FileEnds()


def _hash(path: Path) -> tuple[bytes, bytes]:
    """SHA-256 of a file and its first two bytes."""
    with path.open("rb") as stream:
        head = stream.read(2)
        stream.seek(0)
        return hashlib.file_digest(stream, "sha256").digest(), head


def _streamed(items: Iterator[Page | Quarantined | Notice]) -> Iterator[Step]:
    """Pages in portions; what is no page in its place between them."""
    portion: list[Page] = []
    size = 0
    for item in items:
        if isinstance(item, Page):
            portion.append(item)
            size += len(item.text)
        if portion and (not isinstance(item, Page) or len(portion) >= TASK_PAGES or size >= TASK_CHARACTERS):
            yield PagesTask(portion)
            portion, size = [], 0
        if not isinstance(item, Page):
            yield item
    if portion:
        yield PagesTask(portion)
