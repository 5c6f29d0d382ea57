"""Consonant root keys: one key for the words that seem to come from one root.

The rules are in the manner of ISRI (Taghva, Elkhoury and Coombs, 2005): affixes come off by length alone, long vowels
inside a word drop, and what is left of letters that only make forms goes until three consonants remain. No dictionary
is asked, so that different roots meet (عراق and عرق) and some derivations stay apart. Good for a last resort only.
"""

from __future__ import annotations

from typing import Final

from fihrist.index.arabic.affixes import ARTICLES

ROOT: Final = 3
"""Consonants of a root, where that many can be found."""
LONGEST: Final = 24
"""Letters of an inflected word; a longer one is its own key."""

_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_WAW: Final = "\N{ARABIC LETTER WAW}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_TEH: Final = "\N{ARABIC LETTER TEH}"
_SEEN: Final = "\N{ARABIC LETTER SEEN}"
_VOWELS: Final = frozenset((_ALEF, _WAW, _YEH))
_HAMZAS: Final = str.maketrans(
    dict.fromkeys(
        "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
        "\N{ARABIC LETTER HAMZA}",
    )
)
_WEAK: Final = "\N{ARABIC LETTER HAMZA}"
"""Stands for a hamza and for the vowel of a root that has no third consonant."""
_FORMING: Final = frozenset(
    (
        *("\N{ARABIC LETTER MEEM}", _TEH, "\N{ARABIC LETTER NOON}"),
        *("\N{ARABIC LETTER FEH}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER KAF}", _SEEN),
    )
)
"""What may stand before a root: prepositions, conjunctions, and the letters of derived stems."""
_PREFIXES: Final = tuple(sorted(ARTICLES, key=len, reverse=True))
_SUFFIXES: Final = (
    *("اتهما", "اتها", "اتهم", "اتنا", "يتها", "يتهم", "هما", "تها", "تهم", "اته", "يون", "يين", "ائي"),
    *("ها", "هم", "هن", "نا", "ات", "ان", "ون", "ين", "وا", "ته", "اء", "ه"),
)


def root_key(norm: str) -> str:
    """The key of the root that a word (its `norm`) seems to have: mostly three letters.

    Total and pure: the same word has the same key in every process, and a word that is not Arabic is its own key.
    """
    if not ROOT <= len(norm) <= LONGEST or not all("\u0621" <= letter <= "\u064a" for letter in norm):
        return norm
    word = _without_affixes(norm.translate(_HAMZAS))
    consonants = _stripped("".join(letter for letter in word if letter not in _VOWELS), word)
    if len(consonants) >= ROOT:
        return consonants
    return _completed(consonants, word)


def _without_affixes(word: str) -> str:
    for prefix in _PREFIXES:
        if len(word) - len(prefix) >= ROOT and word.startswith(prefix):
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if len(word) - len(suffix) >= ROOT and word.endswith(suffix):
            return word[: -len(suffix)]
    return word


def _stripped(consonants: str, word: str) -> str:
    """Without what forms a derived stem, down to three letters."""
    initial = word[0] in _VOWELS
    while len(consonants) > ROOT:
        weak = word[-1] in _VOWELS
        if len(consonants) + weak > ROOT + 1 and consonants.startswith(_SEEN + _TEH):
            consonants, initial = consonants[2:], False
        elif initial and consonants[1] == _TEH:
            return consonants[0] + consonants[2:]
        elif consonants[0] in _FORMING:
            consonants, initial = consonants[1:], True
        else:
            break
    return consonants


def _completed(consonants: str, word: str) -> str:
    """Two consonants and the vowel between or behind them: قال and قول; doubled where there is none: شد and شدد."""
    if len(consonants) < ROOT - 1:
        return "".join(_WEAK if letter in _VOWELS else letter for letter in word)
    first, last = consonants[0], consonants[1]
    inside = word[word.index(first) + 1 : word.rindex(last)]
    if inside:
        return first + _WEAK + last
    if word[-1] in _VOWELS:
        return consonants + _WEAK
    return _WEAK + consonants if word[0] in _VOWELS else consonants + last
