"""Queries made of other queries: leaves exchanged, words corrected, phrases and names taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.pattern import WORD
from fihrist.search.query.tree import And, Boost, Entity, Exact, Near, Node, Not, Or, Phrase, Scope, Word


def norm_of(node: Node) -> str:
    """The norm of a single word; empty for anything else."""
    return node.norm if isinstance(node, Word | Exact) else ""


def single_words(node: Node) -> Sequence[Node]:
    """The words of a phrase, or of words near each other, each by itself; anything else as it is."""
    match node:
        case Phrase() if len(node.norms) > 1:
            return [word_of(surface, node.scope) for surface in surfaces(node.text, node.norms)]
        case Near():
            return node.words
        case _:
            return [node]


def word_of(text: str, scope: Scope) -> Word:
    """A bare word."""
    _, norm, stem = forms(text)
    return Word(text, norm, stem, scope)


def all_of(nodes: Sequence[Node]) -> Node:
    """What has all of one node or several."""
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def conditions(tree: Node, asked: Sequence[Node]) -> list[Node] | None:
    """What a query asks for besides some words, when they all stand beside each other; None when they do not."""
    parts = list(tree.children) if isinstance(tree, And) else [tree]
    others = [part for part in parts if not any(part is word for word in asked)]
    return others if len(others) + len(asked) == len(parts) else None


def mapped(tree: Node, change: Callable[[Node], Node]) -> Node:
    """A query with its leaves exchanged, those after NOT excepted."""
    match tree:
        case And(children) | Or(children):
            return replace(tree, children=tuple(mapped(child, change) for child in children))
        case Boost(child):
            return replace(tree, child=mapped(child, change))
        case Not():
            return tree
        case _:
            return change(tree)


def exchanged(tree: Node, run: Sequence[Node], node: Node) -> Node:
    """A query with some words side by side exchanged for one node."""
    if tree is run[0]:
        return node
    match tree:
        case And(children) | Or(children):
            at = next((at for at, child in enumerate(children) if child is run[0]), -1)
            if at < 0 or len(run) > len(children):
                return replace(tree, children=tuple(exchanged(child, run, node) for child in children))
            others = (*children[:at], node, *children[at + len(run) :])
            return replace(tree, children=others) if len(others) > 1 else node
        case Boost(child):
            return replace(tree, child=exchanged(child, run, node))
        case _:
            return tree


def corrected(leaf: Node, meant: dict[str, str]) -> Node:
    """A leaf with some of its words spelt differently."""
    match leaf:
        case Word() if leaf.norm in meant:
            return word_of(meant[leaf.norm], leaf.scope)
        case Phrase() if any(norm in meant for norm in leaf.norms):
            pairs = zip(surfaces(leaf.text, leaf.norms), leaf.norms, strict=True)
            text = " ".join(meant.get(norm, surface) for surface, norm in pairs)
            return replace(leaf, text=text, norms=tuple(forms(word)[1] for word in text.split()))
        case Near() if any(word.norm in meant for word in leaf.words):
            near = tuple(word_of(meant.get(word.norm, word.text), leaf.scope) for word in leaf.words)
            return replace(leaf, text=" ".join(word.text for word in near), words=near)
        case _:
            return leaf


def as_words(leaf: Node) -> Node:
    """The words of a phrase wherever they stand; other leaves as they are."""
    match leaf:
        case Phrase():
            return all_of([word_of(surface, leaf.scope) for surface in surfaces(leaf.text, leaf.norms)])
        case Near():
            return And(leaf.words)
        case _:
            return leaf


def name_as_words(leaf: Node) -> Node:
    """The words of an entity's name, to be looked for in texts; other leaves as they are."""
    if not isinstance(leaf, Entity):
        return leaf
    found = WORD.findall(leaf.name)
    return all_of([word_of(word, Scope.ANY) for word in found]) if found else leaf


def surfaces(text: str, norms: tuple[str, ...]) -> Sequence[str]:
    """The words of a phrase as they were typed."""
    found = [word for word in WORD.findall(text) if forms(word)[0]]
    return found if len(found) == len(norms) else norms
