"""The elements of a JSON array of any size, found without parsing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from fihrist.index.sources.options import KEPT_BYTES
from fihrist.index.sources.streams import Line

_STRUCTURE = re.compile(rb'[{}\[\],"]')
_IN_STRING = re.compile(rb'["\\]')
_CHUNK = 1 << 20


def elements(stream: BinaryIO, start: int, limit: int) -> Iterator[Line]:
    """The elements of the array whose opening bracket was just read.

    Only the structure is looked at: strings, nesting, commas. A file that ends early gives what there is of its last
    element, which then fails to parse.

    Args:
        stream: stands after the opening bracket, at byte `start` of the file.
        start: see above.
        limit: of one element, in bytes; longer ones are passed over and marked.
    """
    scanner = _Scanner()
    element = _Element(start, limit)
    while chunk := stream.read(_CHUNK):
        taken = 0
        for end, closing in scanner.ends(chunk):
            element.add(chunk[taken:end])
            yield from element.finish()
            element = _Element(element.end + 1, limit)
            taken = end + 1
            if closing:
                return
        element.add(chunk[taken:])
    yield from element.finish()


class _Scanner:
    """Where elements end, across chunks."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = False
        self._skip = 0

    def ends(self, chunk: bytes) -> Iterator[tuple[int, bool]]:
        """Places of the commas between elements, and of the bracket that closes the array (True)."""
        here, self._skip = self._skip, 0
        while found := (_IN_STRING if self._in_string else _STRUCTURE).search(chunk, here):
            here = found.end()
            mark = found[0]
            if mark == b"\\":
                here += 1
            elif mark == b'"':
                self._in_string = not self._in_string
            elif mark in b"{[":
                self._depth += 1
            elif mark != b"," and self._depth > 0:
                self._depth -= 1
            elif self._depth == 0:
                yield found.start(), mark != b","
        self._skip = max(0, here - len(chunk))


class _Element:
    """The bytes of one element."""

    def __init__(self, start: int, limit: int) -> None:
        self._start = start
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0

    @property
    def end(self) -> int:
        return self._start + self._size

    def add(self, piece: bytes) -> None:
        if self._size <= self._limit:
            self._parts.append(piece)
        self._size += len(piece)

    def finish(self) -> Iterator[Line]:
        """The element as a line; nothing when it is blank."""
        raw = b"".join(self._parts)
        if self._size > self._limit:
            yield Line(self._start, self.end, raw[:KEPT_BYTES], too_long=True)
        elif body := raw.strip():
            start = self._start + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(body), body)
