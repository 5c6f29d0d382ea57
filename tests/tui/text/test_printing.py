"""Lines for plain printing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fihrist.tui.text.layout import Display, Mode
from fihrist.tui.text.printing import ltr, printing_mode, visual_line, visual_lines


def reading(line: str) -> str:
    return unicodedata.normalize("NFKC", line)[::-1]


def test_a_line_stands_at_the_right() -> None:
    assert visual_line("قال", 6) == "   ﻝﺎﻗ"
    assert visual_line("said", 6) == "said  "


def test_a_long_line_ends_in_an_ellipsis_at_its_left() -> None:
    line = visual_line("قوات سوريا الديمقراطية", 12)
    assert cell_len(line) == 12
    assert line.strip().startswith("…")
    assert reading(line).startswith("قوات سوريا")


def test_isolated_values_keep_their_order() -> None:
    assert "2014-06-10" in visual_line(f"يوم {ltr('2014-06-10')}")
    assert "2014-06-10" not in visual_line("يوم 2014-06-10")


def test_lit_words() -> None:
    (line,) = visual_lines("وصل مقاتلون أمس", 40, [(4, 11)], light=("[", "]"), mode=Mode.VISUAL)
    assert line.strip() == "ﺲﻣﺃ [ﻥﻮﻠﺗﺎﻘﻣ] ﻞﺻﻭ"


def test_logical_lines_are_isolated() -> None:
    assert visual_lines("قال.", 10, mode=Mode.LOGICAL) == ["      \u2067قال.\u2069"]


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        pytest.param({}, Mode.VISUAL, id="unknown"),
        pytest.param({"VTE_VERSION": "7006"}, Mode.LOGICAL, id="vte"),
        pytest.param({"VTE_VERSION": "7006", "FIHRIST_BIDI": "visual"}, Mode.VISUAL, id="override"),
        pytest.param({"FIHRIST_BIDI": "sideways"}, Mode.VISUAL, id="unknown-override"),
        pytest.param({"TERM_PROGRAM": "Apple_Terminal"}, Mode.LOGICAL, id="terminal.app"),
    ],
)
def test_printing_mode(environment: dict[str, str], mode: Mode) -> None:
    assert printing_mode(environment) is mode


@given(st.text(), st.integers(1, 40), st.sampled_from(list(Mode)))
def test_a_line_fills_its_width_exactly(text: str, width: int, mode: Mode) -> None:
    assert cell_len(visual_line(text, width, display=Display(mode))) == width


@given(st.text(max_size=200), st.integers(2, 40), st.sampled_from(list(Mode)))
def test_lines_fill_their_width_and_hold_no_controls(text: str, width: int, mode: Mode) -> None:
    for line in visual_lines(text, width, mode=mode):
        assert cell_len(line) == width
        assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in line)
