"""The terminal interface: search as you type, narrow, read."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.timer import Timer

from fihrist.errors import FihristError, UsageError
from fihrist.tui import labels
from fihrist.tui.archive_view import ArchiveView
from fihrist.tui.document import citation
from fihrist.tui.keys import Key, bindings
from fihrist.tui.messages import ArticleArrived, Failed, Reading, ReasonsArrived
from fihrist.tui.search_app import SearchApp
from fihrist.tui.searching import Request, find_reasons
from fihrist.tui.settings import Settings, load_settings
from fihrist.tui.text.layout import Display
from fihrist.tui.text.terminal import VARIABLE, Plan, ask_terminal, make_plan, prepared, with_mode
from fihrist.tui.widgets.reader import Reader
from fihrist.tui.widgets.results import ResultList

_PREVIEW_DELAY = 0.03
"""Seconds a result must stay the current one before it is fetched, so that a held key fetches only the last."""
_UNKNOWN = Plan(Display(), "", "", sure=True, terminal="unknown")
_BARE = frozenset(("", "dumb", "unknown"))
"""Values of TERM for terminals without a cursor that can be moved."""
_ENDS = ("SIGTERM", "SIGHUP")
"""Signals that end the program, SIGHUP when its terminal is closed."""


class FihristApp(SearchApp):
    """Query, results, facets and reader over one archive."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("slash", "focus_query", "بحث", "type a query"),
        Key("f", "facets", "تضييق", "the facets"),
        Key("x", "drop_chip", "إزالة مرشّح", "take the last filter away"),
        Key("X", "drop_chips", "إزالة المرشّحات", "take all filters away", shown=False),
        Key("question_mark,f1", "help", "مساعدة", "this help"),
        Key("1", "focus_pane('results')", "النتائج", "the results", shown=False),
        Key("2", "focus_pane('reader')", "المقالة", "the article", shown=False),
        Key("3", "focus_pane('facets')", "التضييق", "the facets", shown=False),
        Key("tab", "focus_next", "اللوح التالي", "next pane", shown=False),
        Key("shift+tab", "focus_previous", "اللوح السابق", "previous pane", shown=False),
        Key("escape", "step_back", "رجوع", "back; in the query: clear it", shown=False),
        Key("f2", "check", "فحص العرض", "does Arabic look right here? choose", shown=False),
        Key("f3", "marks", "التشكيل", "show or hide tashkeel", shown=False),
        Key("f4", "theme", "الألوان", "next colour theme", shown=False),
        Key("t,f5", "as_typed", "كما كُتب", "search as typed, on or off"),
        Key("i,f6", "remarks", "الملاحظات", "unfold the remarks on the query"),
        Key("ctrl+z", "suspend_process", "تعليق", "back to the shell for a while; fg returns", shown=False),
        Key("q,ctrl+q,ctrl+c", "quit", "خروج", "quit"),
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
        super().__init__(archive, Request(query=query), plan, load_settings() if settings is None else settings, clock)
        self.ended_by: signal.Signals | None = None
        self._preview: Timer | None = None
        self._read: Reading | None = None

    def begin(self) -> None:
        """Make sure that the terminal is left as it was found, then search."""
        if not self.is_headless and os.name == "posix":
            for name in _ENDS:
                number = signal.Signals[name]
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)
        super().begin()

    def _end(self, number: signal.Signals) -> None:
        self.ended_by = number
        self.exit()

    @property
    def busy(self) -> bool:
        """Whether a search or an article is under way or about to be."""
        return self._preview is not None or super().busy

    def _arrange(self) -> None:
        super()._arrange()
        if self.columns == 3:
            self._moved()
        self.show_status()

    @on(ResultList.Moved)
    def _moved(self) -> None:
        self._stop_preview()
        if self._unread and (self._reading or self.columns == 3):
            self._preview = self.set_timer(_PREVIEW_DELAY, self._read_current)

    @property
    def _unread(self) -> bool:
        """Whether the reader shows something else than the current result with the matches of the present query."""
        wanted = self._wanted
        return wanted is not None and (self._reader.article is None or self._read != wanted)

    @property
    def _wanted(self) -> Reading | None:
        """What the reader should show."""
        hit = self._results.current
        return None if hit is None else Reading(hit.id, self.request.query, self.request.as_typed)

    def _stop_preview(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None

    def _read_current(self) -> None:
        self._stop_preview()
        if self._wanted is not None:
            self._fetch_article(self._serial, self._wanted)

    @work(thread=True, exclusive=True, group="article", exit_on_error=False)
    def _fetch_article(self, serial: int, read: Reading) -> None:
        try:
            article = self.archive.article(read.article_id)
            title, body = self.archive.highlights(read.query, article, as_typed=read.as_typed)
            self.post_message(ArticleArrived(read, article, title, body, self.archive.mentions(article.id)))
        except FihristError as error:
            self.post_message(Failed(serial, str(error)))

    @on(ArticleArrived)
    def _show_article(self, message: ArticleArrived) -> None:
        if message.read == self._wanted:
            self._read = message.read
            self._reader.show(message.article, message.title, message.body, message.mentions)

    @on(ResultList.Opened)
    def _opened(self) -> None:
        self._reading = True
        self._facets_open = False
        self._arrange()
        if self._unread:
            self._read_current()
        self._focus(self._reader)

    @on(Reader.HitShown)
    def _hit_shown(self, message: Reader.HitShown) -> None:
        self.show_status()
        if message.notice or self._notice.text in {labels.NO_HITS_HERE, labels.FIRST_HIT, labels.LAST_HIT}:
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

    def action_explain(self) -> None:
        """Say why the current result was found."""
        hit = self._results.current
        if hit is not None and len(self.screen_stack) == 1:
            self._find_reasons(self._serial, self.request, hit.id)

    @work(thread=True, exclusive=True, group="reasons", exit_on_error=False)
    def _find_reasons(self, serial: int, request: Request, article_id: str) -> None:
        try:
            self.post_message(ReasonsArrived(find_reasons(self.archive, request, article_id)))
        except FihristError as error:
            self.post_message(Failed(serial, str(error)))

    @on(ReasonsArrived)
    def _show_reasons(self, message: ReasonsArrived) -> None:
        from fihrist.tui.screens.reasons import ReasonsScreen

        if len(self.screen_stack) == 1:
            self.push_screen(ReasonsScreen(self.look, message.explained))

    def action_neighbour(self, by: int) -> None:
        """Go to another result without leaving the reader."""
        self._results.move(by)

    def action_step_back(self) -> None:
        """One step back: facets, reader, results, query; there, clear the query, then the filters."""
        if self.focused is self._facets or self.focused is self._reader:
            self._back_to_results()
        elif self.focused is self._results:
            self._focus(self._query)
        elif self._query.value:
            self._query.value = ""
        elif self.request.chips:
            self.action_drop_chip()


def run(archive: ArchiveView, *, query: str = "", mode: str = "auto") -> None:
    """Run the interface until the user quits.

    Args:
        archive: what is searched.
        query: what is searched for at first.
        mode: who lays out Arabic: ``auto``, ``visual``, ``logical`` or ``kitty``; ``auto`` follows FIHRIST_BIDI, then
            the user's choice for this terminal, then what the terminal says of itself.
    """
    if os.environ.get("TERM", "") in _BARE:
        message = (
            f"TERM is {os.environ.get('TERM', '')!r}, a terminal that cannot place text; set TERM to what yours is, such as "
            "xterm-256color, or use: fihrist search ARCHIVE QUERY"
        )
        raise UsageError(message)
    settings = load_settings()
    plan = make_plan(ask_terminal())
    plan = with_mode(plan, settings.modes.get(plan.terminal, "auto"))
    plan = with_mode(plan, os.environ.get(VARIABLE, "auto").lower())
    plan = with_mode(plan, mode)
    app = FihristApp(archive, query=query, plan=plan, settings=settings)
    with prepared(plan):
        app.run()
    if app.ended_by is not None:
        signal.raise_signal(app.ended_by)
