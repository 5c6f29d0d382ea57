"""Where a query matches a text. Offsets count characters of the original text.

Texts are tokenised again as they were for the index, marks and tatweel included, so highlights cover whole vowelled
words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from fihrist.index.arabic.chain import CACHED_WORDS, forms
from fihrist.index.arabic.folding import fold
from fihrist.index.arabic.tokens import WORD
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    Exact,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Preferring,
    Scope,
    Wide,
    Wildcard,
    Word,
)

SCANNED = 1_000_000
"""Characters of a text that are searched; beyond them nothing is highlighted."""

Span = tuple[int, int]
Named = Word | Wildcard | Fuzzy | Wide
Vocabulary = Callable[[Named], Iterable[str]]
"""The words (norms) of an archive that a word, wildcard, fuzzy word or root of a query stands for."""

_PIECES = re.compile(f"({WORD.pattern})")
"""Splits a text into what stands between words, and the words."""


class Match(NamedTuple):
    """A word of a text that the query asks for."""

    start: int
    end: int
    part: int
    """Which word, phrase or name of the query it answers."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a query's words look like in a text; values number the parts of the query."""

    words: dict[str, int] = field(default_factory=dict)
    """By norm: all inflections that the archive has."""
    exacts: dict[str, int] = field(default_factory=dict)
    phrases: list[tuple[Phrase, int]] = field(default_factory=list)
    near: list[tuple[_Together, int]] = field(default_factory=list)
    norms: set[str] = field(default_factory=set)
    """The norm of everything above: no other word can match."""


@dataclass(frozen=True, slots=True)
class _Together:
    """Words near each other."""

    kinds: dict[str, str]
    """Norm → stem of the word that it is a form of."""
    counts: Counter[str]
    """How often each stem has to be there."""
    longest: int
    """Positions from the first to the last of them at most."""


class _Token(NamedTuple):
    position: int
    norm: str
    start: int
    end: int


class Highlighter:
    """Finds a query's words in texts."""

    def __init__(self, tree: Node, vocabulary: Vocabulary, *, part: Scope = Scope.ANY) -> None:
        """Prepare for texts of one kind.

        Args:
            tree: the query. Words after NOT are not asked for; those of a phrase count only where the phrase stands.
            vocabulary: the words of the archive that a part of the query stands for; others do not match, which spares
                stemming every word of a text.
            part: whether the texts are titles or bodies: words that the query wants elsewhere do not match; ANY
                takes all.
        """
        self._wanted = _wanted(tree, vocabulary, part)

    def matches(
        self, text: str, *, named: Iterable[Span] = (), scanned: int = SCANNED, whole: bool = False
    ) -> list[Span]:
        """Start and end of every word of a text that the query asks for, in order, not overlapping.

        Args:
            text: the original text of an article's title or body.
            named: mentions of entities that the query asks for, as spans of the text.
            scanned: how many characters to look at, from the first.
            whole: whether a phrase is one span, from its first word to its last.
        """
        found = self.find(text, named=named, scanned=scanned, whole=whole)
        return merge((match.start, match.end) for match in found)

    def find(
        self, text: str, *, named: Iterable[Span] = (), scanned: int = SCANNED, whole: bool = False
    ) -> list[Match]:
        """As `matches`, one for each part of the query that a word answers; they may overlap."""
        found = [Match(start, end, -1) for start, end in named if end <= scanned]
        if self._wanted.norms:
            found.extend(_scan(self._wanted, text, scanned, whole=whole))
        return sorted(found)


def asked_for(tree: Node) -> Iterator[Node]:
    """The words, phrases, names and dates of a query that articles are to have: those that do not stand after NOT."""
    match tree:
        case And(children) | Or(children) | Alternatives(children):
            for child in children:
                yield from asked_for(child)
        case Boost(child) | Preferring(child):
            yield from asked_for(child)
        case Not():
            return
        case _:
            yield tree


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _wanted(tree: Node, vocabulary: Vocabulary, part: Scope) -> _Wanted:
    wanted = _Wanted()
    for number, leaf in _numbered(tree):
        scope = getattr(leaf, "scope", None)
        if scope is None or not (Scope.ANY in (part, scope) or part is scope):
            continue
        match leaf:
            case Word() | Wildcard() | Fuzzy() | Wide():
                for norm in vocabulary(leaf):
                    wanted.words.setdefault(norm, number)
            case Exact():
                wanted.exacts.setdefault(leaf.exact, number)
                wanted.norms.add(leaf.norm)
            case Phrase() if leaf.norms:
                wanted.phrases.append((leaf, number))
                wanted.norms.update(leaf.norms)
            case Near():
                together = _together(leaf, vocabulary)
                wanted.near.append((together, number))
                wanted.norms.update(together.kinds)
    wanted.norms.update(wanted.words)
    return wanted


