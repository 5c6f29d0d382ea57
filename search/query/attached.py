"""The article and the particles that are written together with a word, as queries see them."""

from __future__ import annotations

from typing import Final

from fihrist.index.arabic.affixes import ARTICLES

CORE: Final = 3
"""Letters of a word that must be left when the article is taken off."""
_LONGEST_FIRST: Final = tuple(sorted(ARTICLES, key=len, reverse=True))


def core(norm: str) -> str:
    """A word without the article, where enough is left of it."""
    for article in _LONGEST_FIRST:
        if norm.startswith(article) and len(norm) - len(article) >= CORE:
            return norm[len(article) :]
    return norm
