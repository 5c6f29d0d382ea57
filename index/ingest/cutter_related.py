"""Blocks of links and cards, and comments, under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fihrist.index.ingest.cutter_model import Line, Role
from fihrist.index.model import PartKind, RelatedLink

_NAME_AND_CITY = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_TEASER = 200
_LAST_TEASER = 230
_OWN = frozenset(
    {Role.FURNITURE, Role.SEPARATOR, Role.RIGHTS, Role.SOURCE, Role.KEYWORDS, Role.TRANSLATOR, Role.MENU, Role.END}
)
"""Lines that keep their own meaning inside a block."""
_CARDS_STATE = frozenset({Role.SOURCE, Role.TRANSLATOR})
_SKIPPED = frozenset({Role.FURNITURE, Role.SEPARATOR, Role.MENU})


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what belongs to it; numbers are places in the list of the article's lines.

    Attributes:
        start: the heading.
        end: after its last line.
        kind: what its lines are.
        rule: the rule for them.
        places: the lines of the block.
        furniture: those of them that keep their own meaning.
        cards: the links.
        final: a block of cards after the article, which stands for itself.
    """

    start: int
    end: int
    kind: PartKind
    rule: str
    places: frozenset[int]
    furniture: tuple[int, ...]
    cards: tuple[RelatedLink, ...]
    final: bool


def find_block(lines: Sequence[Line], start: int) -> Block:
    """The block under the heading at `start`."""
    role = lines[start].role
    end = len(lines) if role is Role.COMMENTS else _end(lines, start)
    inner = range(start + 1, end)
    own = tuple(place for place in inner if lines[place].role in _OWN)
    if role is Role.COMMENTS:
        return Block(start, end, PartKind.CHROME, "comments", frozenset(range(start, end)), (), (), final=False)
    cards = _cards([lines[place] for place in inner if lines[place].role not in _OWN])
    if role is Role.READ_ALSO or not cards:
        kind = PartKind.SEE_ALSO if cards else PartKind.CHROME
        return Block(start, end, kind, "links under a heading", frozenset(range(start, end)), own, (), final=False)
    final = end == len(lines)
    places = frozenset(range(start, end))
    # A source between headlines is a card's; behind the last of them it may close the article.
    last = max(place for place in inner if lines[place].role is Role.TEXT)
    stated = {lines[place].role for place in own if place < last} & _CARDS_STATE
    own = tuple(place for place in own if lines[place].role not in stated)
    return Block(start, end, PartKind.RELATED, "cards under a heading", places, own, cards, final=final)


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the text goes on: at a paragraph that is no card's teaser."""
    teasers = titles = 0
    before: Line | None = None
    short_box = lines[start].role is Role.READ_ALSO
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line.role is Role.COMMENTS:
            return place
        if line.role is Role.END:
            return place + 1
        if not line.paragraph:
            if line.role not in _SKIPPED and line.role is not Role.CAPTION:
                titles += line.role is Role.TEXT
                before = line
            continue
        after = _next(lines, place)
        under_title = before is not None and before.role is Role.TEXT
        limit = _LAST_TEASER if teasers else _TEASER
        is_teaser = (
            not short_box
            and under_title
            and (after is None or not after.paragraph)
            and (line.size < limit or (after is not None and after.role is Role.BYLINE))
            and (teasers > 0 or titles <= 2)
        )
        if not is_teaser:
            return place
        teasers += 1
        before = line
    return len(lines)


def _next(lines: Sequence[Line], place: int) -> Line | None:
    return next((line for line in lines[place + 1 : place + 12] if line.role not in _SKIPPED), None)


def _cards(lines: Sequence[Line]) -> tuple[RelatedLink, ...]:
    cards: list[RelatedLink] = []
    seen: set[str] = set()
    for number, line in enumerate(lines):
        signed = number + 1 < len(lines) and lines[number + 1].role is Role.BYLINE
        if line.role is Role.BYLINE and cards:
            found = _NAME_AND_CITY.match(line.text)
            name, city = (found[1], found[2]) if found else (line.value or line.text, "")
            cards[-1] = RelatedLink(cards[-1].title, cards[-1].teaser, name, city)
        elif (
            line.role is Role.TEXT
            and cards
            and not cards[-1].teaser
            and not cards[-1].byline
            and (line.paragraph or signed)
        ):
            if line.key not in seen:
                cards[-1] = RelatedLink(cards[-1].title, line.text)
        elif line.role is Role.TEXT and line.key not in seen and not line.paragraph and line.words >= 3:
            cards.append(RelatedLink(line.text))
            seen.add(line.key)
    return tuple(cards)
