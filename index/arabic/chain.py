"""The analysis chain: surface word → exact → norm → stem.

The order is fixed. `exact` drops what is not spelling, `norm` what readers do not tell apart, `stem` what inflection
adds. The stem is computed from the norm, so that every spelling of a word ends at the same stem.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from typing import Final

from fihrist.index.arabic import folding, stemming

CACHED_WORDS: Final = 65_536
"""Surface words whose forms are remembered; about 30 MB when full."""

_DECIDING: Final = (
    "affixes.py",
    "chain.py",
    "choice.py",
    "closed_class.txt",
    "folding.py",
    "letters.py",
    "names.txt",
    "openings.txt",
    "pattern.py",
    "resources.py",
    "stemming.py",
)
"""Files whose content decides what becomes of a word."""


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
    digest = hashlib.sha256()
    for name in _DECIDING:
        digest.update(resources.files(__package__).joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


CHAIN_ID: Final = _identity()
"""Identity of the rules and tables; an index made by another chain is rebuilt."""
