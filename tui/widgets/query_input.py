"""The box a query is typed into: the value stays in reading order, what is drawn is laid out."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from fihrist.tui.keys import Key, bindings
from fihrist.tui.text.layout import RTL, Cell, Mode, Paragraph
from fihrist.tui.widgets.drawing import Look, cell_segments, label_strip

LONGEST_QUERY = 10_000
"""Characters; the query language reads no more."""


class QueryInput(Input):
    """An `Input` for text of both directions.

    In a right-to-left value the left arrow goes forward. Cursor and mouse move by clusters, Backspace takes away one
    character, so a wrong haraka can be removed alone.
    """

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter,down", "to_results", "النتائج", "go to the results"),
        Key("escape", "app.step_back", "مسح", "clear the query, then the filters"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(KEYS),
        *bindings(
            (
                Key("left", "arrow(-1)", "", "", shown=False),
                Key("right", "arrow(1)", "", "", shown=False),
                Key("shift+left", "arrow(-1, True)", "", "", shown=False),
                Key("shift+right", "arrow(1, True)", "", "", shown=False),
            )
        ),
    ]
    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0))
    """Textual's, but without a layout of the whole screen at each key."""

    def __init__(self, look: Look, *, placeholder: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, select_on_focus=False, max_length=LONGEST_QUERY, id=id)
        self.look = look
        self._laid_out: tuple[str, Look, Paragraph] | None = None

    @property
    def paragraph(self) -> Paragraph:
        """The value, laid out."""
        known = self._laid_out
        if known is None or known[0] != self.value or known[2].display != self.look.display:
            known = self._laid_out = (self.value, self.look, self.look.paragraph(self.value))
        return known[2]

    @property
    def rtl(self) -> bool:
        """Whether the value runs from the right."""
        return self.paragraph.base == RTL

    def action_arrow(self, by: int, select: bool = False) -> None:
        """Move the cursor one cluster to the left (-1) or right (1) as seen in the main direction of the value."""
        position = self.cursor_position
        stops = self.paragraph.boundaries()
        if (by > 0) is not self.rtl:
            target = min((stop for stop in stops if stop > position), default=position)
        else:
            target = max((stop for stop in stops if stop < position), default=position)
        self.selection = Selection(self.selection.start, target) if select else Selection.cursor(target)

    def action_to_results(self) -> None:
        """Leave the box for the results, searching at once."""
        self.post_message(self.Submitted(self, self.value, None))

    def render_line(self, y: int) -> Strip:
        """Draw the value with its cursor or selection."""
        width = self.scrollable_content_region.width
        if y or width < 2:
            return Strip.blank(self.size.width, self.rich_style)
        cursor_style = self.rich_style + self.get_component_rich_style("input--cursor")
        cursor_seen = self.has_focus and self._cursor_visible
        if not self.value:
            return self._placeholder_strip(width, cursor_seen)
        cells = self.paragraph.all_cells()
        start, end = sorted(self.selection)
        if start < end:
            spans = [(start, end, self.get_component_rich_style("input--selection"))]
        else:
            spans = [(start, start + 1, cursor_style)] if cursor_seen else []
        at_end = start == end == len(self.value) and cursor_seen
        tail = Segment(" ", cursor_style if at_end else self.rich_style)
        segments = cell_segments(cells, self.rich_style, spans)
        used = sum(cell.width for cell in cells) + 1
        blank = Segment(" " * max(0, width - used), self.rich_style)
        if self.look.display.mode is Mode.LOGICAL:
            line = [Segment("\N{FIRST STRONG ISOLATE}"), *segments, tail, Segment("\N{POP DIRECTIONAL ISOLATE}")]
        else:
            line = [tail, *segments] if self.rtl else [*segments, tail]
        strip = Strip([blank, *line] if self.rtl else [*line, blank], max(used, width))
        left = self._first_seen(cells, used, width)
        return strip.crop(left, left + width) if used > width else strip

    def _placeholder_strip(self, width: int, cursor_seen: bool) -> Strip:
        style = self.rich_style + self.get_component_rich_style("input--placeholder")
        strip = label_strip(self.look.label(self.placeholder), width - 1, style)
        cursor = self.rich_style + self.get_component_rich_style("input--cursor") if cursor_seen else self.rich_style
        return Strip([*strip, Segment(" ", cursor)], width)

    @property
    def _left_end(self) -> bool:
        """Whether the place behind the last character is the leftmost cell."""
        return self.rtl and self.look.display.mode is not Mode.LOGICAL

    def _first_seen(self, cells: list[Cell], used: int, width: int) -> int:
        """The leftmost cell to show of a value that is wider than the box: the cursor stays in view."""
        left_end = self._left_end
        at = 1 if left_end else 0
        for cell in cells:
            if cell.start <= self.cursor_position < cell.end:
                break
            at += cell.width
        else:
            at = 0 if left_end else used - 1
        return min(max(0, at - width // 2), used - width)

    def _cell_offset_to_index(self, offset: int) -> int:
        """The offset in the value of a cell that was clicked."""
        cells = self.paragraph.all_cells()
        width = self.scrollable_content_region.width
        used = sum(cell.width for cell in cells) + 1
        if used > width:
            at = offset + self._first_seen(cells, used, width)
        else:
            at = offset - (width - used if self.rtl else 0)
        position = 1 if self._left_end else 0
        if at < position:
            return len(self.value)
        for cell in cells:
            if at < position + cell.width:
                return cell.start
            position += cell.width
        return 0 if self.rtl else len(self.value)
