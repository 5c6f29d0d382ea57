"""Where the articles of a page begin.

A page may hold several articles, saved one after the other with what stood between them. A new one begins only on
evidence; a subheading, a box of links or a caption is none. The evidence, each rule with its name:

- ``labelled title``: a line says that it is a title, as the article before does, or with a date or a source.
- ``title repeated``: a short line is printed again within a few lines, and running text follows.
- ``title and date``: a short line, then a line that states a publication date, then running text.
- ``date and title``: the date first, where the article before has its own already.
- ``title and source``: the article before ends with its source, and a title states one of its own.
- ``second date``: the label of the article's date again, with another day, and running text; it has no title.
- ``after the end``: the article before is closed (keywords, source, copyright, comments, a heading of links, a long
  rule, its date when that stands under it) and a title with at least two paragraphs follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fihrist.index.ingest.cutter_model import Line, Role

_WINDOW = 12
"""How many lines may stand between a title and its text: picture, captions, date, byline, deck, buttons."""

_CLOSING = {
    Role.SOURCE: 1,
    Role.KEYWORDS: 2,
    Role.RIGHTS: 2,
    Role.COMMENTS: 2,
    Role.READ_ALSO: 1,
    Role.RELATED: 1,
    Role.SEPARATOR: 1,
    Role.TRANSLATOR: 1,
}
_CLOSED = 2
_LONG_RULE = 8
_TRANSPARENT = frozenset({Role.FURNITURE, Role.CAPTION, Role.SEE_ALSO, Role.UPDATED, Role.SEPARATOR})
_HEAD = _TRANSPARENT | {
    Role.PUBLISHED,
    Role.BYLINE,
    Role.SOURCE,
    Role.TRANSLATOR,
    Role.MENU,
    Role.KEYWORDS,
    Role.ADDRESS,
}
_STATED = frozenset({Role.PUBLISHED, Role.UPDATED, Role.SOURCE, Role.BYLINE, Role.ADDRESS, Role.TRANSLATOR})
"""What pages state before or after the title, each in its own way."""
_BULLETS = "-*\N{BULLET}\N{EN DASH}\N{EM DASH}"
_BRIEF = 120
_REPORT = 400
_WORD = re.compile(r"[^\W\d_]{3,}")
_PROCLITICS = re.compile(
    "^(?:[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}]?[\N{ARABIC LETTER BEH}\N{ARABIC LETTER KAF}]?"
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}|[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}]?\N{ARABIC LETTER LAM}{1,2}"
    "|[\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}\N{ARABIC LETTER BEH}])(?=.{3})"
)


@dataclass(frozen=True, slots=True)
class Start:
    """The first line of an article and the rule that says so."""

    line: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What follows a possible title."""

    paragraph: int
    repeated: bool
    dated: bool
    sourced: bool
    shorts: int


