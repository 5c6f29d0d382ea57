"""From surface words to numbers: folding and stemming run once for each word ever seen."""

from __future__ import annotations

from array import array

import numpy as np

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import WORD
from fihrist.index.engine.model import I32, U32

NO_WORD = -1


class SurfaceTable(dict[str, int]):
    """Raw surface word → id of its exact form, `NO_WORD` for a word of which folding leaves nothing.

    An exact form determines the norm and a norm the stem, so one id a word is enough; `exact_norms` and `norm_stems`
    lead from it to the two other forms.
    """

    __slots__ = ("_exact_ids", "_exact_norms", "_norm_ids", "_norm_stems", "_stem_ids", "exacts", "norms", "stems")

    def __init__(self) -> None:
        super().__init__()
        self.exacts: list[str] = []
        self.norms: list[str] = []
        self.stems: list[str] = []
        self._exact_ids: dict[str, int] = {}
        self._norm_ids: dict[str, int] = {}
        self._stem_ids: dict[str, int] = {}
        self._exact_norms = array("I")
        self._norm_stems = array("I")

    def __missing__(self, surface: str) -> int:
        exact, norm, stem = forms(surface)
        number = self._exact_ids.get(exact, NO_WORD) if exact else NO_WORD
        if exact and number == NO_WORD:
            # Mostly the forms are equal; then one string is kept instead of four.
            exact = surface if exact == surface else exact
            norm = exact if norm == exact else norm
            number = self._add(exact, norm, norm if stem == norm else stem)
        self[surface] = number
        return number

    def _add(self, exact: str, norm: str, stem: str) -> int:
        """Number a new exact form."""
        norm_id = self._norm_ids.get(norm)
        if norm_id is None:
            stem_id = self._stem_ids.setdefault(stem, len(self.stems))
            if stem_id == len(self.stems):
                self.stems.append(stem)
            norm_id = self._norm_ids[norm] = len(self.norms)
            self.norms.append(norm)
            self._norm_stems.append(stem_id)
        number = self._exact_ids[exact] = len(self.exacts)
        self.exacts.append(exact)
        self._exact_norms.append(norm_id)
        return number

    @property
    def exact_norms(self) -> U32:
        """Norm id of each exact form."""
        return np.array(self._exact_norms, np.uint32)

    @property
    def norm_stems(self) -> U32:
        """Stem id of each norm."""
        return np.array(self._norm_stems, np.uint32)

    def exact_ids(self, text: str) -> I32:
        """The ids of a text's words in order; words without an exact form take no place."""
        words = WORD.findall(text)
        numbers = np.fromiter(map(self.__getitem__, words), np.int32, len(words))
        return numbers[numbers >= 0]
