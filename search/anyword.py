"""Ranking what holds any of some words: related words tell good answers from chance hits.

Where any word may match, articles that also hold words of the same consonants come first: an article on هجوم that speaks
of المهاجمين, too. Such words raise scores and never decide what is found. Numbers and words of other scripts have no kin
and count as much more by themselves; closed-class words have none either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fihrist.index.arabic.stemming import CLOSED_CLASS
from fihrist.search.execute.kin import consonants
from fihrist.search.query.tree import Alternatives, And, Boost, Kin, Node, Or, Preferring, Word

KIN_WEIGHT: Final = 0.75
"""What related words are worth beside the word itself; tuned by ``benchmarks/tuning.py``."""
MAX_WORDS: Final = 32
"""Of more words enough match by themselves; they have no kin, for each is a search of its own."""


def rank_any_word(tree: Node) -> Node:
    """The tree with what ranks articles that hold any of some words; it finds the same articles."""
    match tree:
        case Or(children):
            return _any_of(tree, children)
        case And(children):
            return replace(tree, children=tuple(map(rank_any_word, children)))
        case Boost(child):
            return replace(tree, child=rank_any_word(child))
        case _:
            return tree


def _any_of(node: Or, children: Sequence[Node]) -> Node:
    words = [word for word in map(_typed, children) if word is not None and word.norm not in CLOSED_CLASS]
    if not words or len(words) > MAX_WORDS:
        return replace(node, children=tuple(map(rank_any_word, children)))
    families = {(consonants(word.stem), word.scope): word for word in reversed(words)}
    preferred = tuple(
        Boost(Kin(word.text, word.stem, word.scope, span=word.span), KIN_WEIGHT, span=word.span)
        for (key, _), word in reversed(families.items())
        if key
    )
    found = replace(node, children=tuple(map(_weighted, children)))
    return Preferring(found, preferred, span=node.span) if preferred else found


def _weighted(child: Node) -> Node:
    word = _typed(child)
    if word is None:
        return rank_any_word(child)
    alone = word.norm not in CLOSED_CLASS and not consonants(word.stem)
    return Boost(child, 1 + KIN_WEIGHT, span=child.span) if alone else child


def _typed(node: Node) -> Word | None:
    """The word of an alternative, whatever spellings were added to it."""
    first = node.children[0] if isinstance(node, Alternatives) else node
    return first if isinstance(first, Word) else None
