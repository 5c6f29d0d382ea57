"""The few operations on files that a commit is made of, in one object, so that a test can make any of them fail."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

SCRATCH_MEMORY = 1024 * 1024
"""Bytes of a scratch file that are kept in memory before there is a file."""
SCRATCH_SUFFIX = ".new"


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

    def scratch(self, folder: Path) -> BinaryIO:
        """A file to write to and read back, gone when it is closed; a short one never reaches the disk."""
        file = tempfile.SpooledTemporaryFile(SCRATCH_MEMORY, suffix=SCRATCH_SUFFIX, dir=str(folder))  # noqa: SIM115
        return cast("BinaryIO", file)

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
