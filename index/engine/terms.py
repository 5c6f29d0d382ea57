"""Sorted strings in mapped memory."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.layout import damaged
from fihrist.index.engine.model import I64, U32

_MANY = 2_000
"""Strings that are decoded together rather than each alone."""
_DENSE = 3
"""Strings between them for each, at most."""


class Texts:
    """Strings by number, as UTF-8 bytes one after another."""

    def __init__(self, path: Path, offsets: NDArray[Any], data: NDArray[Any]) -> None:
        self._path = path
        self._offsets = offsets
        self._data: memoryview = data.data
        if not len(offsets) or int(offsets[-1]) != len(data):
            raise damaged(path, "the offsets of a dictionary do not fit its text")

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def encoded(self, number: int) -> bytes:
        """UTF-8 bytes of a string."""
        start, end = int(self._offsets[number]), int(self._offsets[number + 1])
        if not start <= end <= len(self._data):
            raise damaged(self._path, f"string {number} of a dictionary lies outside it")
        return bytes(self._data[start:end])

    def text(self, number: int) -> str:
        """A string."""
        return self.encoded(number).decode("utf-8", "replace")

    def all(self) -> list[str]:
        """All strings."""
        data, offsets = bytes(self._data), self._offsets.tolist()
        return [data[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]

    def some(self, numbers: I64) -> list[str]:
        """Some strings, by their numbers, ascending. Of many, all text between the first and the last is decoded at once."""
        if len(numbers) > _MANY and int(numbers[-1] - numbers[0]) < _DENSE * len(numbers):
            first = int(numbers[0])
            codes, begins = self.letters(first, int(numbers[-1]) + 1)
            text = codes.tobytes().decode("utf-32-le", "replace")
            starts, ends = begins[numbers - first].tolist(), begins[numbers - first + 1].tolist()
            return [text[start:end] for start, end in zip(starts, ends, strict=True)]
        starts, ends = self._offsets[numbers].tolist(), self._offsets[numbers + 1].tolist()
        return [str(self._data[start:end], "utf-8", "replace") for start, end in zip(starts, ends, strict=True)]

    def letters(self, first: int, last: int) -> tuple[U32, I64]:
        """The code points of the strings from `first` up to and without `last`, one string after another.

        Returns:
            The code points, and where each string begins among them; one more entry than strings.
        """
        offsets = self._offsets[first : last + 1].astype(np.int64)
        start, end = int(offsets[0]), int(offsets[-1])
        if not 0 <= start <= end <= len(self._data) or np.any(offsets[1:] < offsets[:-1]):
            raise damaged(self._path, "the strings of a dictionary are not in order")
        data = bytes(self._data[start:end])
        codes = np.frombuffer(data.decode("utf-8", "replace").encode("utf-32-le"), "<u4")
        leading = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80  # every byte of UTF-8 but those that continue a letter
        begins = np.zeros(len(data) + 1, np.int64)
        np.cumsum(leading, out=begins[1:])
        if int(begins[-1]) != len(codes):
            raise damaged(self._path, "a dictionary holds what is no UTF-8")
        return codes, begins[offsets - start]


class TermDictionary(Texts):
    """Strings in ascending order of their bytes, which is the order of their code points."""

    def find(self, term: str) -> int:
        """Number of a term, -1 when it is not here."""
        wanted = term.encode("utf-8", "surrogatepass")
        number = self._first_from(wanted)
        return number if number < len(self) and self.encoded(number) == wanted else -1

    def prefix_range(self, prefix: str) -> tuple[int, int]:
        """First number, and one after the last, of the terms that begin so."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        return self._first_from(wanted), self._first_from(wanted + b"\xff")

    def first_from(self, term: str) -> int:
        """Number of the first term that is not less."""
        return self._first_from(term.encode("utf-8", "surrogatepass"))

    def _first_from(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.encoded(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low
