"""Folding: one test a class of letters, and what holds for every text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.folding import fold, fold_exact, fold_name, fold_norm

ANY_TEXT = (
    st.text()
    | st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF))
    | st.text("اأإآٱيىیةهکك َّـ‌٣۳'’éİΣς")
)


@pytest.mark.parametrize(
    ("raw", "exact"),
    [
        pytest.param("مُقَاتِلٌ", "مقاتل", id="vowels"),
        pytest.param("قوّة", "قوة", id="shadda"),
        pytest.param("هٰذا", "هذا", id="superscript alef"),
        pytest.param("قُرْآنٌۖ", "قرآن", id="Koranic signs"),
        pytest.param("ســـوريا", "سوريا", id="tatweel"),
        pytest.param("می‌رود", "ميرود", id="zero-width non-joiner"),
        pytest.param("\u200fداعش\u202c", "داعش", id="bidi controls"),
        pytest.param("با\u00adء\ufeff", "باء", id="soft hyphen and byte order mark"),
        pytest.param("الدولی", "الدولي", id="Farsi yeh"),
        pytest.param("کرد", "كرد", id="keheh"),
        pytest.param("ھہە", "ههه", id="foreign hehs"),
        pytest.param("ۃ", "ة", id="teh marbuta goal"),
        pytest.param("ٱلله", "الله", id="alef wasla"),
        pytest.param("ا\u0654حمد", "أحمد", id="decomposed hamza above"),
        pytest.param("ا\u0655دلب", "إدلب", id="decomposed hamza below"),
        pytest.param("ا\u0653ثار", "آثار", id="decomposed madda"),
        pytest.param("ﻻ", "لا", id="lam-alef ligature"),
        pytest.param("ﺳﻮﺭﻳﺎ", "سوريا", id="presentation forms"),
        pytest.param("ﷲ", "الله", id="Allah ligature"),
        pytest.param("ﷺ", "صلىاللهعليهوسلم", id="blanks inside a ligature"),
        pytest.param("\ufe70\ufc5e", "", id="marks with a carrier"),
        pytest.param("٢٠١٤۲۰۱۴२०१४", "201420142014", id="digits of three systems"),
        pytest.param("ISIS", "isis", id="Latin capitals"),
        pytest.param("Élysée Łódź", "elysee lodz", id="Latin accents"),
        pytest.param("e\u0301", "e", id="combining accents"),
        pytest.param("Sana’a", "sanaa", id="apostrophe"),
        pytest.param("«؟،؛»", '"?,;"', id="punctuation"),
        pytest.param("أإآؤئءىة", "أإآؤئءىة", id="hamza, maksura and teh marbuta stay"),
        pytest.param("گچپژڤ", "گچپژڤ", id="letters of foreign sounds stay"),
    ],
)
def test_tier_one(raw: str, exact: str) -> None:
    assert fold_exact(raw) == exact


@pytest.mark.parametrize(
    ("exact", "norm"),
    [
        pytest.param("أحمد", "احمد", id="hamza above"),
        pytest.param("إدلب", "ادلب", id="hamza below"),
        pytest.param("آثار", "اثار", id="madda"),
        pytest.param("على", "علي", id="alef maksura"),
        pytest.param("الرقة", "الرقه", id="teh marbuta"),
        pytest.param("گچپژڤ", "كجبزف", id="foreign sounds"),
        pytest.param("مسؤول شئون بدء", "مسؤول شئون بدء", id="other hamzas stay"),
    ],
)
def test_tier_two(exact: str, norm: str) -> None:
    assert fold_norm(exact) == norm
    assert fold(exact) == norm


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("  دَيْر  الزّور ", "دير الزور", id="blanks and vowels"),
        pytest.param("أبو بكر «البغدادي»", "ابو بكر البغدادي", id="quotation marks"),
        pytest.param("Deir ez-Zor", "deir ez zor", id="Latin"),
        pytest.param("", "", id="empty"),
        pytest.param("ـ ،", "", id="no word"),
    ],
)
def test_names(name: str, key: str) -> None:
    assert fold_name(name) == key


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    exact = fold_exact(text)
    norm = fold_norm(exact)
    assert fold_exact(exact) == exact
    assert fold_norm(norm) == norm
    assert fold_exact(norm) == norm
    assert fold(text) == norm


def test_folding_every_character_twice_is_folding_it_once() -> None:
    for code in range(0x20000):
        exact = fold_exact(chr(code))
        if exact != chr(code):
            assert fold_exact(exact) == exact, hex(code)
            assert fold_exact(fold_norm(exact)) == fold_norm(exact), hex(code)


@given(ANY_TEXT)
def test_canonically_equal_arabic_words_fold_alike(text: str) -> None:
    arabic = "".join(char for char in text if "\u0620" <= char <= "\u065f")
    composed = unicodedata.normalize("NFC", arabic)
    assert fold_exact(composed) == fold_exact(unicodedata.normalize("NFD", composed))


@given(ANY_TEXT, ANY_TEXT)
def test_name_keys_do_not_depend_on_blanks(first: str, second: str) -> None:
    assert (
        fold_name(f"{first}  {second}") == fold_name(f" {first} {second} ") == fold_name(fold_name(f"{first} {second}"))
    )
