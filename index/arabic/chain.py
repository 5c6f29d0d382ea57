"""The analysis chain: surface word → exact → norm → stem.

The order is fixed. `exact` drops what is not spelling, `norm` what readers do not tell apart, `stem` what inflection
adds. The stem is computed from the norm, so that every spelling of a word ends at the same stem.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from fihrist.index.arabic import folding, pattern, stemming

CACHED_WORDS: Final = 200_000
"""Surface words whose forms are remembered; about 60 MB when full."""

_RULES: Final = 1
"""Counts changes of rules that no table shows."""


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


def _identity() -> str:
    tables = (folding._TIER_ONE, folding._TIER_TWO, pattern.WORD.pattern, stemming.IDENTITY, _RULES)
    return hashlib.sha256(repr(tables).encode("utf-8", "backslashreplace")).hexdigest()[:16]


CHAIN_ID: Final = _identity()
"""Identity of the rules and tables; an index made by another chain is rebuilt."""
