"""The few operations on files that a commit is made of, in one object, so that a test can make any of them fail."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


class FileOperations:
    """Durable operations on files; each is complete on the medium when it returns."""

    def write(self, path: Path, chunks: Iterable[bytes | memoryview]) -> None:
        """Write a new file and wait until its content is on the medium.

        Raises:
            OSError: the disk is full, the folder is read-only, …
        """
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Give a file the name of another, which is gone in the same instant."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file; one that is gone already is no error."""
        path.unlink(missing_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the medium."""
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
