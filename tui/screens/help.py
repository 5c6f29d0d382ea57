"""The list of keys and what they do, in Arabic and English, with a few sample queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from fihrist.tui.keys import Key, bindings
from fihrist.tui.text.layout import LTR
from fihrist.tui.text.printing import ltr
from fihrist.tui.widgets.bars import KeyBar
from fihrist.tui.widgets.drawing import Look, label_strip
from fihrist.tui.widgets.lines import Lines

_KEY_WIDTH = 18
_LABEL_WIDTH = 16
"""Cells that the longest Arabic label needs."""


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """The keys of one pane."""

    label: str
    help: str
    keys: tuple[Key, ...]


QUERIES = (
    ("قصف مستشفى", "both words, in any form"),
    ("«قوات سوريا الديمقراطية»", "the words side by side"),
    ("كيان:داعش تاريخ:2014-06..2014-08", "an organisation by any of its names, in a period"),
    ("(حلب | إدلب) -هدنة", "either place, without a word"),
    ("مقاتل*", "words that begin so"),
    ("الباغوس~", "words a letter away"),
    ('"هجوم سجن"~5', "the words near each other"),
)


class HelpLines(Lines):
    """Rows of keys: Arabic at the right, the keys between, English at the left."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("escape,q,question_mark", "app.pop_screen", "إغلاق", "close the help"),
        Key("down,j", "line(1)", "أسفل", "one line down"),
        Key("up,k", "line(-1)", "أعلى", "one line up"),
        Key("pagedown,space", "page(1)", "صفحة", "one page down", shown=False),
        Key("pageup", "page(-1)", "صفحة للخلف", "one page up", shown=False),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--heading", "help--key", "help--english"}

    def __init__(self, look: Look, groups: Sequence[HelpGroup]) -> None:
        super().__init__(look, id="help")
        self._rows: list[tuple[str, str, str] | None] = []
        for group in groups:
            self._rows.append(("#" + group.label, "", group.help))
            self._rows += [(key.label, _key_names(key), key.help) for key in group.keys]
            self._rows.append(None)
        self._rows.append(("#أمثلة للبحث", "", "Sample queries"))
        self._rows += [(query, "", meaning) for query, meaning in QUERIES]

    def row_count(self) -> int:
        """One row a key."""
        return len(self._rows)

    def draw_row(self, row: int, width: int) -> Strip:
        """English, keys and Arabic from left to right."""
        content = self._rows[row]
        base = self.rich_style
        if content is None:
            return Strip.blank(width, base)
        arabic, keys, english = content
        heading = arabic.startswith("#")
        style = base + self.part("help--heading") if heading else base
        middle = _KEY_WIDTH if keys else 0
        room = width - middle - 4
        right = max(room // 3, min(_LABEL_WIDTH, room // 2)) if keys else room // 2
        left = width - middle - right - 4
        blank = Segment("  ", base)
        quiet = style if heading else base + self.part("help--english")
        return Strip([
            *label_strip(self.look.paragraph(english, base=LTR), left, quiet), blank,
            *(label_strip(self.look.label(keys), middle, base + self.part("help--key")) if keys else ()), blank,
            *label_strip(self.look.label(arabic.removeprefix("#")), right, style),
        ], width)  # fmt: skip


def _key_names(key: Key) -> str:
    """All keys and their Arabic twins."""
    return "  ".join([*(ltr(name) for name in key.names), *key.twins])


class HelpScreen(ModalScreen[None]):
    """The help over the panes."""

    def __init__(self, look: Look, groups: Sequence[HelpGroup]) -> None:
        super().__init__()
        self.look = look
        self._groups = groups

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        yield HelpLines(self.look, self._groups)
        yield KeyBar(self.look, id="keys")

    def on_mount(self) -> None:
        """Show the keys of the help itself."""
        self.query_one(KeyBar).show(HelpLines.KEYS)
