"""What cards say of themselves: dates, sources and names beside headlines that are not the article's title.

A card stands in a box under its heading ("most read"), or without one as a headline with a date under it. What it states
is never the article's; where it cannot be told whose a statement is, nobody gets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fihrist.index.ingest.cutter_head import Head
from fihrist.index.ingest.cutter_model import Line, Role
from fihrist.index.model import PartKind

_STATEMENTS = frozenset({Role.PUBLISHED, Role.UPDATED, Role.SOURCE, Role.BYLINE, Role.TRANSLATOR, Role.CAPTION})
_BOXES = frozenset({Role.RELATED, Role.READ_ALSO})
_ASIDE = frozenset({Role.FURNITURE, Role.SEPARATOR, Role.MENU})
_OWN = frozenset({PartKind.TITLE, PartKind.DECK, PartKind.BYLINE, PartKind.REPEATED})
_HEADLINE_WORDS = 3


def cards_of_others(lines: Sequence[Line], head: Head, kinds: Sequence[PartKind]) -> Iterator[int]:
    """The places of statements that belong to cards.

    Args:
        lines: of an article.
        head: its head.
        kinds: what each line was taken for.
    """
    yield from _in_boxes(lines, head)
    paragraphs = [place for place, line in enumerate(lines) if line.paragraph]
    last = paragraphs[-1] if paragraphs else len(lines)
    title = head.title if head.title is not None else -1
    headline = False
    for place, line in enumerate(lines):
        if line.role is Role.PUBLISHED and (line.rule == "date line" or place < title):
            if headline and kinds[place] is PartKind.PUBLISHED:
                yield place
        elif line.role not in _ASIDE:
            outside = place < title or place > last
            headline = outside and _is_headline(line) and kinds[place] not in _OWN


def _in_boxes(lines: Sequence[Line], head: Head) -> Iterator[int]:
    """Statements before the text in a box with headlines; a title ends the box."""
    inside = headline = False
    waiting: list[int] = []
    own = {head.deck, *head.bylines}
    for place in range(min(head.end, len(lines))):
        line = lines[place]
        if line.role in _BOXES:
            inside, headline, waiting = True, False, []
        elif line.role is Role.END:
            inside = False
        elif place == head.title:
            # The title stands after the box, or after a heading that was the name of a section.
            if inside:
                yield from waiting
            inside = False
        elif inside and line.role in _STATEMENTS:
            waiting.append(place)
            if headline:
                yield from waiting
                waiting = []
        elif inside and _is_headline(line) and place not in own:
            headline = True
            yield from waiting
            waiting = []


def _is_headline(line: Line) -> bool:
    return line.role is Role.TEXT and not line.paragraph and line.words >= _HEADLINE_WORDS
