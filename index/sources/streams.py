"""Opening files, compressed or not, and reading them line by line within bounds."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from fihrist.index.sources.options import KEPT_BYTES, SourceFile

DAMAGED_GZIP = (gzip.BadGzipFile, EOFError, zlib.error)
"""What reading a damaged ``.gz`` raises."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, without its newline.

    Attributes:
        start: its first byte, in the uncompressed file.
        end: after its last byte, the newline not counted.
        raw: its bytes; the first part only when it is over-long.
        too_long: it is longer than the bound.
    """

    start: int
    end: int
    raw: bytes
    too_long: bool = False


def open_binary(file: SourceFile) -> BinaryIO:
    """Open a file for reading, uncompressed on the way when its content is gzip."""
    stream = file.path.open("rb")
    magic = stream.read(2)
    stream.seek(0)
    if magic != b"\x1f\x8b":
        return stream
    return cast("BinaryIO", _Gzip(stream))


class _Gzip(gzip.GzipFile):
    """A gzip reader that closes the file it was given."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(fileobj=stream, mode="rb")
        self._given = stream

    def close(self) -> None:
        super().close()
        given = getattr(self, "_given", None)
        if given is not None:
            given.close()


def read_lines(stream: BinaryIO, limit: int, *, wide: str | None = None) -> Iterator[Line]:
    """Read lines of at most `limit` bytes; longer ones are passed over and marked.

    Args:
        stream: positioned at its beginning.
        limit: in bytes.
        wide: ``le`` or ``be`` when characters have two bytes each in this order.
    """
    start = 0
    newline = {None: b"\n", "le": b"\n\x00", "be": b"\x00\n"}[wide]
    while True:
        raw = _take(stream, limit + len(newline) + 1, newline)
        if not raw:
            return
        ended = _ends(raw, newline)
        body = raw[: -len(newline)] if ended else raw
        if not ended and len(raw) > limit:
            rest, ended = _skip(stream, newline)
            size = len(raw) + rest
            yield Line(start, start + size - (len(newline) if ended else 0), raw[:KEPT_BYTES], too_long=True)
            start += size
            continue
        yield Line(start, start + len(body), body, too_long=len(body) > limit)
        start += len(raw)


def _take(stream: BinaryIO, limit: int, newline: bytes) -> bytes:
    """Up to and with the next newline, or about `limit` bytes."""
    raw = stream.readline(limit)
    if len(newline) == 1:
        return raw
    parts = [raw]
    size = len(raw)
    while raw and size < limit:
        if newline == b"\n\x00" and size % 2 == 1:
            raw = stream.read(1)
            parts.append(raw)
            size += len(raw)
        joined = b"".join(parts)
        parts = [joined]
        if _ends(joined, newline):
            break
        raw = stream.readline(limit - size)
        parts.append(raw)
        size += len(raw)
    return b"".join(parts)


def _ends(raw: bytes, newline: bytes) -> bool:
    return raw.endswith(newline) and len(raw) % len(newline) == 0


def _skip(stream: BinaryIO, newline: bytes) -> tuple[int, bool]:
    """Pass over the rest of a line; its length in bytes, and whether a newline ended it."""
    size = 0
    while True:
        raw = _take(stream, _CHUNK, newline)
        size += len(raw)
        if not raw or _ends(raw, newline):
            return size, bool(raw)
