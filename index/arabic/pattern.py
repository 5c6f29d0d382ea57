"""What a word is, as one regular expression over the raw text.

- Arabic letters with the marks, tatweel and invisible characters among them;
- a number with grouped digits (42,500 ٤٢٬٥٠٠) or with decimals (3.5 ٣٫٥), digits of any system;
- where there is none, letters and digits of all other kinds (SY24, 2014, G20, Sana'a), an apostrophe between two
  letters included unless a possessive s follows.

Arabic letters and digits that touch are two words (بـ491, 2014م). No word is longer than a few hundred characters.
"""

from __future__ import annotations

import re
from typing import Final

from fihrist.index.arabic.letters import (
    APOSTROPHES,
    DECIMAL_SEPARATORS,
    GROUP_SEPARATORS,
    INVISIBLES,
    LETTERS,
    MARKS,
)

_NUMBER = (
    rf"\d{{1,3}}(?:[{GROUP_SEPARATORS}]\d{{3}}){{1,16}}(?!\d)(?:[{DECIMAL_SEPARATORS}]\d{{1,32}}(?!\d))?"
    rf"|(?<![{DECIMAL_SEPARATORS}])\d{{1,32}}[{DECIMAL_SEPARATORS}]\d{{1,32}}(?!\d|[{DECIMAL_SEPARATORS}]\d)"
)
_ARABIC = rf"[{LETTERS}][{LETTERS}{MARKS}{INVISIBLES}]{{0,255}}(?<![{INVISIBLES}])"
_OTHER_RUN = rf"[^\W_{LETTERS}](?:[^\W_{LETTERS}]|[{MARKS}{INVISIBLES}]){{0,255}}(?<![{INVISIBLES}])"
_OTHER = rf"{_OTHER_RUN}(?:[{APOSTROPHES}](?![sS](?!\w)){_OTHER_RUN}){{0,4}}"

# Most words are Arabic, and nothing but a digit begins a number: the rest is tried at few places.
WORD: Final = re.compile(rf"{_ARABIC}|(?=\d)(?:{_NUMBER})|{_OTHER}")
"""Matches one word after another in raw text; it has no groups."""
