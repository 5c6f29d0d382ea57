"""Classes of characters that the Arabic analysis tells apart. Rules name letters by their Unicode names.

PyArabic's classes are taken where it has them, and widened to all that scraped text holds.
"""

from __future__ import annotations

from pyarabic import araby_const as araby

TATWEEL = araby.TATWEEL

LETTERS = (
    "\u0620-\u064a"  # hamza … yeh, tatweel included
    "\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"  # Persian, Urdu, Kurdish …
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"  # supplement, extended B and A
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfc\ufe70-\ufe74\ufe76-\ufefc"  # presentation forms
)
"""Arabic letters, as ranges for a regular expression's class."""

MARKS = (
    "\u0300-\u036f"  # combining accents of Latin letters
    + "".join(araby.TASHKEEL)  # vowels, tanween, sukun, shadda
    + "\u0610-\u061a\u0653-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # combining hamza and madda, small alef, Koranic signs
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
"""Marks above and below letters, as ranges: they belong to the word and not to its form."""

INVISIBLES = (
    "\u00ad"  # soft hyphen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls
    "\u200b-\u200d\u2060\ufeff"  # zero-width space, joiners, no-break space
    "\u034f\ufe00-\ufe0f"  # grapheme joiner, variation selectors
)
"""Characters that take no room, as ranges: inside a word they do not end it."""

APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}`\N{FULLWIDTH APOSTROPHE}\N{FULLWIDTH GRAVE ACCENT}"
"""What stands for an apostrophe between Latin letters (Sana'a)."""

GROUP_SEPARATORS = ",\N{ARABIC COMMA}\N{ARABIC THOUSANDS SEPARATOR}"
DECIMAL_SEPARATORS = ".\N{ARABIC DECIMAL SEPARATOR}"


def expand(ranges: str) -> str:
    """All characters of a class written as ranges: ``a-cx`` is ``abcx``."""
    chars: list[str] = []
    i = 0
    while i < len(ranges):
        if ranges[i + 1 : i + 2] == "-" and i + 2 < len(ranges):
            chars += map(chr, range(ord(ranges[i]), ord(ranges[i + 2]) + 1))
            i += 3
        else:
            chars.append(ranges[i])
            i += 1
    return "".join(chars)
