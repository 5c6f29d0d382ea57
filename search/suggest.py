"""Spellings to try when a query finds nothing."""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import cache

from fihrist.index.arabic.folding import fold
from fihrist.index.engine import Snapshot
from fihrist.search.highlighting import asked_for
from fihrist.search.query.tree import Diagnostic, Node, Severity, Word

WORDS = 3
"""Words of a query that spellings are sought for."""
LENGTHS = range(3, 21)
"""Letters of such a word: shorter ones are near to everything, longer ones have too many neighbours."""


def spellings(snapshot: Snapshot, tree: Node) -> tuple[Diagnostic, ...]:
    """A note for each word that no article has, with the most frequent word that is one letter away from it.

    At most some thousand words are looked up, whatever the query.
    """
    unknown = (
        node
        for node in asked_for(tree)
        if isinstance(node, Word) and len(node.norm) in LENGTHS and not snapshot.document_frequency("stem", node.stem)
    )
    notes = []
    for _, word in zip(range(WORDS), unknown, strict=False):
        found = nearest(snapshot, word.norm)
        if found:
            notes.append(_note(word, found))
    return tuple(notes)


def nearest(snapshot: Snapshot, norm: str) -> str:
    """The most frequent word one letter away (one missing, too many, another, or two exchanged), as it is usually spelt.

    Empty when there is none.
    """
    held = {word for word in set(_edits(norm)) if any(part.lookup("norm", word) >= 0 for part in snapshot.segments)}
    frequencies = {word: snapshot.document_frequency("norm", word) for word in held}
    best = max(sorted(held), key=frequencies.__getitem__, default="")
    return spelt(snapshot, best) if best and frequencies[best] else ""


def spelt(snapshot: Snapshot, norm: str) -> str:
    """The most frequent spelling of a word, in the first segment that has it; the word itself where none has."""
    for segment in snapshot.segments:
        number = segment.lookup("norm", norm)
        if number >= 0:
            return segment.exact_forms(number)[0]
    return norm


def _edits(word: str) -> Iterator[str]:
    """Every word that one insertion, deletion, exchange or transposition makes of this one."""
    letters = string.ascii_lowercase if word.isascii() else arabic_letters()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


@cache
def arabic_letters() -> str:
    """The letters that words are made of after folding."""
    first, last = ord("\N{ARABIC LETTER HAMZA}"), ord("\N{ARABIC LETTER YEH}")
    return "".join(letter for letter in map(chr, range(first, last + 1)) if letter.isalpha() and fold(letter) == letter)


def _note(word: Word, found: str) -> Diagnostic:
    return Diagnostic(
        "spelling",
        Severity.NOTE,
        word.span.start,
        word.span.end,
        f"no article has “{word.text}”; did you mean “{found}”?",
        f"لا توجد مادة فيها «{word.text}»؛ هل تقصد «{found}»؟",
    )
