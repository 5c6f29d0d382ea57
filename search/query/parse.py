"""The query language: what a person types to a tree, the query as it was understood, and diagnostics.

Nothing typed is an error. The language is described in ``docs/query-language.md``; the grammar in `parser`.
"""

from __future__ import annotations

import re
from typing import Final

from fihrist.index.arabic.letters import INVISIBLES
from fihrist.search.query.diagnostics import Diagnostics
from fihrist.search.query.lexer import QUOTES, lex
from fihrist.search.query.parser import Parser
from fihrist.search.query.render import render
from fihrist.search.query.tree import And, Boost, Everything, Node, Not, Nothing, Or, ParsedQuery, children_of

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "MAX_NODES", "parse", "render"]

MAX_CHARACTERS: Final = 10_000
"""Of the typed query and of the interpreted one."""
MAX_NODES: Final = 1_000
MAX_DEPTH: Final = 50

_SPARE: Final = 0.98
"""What is kept of a query that is still too large after it was cut once: its parts are not all of one length."""
_BLANK: Final = re.compile(rf"[\s{INVISIBLES}]*\(?[\s{INVISIBLES}]*[{QUOTES}]?[\s{INVISIBLES}]*")
"""Nothing typed, or only what opens a group or a phrase whose words are still to be typed."""


def parse(text: str) -> ParsedQuery:
    """The meaning of any text as a query; never raises.

    A query beyond `MAX_CHARACTERS` or `MAX_NODES` is cut at a blank, one nested beyond `MAX_DEPTH` is simplified, and a
    diagnostic says so. ``parse(parse(text).interpreted)`` has the same tree.
    """
    used = _cut(text, MAX_CHARACTERS)
    spare = 1.0
    while True:
        found = Diagnostics()
        if len(used) < len(text):
            found.add("too-long", len(used), len(text), str(len(used)))
        tree = _parse(used, found)
        interpreted = render(tree)
        excess = max(len(interpreted) / MAX_CHARACTERS, _count(tree) / MAX_NODES)
        if excess <= 1:
            return ParsedQuery(text, tree, interpreted, found.all())
        used = _cut(used, int(len(used) / excess * spare))
        spare = _SPARE


def _cut(text: str, length: int) -> str:
    """The text up to the last blank before a length; a single word is cut inside."""
    if len(text) <= length:
        return text
    blank = max(text.rfind(" ", 0, length + 1), text.rfind("\n", 0, length + 1), text.rfind("\t", 0, length + 1))
    return text[: blank if text[: max(blank, 0)].strip() else length]


def _parse(text: str, found: Diagnostics) -> Node:
    tree = Parser(lex(text, found), found).parse()
    if tree is None:
        if _BLANK.fullmatch(text):
            return Everything()
        found.add("nothing-left", 0, len(text), text)
        return Nothing()
    if _depth(tree) <= MAX_DEPTH:
        return tree
    found.add("too-deep", 0, len(text))
    return _pruned(tree, MAX_DEPTH) or Nothing()


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
