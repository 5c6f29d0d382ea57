"""A text as the rules see it: words, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fihrist.index.arabic.pattern import WORD
from fihrist.index.entities.words import Vocabulary, Word

TIGHT: Final = 3
"""Between two words: nothing but blanks."""
DASHED: Final = 2
"""Blanks and a hyphen: a known name may go on."""
SOFT: Final = 1
"""Blanks, quotes, brackets: a name may begin or end."""
BROKEN: Final = 0

LONGEST_INITIAL: Final = 3
"""Letters between the full stops of an abbreviation: بي.بي.سي."""

_OPENING: Final = re.compile(r"[\"«“”„‹(\[]\s*$")
_CLOSING: Final = re.compile(r"\s*[\"»“”‟›)\]]")
_TIGHT: Final = re.compile("[ \u00a0\u202f\u2009\u200b-\u200f\u0640]*")
_DASHED: Final = re.compile("[ \u00a0\u202f\u2009\u200b-\u200f\u0640]*[-–'’]?[ \u00a0\u202f\u2009\u200b-\u200f\u0640]*")
_SOFT: Final = re.compile("[ \u00a0\u202f\u2009\u200b-\u200f\u0640\"'«»“”„‹›‘’()–\\-]*")
_INITIALS: Final = re.compile("[. ]{1,2}")


@lru_cache(maxsize=4096)
def _kind(gap: str) -> int:
    if _TIGHT.fullmatch(gap):
        return TIGHT
    if _DASHED.fullmatch(gap):
        return DASHED
    return SOFT if _SOFT.fullmatch(gap) else BROKEN


class Scan:
    """The words of a text with their offsets, the gaps between them, and which are taken by a mention."""

    __slots__ = ("ends", "gaps", "size", "starts", "taken", "text", "words")

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.words: list[Word] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[int] = []
        """Kind of the gap behind each word."""
        word_of = vocabulary.word
        end = 0
        for match in WORD.finditer(text):
            word = word_of(match.group())
            if not word.norm:
                continue
            start = match.start()
            if self.words:
                gap = text[end:start]
                self.gaps.append(TIGHT if gap == " " else self._gap(gap, word))
            self.words.append(word)
            self.starts.append(start)
            end = match.end()
            self.ends.append(end)
        self.gaps.append(BROKEN)
        self.size = len(self.words)
        self.taken = bytearray(self.size)

    def _gap(self, gap: str, word: Word) -> int:
        if "." in gap and _INITIALS.fullmatch(gap):
            longest = max(len(word.norm), len(self.words[-1].norm))
            if longest == 1 or (longest <= LONGEST_INITIAL and gap == "."):
                return TIGHT
        return _kind(gap)

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

    def quoted(self, i: int, j: int) -> bool:
        """Words i…j-1 stand alone between quotes or brackets."""
        before = self.text[max(0, self.starts[i] - 3) : self.starts[i]]
        return bool(_OPENING.search(before)) and bool(_CLOSING.match(self.text, self.ends[j - 1]))

    def free(self, i: int, j: int) -> bool:
        """None of words i…j-1 is taken."""
        return not any(self.taken[i:j])


def _is_letter(char: str) -> bool:
    return char.isalnum() and char != "\N{ARABIC TATWEEL}"
