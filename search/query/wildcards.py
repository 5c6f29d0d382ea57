"""Words with wildcards as they are typed, and the patterns they mean.

``*`` (and U+066D) is any number of letters, ``?`` (and the Arabic question mark) one. A question mark at the end of a
word that has no wildcard before is the sentence's, not the word's.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fihrist.index.arabic.folding import fold
from fihrist.index.arabic.letters import (
    APOSTROPHES,
    DECIMAL_SEPARATORS,
    GROUP_SEPARATORS,
    INVISIBLES,
    LETTERS,
    MARKS,
    expand,
)
from fihrist.search.query.tree import Scope, Span, Wildcard

LEADING: Final = 3
"""Letters that a pattern must have when it begins with a wildcard: every word has to be looked at for it."""
LONGEST: Final = 100
"""Characters of a pattern."""

_STARS: Final = "*\N{ARABIC FIVE POINTED STAR}"
_MARKS: Final = "?\N{ARABIC QUESTION MARK}"
_UNSEEN: Final = expand(INVISIBLES)
_WILD: Final = re.compile(f"[{_STARS}{_MARKS}]")
_ONLY_STARS: Final = re.compile(f"[{_STARS}]+")
_ANY_STAR: Final = re.compile(f"[{_STARS}]")
_OTHER: Final = (
    rf"(?:[^\W_{LETTERS}]|[{MARKS}{INVISIBLES}{_STARS}{_MARKS}]|(?<=\w)[{APOSTROPHES}](?=\w)"
    rf"|(?<=\d)[{GROUP_SEPARATORS}](?=[\d{_STARS}{_MARKS}])|(?<=\d)[{DECIMAL_SEPARATORS}](?=\d))+"
)
_PIECE: Final = re.compile(
    rf"(?:(?<![{_STARS}{_MARKS}])[{_STARS}{_MARKS}]++)?(?:(?=[{LETTERS}])[{LETTERS}{MARKS}{INVISIBLES}{_STARS}{_MARKS}]+|(?=[^\W_]){_OTHER})"
)
"""A word and the wildcards in it; Arabic letters and other ones are two words, as in texts."""
_ENDING: Final = re.compile(rf"[{_MARKS}{INVISIBLES}]+\Z")


class Piece(NamedTuple):
    """A word of a chunk, or a word with wildcards."""

    text: str
    pattern: str
    """Empty for a word without wildcards."""


def only_stars(text: str) -> bool:
    """Whether a chunk is nothing but ``*``: everything."""
    return _ONLY_STARS.fullmatch(text) is not None


def without_stars(text: str) -> str:
    """The text with blanks for ``*``, which has no meaning in it."""
    return _ANY_STAR.sub(" ", text)


def without_wildcards(text: str) -> str:
    """The text with blanks for all wildcards."""
    return _WILD.sub(" ", text)


def has_stars(text: str) -> bool:
    """Whether any ``*`` is in the text."""
    return _ANY_STAR.search(text) is not None


def pieces(text: str) -> list[Piece]:
    """The words of a chunk; empty when none of them has a wildcard."""
    if not _WILD.search(text):
        return []
    found = [_piece(match.group()) for match in _PIECE.finditer(text)]
    return found if any(piece.pattern for piece in found) else []


def _piece(text: str) -> Piece:
    text = text.strip(_UNSEEN)
    ending = _ENDING.search(text)
    if ending is not None and not _WILD.search(text[: ending.start()]):
        text = text[: ending.start()]
    if not _WILD.search(text):
        return Piece(text, "")
    return Piece(text, _pattern(text))


def _pattern(text: str) -> str:
    folded = fold(_ANY_STAR.sub("*", text)).replace(",", "")
    return re.sub(r"\*{2,}", "*", folded)


def ends_question(text: str) -> bool:
    """Whether a question mark ends the text that has no other wildcard: it is taken for the sentence's."""
    ending = _ENDING.search(text)
    return ending is not None and bool(_WILD.search(ending.group())) and not _WILD.search(text[: ending.start()])


def usable(pattern: str) -> bool:
    """Whether a pattern is searched for: it is not too long, and one that begins with a wildcard has enough letters."""
    letters = len(pattern) - len(_WILD.findall(pattern))
    return letters >= (LEADING if _WILD.match(pattern) else 1) and len(pattern) <= LONGEST


def asks(piece: Piece) -> bool:
    """Whether the pattern's only wildcards are question marks: perhaps they were meant to end a question."""
    return "*" not in piece.pattern


def wildcard(piece: Piece, scope: Scope, span: Span, *, alone: bool) -> Wildcard:
    """The node of a usable pattern."""
    # An apostrophe at its end folds away, and no word that is shown ends in one.
    return Wildcard(piece.text.rstrip(APOSTROPHES), piece.pattern, scope, alone, span=span)
