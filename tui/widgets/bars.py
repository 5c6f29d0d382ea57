"""Bars of one or a few lines: filters, notices, status, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from fihrist.tui import labels
from fihrist.tui.keys import Key
from fihrist.tui.searching import Chip
from fihrist.tui.text.layout import Paragraph
from fihrist.tui.text.printing import fit, ltr
from fihrist.tui.widgets.drawing import Look, component_style, label_strip, line_strip


class Bar(Widget):
    """Right-to-left text of the interface, one margin cell at both ends."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look

    def part(self, name: str) -> Style:
        """The style of a component class, without the background of the bar."""
        return component_style(self, name)

    def framed(self, strip: Strip) -> Strip:
        """A strip between two margin cells."""
        blank = Segment(" ", self.rich_style)
        return Strip([blank, *strip, blank], self.size.width)


class ChipBar(Bar):
    """What narrows the search; a click takes a filter away."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"chips--chip", "chips--exclude"}
    _GAP = "  "

    class Removed(Message):
        """A filter was clicked."""

        def __init__(self, chip: Chip) -> None:
            super().__init__()
            self.chip = chip

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self.chips: tuple[Chip, ...] = ()

    def show(self, chips: tuple[Chip, ...]) -> None:
        """Show these filters; without any the bar goes away."""
        self.chips = chips
        self.display = bool(chips)
        self.refresh()

    def _text(self) -> tuple[str, list[tuple[int, int]]]:
        """The text of all chips, and where each stands in it."""
        text = ""
        spans = []
        for chip in self.chips:
            label = f" × {labels.chip_label(chip)} "
            spans.append((len(text), len(text) + len(label)))
            text += label + self._GAP
        return text, spans

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - a bar has one line
        """Draw the chips, the first at the right."""
        text, spans = self._text()
        styles = [self.part("chips--exclude" if chip.exclude else "chips--chip") for chip in self.chips]
        lit = [(start, end, style) for (start, end), style in zip(spans, styles, strict=True)]
        return self.framed(label_strip(self.look.label(text), max(1, self.size.width - 2), self.rich_style, lit))

    def on_click(self, event: events.Click) -> None:
        """Find the chip under the pointer."""
        text, spans = self._text()
        width = max(1, self.size.width - 2)
        cells = fit(self.look.label(text), width)
        at = event.x - 1 - (width - sum(cell.width for cell in cells))
        for cell in cells:
            at -= cell.width
            if at < 0:
                for chip, (start, end) in zip(self.chips, spans, strict=True):
                    if start <= cell.start < end:
                        self.post_message(self.Removed(chip))
                return


class NoticeBar(Bar):
    """Remarks on the query, errors, and what was just done; gone when there is nothing to say.

    Remarks take one line, which names the key that unfolds them where there is more to read.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"notice--error", "notice--key"}
    _MOST_LINES = 8

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self.remarks: tuple[str, ...] = ()
        self._error = False
        self._unfolded = False

    @property
    def text(self) -> str:
        """All that is said."""
        return labels.SEPARATOR.join(self.remarks)

    def show(self, *remarks: str, error: bool = False) -> None:
        """Say something; nothing takes the bar away. Errors are always shown in full."""
        self.remarks, self._error = tuple(filter(None, remarks)), error
        self.settle()

    def unfold(self) -> None:
        """Show each remark in full on lines of its own, or all of them on one line again."""
        self._unfolded = not self._unfolded
        self.settle()

    def settle(self) -> None:
        """Take as many lines as the text needs."""
        self.display = bool(self.remarks)
        self.styles.height = max(1, min(self._MOST_LINES, len(self._lines(self.app.size.width - 2))))
        self.refresh()

    def _lines(self, width: int) -> list[tuple[Paragraph, int]]:
        """The lines that are shown, each as a paragraph and the number of its line."""
        if not (self._unfolded or self._error):
            return [(self.look.paragraph(self.text), 0)]
        paragraphs = [self.look.paragraph(remark) for remark in self.remarks]
        return [(each, line) for each in paragraphs for line in range(each.wrap(max(2, width)))]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the notice."""
        width = max(2, self.size.width - 2)
        base = self.rich_style + self.part("notice--error") if self._error else self.rich_style
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        paragraph, line = lines[y]
        if self._unfolded or self._error:
            return self.framed(line_strip(paragraph, line, width, base))
        used = sum(cell.width for cell in paragraph.all_cells())
        if used <= width:
            return self.framed(label_strip(paragraph, width, base))
        hint = label_strip(
            self.look.label(labels.MORE_REMARKS), len(labels.MORE_REMARKS), base + self.part("notice--key")
        )
        room = max(2, width - hint.cell_length)
        return self.framed(Strip([*hint, *label_strip(paragraph, room, base)]))

    def on_click(self) -> None:
        """A click unfolds the remarks."""
        self.unfold()


class StatusBar(Bar):
    """Total, time, order and the like at the right; the place in the article at the left."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--place"}

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self._facts: Sequence[str] = ()
        self._place = ""

    def show(self, facts: Sequence[str], place: str) -> None:
        """Show what is known; the least important facts come last and give way first."""
        self._facts, self._place = facts, place
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - a bar has one line
        """Draw the bar."""
        width = max(2, self.size.width - 2)
        place = self.look.label(self._place)
        taken = min(width // 2, sum(cell.width for cell in place.all_cells()))
        facts = self.look.label(labels.SEPARATOR.join(self._facts))
        left = label_strip(place, taken, self.rich_style + self.part("status--place")) if taken else Strip([])
        gap = [Segment("  ", self.rich_style)] if taken else []
        right = label_strip(facts, width - taken - 2 * len(gap), self.rich_style)
        return self.framed(Strip([*left, *gap, *right], width))


class KeyBar(Bar):
    """The keys of the focused pane and those that work everywhere, as many as fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
    _GAP = "   "

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(look, id=id)
        self._keys: tuple[Key, ...] = ()
        self._last: tuple[Key, ...] = ()

    def show(self, keys: tuple[Key, ...], last: tuple[Key, ...] = ()) -> None:
        """Show these keys, the most important first; those in `last` always, at the end."""
        self._last = last
        self._keys = tuple(key for key in keys if key.shown and key not in last)
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - a bar has one line
        """Draw the bar from the right."""
        width = max(2, self.size.width - 2)
        room = width - sum(_entry_width(key) + len(self._GAP) for key in self._last)
        shown: list[Key] = []
        for key in self._keys:
            room -= _entry_width(key) + len(self._GAP) * bool(shown)
            if room < 0:
                break
            shown.append(key)
        text = ""
        lit: list[tuple[int, int, Style]] = []
        style = self.part("keys--key")
        for key in (*shown, *self._last):
            name = ltr(_named(key))
            lit.append((len(text), len(text) + len(name), style))
            text += f"{name} {key.label}{self._GAP}"
        return self.framed(label_strip(self.look.label(text.rstrip()), width, self.rich_style, lit))


def _entry_width(key: Key) -> int:
    """Cells that a key and its label take at most."""
    return len(_named(key)) + 1 + len(key.label)


def _named(key: Key) -> str:
    """The first of its names, for the way to the results both."""
    return " ".join(key.names) if key.action == "to_results" else key.names[0]
