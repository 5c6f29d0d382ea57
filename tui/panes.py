"""The panes and bars on the screen, which of them are seen, and how they are drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from fihrist.tui import labels
from fihrist.tui.keys import Key
from fihrist.tui.screens.display_check import DisplayCheck
from fihrist.tui.screens.help import HelpGroup, HelpScreen
from fihrist.tui.settings import Settings, save_settings
from fihrist.tui.text.layout import Display, Mode
from fihrist.tui.text.terminal import Plan, with_mode
from fihrist.tui.widgets.bars import ChipBar, KeyBar, NoticeBar, StatusBar
from fihrist.tui.widgets.drawing import Look
from fihrist.tui.widgets.facets import FacetPanel
from fihrist.tui.widgets.lines import Lines
from fihrist.tui.widgets.query_input import QueryInput
from fihrist.tui.widgets.reader import Reader
from fihrist.tui.widgets.results import ResultList

WIDE, MEDIUM = 130, 90
"""Columns from which three and two panes stand side by side."""
THEMES = ("textual-dark", "textual-light", "nord", "gruvbox", "solarized-light")


class PanesApp(App[None]):
    """Query, results, facets and reader, without what fills them."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    KEYS: ClassVar[tuple[Key, ...]] = ()
    """What can be done everywhere."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        """Make the panes, drawn as the plan for the terminal and the user's choices say."""
        super().__init__()
        self.settings = settings
        self.plan = plan
        marks = plan.display.marks if settings.marks is None else settings.marks
        self.look = Look(replace(plan.display, marks=marks))
        self._query = QueryInput(self.look, placeholder=labels.PLACEHOLDER, id="query")
        self._notice = NoticeBar(self.look, id="notice")
        self._chips = ChipBar(self.look, id="chips")
        self._reader = Reader(self.look, id="reader")
        self._results = ResultList(self.look, id="results")
        self._facets = FacetPanel(self.look, id="facets")
        self._status = StatusBar(self.look, id="status")
        self._keys = KeyBar(self.look, id="keys")
        self._reading = False
        self._facets_open = False

    def begin(self) -> None:
        """Fill the panes; called when they are on the screen."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Write the status line anew."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Panes from left to right: reading starts at the right, so the reader stands at the left."""
        yield self._query
        yield self._notice
        yield self._chips
        yield Horizontal(self._reader, self._results, self._facets, id="panes")
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        """Set up what the user chose, then fill the panes."""
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        self._notice.show("")
        self._chips.show(())
        self._arrange()
        self._focus(self._query)
        self.begin()
        self.app_suspend_signal.subscribe(self, lambda _: self._write(self.plan.leave))
        self.app_resume_signal.subscribe(self, lambda _: self._resume())

    @property
    def columns(self) -> int:
        """How many panes stand side by side: 3, 2 or 1. Where the terminal lays text out, one: it mixes panes up."""
        if self.look.display.mode is Mode.LOGICAL or self.size.width < MEDIUM:
            return 1
        return 3 if self.size.width >= WIDE else 2

    def on_resize(self) -> None:
        """Choose the panes for the new size, once Textual has taken note of it."""
        self.call_later(self._arrange)

    def _arrange(self) -> None:
        columns = self.columns
        self._reader.display = columns == 3 or self._reading
        self._results.display = columns == 3 or not self._reading
        self._facets.display = columns > 1 or self._facets_open
        self._facets.set_class(columns == 1, "over")
        self._facets.set_class(columns == 2, "slim")
        self._notice.settle()

    def _focus(self, pane: Widget) -> None:
        """Give a pane the focus at once, so that the next key already goes there."""
        self.screen.set_focus(pane)

    def on_descendant_focus(self) -> None:
        """Name the keys of the pane that has the focus; help and the like name their own."""
        pane = self.focused if len(self.screen_stack) == 1 else None
        if isinstance(pane, QueryInput | Lines):
            taken = {key.keys for key in pane.KEYS}
            keys = (*pane.KEYS, *(key for key in self.KEYS if key.keys not in taken))
            if isinstance(pane, QueryInput):
                keys = tuple(key for key in (each.beside_text for each in keys) if key is not None)
            self._keys.show(keys, tuple(key for key in keys if key.action == "help"))

    def action_focus_query(self) -> None:
        """Type a query."""
        self._leave_panes()
        self._focus(self._query)

    def _back_to_results(self) -> None:
        self._leave_panes()
        self._focus(self._results)

    def _leave_panes(self) -> None:
        self._reading = False
        self._facets_open = False
        self._arrange()

    def action_facets(self) -> None:
        """Go to the facets, opening them where they are not always seen."""
        if self.focused is self._facets:
            self._back_to_results()
            return
        self._facets_open = True
        self._arrange()
        self._focus(self._facets)

    def action_focus_pane(self, name: str) -> None:
        """Go to a pane by name."""
        if name == "facets":
            self._facets_open = True
        elif name == "reader":
            self.post_message(ResultList.Opened())
            return
        else:
            self._leave_panes()
        self._arrange()
        self._focus(self._facets if name == "facets" else self._results)

    def action_focus_next(self) -> None:
        """Go to the next pane that is seen: query, results, reader, facets."""
        self._focus_beside(1)

    def action_focus_previous(self) -> None:
        """Go to the previous pane that is seen."""
        self._focus_beside(-1)

    def _focus_beside(self, by: int) -> None:
        """Textual's order would be that of the screen from left to right. What is over the panes has one pane only."""
        if len(self.screen_stack) > 1:
            return
        panes: list[Widget] = [self._query, self._results, self._reader, self._facets]
        seen = [pane for pane in panes if pane.display]
        at = seen.index(self.focused) if self.focused in seen else 0
        self._focus(seen[(at + by) % len(seen)])

    def action_help(self) -> None:
        """Show all keys."""
        groups = (
            HelpGroup("في كل مكان", "Everywhere", self.KEYS),
            HelpGroup("خانة البحث", "Query", QueryInput.KEYS),
            HelpGroup(labels.RESULTS, "Results", ResultList.KEYS),
            HelpGroup(labels.READER, "Article", Reader.KEYS),
            HelpGroup(labels.FACETS, "Facets", FacetPanel.KEYS),
        )
        self.push_screen(HelpScreen(self.look, groups))

    def action_check(self) -> None:
        """Ask which way of drawing Arabic is right here, and remember it."""
        self.push_screen(DisplayCheck(self.look), self._choose_mode)

    def _choose_mode(self, mode: Mode | None) -> None:
        if mode is None:
            return
        self._write(self.plan.leave)
        self.plan = with_mode(self.plan, mode)
        self._write(self.plan.enter)
        self._keep(replace(self.settings, modes={**self.settings.modes, self.plan.terminal: mode.value}))
        self._draw_as(replace(self.look.display, mode=mode))

    def action_marks(self) -> None:
        """Show or hide tashkeel."""
        marks = not self.look.display.marks
        self._keep(replace(self.settings, marks=marks))
        self._draw_as(replace(self.look.display, marks=marks))

    def action_remarks(self) -> None:
        """Show the remarks on the query in full, or on one line."""
        self._notice.unfold()

    def action_theme(self) -> None:
        """Change the colours."""
        at = THEMES.index(self.theme) if self.theme in THEMES else -1
        self.theme = THEMES[(at + 1) % len(THEMES)]
        self._keep(replace(self.settings, theme=self.theme))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def _draw_as(self, display: Display) -> None:
        self.look.display = display
        self._arrange()
        for pane in (self._reader, self._results, self._facets):
            pane.relayout()
        for bar in (self._query, self._chips, self._keys):
            bar.refresh()
        self.show_status()

    def _write(self, sequences: str) -> None:
        if sequences and self._driver is not None and not self.is_headless:
            self._driver.write(sequences)
            self._driver.flush()

    def _resume(self) -> None:
        """Take the terminal over again after another program had it, and paint everything."""
        self._write(self.plan.enter)
        for widget in self.screen.walk_children():
            widget.refresh()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG, its cells in the order they were drawn in: viewers must not reorder them again."""
        svg = super().export_screenshot(title=title, simplify=simplify)
        return svg.replace("<style>", "<style>\n    text, tspan { unicode-bidi: bidi-override; direction: ltr; }", 1)
