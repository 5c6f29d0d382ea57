"""Opening files, compressed or not, and reading them line by line within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from fihrist.index.sources.options import KEPT_BYTES, SourceFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

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
    return uncompressed(file.path.open("rb"))


def uncompressed(stream: BinaryIO) -> BinaryIO:
    """A stream at its beginning, uncompressed on the way when its content is gzip; closing closes the stream too.

    Damaged gzip ends where it cannot be read any more, `damage` says so.
    """
    magic = stream.read(2)
    stream.seek(0)
    if magic != b"\x1f\x8b":
        return stream
    return cast("BinaryIO", io.BufferedReader(_Gzip(stream), 1 << 17))


@dataclass(frozen=True, slots=True)
class Damage:
    """Where and why a compressed stream ends before its end."""

    position: int
    reason: str


def damage(stream: BinaryIO) -> Damage | None:
    """What was found to be damaged while a stream was read; None for nothing so far."""
    raw = getattr(stream, "raw", None)
    return raw.damage if isinstance(raw, _Gzip) else None


def head_of(stream: BinaryIO) -> bytes:
    """What is kept of a file that is refused as a whole."""
    stream.seek(0)
    return stream.read(KEPT_BYTES)


def extent(stream: BinaryIO) -> int:
    """The length of a stream in bytes; a compressed one is read to its end."""
    if not isinstance(getattr(stream, "raw", None), _Gzip):
        return stream.seek(0, io.SEEK_END)
    stream.seek(0)
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
    return size


class _Gzip(io.RawIOBase):
    """A gzip reader that gives all bytes before a damage, then ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self._given = stream
        self._gzip = gzip.GzipFile(fileobj=stream, mode="rb")
        self.damage: Damage | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._gzip.seek(offset, whence)

    def tell(self) -> int:
        return self._gzip.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if self.damage is not None and self._gzip.tell() >= self.damage.position:
            return 0
        try:
            data = self._gzip.read1(len(view))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            self.damage = Damage(self._gzip.tell(), str(error))
            return 0
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._gzip.close()
            self._given.close()
        super().close()


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
