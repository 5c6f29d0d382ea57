"""Lines break where they should, and every cell knows what it shows."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.tui.text.layout import LTR, RTL, Display, Mode, Paragraph, direction

TEXT = st.text(alphabet=st.sampled_from("ابتلم وسإةَُّـ .،«»()12٣-ABc\u200c\u200f\u202e\u2066\u2069\x1b\t"), max_size=80)
MODES = st.sampled_from(list(Mode))
NEWS = "قال متحدث باسم «قوات سوريا الديمقراطية» (SDF) إن 1,200 مقاتل وصلوا إلى دير الزور في 10 حزيران/يونيو 2014."


def visual(text: str, *, width: int = 1000, mode: Mode = Mode.VISUAL, marks: bool = True) -> list[str]:
    paragraph = Paragraph(text, display=Display(mode, marks=marks))
    return ["".join(cell.glyph for cell in paragraph.cells(line)) for line in range(paragraph.wrap(width))]


def unshaped(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


@given(TEXT, st.integers(2, 30), MODES, st.booleans())
def test_lines_cover_the_text_and_fit(text: str, width: int, mode: Mode, marks: bool) -> None:
    paragraph = Paragraph(text, display=Display(mode, marks=marks))
    count = paragraph.wrap(width)
    assert len(paragraph.text) == len(text)
    assert paragraph.lines[0][0] == 0
    assert paragraph.lines[-1][1] == len(text)
    assert [start for start, _ in paragraph.lines[1:]] == [end for _, end in paragraph.lines[:-1]]
    for line in range(count):
        assert sum(cell.width for cell in paragraph.cells(line)) <= width


@given(TEXT, st.integers(2, 30), MODES)
def test_cells_are_a_permutation_of_the_line(text: str, width: int, mode: Mode) -> None:
    paragraph = Paragraph(text, display=Display(mode))
    seen = []
    for line in range(paragraph.wrap(width)):
        start, end = paragraph.lines[line]
        cells = sorted(paragraph.cells(line), key=lambda cell: cell.start)
        assert all(one.end <= other.start for one, other in itertools.pairwise(cells))
        assert all(start <= cell.start < end for cell in cells)
        seen += [i for cell in cells for i in range(cell.start, cell.end)]
    assert len(seen) == len(set(seen))
    letters = {i for i, char in enumerate(text) if unicodedata.category(char) in {"Lo", "Nd", "Lu", "Ll"}}
    assert letters <= set(seen)


@given(TEXT, st.integers(2, 30))
def test_kitty_cells_hold_the_same_places(text: str, width: int) -> None:
    plain, turned = (Paragraph(text, display=Display(mode)) for mode in (Mode.VISUAL, Mode.KITTY))
    for line in range(plain.wrap(width)):
        turned.wrap(width)
        assert [cell[1:] for cell in plain.cells(line)] == [cell[1:] for cell in turned.cells(line)]


@given(TEXT, st.integers(2, 30))
def test_line_of_finds_the_line(text: str, width: int) -> None:
    paragraph = Paragraph(text, display=Display())
    for line in range(paragraph.wrap(width)):
        start, end = paragraph.lines[line]
        assert all(paragraph.line_of(offset) == line for offset in range(start, end))


def test_news_line() -> None:
    (line,) = visual(NEWS)
    assert (
        unshaped(line)
        == ".2014 وينوي/ناريزح 10 يف روزلا ريد ىلإ اولصو لتاقم 1,200 نإ (SDF) «ةيطارقميدلا ايروس تاوق» مساب ثدحتم لاق"
    )


def test_wrapping_counts_ligatures_as_one_cell() -> None:
    assert len(visual("لا لا", width=3)) == 1
    assert len(visual("لا لا", width=3, mode=Mode.LOGICAL)) == 2


def test_long_words_are_cut_and_keep_their_joins() -> None:
    lines = visual("سسسسسس", width=4)
    assert lines == ["ﺴﺴﺴﺳ", "ﺲﺴ"]


def test_a_break_falls_at_a_blank() -> None:
    assert [unshaped(line)[::-1] for line in visual("وصل مقاتلون إلى المدينة", width=12)] == [
        "وصل مقاتلون",
        "إلى المدينة",
    ]


def test_overrides_do_not_turn_letters_round() -> None:
    assert visual("abc \u202edef\u202c ghi") == ["abc def ghi"]


def test_controls_are_seen() -> None:
    assert visual("a\x1b[31mb\tc\nd") == ["a�[31mb c d"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        pytest.param("قال", RTL, id="arabic"),
        pytest.param("HRW قالت إن", RTL, id="latin-word-first"),
        pytest.param("Human Rights Watch reported on Daesh (داعش)", LTR, id="english"),
        pytest.param("2014", RTL, id="numbers-go-with-the-page"),
        pytest.param("", RTL, id="empty"),
    ],
)
def test_direction(text: str, base: int) -> None:
    assert direction(text) == base


def test_kitty_words_are_sent_back_to_front() -> None:
    assert unshaped(visual("قال محمد abc", mode=Mode.KITTY)[0]) == "abc محمد قال"


def test_boundaries_skip_joined_clusters() -> None:
    assert Paragraph("لا قُ", display=Display()).boundaries() == [0, 2, 3, 5]
