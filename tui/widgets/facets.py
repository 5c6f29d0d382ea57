"""The panel of facets: who, where, from whom and when, with counts, to narrow the results by."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from fihrist.search.results import FacetValue
from fihrist.tui import labels
from fihrist.tui.facet_rows import Row, RowKind, facet_rows
from fihrist.tui.keys import Key, bindings
from fihrist.tui.searching import Chip, Kind, Request
from fihrist.tui.widgets.drawing import Look, label_strip
from fihrist.tui.widgets.lines import Lines

_BAR_WIDTH = 6
_NARROWEST_WITH_BARS = 28
_MARKS = {None: " ", False: "✓", True: "−"}
"""By whether the value is excluded; None: it is not chosen."""


class FacetPanel(Lines):
    """Values of the facets among the articles found."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("enter", "choose", "تضييق", "narrow to the value; a date also unfolds its months and days"),
        Key("space", "add(False)", "إضافة", "add the value to the filters, or take it away"),
        Key("minus", "add(True)", "استبعاد", "leave articles with the value out"),
        Key("equals_sign", "only", "هذا وحده", "only this value of its kind", shown=False),
        Key("backspace", "date_up", "فترة أوسع", "back from day to month to year to all"),
        Key("down,j", "move(1)", "التالي", "next value", shown=False),
        Key("up,k", "move(-1)", "السابق", "previous value", shown=False),
        Key("pagedown", "move_page(1)", "الصفحة التالية", "next page", shown=False),
        Key("pageup", "move_page(-1)", "الصفحة السابقة", "previous page", shown=False),
        Key("home", "move_edge(-1)", "الأول", "first value", shown=False),
        Key("end", "move_edge(1)", "الأخير", "last value", shown=False),
        Key("p", "jump('person')", "أشخاص", "persons", shown=False),
        Key("o", "jump('organisation')", "منظمات", "organisations", shown=False),
        Key("l", "jump('place')", "أماكن", "places", shown=False),
        Key("s", "jump('source')", "مصادر", "sources", shown=False),
        Key("d", "jump('date')", "تاريخ النشر", "dates of publication", shown=False),
        Key("m", "jump('mentioned_year')", "سنوات مذكورة", "years that articles speak of", shown=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facets--heading", "facets--count", "facets--bar", "facets--none", "facets--chosen", "facets--more",
    }  # fmt: skip

    cursor: reactive[int] = reactive(0, init=False)

    class Narrowed(Message):
        """Another choice of filters."""

        def __init__(self, request: Request) -> None:
            super().__init__()
            self.request = request

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self.request = Request()
        self._facets: Mapping[str, Sequence[FacetValue]] = {}
        self._unfolded: frozenset[Kind] = frozenset()
        self._rows: list[Row] = []
        self._count_width = 1

    def show(self, request: Request, facets: Mapping[str, Sequence[FacetValue]]) -> None:
        """Show the facets of an answer; while the query is the same the cursor stays on its value where there is one."""
        before = self.row if self.has_focus or request.query == self.request.query else None
        self.request, self._facets = request, facets
        self._rows = facet_rows(facets, request, self._unfolded)
        self._count_width = max((len(f"{row.count:,}") for row in self._rows), default=1)
        same = [
            i for i, row in enumerate(self._rows)
            if before and row.active and (row.facet, row.value) == (before.facet, before.value)
        ]  # fmt: skip
        active = [i for i, row in enumerate(self._rows) if row.active]
        at = same[0] if same else next(iter(active), 0)
        self.set_reactive(FacetPanel.cursor, at)
        self.relayout()
        self.keep_in_view()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def row_count(self) -> int:
        """Rows of all facets."""
        return len(self._rows)

    def row_state(self, row: int) -> Hashable:
        """The row under the cursor looks different."""
        return row == self.cursor, self.has_focus

    def draw_row(self, row: int, width: int) -> Strip:
        """Count, bar and label, from left to right."""
        content = self._rows[row]
        base = self.rich_style
        if row == self.cursor and content.active:
            base += self.get_component_rich_style("lines--current" if self.has_focus else "lines--current-blurred")
        if content.kind is RowKind.BLANK:
            return Strip.blank(width, base)
        if content.kind is RowKind.HEADING:
            heading = label_strip(self.look.label(content.label), width - 1, base + self.part("facets--heading"))
            return Strip([*heading, Segment(" ", base)], width)
        if content.kind is RowKind.MORE:
            more = label_strip(self.look.label(content.label), width - 2, base + self.part("facets--more"))
            return Strip([*more, Segment("  ", base)], width)
        return self._draw_value(content, width, base, current=row == self.cursor)

    def _draw_value(self, row: Row, width: int, base: Style, *, current: bool) -> Strip:
        chip = self.request.has(row.facet, row.value)
        style = base
        if chip:
            style += Style(bold=True) if current else self.part("facets--chosen")
        elif not row.count:
            style += self.part("facets--none")
        bars = width >= _NARROWEST_WITH_BARS
        room = width - self._count_width - (_BAR_WIDTH + 2 if bars else 1) - 2 - 2 * row.level
        left = [Segment(f"{row.count:>{self._count_width},} ", base + self.part("facets--count"))]
        if bars:
            left += [Segment(_bar(row.count, row.top), base + self.part("facets--bar")), Segment(" ", base)]
        shown = row.label if row.facet is Kind.DATE else labels.value_label(row.facet, row.value, row.label)
        label = label_strip(self.look.label(shown), room, style)
        mark = f" {_MARKS[chip.exclude if chip else None]}"
        return Strip([*left, *label, Segment(mark, style), Segment("  " * row.level, base)], width)

    def row_clicked(self, row: int) -> None:
        """A click chooses a value."""
        if self._rows[row].active:
            self.cursor = row
            self.action_choose()

    def keep_in_view(self) -> None:
        """The row under the cursor, with the heading above the first one."""
        above = self.cursor - 1 if self.cursor and self._rows[self.cursor - 1].kind is RowKind.HEADING else self.cursor
        self.show_rows(above, self.cursor - above + 1)

    def watch_cursor(self) -> None:
        """Follow the cursor."""
        self.keep_in_view()
        self.refresh()

    def action_move(self, by: int) -> None:
        """Go to the next or previous row that can be chosen."""
        active = [i for i, row in enumerate(self._rows) if row.active]
        ahead = [i for i in active if (i > self.cursor if by > 0 else i < self.cursor)]
        if ahead:
            self.cursor = ahead[min(by, len(ahead)) - 1] if by > 0 else ahead[max(by, -len(ahead))]

    def action_move_page(self, by: int) -> None:
        """Go on by a page."""
        self.action_move(by * max(1, self.page_height - 2))

    def action_move_edge(self, where: int) -> None:
        """Go to the first or last value."""
        self.action_move(where * max(1, len(self._rows)))

    def action_jump(self, facet: str) -> None:
        """Go to the first value of a facet."""
        for i, row in enumerate(self._rows):
            if row.active and row.facet == facet:
                self.cursor = i
                return

    def action_choose(self) -> None:
        """Narrow to the value under the cursor; a date alone and with its parts unfolded."""
        row = self.row
        if row is None or not row.active:
            return
        if row.kind is RowKind.MORE:
            self._unfolded ^= {row.facet}
            self.show(self.request, self._facets)
        elif row.facet is Kind.DATE:
            alone = self.request.values(Kind.DATE) == [row.value]
            self.post_message(self.Narrowed(self.request.at_date(_wider(row.value) if alone else row.value)))
        else:
            self.action_add(False)

    def action_add(self, exclude: bool) -> None:
        """Add the value to the filters or take it away. Dates cannot be left out."""
        row = self.row
        if row is not None and row.kind is RowKind.VALUE and not (exclude and row.facet is Kind.DATE):
            self.post_message(self.Narrowed(self.request.toggled(Chip(row.facet, row.value, row.label, exclude))))

    def action_only(self) -> None:
        """Make the value the only one of its kind."""
        row = self.row
        if row is not None and row.kind is RowKind.VALUE:
            rest = tuple(chip for chip in self.request.chips if chip.kind is not row.facet)
            chip = Chip(row.facet, row.value, row.label)
            self.post_message(self.Narrowed(replace(self.request, chips=(*rest, chip))))

    def action_date_up(self) -> None:
        """Widen the dates by one step."""
        if self.request.open_date or self.request.values(Kind.DATE):
            narrowest = max(self.request.values(Kind.DATE), key=len, default=self.request.open_date)
            self.post_message(self.Narrowed(self.request.at_date(_wider(narrowest))))


def _wider(date: str) -> str:
    """The month of a day, the year of a month, nothing of a year."""
    return date[: max(0, len(date) - 3)] if "-" in date else ""


def _bar(count: int, top: int) -> str:
    """A bar that grows leftwards; half cells are the finest step that exists for the right side of a cell."""
    halves = 0 if count <= 0 else max(1, round(2 * _BAR_WIDTH * count / max(top, count)))
    bar = "▐" * (halves % 2) + "█" * (halves // 2)
    return bar.rjust(_BAR_WIDTH)
