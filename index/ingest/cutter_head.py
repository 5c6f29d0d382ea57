"""The title, deck and byline before an article's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from fihrist.index.ingest.cutter_labels import byline_under_title
from fihrist.index.ingest.cutter_model import Line, Role
from fihrist.index.ingest.cutter_patterns import Patterns
from fihrist.index.ingest.cutter_structure import cohesion

_TITLE_WORDS = 4
_CLEAN_TITLE_WORDS = 2
_FURNITURE = frozenset({Role.FURNITURE, Role.MENU, Role.RELATED, Role.READ_ALSO, Role.COMMENTS, Role.RIGHTS})
_BOXES = frozenset({Role.RELATED, Role.READ_ALSO})
_DECK_WORDS = 5
_MARGIN = 0.3
"""A headline above the title belongs to another article when the text holds so much less of its words, and one in a
box under the title when the text holds less than this of them."""
_SITE_WORDS = 4
_SUFFIX = re.compile(r" [-|\N{EN DASH}\N{EM DASH}»:] ")
_NAME = re.compile(r"^[^\W\d_][^\d:!?\N{ARABIC QUESTION MARK}.\N{ARABIC COMMA}«»\"]*$")


@dataclass(slots=True)
class Head:
    """The lines of an article's head by what they are; numbers are places in the list of the article's lines.

    Attributes:
        end: the first line of the text.
        title: None when the article has none.
        deck: None when there is none.
        bylines: names of the authors.
        aside: lines that belong to menus or other articles.
        repeated: the title again.
        outlet: the name of the site behind the title, when the title stands there without it as well.
    """

    end: int
    title: int | None = None
    deck: int | None = None
    bylines: list[int] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    outlet: str = ""


def find_head(lines: Sequence[Line], text: str, patterns: Patterns) -> Head:
    """Find the head of an article.

    Args:
        lines: of the article.
        text: the beginning of its running text, to tell its title from others'.
        patterns: what is known of outlets.
    """
    _free_first_line(lines)
    paragraphs = [place for place, line in enumerate(lines) if line.paragraph]
    if not paragraphs:
        return _without_paragraphs(lines)
    first = paragraphs[0]
    labelled = [place for place in range(first) if lines[place].role is Role.TITLE]
    shorts = labelled or _without_dated_card([place for place in range(first) if lines[place].role is Role.TEXT], lines)
    if not shorts:
        return _untitled(lines, paragraphs)
    head = Head(first)
    head.title = labelled[-1] if labelled else _choose(lines, shorts, text, head)
    key = lines[head.title].key
    again = set(head.repeated)
    box = next((place for place in range(head.title, first) if lines[place].role in _BOXES), first)
    for place in range(first):
        line = lines[place]
        if place == head.title or line.role is not Role.TEXT:
            continue
        if line.key == key or place in again:
            head.repeated.append(place)
        elif place < head.title or line.words < 2 or (place > box and cohesion(line.text, text) < _MARGIN):
            head.aside.append(place)
        else:
            _under_title(line, place, head, patterns)
    if head.deck is None:
        _long_deck(lines, paragraphs, head)
    return head


def is_clean(lines: Sequence[Line]) -> bool:
    """The lines hold nothing of a web page around the article, so the first one is its title."""
    return not any(line.role in _FURNITURE for line in lines)


def _free_first_line(lines: Sequence[Line]) -> None:
    """The first line of an article is not a link to another and not a byline: "Watch: …" is a headline there."""
    for line in lines:
        if line.role in (Role.FURNITURE, Role.SEPARATOR, Role.MENU):
            continue
        weak = line.role is Role.SEE_ALSO or line.rule in {"name and city", "words of a label", "credit"}
        if weak and line.role is not Role.PUBLISHED and line.words >= _TITLE_WORDS:
            line.become(Role.TEXT, "")
        return


def _under_title(line: Line, place: int, head: Head, patterns: Patterns) -> None:
    """A short line between the title and the text: a byline, the deck, or a line of the text."""
    name = line.words <= _TITLE_WORDS and line.size <= 40 and _NAME.match(line.text) is not None
    if byline_under_title(line, patterns) or name:
        head.bylines.append(place)
    elif head.deck is None and line.words >= _DECK_WORDS:
        head.deck = place


def _without_paragraphs(lines: Sequence[Line]) -> Head:
    """Notes, verse, hard-wrapped text: the first line is the title, the rest is the text."""
    texts = [place for place, line in enumerate(lines) if line.role is Role.TITLE]
    texts += [place for place, line in enumerate(lines) if line.role is Role.TEXT and place > (texts or [-1])[0]]
    if not texts:
        return Head(0)
    head = Head(texts[0] + 1, title=texts[0])
    head.end = next((place for place in texts[1:] if lines[place].key != lines[texts[0]].key), head.end)
    head.repeated = [place for place in texts[1:] if place < head.end]
    return head


def _untitled(lines: Sequence[Line], paragraphs: list[int]) -> Head:
    """The first line is running text; when it is no longer than a headline may be and more follows, it is the title."""
    first = lines[paragraphs[0]]
    if len(paragraphs) >= 2 and first.size <= 130 and lines[paragraphs[1]].size > first.size:
        return Head(paragraphs[1], title=paragraphs[0])
    return Head(paragraphs[0])


def _without_dated_card(shorts: list[int], lines: Sequence[Line]) -> list[int]:
    """Short lines but the headline of a box whose first card is a date and a headline."""
    cards = {
        place
        for place in shorts
        if place >= 2
        and lines[place - 1].rule == "date line"
        and lines[place - 2].role in (Role.RELATED, Role.READ_ALSO)
    }
    return [place for place in shorts if place not in cards] or shorts


def _choose(lines: Sequence[Line], shorts: list[int], text: str, head: Head) -> int:
    """The title among the short lines before the text."""
    counts = Counter(lines[place].key for place in shorts)
    again = next((place for place in shorts if counts[lines[place].key] > 1 and lines[place].words >= 3), None)
    if again is not None:
        return again
    by_key = {lines[place].key: place for place in shorts}
    for place in shorts:
        shorter = _without_site(lines[place], by_key)
        if shorter is not None and lines[shorter].words >= _TITLE_WORDS:
            head.repeated.append(place)
            head.outlet = _SUFFIX.split(lines[place].flat)[-1]
            return shorter
    dated = any(lines[place].role is Role.PUBLISHED for place in range(shorts[-1]))
    words = _TITLE_WORDS if dated or lines[shorts[-1] + 1].role is Role.PUBLISHED else _CLEAN_TITLE_WORDS
    if shorts[0] == 0 and lines[0].words >= words and is_clean(lines):
        return 0
    full = [place for place in shorts if lines[place].words >= _TITLE_WORDS]
    if not full:
        return max(shorts, key=lambda place: (lines[place].words >= 2, lines[place].words, -place))
    if len(full) == 1:
        return full[0]
    scores = {place: cohesion(lines[place].text, text) for place in full[-12:]}
    best = max(scores.values())
    return next(place for place, score in scores.items() if score >= best - _MARGIN)


def _without_site(line: Line, by_key: Mapping[str, int]) -> int | None:
    """Another short line that is this one without the name of the site at its end."""
    pieces = _SUFFIX.split(line.key)
    if len(pieces) < 2 or len(pieces[-1].split()) > _SITE_WORDS:
        return None
    return by_key.get(line.key[: -len(pieces[-1])].rstrip(' -|:"'))


def _long_deck(lines: Sequence[Line], paragraphs: list[int], head: Head) -> None:
    """A whole sentence under the title, clearly shorter than the paragraphs of the text, is a deck."""
    first = paragraphs[0]
    if head.title is None or head.end != first or head.bylines or len(paragraphs) < 4:
        return
    between = lines[head.title + 1 : first]
    if any(line.role not in (Role.FURNITURE, Role.CAPTION) and line.key != lines[head.title].key for line in between):
        return
    size = lines[first].size
    usual = median(lines[place].size for place in paragraphs[1:])
    if size <= 200 and size < 0.75 * usual and size < lines[paragraphs[1]].size:
        head.deck = first
        head.end = first + 1
