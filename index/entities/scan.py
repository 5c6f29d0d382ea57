"""A text as the rules see it: words, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fihrist.index.arabic.pattern import WORD
from fihrist.index.entities.words import ANNOUNCING, Vocabulary, Word

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

    __slots__ = ("announcing", "ends", "gaps", "size", "starts", "taken", "text", "words")

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        known = vocabulary.words
        spans = [match.span() for match in WORD.finditer(text)]
        words = [known[text[start:end]] for start, end in spans]
        if not all(word.norm for word in words):
            spans = [span for span, word in zip(spans, words, strict=True) if word.norm]
            words = [word for word in words if word.norm]
        self.text = text
        self.words: list[Word] = words
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.size = len(words)
        self.taken = bytearray(self.size)
        self.gaps = self._gaps()
        """Kind of the gap behind each word."""
        self.announcing = [i for i, word in enumerate(words) if word.any_bits & ANNOUNCING and not self.in_row(i)]
        """The few words that a rule may begin at; the third of a row of the same word is none."""

    def _gaps(self) -> list[int]:
        text = self.text
        gaps = [
            # Nearly always; the bounds tell it without a slice.
            TIGHT if start - end == 1 and text[end] == " " else self._gap(i, text[end:start])
            for i, (end, start) in enumerate(zip(self.ends, self.starts[1:], strict=False))
        ]
        gaps.append(BROKEN)
        return gaps

    def _gap(self, i: int, gap: str) -> int:
        """Of the gap behind word `i`."""
        if "." in gap and _INITIALS.fullmatch(gap):
            longest = max(len(self.words[i].norm), len(self.words[i + 1].norm))
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
