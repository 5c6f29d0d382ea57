"""Where a query matches a text, and the passage that shows it best. Offsets count characters of the original text.

Texts are tokenised again as they were for the index, marks and tatweel included, so highlights cover whole vowelled
words. At most `SCANNED` characters of a text are looked at; beyond them nothing is highlighted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from fihrist.index.arabic.chain import CACHED_WORDS, forms
from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.arabic.tokens import WORD
from fihrist.search.query.tree import And, Exact, Node, Not, Or, Phrase, Scope, Word
from fihrist.search.results import Snippet

WIDTH = 220
"""Characters of a passage, about three lines of a terminal."""
SCANNED = 1_000_000
"""Characters of a text that are searched for highlights."""
SCANNED_FOR_SNIPPET = 200_000
"""Characters of a text that are searched for a passage."""

SENTENCE_ENDS = frozenset(".!?\n\N{ARABIC QUESTION MARK}\N{ARABIC SEMICOLON}\N{HORIZONTAL ELLIPSIS}")
_ONE_LINE = str.maketrans("\n\r\t\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", " " * 8)

Span = tuple[int, int]
Vocabulary = Callable[[str], Iterable[str]]
"""The words (norms) of an archive that have a stem."""


class Match(NamedTuple):
    """A word of a text that the query asks for."""

    start: int
    end: int
    part: int
    """Which word, phrase or name of the query it answers."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a query's words look like in a text; values number the parts of the query."""

    stems: dict[str, int] = field(default_factory=dict)
    exacts: dict[str, int] = field(default_factory=dict)
    phrases: list[tuple[Phrase, int]] = field(default_factory=list)
    norms: set[str] = field(default_factory=set)
    """All words of the phrases."""
    likely: set[str] | None = None
    """Folded words that can be matches; None: any can."""

    def __len__(self) -> int:
        return len(self.stems) + len(self.exacts) + len(self.phrases)


class _Token(NamedTuple):
    position: int
    norm: str
    start: int
    end: int


class Highlighter:
    """Finds a query's words in texts; what it learns of a word in one text it uses in the next."""

    def __init__(self, tree: Node, *, part: Scope = Scope.ANY, vocabulary: Vocabulary | None = None) -> None:
        """Prepare for texts of one kind.

        Args:
            tree: the query. Words after NOT are not asked for; those of a phrase count only where the phrase stands.
            part: whether the texts are titles or bodies: words that the query wants elsewhere do not match; ANY
                takes all.
            vocabulary: all words of a stem; with it only words that can match are stemmed, which costs most.
        """
        self._wanted = _wanted(tree, part, vocabulary)
        self._known: dict[str, _Kind] = {}

    def matches(self, text: str, *, named: Iterable[Span] = (), scanned: int = SCANNED) -> list[Span]:
        """Start and end of every word of a text that the query asks for, in order, not overlapping.

        Args:
            text: the original text of an article's title or body.
            named: mentions of entities that the query asks for, as spans of the text.
            scanned: how many characters to look at, from the first.
        """
        return _merge((match.start, match.end) for match in self.find(text, named=named, scanned=scanned))

    def find(self, text: str, *, named: Iterable[Span] = (), scanned: int = SCANNED) -> list[Match]:
        """As `matches`, one for each part of the query that a word answers; they may overlap."""
        found = [Match(start, end, -1) for start, end in named if end <= scanned]
        if len(self._wanted):
            found.extend(_scan(self._wanted, self._known, text, scanned))
        return sorted(found)

    def snippet(self, text: str, *, named: Iterable[Span] = ()) -> Snippet:
        """The passage of a text with the most different words of the query, and with the most of them.

        It begins at a sentence or a word and ends after a word. Line breaks and tabs in it are blanks, so that offsets
        are those of the text. Without a match it is the text's beginning.
        """
        found = self.find(text, named=named, scanned=SCANNED_FOR_SNIPPET)
        first, last = _densest(found) if found else (0, 0)
        start = _begin(text, first, last)
        end = _finish(text, start, last)
        inside = [(each.start - start, each.end - start) for each in found if start <= each.start and each.end <= end]
        return Snippet(text[start:end].translate(_ONE_LINE), tuple(_merge(inside)), start)


def matches(tree: Node, text: str, *, part: Scope = Scope.ANY, named: Iterable[Span] = ()) -> list[Span]:
    """Where a query matches one text; see `Highlighter`."""
    return Highlighter(tree, part=part).matches(text, named=named)


def snippet(tree: Node, text: str, *, part: Scope = Scope.BODY, named: Iterable[Span] = ()) -> Snippet:
    """The passage of one text that shows best where a query matches; see `Highlighter`."""
    return Highlighter(tree, part=part).snippet(text, named=named)


def asked_for(tree: Node) -> Iterator[Node]:
    """The words, phrases, names and dates of a query that articles are to have: those that do not stand after NOT."""
    match tree:
        case And(children) | Or(children):
            for child in children:
                yield from asked_for(child)
        case Not():
            return
        case _:
            yield tree


def _wanted(tree: Node, part: Scope, vocabulary: Vocabulary | None) -> _Wanted:
    wanted = _Wanted(likely=None if vocabulary is None else set())
    for leaf in asked_for(tree):
        if not isinstance(leaf, Word | Exact | Phrase) or not (Scope.ANY in (part, leaf.scope) or part is leaf.scope):
            continue
        number = len(wanted)
        match leaf:
            case Word():
                wanted.stems.setdefault(leaf.stem, number)
            case Exact():
                wanted.exacts.setdefault(leaf.exact, number)
            case Phrase() if leaf.norms:
                wanted.phrases.append((leaf, number))
                wanted.norms.update(leaf.norms)
        if wanted.likely is not None and vocabulary is not None:
            wanted.likely.update(_words_of(leaf, vocabulary))
    return wanted


