"""How alike two spellings of a name in Latin letters are: Rakka and Raqqa, Deir el-Zor and Dayr az-Zawr.

`keys` are the consonants in classes that transcriptions mix up, for finding what may be alike; `likeness` then weighs the
letters one by one, for the vowels decide whether it is one name: minister is not Monastir.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from fihrist.search.latin import MAX_LETTERS, latin_words

PER_CONSONANT: Final = 0.08
"""How much of a difference each consonant of a name makes up for."""
FIRST: Final = 0.05
EQUAL: Final = 0.05
"""The difference of two names whose vowels are equal."""
MANY: Final = 6
"""Consonants beyond which a name makes up for no more."""
FEW: Final = 2
"""Consonants of a name whose vowels have to be equal; one of fewer is alike to none."""
VOWELS: Final = 2
"""Vowels of such a name at least."""
NEVER: Final = 9.0

_TOKEN: Final = re.compile("sch|tch|sh|ch|kh|gh|th|dh|ph|dj|ck|aa|ee|ii|oo|ou|uu|ei|ai|ay|ey|au|aw|ow|y(?=[aeou])|.")
_SOUNDS: Final = {
    **dict.fromkeys(("sch", "tch", "sh"), "x"),
    **dict.fromkeys(("k", "q", "c", "ck"), "k"),
    **dict.fromkeys(("j", "dj"), "j"),
    **dict.fromkeys(("f", "ph"), "f"),
    **dict.fromkeys(("a", "aa"), "a"),
    **dict.fromkeys(("i", "ii", "ee", "y"), "i"),
    **dict.fromkeys(("o", "u", "oo", "ou", "uu"), "u"),
    **dict.fromkeys(("ei", "ai", "ay", "ey"), "ei"),
    **dict.fromkeys(("au", "aw", "ow"), "aw"),
}
"""Letters that are one sound; others are their own."""
_VOWELS: Final = ("a", "e", "i", "u", "ei", "aw")
_CLASSES: Final = {
    **dict.fromkeys(("k", "kh", "g", "gh", "j"), "k"),
    **dict.fromkeys(("t", "th"), "t"),
    **dict.fromkeys(("d", "dh", "z", "s"), "d"),
    **dict.fromkeys(("f", "v"), "f"),
    **dict.fromkeys(("b", "p"), "b"),
    **{sound: sound for sound in ("x", "r", "l", "m", "n")},
    "ch": "x",
}
_BETWEEN: Final = {
    frozenset(pair): cost
    for cost, pairs in {
        0.05: ("ei e", "ei i", "aw u", "gh g", "x ch", "th t", "dh d", "dh z"),
        0.1: ("ei a", "kh k", "kh ch", "aw a", "g j", "v f", "gh k"),
        0.15: ("a e", "e i"),
        0.2: ("z d", "b p", "g k", "kh g", "gh kh"),
        0.3: ("ch k", "s z"),
        0.4: ("a i", "a u"),
        0.6: ("e u", "i u"),
    }.items()
    for pair in (each.split() for each in pairs)
}
_ALONE: Final = {"'": 0.0, "-": 0.0, "e": 0.3, "h": 0.4, "w": 0.2, "yy": 0.05, **dict.fromkeys("23", 0.05)}
"""What it costs that a sound stands in one spelling only."""
_VOWEL_ALONE: Final = 0.4
_BESIDE: Final = 0.2
"""The same of a vowel beside another one."""
_LAST: Final = {"h": 0.0, "e": 0.15, "a": 0.2}
"""The same at the end of a name."""
_DOUBLED: Final = re.compile(r"([^aeiou])\1+")
_SOFT: Final = re.compile(r"c(?=[eiy])(?!ch)")


@lru_cache(maxsize=32_768)
def sounds(name: str) -> tuple[str, ...]:
    """The sounds of a name, its articles and the blanks left out."""
    plain = _DOUBLED.sub(r"\1", _SOFT.sub("s", "".join(latin_words(name[:MAX_LETTERS]))))
    found = ["yy" if each == "y" and at else each for at, each in _placed(plain)]
    return tuple(_SOUNDS.get(each, each) for each in found)


def _placed(plain: str) -> Iterable[tuple[bool, str]]:
    """Each token, and whether it is a y before a vowel, which is no vowel itself."""
    return (
        (plain[each.end() : each.end() + 1] in "aeou" and each.end() < len(plain), each[0])
        for each in _TOKEN.finditer(plain)
    )


def keys(name: str) -> tuple[str, ...]:
    """What names that may be alike have in common; of a *ch*, which is two sounds, with each of them."""
    found = sounds(name)
    plain = "".join(_CLASSES.get(each, "") for each in found)
    hard = "".join("k" if each == "ch" else _CLASSES.get(each, "") for each in found)
    return tuple(filter(None, dict.fromkeys((plain, hard))))


def fits(name: str) -> float:
    """The largest difference of another spelling from this one that counts as none; negative for a name too short."""
    found = sounds(name)
    consonants = sum(each not in _VOWELS and each not in _ALONE for each in found) + ("h" in found[:-1])
    if consonants < FEW or (consonants == FEW and len(found) < FEW + VOWELS):
        return -1.0
    return EQUAL if consonants == FEW else FIRST + PER_CONSONANT * min(consonants, MANY)


def likeness(one: str, other: str) -> float:
    """How far two spellings differ: 0 for none that is heard, `NEVER` and more for different consonants."""
    left, right = sounds(one), sounds(other)
    row = [0.0]
    for at, sound in enumerate(right):
        row.append(row[-1] + _alone(right, at, sound))
    for at, sound in enumerate(left):
        above, row = row, [row[0] + _alone(left, at, sound)]
        for to, against in enumerate(right):
            row.append(
                min(
                    above[to] + _between(sound, against),
                    above[to + 1] + _alone(left, at, sound),
                    row[to] + _alone(right, to, against),
                )
            )
    return round(row[-1], 3)


def _alone(whole: tuple[str, ...], at: int, sound: str) -> float:
    if at == len(whole) - 1 and at and sound in _LAST:
        return _LAST[sound]
    if at == len(whole) - 2 and whole[-1] == "h" and sound in _LAST:
        return _LAST[sound]
    beside = (*whole[at - 1 : at], *whole[at + 1 : at + 2])
    if sound in _VOWELS and any(each in _VOWELS for each in beside):
        return _BESIDE
    return _ALONE.get(sound, _VOWEL_ALONE if sound in _VOWELS else NEVER)


def _between(sound: str, against: str) -> float:
    if sound == against:
        return 0.0
    if {sound, against} in ({"yy", "i"}, {"yy", "ei"}):
        return 0.05
    return 0.2 if {sound, against} == {"w", "u"} else _BETWEEN.get(frozenset((sound, against)), NEVER)
