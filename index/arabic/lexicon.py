"""How often news write a word, and how they spell it.

Counts come from the ANT corpus (Antcorp: Arabic News Texts, Chouigui, Ben Khiroun and Elayeb 2017; Apache License 2.0),
see `make_lexicon`. `lexicon.tsv.gz` holds one entry a search form (`fold_norm`): the usual spelling of it, under the
count of all its spellings. It is read when the first word is stemmed.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyarabic import araby_const as araby

from fihrist.index.arabic.resources import content

FILE: Final = "lexicon.tsv.gz"

_FOLDED: Final = (
    (araby.ALEF_HAMZA_ABOVE, araby.ALEF),
    (araby.ALEF_HAMZA_BELOW, araby.ALEF),
    (araby.ALEF_MADDA, araby.ALEF),
    (araby.ALEF_MAKSURA, araby.YEH),
    (araby.TEH_MARBUTA, araby.HEH),
)
"""The letters of the second tier that the list holds; `make_lexicon` spells loan letters as they are searched."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in their search form."""

    counts: dict[str, int]
    """Occurrences in the corpus, all spellings together."""
    spellings: dict[str, str]
    """The usual spelling of a word."""


@cache
def lexicon() -> Lexicon:
    """The list that ships with the package, read once (some 30 ms)."""
    counts: dict[str, int] = {}
    spellings: dict[str, str] = {}
    for line in gzip.decompress(content(FILE)).decode("utf-8").splitlines():
        if not line.startswith("#"):
            number, _, spelt = line.partition("\t")
            folded = spelt
            for letter, plain in _FOLDED:
                folded = folded.replace(letter, plain)
            words = folded.split(" ")
            counts.update(dict.fromkeys(words, int(number)))
            spellings.update(zip(words, spelt.split(" "), strict=True))
    return Lexicon(counts, spellings)
