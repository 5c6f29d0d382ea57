"""The pane an article is read in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from fihrist.index.model import Article, Mention
from fihrist.tui import labels
from fihrist.tui.document import Block, BlockKind, Place, article_blocks, places
from fihrist.tui.keys import Key, bindings
from fihrist.tui.text.layout import LTR, Paragraph
from fihrist.tui.text.printing import address
from fihrist.tui.widgets.drawing import Look, Spans, line_strip
from fihrist.tui.widgets.lines import Lines

_STYLES = {
    BlockKind.TITLE: "reader--title",
    BlockKind.FACTS: "reader--facts",
    BlockKind.NOTE: "reader--facts",
    BlockKind.ADDRESS: "reader--facts",
}
_BLANK = -1
"""As a line number: the empty row after a paragraph."""

SpanPairs = Sequence[tuple[int, int]]


class Reader(Lines):
    """An article with its matches lit and its names underlined."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("n", "hit(1)", "الموضع التالي", "next match"),
        Key("N", "hit(-1)", "السابق", "previous match"),
        Key("right_square_bracket", "app.neighbour(1)", "النتيجة التالية", "next result"),
        Key("left_square_bracket", "app.neighbour(-1)", "السابقة", "previous result"),
        Key("y", "copy", "نسخ الفقرة", "copy the paragraph, in reading order"),
        Key("Y", "app.copy_citation", "نسخ الاقتباس", "copy the citation"),
        Key("e", "app.explain", "لماذا؟", "why this result: what matched, and its score", shown=False),
        Key("down,j", "line(1)", "سطر إلى أسفل", "one line down", shown=False),
        Key("up,k", "line(-1)", "سطر إلى أعلى", "one line up", shown=False),
        Key("pagedown,space", "page(1)", "الصفحة التالية", "one page down", shown=False),
        Key("pageup", "page(-1)", "الصفحة السابقة", "one page up", shown=False),
        Key("home", "edge(-1)", "أول المقالة", "beginning of the article", shown=False),
        Key("end", "edge(1)", "آخر المقالة", "end of the article", shown=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title", "reader--facts", "reader--match", "reader--match-now", "reader--name", "reader--empty",
    }  # fmt: skip

    class HitShown(Message):
        """Another match is the current one, or there is none."""

        def __init__(self, notice: str = "") -> None:
            super().__init__()
            self.notice = notice

    class Copied(Message):
        """A paragraph's text is to be put on the clipboard."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self.article: Article | None = None
        self.hits: list[Place] = []
        self.at = 0
        self._blocks: list[Block] = []
        self._names: list[Place] = []
        self._paragraphs: list[Paragraph] = []
        self._rows: list[tuple[int, int]] = []
        self._first_rows: list[int] = []
        self._spans: dict[int, list[tuple[int, Place]]] = {}

    def show(self, article: Article, title_hits: SpanPairs, body_hits: SpanPairs, mentions: Sequence[Mention]) -> None:
        """Show an article from its beginning; its first match, in the title or further on, is the current one."""
        self.article = article
        self._blocks = article_blocks(article)
        in_title = places(self._blocks, BlockKind.TITLE, title_hits)
        self.hits = [*in_title, *places(self._blocks, BlockKind.BODY, body_hits)]
        self._names = places(self._blocks, BlockKind.BODY, [(name.start, name.end) for name in mentions])
        self._spans = {}
        for number, place in enumerate(self.hits):
            self._spans.setdefault(place[0], []).append((number, place))
        self.at = 0
        self._paragraphs, self._rows = [], []
        self.relayout()
        self.scroll_to(y=0, animate=False, immediate=True)
        if self.hits:
            self._go_to(0)
        self.post_message(self.HitShown())

    def clear(self) -> None:
        """Show no article."""
        self.article = None
        self.hits, self._blocks, self._names, self._paragraphs, self._rows = [], [], [], [], []
        self.relayout()
        self.post_message(self.HitShown())

    def relayout(self) -> None:
        """Wrap every paragraph for the present width; the text at the top stays there."""
        top = self._rows[min(int(self.scroll_offset.y), len(self._rows) - 1)] if self._rows else None
        start = self._paragraphs[top[0]].lines[top[1]][0] if top and top[1] != _BLANK else 0
        if not self._paragraphs or self._paragraphs[0].display != self.look.display:
            self._paragraphs = [self._paragraph(block) for block in self._blocks]
        self._rows = []
        self._first_rows = []
        for number, paragraph in enumerate(self._paragraphs):
            self._first_rows.append(len(self._rows))
            self._rows += [(number, line) for line in range(paragraph.wrap(self._measure))]
            self._rows.append((number, _BLANK))
        super().relayout()
        if top is not None:
            self.scroll_to(y=self._row_of((top[0], start, start)), animate=False, immediate=True)

    def _paragraph(self, block: Block) -> Paragraph:
        if block.kind is BlockKind.ADDRESS:
            return self.look.paragraph(address(block.text), base=LTR)
        return self.look.label(block.text) if block.kind is BlockKind.FACTS else self.look.paragraph(block.text)

    @property
    def _measure(self) -> int:
        """Cells of a line of text; on very wide screens not all there are, as long lines are hard to follow."""
        return min(self.text_width - 2, 100)

    def row_count(self) -> int:
        """Rows of the whole article; one that says what to do when there is none."""
        return len(self._rows) or 1

    def row_state(self, row: int) -> Hashable:
        """Only rows of the current match's paragraph depend on which match that is."""
        if row < len(self._rows) and self.hits and self._rows[row][0] == self.hits[self.at][0]:
            return self.at
        return None

    def draw_row(self, row: int, width: int) -> Strip:
        """One line of a paragraph."""
        base = self.rich_style
        if not self._rows:
            empty = self.look.label(labels.NOTHING_YET)
            strip = line_strip(empty, 0, width - 1, base + self.part("reader--empty"))
            return Strip([*strip, Segment(" ", base)], width)
        number, line = self._rows[row]
        if line == _BLANK:
            return Strip.blank(width, base)
        style = _STYLES.get(self._blocks[number].kind)
        inner = line_strip(
            self._paragraphs[number], line, width - 2, base + self.part(style) if style else base, self._lit(number)
        )
        return Strip([Segment(" ", base), *inner, Segment(" ", base)], width)

    def _lit(self, number: int) -> Spans:
        match, now, name = self.part("reader--match"), self.part("reader--match-now"), self.part("reader--name")
        hits = [(start, end, now if hit == self.at else match) for hit, (_, start, end) in self._spans.get(number, ())]
        return [*hits, *((start, end, name) for block, start, end in self._names if block == number)]

    def _row_of(self, place: Place) -> int:
        number, start, _ = place
        return self._first_rows[number] + self._paragraphs[number].line_of(start)

    def _go_to(self, hit: int) -> None:
        self.at = hit
        row = self._row_of(self.hits[hit])
        top = int(self.scroll_offset.y)
        if not top <= row < top + self.page_height:
            self.scroll_to(y=max(0, row - self.page_height // 3), animate=False, immediate=True)
        self.refresh()

    def action_hit(self, by: int) -> None:
        """Go to the next or previous match, round at the ends."""
        if not self.hits:
            self.post_message(self.HitShown(labels.NO_HITS_HERE))
            return
        target = self.at + by
        self._go_to(target % len(self.hits))
        notice = labels.FIRST_HIT if target < 0 else labels.LAST_HIT if target >= len(self.hits) else ""
        self.post_message(self.HitShown(notice))

    def action_copy(self) -> None:
        """Copy the paragraph of the current match when it is seen, else the first one seen."""
        if not self._rows:
            return
        top = int(self.scroll_offset.y)
        row = self._row_of(self.hits[self.at]) if self.hits else -1
        seen = top <= row < top + self.page_height
        number = self._rows[row if seen else min(top, len(self._rows) - 1)][0]
        self.post_message(self.Copied(self._blocks[number].text))

    def place_label(self) -> str:
        """Which match and which paragraph is shown."""
        if self.article is None:
            return ""
        return labels.hit_place(self.at + 1, len(self.hits)) if self.hits else labels.NO_HITS_HERE
