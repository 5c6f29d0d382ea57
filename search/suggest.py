"""Words of an archive that a misspelt word may be meant as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log2
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from fihrist.index.arabic.chain import forms
from fihrist.index.engine import Segment, Snapshot
from fihrist.search.execute.distances import distances
from fihrist.search.execute.patterns import PORTION, Letters

LENGTHS: Final = range(3, 21)
"""Letters of a word that is corrected: shorter ones are near to everything, longer ones are no words."""
TWO_EDITS: Final = 7
"""Letters from which on two edits are allowed."""
MAX_WEIGHED: Final = 300
"""Words that are compared letter by letter, the most frequent first."""
MAX_KEPT: Final = 20
"""Corrections of one word."""
MARGIN: Final = 8.0
"""How much less likely than the likeliest a correction may be, in doublings of its frequency."""
REMEMBERED: Final = 256
"""Words whose corrections are kept for a snapshot."""

_PENALTY: Final = 4.0
"""How many doublings of its frequency make up for one edit."""
_ALIKE: Final = (
    *("ضظ", "ذد", "ذز", "ضد", "زظ", "تط", "سص", "سث", "تث", "قك", "كغ", "قغ", "جغ", "هح", "حخ", "جح", "جخ"),
    *("اع", "عغ", "شس", "صض", "طظ", "رز", "بت", "تث", "بن", "ني", "ىي", "ئي", "ؤو", "فق", "هت", "اه"),
)
"""Letters that are heard alike or written alike but for their dots."""
_NEIGHBOURS: Final = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Rows of keys."""
_WEAK: Final = frozenset("اويءئؤهaeiouyh")
"""Letters that are left out, or added, more easily than others."""
_CLOSE: Final = {
    frozenset(pair): 0.5 for pair in (*_ALIKE, *(row[at : at + 2] for row in _NEIGHBOURS for at in range(len(row) - 1)))
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the archive that another one may be meant as."""

    norm: str
    cost: float
    """Edits it takes, those that hands and ears make often counted less."""
    frequency: int
    """Articles that have it, in any of its forms."""

    @property
    def rank(self) -> float:
        """The larger, the likelier."""
        return log2(self.frequency) - _PENALTY * self.cost


_FOUND: WeakKeyDictionary[Snapshot, dict[str, tuple[Correction, ...]]] = WeakKeyDictionary()


def corrections(snapshot: Snapshot, norm: str) -> tuple[Correction, ...]:
    """The words of an archive that are one edit from a word, or two from a long one; the likeliest first.

    An edit is a letter too many or too few, another letter, or two neighbours exchanged. One pass over the dictionary,
    whatever the word.
    """
    if len(norm) not in LENGTHS or norm.isdigit():
        return ()
    remembered = _FOUND.setdefault(snapshot, {})
    found = remembered.get(norm)
    if found is None:
        if len(remembered) >= REMEMBERED:
            remembered.clear()
        found = remembered[norm] = tuple(_corrections(snapshot, norm))
    return found


def _corrections(snapshot: Snapshot, norm: str) -> list[Correction]:
    most = 2 if len(norm) >= TWO_EDITS else 1
    frequencies: dict[str, int] = {}
    for near in (_near, _near_stems):
        for segment in snapshot.segments:
            for term, frequency in near(segment, norm, most):
                frequencies[term] = frequencies.get(term, 0) + frequency
        frequencies.pop(norm, None)
        if frequencies:
            break  # forms of a word that is not there itself matter only where nothing else is near
    usual = sorted((term for term in frequencies if frequencies[term]), key=lambda term: (-frequencies[term], term))
    weighed = [Correction(term, cost(norm, term), frequencies[term]) for term in usual[:MAX_WEIGHED]]
    first = sorted(weighed, key=_order)[:MAX_KEPT]
    found = sorted((_in_all_forms(snapshot, each) for each in first), key=_order)
    return [each for each in found if each.rank >= found[0].rank - MARGIN]


def _order(each: Correction) -> tuple[float, str]:
    return -each.rank, each.norm


def _in_all_forms(snapshot: Snapshot, each: Correction) -> Correction:
    """A correction with the articles counted that have the word in any form: برلمان has those of البرلمان."""
    frequency = snapshot.document_frequency("stem", forms(each.norm)[2])
    return replace(each, frequency=max(frequency, each.frequency))


def _near(segment: Segment, norm: str, most: int) -> Iterator[tuple[str, int]]:
    """The words of a segment that few edits part from a word, and how many articles have them."""
    terms = segment.terms("norm")
    for start in range(0, len(terms), PORTION):
        end = min(start + PORTION, len(terms))
        far = distances(Letters(*terms.letters(start, end)), norm, most)
        ids = np.flatnonzero(far <= most) + start
        yield from zip(map(terms.text, ids.tolist()), segment.live_frequencies(ids).tolist(), strict=True)


def _near_stems(segment: Segment, norm: str, most: int) -> Iterator[tuple[str, int]]:
    """For each stem of a segment that few edits part from a word, its most frequent word."""
    stems, norms = segment.terms("stem"), segment.terms("norm")
    for start in range(0, len(stems), PORTION):
        end = min(start + PORTION, len(stems))
        far = distances(Letters(*stems.letters(start, end)), norm, most)
        for number in (np.flatnonzero(far <= most) + start).tolist():
            ids = segment.stem_norms(number)
            live = segment.live_frequencies(ids)
            if len(ids) and live.max():
                yield norms.text(int(ids[live.argmax()])), int(live.max())


def cost(typed: str, meant: str) -> float:
    """The edits that part two words, each weighed by how easily it happens."""
    before: list[float] = []
    row = [0.0]
    for letter in meant:
        row.append(row[-1] + _dropped(letter))
    for at, letter in enumerate(typed, 1):
        older, before, row = before, row, [row[0] + _dropped(letter, typed[at - 2 : at - 1])]
        for to, other in enumerate(meant, 1):
            best = min(
                before[to - 1] + _exchanged(letter, other),
                before[to] + _dropped(letter, typed[at - 2 : at - 1]),
                row[to - 1] + _dropped(other, meant[to - 2 : to - 1]),
            )
            if older and to > 1 and letter == meant[to - 2] and other == typed[at - 2]:
                best = min(best, older[to - 2] + 0.7)
            row.append(best)
    return round(row[-1], 3)


def _dropped(letter: str, before: str = "") -> float:
    if letter == before:
        return 0.5
    return 0.7 if letter in _WEAK else 1.0


def _exchanged(letter: str, other: str) -> float:
    return 0.0 if letter == other else _CLOSE.get(frozenset((letter, other)), 1.0)


def spelt(snapshot: Snapshot, norm: str) -> str:
    """The most frequent spelling of a word, in the first segment that has it; the word itself where none has."""
    for segment in snapshot.segments:
        number = segment.lookup("norm", norm)
        if number >= 0:
            return segment.exact_forms(number)[0]
    return norm
