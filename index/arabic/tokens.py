"""Text to tokens: the raw word, where it stands, and its three forms."""

from __future__ import annotations

from dataclasses import dataclass

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.pattern import WORD

__all__ = ["WORD", "Token", "analyze"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    `fold_exact(text[start:end]) == exact` (group separators of numbers aside), `norm` is a function of `exact` and
    `stem` of `norm`.
    """

    text: str
    """The word as it stands in the text, marks and tatweel included."""
    start: int
    """Offset of its first character in the raw text."""
    end: int
    """Offset behind its last character."""
    exact: str
    norm: str
    stem: str


def analyze(text: str) -> list[Token]:
    """The words of any text in order; what folds to nothing (a lone tatweel) is no word."""
    tokens = []
    for match in WORD.finditer(text):
        surface = match.group()
        exact, norm, stem = forms(surface)
        if exact:
            tokens.append(Token(surface, match.start(), match.end(), exact, norm, stem))
    return tokens
