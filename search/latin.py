"""Names in Latin letters and in Arabic, compared by their consonants, and by their vowels where those are alike.

A skeleton is a name's consonants in classes that transcriptions mix up, the article and everything else left out: names
with one skeleton may be one name. `distance` then says how well two of them fit, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from fihrist.index.arabic.folding import fold, fold_name

MAX_LETTERS: Final = 60
"""Of a name; a longer one has no skeleton."""
FITTING: Final = 1.6
"""The largest distance of two names that may be one."""

_CLASSES: Final = {
    **dict.fromkeys("ب", "b"),
    **dict.fromkeys("تطث", "t"),
    **dict.fromkeys("دذضظز", "d"),
    **dict.fromkeys("سص", "s"),
    **dict.fromkeys("ش", "x"),
    **dict.fromkeys("جغ", "g"),
    **dict.fromkeys("كقخ", "k"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("ر", "r"),
    **dict.fromkeys("ل", "l"),
    **dict.fromkeys("م", "m"),
    **dict.fromkeys("ن", "n"),
    **dict.fromkeys("ف", "f"),
}
"""Letter → class; what is left out (alef, waw, yeh, ain, hamzas) is written with vowels, or not at all."""

_SOUNDS: Final = {
    "sch": "x",
    "tch": "x",
    "sh": "x",
    "ch": "x",
    "kh": "k",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "ph": "f",
    "dj": "g",
    "ck": "k",
    "b": "b",
    "p": "b",
    "t": "t",
    "d": "d",
    "z": "d",
    "s": "s",
    "j": "g",
    "g": "g",
    "k": "k",
    "q": "k",
    "c": "k",
    "h": "h",
    "r": "r",
    "l": "l",
    "m": "m",
    "n": "n",
    "f": "f",
    "v": "f",
    "x": "ks",
    "3": "",
    "2": "",
    "7": "h",
    "5": "k",
    "6": "t",
    "8": "k",
    "9": "s",
}
"""What Latin letters, and the digits that chats write for Arabic ones, stand for."""
_TRANSCRIBED: Final = {
    "sch": "ش",
    "tch": "ش",
    "sh": "ش",
    "ch": "شخك",
    "kh": "خ",
    "gh": "غ",
    "th": "ثتذط",
    "dh": "ذظض",
    "ph": "ف",
    "dj": "ج",
    "ck": "ك",
    "b": "ب",
    "p": "ب",
    "t": "تط",
    "d": "دض",
    "z": "زظ",
    "s": "سص",
    "j": "ج",
    "g": "جغ",
    "k": "كق",
    "q": "ق",
    "c": "كق",
    "h": "هح",
    "r": "ر",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "f": "ف",
    "v": "ف",
    "7": "ح",
    "5": "خ",
    "6": "ط",
    "8": "ق",
    "9": "ص",
}
"""The Arabic letters that a Latin spelling usually stands for."""
_TOKEN: Final = re.compile("sch|tch|sh|ch|kh|gh|th|dh|ph|dj|ck|aa|ee|ii|oo|ou|uu|ei|ai|ay|ey|au|aw|ow|.")
_VOWELS: Final = {
    **dict.fromkeys(("aa", "a"), "ا"),
    **dict.fromkeys(("ee", "ii", "i", "ei", "ai", "ay", "ey", "y"), "ي"),
    "e": "يا",
    **dict.fromkeys(("oo", "ou", "uu", "u", "o", "au", "aw", "ow", "w"), "و"),
    "'": "",
}
"""Latin vowels → the Arabic letters that may stand for them."""
_LONG: Final = frozenset(("aa", "ee", "ii", "oo", "ou", "uu"))
_SILENT: Final = frozenset("عءئؤا")
_SUN: Final = "[^aeiouy]h?"
_ARTICLE: Final = re.compile(
    rf"\b(?:[ae]l|ul|(?:[aeu]({_SUN}))(?=[ '-]+\1))(?:[ -]+|(?<=l)'(?=\w))|\b[ae]l(?=[^aeiouyl\W]\w{{4}})"
)
"""al-, el-, and what it becomes before a sun letter: ash-sh…, ez-z…; also written in one with the name."""
_SLAVE: Final = re.compile(r"\babd(?:[aeu]l|[aeu](?=([rsztdn])\1)|[ae][rsztdn](?=[ -]))[ -]*(?!l?ah\b)")
_DIN: Final = re.compile(r"(?<=\w)(?:[aeu]|[ae]d|u[dl])[ -]?d(?=[ie]+n\b)")
_ENDINGS: Final = (re.compile(r"[aeiy]+[ht]?$"), re.compile(r"[aeiy]+h?$"), re.compile(r"[aeiy]+$"))
"""What a teh marbuta may be written as; an h or t may also be a consonant of the name."""
_JOINED_ARTICLE: Final = re.compile(r"^[ae]l(?=\w\w)")
_NAME: Final = re.compile(r"[a-z0-9']+")
_COMPOUND: Final = "(عبد|ابو|دير|سيف|نور|صلاح|علاء|ضياء|بهاء|عين|راس)ال(?=[^ \n]{2})"
_COMPOUNDS: Final = re.compile(rf"(?:^|(?<= )){_COMPOUND}", re.MULTILINE)
_ARABIC_ARTICLE: Final = re.compile(r"(?:^|(?<= ))ال(?![^ \n](?: |$))", re.MULTILINE)
"""Also the clan's آل, which folds alike."""
_LAST_HEH: Final = re.compile(r"(?<=[^ \n])ه(?= |$)", re.MULTILINE)
_NO_CLASS: Final = re.compile(r"[^a-z\n]+")
_DOUBLED: Final = re.compile(r"([a-z])\1+")


