"""Tokens: raw offsets, what a word is, and the three forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.arabic.stemming import stem
from fihrist.index.arabic.tokens import WORD, analyze

ARABIC_TEXT = st.text("اأبتةسلموهيىءقدرحعن ًَُّٰـ\u200c\u200f\u0654٣3.,٬،٫-'’”«aZé_\n")
ANY_TEXT = st.text() | ARABIC_TEXT


def exacts(text: str) -> list[str]:
    return [token.exact for token in analyze(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("قصف الطيرانُ المدينةَ", ["قصف", "الطيران", "المدينة"], id="vowelled"),
        pytest.param("لـ«داعش»", ["ل", "داعش"], id="tatweel before a quotation mark"),
        pytest.param("بـ491 شخصا", ["ب", "491", "شخصا"], id="Arabic letters and digits part"),
        pytest.param("2014م", ["2014", "م"], id="digits and Arabic letters part"),
        pytest.param("الـBBC", ["ال", "bbc"], id="scripts part"),
        pytest.param("SY24 وG20", ["sy24", "و", "g20"], id="Latin letters and digits stay together"),
        pytest.param("SY-24", ["sy", "24"], id="hyphen parts"),
        pytest.param("42500 42,500 ٤٢٥٠٠ ٤٢٬٥٠٠ ۴۲۵۰۰ 42،500", ["42500"] * 6, id="one number in six spellings"),
        pytest.param("1,234,567.8", ["1234567.8"], id="groups and decimals"),
        pytest.param("3.5 ٣٫٥", ["3.5", "3.5"], id="decimals"),
        pytest.param("1,2,3", ["1", "2", "3"], id="enumeration"),
        pytest.param(
            "2014-06-10 10.6.2014 10/6/2014", ["2014", "06", "10", "10", "6", "2014", "10", "6", "2014"], id="dates"
        ),
        pytest.param("في 2014.", ["في", "2014"], id="full stop behind a number"),
        pytest.param("Sana'a Da’esh", ["sanaa", "daesh"], id="apostrophes between letters"),
        pytest.param("Syria's army", ["syria", "s", "army"], id="possessive"),
        pytest.param("'سوريا'", ["سوريا"], id="single quotation marks"),
        pytest.param("snake_case", ["snake", "case"], id="underscore parts"),
        pytest.param("ـــ ً \u200f 😀 —", [], id="nothing to search for"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert exacts(text) == words


def test_offsets_point_into_the_vowelled_text() -> None:
    text = "قال: «المُقاتِلونَ» عادوا"
    token = analyze(text)[1]
    assert (token.text, token.start, token.end) == ("المُقاتِلونَ", 6, 18)
    assert text[token.start : token.end] == token.text
    assert (token.exact, token.norm, token.stem) == ("المقاتلون", "المقاتلون", "مقاتل")


def test_invisible_characters_inside_a_word_do_not_end_it_and_outside_do_not_belong_to_it() -> None:
    (token,) = analyze("\u200fدا\u200cع\u202aش\u200f")
    assert (token.start, token.end, token.exact) == (1, 7, "داعش")


@given(ANY_TEXT)
def test_a_token_is_what_stands_at_its_offsets(text: str) -> None:
    end = 0
    for token in analyze(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert fold_exact(token.text).replace(",", "") == token.exact
        assert fold_norm(token.exact) == token.norm
        assert stem(token.norm) == token.stem
        assert token.exact
        assert token.stem
        end = token.end


@given(ANY_TEXT)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    covered = {place for match in WORD.finditer(text) for place in range(*match.span())}
    missed = [char for place, char in enumerate(text) if char.isalnum() and place not in covered]
    assert missed == []


@given(ANY_TEXT)
def test_the_form_of_a_word_is_a_word(text: str) -> None:
    for token in analyze(text):
        assert forms(token.norm)[1] == token.norm
        assert forms(token.exact) == (token.exact, token.norm, token.stem)


def test_a_word_without_end_is_cut() -> None:
    tokens = analyze("ا" * 100_000 + " " + "a" * 100_000 + " " + "1" * 100_000)
    assert sum(token.end - token.start for token in tokens) == 300_000
    assert max(len(token.text) for token in tokens) <= 256


def test_runs_of_marks_and_invisible_characters_take_linear_time() -> None:
    assert exacts("ب" + "\u200f" * 200_000) == ["ب"]
    assert exacts("ً" * 200_000) == []
    assert exacts("a'" * 100_000)[0] == "aaaaa"
