"""Decoding a file line by line, for formats with one record to a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fihrist.index.model import Quarantined
from fihrist.index.sources import encoding
from fihrist.index.sources.options import KEPT_BYTES, SourceOptions
from fihrist.index.sources.streams import Line, read_lines

_SAMPLE = 1 << 18
_WIDE = {"utf-16-le": "le", "utf-16-be": "be"}


class LineDecoder:
    """Decodes the lines of one file.

    The encoding is found from the file's first 256 KiB; while only ASCII has been seen it stays open, and the first
    line with another byte decides.

    Args:
        path: the file as it is shown.
        stream: the file, positioned at its beginning, seekable.
        options: the forced encoding and the bound of a line.
    """

    def __init__(self, path: str, stream: BinaryIO, options: SourceOptions) -> None:
        self._path = path
        self._limit = options.max_page_bytes
        sample = stream.read(_SAMPLE)
        stream.seek(0)
        self.encoding = options.encoding or _of_sample(sample)
        self._stream = stream

    def lines(self) -> Iterator[tuple[Line, str] | Quarantined]:
        """All lines that are not blank, with their text; over-long and undecodable ones as quarantined."""
        wide = self._wide()
        for line in read_lines(self._stream, self._limit, wide=wide):
            if line.too_long:
                yield Quarantined(
                    self._path,
                    line.start,
                    line.end,
                    too_long(line.end - line.start, self._limit),
                    line.raw[:KEPT_BYTES],
                )
                continue
            try:
                text = self._decode(line.raw)
            except encoding.UndecodableError as error:
                reason = f"{error.reason} (counted from the line's beginning, byte {line.start} of the file)"
                yield Quarantined(self._path, line.start, line.end, reason, line.raw[:KEPT_BYTES])
                continue
            yield line, text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")

    def _wide(self) -> str | None:
        name = (self.encoding or "").replace("_", "-").lower()
        if name == "utf-16":
            mark = self._stream.read(2)
            self._stream.seek(0)
            name = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
            self.encoding = name
        return _WIDE.get(name)

    def _decode(self, raw: bytes) -> str:
        if self.encoding is None:
            if raw.isascii():
                return raw.decode("ascii")
            text, self.encoding = encoding.decode(raw)
            return text
        try:
            return raw.decode(self.encoding)
        except UnicodeDecodeError:
            return encoding.decode(raw, forced=self.encoding)[0]


def too_long(size: int, limit: int) -> str:
    """What to say of a page beyond the bound."""
    return f"it has {size:,} bytes, more than the {limit:,} of one page; cut it into articles, or raise max_page_bytes in Python"


def _of_sample(sample: bytes) -> str | None:
    marked = encoding.byte_order_mark(sample)
    if marked is not None:
        return "utf-8" if marked == "utf-8-sig" else marked
    wide = encoding.wide(sample)
    if wide is not None:
        return wide
    head = sample[: sample.rfind(b"\n") + 1] or sample
    if head.isascii():
        return None
    # A few broken lines do not change what the file is; each is judged when its turn comes.
    try:
        return encoding.decode(head)[1]
    except encoding.UndecodableError:
        return "utf-8"