@lru_cache(maxsize=1024)
def latin_words(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters without its articles, in small letters without accents."""
    plain = fold(name.replace("’", "'").replace("-", " - ")).replace(" - ", "-")
    plain = _DIN.sub(" d", plain)
    plain = _SLAVE.sub("abd ", plain)
    return tuple(_NAME.findall(_ARTICLE.sub(" ", plain)))


def latin_skeletons(name: str) -> tuple[str, ...]:
    """The skeletons that a name in Latin letters may have, the likeliest first; none when it has no consonant.

    There are several where an ending may be a consonant or not, and where the first letters may be an article.
    """
    if len(name) > MAX_LETTERS:
        return ()
    words = latin_words(name)
    bare = tuple(_JOINED_ARTICLE.sub("", word) for word in words)
    found = (_single("".join(_sounds(word, end) for word in each)) for each in (words, bare) for end in _ENDINGS)
    return tuple(filter(None, dict.fromkeys(found)))


def _sounds(word: str, ending: re.Pattern[str]) -> str:
    last = ending.search(word)
    kept = word[: last.start()] if last and last.start() > 1 else word
    return "".join(_SOUNDS.get(sound, "") for sound in _TOKEN.findall(kept))


def arabic_skeleton(name: str) -> str:
    """The skeleton of a name in Arabic letters; empty when it has no consonant."""
    return skeleton_of_folded(fold_name(name)) if len(name) <= MAX_LETTERS else ""


def skeleton_of_folded(name: str) -> str:
    """`arabic_skeleton` of words that are folded already, with single blanks."""
    return skeletons_of_folded([name])[0]


def skeletons_of_folded(names: Sequence[str]) -> list[str]:
    """The skeletons of many names at once."""
    text = _ARABIC_ARTICLE.sub("", "\n".join(name.replace("\n", " ") for name in names))
    text = _COMPOUNDS.sub(r"\1", text)
    text = _NO_CLASS.sub("", _LAST_HEH.sub("", text).translate(_TABLE))
    return _DOUBLED.sub(r"\1", text).split("\n")


_TABLE: Final = {code: _CLASSES.get(chr(code), "") for code in range(0x620, 0x660)}


def _single(skeleton: str) -> str:
    """Classes alone, without doubled ones."""
    return _DOUBLED.sub(r"\1", _NO_CLASS.sub("", skeleton))


def distance(latin: str, arabic: str) -> float:
    """How far a transcription is from a name in Arabic: 0 fits letter by letter, 1 is about one consonant amiss."""
    words = latin_words(latin)
    letters = "".join(_bare(word) for word in fold_name(arabic).split())
    bare = tuple(_JOINED_ARTICLE.sub("", word) for word in words)
    return min(_distance([*map(_word_sounds, each)], letters) for each in dict.fromkeys((words, bare)))


def _distance(words: Sequence[Sequence[str]], letters: str) -> float:
    sounds = [sound for word in words for sound in word]
    row = [0.0]
    for letter in letters:
        row.append(row[-1] + _unsaid(letter))
    for sound in sounds:
        above, row = row, [row[0] + _unwritten(sound)]
        for at, letter in enumerate(letters, 1):
            row.append(
                min(
                    above[at - 1] + _exchange(sound, letter),
                    above[at] + _unwritten(sound),
                    row[at - 1] + _unsaid(letter),
                )
            )
    return round(row[-1], 3)


def _bare(word: str) -> str:
    """A word without the article, or the clan's آل, which fold alike; also where it stands inside of a compound."""
    if word[:2] == "ال" and len(word) != 3:
        return word[2:]
    return _COMPOUNDS.sub(r"\1", word)


def _word_sounds(word: str) -> list[str]:
    sounds = _TOKEN.findall(word)
    return [sound for at, sound in enumerate(sounds) if at == 0 or sound != sounds[at - 1] or sound in _VOWELS]


def _unwritten(sound: str) -> float:
    """What it costs that a Latin sound has no Arabic letter."""
    if sound in _LONG:
        return 0.5
    if sound in _VOWELS or sound in "23'":
        return 0.1
    return 0.3 if sound == "h" else 1.5


def _unsaid(letter: str) -> float:
    """What it costs that an Arabic letter has no Latin sound."""
    if letter in "عءئؤ":
        return 0.05
    if letter in "اوي":
        return 0.5
    return 0.2 if letter == "\N{ARABIC LETTER HEH}" else 1.5


def _exchange(sound: str, letter: str) -> float:
    vowels = _VOWELS.get(sound)
    if vowels is not None:
        if letter in vowels:
            return 0.0
        if letter in _SILENT:
            return 0.1
        return 0.1 if letter == "\N{ARABIC LETTER HEH}" and sound == "a" else (0.4 if letter in "اوي" else 3.0)
    usual = _TRANSCRIBED.get(sound, "")
    if letter in usual:
        return 0.1 * usual.index(letter)
    if sound == "v" and letter == "\N{ARABIC LETTER WAW}":
        return 0.4
    alike = _CLASSES.get(letter)
    return 0.7 if alike is not None and alike == _SOUNDS.get(sound) else 3.0
