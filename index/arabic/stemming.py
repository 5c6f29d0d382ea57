"""Stems: a word without its clitics and inflection.

Tashaphyne proposes the segmentations of a word; which one holds is decided here, from the word alone, so that the same
norm has the same stem in every process and thread. Names and closed-class words are left as they are, a clitic before a
name comes off (لداعش is داعش).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.affixes import ARTICLES, CLITICS, PREFIXES, SUFFIXES
from fihrist.index.arabic.choice import opens, prefix_holds, suffix_holds, word_start
from fihrist.index.arabic.folding import fold
from fihrist.index.arabic.resources import entries, words

if TYPE_CHECKING:
    from tashaphyne.stemming import ArabicLightStemmer

MIN_STEM: Final = 3
"""Letters that a stem keeps."""
MAX_STEMMED: Final = 24
"""A longer word is no inflected form; it is its own stem."""

_ARTICLES: Final = frozenset(ARTICLES)
_HEH: Final = "\N{ARABIC LETTER HEH}"
_PLURAL: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}"
_ARTICLE: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


_LAM: Final = "\N{ARABIC LETTER LAM}"
_CONJUNCTIONS: Final = ("\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}")
_SHORT_CLITICS: Final = ("\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER BEH}", _LAM)
"""What comes off before a name of three letters."""


def _bare(name: str) -> str:
    """A name as spelt without its article; the alef of ألمانيا carries a hamza and is none."""
    rest = name.removeprefix(_ARTICLE)
    return rest if len(rest) >= MIN_STEM else name


CLOSED_CLASS: Final = words("closed_class.txt")
"""Words that are not inflected, folded."""
NAMES: Final = frozenset(fold(_bare(name)) for name in entries("names.txt"))
"""Names that are not stemmed, folded, without the article."""


def _conjunction_off(word: str) -> str:
    """A closed-class word without the conjunction before it: وعلى is على."""
    return word[1:] if word[0] in _CONJUNCTIONS and word[1:] in CLOSED_CLASS else word


def _protected_forms() -> dict[str, str]:
    names = sorted(NAMES)  # where two names share a form, the later one has it, in every process
    forms = {article + name: name for name in names for article in ARTICLES}
    for name in names:
        if name[0] == _LAM:
            forms |= {article + name[1:]: name for article in ARTICLES if article.endswith(_LAM * 2)}
        if len(name) > MIN_STEM:
            forms |= {clitic + name: name for clitic in CLITICS}
        else:
            forms |= {clitic + name: name for clitic in _SHORT_CLITICS if not opens(clitic + name)}
    return forms | {name: name for name in NAMES} | {word: _conjunction_off(word) for word in CLOSED_CLASS}


_PROTECTED: Final = _protected_forms()
"""Every form of a protected word → its stem."""


@cache
def _segmenter() -> ArabicLightStemmer:
    from tashaphyne.stemming import ArabicLightStemmer

    segmenter = ArabicLightStemmer()
    segmenter.set_prefix_list(PREFIXES)
    segmenter.set_suffix_list(SUFFIXES)
    return segmenter


def stem(norm: str) -> str:
    """The stem of a tier-2 word; a word that is not Arabic, protected or too short is its own stem."""
    protected = _PROTECTED.get(norm)
    if protected is not None:
        return protected
    if not MIN_STEM < len(norm) <= MAX_STEMMED or not "\u0621" <= norm[0] <= "\u064a":
        return norm
    # Looking up affixes only reads Tashaphyne's trees; its `segment` would write to the shared instance.
    segmenter = _segmenter()
    left = max((at for at in segmenter.lookup_prefixes(norm) if at and prefix_holds(norm, at)), default=0)
    definite = norm[:left] in _ARTICLES
    left = word_start(norm, left)
    length = len(norm)
    rights = (at for at in segmenter.lookup_suffixes(norm) if left < at < length)
    right = min((at for at in rights if suffix_holds(norm[left:at], norm[at:], definite=definite)), default=length)
    if right - left == 4 and norm.endswith(_PLURAL, left, right):
        return norm[left : left + 2] + _HEH
    return norm[left:right]
