"""The terminal interface: search as you type, narrow, read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from fihrist.errors import FihristError
from fihrist.search.results import Sort
from fihrist.tui import labels
from fihrist.tui.archive_view import ArchiveView
from fihrist.tui.document import citation
from fihrist.tui.keys import Key, bindings
from fihrist.tui.messages import Answered, ArticleArrived, Counted, Explained, Failed, PageArrived
from fihrist.tui.screens.display_check import DisplayCheck
from fihrist.tui.screens.help import HelpGroup, HelpScreen
from fihrist.tui.searching import Request, find, find_causes, find_facets
from fihrist.tui.settings import Settings, load_settings, save_settings
from fihrist.tui.text.layout import Display, Mode
from fihrist.tui.text.printing import ltr
from fihrist.tui.text.terminal import VARIABLE, Plan, ask_terminal, make_plan, prepared, with_mode
from fihrist.tui.widgets.bars import ChipBar, KeyBar, NoticeBar, StatusBar
from fihrist.tui.widgets.drawing import Look
from fihrist.tui.widgets.facets import FacetPanel
from fihrist.tui.widgets.lines import Lines
from fihrist.tui.widgets.query_input import QueryInput
from fihrist.tui.widgets.reader import Reader
from fihrist.tui.widgets.results import ResultList

DEBOUNCE = 0.05
"""Seconds after the last key before a search starts."""
_PREVIEW_DELAY = 0.03
"""Seconds a result must stay the current one before it is fetched, so that a held key fetches only the last."""
_SLOW = 0.15
"""Seconds after which results that no longer fit the query are dimmed."""
WIDE, MEDIUM = 130, 90
"""Columns from which three and two panes stand side by side."""
THEMES = ("textual-dark", "textual-light", "nord", "gruvbox", "solarized-light")
_UNKNOWN = Plan(Display(), "", "", sure=True, terminal="unknown")


class FihristApp(App[None]):
    """Query, results, facets and reader over one archive."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("slash", "focus_query", "بحث", "type a query"),
        Key("f", "facets", "تضييق", "the facets"),
        Key("x", "drop_chip", "إزالة مرشّح", "take the last filter away"),
        Key("X", "drop_chips", "إزالة المرشّحات", "take all filters away", shown=False),
        Key("question_mark,f1", "help", "مساعدة", "this help"),
        Key("1", "focus_pane('results')", "النتائج", "the results", shown=False),
        Key("2", "focus_pane('reader')", "المقالة", "the article", shown=False),
        Key("3", "focus_pane('facets')", "التضييق", "the facets", shown=False),
        Key("tab", "next_pane(1)", "اللوح التالي", "next pane", shown=False),
        Key("shift+tab", "next_pane(-1)", "اللوح السابق", "previous pane", shown=False),
        Key("escape", "step_back", "رجوع", "back; in the query: clear it", shown=False),
        Key("f2", "check", "فحص العرض", "does Arabic look right here? choose", shown=False),
        Key("f3", "marks", "التشكيل", "show or hide tashkeel"),
        Key("f4", "theme", "الألوان", "next colour theme", shown=False),
        Key("q,ctrl+q", "quit", "خروج", "quit"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]

    def __init__(
        self,
        archive: ArchiveView,
        *,
        query: str = "",
        plan: Plan = _UNKNOWN,
        settings: Settings | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Make the app.

        Args:
            archive: what is searched.
            query: what is in the query box at first.
            plan: how the terminal must be fed.
            settings: the user's choices; by default those that are stored.
            clock: seconds, for the time a search is said to take.
        """
        super().__init__()
        self.archive = archive
        self.settings = load_settings() if settings is None else settings
        self.plan = plan
        marks = plan.display.marks if self.settings.marks is None else self.settings.marks
        self.look = Look(replace(plan.display, marks=marks))
        self.request = Request(query=query)
        self._query = QueryInput(self.look, placeholder=labels.PLACEHOLDER, id="query")
        self._notice = NoticeBar(self.look, id="notice")
        self._chips = ChipBar(self.look, id="chips")
        self._reader = Reader(self.look, id="reader")
        self._results = ResultList(self.look, id="results")
        self._facets = FacetPanel(self.look, id="facets")
        self._status = StatusBar(self.look, id="status")
        self._keys = KeyBar(self.look, id="keys")
        self._clock = clock
        self._serial = 0
        self._shown = 0
        self._answer: tuple[int, float] | None = None
        self._reading = False
        self._facets_open = False
        self._typing: Timer | None = None
        self._preview: Timer | None = None

    # ------------------------------------------------------------------ screen

    def compose(self) -> ComposeResult:
        """Panes from left to right: reading starts at the right, so the reader stands at the left."""
        yield self._query
        yield self._notice
        yield self._chips
        yield Horizontal(self._reader, self._results, self._facets, id="panes")
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        """Show everything there is, or what the first query finds."""
        self.title = f"Fihrist · {self.archive.name}"
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        self._notice.show("")
        self._chips.show(())
        self._arrange()
        with self.prevent(Input.Changed):
            self._query.value = self.request.query
        self._focus(self._query)
        self._ask()
        self.app_suspend_signal.subscribe(self, lambda _: self._write(self.plan.leave))
        self.app_resume_signal.subscribe(self, lambda _: self._write(self.plan.enter))
        if not self.plan.sure:
            self._notice.show(labels.CHECK_HINT)

    @property
    def columns(self) -> int:
        """How many panes stand side by side: 3, 2 or 1. Where the terminal lays text out, one: it mixes panes up."""
        if self.look.display.mode is Mode.LOGICAL or self.size.width < MEDIUM:
            return 1
        return 3 if self.size.width >= WIDE else 2

    @property
    def busy(self) -> bool:
        """Whether a search or an article is under way or about to be."""
        waiting = self._typing is not None or self._preview is not None
        return waiting or any(not worker.is_finished for worker in self.workers)

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
            rest = tuple(key for key in self.KEYS if key.keys not in taken)
            last = tuple(key for key in self.KEYS if key.action == "help")
            self._keys.show((*pane.KEYS, *rest), last)

    def _show_status(self) -> None:
        facts = []
        if self._answer is not None:
            facts.append(labels.found(*self._answer))
        facts.append(labels.SORT_LABELS[self.request.sort])
        if not self.look.display.marks:
            facts.append(labels.MARKS_HIDDEN)
        facts.append(self.archive.name)
        self._status.show(facts, self._reader.place_label())

    # ------------------------------------------------------------------ searching

    def _ask(self) -> None:
        """Search for the present request; what is shown stays until the answer is there."""
        self._serial += 1
        self._chips.show(self.request.chips)
        self._search(self._serial, self.request)
        serial = self._serial
        self.set_timer(_SLOW, lambda: self._results.set_class(self._shown < serial, "stale"))

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, serial: int, request: Request) -> None:
        start = self._clock()
        try:
            found = find(self.archive, request)
            self.post_message(Answered(serial, request, found, 1000 * (self._clock() - start)))
            if serial != self._serial:
                return
            self.post_message(Counted(serial, request, find_facets(self.archive, request)))
            if not found.total:
                self.post_message(Explained(serial, request, find_causes(self.archive, request)))
        except FihristError as error:
            self.post_message(Failed(serial, str(error)))

    @on(Answered)
    def _show_answer(self, message: Answered) -> None:
        if message.serial != self._serial:
            return
        self._shown = message.serial
        self._results.remove_class("stale")
        self._answer = (message.found.total, message.milliseconds)
        self._results.show(message.found.hits, message.found.total)
        if not message.found.total:
            self._results.say([labels.nothing_found(message.request.query)])
            self._reader.clear()
        self._notice.show(labels.SEPARATOR.join(remark.message_ar for remark in message.found.diagnostics))
        self._show_status()

    @on(Counted)
    def _show_facets(self, message: Counted) -> None:
        if message.serial == self._serial:
            self._facets.show(message.request, message.facets)

    @on(Explained)
    def _show_causes(self, message: Explained) -> None:
        if message.serial != self._serial:
            return
        hint = [labels.remove_filter_hint()] if message.request.chips else []
        causes = [labels.cause(reason) for reason in message.causes]
        self._results.say([labels.nothing_found(message.request.query), *causes, *hint])

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        if message.serial == self._serial:
            self._results.remove_class("stale")
            self._shown = message.serial
            self._notice.show(message.text, error=True)

    @on(Worker.StateChanged)
    def _worker_changed(self, message: Worker.StateChanged) -> None:
        """A fault of the program in a worker is said as well; the interface goes on."""
        if message.state is WorkerState.ERROR:
            error = message.worker.error
            self._results.remove_class("stale")
            self._notice.show(f"{labels.FAULT} {ltr(f'{type(error).__name__}: {error}')}", error=True)

    @on(ResultList.PageWanted)
    def _want_page(self, message: ResultList.PageWanted) -> None:
        self._fetch_page(self._serial, self.request, message.offset)

    @work(thread=True, group="pages", exit_on_error=False)
    def _fetch_page(self, serial: int, request: Request, offset: int) -> None:
        try:
            self.post_message(PageArrived(serial, offset, find(self.archive, request, offset=offset).hits))
        except FihristError as error:
            self.post_message(Failed(serial, str(error)))

    @on(PageArrived)
    def _add_page(self, message: PageArrived) -> None:
        if message.serial == self._serial == self._shown:
            self._results.add_page(message.offset, message.hits)

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        if self._typing is not None:
            self._typing.stop()
            self._typing = None
        if message.value != self.request.query:
            self._typing = self.set_timer(DEBOUNCE, self._ask_typed)

    @on(Input.Submitted, "#query")
    def _submitted(self) -> None:
        self._ask_typed()
        self._focus(self._results)

    def _ask_typed(self) -> None:
        self._typing = None
        if self._query.value != self.request.query:
            self._narrow(replace(self.request, query=self._query.value))

    @on(FacetPanel.Narrowed)
    def _narrowed(self, message: FacetPanel.Narrowed) -> None:
        self._narrow(replace(self.request, chips=message.request.chips, open_date=message.request.open_date))

    @on(ChipBar.Removed)
    def _removed(self, message: ChipBar.Removed) -> None:
        self._narrow(self.request.without(message.chip))

    def _narrow(self, request: Request) -> None:
        self.request = request
        self._ask()

    # ------------------------------------------------------------------ reading

    @on(ResultList.Moved)
    def _moved(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None
        if self._results.current is not None and (self._reading or self.columns == 3):
            self._preview = self.set_timer(_PREVIEW_DELAY, self._read_current)

    def _read_current(self) -> None:
        self._preview = None
        hit = self._results.current
        if hit is not None:
            self._fetch_article(self._serial, hit.id, self.request.query)

    @work(thread=True, exclusive=True, group="article", exit_on_error=False)
    def _fetch_article(self, serial: int, article_id: str, query: str) -> None:
        try:
            article = self.archive.article(article_id)
            title, body = self.archive.highlights(query, article)
            self.post_message(ArticleArrived(article, title, body, self.archive.mentions(article_id)))
        except FihristError as error:
            self.post_message(Failed(serial, str(error)))

    @on(ArticleArrived)
    def _show_article(self, message: ArticleArrived) -> None:
        hit = self._results.current
        if hit is not None and hit.id == message.article.id:
            self._reader.show(message.article, message.title, message.body, message.mentions)

    @on(ResultList.Opened)
    def _opened(self) -> None:
        self._reading = True
        self._facets_open = False
        self._arrange()
        hit = self._results.current
        if hit is not None and (self._reader.article is None or self._reader.article.id != hit.id):
            self._read_current()
        self._focus(self._reader)

    @on(Reader.HitShown)
    def _hit_shown(self, message: Reader.HitShown) -> None:
        self._show_status()
        if message.notice or self._notice.text in {labels.NO_HITS_HERE, labels.LAST_HIT}:
            self._notice.show(message.notice)

    @on(Reader.Copied)
    def _copied(self, message: Reader.Copied) -> None:
        self.copy_to_clipboard(message.text)
        self._notice.show(labels.COPIED_PARAGRAPH)

    def action_copy_citation(self) -> None:
        """Copy what is needed to find and check the current article."""
        hit = self._results.current
        if hit is not None:
            try:
                self.copy_to_clipboard(citation(self.archive.article(hit.id)))
            except FihristError as error:
                self._notice.show(str(error), error=True)
            else:
                self._notice.show(labels.COPIED_CITATION)

    def action_neighbour(self, by: int) -> None:
        """Go to another result without leaving the reader."""
        self._results.move(by)

    # ------------------------------------------------------------------ moving about

    def action_focus_query(self) -> None:
        """Type a query."""
        self._leave_panes()
        self._focus(self._query)

    def _leave_panes(self) -> None:
        self._reading = False
        self._facets_open = False
        self._arrange()

    def action_facets(self) -> None:
        """Go to the facets, opening them where they are not always seen."""
        if self.focused is self._facets:
            self.action_step_back()
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

    def action_next_pane(self, by: int) -> None:
        """Go to the next pane that is seen: query, results, reader, facets."""
        panes: list[Widget] = [self._query, self._results, self._reader, self._facets]
        seen = [pane for pane in panes if pane.display]
        at = seen.index(self.focused) if self.focused in seen else 0
        self._focus(seen[(at + by) % len(seen)])

    def action_step_back(self) -> None:
        """One step back: facets, reader, results, query; there, clear the query, then the filters."""
        if self.focused is self._facets or self.focused is self._reader:
            self._leave_panes()
            self._focus(self._results)
        elif self.focused is self._results:
            self._focus(self._query)
        elif self._query.value:
            self._query.value = ""
        elif self.request.chips:
            self.action_drop_chip()

    def action_drop_chip(self) -> None:
        """Take the last filter away."""
        if self.request.chips:
            self._narrow(self.request.without(self.request.chips[-1]))

    def action_drop_chips(self) -> None:
        """Take all filters away."""
        if self.request.chips:
            self._narrow(replace(self.request, chips=(), open_date=""))

    def action_sort(self) -> None:
        """The next order: relevance, newest, oldest."""
        orders = list(Sort)
        self._narrow(replace(self.request, sort=orders[(orders.index(self.request.sort) + 1) % len(orders)]))

    # ------------------------------------------------------------------ display

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
        self._show_status()

    def _write(self, sequences: str) -> None:
        if sequences and self._driver is not None and not self.is_headless:
            self._driver.write(sequences)
            self._driver.flush()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG, its cells in the order they were drawn in: viewers must not reorder them again."""
        svg = super().export_screenshot(title=title, simplify=simplify)
        return svg.replace("<style>", "<style>\n    text, tspan { unicode-bidi: bidi-override; direction: ltr; }", 1)


def run(archive: ArchiveView, *, query: str = "", mode: str = "auto") -> None:
    """Run the interface until the user quits.

    Args:
        archive: what is searched.
        query: what is searched for at first.
        mode: who lays out Arabic: ``auto``, ``visual``, ``logical`` or ``kitty``; ``auto`` follows FIHRIST_BIDI, then
            the user's choice for this terminal, then what the terminal says of itself.
    """
    settings = load_settings()
    plan = make_plan(ask_terminal())
    plan = with_mode(plan, settings.modes.get(plan.terminal, "auto"))
    plan = with_mode(plan, os.environ.get(VARIABLE, "auto").lower())
    plan = with_mode(plan, mode)
    with prepared(plan):
        FihristApp(archive, query=query, plan=plan, settings=settings).run()
