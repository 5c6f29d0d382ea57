"""The terms of several segments made one vocabulary, term by term, without holding any of them as strings.

Dictionaries are in ascending order, so they are merged as files are: the least of what comes next in each.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.model import I64
from fihrist.index.engine.terms import Texts

STEP = 10_000
"""Numbers of a dictionary that are in memory as Python's integers at a time."""


class Strings(Protocol):
    """Strings by number, one after another; a list of them is one."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> str: ...

    def __iter__(self) -> Iterator[str]: ...


class Words:
    """Strings in the order they were added, held as their UTF-8 bytes."""

    def __init__(self, most: int) -> None:
        """Begin without any.

        Args:
            most: how many there will be at most.
        """
        self._data = bytearray()
        self._ends = np.zeros(most + 1, np.int64)
        self._count = 0

    def add(self, encoded: bytes) -> int:
        """Add a string's UTF-8 bytes; returns its number."""
        self._data += encoded
        self._count += 1
        self._ends[self._count] = len(self._data)
        return self._count - 1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int, /) -> str:
        start, end = self._ends[number : number + 2].tolist()
        return self._data[start:end].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(self._count))


def unite(dictionaries: Sequence[Texts], kept: Sequence[NDArray[Any]]) -> tuple[Words, list[I64]]:
    """The distinct texts of ascending dictionaries, ascending, and the number there of each text kept of each.

    Args:
        dictionaries: texts in ascending order.
        kept: of each dictionary the numbers of the texts wanted, ascending.
    """
    words = Words(sum(map(len, kept)))
    maps = [np.zeros(len(numbers), np.int64) for numbers in kept]
    for encoded, holders in _ascending(dictionaries, kept):
        word = words.add(encoded)
        for which, place in holders:
            maps[which][place] = word
    return words, maps


def unite_forms(
    dictionaries: Sequence[Texts], kept: Sequence[NDArray[Any]], forms: Sequence[Texts], offsets: Sequence[I64]
) -> tuple[Words, list[I64]]:
    """The distinct exact forms of each norm, in the order of the norms and ascending in each.

    Args:
        dictionaries: norms.
        kept: of each dictionary the numbers of the norms wanted, ascending.
        forms: of each dictionary the exact forms by norm, empty where a form is spelt as its norm.
        offsets: where in them each norm's begin.

    Returns:
        The forms, and the number there of each form of each dictionary; 0 for those of norms not kept.
    """
    words = Words(sum(map(len, forms)))
    maps = [np.zeros(len(texts), np.int64) for texts in forms]
    for encoded, holders in _ascending(dictionaries, kept):
        found: dict[bytes, list[tuple[int, int]]] = {}
        for which, place in holders:
            norm = int(kept[which][place])
            first, last = offsets[which][norm : norm + 2].tolist()
            for form in range(first, last):
                found.setdefault(forms[which].encoded(form) or encoded, []).append((which, form))
        for text in sorted(found):
            word = words.add(text)
            for which, form in found[text]:
                maps[which][form] = word
    return words, maps


def _ascending(
    dictionaries: Sequence[Texts], kept: Sequence[NDArray[Any]]
) -> Iterator[tuple[bytes, list[tuple[int, int]]]]:
    """Each distinct text, ascending, with the dictionaries that hold it and its place among what is kept of each."""
    parts = [_numbered(which, *part) for which, part in enumerate(zip(dictionaries, kept, strict=True))]
    for encoded, group in groupby(heapq.merge(*parts), itemgetter(0)):
        yield encoded, [(which, place) for _, which, place in group]


def _numbered(which: int, texts: Texts, kept: NDArray[Any]) -> Iterator[tuple[bytes, int, int]]:
    for start in range(0, len(kept), STEP):
        for place, number in enumerate(kept[start : start + STEP].tolist(), start):
            yield texts.encoded(number), which, place