def _words_of(leaf: Word | Exact | Phrase, vocabulary: Vocabulary) -> Iterable[str]:
    match leaf:
        case Word():
            return vocabulary(leaf.stem)
        case Exact():
            return (leaf.norm,)
        case Phrase():
            return leaf.norms


@lru_cache(maxsize=CACHED_WORDS)
def _folded(surface: str) -> tuple[str, str]:
    exact = fold_exact(surface)
    return exact, fold_norm(exact)


def _forms(surface: str, likely: set[str] | None) -> tuple[str, str, str]:
    """The forms of a word; without its stem when it cannot be a match.

    Numbers with separators fold to more than their digits, so they are always looked at.
    """
    if likely is not None:
        exact, norm = _folded(surface)
        if norm not in likely and norm.isalpha():
            return exact, norm, ""
    return forms(surface)


def _scan(wanted: _Wanted, known: dict[str, _Kind], text: str, scanned: int) -> Iterator[Match]:
    """Single words as they come, then phrases."""
    tokens: list[_Token] = []
    position = -1
    for word in WORD.finditer(text, 0, scanned):
        surface = word.group()
        kind = known.get(surface) or known.setdefault(surface, _kind(surface, wanted))
        position += kind.is_word
        if not kind.parts and not kind.in_phrase:
            continue
        start, end = word.span()
        if end == scanned < len(text):
            break
        yield from (Match(start, end, part) for part in kind.parts)
        if kind.in_phrase:
            tokens.append(_Token(position, kind.norm, start, end))
    for phrase, number in wanted.phrases:
        yield from _phrase(phrase, number, tokens)


class _Kind(NamedTuple):
    """What a word is to a query."""

    is_word: bool
    """Whether anything is left of it when it is folded; else it takes no position."""
    norm: str
    parts: tuple[int, ...]
    """The parts of the query it answers by itself."""
    in_phrase: bool


def _kind(surface: str, wanted: _Wanted) -> _Kind:
    exact, norm, stem = _forms(surface, wanted.likely)
    numbers = (wanted.stems.get(stem), wanted.exacts.get(exact)) if exact else ()
    return _Kind(bool(exact), norm, tuple(at for at in numbers if at is not None), norm in wanted.norms)


def _phrase(phrase: Phrase, number: int, tokens: Sequence[_Token]) -> Iterator[Match]:
    """The words of every occurrence of a phrase among the tokens that are words of some phrase."""
    for at, token in enumerate(tokens):
        if token.norm != phrase.norms[0]:
            continue
        chain = [token]
        last = token.position + len(phrase.norms) - 1 + phrase.slop
        for later in tokens[at + 1 : at + len(phrase.norms) + phrase.slop]:
            if len(chain) == len(phrase.norms) or later.position > last:
                break
            if later.norm == phrase.norms[len(chain)]:
                chain.append(later)
        if len(chain) == len(phrase.norms):
            yield from (Match(each.start, each.end, number) for each in chain)


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _densest(found: Sequence[Match]) -> Span:
    """Where the matches begin and end that fit a passage and answer most parts of the query; of equals the first."""
    held: dict[int, int] = {}
    best, span, after = (0, 0), (found[0].start, found[0].end), 0
    for at, first in enumerate(found):
        while after < len(found) and (after <= at or found[after].end - first.start <= WIDTH):
            held[found[after].part] = held.get(found[after].part, 0) + 1
            after += 1
        worth = (len(held), after - at)
        if worth > best:
            best, span = worth, (first.start, max(match.end for match in found[at:after]))
        held[first.part] -= 1
        if not held[first.part]:
            del held[first.part]
    return span


def _begin(text: str, first: int, last: int) -> int:
    """Where a passage begins that holds `first` to `last`: at a sentence where there is room, else at a word."""
    room = max(0, WIDTH - (last - first))
    earliest = max(0, first - room * 2 // 3)
    for at in range(first, earliest, -1):
        if text[at - 1] in SENTENCE_ENDS and (text[at - 1] == "\n" or text[at].isspace()):
            return _skip_blanks(text, at, first)
    if earliest == 0:
        return _skip_blanks(text, 0, first)
    for at in range(max(earliest, first - room // 3), first):
        if text[at].isspace():
            return _skip_blanks(text, at, first)
    return _whole(text, first)


def _finish(text: str, start: int, last: int) -> int:
    """Where a passage ends that begins at `start` and should hold `last`: after a word, else between characters."""
    limit = start + WIDTH
    if limit >= len(text):
        return len(text)
    floor = last if start < last <= limit else start + 1
    for at in range(limit, floor - 1, -1):
        if text[at].isspace() and not _continues(text, at + 1):
            return at
    return _whole(text, limit)


def _whole(text: str, at: int) -> int:
    """The place nearest before that does not part a letter from its marks; the place itself when there is none near."""
    for back in range(min(at, WIDTH // 2)):
        if not _continues(text, at - back):
            return at - back
    return at


def _continues(text: str, at: int) -> bool:
    """Whether the character at a place belongs to the one before it: a mark, a joiner, or a letter after a joiner."""
    if not 0 < at < len(text):
        return False
    return unicodedata.category(text[at]) in _JOINED or text[at - 1] == "\N{ZERO WIDTH JOINER}"


_JOINED = frozenset(("Mn", "Me", "Mc", "Cf"))


def _skip_blanks(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace() and not _continues(text, at + 1):
        at += 1
    return _whole(text, at)
