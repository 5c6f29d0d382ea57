"""The interface driven by keys."""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from fihrist.archive import Archive
from fihrist.errors import DamagedError, UsageError
from fihrist.search.results import Sort
from fihrist.tui import labels
from fihrist.tui.app import FihristApp, run
from fihrist.tui.screens.reasons import ReasonsScreen
from fihrist.tui.searching import Kind
from fihrist.tui.settings import Settings, load_settings
from fihrist.tui.text.layout import Display, Mode
from fihrist.tui.text.terminal import Plan
from fihrist.tui.widgets.bars import ChipBar, NoticeBar, StatusBar
from fihrist.tui.widgets.facets import FacetPanel
from fihrist.tui.widgets.query_input import QueryInput
from fihrist.tui.widgets.reader import Reader
from fihrist.tui.widgets.results import ResultList
from tests.tui.conftest import fill

MakeApp = Callable[[str], FihristApp]
Driven = Pilot[None]


def rows(app: FihristApp) -> list[str]:
    """The lines of the screen as they are sent to the terminal."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def reading(app: FihristApp) -> str:
    """The screen with every line turned round and its letters unshaped: Arabic as it is read."""
    return "\n".join(unshaped(row) for row in rows(app))


def unshaped(text: str) -> str:
    return unicodedata.normalize("NFKC", text[::-1])


async def settled(pilot: Driven) -> None:
    """Wait until nothing is under way and what was found is shown."""
    assert isinstance(pilot.app, FihristApp)
    quiet = 0
    while quiet < 3:
        await pilot.pause(0.01)
        quiet = 0 if pilot.app.busy else quiet + 1
    await pilot.pause()


async def type_query(pilot: Driven, text: str) -> None:
    query = pilot.app.query_one(QueryInput)
    query.value = ""
    query.insert_text_at_cursor(text)
    await settled(pilot)


def choose(panel: FacetPanel, kind: Kind, value: str) -> None:
    panel.cursor = next(i for i, row in enumerate(panel._rows) if row.facet is kind and value in (row.value, row.label))


async def test_everything_is_shown_at_first(make_app: MakeApp, archive: Archive) -> None:
    app = make_app("")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        assert app.query_one(ResultList).total == archive.count
        assert app.query_one(QueryInput).has_focus


async def test_results_follow_the_query(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(140, 40)) as pilot:
        await type_query(pilot, "الموصل")
        assert app.query_one(ResultList).total == 2
        assert "تحرير الموصل" in reading(app)
        assert "بدء معركة الموصل" in reading(app)
        assert "زلزال" not in reading(app)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (100, 30), (140, 40), (200, 60)])
async def test_it_fits_every_size(make_app: MakeApp, width: int, height: int) -> None:
    app = make_app("قصف")
    async with app.run_test(size=(width, height)) as pilot:
        await settled(pilot)
        assert len(rows(app)) == height
        assert "مستشفى" in reading(app)
        seen = [pane for pane in (Reader, ResultList, FacetPanel) if app.query_one(pane).display]
        assert len(seen) == (1 if width < 90 else 2 if width < 130 else 3)


async def test_resizing_moves_the_panes(make_app: MakeApp) -> None:
    app = make_app("قصف")
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert len(rows(app)) == 24
        assert not app.query_one(FacetPanel).display
        assert "مستشفى" in reading(app)
        await pilot.resize_terminal(200, 60)
        await settled(pilot)
        assert app.query_one(FacetPanel).display


async def test_a_facet_narrows_and_escape_of_filters_widens(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(140, 40)) as pilot:
        await type_query(pilot, "داعش")
        before = app.query_one(ResultList).total
        await pilot.press("down", "f")
        panel = app.query_one(FacetPanel)
        assert panel.has_focus
        choose(panel, Kind.SOURCE, "الجزيرة")
        await pilot.press("space")
        await settled(pilot)
        assert app.query_one(ResultList).total == 1 < before
        assert app.query_one(ChipBar).display
        assert "مصدر: الجزيرة" in reading(app)
        choose(panel, Kind.SOURCE, "المونيتور")
        await pilot.press("space")
        await settled(pilot)
        assert app.query_one(ResultList).total == before
        await pilot.press("x", "x")
        await settled(pilot)
        assert app.request.chips == ()


async def test_a_value_can_be_left_out(make_app: MakeApp) -> None:
    app = make_app("داعش")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("down", "f")
        choose(app.query_one(FacetPanel), Kind.SOURCE, "الجزيرة")
        await pilot.press("minus")
        await settled(pilot)
        assert {hit.source for hit in app.query_one(ResultList)._hits.values()} == {"المونيتور"}
        assert "ليس مصدر: الجزيرة" in reading(app)
        choose(app.query_one(FacetPanel), Kind.SOURCE, "الجزيرة")
        await pilot.press("minus")
        await settled(pilot)
        assert app.request.chips == ()


async def test_dates_unfold_to_the_day_and_back(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        await pilot.press("down", "f", "d")
        panel = app.query_one(FacetPanel)
        for value, total in (("2017", 3), ("2017-07", 2), ("2017-07-10", 1)):
            choose(panel, Kind.DATE, value)
            await pilot.press("enter")
            await settled(pilot)
            assert app.query_one(ResultList).total == total
        for total in (2, 3, 9):
            await pilot.press("backspace")
            await settled(pilot)
            assert app.query_one(ResultList).total == total


async def test_undated_articles_have_their_row(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        await pilot.press("down", "f")
        choose(app.query_one(FacetPanel), Kind.DATE, "undated")
        await pilot.press("enter")
        await settled(pilot)
        assert app.query_one(ResultList).total == 1
        assert "تقرير بلا تاريخ عن إدلب" in reading(app)


async def test_reading_an_article(make_app: MakeApp) -> None:
    app = make_app("قصف")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        results, reader = app.query_one(ResultList), app.query_one(Reader)
        assert results.has_focus
        await pilot.press("enter")
        await settled(pilot)
        assert reader.has_focus
        assert reader.article is not None
        assert results.current is not None
        assert reader.article.id == results.current.id
        assert len(reader.hits) > 1
        first = reader.at
        await pilot.press("n")
        assert reader.at == first + 1
        await pilot.press("N")
        assert reader.at == first
        await pilot.press("ى")
        assert reader.at == first + 1
        await pilot.press("right_square_bracket")
        await settled(pilot)
        assert reader.article.id == results.current.id
        assert results.cursor == 1
        await pilot.press("escape")
        assert results.has_focus
        assert not reader.display
        await pilot.press("escape")
        assert app.query_one(QueryInput).has_focus
        await pilot.press("escape")
        await settled(pilot)
        assert app.query_one(QueryInput).value == ""


async def test_matches_are_lit_on_their_own_letters(make_app: MakeApp) -> None:
    app = make_app("قصف")
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        reader = app.query_one(Reader)
        colours = {reader.part(name).bgcolor for name in ("reader--match", "reader--match-now")}
        lit = [
            unshaped(segment.text).strip()
            for y in range(reader.size.height)
            for segment in reversed(list(reader.render_line(y)))
            if segment.style and segment.style.bgcolor in colours
        ]
        words = [reader._blocks[number].text[start:end] for number, start, end in reader.hits]
        assert lit == words
        assert set(words) <= {"قصف", "القصف"}


async def test_an_empty_answer_says_why(make_app: MakeApp) -> None:
    app = make_app("زلزال")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("down", "f")
        choose(app.query_one(FacetPanel), Kind.SOURCE, "المونيتور")
        await pilot.press("space", "slash")
        await type_query(pilot, "هدنة")
        assert app.query_one(ResultList).total == 0
        assert "لا نتائج" in reading(app)
        assert "دون قصر البحث" in reading(app)
        await pilot.press("down", "x")
        await type_query(pilot, "هدنة بركان")
        assert "غير موجودة" in reading(app)


async def test_remarks_on_the_query_are_shown(make_app: MakeApp, archive: Archive) -> None:
    query = "«قوات سوريا"
    (remark, *_) = archive.search(query).diagnostics
    app = make_app("")
    async with app.run_test(size=(140, 40)) as pilot:
        await type_query(pilot, query)
        assert remark.message_ar in app.query_one(NoticeBar).text
        assert app.query_one(NoticeBar).display
        await type_query(pilot, "سوريا")
        assert not app.query_one(NoticeBar).display


async def test_order(make_app: MakeApp) -> None:
    app = make_app("الموصل")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        results = app.query_one(ResultList)
        await pilot.press("down", "s")
        await settled(pilot)
        assert [hit.title for hit in results._hits.values()] == ["تحرير الموصل", "بدء معركة الموصل"]
        await pilot.press("س")
        await settled(pilot)
        assert [hit.title for hit in results._hits.values()] == ["بدء معركة الموصل", "تحرير الموصل"]


async def test_copies_are_in_reading_order(make_app: MakeApp) -> None:
    app = make_app("الرقة")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        await pilot.press("n", "y")
        assert app.clipboard == "دخلت قوات سوريا الديمقراطية (SDF) مدينة الرقة بدعم من التحالف الدولي."
        await pilot.press("Y")
        assert app.clipboard.startswith("قوات سوريا الديمقراطية تدخل الرقة. الجزيرة. 2017-06-06. ")
        assert "sha256:" in app.clipboard


async def test_nothing_of_a_document_is_sent_as_a_control(make_app: MakeApp) -> None:
    app = make_app("مقلوب")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        shown = "".join(rows(app))
        assert "أحمر" in reading(app)
        assert "\N{REPLACEMENT CHARACTER}" in shown
        assert all(unicodedata.category(char) not in {"Cc", "Cf"} for char in shown)


async def test_tashkeel_can_be_hidden(make_app: MakeApp) -> None:
    app = make_app("الرقة")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "َ" in "".join(rows(app))
        await pilot.press("f3")
        await settled(pilot)
        assert "َ" not in "".join(rows(app))
        assert "وقتل في المعارك" in reading(app)
        assert app.settings.marks is False


async def test_help_names_every_key_in_both_languages(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(120, 80)) as pilot:
        await settled(pilot)
        await pilot.press("down", "؟")
        await settled(pilot)
        for key in (*FihristApp.KEYS, *Reader.KEYS, *ResultList.KEYS, *FacetPanel.KEYS, *QueryInput.KEYS):
            assert key.label
            assert key.help
        assert "previous match" in "\n".join(rows(app))
        assert "الموضع التالي" in reading(app)
        await pilot.press("escape")
        await settled(pilot)
        assert len(app.screen_stack) == 1


async def test_the_display_check_changes_the_layout_and_remembers(make_app: MakeApp) -> None:
    app = make_app("الموصل")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("٢")
        await settled(pilot)
        assert app.look.display.mode is Mode.LOGICAL
        assert app.settings.modes == {"unknown": "logical"}
        assert "تحرير الموصل" in "\n".join(rows(app))
        assert not app.query_one(FacetPanel).display


async def test_themes_change(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        before = app.theme
        await pilot.press("f4")
        assert app.theme != before


class Breaking:
    """An archive in which looking up words fails."""

    def __init__(self, archive: Archive, error: Exception) -> None:
        self.archive = archive
        self.error = error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.archive, name)

    def search(self, query: str = "", **options: Any) -> Any:
        if query:
            raise self.error
        return self.archive.search(query, **options)


@pytest.mark.parametrize("error", [DamagedError("run fihrist rebuild"), RuntimeError("run fihrist rebuild")])
async def test_an_error_of_the_archive_is_a_message(archive: Archive, error: Exception) -> None:
    app = FihristApp(Breaking(archive, error), settings=Settings())
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await type_query(pilot, "داعش")
        assert "fihrist rebuild" in app.query_one(NoticeBar).text
        assert app.query_one(ResultList).total == archive.count


async def test_all_results_can_be_reached(long_archive: Archive) -> None:
    app = FihristApp(long_archive, query="هدنة", settings=Settings())
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        results = app.query_one(ResultList)
        await pilot.press("down", "end")
        await settled(pilot)
        assert results.cursor == results.total - 1 == 119
        assert results.current is not None
        assert results.current.rank == 120
        article = app.query_one(Reader).article
        assert article is not None
        assert article.id == results.current.id
        assert reading(app).count("نشرة رقم") >= 5


async def test_the_mouse_chooses_and_opens(make_app: MakeApp) -> None:
    app = make_app("الموصل")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        results = app.query_one(ResultList)
        await pilot.click(ResultList, offset=(30, 9))
        assert results.cursor == 1
        await pilot.click(ResultList, offset=(30, 9))
        await settled(pilot)
        assert app.query_one(Reader).display
        await pilot.click(QueryInput, offset=(74, 1))
        await pilot.pause()
        assert app.query_one(QueryInput).cursor_position == 3


async def test_the_mouse_narrows_and_widens(make_app: MakeApp) -> None:
    app = make_app("داعش")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        panel = app.query_one(FacetPanel)
        row = next(i for i, row in enumerate(panel._rows) if row.value == "الجزيرة")
        await pilot.click(FacetPanel, offset=(20, row + 1 - int(panel.scroll_offset.y)))
        await settled(pilot)
        assert [chip.label for chip in app.request.chips] == ["الجزيرة"]
        await pilot.click(ChipBar, offset=(135, 0))
        await settled(pilot)
        assert app.request.chips == ()


async def test_tab_goes_from_query_to_results_to_article_to_facets(make_app: MakeApp) -> None:
    app = make_app("الموصل")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        order = [QueryInput, ResultList, Reader, FacetPanel, QueryInput]
        for here, there in itertools.pairwise(order):
            assert isinstance(app.focused, here)
            await pilot.press("tab")
            assert isinstance(app.focused, there)
        await pilot.press("shift+tab")
        assert isinstance(app.focused, FacetPanel)


async def test_a_wider_screen_shows_the_current_result(make_app: MakeApp) -> None:
    app = make_app("الموصل")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "down")
        await pilot.resize_terminal(160, 40)
        await settled(pilot)
        article, current = app.query_one(Reader).article, app.query_one(ResultList).current
        assert article is not None
        assert current is not None
        assert article.id == current.id


async def test_matches_are_those_of_the_present_query(make_app: MakeApp) -> None:
    app = make_app("الرقة")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        reader = app.query_one(Reader)
        first = reader.hits
        await pilot.press("slash")
        await type_query(pilot, "مقاتلا")
        await pilot.press("down", "enter")
        await settled(pilot)
        assert reader.article is not None
        assert "مقاتل" in reader.article.body
        assert reader.hits != first


async def test_the_place_in_an_article_stays(make_app: MakeApp) -> None:
    app = make_app("مستشفى")
    async with app.run_test(size=(60, 9)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        reader = app.query_one(Reader)
        for width in (40, 30, 50):
            reader.scroll_to(y=reader._first_rows[3], animate=False, immediate=True)
            await pilot.resize_terminal(width, 9)
            await settled(pilot)
            assert int(reader.scroll_offset.y) == reader._first_rows[3]


async def test_a_long_query_moves_under_the_cursor(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_query(pilot, "قوات سوريا الديمقراطية " * 10)
        query = app.query_one(QueryInput)
        assert len(query.render_line(0).text) <= 80
        await pilot.press("home")
        await pilot.press("left")
        assert query.cursor_position == 1
        await pilot.press("right", "right")
        assert query.cursor_position == 0


async def test_a_wrong_haraka_is_taken_away_alone(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_query(pilot, "قُ")
        await pilot.press("backspace")
        assert app.query_one(QueryInput).value == "ق"


async def test_no_sequence_of_keys_breaks_it(make_app: MakeApp) -> None:
    """Keys of all panes in random order, at a size that changes."""
    chance = random.Random(20240601)
    keys = [
        *("down", "up", "enter", "escape", "tab", "shift+tab", "space", "backspace", "pagedown", "end", "home"),
        *("f1", "f2", "f3", "f4", "f", "d", "s", "n", "N", "y", "Y", "x", "X", "1", "2", "3", "minus", "equals_sign"),
        *("slash", "ق", "left", "right", "left_square_bracket", "right_square_bracket", "question_mark"),
    ]
    app = make_app("")
    async with app.run_test(size=(140, 40)) as pilot:
        for width, height in ((160, 50), (80, 24), (40, 8), (100, 30)):
            await pilot.press(*chance.choices(keys, k=12))
            await pilot.resize_terminal(width, height)
        await settled(pilot)
        assert app.is_running


async def test_why_a_result_was_found(make_app: MakeApp, archive: Archive) -> None:
    app = make_app("قصف -هدنة مكان:حلب")
    (hit,) = archive.search("قصف -هدنة مكان:حلب")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "e")
        await settled(pilot)
        shown = reading(app)
        assert isinstance(app.screen, ReasonsScreen)
        assert hit.title in shown
        assert "القصف" in shown
        assert "✓ -هدنة" in shown
        assert "✓ مكان:حلب" in shown
        assert f"{hit.score:.2f}" in "".join(rows(app))
        await pilot.press("ث")
        await settled(pilot)
        assert not isinstance(app.screen, ReasonsScreen)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("ث")
        await settled(pilot)
        assert isinstance(app.screen, ReasonsScreen)
        await pilot.press("escape")
        assert app.query_one(Reader).has_focus


async def test_several_remarks_take_one_line_until_they_are_unfolded(make_app: MakeApp, archive: Archive) -> None:
    query = "تاريخ:غدا مكان:مجهول مصدر:مجهول"
    remarks = [remark.message_ar for remark in archive.search(query).diagnostics]
    assert len(remarks) > 2
    app = make_app("")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_query(pilot, query)
        bar = app.query_one(NoticeBar)
        assert bar.size.height == 1
        assert bar.remarks == tuple(remarks)
        assert "F6" in "".join(rows(app)[3])
        await pilot.press("f6")
        await settled(pilot)
        assert bar.size.height >= len(remarks)
        shown = " ".join(reading(app).split())
        for remark in remarks:
            assert remark.split()[-1] in shown, (remark, shown)
        await pilot.press("down", "i")
        await settled(pilot)
        assert bar.size.height == 1


async def test_searching_as_typed(make_app: MakeApp, archive: Archive) -> None:
    both, typed = archive.search("سورية").total, archive.search("سورية", as_typed=True).total
    app = make_app("سورية")
    async with app.run_test(size=(110, 30)) as pilot:
        await settled(pilot)
        results, reader = app.query_one(ResultList), app.query_one(Reader)
        assert results.total == both > typed
        assert app.query_one(NoticeBar).display
        await pilot.press("f5")
        await settled(pilot)
        assert results.total == typed
        assert labels.AS_TYPED in app.query_one(StatusBar)._facts
        assert not app.query_one(NoticeBar).display
        await pilot.press("down", "ف")
        await settled(pilot)
        assert results.total == both
        await pilot.press("enter")
        await settled(pilot)
        assert reader.hits


@pytest.mark.parametrize("how", ["enter", "number", "twin", "click"])
async def test_another_query_is_offered_and_run(make_app: MakeApp, archive: Archive, how: str) -> None:
    found = archive.search("بركان زلزال")
    assert found.total == 0
    offered = found.suggestions[0]
    assert offered.count > 0
    app = make_app("بركان زلزال")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        results = app.query_one(ResultList)
        row = next(at for at in range(results.row_count()) if results._choice(at) == 0)
        assert offered.message_ar.split()[0] in reading(app)
        await pilot.press("down")
        if how == "click":
            await pilot.click(results, offset=(20, row + 1))
        else:
            await pilot.press({"enter": "enter", "number": "1", "twin": "١"}[how])
        await settled(pilot)
        assert app.query_one(QueryInput).value == app.request.query == offered.query
        assert results.total == offered.count
        assert results.has_focus
        await pilot.press("2")
        await settled(pilot)
        assert app.query_one(Reader).has_focus


async def test_the_cursor_goes_through_what_is_offered(make_app: MakeApp, archive: Archive) -> None:
    offers = archive.search("بركانن زلزالن").suggestions
    app = make_app("بركانن زلزالن")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        results = app.query_one(ResultList)
        await pilot.press("down", "end")
        assert results.cursor == max(0, len(offers) - 1)
        await pilot.press("k", "j", "home")
        assert results.cursor == 0
        await pilot.press("9")
        await settled(pilot)
        assert results.total == 0


async def test_a_remark_names_the_key_and_not_the_option(make_app: MakeApp, archive: Archive) -> None:
    assert any("--as-typed" in each.message_ar for each in archive.search("Daesh").diagnostics)
    app = make_app("Daesh")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        assert "--as-typed" not in app.query_one(NoticeBar).text
        assert "F5" in "".join(rows(app)[3])


async def test_the_cursor_stands_behind_a_query_that_was_chosen(make_app: MakeApp) -> None:
    app = make_app("بركان زلزال")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        query = app.query_one(QueryInput)
        assert query.cursor_position == len("بركان زلزال")
        await pilot.press("down", "enter")
        await settled(pilot)
        offered = query.value
        await pilot.press("slash", "ز")
        await settled(pilot)
        assert query.value == f"{offered}ز"
        await pilot.press("ctrl+u")
        assert query.value == ""


async def test_numbers_are_offered_where_they_choose(make_app: MakeApp) -> None:
    app = make_app("بركان زلزال")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "أو ↓" in reading(app)
        await pilot.press("down")
        assert "أو ↓" not in reading(app)
        assert "اختر بالرقم" in reading(app)


@pytest.mark.parametrize("width", [80, 110, 140])
async def test_only_keys_that_do_not_type_are_named_beside_the_query(make_app: MakeApp, width: int) -> None:
    app = make_app("")
    async with app.run_test(size=(width, 30)) as pilot:
        await settled(pilot)
        assert set(rows(app)[-1].split()) >= {"⏎", "↓", "Esc", "F1", "F5", "F6", "^Q"}
        assert not set(rows(app)[-1].split()) & {"q", "f", "x", "t", "?", "/", "i"}
        await pilot.press("down")
        assert set(rows(app)[-1].split()) >= {"⏎", "e", "?"}


async def test_what_is_added_to_the_archive_is_found(tmp_path: Path) -> None:
    reports = [("هدنة في درعا", "سانا", "2017-07-09", "بدأت هدنة في درعا."), ("خبر", "سانا", "", "زلزال في حلب.")]
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    with Archive.open(tmp_path / "archive", create=True) as writer:
        fill(writer, reports[:1], tmp_path / "first")
    with Archive.open(tmp_path / "archive") as opened:
        app = FihristApp(opened, query="هدنة", settings=Settings())
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert app.query_one(NoticeBar).text == ""
            with Archive.open(tmp_path / "archive") as writer:
                fill(writer, reports[1:], tmp_path / "second")
            await type_query(pilot, "زلزال")
            assert app.query_one(ResultList).total == 1
            assert "زاد ما في الأرشيف" in app.query_one(NoticeBar).text
            await type_query(pilot, "حلب")
            assert "زاد ما في الأرشيف" not in app.query_one(NoticeBar).text


async def test_a_phrase_is_one_place_and_the_first_is_in_the_title(make_app: MakeApp) -> None:
    app = make_app('"قصف مستشفى"')
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        reader = app.query_one(Reader)
        assert [reader._blocks[number].text[start:end] for number, start, end in reader.hits] == ["قصف مستشفى"] * 2
        assert "موضع 1 من 2" in reading(app)
        await pilot.press("n")
        assert "موضع 2 من 2" in reading(app)
        assert app.query_one(NoticeBar).text == ""
        await pilot.press("n")
        assert app.query_one(NoticeBar).text == labels.LAST_HIT


async def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "empty", create=True) as opened:
        app = FihristApp(opened, query="قصف", settings=Settings())
        async with app.run_test(size=(110, 30)) as pilot:
            await settled(pilot)
            assert "لا مواد في هذا الأرشيف بعد" in reading(app)
            assert "fihrist ingest" in "".join(rows(app))


async def test_the_display_is_asked_about_once_for_a_terminal(archive: Archive) -> None:
    plan = Plan(Display(), "", "", sure=False, terminal="odd")
    settings = Settings()
    for hint in (labels.CHECK_HINT, ""):
        app = FihristApp(archive, settings=settings, plan=plan)
        async with app.run_test(size=(100, 30)) as pilot:
            await settled(pilot)
            assert app.query_one(NoticeBar).text == hint
        settings = load_settings()


async def test_without_a_query_the_newest_come_first_and_nothing_is_scored(make_app: MakeApp) -> None:
    app = make_app("")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert labels.SORT_LABELS[Sort.NEWEST] in app.query_one(StatusBar)._facts
        await pilot.press("down", "e")
        await settled(pilot)
        assert "ولا تحسب درجة" in reading(app).replace("ُ", "")
        await pilot.press("escape", "escape")
        await type_query(pilot, "قصف")
        assert labels.SORT_LABELS[Sort.RELEVANCE] in app.query_one(StatusBar)._facts


async def test_cards_say_where_text_is_left_out(make_app: MakeApp, archive: Archive) -> None:
    app = make_app("القصف")
    async with app.run_test(size=(40, 40)) as pilot:
        await settled(pilot)
        results = app.query_one(ResultList)
        cut = [strip.text.strip() for strip in map(results.render_line, range(results.size.height))]
        assert any(line.startswith("…") for line in cut)


def test_a_terminal_that_cannot_place_text_is_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(UsageError, match="xterm-256color"):
        run(archive)


async def test_an_offer_may_leave_filters_out(make_app: MakeApp, archive: Archive) -> None:
    offers = archive.search("زلزال", sources="سانا").suggestions
    number, offer = next((at, each) for at, each in enumerate(offers, 1) if each.without == ("sources",))
    app = make_app("")
    async with app.run_test(size=(110, 40)) as pilot:
        await settled(pilot)
        await pilot.press("down", "f")
        choose(app.query_one(FacetPanel), Kind.SOURCE, "سانا")
        await pilot.press("space", "slash")
        await type_query(pilot, "زلزال")
        assert app.query_one(ResultList).total == 0
        await pilot.press("down", str(number))
        await settled(pilot)
        assert app.request.chips == ()
        assert app.query_one(ResultList).total == offer.count > 0
