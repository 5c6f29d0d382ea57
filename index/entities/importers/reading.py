"""Lines of a file in UTF-8, plain or gzip, none of which may be too long to hold."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from fihrist.errors import SourceError
from fihrist.index.entities.importers.model import BadLine

MAX_LINE: Final = 1 << 20
"""Bytes of a line; a longer one is passed over."""
_GZIP: Final = b"\x1f\x8b"


def numbered_lines(path: str) -> Iterator[tuple[int, str | BadLine]]:
    """The lines that hold something, with their numbers from 1; one that cannot be read is told.

    Raises:
        SourceError: the file cannot be read.
    """
    number = 0
    with _opened(path) as file:
        while raw := file.readline(MAX_LINE):
            number += 1
            if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
                while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield number, BadLine(number, f"it is longer than {MAX_LINE:,} bytes")
                continue
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                yield number, BadLine(number, "it is no UTF-8; save the file in that encoding")
                continue
            if line.strip():
                yield number, line


def first_line(path: str) -> str:
    """The first line that can be read; empty where there is none."""
    return next((line for _, line in numbered_lines(path) if isinstance(line, str) and not line.startswith("#")), "")


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    try:
        with Path(path).open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            yield cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"it cannot be read ({reason}); give the path of a list in UTF-8, plain or gzip"
        raise SourceError(path, message) from error
