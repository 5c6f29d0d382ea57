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

from fihrist.index.arabic.resources import content, search_form

FILE: Final = "lexicon.tsv.gz"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in their search form."""

    counts: dict[str, int]
    """Occurrences in the corpus, all spellings together."""
    spellings: dict[str, str]
    """The usual spelling of a word, where its search form is another."""


@cache
def lexicon() -> Lexicon:
    """The list that ships with the package, read once (some 20 ms)."""
    text = gzip.decompress(content(FILE)).decode("utf-8")
    words: list[str] = []
    spelt: list[str] = []
    numbers: list[int] = []
    for line, folded in zip(text.splitlines(), search_form(text).splitlines(), strict=True):
        if not line.startswith("#"):
            number, _, stretch = folded.partition("\t")
            start = len(words)
            words += stretch.split(" ")
            spelt += line[len(number) + 1 :].split(" ")
            numbers += [int(number)] * (len(words) - start)
    spellings = {word: spelling for word, spelling in zip(words, spelt, strict=True) if word != spelling}
    return Lexicon(dict(zip(words, numbers, strict=True)), spellings)
