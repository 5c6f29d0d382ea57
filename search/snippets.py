"""The passage of a text that shows best where a query matches. Offsets count characters of the original text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from fihrist.search.highlighting import Match, Span, merge
from fihrist.search.results import Snippet

WIDTH = 220
"""Characters of a passage, about three lines of a terminal."""
SCANNED_FOR_SNIPPET = 200_000
"""Characters of a text that are searched for a passage."""

SENTENCE_ENDS = frozenset(".!?\n\N{ARABIC QUESTION MARK}\N{ARABIC SEMICOLON}\N{HORIZONTAL ELLIPSIS}")
_ONE_LINE = str.maketrans("\n\r\t\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", " " * 8)
_JOINED = frozenset(("Mn", "Me", "Mc", "Cf"))


def passage(text: str, found: Sequence[Match]) -> Snippet:
    """The passage of a text with the most different words of a query, and with the most of them.

    It begins at a sentence or a word and ends after a word. Line breaks and tabs in it are blanks, so that offsets
    are those of the text. Without a match it is the text's beginning.

    Args:
        text: the original text.
        found: where the query matches it, in order.
    """
    first, last = _densest(found) if found else (0, 0)
    start = _begin(text, first, last)
    end = _finish(text, start, last)
    inside = [(each.start - start, each.end - start) for each in found if start <= each.start and each.end <= end]
    return Snippet(text[start:end].translate(_ONE_LINE), tuple(merge(inside)), start)


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


def _skip_blanks(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace() and not _continues(text, at + 1):
        at += 1
    return _whole(text, at)
