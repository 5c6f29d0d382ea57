"""Words that share their consonants, found in a whole dictionary at once by operations on its letters.

A stem's consonants are what is left of it without long vowels, hamzas and the final heh (once a teh marbuta), and
without the letters that derived stems begin with while more than three are left: هجوم, هاجم and مهاجم all have هجم. It is
a light way to the root, and confuses more than a stem does; it never decides what is found, see
`fihrist.search.query.tree.Preferring`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from fihrist.index.engine import Segment
from fihrist.index.engine.model import I64, U32, U64
from fihrist.search.execute.patterns import PORTION, Letters

ROOT: Final = 3
"""Consonants of most roots: no letter comes off a beginning that would leave fewer."""
FEWEST: Final = 2
"""Words of fewer consonants have no kin."""
MOST: Final = 9
"""Consonants that are compared."""

_FIRST: Final = ord("\N{ARABIC LETTER HAMZA}")
_LAST: Final = ord("\N{ARABIC LETTER YEH}")
_HEH: Final = ord("\N{ARABIC LETTER HEH}")
_BITS: Final = 6
_CACHED: Final = 4096
_WEAK: Final = (
    *("\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER ALEF MAKSURA}"),
    *("\N{ARABIC LETTER HAMZA}", "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}", "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"),
    *("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"),
    *("\N{ARABIC LETTER ALEF WITH MADDA ABOVE}", "\N{ARABIC TATWEEL}"),
)
_DERIVING: Final = (
    *("\N{ARABIC LETTER MEEM}", "\N{ARABIC LETTER TEH}"),
    *("\N{ARABIC LETTER NOON}", "\N{ARABIC LETTER SEEN}"),
)
_LONGEST_BEGINNING: Final = 4
"""Letters that may come off a beginning."""


def _numbers() -> U64:
    numbers = np.arange(1, _LAST - _FIRST + 2, dtype=np.uint64)
    numbers[[ord(letter) - _FIRST for letter in _WEAK]] = 0
    return numbers


_NUMBERS: Final = _numbers()
"""A number below 64 for each consonant, by its code point from `_FIRST` on; 0 for what is none."""
_DERIVES: Final = _NUMBERS[[ord(letter) - _FIRST for letter in _DERIVING]]

_REMEMBERED: WeakKeyDictionary[Segment, tuple[U64, U32]] = WeakKeyDictionary()


def kin(segment: Segment, stem: str) -> I64:
    """Ids of the norms of a segment that share their consonants with a stem, ascending."""
    key = np.uint64(consonants(stem))
    if not key:
        return np.empty(0, np.int64)
    known, stems = _table(segment)
    first, last = np.searchsorted(known, key), np.searchsorted(known, key, side="right")
    norms = [segment.stem_norms(number) for number in stems[first:last].tolist()]
    return np.sort(np.concatenate(norms)) if norms else np.empty(0, np.int64)


@lru_cache(maxsize=_CACHED)
def consonants(stem: str) -> int:
    """A number for the consonants of a stem, the same for all its kin; 0 when it has none to share."""
    codes = np.array([ord(letter) for letter in stem], np.uint32)
    return int(keys(Letters(codes, np.array([0, len(stem)])))[0])


def _table(segment: Segment) -> tuple[U64, U32]:
    """The keys of all stems of a segment, ascending, and the stems' ids."""
    found = _REMEMBERED.get(segment)
    if found is None:
        count, terms = segment.term_count("stem"), segment.terms("stem")
        portions = [(start, min(start + PORTION, count)) for start in range(0, count, PORTION)]
        every = [keys(Letters(*terms.letters(start, end))) for start, end in portions]
        known = np.concatenate([np.empty(0, np.uint64), *every])
        order = np.argsort(known, kind="stable").astype(np.uint32)
        found = _REMEMBERED[segment] = known[order], order
    return found


def keys(letters: Letters) -> U64:
    """A number for the consonants of each of some words; 0 for a word that has none, or letters of another script."""
    owners = np.repeat(np.arange(len(letters.lengths)), letters.lengths)
    arabic = (letters.codes >= _FIRST) & (letters.codes <= _LAST)
    numbers = _NUMBERS[np.where(arabic, letters.codes, ord(_WEAK[0])).astype(np.int64) - _FIRST]
    last = letters.begins[1:][letters.lengths > 2] - 1
    numbers[last[letters.codes[last] == _HEH]] = 0
    held = numbers > 0
    counts = np.bincount(owners[held], minlength=len(letters.lengths))
    packed = _packed(np.append(numbers[held], np.uint64(0)), counts)
    packed[owners[~arabic]] = 0
    return packed


def _packed(numbers: U64, counts: I64) -> U64:
    """The consonants of each word in one number; `numbers` has those of all words and a 0."""
    begins = np.cumsum(counts) - counts
    deriving = np.isin(numbers, _DERIVES)
    for _ in range(_LONGEST_BEGINNING):
        off = np.flatnonzero((counts > ROOT) & deriving[begins])
        begins[off] += 1
        counts[off] -= 1
    packed = np.zeros(len(counts), np.uint64)
    for at in range(MOST):
        held = np.flatnonzero(counts > at)
        packed[held] = (packed[held] << np.uint64(_BITS)) | numbers[begins[held] + at]
    packed[counts < FEWEST] = 0
    return packed
