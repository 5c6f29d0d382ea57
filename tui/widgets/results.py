"""The list of results: cards of title, three lines of snippet, and where the article comes from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from fihrist.search.results import Hit, Suggestion
from fihrist.tui import labels
from fihrist.tui.keys import Key, bindings
from fihrist.tui.searching import PAGE, Chip
from fihrist.tui.text.layout import LTR, Paragraph
from fihrist.tui.text.printing import ELLIPSIS, ltr
from fihrist.tui.widgets.drawing import Look, Spans, label_strip, line_strip
from fihrist.tui.widgets.lines import Lines

SNIPPET_LINES = 3
CARD = SNIPPET_LINES + 3
"""Rows of a card: title, snippet, facts, and a blank one."""
_MARGIN = 3
"""Cells of a card beside its text: one at the left, two at the right."""
_ENDS = (".", "!", "?", "\N{ARABIC QUESTION MARK}", "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}", ")", '"')
"""Behind what a passage is not cut in the middle of a sentence."""


@dataclass(frozen=True, slots=True)
class _Card:
    title: Paragraph
    snippet: Paragraph
    first_line: int
    """Of the snippet's wrapped lines, the first that is shown."""
    facts: Paragraph


@dataclass(frozen=True, slots=True)
class _Said:
    """A row of what is said where there are no results."""

    paragraph: Paragraph
    line: int
    choice: int | None
    """Which suggestion it belongs to."""


_CHOICES = tuple(Key(str(number), f"choose({number - 1})", "", "", shown=False) for number in range(1, 10))


