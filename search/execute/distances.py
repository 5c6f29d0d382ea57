"""How many edits terms are away from a word, for a whole dictionary at once.

Edits are insertions, deletions, exchanges and transpositions of two neighbours (Damerau 1964), in the variant in which
no letter is edited twice ("optimal string alignment"). The usual table is filled for all terms together, and only the
diagonals that can hold a distance that small (Ukkonen, "Algorithms for approximate string matching", 1985).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.model import I64
from fihrist.search.execute.patterns import Letters

Distances = NDArray[np.uint8]


def distances(letters: Letters, word: str, most: int, skipped: int = 0) -> Distances:
    """The distance of each term from a word, `most` + 1 where it is more than `most`.

    Args:
        letters: the terms.
        word: what they are compared with.
        most: the largest distance of interest.
        skipped: how many letters at the beginning of each term are left out; no term has fewer.
    """
    found = np.full(len(letters.begins) - 1, most + 1, np.uint8)
    lengths = letters.lengths - skipped
    near = np.flatnonzero((lengths >= len(word) - most) & (lengths <= len(word) + most))
    if len(near):
        begins, sizes = letters.begins[near] + skipped, lengths[near]
        width = max(len(word) + most, 1)
        last = max(len(letters.codes) - 1, 0)
        columns = [letters.codes[np.minimum(begins + at, last)] for at in range(width)]
        found[near] = _table(columns, sizes, word, most)
    return found


def _table(columns: list[NDArray[np.uint32]], sizes: I64, word: str, most: int) -> Distances:
    """The last cell of each term's table; `columns` are the first, second … letters of all terms."""
    far = np.full(len(sizes), most + 1, np.uint8)
    codes = [ord(letter) for letter in word]
    before: dict[int, Distances] = {}
    rows = {at: np.full(len(sizes), at, np.uint8) for at in range(min(most, len(columns)) + 1)}
    last = far.copy()
    for place in range(1, len(codes) + 1):
        above, rows, older = rows, {}, before
        before = above
        for at in range(max(0, place - most), min(len(columns), place + most) + 1):
            if not at:
                rows[at] = np.full(len(sizes), place, np.uint8)
                continue
            same = columns[at - 1] == codes[place - 1]
            cell = np.minimum(above.get(at, far), rows.get(at - 1, far)) + np.uint8(1)
            np.minimum(cell, above.get(at - 1, far) + ~same, out=cell)
            if place > 1 and at > 1 and at - 2 in older:
                swapped = (columns[at - 1] == codes[place - 2]) & (columns[at - 2] == codes[place - 1])
                np.minimum(cell, np.where(swapped, older[at - 2] + np.uint8(1), cell), out=cell)
            rows[at] = np.minimum(cell, far)
    for at, cell in rows.items():
        np.copyto(last, cell, where=sizes == at)
    return last
