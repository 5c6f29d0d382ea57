"""One sentence laid out three ways: the reader says which is right, and the program remembers it."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from fihrist.tui.keys import Key, bindings
from fihrist.tui.text.layout import LTR, RTL, Display, Mode, Paragraph
from fihrist.tui.widgets.bars import KeyBar
from fihrist.tui.widgets.drawing import Look, label_strip
from fihrist.tui.widgets.lines import Lines

SAMPLE = "قال (SDF): وصل 78 مقاتلًا إلى «حلب» صباحًا."
CHOICES = (Mode.VISUAL, Mode.LOGICAL, Mode.KITTY)
_ARABIC = "أيّ هذه الأسطر مكتوب كما ينبغي؟ اضغط رقمه."
_ENGLISH = ("Which of these lines reads right? Press its number.", "At its right end must be the word for 'said',")
_ENGLISH_MORE = "at its left end the full stop; letters must join."


class CheckLines(Lines):
    """The question and the three lines."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("1", "screen.choose(0)", "السطر الأول", "the first line reads right"),
        Key("2", "screen.choose(1)", "السطر الثاني", "the second line reads right"),
        Key("3", "screen.choose(2)", "السطر الثالث", "the third line reads right"),
        Key("escape,q", "screen.cancel", "إلغاء", "leave it as it is"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--key", "help--english"}

    def __init__(self, look: Look) -> None:
        super().__init__(look, id="check")
        self._current = look.display.mode

    def row_count(self) -> int:
        """Question, blank, three samples with blanks between."""
        return 5 + 2 * len(CHOICES)

    def draw_row(self, row: int, width: int) -> Strip:
        """One row; each sample is laid out in its own way."""
        base = self.rich_style
        quiet = base + self.part("help--english")
        if row == 0:
            return label_strip(self.look.label(_ARABIC), width, base)
        if row <= 3:
            text = (*_ENGLISH, _ENGLISH_MORE)[row - 1]
            return label_strip(self.look.paragraph(text, base=LTR), width, quiet)
        number, blank = divmod(row - 5, 2)
        if blank or row < 5:
            return Strip.blank(width, base)
        mode = CHOICES[number]
        sample = Paragraph(SAMPLE, display=Display(mode, marks=self.look.display.marks), base=RTL)
        mark = f" {'•' if mode is self._current else ' '} {number + 1} "
        return Strip(
            [*label_strip(sample, width - len(mark), base), Segment(mark, base + self.part("help--key"))], width
        )


class DisplayCheck(ModalScreen[Mode | None]):
    """Asks how this terminal must be fed; gives the choice, or None."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def compose(self) -> ComposeResult:
        """The lines and their keys."""
        yield CheckLines(self.look)
        yield KeyBar(self.look, id="keys")

    def on_mount(self) -> None:
        """Show the keys of the check."""
        self.query_one(KeyBar).show(CheckLines.KEYS)

    def action_choose(self, number: int) -> None:
        """Take one of the three ways."""
        self.dismiss(CHOICES[number])

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
