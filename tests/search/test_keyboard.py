"""Queries typed with the keyboard on the other layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.search.keyboard import MAX_CHARACTERS, SHORTEST, repairs


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("]hua", "داعش"),
        ("s,vdh", "سوريا"),
        ("hgfy]h]d", "البغدادي"),
        ("rwt ]hua", "قصف داعش"),
        ("قصف ]hua", "قصف داعش"),
        ('"]hua"', '"داعش"'),
        ("(]hua)", "(داعش)"),
        ("-]hua", "-داعش"),
        ("]hua OR hgl,wg", "داعش OR الموصل"),
        ("Hldv;d", "أمير" + "كي"),
        ("فقعةح", "trump"),
        ("هسهس", "isis"),
        ("لاهيثى", "biden"),
    ],
)
def test_the_same_keys_on_the_other_layout(typed: str, meant: str) -> None:
    assert repairs(typed)[0] == meant


def test_french_boards_and_macs_are_tried_after_pcs() -> None:
    assert "سوريا" in repairs("s;vdh")
    assert "دير" in repairs("vdn")
    assert repairs("vdn")[0] != "دير"
    assert repairs("s;vdh")[0] != "سوريا"


@pytest.mark.parametrize("text", ["", "42500", "مصدر:]hua", "title:foo", "لا", "ok", "()", "x" * (MAX_CHARACTERS + 1)])
def test_what_cannot_have_been_meant_has_no_repair(text: str) -> None:
    assert repairs(text) == []


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    found = repairs(text)
    assert len(found) <= 6
    assert len(set(found)) == len(found)
    assert text not in found


@given(st.text(alphabet="ضصثقفغعهخحجدشسيبلتنمكطئءؤرىةوزظذا ", min_size=3, max_size=20))
def test_arabic_typed_on_a_latin_layout_comes_back(text: str) -> None:
    keys, letters = "qwertyuiop[]asdfghjkl;'zxcvnm,./`", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
    typed = text.translate(str.maketrans(letters, keys))
    if any(key.isalpha() for key in typed) and len(text.replace(" ", "")) >= SHORTEST:
        assert repairs(typed)[0] == text
