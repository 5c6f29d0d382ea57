"""Words that fit a pattern, found in a whole dictionary at once by operations on the code points of its terms.

A pattern is matched as `fnmatch` would, without its classes: ``*`` is any number of letters, ``?`` is one. What stands
between two stars is looked for from left to right, each piece as early as can be; that is exact, and takes one pass
over the letters for each letter of the pattern, whatever the terms are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fihrist.index.engine import Segment, View
from fihrist.index.engine.model import I64, U32, Bools

PORTION: Final = 65_536
"""Terms looked at together: their letters fit a processor's cache."""
STAR: Final = "*"
ONE: Final = "?"


@dataclass(frozen=True, slots=True)
class Letters:
    """Some terms of a dictionary, one after another."""

    codes: U32
    begins: I64
    """Where each term begins in `codes`; one more entry than terms."""

    @property
    def lengths(self) -> I64:
        """Letters of each term."""
        return np.diff(self.begins)

    def only(self, kept: I64) -> Letters:
        """Some of the terms, by their places, ascending."""
        if len(kept) == len(self.begins) - 1:
            return self
        lengths = self.lengths[kept]
        begins = np.zeros(len(kept) + 1, np.int64)
        np.cumsum(lengths, out=begins[1:])
        at = np.repeat(self.begins[kept] - begins[:-1], lengths) + np.arange(int(begins[-1]))
        return Letters(self.codes[at], begins)


def fitting(segment: Segment, view: View, pattern: str) -> I64:
    """Ids of the terms of a segment that fit a pattern, ascending."""
    pieces = pattern.split(STAR)
    first, last = segment.prefix_range(view, pieces[0].split(ONE)[0])
    found = []
    for start in range(first, last, PORTION):
        end = min(start + PORTION, last)
        letters = Letters(*segment.terms(view).letters(start, end))
        found.append(_fitting(letters, pieces) + start)
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _fitting(letters: Letters, pieces: list[str]) -> I64:
    """Places of the terms that fit the pieces of a pattern."""
    least = sum(map(len, pieces))
    lengths = letters.lengths
    kept = np.flatnonzero(lengths == least if len(pieces) == 1 else lengths >= least)
    for piece, anchor in ((pieces[0], 0), (pieces[-1], -1)) if len(pieces) > 1 else ((pieces[0], 0),):
        for offset, letter in enumerate(piece):
            if letter != ONE and len(kept):
                at = letters.begins[kept] + offset if anchor == 0 else letters.begins[kept + 1] - len(piece) + offset
                kept = kept[letters.codes[at] == ord(letter)]
    middle = [piece for piece in pieces[1:-1] if piece]
    if not middle or not len(kept):
        return kept
    return kept[_hold(letters.only(kept), middle, len(pieces[0]), len(pieces[-1]))]


def _hold(letters: Letters, pieces: list[str], head: int, tail: int) -> Bools:
    """Which terms hold the pieces in order, behind their first `head` letters and before their last `tail`."""
    at = letters.begins[:-1] + head
    ends = letters.begins[1:] - tail
    held = np.ones(len(at), np.bool_)
    for piece in pieces:
        places = _places(letters.codes, piece)
        places = np.append(places, len(letters.codes) + len(piece))
        at = places[np.searchsorted(places, at)] + len(piece)
        held &= at <= ends
        at = np.minimum(at, letters.begins[1:])
    return held


def _places(codes: U32, piece: str) -> I64:
    """Where a piece stands, whichever term that is in."""
    room = len(codes) - len(piece) + 1
    if room <= 0:
        return np.empty(0, np.int64)
    fits = np.ones(room, np.bool_)
    for offset, letter in enumerate(piece):
        if letter != ONE:
            fits &= codes[offset : offset + room] == ord(letter)
    return np.flatnonzero(fits)
