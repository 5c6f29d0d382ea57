"""The parts of the interface that know no screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.search.results import FacetValue, Suggestion
from fihrist.tui import labels
from fihrist.tui.app import FihristApp
from fihrist.tui.document import Block, BlockKind, places
from fihrist.tui.facet_rows import Row, RowKind, facet_rows
from fihrist.tui.keys import TWINS, Key, bindings
from fihrist.tui.searching import Chip, Kind, Request
from fihrist.tui.settings import Settings, load_settings, save_settings, settings_path
from fihrist.tui.text.layout import LTR, RTL, Display, Mode, Paragraph
from fihrist.tui.text.printing import address, isolated
from fihrist.tui.widgets.facets import FacetPanel
from fihrist.tui.widgets.reader import Reader
from fihrist.tui.widgets.results import ResultList

DAESH = Chip(Kind.ORGANISATION, "daesh", "داعش")
YEARS = (FacetValue("2014", "2014", 4), FacetValue("2016", "2016", 2), FacetValue("undated", "undated", 1))


def test_a_chip_is_toggled() -> None:
    chosen = Request("قصف").toggled(DAESH)
    assert chosen.chips == (DAESH,)
    assert chosen.toggled(DAESH).chips == ()


def test_excluding_turns_a_chip_round() -> None:
    excluded = replace(DAESH, exclude=True)
    request = Request().toggled(DAESH).toggled(excluded)
    assert request.chips == (excluded,)
    assert request.values(Kind.ORGANISATION) == []
    assert request.values(Kind.ORGANISATION, exclude=True) == ["daesh"]


def test_a_date_replaces_dates_and_opens_its_parts() -> None:
    request = Request(chips=(DAESH,)).at_date("2014").at_date("2014-06")
    assert request.chips == (DAESH, Chip(Kind.DATE, "2014-06", "2014-06"))
    assert request.open_date == "2014-06"
    assert request.at_date("2014-06-10").open_date == "2014-06"
    assert request.at_date("").chips == (DAESH,)
    assert request.at_date("undated").open_date == ""


def test_years_without_articles_are_shown_between_others() -> None:
    rows = [row for row in facet_rows({"year": YEARS}, Request()) if row.kind is RowKind.VALUE]
    assert [(row.value, row.count) for row in rows] == [("2014", 4), ("2015", 0), ("2016", 2), ("undated", 1)]


def test_months_and_days_unfold_under_their_year() -> None:
    facets = {
        "year": YEARS,
        "month": (FacetValue("2014-06", "2014-06", 3), FacetValue("2014-08", "2014-08", 1)),
        "day": (FacetValue("2014-06-10", "2014-06-10", 3),),
    }
    rows = [row for row in facet_rows(facets, Request(open_date="2014-06")) if row.kind is RowKind.VALUE]
    assert [(row.value, row.level) for row in rows][:4] == [
        ("2014", 0),
        ("2014-06", 1),
        ("2014-06-10", 2),
        ("2014-08", 1),
    ]


def test_long_facets_fold() -> None:
    values = tuple(FacetValue(f"e{i}", f"اسم {i}", 20 - i) for i in range(12))
    folded = facet_rows({"person": values}, Request())
    assert [row.kind for row in folded].count(RowKind.VALUE) == 6
    assert folded[-1].kind is RowKind.MORE
    unfolded = facet_rows({"person": values}, Request(), frozenset({Kind.PERSON}))
    assert [row.kind for row in unfolded].count(RowKind.VALUE) == 12


def test_rows_that_can_be_chosen() -> None:
    assert Row(RowKind.VALUE, Kind.DATE, count=1).active
    assert not Row(RowKind.VALUE, Kind.DATE, count=0).active
    assert not Row(RowKind.HEADING, Kind.DATE).active


@given(st.lists(st.text(alphabet="ابج ", max_size=8), max_size=6), st.data())
def test_places_point_at_the_text_of_their_spans(lines: list[str], data: st.DataObject) -> None:
    body = "\n".join(lines)
    blocks = []
    at = 0
    for line in lines:
        if line.strip():
            blocks.append(Block(BlockKind.BODY, line, at))
        at += len(line) + 1
    word = data.draw(st.sampled_from(["ا", "ب", "اب"]))
    spans = [(i, i + len(word)) for i in range(len(body)) if body.startswith(word, i)]
    found = places(blocks, BlockKind.BODY, spans)
    assert [blocks[number].text[start:end] for number, start, end in found] == [word] * len(spans)


def test_every_letter_key_works_on_the_arabic_keyboard() -> None:
    keys: tuple[Key, ...] = (*FihristApp.KEYS, *ResultList.KEYS, *Reader.KEYS, *FacetPanel.KEYS)
    letters = {key for entry in keys for key in entry.keys.split(",") if len(key) == 1}
    assert letters <= set(TWINS)
    (binding,) = bindings((Key("n", "hit(1)", "", ""),))
    assert binding.key == "n,ى"


def test_no_pane_binds_a_key_twice() -> None:
    for keys in (FihristApp.KEYS, ResultList.KEYS, Reader.KEYS, FacetPanel.KEYS):
        bound = [key for binding in bindings(keys) for key in binding.key.split(",")]
        assert len(bound) == len(set(bound))


@pytest.mark.parametrize("name", ["@syria_tv", "C.N.N.", "(AFP) Arabic", "[b]x[/b]", "عربي 21", "x\u2069y\u2067"])
def test_signs_of_a_name_stay_where_they_are(name: str) -> None:
    kept = "".join(char for char in name if char not in "\u2066\u2067\u2068\u2069")
    drawn = Paragraph(f"مصدر: {isolated(name)} · 2014", display=Display(Mode.VISUAL), base=RTL).all_cells()
    line = "".join(cell.glyph for cell in drawn)
    if kept.isascii():
        assert f" {kept} " in line
    assert len(line) == len(f"مصدر: {kept} · 2014")


def test_an_address_with_arabic_in_it_keeps_its_order() -> None:
    url = "http://www.example.net/ar/article/تفجير-باص/87/87636"
    cells = Paragraph(address(url), display=Display(Mode.VISUAL), base=LTR).all_cells()
    line = "".join(cell.glyph for cell in cells)
    assert line.startswith("http://www.example.net/ar/article/")
    assert line.endswith("/87/87636")


def test_an_offer_names_filters_by_their_labels() -> None:
    chips = (Chip(Kind.PERSON, "mohammed-bashir", "محمد البشير"), replace(DAESH, exclude=True))
    for names, said in (
        (("persons",), "1. دون قصر البحث على: محمد البشير؛ عدد المواد: 3"),
        (("exclude_entities",), "1. مع ما استُبعد: داعش؛ عدد المواد: 3"),
        (("persons", "exclude_entities"), "1. دون قصر البحث على: محمد البشير، ومع ما استُبعد: داعش؛ عدد المواد: 3"),
        ((), "1. كما هي"),
    ):
        offer = Suggestion("without-filter", "هجوم", 3, "as it is", "كما هي", names)
        assert labels.suggestion(1, offer, chips).translate(dict.fromkeys(range(0x2066, 0x206A))) == said


def test_settings_are_kept(own_settings: Path) -> None:
    chosen = Settings(modes={"VTE": "visual"}, marks=False, theme="nord", asked=("xterm",))
    assert save_settings(chosen)
    assert settings_path().is_relative_to(own_settings)
    assert load_settings() == chosen


@pytest.mark.parametrize("content", ["", "{", "[]", '{"modes": 3, "marks": "yes", "theme": [], "asked": 7}', "\x00"])
def test_broken_settings_are_no_reason_to_stop(content: str, tmp_path: Path) -> None:
    path = tmp_path / "tui.json"
    path.write_text(content, encoding="utf-8")
    assert load_settings(path) == Settings()


def test_settings_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not save_settings(Settings(), tmp_path / "file" / "tui.json")


@pytest.mark.parametrize(
    ("total", "said"),
    [(0, "لا نتائج"), (1, "نتيجة واحدة"), (2, "نتيجتان"), (7, "7 نتائج"), (11, "11 نتيجة"), (103, "103 نتائج"), (2100, "2,100 نتيجة")],
)  # fmt: skip
def test_counts_are_said_as_arabic_says_them(total: int, said: str) -> None:
    isolates = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None}
    assert labels.results(total).translate(isolates) == said


def test_what_is_left_out_stays_among_the_values() -> None:
    excluded = replace(DAESH, exclude=True)
    rows = facet_rows({"organisation": (FacetValue("un", "الأمم المتحدة", 2),)}, Request().toggled(excluded))
    assert [(row.label, row.count, row.active) for row in rows if row.kind is RowKind.VALUE] == [
        ("داعش", 0, True),
        ("الأمم المتحدة", 2, True),
    ]
