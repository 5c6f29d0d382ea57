"""Asking the archive as the user types and narrows, and showing what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on, work
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from fihrist.errors import FihristError
from fihrist.search.results import Sort
from fihrist.tui import labels
from fihrist.tui.archive_view import ArchiveView
from fihrist.tui.messages import Answered, Counted, Explained, Failed, PageArrived
from fihrist.tui.panes import PanesApp
from fihrist.tui.searching import Request, find, find_causes, find_facets
from fihrist.tui.settings import Settings
from fihrist.tui.text.printing import isolated, ltr
from fihrist.tui.text.terminal import Plan
from fihrist.tui.widgets.bars import ChipBar
from fihrist.tui.widgets.facets import FacetPanel
from fihrist.tui.widgets.results import ResultList

DEBOUNCE = 0.05
"""Seconds after the last key before a search starts."""
_ANY_WORD = "فهرست"
_SLOW = 0.15
"""Seconds after which results that no longer fit the query are dimmed."""


class SearchApp(PanesApp):
    """The panes, filled by the searches of one archive. Searches run in threads; answers that come late are dropped."""

    def __init__(
        self, archive: ArchiveView, request: Request, plan: Plan, settings: Settings, clock: Callable[[], float]
    ) -> None:
        """Make the app; `request` is what is searched for at first, `clock` gives seconds."""
        super().__init__(plan, settings)
        self.archive = archive
        self.request = request
        self._clock = clock
        self._serial = 0
        self._shown = 0
        self._answer: tuple[int, float] | None = None
        self._typing: Timer | None = None

    def begin(self) -> None:
        """Show everything there is, or what the first query finds."""
        self.title = f"Fihrist · {self.archive.name}"
        self._write_query(self.request.query)
        self._results.say([labels.OPENING])
        self._ask()

    def _write_query(self, query: str) -> None:
        """Put a query into the box, the cursor behind it, as if it had been typed."""
        with self.prevent(Input.Changed):
            self._query.value = query
        self._query.cursor_position = len(query)

    @property
    def busy(self) -> bool:
        """Whether something is under way or about to be."""
        return self._typing is not None or any(not worker.is_finished for worker in self.workers)

    def show_status(self) -> None:
        """Total, time, order and place in the article."""
        facts = []
        if self._answer is not None:
            facts.append(labels.found(*self._answer))
        facts.append(labels.SORT_LABELS[self.request.order])
        if self.request.as_typed:
            facts.append(labels.AS_TYPED)
        if not self.look.display.marks:
            facts.append(labels.MARKS_HIDDEN)
        facts.append(self.archive.name)
        self._status.show(facts, self._reader.place_label() if self._reader.display else "")

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
        try:
            if serial != self._serial:
                return
            more = self._look_again()
            if not self._shown:
                find(self.archive, Request(), limit=0)  # opens the index, which is no part of the time of a search
            start = self._clock()
            found = find(self.archive, request)
            self.post_message(Answered(serial, request, found, 1000 * (self._clock() - start), more))
            if serial != self._serial:
                return
            self.post_message(Counted(serial, request, find_facets(self.archive, request)))
            if not found.total and self.archive.count and serial == self._serial:
                self.post_message(Explained(serial, request, find_causes(self.archive, request)))
            if serial == 1 and not request.query:
                from fihrist.index.arabic.chain import forms

                forms(_ANY_WORD)  # loads the tables of words, which is no part of the time of a search either
        except FihristError as error:
            self.post_message(Failed(serial, str(error)))

    def _unsure(self, serial: int) -> bool:
        """Whether to ask if Arabic looks right: at the first start on a terminal that did not say what it does."""
        if serial > 1 or self.plan.sure or self.plan.terminal in {*self.settings.asked, *self.settings.modes}:
            return False
        self._keep(replace(self.settings, asked=(*self.settings.asked, self.plan.terminal)))
        return True

    def _look_again(self) -> int:
        """See what was committed since the last search; by how many articles the archive has grown."""
        before = self.archive.count if self._shown else 0
        changed = self.archive.refresh()
        return self.archive.count - before if changed and self._shown else 0

    @on(Answered)
    def _show_answer(self, message: Answered) -> None:
        if message.serial != self._serial:
            return
        self._shown = message.serial
        self._results.remove_class("stale")
        self._answer = (message.found.total, message.milliseconds)
        self._results.show(message.found.hits, message.found.total)
        if not message.found.total:
            said = (
                [labels.nothing_found(message.request.query)] if self.archive.count else labels.empty(self.archive.path)
            )
            self._results.say(said, message.found.suggestions, message.request.chips)
            self._reader.clear()
        remarks = [labels.grown(message.more)] if message.more else []
        remarks += [labels.remark(each) for each in message.found.diagnostics]
        if message.found.total:
            remarks += [labels.instead(each) for each in message.found.suggestions]
        self._notice.show(*(remarks or [labels.CHECK_HINT] * self._unsure(message.serial)))
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
        told = any(offer.without for offer in self._results.suggestions)  # which filter is the cause
        causes = [labels.cause(reason) for reason in message.causes if not (told and reason.chip)]
        self._results.say([labels.nothing_found(message.request.query), *causes, *hint])

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        if message.serial == self._serial:
            self._results.remove_class("stale")
            if not self._shown:
                self._results.say(())
            self._shown = message.serial
            self._notice.show(f"{labels.FAILED} {isolated(message.text)}", error=True)

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

    @on(ResultList.Chosen)
    def _chosen(self, message: ResultList.Chosen) -> None:
        """Search for what was suggested, as if it had been typed."""
        self._write_query(message.suggestion.query)
        self._narrow(self.request.as_suggested(message.suggestion))

    @on(FacetPanel.Narrowed)
    def _narrowed(self, message: FacetPanel.Narrowed) -> None:
        self._narrow(replace(self.request, chips=message.request.chips, open_date=message.request.open_date))

    @on(ChipBar.Removed)
    def _removed(self, message: ChipBar.Removed) -> None:
        self._narrow(self.request.without(message.chip))

    def _narrow(self, request: Request) -> None:
        self.request = request
        self._ask()

    def action_drop_chip(self) -> None:
        """Take the last filter away."""
        if self.request.chips:
            self._narrow(self.request.without(self.request.chips[-1]))

    def action_drop_chips(self) -> None:
        """Take all filters away."""
        if self.request.chips:
            self._narrow(replace(self.request, chips=(), open_date=""))

    def action_as_typed(self) -> None:
        """Search for the words as they were typed, or for other spellings and the like as well."""
        self._narrow(replace(self.request, as_typed=not self.request.as_typed))

    def action_sort(self) -> None:
        """The next order: relevance, newest, oldest."""
        orders = list(Sort)
        self._narrow(replace(self.request, sort=orders[(orders.index(self.request.sort) + 1) % len(orders)]))
