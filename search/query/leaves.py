"""Words and phrases of a query, analysed by the same chain as the articles."""

from __future__ import annotations

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.pattern import WORD
from fihrist.search.query.lexer import clean, is_waw, operator
from fihrist.search.query.tree import And, Exact, Node, Phrase, Scope, Span, Word


def _analysed(text: str) -> list[tuple[str, str, str, str]]:
    """Surface, exact, norm and stem of each word of a text."""
    found = ((surface, *forms(surface)) for surface in WORD.findall(text))
    return [word for word in found if word[1]]


def text_node(text: str, scope: Scope, span: Span) -> Node | None:
    """A word, or a phrase when the text holds several (SY-24, 2014-06-10); None when it holds none."""
    words = _analysed(text)
    if len(words) == 1:
        surface, _, norm, stem = words[0]
        if operator(surface) is None and not is_waw(surface):
            return Word(surface, norm, stem, scope, span=span)
    return phrase_node(text, 0, scope, span)


def phrase_node(text: str, slop: int, scope: Scope, span: Span) -> Node | None:
    """Words side by side by their norms, a single one too; None when the text holds no word."""
    norms = tuple(norm for _, _, norm, _ in _analysed(text))
    return Phrase(clean(text), norms, slop if len(norms) > 1 else 0, scope, span=span) if norms else None


def exact_node(text: str, scope: Scope, span: Span) -> Node | None:
    """The word as it is spelt; several words as a phrase that also holds each of them as it is spelt."""
    exacts = [Exact(surface, exact, norm, scope, span=span) for surface, exact, norm, _ in _analysed(text)]
    if len(exacts) < 2:
        return exacts[0] if exacts else None
    phrase = phrase_node(text, 0, scope, span)
    return And((phrase, *dict.fromkeys(exacts)), span=span) if phrase else None


def holds_word(text: str) -> bool:
    """Whether anything of a text can be searched for."""
    return bool(_analysed(text))
