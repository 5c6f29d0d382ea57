"""Finding the files to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from fihrist.index.model import Quarantined
from fihrist.index.sources.options import SourceFile


def discover(
    paths: Sequence[str | Path], *, progress: Callable[[int], None] | None = None
) -> Iterator[SourceFile | Quarantined]:
    """Find files, folders recursively and in sorted order, each file once.

    Hidden files and folders inside a folder are skipped, and so are archives, which often lie beside their sources; a
    path that the user names is read whatever it is called.
    Folders are recognised by device and inode, so links that form a loop end.

    Args:
        paths: files and folders.
        progress: called with the number of files found so far.
    """
    seen: set[tuple[int, int]] = set()
    count = 0
    for path in paths:
        for found in _walk(Path(path), seen):
            count += 1
            if progress is not None:
                progress(count)
            yield found


def _walk(root: Path, seen: set[tuple[int, int]]) -> Iterator[SourceFile | Quarantined]:
    stack = [root]
    while stack:
        path = stack.pop()
        try:
            status = path.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in seen:
                continue
            if path.is_dir():
                seen.add(identity)
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)  # noqa: PTH208
                if not (path != root and _holds_archive(names)):
                    stack.extend(path / name for name in names)
            elif path.is_file():
                seen.add(identity)
                yield SourceFile(path, printable(path), status.st_size, status.st_mtime_ns)
            else:
                yield Quarantined(
                    printable(path), 0, 0, "it is a device or a pipe; give a file, a folder or - for standard input"
                )
        except OSError as error:
            yield Quarantined(printable(path), 0, 0, describe(error))


def is_archive(path: Path) -> bool:
    """Whether this is the folder of an archive of Fihrist's."""
    try:
        return _holds_archive(os.listdir(path))  # noqa: PTH208 - names alone are wanted
    except OSError:
        return False


def _holds_archive(names: Iterable[str]) -> bool:
    """Whether a folder with these files is an archive of Fihrist's."""
    return {"records.db", "archive.toml"} <= set(names)


def printable(path: Path) -> str:
    r"""The path as text, bytes of its name that are no UTF-8 written as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def describe(error: OSError) -> str:
    """Why the operating system refuses a file, with the cure."""
    cures = {
        FileNotFoundError: "there is no such file; check the path",
        PermissionError: "it may not be read; change its permissions or run as its owner",
        IsADirectoryError: "it is a folder where a file was expected; run again",
    }
    for kind, cure in cures.items():
        if isinstance(error, kind):
            return cure
    return f"it cannot be read ({error.strerror or error}); check the disk and run again"
