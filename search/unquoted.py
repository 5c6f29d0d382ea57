"""Names of several words typed without quotation marks: only the first word is the field's value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from fihrist.search.execute.names import entity_ordinals, source_ordinals
from fihrist.search.query.lexer import QUOTES
from fihrist.search.query.tree import Diagnostic, Entity, Node, Scope, Severity, Source, Word, children_of

if TYPE_CHECKING:
    from fihrist.index.store import Store

MAX_WORDS = 6
"""Words behind a name that may belong to it."""


def unquoted(store: Store, text: str, tree: Node) -> tuple[Diagnostic, ...]:
    """A note for each name that is a known longer one together with the words behind it; the longest is taken."""
    leaves = list(_leaves(tree))
    found = []
    for at, node in enumerate(leaves):
        if not isinstance(node, Entity | Source) or not _bare(text, node):
            continue
        words = _behind(text, leaves[at : at + 1 + MAX_WORDS])
        names = (" ".join([node.name, *words[:count]]) for count in range(len(words), 0, -1))
        name = next((name for name in names if is_known(store, replace(node, name=name))), None)
        if name is not None:
            field = text[node.span.start : node.span.end].partition(":")[0]
            found.append(_note(node, f'{field}:"{name}"'))
    return tuple(found)


def _leaves(tree: Node) -> Iterator[Node]:
    """What a tree is made of, in the order of the text."""
    below = children_of(tree)
    if not below:
        yield tree
    for child in below:
        yield from _leaves(child)


def _bare(text: str, node: Node) -> bool:
    """Whether a name was typed behind its field, without quotation marks or parentheses."""
    typed = text[node.span.start : node.span.end]
    return ":" in typed and typed[-1] not in QUOTES + ")"


def _behind(text: str, leaves: list[Node]) -> list[str]:
    """The words that follow the first of some leaves with nothing but blanks between."""
    words = []
    for before, node in pairwise(leaves):
        between = text[before.span.end : node.span.start]
        if not isinstance(node, Word) or node.scope is not Scope.ANY or not between.isspace():
            break
        words.append(node.text)
    return words


def is_known(store: Store, node: Entity | Source) -> bool:
    """Whether a name is one of the gazetteer or of the archive."""
    if isinstance(node, Source):
        return bool(source_ordinals(store, node.name))
    return bool(store.lookup(node.name, node.type) or entity_ordinals(store, node.name, node.type))


def _note(node: Node, cure: str) -> Diagnostic:
    return Diagnostic(
        "unquoted-name",
        Severity.WARNING,
        node.span.start,
        node.span.end,
        f"Put a name of several words in quotes: {cure}",
        f"ضع الاسم المؤلف من كلمات عدة بين علامتي اقتباس: {cure}",
    )