def _together(node: Near, vocabulary: Vocabulary) -> _Together:
    kinds = {norm: word.stem for word in node.words for norm in vocabulary(word)}
    counts = Counter(word.stem for word in node.words)
    return _Together(kinds, counts, node.distance + len(node.words) - 1)


def _numbered(tree: Node) -> Iterator[tuple[int, Node]]:
    """What is asked for, by the number of its part of the query: several ways to say one thing are one part."""
    parts = [tree]
    number = 0
    while parts:
        part = parts.pop()
        match part:
            case And(children) | Or(children):
                parts.extend(reversed(children))
            case Boost(child) | Preferring(child):
                parts.append(child)
            case _:
                yield from ((number, leaf) for leaf in asked_for(part))
                number += 1


@lru_cache(maxsize=CACHED_WORDS)
def _norm(surface: str) -> str:
    """The norm of a word; of words of letters it is had without the stem, which costs most."""
    norm = fold(surface)
    return norm if norm.isalpha() else forms(surface)[1]


def _scan(wanted: _Wanted, text: str, scanned: int, *, whole: bool) -> Iterator[Match]:
    """Single words as they come, then phrases."""
    pieces = _PIECES.split(text[:scanned])
    words = pieces[1::2]
    if words and not pieces[-1] and scanned < len(text):
        words.pop()  # the end of what is scanned may stand in the middle of it
    norms = [*map(_norm, words)]
    likely = [at for at, norm in enumerate(norms) if norm in wanted.norms]
    if not likely:
        return
    ends = [*accumulate(map(len, pieces))]
    for at in likely:
        numbers = (wanted.words.get(norms[at]), wanted.exacts.get(forms(words[at])[0]) if wanted.exacts else None)
        yield from (Match(ends[2 * at], ends[2 * at + 1], number) for number in numbers if number is not None)
    if wanted.phrases or wanted.near:
        positions = [*accumulate(map(bool, norms))]  # what folds to nothing takes none
        tokens = [_Token(positions[at], norms[at], ends[2 * at], ends[2 * at + 1]) for at in likely]
        for phrase, number in wanted.phrases:
            for chain in _phrase(phrase, tokens):
                ends_at = [(chain[0].start, chain[-1].end)] if whole else [(each.start, each.end) for each in chain]
                yield from (Match(start, end, number) for start, end in ends_at)
        for together, number in wanted.near:
            yield from _near(together, number, tokens)


def _phrase(phrase: Phrase, tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    """The words of every occurrence of a phrase among the tokens that can match something."""
    for at, token in enumerate(tokens):
        if token.norm != phrase.norms[0]:
            continue
        chain = tokens[at : at + len(phrase.norms)]
        last = token.position + len(phrase.norms) - 1
        if chain[-1].position == last and tuple(each.norm for each in chain) == phrase.norms:
            yield chain


def _near(together: _Together, number: int, tokens: Sequence[_Token]) -> Iterator[Match]:
    """The words of every stretch that holds all of them, each once."""
    among = [token for token in tokens if token.norm in together.kinds]
    missing = Counter(together.counts)
    lacking = sum(missing.values())
    first = shown = 0
    for at, token in enumerate(among):
        kind = together.kinds[token.norm]
        lacking -= missing[kind] > 0
        missing[kind] -= 1
        while not lacking:
            if token.position - among[first].position <= together.longest:
                yield from (Match(each.start, each.end, number) for each in among[max(first, shown) : at + 1])
                shown = at + 1
            left = together.kinds[among[first].norm]
            missing[left] += 1
            lacking += missing[left] > 0
            first += 1