class ResultList(Lines):
    """Results of a search, as many as there are; their pages are asked for when they come into view.

    Without results it says why, and offers other queries: the cursor, a click or a number chooses one.
    """

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "open", "قراءة", "read the article"),
        Key("down,j", "move(1)", "التالي", "next result", shown=False),
        Key("up,k", "move(-1)", "السابق", "previous result", shown=False),
        Key("pagedown,space", "move_page(1)", "الصفحة التالية", "next page", shown=False),
        Key("pageup", "move_page(-1)", "الصفحة السابقة", "previous page", shown=False),
        Key("home", "move_edge(-1)", "أول نتيجة", "first result", shown=False),
        Key("end", "move_edge(1)", "آخر نتيجة", "last result", shown=False),
        Key("e", "app.explain", "لماذا؟", "why this result: what matched, and its score"),
        Key("s", "app.sort", "الترتيب", "order: relevance, newest, oldest"),
        Key("Y", "app.copy_citation", "نسخ الاقتباس", "copy the citation"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS), *bindings(_CHOICES)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card--title", "card--facts", "card--match", "card--mark", "card--message", "card--choice",
    }  # fmt: skip

    cursor: reactive[int] = reactive(0, init=False)

    class Moved(Message):
        """Another result is the current one."""

    class Opened(Message):
        """The current result is to be read."""

    class Chosen(Message):
        """Another query is to be searched for."""

        def __init__(self, suggestion: Suggestion) -> None:
            super().__init__()
            self.suggestion = suggestion

    class PageWanted(Message):
        """Hits from `offset` on have come into view and are not there yet."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self.total = 0
        self._hits: dict[int, Hit] = {}
        self._wanted: set[int] = set()
        self._cards: dict[tuple[int, int], _Card] = {}
        self._message: tuple[str, ...] = ()
        self.suggestions: tuple[Suggestion, ...] = ()
        """What can be searched for instead."""
        self.chips: tuple[Chip, ...] = ()
        """What narrowed the search that found nothing."""
        self._said: list[_Said | None] = []

    @property
    def current(self) -> Hit | None:
        """The result under the cursor, when it is there."""
        return self._hits.get(self.cursor)

    def show(self, hits: Sequence[Hit], total: int) -> None:
        """Show another answer, from its first result on."""
        self._hits = dict(enumerate(hits))
        self._wanted = {0}
        self.total = total
        self._message = ()
        self.suggestions = ()
        self._forget()
        self.set_reactive(ResultList.cursor, 0)
        self.relayout()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.post_message(self.Moved())

    def add_page(self, offset: int, hits: Sequence[Hit]) -> None:
        """Fill in hits that were asked for."""
        self._hits.update(enumerate(hits, offset))
        self._forget()
        self.relayout()
        if offset <= self.cursor < offset + len(hits):
            self.post_message(self.Moved())

    def say(
        self, lines: Sequence[str], suggestions: Sequence[Suggestion] | None = None, chips: Sequence[Chip] = ()
    ) -> None:
        """Show that there is no result, what to ask instead, and after that the other lines.

        Suggestions stay until there is another answer, unless new ones are given.
        """
        self._message = tuple(lines)
        if suggestions is not None:
            self.suggestions, self.chips = tuple(suggestions), tuple(chips)
        self.relayout()

    def _forget(self) -> None:
        self._cards.clear()
        self._said = []

    def relayout(self) -> None:
        """Lay the cards out anew."""
        self._forget()
        if not self.total and self.size.width:
            self._lay_message()
        super().relayout()

    def row_count(self) -> int:
        """Rows of all cards, or of the message when there are none."""
        return self.total * CARD if self.total else len(self._said)

    def row_state(self, row: int) -> Hashable:
        """A card or a suggestion looks different under the cursor."""
        return self._choice(row) == self.cursor, self.has_focus

    def _choice(self, row: int) -> int | None:
        """Which card or suggestion a row belongs to."""
        if self.total:
            return row // CARD
        said = self._said[row]
        return said.choice if said is not None else None

    def draw_row(self, row: int, width: int) -> Strip:
        """One row of a card."""
        if not self.total:
            return self._draw_message(row, width)
        index, part = divmod(row, CARD)
        base = self.rich_style
        current = index == self.cursor
        if current:
            base += self.get_component_rich_style("lines--current" if self.has_focus else "lines--current-blurred")
        edge = base if part < CARD - 1 else self.rich_style
        mark = "▐" if current and part < CARD - 1 else " "
        inner = self._draw_part(index, part, width - _MARGIN, edge)
        left, right = self._cut(index, part, width - _MARGIN)
        return Strip(
            [
                Segment(ELLIPSIS if left else " ", edge),
                *inner,
                Segment(ELLIPSIS if right else " ", edge),
                Segment(mark, edge + self.part("card--mark")),
            ],
            width,
        )

    def _cut(self, index: int, part: int, width: int) -> tuple[bool, bool]:
        """Whether text of the article is left out at the left and at the right of a row of a card."""
        hit = self._hits.get(index)
        if hit is None or not 1 <= part <= SNIPPET_LINES or not hit.snippet.text.strip():
            return False, False
        card = self._card(index, hit, width)
        last = min(card.first_line + SNIPPET_LINES, len(card.snippet.lines)) - 1
        line = card.first_line + part - 1
        more = last < len(card.snippet.lines) - 1 or not hit.snippet.text.rstrip().endswith(_ENDS)
        ends = line == card.first_line and bool(hit.snippet.start or line), line == last and more
        return ends if card.snippet.base == LTR else (ends[1], ends[0])

    def _draw_part(self, index: int, part: int, width: int, base: Style) -> Strip:
        hit = self._hits.get(index)
        if hit is None:
            self._want(index)
            return label_strip(self.look.label(labels.LOADING if part == 0 else ""), width, base)
        card = self._card(index, hit, width)
        match = self.part("card--match")
        if part == 0:
            return label_strip(card.title, width, base + self.part("card--title"), _lit(hit.title_highlights, match))
        if part <= SNIPPET_LINES:
            line = card.first_line + part - 1
            if line >= len(card.snippet.lines):
                return Strip.blank(width, base)
            return line_strip(card.snippet, line, width, base, _lit(hit.snippet.highlights, match))
        if part == SNIPPET_LINES + 1:
            return label_strip(card.facts, width, base + self.part("card--facts"))
        return Strip.blank(width, base)

    def _card(self, index: int, hit: Hit, width: int) -> _Card:
        card = self._cards.get((index, width))
        if card is None:
            snippet = self.look.paragraph(hit.snippet.text)
            lines = snippet.wrap(width)
            first = snippet.line_of(hit.snippet.highlights[0][0]) if hit.snippet.highlights else 0
            card = self._cards[index, width] = _Card(
                title=self.look.paragraph(hit.title or labels.UNTITLED),
                snippet=snippet,
                first_line=max(0, min(first - 1, lines - SNIPPET_LINES)),
                facts=self._facts(hit, width),
            )
        return card

    def _facts(self, hit: Hit, width: int) -> Paragraph:
        """Source, date, and the id where there is room for all of it."""
        short = labels.hit_facts(hit)
        full = self.look.label(f"{short}{labels.SEPARATOR}{ltr(hit.id)}")
        return full if sum(cell.width for cell in full.all_cells()) <= width else self.look.label(short)

    def _want(self, index: int) -> None:
        offset = index // PAGE * PAGE
        if offset not in self._wanted:
            self._wanted.add(offset)
            # Drawing runs in the app's context; as its sender the app would not be told.
            self.post_message(self.PageWanted(offset).set_sender(self))

    def _lay_message(self) -> None:
        """The first line, the suggestions, the other lines."""
        offers = [labels.suggestion(number, each, self.chips) for number, each in enumerate(self.suggestions, 1)]
        entries: list[tuple[str, int | None]] = [(text, None) for text in self._message]
        entries[1:1] = [(text, number) for number, text in enumerate(offers)]
        if offers:
            entries.insert(1, (labels.INSTEAD if self.has_focus else labels.INSTEAD_FIRST, None))
        for text, choice in entries:
            paragraph = self.look.label(text)
            lines = range(paragraph.wrap(self.text_width - _MARGIN))
            self._said += [*(_Said(paragraph, line, choice) for line in lines), None]

    def _draw_message(self, row: int, width: int) -> Strip:
        said = self._said[row]
        if said is None:
            return Strip.blank(width, self.rich_style)
        current = said.choice == self.cursor
        base = self.rich_style + self.part("card--message" if said.choice is None else "card--choice")
        if current:
            base += self.get_component_rich_style("lines--current" if self.has_focus else "lines--current-blurred")
        inner = line_strip(said.paragraph, said.line, width - _MARGIN, base)
        return Strip(
            [
                Segment(" ", base),
                *inner,
                Segment(" ", base),
                Segment("▐" if current else " ", base + self.part("card--mark")),
            ],
            width,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Numbers choose suggestions where there are some; elsewhere they go to the panes."""
        if action == "choose":
            return isinstance(parameters[0], int) and parameters[0] < len(self.suggestions)
        return super().check_action(action, parameters)

    def action_choose(self, number: int) -> None:
        """Search for a suggestion."""
        self.post_message(self.Chosen(self.suggestions[number]))

    def watch_has_focus(self, value: bool) -> None:
        """How to choose among suggestions depends on where keys go."""
        super().watch_has_focus(value)
        if not self.total:
            self.relayout()

    def row_clicked(self, row: int) -> None:
        """A click chooses a card, a second one opens it; one on a suggestion searches for it."""
        if not self.total:
            choice = self._choice(row)
            if choice is not None:
                self.action_choose(choice)
            return
        if row // CARD == self.cursor:
            self.action_open()
        self.cursor = row // CARD

    def keep_in_view(self) -> None:
        """The current card or suggestion."""
        if self.total:
            self.show_rows(self.cursor * CARD, CARD)
            return
        rows = [at for at, said in enumerate(self._said) if said is not None and said.choice == self.cursor]
        if rows:
            self.show_rows(rows[0], len(rows))

    def watch_cursor(self) -> None:
        """Follow the cursor."""
        self.keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def move(self, by: int) -> bool:
        """Make another result the current one; False at the ends."""
        target = max(0, min((self.total or len(self.suggestions)) - 1, self.cursor + by))
        moved = target != self.cursor
        self.cursor = target
        return moved

    def action_move(self, by: int) -> None:
        """Go to the next or previous result."""
        self.move(by)

    def action_move_page(self, by: int) -> None:
        """Go on by as many results as are seen."""
        self.move(by * max(1, self.page_height // CARD))

    def action_move_edge(self, where: int) -> None:
        """Go to the first or last result."""
        self.move(where * (self.total or len(self.suggestions)))

    def action_open(self) -> None:
        """Read the current result, or search for the current suggestion."""
        if self.current is not None:
            self.post_message(self.Opened())
        elif not self.total and self.cursor < len(self.suggestions):
            self.action_choose(self.cursor)


def _lit(highlights: Sequence[tuple[int, int]], style: Style) -> Spans:
    return [(start, end, style) for start, end in highlights]
