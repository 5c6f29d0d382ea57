"""What is sent to a terminal: Arabic laid out, facts in their order, nothing that acts as a command."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout

import pytest

from fihrist.index.model import Precision, Provenance, Published
from fihrist.printers import Paper, table
from fihrist.search.results import FacetValue, Hit, Snippet


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("FIHRIST_BIDI", "visual")


def printed(action: Callable[[], object]) -> str:
    with redirect_stdout(Terminal()) as stream:
        action()
    return stream.getvalue()


def hit(file: str) -> Hit:
    day = Published("2022-12-01", Precision.DAY, Provenance.METADATA, 1.0, 20221201, 20221201)
    return Hit(1, "00ff", 1.0, "خبر", (), "نوافذ", "", day, Snippet("نص", ()), file, "")


def test_a_date_beside_arabic_keeps_its_order_and_the_file_has_its_own_line() -> None:
    lines = printed(lambda: Paper().facts(hit("folder/page.txt"))).splitlines()
    assert lines == ["   ﺬﻓﺍﻮﻧ · 2022-12-01 · 00ff", "   folder/page.txt"]


def test_a_count_stands_beside_its_label() -> None:
    place = FacetValue("raqqa", "الرقة", 3)
    assert printed(lambda: Paper().facet("place", [place])).splitlines() == ["places", "        3  ﺔﻗﺮﻟﺍ", ""]
    assert "        3  الرقة\n" in printed(lambda: Paper(raw=True).facet("place", [place]))


def test_cells_of_a_table_are_laid_out() -> None:
    assert printed(lambda: table(("text", "start"), [("الرقة", 3)])) == "text\tstart\nﺔﻗﺮﻟﺍ\t3\n"


@pytest.mark.parametrize("raw", [False, True])
def test_no_control_character_of_a_document_is_sent(raw: bool) -> None:
    evil = "خبر\x1b]0;x\x07\x9b31m\u202e"

    def print_all() -> None:
        paper = Paper(raw=raw)
        paper.facts(hit(f"{evil}.txt"))
        paper.line(evil)
        paper.facet("source", [FacetValue(evil, evil, 1)])

    sent = printed(print_all)
    assert ".txt" in sent
    assert not {char for char in sent if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f" or char == "\u202e")}
