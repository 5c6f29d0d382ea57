"""Why a result was found: its words that answer the query, and where its score comes from."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from fihrist.search.explanation import Explanation
from fihrist.tui.keys import Key, bindings
from fihrist.tui.reasons import RowKind, rows
from fihrist.tui.text.layout import Paragraph
from fihrist.tui.widgets.bars import KeyBar
from fihrist.tui.widgets.drawing import Look, line_strip
from fihrist.tui.widgets.lines import Lines

_INDENT = {RowKind.WORDS: 2, RowKind.NUMBERS: 4}


class ReasonLines(Lines):
    """The rows of an explanation, wrapped."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("escape,q,e", "app.pop_screen", "إغلاق", "close the explanation"),
        Key("down,j", "line(1)", "أسفل", "one line down"),
        Key("up,k", "line(-1)", "أعلى", "one line up"),
        Key("pagedown,space", "page(1)", "صفحة", "one page down", shown=False),
        Key("pageup", "page(-1)", "صفحة للخلف", "one page up", shown=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"reasons--title", "reasons--heading", "reasons--words", "reasons--numbers"}

    def __init__(self, look: Look, explained: Explanation) -> None:
        super().__init__(look, id="reasons")
        self._content = rows(explained)
        self._lines: list[tuple[RowKind, Paragraph, int]] = []

    def relayout(self) -> None:
        """Wrap the rows for the present width."""
        self._lines = []
        for row in self._content:
            paragraph = self.look.label(row.text)
            room = max(4, self.text_width - _INDENT.get(row.kind, 0))
            self._lines += [(row.kind, paragraph, line) for line in range(max(1, paragraph.wrap(room)))]
        super().relayout()

    def row_count(self) -> int:
        """Lines of all rows."""
        return len(self._lines)

    def draw_row(self, row: int, width: int) -> Strip:
        """One line of a row, set in at the right."""
        kind, paragraph, line = self._lines[row]
        base = self.rich_style
        if kind is RowKind.BLANK:
            return Strip.blank(width, base)
        indent = _INDENT.get(kind, 0)
        strip = line_strip(paragraph, line, width - indent, base + self.part(f"reasons--{kind.name.lower()}"))
        return Strip([*strip, Segment(" " * indent, base)], width)


class ReasonsScreen(ModalScreen[None]):
    """The explanation over the panes."""

    def __init__(self, look: Look, explained: Explanation) -> None:
        super().__init__()
        self.look = look
        self._explained = explained

    def compose(self) -> ComposeResult:
        """The rows and their keys."""
        yield ReasonLines(self.look, self._explained)
        yield KeyBar(self.look, id="keys")

    def on_mount(self) -> None:
        """Show the keys of the explanation itself."""
        self.query_one(KeyBar).show(ReasonLines.KEYS)
