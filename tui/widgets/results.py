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

from fihrist.search.results import Hit
from fihrist.tui import labels
from fihrist.tui.keys import Key, bindings
from fihrist.tui.searching import PAGE
from fihrist.tui.text.layout import Paragraph
from fihrist.tui.text.printing import ltr
from fihrist.tui.widgets.drawing import Look, Spans, label_strip, line_strip
from fihrist.tui.widgets.lines import Lines

SNIPPET_LINES = 3
CARD = SNIPPET_LINES + 3
"""Rows of a card: title, snippet, facts, and a blank one."""
_MARGIN = 2


@dataclass(frozen=True, slots=True)
class _Card:
    title: Paragraph
    snippet: Paragraph
    first_line: int
    """Of the snippet's wrapped lines, the first that is shown."""
    facts: Paragraph


class ResultList(Lines):
    """Results of a search, as many as there are; their pages are asked for when they come into view."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "open", "قراءة", "read the article"),
        Key("down,j", "move(1)", "التالي", "next result", shown=False),
        Key("up,k", "move(-1)", "السابق", "previous result", shown=False),
        Key("pagedown,space", "move_page(1)", "الصفحة التالية", "next page", shown=False),
        Key("pageup", "move_page(-1)", "الصفحة السابقة", "previous page", shown=False),
        Key("home", "move_edge(-1)", "أول نتيجة", "first result", shown=False),
        Key("end", "move_edge(1)", "آخر نتيجة", "last result", shown=False),
        Key("s", "app.sort", "الترتيب", "order: relevance, newest, oldest"),
        Key("Y", "app.copy_citation", "نسخ الاقتباس", "copy the citation"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--title", "card--facts", "card--match", "card--mark", "card--message"}

    cursor: reactive[int] = reactive(0, init=False)

    class Moved(Message):
        """Another result is the current one."""

    class Opened(Message):
        """The current result is to be read."""

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

    def say(self, lines: Sequence[str]) -> None:
        """Show why there is no result."""
        self._message = tuple(lines)
        self._forget()
        self.relayout()

    def _forget(self) -> None:
        self._cards.clear()

    def relayout(self) -> None:
        """Lay the cards out anew."""
        self._forget()
        super().relayout()

    def row_count(self) -> int:
        """Rows of all cards, or of the message when there are none."""
        return self.total * CARD if self.total else sum(len(self._message_lines(text)) + 1 for text in self._message)

    def row_state(self, row: int) -> Hashable:
        """A card looks different under the cursor."""
        return self.total and row // CARD == self.cursor, self.has_focus

    def draw_row(self, row: int, width: int) -> Strip:
        """One row of a card."""
        if not self.total:
            return self._draw_message(row, width)
        index, part = divmod(row, CARD)
        base = self.rich_style
        current = index == self.cursor
        if current:
            base += self.get_component_rich_style("lines--current" if self.has_focus else "lines--current-blurred")
        mark = Segment("▐" if current and part < CARD - 1 else " ", base + self.part("card--mark"))
        inner = self._draw_part(index, part, width - _MARGIN, base if part < CARD - 1 else self.rich_style)
        edge = base if part < CARD - 1 else self.rich_style
        return Strip([*inner, Segment(" ", edge), Segment(mark.text, edge + self.part("card--mark"))], width)

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

    def _message_lines(self, text: str) -> list[tuple[Paragraph, int]]:
        paragraph = self.look.label(text)
        return [(paragraph, line) for line in range(paragraph.wrap(self.text_width - _MARGIN))]

    def _draw_message(self, row: int, width: int) -> Strip:
        rows: list[tuple[Paragraph, int] | None] = []
        for text in self._message:
            rows += [*self._message_lines(text), None]
        base = self.rich_style + self.part("card--message")
        place = rows[row]
        inner = Strip.blank(width - 1, base) if place is None else line_strip(*place, width - 1, base)
        return Strip([*inner, Segment(" ", base)], width)

    def row_clicked(self, row: int) -> None:
        """A click chooses a card, a second one opens it."""
        if not self.total:
            return
        if row // CARD == self.cursor:
            self.action_open()
        self.cursor = row // CARD

    def keep_in_view(self) -> None:
        """The current card."""
        self.show_rows(self.cursor * CARD, CARD)

    def watch_cursor(self) -> None:
        """Follow the cursor."""
        self.keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def move(self, by: int) -> bool:
        """Make another result the current one; False at the ends."""
        target = max(0, min(self.total - 1, self.cursor + by))
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
        self.move(where * self.total)

    def action_open(self) -> None:
        """Read the current result."""
        if self.current is not None:
            self.post_message(self.Opened())


def _lit(highlights: Sequence[tuple[int, int]], style: Style) -> Spans:
    return [(start, end, style) for start, end in highlights]
