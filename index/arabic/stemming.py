"""Stems: a word without its clitics and inflection.

Tashaphyne proposes the segmentations of a word; which one holds is decided here, from the word alone, so that the same
norm has the same stem in every process and thread. Names and closed-class words are left as they are, a clitic before a
name comes off (لداعش is داعش).
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.affixes import ARTICLES, CLITICS, PREFIXES, SUFFIXES
from fihrist.index.arabic.folding import fold

if TYPE_CHECKING:
    from tashaphyne.stemming import ArabicLightStemmer

MIN_STEM: Final = 3
"""Letters that a stem keeps."""
MAX_STEMMED: Final = 24
"""A longer word is no inflected form; it is its own stem."""

_ARTICLE: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


def _words(resource: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath(resource).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(fold(word) for line in lines for word in line.split() if "_" not in word)


def _bare(name: str) -> str:
    rest = name.removeprefix(_ARTICLE)
    return rest if len(rest) >= MIN_STEM else name


CLOSED_CLASS: Final = _words("closed_class.txt")
"""Words that are not inflected, folded."""
NAMES: Final = frozenset(map(_bare, _words("names.txt")))
"""Names that are not stemmed, folded, without the article."""


def _name_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for name in NAMES:
        forms.update((article + name, name) for article in ARTICLES)
    for name in NAMES:
        clitics = (
            CLITICS
            if len(name) > MIN_STEM
            else tuple("\N{ARABIC LETTER WAW}\N{ARABIC LETTER BEH}\N{ARABIC LETTER LAM}")
        )
        for clitic in clitics:
            forms.setdefault(clitic + name, name)
    forms.update((name, name) for name in NAMES)
    forms.update((word, word) for word in CLOSED_CLASS)
    return forms


_PROTECTED: Final = _name_forms()
"""Every form of a protected word → its stem."""

IDENTITY: Final = hashlib.sha256(repr((sorted(_PROTECTED.items()), PREFIXES, SUFFIXES, MIN_STEM)).encode()).hexdigest()
"""Changes with whatever decides a stem."""


@cache
def _segmenter() -> ArabicLightStemmer:
    from tashaphyne.stemming import ArabicLightStemmer

    segmenter = ArabicLightStemmer()
    segmenter.set_prefix_list(PREFIXES)
    segmenter.set_suffix_list(SUFFIXES)
    return segmenter


@cache
def _affix_pairs() -> frozenset[str]:
    from tashaphyne.affix_const import NOUN_AFFIX_LIST, VERB_AFFIX_LIST

    return frozenset(fold(pair) for pair in NOUN_AFFIX_LIST | VERB_AFFIX_LIST)


def stem(norm: str) -> str:
    """The stem of a tier-2 word; a word that is not Arabic, protected or too short is its own stem."""
    protected = _PROTECTED.get(norm)
    if protected is not None:
        return protected
    if not MIN_STEM < len(norm) <= MAX_STEMMED or not "\u0621" <= norm[0] <= "\u064a":
        return norm
    # Looking up affixes reads Tashaphyne's trees only; its `segment` would write to the shared instance.
    segmenter = _segmenter()
    lefts = segmenter.lookup_prefixes(norm)
    rights = segmenter.lookup_suffixes(norm)
    pairs = _affix_pairs()
    length = len(norm)
    best = (0, length)
    for left in lefts:
        for right in (*rights, length):
            if right - left < MIN_STEM or f"{norm[:left]}-{norm[right:]}" not in pairs:
                continue
            if (left, -right) > (best[0], -best[1]):
                best = (left, right)
    return norm[best[0] : best[1]]
