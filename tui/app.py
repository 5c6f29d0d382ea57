"""The terminal interface: search as you type, narrow, read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from fihrist.errors import FihristError
from fihrist.search.results import Sort
from fihrist.tui import labels
from fihrist.tui.archive_view import ArchiveView
from fihrist.tui.document import citation
from fihrist.tui.keys import Key, bindings
from fihrist.tui.messages import Answered, ArticleArrived, Counted, Explained, Failed, PageArrived
from fihrist.tui.panes import PanesApp
from fihrist.tui.searching import Request, find, find_causes, find_facets
from fihrist.tui.settings import Settings, load_settings
from fihrist.tui.text.layout import Display
from fihrist.tui.text.printing import ltr
from fihrist.tui.text.terminal import VARIABLE, Plan, ask_terminal, make_plan, prepared, with_mode
from fihrist.tui.widgets.bars import ChipBar
from fihrist.tui.widgets.facets import FacetPanel
from fihrist.tui.widgets.reader import Reader
from fihrist.tui.widgets.results import ResultList

DEBOUNCE = 0.05
"""Seconds after the last key before a search starts."""
_PREVIEW_DELAY = 0.03
"""Seconds a result must stay the current one before it is fetched, so that a held key fetches only the last."""
_SLOW = 0.15
"""Seconds after which results that no longer fit the query are dimmed."""
_UNKNOWN = Plan(Display(), "", "", sure=True, terminal="unknown")


class FihristApp(PanesApp):
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
        super().__init__(plan, load_settings() if settings is None else settings)
        self.archive = archive
        self.request = Request(query=query)
        self._clock = clock
        self._serial = 0
        self._shown = 0
        self._answer: tuple[int, float] | None = None
        self._typing: Timer | None = None
        self._preview: Timer | None = None

    def begin(self) -> None:
        """Show everything there is, or what the first query finds."""
        self.title = f"Fihrist · {self.archive.name}"
        with self.prevent(Input.Changed):
            self._query.value = self.request.query
        self._ask()

    @property
    def busy(self) -> bool:
        """Whether a search or an article is under way or about to be."""
        waiting = self._typing is not None or self._preview is not None
        return waiting or any(not worker.is_finished for worker in self.workers)

    def show_status(self) -> None:
        """Total, time, order and place in the article."""
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
        """Results first, facets when they are shown; nothing more for an answer that nobody waits for any longer."""
        start = self._clock()
        try:
            if serial != self._serial:
                return
            found = find(self.archive, request)
            self.post_message(Answered(serial, request, found, 1000 * (self._clock() - start)))
            if serial != self._serial:
                return
            self.post_message(Counted(serial, request, find_facets(self.archive, request)))
            if not found.total and serial == self._serial:
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
        hint = labels.CHECK_HINT if message.serial == 1 and not self.plan.sure else ""
        self._notice.show(labels.SEPARATOR.join(remark.message_ar for remark in message.found.diagnostics) or hint)
        self.show_status()

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
        self.show_status()
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
