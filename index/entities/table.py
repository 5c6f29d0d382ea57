"""The words of texts, numbered by their surface, so that what holds of each word of a text is one array lookup."""

from __future__ import annotations

from array import array
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fihrist.index.entities.words import ANNOUNCING, Vocabulary, Word

MOST_WORDS: Final = 100_000
"""Of one table; the one before it stays as long as it is in use."""
FIRST_ROWS: Final = 4096

ANNOUNCES: Final = 1
"""A rule may begin at the word."""
ENTERS: Final = 2
"""A name of the gazetteer may begin with it."""
CLITICS: Final = 4
"""It may begin with a clitic."""
EMPTY: Final = 8
"""Nothing but marks."""


class WordTable(dict[str, int]):
    """Raw word, marks and tatweel included, to its number, given when it is first seen.

    It only grows; a full one is to be left to who still reads with it. The one that takes its place gets from it what
    is known of the words that occur again, which are most of them. Texts may be read from several threads.
    """

    def __init__(self, vocabulary: Vocabulary, before: WordTable | None = None) -> None:
        """Make a table without words.

        Args:
            vocabulary: what knows words.
            before: the full table of the same vocabulary whose place it takes.
        """
        super().__init__()
        self._before = before
        if before is not None:
            before._before = None
        self.words: list[Word] = []
        """By number."""
        self.former = array("i")
        """By number, the number that the word had in the table before; negative for none."""
        self.flags: NDArray[np.uint8] = np.zeros(FIRST_ROWS, np.uint8)
        """By number, `ANNOUNCES` … `EMPTY`; numbers not given yet have none."""
        self._vocabulary = vocabulary
        self._lock = Lock()

    @property
    def full(self) -> bool:
        """Whether a new table should take its place."""
        return len(self.words) >= MOST_WORDS

    def __missing__(self, surface: str) -> int:
        before = self._before
        former = before.get(surface, -1) if before is not None else -1
        word = before.words[former] if before is not None and former >= 0 else Word(surface, self._vocabulary)
        with self._lock:
            if surface in self:
                return self[surface]
            number = len(self.words)
            if number == len(self.flags):
                self.flags = np.concatenate([self.flags, np.zeros_like(self.flags)])
            self.flags[number] = _flags(word)
            self.words.append(word)
            self.former.append(former)
            self[surface] = number
        return number


def _flags(word: Word) -> int:
    if not word.norm:
        return EMPTY
    announces = ANNOUNCES if word.any_bits & ANNOUNCING else 0
    return announces | (ENTERS if word.entries else 0) | (CLITICS if len(word.forms) > 1 else 0)
