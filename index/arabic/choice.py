"""Which of the proposed segmentations of a word holds: rules on the shape of what would be left.

Words are in tier-2 spelling. The rules ask for enough letters and exclude the shapes of roots that end or begin like an
affix (تعاون, قوانين, وزير). They know no words but the openings listed in ``openings.txt``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fihrist.index.arabic import affixes
from fihrist.index.arabic.resources import marked_words

_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_WAW: Final = "\N{ARABIC LETTER WAW}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_MEEM: Final = "\N{ARABIC LETTER MEEM}"
_TEH: Final = "\N{ARABIC LETTER TEH}"
_HEH: Final = "\N{ARABIC LETTER HEH}"
_LAM: Final = "\N{ARABIC LETTER LAM}"
_WEAK: Final = _ALEF + _WAW + _YEH
_IMPERFECT: Final = _YEH + _TEH
"""What the third person of verbs begins with."""

WHOLE, OPENINGS = marked_words("openings.txt")
"""Words, and beginnings of words, whose first letters are no clitic or article."""
_LONGEST_OPENING: Final = max(map(len, OPENINGS))

_ARTICLES: Final = frozenset(affixes.ARTICLES)
_LEAST_REST: Final = {"و": 3, "ب": 3, "ل": 3, "ف": 5, "ك": 5, **dict.fromkeys(("وب", "ول", "وك", "فب", "فل"), 4)}
"""Letters that a clitic leaves. Feh and kaf are letters of the word more often than clitics."""
_PREPOSITIONS: Final = frozenset("بلكف")
_FUTURE: Final = frozenset(affixes.FUTURE)
_DEFINITE: Final = frozenset(("", _HEH, "تين", "تان", "ات", "ين", "ون"))
"""Endings a word with the article can have."""


def opens(word: str) -> bool:
    """Whether the first letters of a word are known to be its own."""
    return word in WHOLE or any(word[:end] in OPENINGS for end in range(2, _LONGEST_OPENING + 1))


def prefix_holds(word: str, left: int) -> bool:
    """Whether the first `left` letters of a word may be clitics, with the article or without."""
    prefix, rest = word[:left], word[left:]
    if prefix in _ARTICLES:
        return len(rest) >= 2 and not opens(word) and (prefix.endswith("لل") or not opens(word[left - 2 :]))
    if any(opens(word[start:]) for start in range(left)):
        return False
    if prefix in _FUTURE:
        return len(rest) >= 4 and rest[0] in _IMPERFECT
    least = _LEAST_REST[prefix] + (rest[0] == _ALEF and prefix != _WAW)
    if rest[0] in _WEAK[1:] and prefix in _PREPOSITIONS:
        # Few words begin with waw or yeh, and many roots hold one second: بوتين, كوارث, فيلق. Li- also opens verbs.
        return len(rest) >= least and ((prefix == _LAM and rest[0] == _YEH) or opens(rest))
    return len(rest) >= least


def word_start(word: str, left: int) -> int:
    """Where the word behind the clitics begins: للجنة is li-al-lajna written with two lams, the second is the word's."""
    return left - 1 if word[:left].endswith("لل") and opens(word[left - 1 :]) else left


def suffix_holds(core: str, suffix: str, *, definite: bool) -> bool:
    """Whether a suffix may come off, leaving `core`, of a word whose prefix has come off already."""
    if definite and suffix not in _DEFINITE:
        return False
    if len(core) < 3:
        return False
    rule = _RULES.get(suffix)
    return rule is None or rule(core)


def _teh_marbuta(core: str) -> bool:
    """After alef the heh is the root's (اتجاه, مياه) or the word is too short without it (قناة)."""
    return core[-1] != _ALEF


def _their(core: str) -> bool:
    return core[-1] != _ALEF or len(core) >= 4


def _participle(core: str) -> bool:
    """Participles of the derived forms; مفاعل is a broken plural."""
    return core[0] == _MEEM and len(core) >= 4 and not (len(core) == 4 and core[2] == _ALEF)


def _accusative(core: str) -> bool:
    """Names of foreign places and persons end in alef; participles and words of relation do not."""
    return _participle(core) or (core[-1] == _YEH and len(core) >= 4 and core[-2] != _ALEF)


def _feminine_past(core: str) -> bool:
    return core[-1] not in _WEAK


def _construct(core: str) -> bool:
    """Participles have sound plurals; other words end in the yeh of relation, or in the pronoun."""
    return (core[0] == _MEEM and len(core) >= 5) or core[-1] == _YEH


def _nominative(core: str) -> bool:
    return len(core) >= 4 and not (core[2] == _ALEF and len(core) == 4 and core[0] == _TEH)


def _genitive(core: str) -> bool:
    """Participles, and words of relation; other words that are unknown end so because they are foreign names."""
    return _participle(core) or (len(core) >= 4 and (core[-1] == _YEH or core[1] == _ALEF))


def _waw(core: str) -> bool:
    return _participle(core)


def _dual(core: str) -> bool:
    """The ending of باكستان is none."""
    return not core.endswith("\N{ARABIC LETTER SEEN}")


_RULES: Final[dict[str, Callable[[str], bool]]] = {
    "ه": _teh_marbuta,
    "هم": _their,
    "ا": _accusative,
    "ت": _feminine_past,
    "ون": _nominative,
    "ين": _genitive,
    "ي": _construct,
    "يها": _construct,
    "يهم": _construct,
    "ينا": _construct,
    "و": _waw,
    "وه": _waw,
    "وها": _waw,
    "وهم": _waw,
    "تان": _dual,
}
