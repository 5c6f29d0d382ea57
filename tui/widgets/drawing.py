"""Laid-out text as Textual strips."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from fihrist.tui.text.layout import RTL, Cell, Display, Mode, Paragraph
from fihrist.tui.text.printing import fit

Spans = Sequence[tuple[int, int, Style]]
"""Start, end and style of stretches of a paragraph; the first that covers a cell is drawn over the base style."""

_RLI, _LRI, _PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Look:
    """How text is drawn now; one object that all widgets share and the app changes."""

    def __init__(self, display: Display) -> None:
        self.display = display

    def paragraph(self, text: str, *, base: int | None = None) -> Paragraph:
        """A paragraph to be drawn in the current way."""
        return Paragraph(text, display=self.display, base=base)

    def label(self, text: str) -> Paragraph:
        """A text of the interface itself: always right-to-left."""
        return Paragraph(text, display=self.display, base=RTL)


def component_style(widget: Widget, name: str) -> Style:
    """What the style sheet says of a component class, colours blended with the widget's; the rest left open."""
    rules = widget.get_component_styles(name)
    style = widget.get_component_rich_style(name)
    partial = widget.get_component_rich_style(name, partial=True)
    return partial + Style(
        color=style.color if rules.has_rule("color") else None,
        bgcolor=style.bgcolor if rules.has_rule("background") else None,
    )


def line_strip(paragraph: Paragraph, line: int, width: int, base: Style, spans: Spans = ()) -> Strip:
    """One wrapped line of a paragraph, filled to `width` cells."""
    return _strip(paragraph, paragraph.cells(line), width, base, spans)


def label_strip(paragraph: Paragraph, width: int, base: Style, spans: Spans = ()) -> Strip:
    """A paragraph on one line of exactly `width` cells, cut with an ellipsis when it is longer."""
    return _strip(paragraph, fit(paragraph, width), width, base, spans)


def _strip(paragraph: Paragraph, cells: Sequence[Cell], width: int, base: Style, spans: Spans) -> Strip:
    segments = cell_segments(cells, base, spans)
    if paragraph.display.mode is Mode.LOGICAL and segments:
        opening = _RLI if paragraph.base == RTL else _LRI
        segments[0] = Segment(opening + segments[0].text, segments[0].style)
        segments[-1] = Segment(segments[-1].text + _PDI, segments[-1].style)
    used = sum(cell.width for cell in cells)
    blank = Segment(" " * (width - used), base)
    return Strip([blank, *segments] if paragraph.base == RTL else [*segments, blank], max(width, used))


def cell_segments(cells: Sequence[Cell], base: Style, spans: Spans = ()) -> list[Segment]:
    """Cells as segments, neighbours of one style joined."""
    segments: list[Segment] = []
    run: list[str] = []
    current = base
    for cell in cells:
        style = next((over for start, end, over in spans if start < cell.end and cell.start < end), None)
        style = base if style is None else base + style
        if style != current and run:
            segments.append(Segment("".join(run), current))
            run = []
        current = style
        run.append(cell.glyph)
    if run:
        segments.append(Segment("".join(run), current))
    return segments
