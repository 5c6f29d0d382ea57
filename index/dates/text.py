"""Text folded for the date grammar, with a way back to the original's offsets.

Only what hides a date word is folded: marks, tatweel and invisible controls are dropped; the forms of alef, final
yeh and teh marbuta, Persian letters and presentation forms are unified. Digits need no folding: regular
expressions and `int` know the digits of every script.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_ALEF = "\N{ARABIC LETTER ALEF}"
_YEH = "\N{ARABIC LETTER YEH}"
_KAF = "\N{ARABIC LETTER KAF}"
_HEH = "\N{ARABIC LETTER HEH}"

_COMMON = (
    ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", _ALEF),
    ("\N{ARABIC LETTER ALEF WITH HAMZA BELOW}", _ALEF),
    ("\N{ARABIC LETTER ALEF WITH MADDA ABOVE}", _ALEF),
    ("\N{ARABIC LETTER ALEF MAKSURA}", _YEH),
    ("\N{ARABIC LETTER TEH MARBUTA}", _HEH),
)
_RARE = {
    "\N{ARABIC LETTER ALEF WASLA}": _ALEF,
    "\N{ARABIC LETTER FARSI YEH}": _YEH,
    "\N{ARABIC LETTER E}": _YEH,
    "\N{ARABIC LETTER YEH WITH TAIL}": _YEH,
    "\N{ARABIC LETTER KEHEH}": _KAF,
    "\N{ARABIC LETTER SWASH KAF}": _KAF,
    "\N{ARABIC LETTER HEH DOACHASHMEE}": _HEH,
    "\N{ARABIC LETTER HEH GOAL}": _HEH,
    "\N{ARABIC LETTER AE}": _HEH,
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": _HEH,
}
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_TATWEEL = "\N{ARABIC TATWEEL}"
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"

_DROPPED = re.compile(f"[{_MARKS}{_TATWEEL}{_INVISIBLE}]+")
_TRAILING = re.compile(f"[{_MARKS}{_TATWEEL}]*")
_RARE_LETTER = re.compile(f"[{''.join(_RARE)}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_RARE_TABLE = str.maketrans(_RARE)


def fold(text: str) -> str:
    """The folded form of a text, without offsets; used for the grammar's own words."""
    return FoldedText(text).folded


class FoldedText:
    """A text and its folded form.

    Attributes:
        text: the original.
        folded: what the grammar reads.
    """

    __slots__ = ("_cuts", "_shifts", "_starts", "folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._cuts: list[int] = []
        self._shifts: list[int] = [0]
        self._starts: list[int] | None = None
        if _PRESENTATION.search(text):
            folded, self._starts = _fold_presentation(text)
        else:
            folded = self._drop(text)
        for letter, plain in _COMMON:
            folded = folded.replace(letter, plain)
        if _RARE_LETTER.search(folded):
            folded = folded.translate(_RARE_TABLE)
        self.folded = folded

    def _drop(self, text: str) -> str:
        kept: list[str] = []
        removed = end = 0
        for match in _DROPPED.finditer(text):
            start = match.start()
            kept.append(text[end:start])
            end = match.end()
            self._cuts.append(start - removed)
            removed += end - start
            self._shifts.append(removed)
        kept.append(text[end:])
        return "".join(kept)

    def _raw(self, index: int) -> int:
        if self._starts is not None:
            return self._starts[index]
        return index + self._shifts[bisect_right(self._cuts, index)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of ``folded[start:end]`` (not empty), with the marks of its last letter."""
        first, last = self._raw(start), self._raw(end - 1) + 1
        trailing = _TRAILING.match(self.text, last)
        return first, trailing.end() if trailing else last


def _fold_presentation(text: str) -> tuple[str, list[int]]:
    """Character by character: one presentation form may stand for several letters."""
    letters: list[str] = []
    starts: list[int] = []
    for index, character in enumerate(text):
        plain = character
        if _PRESENTATION.match(character):
            plain = unicodedata.normalize("NFKC", character).replace(" ", "")
        for letter in _DROPPED.sub("", plain):
            letters.append(letter)
            starts.append(index)
    return "".join(letters), starts
