"""Numbers that are made piece by piece and written later: what is long of them waits in files, not in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.files import FileOperations

Array = NDArray[Any]
UNSIGNED = (np.uint8, np.uint16, np.uint32, np.uint64)
CHUNK_BYTES = 1024 * 1024
"""How much of a spool is in memory while it is read."""


def narrowest(top: int) -> np.dtype[Any]:
    """The smallest unsigned type that holds a number.

    Raises:
        OverflowError: none does.
    """
    for kind in UNSIGNED:
        if top <= np.iinfo(kind).max:
            return np.dtype(kind)
    message = f"{top} is beyond 64 bits"
    raise OverflowError(message)


class Spool:
    """An array of unsigned integers that grows at its end.

    Where a pack is written it takes an array's place: it has a length, a type, and its content in chunks.
    """

    def __init__(self, file: BinaryIO, kind: type[np.unsignedinteger[Any]], *, narrow: bool) -> None:
        self._file = file
        self._kind: np.dtype[Any] = np.dtype(kind)
        self._narrow = narrow
        self._length = 0
        self._top = 0

    def __len__(self) -> int:
        return self._length

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of its chunks; of a narrow spool the smallest that holds all numbers so far."""
        return narrowest(self._top) if self._narrow else self._kind

    def add(self, piece: Array) -> None:
        """Put numbers at the end.

        Raises:
            OSError: the disk is full, or fails.
        """
        if len(piece):
            self._file.seek(self._length * self._kind.itemsize)
            self._file.write(np.ascontiguousarray(piece, self._kind).view(np.uint8).data)
            self._length += len(piece)
            self._top = max(self._top, int(piece.max()))

    def read(self, start: int, end: int) -> Array:
        """The numbers from `start` up to and without `end`.

        Raises:
            OSError: they cannot be read back.
        """
        size = (end - start) * self._kind.itemsize
        self._file.seek(start * self._kind.itemsize)
        data = self._file.read(size)
        if len(data) != size:
            message = f"{size - len(data)} bytes of a file in use are gone"
            raise OSError(message)
        return np.frombuffer(data, self._kind)

    def chunks(self) -> Iterator[Array]:
        """All numbers in order, some at a time."""
        step = CHUNK_BYTES // self._kind.itemsize
        for start in range(0, self._length, step):
            yield self.read(start, min(start + step, self._length)).astype(self.dtype, copy=False)

    def whole(self) -> Array:
        """All numbers at once, for those that are as many as terms."""
        return self.read(0, self._length).astype(self.dtype, copy=False)


class Scratch:
    """Makes the spools of one segment; leaving it removes what they hold."""

    def __init__(self, folder: Path, files: FileOperations) -> None:
        self._folder = folder
        self._files = files
        self._open = ExitStack()

    def spool(self, kind: type[np.unsignedinteger[Any]], *, narrow: bool = False) -> Spool:
        """An empty spool.

        Args:
            kind: type of its numbers.
            narrow: read them back in the smallest type that holds them all.
        """
        return Spool(self._open.enter_context(self._files.scratch(self._folder)), kind, narrow=narrow)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
