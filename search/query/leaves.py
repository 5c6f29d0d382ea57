"""Words and phrases of a query, analysed by the same chain as the articles."""

from __future__ import annotations

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.pattern import WORD
from fihrist.search.query.lexer import clean, is_waw, operator
from fihrist.search.query.tree import And, Exact, Fuzzy, Near, Node, Phrase, Scope, Span, Wide, Word
from fihrist.search.roots import root_key


def _analysed(text: str) -> list[tuple[str, str, str, str]]:
    """Surface, exact, norm and stem of each word of a text."""
    found = ((surface, *forms(surface)) for surface in WORD.findall(text))
    return [word for word in found if word[1]]


def norms_of(text: str) -> list[str]:
    """The norm of each word of a text."""
    return [norm for _, _, norm, _ in _analysed(text)]


def text_node(text: str, scope: Scope, span: Span) -> Node | None:
    """A word, or a phrase when the text holds several (SY-24, 2014-06-10); None when it holds none."""
    words = _analysed(text)
    if len(words) == 1:
        surface, _, norm, stem = words[0]
        if operator(surface) is None and not is_waw(surface):
            return Word(surface, norm, stem, scope, span=span)
    return phrase_node(text, scope, span)


def phrase_node(text: str, scope: Scope, span: Span) -> Node | None:
    """Words side by side by their norms, a single one too; None when the text holds no word."""
    norms = tuple(norms_of(text))
    return Phrase(clean(text), norms, scope, span=span) if norms else None


def near_node(text: str, distance: int, scope: Scope, span: Span) -> Node | None:
    """Words near each other; a single one is only itself."""
    words = tuple(Word(surface, norm, stem, scope, span=span) for surface, _, norm, stem in _analysed(text))
    if len(words) < 2:
        return text_node(text, scope, span)
    return Near(clean(text), words, distance, scope, span=span)


def exact_node(text: str, scope: Scope, span: Span) -> Node | None:
    """The word as it is spelt; several words as a phrase that also holds each of them as it is spelt."""
    exacts = [Exact(surface, exact, norm, scope, span=span) for surface, exact, norm, _ in _analysed(text)]
    if len(exacts) < 2:
        return exacts[0] if exacts else None
    phrase = phrase_node(text, scope, span)
    return And((phrase, *dict.fromkeys(exacts)), span=span) if phrase else None


def fuzzy_node(text: str, distance: int, scope: Scope, span: Span) -> Node:
    """The one word of a text, and those that many edits away."""
    ((surface, _, norm, _),) = _analysed(text)
    return Fuzzy(surface, norm, distance, scope, span=span)


def wide_nodes(text: str, scope: Scope, span: Span) -> list[Node]:
    """For each word of a text all words of its root."""
    return [Wide(surface, norm, root_key(norm), scope, span=span) for surface, _, norm, _ in _analysed(text)]


def holds_word(text: str) -> bool:
    """Whether anything of a text can be searched for."""
    return bool(_analysed(text))
