"""A word typed in a spelling that is not the usual one of its norm: علي where nearly all articles have على.

A word finds every spelling of its norm. Whoever types another one than the archive mostly has means that one: articles
that spell the word so score more, and where they are few a note says how to ask for them alone. A spelling that only
leaves signs out of the usual one (امريكا for أمريكا, مدرسه for مدرسة, فى for في) is typed in haste: it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from fihrist.index.arabic.chain import forms
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    Diagnostic,
    Exact,
    Node,
    Or,
    Preferring,
    Severity,
    Word,
)

if TYPE_CHECKING:
    from fihrist.index.engine import Snapshot

EXACT_WEIGHT: Final = 0.5
"""What the typed spelling adds, of what it would score alone."""
MINORITY: Final = 0.2
"""Share of a norm's articles below which the typed spelling is offered by itself."""
MAX_WORDS: Final = 30
"""Words of a query that are looked at."""
REMEMBERED: Final = 512
_HASTE: Final = str.maketrans(
    {
        "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
        "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",
        "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER ALEF MAKSURA}",
    }
)
"""Letters to what is typed for them in haste."""

_USUAL: WeakKeyDictionary[Snapshot, dict[str, str]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Preferred:
    """A query with its spellings preferred."""

    tree: Node
    notes: tuple[Diagnostic, ...]


def prefer_own_spelling(snapshot: Snapshot, tree: Node) -> Preferred:
    """The tree with articles preferred that spell a word as it was typed; it finds the same articles."""
    walk = _Walk(snapshot)
    preferring = walk.node(tree)
    return Preferred(preferring, tuple(walk.notes()))


@dataclass(slots=True)
class _Walk:
    """A walk over one query."""

    snapshot: Snapshot
    room: int = MAX_WORDS
    chosen: dict[str, Word] = field(default_factory=dict)
    """By spelling."""

    def node(self, node: Node) -> Node:
        """The node with its words preferring their spelling; what stands after NOT scores nothing."""
        match node:
            case Word():
                return self._word(node)
            case And(children) | Or(children):
                return replace(node, children=tuple(map(self.node, children)))
            case Alternatives(children):
                return replace(node, children=(self.node(children[0]), *children[1:]))
            case Boost(child) | Preferring(child):
                return replace(node, child=self.node(child))
            case _:
                return node

    def _word(self, word: Word) -> Node:
        self.room -= 1
        exact = forms(word.text)[0]
        if self.room < 0 or not _chosen(self.snapshot, exact, word.norm):
            return word
        self.chosen.setdefault(exact, word)
        own = Exact(word.text, exact, word.norm, word.scope, span=word.span)
        return Preferring(word, (Boost(own, EXACT_WEIGHT, span=word.span),), span=word.span)

    def notes(self) -> Iterator[Diagnostic]:
        """How few articles have a spelling, and how to ask for them."""
        for exact, word in self.chosen.items():
            own = self.snapshot.exact_document_frequency(exact)
            every = self.snapshot.document_frequency("norm", word.norm)
            if own < every * MINORITY:
                yield _note(word, own, every, usual_spelling(self.snapshot, word.norm))


def _chosen(snapshot: Snapshot, exact: str, norm: str) -> bool:
    """Whether the archive has a word in this spelling, mostly in another, and not for haste."""
    usual = usual_spelling(snapshot, norm)
    if not usual or _in_haste(exact, usual):
        return False
    return any(exact in spellings for spellings in _spellings(snapshot, norm))


def _in_haste(exact: str, usual: str) -> bool:
    """Whether a spelling is the usual one, or that with signs left out."""
    pairs = zip(exact, usual, strict=False)
    return len(exact) == len(usual) and all(own in (other, other.translate(_HASTE)) for own, other in pairs)


def usual_spelling(snapshot: Snapshot, norm: str) -> str:
    """The spelling that a norm has most often in the archive; empty for a norm that it does not have."""
    held = _USUAL.setdefault(snapshot, {})
    usual = held.get(norm)
    if usual is None:
        if len(held) >= REMEMBERED:
            held.clear()
        usual = held[norm] = _counted(snapshot, norm)
    return usual


def _counted(snapshot: Snapshot, norm: str) -> str:
    """Each segment knows its own most frequent spelling; they are counted only where the segments differ."""
    by_segment = [*_spellings(snapshot, norm)]
    firsts = {spellings[0] for spellings in by_segment}
    if len(firsts) < 2:
        return next(iter(firsts), "")
    every = {spelling for spellings in by_segment for spelling in spellings}
    occurrences = {spelling: _occurrences(snapshot, spelling) for spelling in every}
    return min(every, key=lambda spelling: (-occurrences[spelling], spelling))


def _occurrences(snapshot: Snapshot, exact: str) -> int:
    return sum(len(segment.exact_tokens(exact)[0]) for segment in snapshot.segments)


def _spellings(snapshot: Snapshot, norm: str) -> Iterator[tuple[str, ...]]:
    """Of each segment that has a norm its spellings, the most frequent first."""
    for segment in snapshot.segments:
        number = segment.lookup("norm", norm)
        if number >= 0:
            yield segment.exact_forms(number)


def _note(word: Word, own: int, every: int, usual: str) -> Diagnostic:
    articles = "1 article" if own == 1 else f"{own:,} articles"
    return Diagnostic(
        "spelling-share",
        Severity.NOTE,
        word.span.start,
        word.span.end,
        f"“{word.text}” is spelt so in {articles} of {every:,}; most have {usual}. Write ={word.text} for this spelling alone.",
        f"وردت «{word.text}» بهذا الإملاء في {own:,} من {every:,} مادة، وأكثرها فيه {usual}. اكتب ={word.text} لهذا الإملاء وحده.",
    )
