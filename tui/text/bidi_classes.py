"""Bidirectional classes, bracket pairs and mirror images of characters.

Classes come from `unicodedata`. The pairs of BidiBrackets.txt are derived from it: an opening bracket is followed by
its closing one, save for the few named below.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain

ISOLATE_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
ISOLATES = ISOLATE_INITIATORS | {"PDI"}
EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
EXPLICIT = ISOLATES | EMBEDDINGS | {"PDF"}
NEUTRALS = ISOLATES | {"B", "S", "WS", "ON"}
"""What rules N1 and N2 resolve."""
TRAILING = EXPLICIT | {"WS", "BN"}
"""What rule L1 resets to the paragraph level at the end of a line, besides separators."""

_TWO_APART = "[{\N{FULLWIDTH LEFT SQUARE BRACKET}\N{FULLWIDTH LEFT CURLY BRACKET}"
_MISORDERED = (("\u298d", "\u2990"), ("\u298f", "\u298e"))
"""Square brackets with a tick: the only pairs of BidiBrackets.txt that are not neighbours."""
_BRACKET_BLOCKS = (
    range(0x28, 0x80),
    range(0xF00, 0x1000),
    range(0x1680, 0x16A0),
    range(0x2000, 0x3040),
    range(0xFD00, 0x10000),
)
"""Where the brackets of Unicode's first plane stand; to look at all of it would take longer than the first screen may."""
_MIRRORED_SYMBOLS = (
    "<>",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    "\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}",
    "\N{MUCH LESS-THAN}\N{MUCH GREATER-THAN}",
)
CANONICAL_CLOSE = {"\N{RIGHT-POINTING ANGLE BRACKET}": "\N{RIGHT ANGLE BRACKET}"}
"""Canonical equivalents that close each other's pair (rule BD16)."""


def _bracket_pairs() -> dict[str, str]:
    """Closing bracket by opening bracket."""
    pairs = {}
    for code in chain.from_iterable(_BRACKET_BLOCKS):
        char = chr(code)
        if unicodedata.category(char) != "Ps" or not unicodedata.mirrored(char):
            continue
        close = chr(code + (2 if char in _TWO_APART else 1))
        if unicodedata.category(close) == "Pe" and unicodedata.mirrored(close):
            pairs[char] = close
    pairs.update(_MISORDERED)
    return {opening: close for opening, close in pairs.items() if unicodedata.bidirectional(opening) == "ON"}


CLOSE_OF = _bracket_pairs()
OPEN_OF = {close: opening for opening, close in CLOSE_OF.items()}
MIRROR: dict[str, str] = {**CLOSE_OF, **OPEN_OF}
for _pair in _MIRRORED_SYMBOLS:
    MIRROR[_pair[0]], MIRROR[_pair[1]] = _pair[1], _pair[0]

_UNASSIGNED = (
    ("AL", ((0x600, 0x7BF), (0x860, 0x8FF), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF), (0xFE70, 0xFEFF), (0x1EE00, 0x1EEFF))),
    ("R", ((0x590, 0x5FF), (0x7C0, 0x85F), (0xFB1D, 0xFB4F), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))),
    ("ET", ((0x20A0, 0x20CF),)),
    ("BN", ((0xFDD0, 0xFDEF), (0xE0000, 0xE0FFF))),
)
"""Classes of code points that are not assigned, from the head of DerivedBidiClass.txt."""


@lru_cache(maxsize=8192)
def bidi_class(char: str) -> str:
    """The Bidi_Class of a character, unassigned ones included."""
    known = unicodedata.bidirectional(char)
    if known:
        return known
    code = ord(char)
    if code & 0xFFFE == 0xFFFE:
        return "BN"
    for name, blocks in _UNASSIGNED:
        if any(first <= code <= last for first, last in blocks):
            return name
    return "L"
