"""The query language: what a person types to a tree, the query as it was understood, and diagnostics.

Nothing typed is an error. The language is described in ``docs/query-language.md``; the grammar in `parser`.
"""

from __future__ import annotations

from typing import Final

from fihrist.search.query.diagnostics import Diagnostics
from fihrist.search.query.lexer import lex
from fihrist.search.query.parser import Parser
from fihrist.search.query.render import render
from fihrist.search.query.tree import And, Boost, Everything, Node, Not, Nothing, Or, ParsedQuery, children_of

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "MAX_NODES", "parse", "render"]

MAX_CHARACTERS: Final = 10_000
"""Of the typed query and of the interpreted one."""
MAX_NODES: Final = 1_000
MAX_DEPTH: Final = 50


def parse(text: str) -> ParsedQuery:
    """The meaning of any text as a query; never raises.

    A query beyond `MAX_CHARACTERS` or `MAX_NODES` is cut at its end, one nested beyond `MAX_DEPTH` is simplified, and a
    diagnostic says so. ``parse(parse(text).interpreted)`` has the same tree.
    """
    used = text[:MAX_CHARACTERS]
    while True:
        found = Diagnostics()
        if len(used) < len(text):
            found.add("too-long", len(used), len(text), str(len(used)))
        tree = _parse(used, found)
        interpreted = render(tree)
        excess = max(len(interpreted) / MAX_CHARACTERS, _count(tree) / MAX_NODES)
        if excess <= 1:
            return ParsedQuery(text, tree, interpreted, found.all())
        used = used[: int(len(used) / excess * 0.98)]


def _parse(text: str, found: Diagnostics) -> Node:
    tree = Parser(lex(text, found), found).parse()
    if _depth(tree) <= MAX_DEPTH:
        return tree
    found.add("too-deep", 0, len(text))
    return _pruned(tree, MAX_DEPTH) or Everything()


def _count(node: Node) -> int:
    return 1 + sum(map(_count, children_of(node)))


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, children_of(node)), default=0)


def _pruned(node: Node, levels: int) -> Node | None:
    """The tree without what lies deeper than `levels`; None when nothing is left of it."""
    if levels == 0:
        return None
    match node:
        case And(children) | Or(children):
            kept = [child for child in (_pruned(child, levels - 1) for child in children) if child is not None]
            if len(kept) < 2:
                return kept[0] if kept else None
            return type(node)(tuple(kept), span=node.span)
        case Not(child):
            kept_child = _pruned(child, levels - 1)
            if isinstance(kept_child, Everything):
                return Nothing(span=node.span)
            return Not(kept_child, span=node.span) if kept_child is not None else None
        case Boost(child):
            kept_child = _pruned(child, levels - 1)
            return Boost(kept_child, node.factor, span=node.span) if kept_child is not None else None
        case _:
            return node
