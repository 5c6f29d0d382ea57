"""Letters take the forms that their neighbours ask for, and nothing else of a text reaches a cell."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fihrist.tui.text.shaping import FORMS, shape

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة"
MARKS = "ًٌٍَُِّْٰ"
CONTROLS = "\x00\x07\x1b\x7f\x85\x9b\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u00ad\ufeff\ufe0f\u2028\ud800\ufffe"


def glyphs(text: str, *, marks: bool = True, forms: bool = True) -> str:
    return "".join(cluster.glyph for cluster in shape(text, marks=marks, forms=forms))


def forms_of(text: str) -> list[str]:
    """The form and letters of each glyph as Unicode's decompositions name them."""
    return [unicodedata.decomposition(cluster.glyph[0]) for cluster in shape(text)]


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        pytest.param("بيت", "ﺑﻴﺖ", id="initial-medial-final"),
        pytest.param("دار", "ﺩﺍﺭ", id="right-joining-letters-break"),
        pytest.param("ء", "ﺀ", id="hamza-joins-nothing"),
        pytest.param("لا", "ﻻ", id="lam-alef"),
        pytest.param("سلام", "ﺳﻼﻡ", id="lam-alef-joined"),
        pytest.param("الإسلام", "ﺍﻹﺳﻼﻡ", id="lam-alef-hamza"),
        pytest.param("بـ", "ﺑـ", id="tatweel-joins"),
        pytest.param("ب‌ب", "ﺏﺏ", id="zwnj-parts"),
        pytest.param("ب‍", "ﺑ", id="zwj-joins-and-vanishes"),
        pytest.param("قُتِلَ", "ﻗُﺘِﻞَ", id="marks-are-transparent"),
        pytest.param("پچگ", "ﭘﭽﮓ", id="persian"),
        pytest.param("ئەو", "ﺋﻪﻭ", id="kurdish-ae"),
        pytest.param("HRW", "HRW", id="latin"),
    ],
)
def test_forms(word: str, shown: str) -> None:
    assert glyphs(word) == shown


def test_marks_between_lam_and_alef_stay_on_the_ligature() -> None:
    (cluster,) = shape("لَا")
    assert cluster == ("ﻻَ", 0, 3, 1)


def test_marks_can_be_left_out() -> None:
    assert glyphs("قُتِلَ", marks=False) == "ﻗﺘﻞ"
    assert [cluster.end for cluster in shape("قُتِلَ", marks=False)] == [2, 4, 6]


def test_a_mark_without_a_letter_stands_on_a_circle() -> None:
    assert glyphs("َ") == "◌َ"


def test_towers_of_marks_are_cut() -> None:
    assert len(glyphs("ب" + "َ" * 1000)) == 5


def test_logical_text_keeps_its_letters() -> None:
    assert glyphs("سلام قُتِلَ", forms=False) == "سلام قُتِلَ"


def test_forms_decompose_to_their_letters() -> None:
    for before in ("", "ب"):
        for letter in ARABIC:
            for after in ("", "ب"):
                if letter != "ل":
                    word = before + letter + after
                    assert unicodedata.normalize("NFKC", glyphs(word)) == unicodedata.normalize("NFKC", word)


def test_joining_types_are_those_of_unicode() -> None:
    path = Path("/usr/share/unicode/ArabicShaping.txt")
    if not path.exists():
        pytest.skip(f"{path} is not installed (Debian: unicode-data)")
    checked = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        code, _, joining, _ = (part.strip() for part in line.split(";"))
        letter = chr(int(code, 16))
        if letter not in FORMS:
            continue
        checked += 1
        around = [decomposition.split()[0] for decomposition in forms_of("ب" + letter + "ب") if decomposition]
        assert around[0] == ("<isolated>" if joining == "U" else "<initial>"), letter
        assert around[-1] == ("<final>" if joining == "D" else "<isolated>"), letter
    assert checked > 60


@pytest.mark.parametrize("char", CONTROLS)
def test_no_control_reaches_a_cell(char: str) -> None:
    shown = glyphs(f"اب{char}جد")
    assert char not in shown
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)


@given(
    st.text(alphabet=st.one_of(st.sampled_from(ARABIC + MARKS + CONTROLS + " -(«»)12٣.ABم"), st.characters())),
    st.booleans(),
    st.booleans(),
)
def test_clusters_cover_the_text_and_know_their_width(text: str, marks: bool, forms: bool) -> None:
    clusters = shape(text, marks=marks, forms=forms)
    assert [cluster.start for cluster in clusters[1:]] == [cluster.end for cluster in clusters[:-1]]
    assert not text or (clusters[0].start, clusters[-1].end) == (0, len(text))
    shown = "".join(cluster.glyph for cluster in clusters)
    assert cell_len(shown) == sum(cluster.width for cluster in clusters)
    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert shown == shown.encode("utf-8").decode("utf-8")
    assert all(cluster.width in (1, 2) for cluster in clusters if cluster.glyph)
