"""Searches for any of some words: what counts little is left out, and articles that hold related words come first.

Where any word may match, a preposition matches nearly everything, so closed-class words are left out beside others.
And where few words match, words that share their consonants with those asked for tell good answers from chance hits:
an article on هجوم that also speaks of المهاجمين. They raise scores and never decide what is found; names have no such
kin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from fihrist.index.arabic.folding import fold_exact
from fihrist.index.arabic.resources import entries
from fihrist.index.arabic.stemming import CLOSED_CLASS, NAMES
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    Diagnostic,
    Kin,
    Node,
    Or,
    Preferring,
    Severity,
    Word,
)

KIN_WEIGHT: Final = 0.5
"""Of related words, beside 1.5 for the word itself in both views."""
MAX_WORDS: Final = 32
"""Of so many words enough match by themselves; more have no kin, for each is a search of its own."""
_NAMED: Final = 5
"""Words that a diagnostic names at most."""
_HOMOGRAPHS: Final = frozenset(("علي", "امام"))
"""Closed-class words (على, أمام) as they are typed loosely, when they are as likely to be others: Ali, an imam."""
_LOOSE: Final = str.maketrans(
    {
        "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH}",
    }
)


def any_word(tree: Node) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The tree with its alternatives between words made ready for searching, and what to say about that."""
    dropped: list[Word] = []
    return _ready(tree, dropped), tuple(_notes(dropped))


def _ready(node: Node, dropped: list[Word]) -> Node:
    match node:
        case Or(children):
            return _any_of(node, children, dropped)
        case And(children):
            return replace(node, children=tuple(_ready(child, dropped) for child in children))
        case Boost(child):
            return replace(node, child=_ready(child, dropped))
        case _:
            return node


def _any_of(node: Or, children: Sequence[Node], dropped: list[Word]) -> Node:
    idle = {at: word for at, word in enumerate(map(_typed, children)) if word is not None and _counts_little(word)}
    if len(idle) < len(children):
        dropped += idle.values()
        children = [child for at, child in enumerate(children) if at not in idle]
    words = [word for word in map(_typed, children) if word is not None and word.stem not in NAMES]
    words = words if len(words) <= MAX_WORDS else []
    preferred = tuple(
        Boost(Kin(word.text, word.stem, word.scope, span=word.span), KIN_WEIGHT, span=word.span) for word in words
    )
    kept = tuple(_ready(child, dropped) for child in children)
    rest = kept[0] if len(kept) == 1 else replace(node, children=kept)
    return Preferring(rest, preferred, span=node.span) if preferred else rest


def _typed(node: Node) -> Word | None:
    """The word of an alternative, whatever spellings were added to it."""
    first = node.children[0] if isinstance(node, Alternatives) else node
    return first if isinstance(first, Word) else None


def _counts_little(word: Word) -> bool:
    return word.norm in CLOSED_CLASS and fold_exact(word.text) in _closed_spellings()


@cache
def _closed_spellings() -> frozenset[str]:
    """The closed class as it is spelt, with and without hamza and dots."""
    spelt = frozenset(map(fold_exact, entries("closed_class.txt")))
    return spelt | (frozenset(word.translate(_LOOSE) for word in spelt) - _HOMOGRAPHS)


def _notes(dropped: Sequence[Word]) -> Sequence[Diagnostic]:
    """Which words were left out."""
    if not dropped:
        return ()
    words = list(dict.fromkeys(word.text for word in dropped))
    named = words[:_NAMED] + (["…"] if len(words) > _NAMED else [])
    return (
        Diagnostic(
            "common-words",
            Severity.NOTE,
            min(word.span.start for word in dropped),
            max(word.span.end for word in dropped),
            f"Left out among words of which any may match: {', '.join(named)}. Quote a word to search for it.",
            f"تُركت لأن أي كلمة تكفي وهذه في كل مادة تقريبا: {'، '.join(named)}. ضع الكلمة بين علامتي اقتباس للبحث عنها.",
        ),
    )