class Structure:
    """The runs of running text of a page, and the starts of its articles."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.run, self.mass = self._runs()

    def starts(self) -> list[Start]:
        """The starts of all articles; the first is the page's beginning."""
        starts = [Start(0, "page")]
        state = _State()
        index = 0
        while index < len(self.lines):
            start = self._start_at(index, state) if state.body else None
            if start is not None:
                starts.append(Start(self._with_statements(start.line, state, starts[-1].line), start.rule))
                state = _State()
            state.take(self.lines[index], self.run[index])
            index += 1
        return starts

    def _runs(self) -> tuple[list[int], list[int]]:
        """For each line the paragraphs that follow one another from it on, and their characters."""
        count = len(self.lines)
        run, mass = [0] * (count + 1), [0] * (count + 1)
        for index in range(count - 1, -1, -1):
            line = self.lines[index]
            if line.paragraph:
                run[index] = run[index + 1] + 1
                mass[index] = mass[index + 1] + line.size
            elif line.role in _TRANSPARENT:
                run[index], mass[index] = run[index + 1], mass[index + 1]
        return run, mass

    def _start_at(self, index: int, state: _State) -> Start | None:
        line = self.lines[index]
        if line.role is Role.PUBLISHED:
            return self._dated_first(index, state) or self._second_date(index, state)
        if not line.titular or line.key in state.titles or line.text[0] in _BULLETS:
            return None
        ahead = self._look(index)
        if ahead is None:
            return None
        # The label of a title is that of an address too: "العنوان: شارع الحمراء، بيروت".
        if line.role is Role.TITLE and (ahead.dated or ahead.sourced or Role.TITLE in state.before_text):
            return Start(index, "labelled title")
        run, mass = self.run[ahead.paragraph], self.mass[ahead.paragraph]
        if state.in_links and run < 2 and mass < _REPORT:
            return None
        if ahead.repeated and mass >= _BRIEF and line.words >= 3:
            return Start(index, "title repeated")
        if ahead.dated and line.words >= 3:
            return Start(index, "title and date")
        long = run >= 2 or mass >= _REPORT
        if ahead.sourced and Role.SOURCE in state.ended and line.words >= 3 and long and ahead.shorts <= 1:
            return Start(index, "title and source")
        if state.closed >= _CLOSED and line.words >= 4 and long and ahead.shorts <= 1:
            return Start(self._best(index, ahead, state), "after the end")
        return None

    def _with_statements(self, index: int, state: _State, floor: int) -> int:
        """The first of the lines before a title that belong to it: what the article before stated before its own text."""
        while index - 1 > floor:
            before = self.lines[index - 1].role
            if before not in _STATED or before not in state.before_text:
                break
            index -= 1
        return index

    def _dated_first(self, index: int, state: _State) -> Start | None:
        """A date, then a title, then text, where the article before stated its date at its own beginning."""
        if Role.PUBLISHED not in state.before_text or index + 1 >= len(self.lines):
            return None
        following = self.lines[index + 1]
        if not following.titular or following.words < 3 or following.key in state.titles:
            return None
        ahead = self._look(index + 1)
        if ahead is None or (state.in_links and self.run[ahead.paragraph] < 2):
            return None
        return Start(index, "date and title")

    def _second_date(self, index: int, state: _State) -> Start | None:
        """The same label with another day, and text under it: another article, whatever its title was."""
        line = self.lines[index]
        label = _label_of(line)
        if not line.value or label is None or label != state.date_label or line.value in state.dates:
            return None
        run, mass = self.run[index + 1], self.mass[index + 1]
        return Start(index, "second date") if run >= 2 or mass >= _REPORT else None

    def _look(self, index: int) -> _Ahead | None:
        """Follow the lines from a possible title to its first paragraph; None when something else comes first."""
        key = self.lines[index].key
        repeated = dated = sourced = False
        shorts = 0
        for place in range(index + 1, min(index + 1 + _WINDOW, len(self.lines))):
            line = self.lines[place]
            if line.paragraph:
                return _Ahead(place, repeated, dated, sourced, shorts)
            if line.role is Role.PUBLISHED:
                if dated:
                    return None
                dated = True
            elif line.role is Role.SOURCE:
                sourced = True
            elif line.role is Role.TEXT:
                repeated = repeated or line.key == key
                shorts += line.key != key
                if shorts > 2:
                    return None
            elif line.role not in _HEAD:
                return None
        return None

    def _best(self, index: int, ahead: _Ahead, state: _State) -> int:
        """Of two short lines before a text: title and deck, or the last link of a list and the title."""
        if not ahead.shorts or not state.in_links:
            return index
        second = next(place for place in range(index + 1, ahead.paragraph) if self.lines[place].role is Role.TEXT)
        text = self.text_from(ahead.paragraph)
        return index if cohesion(self.lines[index].text, text) >= cohesion(self.lines[second].text, text) else second

    def text_from(self, index: int) -> str:
        """The beginning of the running text from a line on, for comparing it with titles."""
        pieces: list[str] = []
        size = 0
        for line in self.lines[index : index + 8]:
            if line.paragraph:
                pieces.append(line.text[:1500])
                size += line.size
            if size > 3000:
                break
        return "\n".join(pieces)


class _State:
    """What has been seen of the article so far."""

    def __init__(self) -> None:
        self.body = False
        self.closed = 0
        self.in_links = False
        self.before_text: set[Role] = set()
        self.titles: set[str] = set()
        self.ended: set[Role] = set()
        self.size = 0
        self.date_label: str | None = None
        self.dates: set[str] = set()

    def take(self, line: Line, run: int) -> None:
        """Go past a line."""
        if line.paragraph:
            self.size += line.size
            self.ended.clear()
            # A single paragraph among links is the teaser of a card.
            if not self.in_links or run >= 2:
                self.body = True
                self.closed = 0
                self.in_links = False
            return
        if line.role is Role.PUBLISHED and line.value:
            self._take_date(line)
        if not self.body:
            self.before_text.add(line.role)
        if line.role in (Role.TEXT, Role.TITLE) and not self.body and len(self.titles) < 8:
            self.titles.add(line.key)
        if line.role is Role.END:
            self.in_links, self.closed = False, 0
        if self.body:
            self.ended.add(line.role)
            weight = _CLOSING.get(line.role, 0)
            self.closed += 2 if line.role is Role.SEPARATOR and line.size >= _LONG_RULE else weight
            self.in_links = self.in_links or line.role in (Role.RELATED, Role.READ_ALSO)
            if self.in_links and line.role is Role.BYLINE:
                self.closed = max(self.closed, _CLOSED)

    def _take_date(self, line: Line) -> None:
        """A date with a label: the first one of the article under its text ends it."""
        label = _label_of(line)
        if label is None:
            return
        if self.date_label is None:
            self.date_label = label
            if self.body and self.size >= _REPORT:
                self.closed = _CLOSED
        self.dates.add(line.value)


def _label_of(line: Line) -> str | None:
    """What stands before the date of a line that states one; None when nothing does."""
    if line.rule == "date line":
        return None
    return line.text.partition(line.value)[0].strip(" :|-")


def cohesion(title: str, text: str) -> float:
    """The share of a title's words, by their first letters without proclitics, that a text holds; 0 to 1."""
    wanted = _stems(title)
    return len(wanted & _stems(text)) / len(wanted) if wanted else 0.0


def _stems(text: str) -> set[str]:
    return {_PROCLITICS.sub("", word)[:4] for word in _WORD.findall(text)}
