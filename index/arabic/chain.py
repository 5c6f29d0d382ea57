"""The analysis chain: surface word → exact → norm → stem.

The order is fixed. `exact` drops what is not spelling, `norm` what readers do not tell apart, `stem` what inflection
adds. The stem is computed from the norm, so that every spelling of a word ends at the same stem.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from fihrist.index.arabic import affixes, folding, letters, lexicon, stemming
from fihrist.index.arabic.lemmas import TABLES
from fihrist.index.arabic.resources import content
from fihrist.index.arabic.steps import Step, steps

__all__ = ["CACHED_WORDS", "CHAIN_ID", "VERSION", "Step", "forms", "steps"]

CACHED_WORDS: Final = 65_536
"""Surface words whose forms are remembered; about 30 MB when full."""

VERSION: Final = 3
"""Counts changes of the rules that change a word's forms; the tables tell of their own changes."""

_FILES: Final = (lexicon.FILE, *TABLES, "openings.txt")


@lru_cache(maxsize=CACHED_WORDS)
def forms(surface: str) -> tuple[str, str, str]:
    """`exact`, `norm` and `stem` of one word; three empty strings when nothing of it remains.

    A word is what `WORD` matches. The same surface gives the same forms in every process and thread.
    """
    exact = folding.fold_exact(surface)
    if "," in exact:
        exact = exact.replace(",", "")
    norm = folding.fold_norm(exact)
    return exact, norm, stemming.stem(norm)


def _tables() -> Iterator[object]:
    """What decides about words besides the rules. Files are hashed as they are: the lexicon is not read for it."""
    yield letters.LETTERS, letters.MARKS, letters.INVISIBLES, letters.TATWEEL, letters.APOSTROPHES
    yield letters.GROUP_SEPARATORS, letters.DECIMAL_SEPARATORS
    for table in (folding.TIER_ONE_LETTERS, folding.TIER_TWO_LETTERS, folding.PUNCTUATION, folding.LATIN):
        yield sorted(table.items())
    yield affixes.ARTICLES, affixes.FUTURE, affixes.CLITICS, sorted(affixes.PREFIXES), sorted(affixes.SUFFIXES)
    for name in _FILES:
        yield name, hashlib.sha256(content(name)).digest()


def _identity() -> str:
    digest = hashlib.sha256(str(VERSION).encode())
    for table in _tables():
        digest.update(repr(table).encode())
    return digest.hexdigest()[:16]


CHAIN_ID: Final = _identity()
"""Identity of the rules' version and of the tables; an index made by another chain is rebuilt."""
