"""A text as the rules see it: words, and what stands between them."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

import numpy as np

from fihrist.index.arabic.pattern import WORD
from fihrist.index.entities.table import ANNOUNCES, CLITICS, EMPTY, ENTERS, WordTable
from fihrist.index.entities.words import Word

TIGHT: Final = 3
"""Between two words: nothing but blanks."""
DASHED: Final = 2
"""Blanks and a hyphen: a known name may go on."""
SOFT: Final = 1
"""Blanks, quotes, brackets: a name may begin or end."""
BROKEN: Final = 0
ENDED: Final = -1
"""A sentence or a line ends."""
INITIALS: Final = -2
"""A full stop, until the words beside it say whether it ends anything."""
WRAPPED: Final = -3
"""A line ends without punctuation, until the lines say whether the text is broken at a fixed width."""
WIDTH: Final = 45
"""Letters of a line that may have been broken for its length; shorter ones are headings, and names in lists."""

MOST_GAPS: Final = 4096
LONGEST_INITIAL: Final = 3
"""Letters between the full stops of an abbreviation: بي.بي.سي."""

_WORDS: Final = re.compile(f"({WORD.pattern})")
_OPENING: Final = re.compile(r"[\"«“”„‹(\[]\s*$")
_CLOSING: Final = re.compile(r"\s*[\"»“”‟›)\]]")
_TIGHT: Final = re.compile("[ \u00a0\u202f\u2009\u200b-\u200f\u0640]*")
_DASHED: Final = re.compile("[ \u00a0\u202f\u2009\u200b-\u200f\u0640]*[-–'’]?[ \u00a0\u202f\u2009\u200b-\u200f\u0640]*")
_SOFT: Final = re.compile("[ \u00a0\u202f\u2009\u200b-\u200f\u0640\"'«»“”„‹›‘’()–\\-]*")
_ENDING: Final = re.compile("[.!?\u061f\u2026\\n\\r]")
_INITIALS: Final = re.compile("[. ]{1,2}")


class _Kinds(dict[str, int]):
    """Gap → its kind, found out when it is first seen."""

    def __missing__(self, gap: str) -> int:
        if len(self) >= MOST_GAPS:
            self.clear()
        kind = self[gap] = _kind(gap)
        return kind


def _kind(gap: str) -> int:
    if _TIGHT.fullmatch(gap):
        return TIGHT
    if _DASHED.fullmatch(gap):
        return DASHED
    if _INITIALS.fullmatch(gap):
        return INITIALS if "." in gap else TIGHT
    if _SOFT.fullmatch(gap):
        return SOFT
    if gap.strip(" ") == "\n":
        return WRAPPED
    return ENDED if _ENDING.search(gap) else BROKEN


_KINDS: Final = _Kinds()


class Scan:
    """The words of a text with their offsets, the gaps between them, and which are taken by a mention."""

    __slots__ = (
        "announcing", "clitics", "ends", "entering", "gaps", "numbers", "size", "starts", "table", "taken", "text",
        "words",
    )  # fmt: skip

    def __init__(self, text: str, table: WordTable) -> None:
        parts = _WORDS.split(text)
        numbers = list(map(table.__getitem__, parts[1::2]))
        offsets = list(accumulate(map(len, parts)))
        starts, ends = offsets[:-1:2], offsets[1::2]
        gaps = list(map(_KINDS.__getitem__, parts[2:-1:2]))
        self.numbers = np.array(numbers, np.intp)
        """Of the words in their table."""
        flags = table.flags[self.numbers]
        if (flags & EMPTY).any():
            kept = (flags & EMPTY == 0).nonzero()[0].tolist()
            self.numbers, flags = self.numbers[kept], flags[kept]
            numbers, starts, ends = ([row[i] for i in kept] for row in (numbers, starts, ends))
            gaps = [_KINDS[text[end:start]] for end, start in zip(ends, starts[1:], strict=False)]
        self.text = text
        self.table = table
        self.words: list[Word] = list(map(table.words.__getitem__, numbers))
        self.starts = starts
        self.ends = ends
        self.size = len(numbers)
        self.taken = bytearray(self.size)
        self.gaps = [*gaps, ENDED]
        """Kind of the gap behind each word."""
        if INITIALS in gaps:
            self._join_initials()
        if WRAPPED in gaps:
            self._join_lines()
        self.announcing = [i for i in (flags & ANNOUNCES).nonzero()[0].tolist() if not self.in_row(i)]
        """The few words that a rule may begin at; the third of a row of the same word is none."""
        self.entering: list[int] = (flags & ENTERS).nonzero()[0].tolist()
        """The words that a name of the gazetteer may begin with."""
        self.clitics: list[int] = (flags & CLITICS).nonzero()[0].tolist()
        """The words that may begin with a clitic."""

    def _join_initials(self) -> None:
        """بي.بي.سي, د. محمد: a full stop behind letters of an abbreviation ends nothing."""
        for i, kind in enumerate(self.gaps):
            if kind == INITIALS:
                longest = max(len(self.words[i].norm), len(self.words[i + 1].norm))
                close = self.starts[i + 1] - self.ends[i] == 1
                joined = longest == 1 or (longest <= LONGEST_INITIAL and close)
                self.gaps[i] = TIGHT if joined else ENDED

    def _join_lines(self) -> None:
        """In a text broken at a fixed width, a name goes on in the next line."""
        breaks = [i for i, kind in enumerate(self.gaps) if kind == WRAPPED]
        long = [i for i in breaks if self.ends[i] - self.text.rfind("\n", 0, self.ends[i]) > WIDTH]
        wrapped = len(long) > 1 and len(long) * 2 > self.text.count("\n")
        for i in breaks:
            self.gaps[i] = ENDED
        for i in long if wrapped else ():
            self.gaps[i] = TIGHT

    def start(self, i: int, clitic: int) -> int:
        """Offset of word `i` behind `clitic` letters, their marks and tatweel."""
        start = self.starts[i]
        text = self.text
        while clitic:
            start += 1
            clitic -= 1
            while start < self.ends[i] and not _is_letter(text[start]):
                start += 1
        return start

    def opened(self, i: int) -> bool:
        """A quote or bracket opens before word `i`."""
        return bool(_OPENING.search(self.text[max(0, self.starts[i] - 3) : self.starts[i]]))

    def quoted(self, i: int, j: int) -> bool:
        """Words i…j-1 stand alone between quotes or brackets."""
        return self.opened(i) and bool(_CLOSING.match(self.text, self.ends[j - 1]))

    def in_row(self, i: int) -> bool:
        """The third or a later one of a row of the same word, which is no row of names."""
        words = self.words
        return i > 1 and words[i] is words[i - 1] and words[i] is words[i - 2]

    def free(self, i: int, j: int) -> bool:
        """None of words i…j-1 is taken."""
        return not any(self.taken[i:j])


def _is_letter(char: str) -> bool:
    return char.isalnum() and char != "\N{ARABIC TATWEEL}"
