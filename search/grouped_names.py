"""Names side by side in the parentheses of a field: ``كيان:(داعش قسد)``.

They are one name where the archive knows one (``مكان:(دير الزور)``). Else, where they are several known names, an article
has to name each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from fihrist.search.query.lexer import QUOTES
from fihrist.search.query.parse import render
from fihrist.search.query.tree import And, Boost, Diagnostic, Entity, Node, Not, Or, ParsedQuery, Severity, Source
from fihrist.search.unquoted import is_known

if TYPE_CHECKING:
    from fihrist.index.store import Store

KIND: Final = "name-group"
MAX_WORDS: Final = 8
"""Of a group that is looked at."""


def parted_names(store: Store, parsed: ParsedQuery, tree: Node) -> tuple[ParsedQuery, Node]:
    """A query, and what is searched for it, with groups of several known names parted; notes say which."""
    if not any(each.kind == KIND for each in parsed.diagnostics):
        return parsed, tree
    walk = _Walk(store, parsed.text)
    typed = walk.node(parsed.tree)
    if not walk.notes:
        return parsed, tree
    told = tuple(walk.notes.get((each.start, each.end), each) for each in parsed.diagnostics)
    return ParsedQuery(parsed.text, typed, render(typed), told), walk.node(tree)


@dataclass(slots=True)
class _Walk:
    store: Store
    text: str
    notes: dict[tuple[int, int], Diagnostic] = field(default_factory=dict)
    """By what the parser's notes are about."""

    def node(self, node: Node) -> Node:
        match node:
            case And(children) | Or(children):
                return replace(node, children=tuple(map(self.node, children)))
            case Not(child) | Boost(child):
                return replace(node, child=self.node(child))
            case Entity() | Source():
                return self._name(node)
            case _:
                return node

    def _name(self, node: Entity | Source) -> Node:
        typed = self.text[node.span.start : node.span.end]
        words = node.name.split()
        if not 1 < len(words) <= MAX_WORDS or any(sign in typed for sign in QUOTES) or is_known(self.store, node):
            return node
        names = [*self._names(node, words)]
        if len(names) < 2:
            return node
        start = self.text.index(words[0], node.span.start)
        end = self.text.rindex(words[-1], start, node.span.end) + len(words[-1])
        self.notes[start, end] = _note(start, end, self.text[start:end], names)
        return And(tuple(names), span=node.span)

    def _names(self, node: Entity | Source, words: list[str]) -> Iterator[Node]:
        """The longest known names that the words are, in order; none when a word is in none."""
        found: list[Node] = []
        while words:
            longest = (replace(node, name=" ".join(words[:count])) for count in range(len(words), 0, -1))
            name = next((each for each in longest if is_known(self.store, each)), None)
            if name is None:
                return
            found.append(name)
            words = words[len(name.name.split()) :]
        yield from dict.fromkeys(found)


def _note(start: int, end: int, typed: str, names: list[Node]) -> Diagnostic:
    shown = " AND ".join(map(render, names))
    return Diagnostic(
        KIND,
        Severity.NOTE,
        start,
        end,
        f"“{typed}” was read as several names, all of which an article must have: {shown}. Put quotation marks around one name.",
        f"قُرئ «{typed}» أسماء عدة مطلوبة كلها في المادة: {shown}. ضع الاسم الواحد بين علامتي اقتباس.",
    )
