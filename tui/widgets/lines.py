"""A scrolling pane of rows that are drawn when they are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fihrist.tui.keys import Key
from fihrist.tui.widgets.drawing import Look, component_style

_MOST_STRIPS = 2000
"""Drawn rows kept, some tens of screens."""


class Lines(ScrollView, can_focus=True):
    """Rows of equal height one, as many as there are; only visible ones cost time.

    Subclasses say how many rows there are, draw one, and name what besides the row a drawing depends on.
    """

    ALLOW_SELECT = False
    KEYS: ClassVar[tuple[Key, ...]] = ()
    """What can be done in this pane, for the bar at the bottom and the help."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--current", "lines--current-blurred"}
    virtual_size = Reactive(Size(0, 0))
    """Textual's, but without a layout of the whole screen: how many rows there are changes no pane's place."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.look = look
        self._strips: OrderedDict[Hashable, Strip] = OrderedDict()

    def row_count(self) -> int:
        """How many rows there are at the present width."""
        raise NotImplementedError

    def draw_row(self, row: int, width: int) -> Strip:
        """The row's cells, `width` of them."""
        raise NotImplementedError

    def row_state(self, row: int) -> Hashable:  # noqa: ARG002 - for subclasses
        """What the drawing of a row depends on besides its content."""
        return self.has_focus

    def keep_in_view(self) -> None:
        """Scroll to what must be seen after a change of size, such as a cursor."""

    def row_clicked(self, row: int) -> None:
        """Act on a click."""

    @property
    def text_width(self) -> int:
        """Cells of a row."""
        return max(4, self.scrollable_content_region.width)

    @property
    def page_height(self) -> int:
        """Rows that are seen at once."""
        return max(1, self.scrollable_content_region.height)

    def part(self, name: str) -> Style:
        """The style of a component class, without the background of the pane."""
        return component_style(self, name)

    def relayout(self) -> None:
        """Draw everything anew: the content, the width or the way of drawing has changed."""
        self._strips.clear()
        self.virtual_size = Size(self.text_width, self.row_count())
        self.refresh()

    def watch_virtual_size(self, size: Size) -> None:
        """Fit the scroll bar, and the place in the rows, to how many there are."""
        self.vertical_scrollbar.window_virtual_size = size.height
        self.set_scroll(None, min(self.scroll_y, self.max_scroll_y))

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self.relayout()
        self.keep_in_view()

    def notify_style_update(self) -> None:
        """Forget rows drawn in another theme."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Textual's question for one line of the screen."""
        row = y + int(self.scroll_offset.y)
        width = self.text_width
        if row >= self.row_count():
            return Strip.blank(width, self.rich_style)
        state = (row, width, self.row_state(row))
        strip = self._strips.get(state)
        if strip is None:
            strip = self._strips[state] = self.draw_row(row, width).adjust_cell_length(width, self.rich_style)
            if len(self._strips) > _MOST_STRIPS:
                self._strips.popitem(last=False)
        return strip

    def on_click(self, event: events.Click) -> None:
        """Turn a click into the row it fell on."""
        offset = event.get_content_offset(self)
        if offset is not None:
            row = offset.y + int(self.scroll_offset.y)
            if row < self.row_count():
                self.row_clicked(row)

    def show_rows(self, first: int, count: int = 1) -> None:
        """Scroll as little as needed for rows to be seen."""
        top, height = int(self.scroll_offset.y), self.page_height
        if first < top or count > height:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif first + count > top + height:
            self.scroll_to(y=first + count - height, animate=False, immediate=True)

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """Scroll by pages, one line short, so that a line stays in view."""
        self.scroll_relative(y=by * max(1, self.page_height - 1), animate=False, immediate=True)

    def action_edge(self, where: int) -> None:
        """Go to the first (-1) or the last (1) row."""
        self.scroll_to(y=0 if where < 0 else self.row_count(), animate=False, immediate=True)
