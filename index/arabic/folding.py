"""Folding: one spelling for what readers take for the same word, in two tiers.

Tier 1 (`fold_exact`) is safe everywhere and never makes one Arabic word out of two:

- vowel marks, Koranic signs, tatweel, combining accents, zero-width and bidi controls are dropped;
- letter + combining hamza or madda becomes the composed letter;
- presentation forms become the letters they show (U+FDF2 is four of them);
- Persian, Urdu and Kurdish forms of yeh, kaf, heh, teh marbuta and alef become the Arabic letters;
- digits of every system become 0-9; quotes, dashes and Arabic punctuation become their ASCII counterparts,
  apostrophes are dropped (Sana'a is sanaa);
- Latin letters become lower-case and lose their accents.

Tier 2 (`fold_norm`) is for searching: alef with hamza or madda becomes alef, alef maksura yeh, teh marbuta heh, and the
letters for foreign sounds (peh, tcheh, jeh, gaf, veh …) the letters that replace them. Hamza on waw, on yeh and alone
stay: folding them gains nothing and merges different words.

Both are idempotent, and tier 2 leaves a tier-1 string in tier 1.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from pyarabic import araby_const as araby

from fihrist.index.arabic import letters
from fihrist.index.arabic.pattern import WORD

_ALEF, _YEH, _KAF, _HEH, _WAW = araby.ALEF, araby.YEH, araby.KAF, araby.HEH, araby.WAW

TIER_ONE_LETTERS: Final = {
    "\N{ARABIC LETTER FARSI YEH}": _YEH,
    "\N{ARABIC LETTER E}": _YEH,
    "\N{ARABIC LETTER YEH WITH TAIL}": _YEH,
    "\N{ARABIC LETTER YEH WITH SMALL V}": _YEH,
    "\N{ARABIC LETTER YEH BARREE}": _YEH,
    "\N{ARABIC LETTER KASHMIRI YEH}": _YEH,
    "\N{ARABIC LETTER KEHEH}": _KAF,
    "\N{ARABIC LETTER SWASH KAF}": _KAF,
    "\N{ARABIC LETTER HEH DOACHASHMEE}": _HEH,
    "\N{ARABIC LETTER HEH GOAL}": _HEH,
    "\N{ARABIC LETTER HEH GOAL WITH HAMZA ABOVE}": _HEH,
    "\N{ARABIC LETTER AE}": _HEH,
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": _HEH,
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": araby.TEH_MARBUTA,
    araby.ALEF_WASLA: _ALEF,
    "\N{ARABIC LETTER ALEF WITH WAVY HAMZA ABOVE}": araby.ALEF_HAMZA_ABOVE,
    "\N{ARABIC LETTER ALEF WITH WAVY HAMZA BELOW}": araby.ALEF_HAMZA_BELOW,
    araby.SMALL_WAW: "",
    araby.SMALL_YEH: "",
}

TIER_TWO_LETTERS: Final = {
    araby.ALEF_HAMZA_ABOVE: _ALEF,
    araby.ALEF_HAMZA_BELOW: _ALEF,
    araby.ALEF_MADDA: _ALEF,
    araby.ALEF_MAKSURA: _YEH,
    araby.TEH_MARBUTA: _HEH,
    "\N{ARABIC LETTER GAF}": _KAF,
    "\N{ARABIC LETTER NG}": _KAF,
    "\N{ARABIC LETTER TCHEH}": "\N{ARABIC LETTER JEEM}",
    "\N{ARABIC LETTER PEH}": "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER JEH}": "\N{ARABIC LETTER ZAIN}",
    "\N{ARABIC LETTER VEH}": "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER FEH WITH THREE DOTS BELOW}": "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER QAF WITH THREE DOTS ABOVE}": "\N{ARABIC LETTER QAF}",
    "\N{ARABIC LETTER LAM WITH SMALL V}": "\N{ARABIC LETTER LAM}",
    "\N{ARABIC LETTER REH WITH SMALL V BELOW}": "\N{ARABIC LETTER REH}",
    "\N{ARABIC LETTER OE}": _WAW,
    "\N{ARABIC LETTER U}": _WAW,
    "\N{ARABIC LETTER YU}": _WAW,
    "\N{ARABIC LETTER VE}": _WAW,
}

PUNCTUATION: Final = {
    "\N{ARABIC COMMA}": ",",
    "\N{ARABIC SEMICOLON}": ";",
    "\N{ARABIC QUESTION MARK}": "?",
    "\N{ARABIC FULL STOP}": ".",
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    **dict.fromkeys("\u00ab\u00bb\u2039\u203a\u201c\u201d\u201e\u201f\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\N{HORIZONTAL ELLIPSIS}": "...",
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
}

LATIN: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ł": "l"}

_DECOMPOSED: Final = re.compile("[\u0653-\u0655]")
"""Madda and hamza as marks of their own."""


def _latin() -> dict[str, str]:
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0xFF01, 0xFF5F)):
        char = chr(code).lower()
        plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
        if len(char) == 1 and plain != char and plain.isascii():
            table[char] = plain
    return table | LATIN


def _digits() -> dict[str, str]:
    """The digits of all systems: Unicode has them in runs of ten, so one place in ten finds every run."""
    table: dict[str, str] = {}
    for code in range(0x80, 0x20000, 10):
        if chr(code).isdecimal():
            zero = code - unicodedata.decimal(chr(code))
            table.update((chr(zero + digit), str(digit)) for digit in range(10))
    return table


def _tier_one() -> dict[str, str]:
    dropped = letters.expand(letters.MARKS + letters.INVISIBLES) + letters.TATWEEL + letters.APOSTROPHES
    table = _latin() | _digits() | PUNCTUATION | TIER_ONE_LETTERS
    table["\N{GREEK SMALL LETTER FINAL SIGMA}"] = "\N{GREEK SMALL LETTER SIGMA}"
    table.update(dict.fromkeys(dropped + "\u02be\u02bf\u02bb", ""))
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        shown = unicodedata.normalize("NFKC", chr(code))
        if shown != chr(code):
            table[chr(code)] = "".join(table.get(char, char) for char in shown if char != " ")
    return table


_TIER_ONE: Final = str.maketrans(_tier_one())
_TIER_TWO: Final = str.maketrans(TIER_TWO_LETTERS)


def fold_exact(word: str) -> str:
    """Tier 1: any text → the same text in the one usual spelling of its letters, lower-case."""
    word = word.lower()
    if _DECOMPOSED.search(word):
        word = unicodedata.normalize("NFC", word)
    return word.translate(_TIER_ONE)


def fold_norm(exact: str) -> str:
    """Tier 2 of a tier-1 string: the form in which words are compared."""
    return exact.translate(_TIER_TWO)


def fold(text: str) -> str:
    """Both tiers."""
    return fold_exact(text).translate(_TIER_TWO)


def fold_name(name: str) -> str:
    """The folded words of a name joined by one blank; the key under which names and aliases are compared."""
    return " ".join(filter(None, (fold(word) for word in WORD.findall(name))))
