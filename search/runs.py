"""Words of a query that stand side by side, and those in Latin letters among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fihrist.search.query.tree import And, Boost, Node, Or, Phrase, Span, Word

MAX_RUN: Final = 8
"""Words side by side that are looked at together."""
MAX_LATIN_WORDS: Final = 6
"""Of one name."""


def latin_runs(tree: Node, text: str) -> Iterator[Sequence[Word | Phrase]]:
    """The words in Latin letters of a query, as many together as stand side by side, and each alone; not after NOT."""
    match tree:
        case And(children) | Or(children):
            groups = children if isinstance(tree, Or) else ()
            at = 0
            while at < len(children) and not groups:
                run = latin_run(side_by_side(children[at : at + MAX_RUN], text))
                yield from [run, *([part] for part in run if len(run) > 1)] if run else latin_runs(children[at], text)
                at += max(len(run), 1)
            for child in groups:
                yield from latin_runs(child, text)
        case Boost(child):
            yield from latin_runs(child, text)
        case Word() | Phrase() if is_latin(tree):
            yield [tree]
        case _:
            return


def latin_run(run: Iterable[Node]) -> list[Word | Phrase]:
    """The words in Latin letters that a run begins with."""
    found: list[Word | Phrase] = []
    for part in run:
        if not isinstance(part, Word | Phrase) or not is_latin(part):
            break
        found.append(part)
    return found[:MAX_LATIN_WORDS]


def side_by_side(nodes: Sequence[Node], text: str) -> Iterator[Node]:
    """The first node, and those behind it that nothing but blanks part from each other, of one scope."""
    before = None
    for node in nodes:
        if before is not None:
            between = text[before.span.end : node.span.start]
            if not isinstance(node, Word | Phrase) or not isinstance(before, Word | Phrase):
                return
            if not between.isspace() or node.scope is not before.scope:
                return
        yield node
        before = node


def is_latin(part: Word | Phrase) -> bool:
    """Whether all words of a part are in Latin letters; numbers are not."""
    return all(norm.isascii() and not norm.isdigit() for norm in norms_of(part))


def norms_of(part: Word | Phrase) -> tuple[str, ...]:
    """The words of a part, by their norms."""
    return (part.norm,) if isinstance(part, Word) else part.norms


def typed_text(parts: Sequence[Node]) -> str:
    """Words and phrases as they were typed."""
    return " ".join(part.text for part in parts if isinstance(part, Word | Phrase))


def span_of(parts: Sequence[Node]) -> Span:
    """Where the first of some parts begins and the last ends."""
    return Span(parts[0].span.start, parts[-1].span.end)
