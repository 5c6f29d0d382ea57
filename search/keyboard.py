"""Text typed while the keyboard was on the wrong layout: what the same keys give on the other one.

Keys are told by their place on the board. Arabic is laid out as on PCs (Arabic 101, also under a French board) and as
on Macs; Latin as QWERTY and AZERTY.
"""

from __future__ import annotations

import re
from typing import Final

from fihrist.search.query.fields import field_named
from fihrist.search.query.lexer import QUOTES, operator

MAX_CHARACTERS: Final = 200
"""Longer queries are not repaired."""
SHORTEST: Final = 3
"""Letters that a repaired text has at least: shorter ones give a word on any layout."""

_LAM_ALEF: Final = "\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF}"
_QWERTY: Final = ("`", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_AZERTY: Final = ("²", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!")
_PC: Final = ("ذ", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}ىةوزظ")
_MAC: Final = ("", "ضصثقفغعهخحجة", "شسيبلاتنمك", "ظطذدزرو")
_SHIFTED: Final = {
    "T": "\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}",
    "Y": "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}",
    "G": "\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
    "H": "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
    "B": "\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
    "N": "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}",
}
"""With the shift key, on PCs."""
_LIGATURE: Final = "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"
"""Stands in the rows for the key that gives two letters."""

_LATIN: Final = re.compile(r"[A-Za-z]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_CHUNKS: Final = re.compile(r"(\s+)")
_EDGES: Final = re.compile(rf'^(["{QUOTES}()+=-]*)(.*?)(["{QUOTES}()]*)$', re.DOTALL)


def _keys(latin: tuple[str, ...], arabic: tuple[str, ...]) -> dict[str, str]:
    return {
        key: _LAM_ALEF if letter == _LIGATURE else letter
        for keys, letters in zip(latin, arabic, strict=True)
        for key, letter in zip(keys, letters, strict=False)
    }


_BOARDS: Final = (_keys(_QWERTY, _PC), _keys(_AZERTY, _PC), _keys(_QWERTY, _MAC))
_TO_ARABIC: Final = tuple({**board, **_SHIFTED} if at == 0 else board for at, board in enumerate(_BOARDS))


def repairs(text: str) -> list[str]:
    """What a query may have been meant as, had the keyboard been on the other layout; the likeliest first.

    Words in Latin letters become Arabic when there are any, else Arabic ones Latin. Fields, operators and quotation
    marks stay as they are. Empty when nothing could have been meant, or the text is long.
    """
    if len(text) > MAX_CHARACTERS or any(map(_is_field, text.split())):
        return []
    tables = _TO_ARABIC if _LATIN.search(text) else _to_latin()
    wanted = _LATIN if _LATIN.search(text) else _ARABIC
    other = _ARABIC if wanted is _LATIN else _LATIN
    found = ("".join(_exchanged(chunk, wanted, table) for chunk in _CHUNKS.split(text)) for table in tables)
    return [
        repaired for repaired in dict.fromkeys(found) if repaired != text and len(other.findall(repaired)) >= SHORTEST
    ]


def _exchanged(chunk: str, wanted: re.Pattern[str], table: dict[str, str]) -> str:
    """A chunk of a query with its letters exchanged for those of the other layout, if they are of the one script."""
    if operator(chunk) is not None or not (wanted.search(chunk) or all(letter in table for letter in chunk)):
        return chunk
    matched = _EDGES.match(chunk)
    assert matched is not None
    left, inside, right = matched.groups()
    if table is _TO_ARABIC[1]:  # a French board has letters where others have these signs
        left, inside, right = "", chunk, ""
    out = []
    at = 0
    while at < len(inside):
        pair = inside[at : at + 2]
        if len(pair) == 2 and pair in table:
            out.append(table[pair])
            at += 2
            continue
        letter = inside[at]
        out.append(table.get(letter, table.get(letter.lower(), letter)))
        at += 1
    return left + "".join(out) + right


def _to_latin() -> tuple[dict[str, str], ...]:
    """By Arabic letters: lam and alef together may be one key or two."""
    tables = []
    for board in _BOARDS:
        back = {letter: key for key, letter in board.items()}
        back |= {letter: key.lower() for key, letter in _SHIFTED.items() if len(letter) == 1}
        tables += [back, {letters: key for letters, key in back.items() if len(letters) == 1}]
    return tuple(tables)


def _is_field(chunk: str) -> bool:
    name, colon, _ = chunk.partition(":")
    return bool(colon) and field_named(name) is not None
