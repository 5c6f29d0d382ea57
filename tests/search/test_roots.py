"""Root keys meet the words of one root, for any text, the same in every process."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.folding import fold
from fihrist.search.roots import root_key

FAMILIES = [
    "هجوم الهجمات وبهجماتهم مهاجمون هاجم",
    "قتل مقاتلين القتال قتيل قتلى مقتل",
    "تفجير انفجار متفجرات انفجارات",
    "اشتباك اشتباكات مشتبكين",
    "مستشفى المستشفيات شفاء",
    "استخدام مستخدم يستخدمون خدم",
    "تنظيم منظمة نظام المنظمات",
    "سلاح أسلحة مسلح مسلحين",
    "سؤال مسؤول مسؤولون",
    "صاروخ صواريخ",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_one_root_has_one_key(family: str) -> None:
    assert len({root_key(fold(word)) for word in family.split()}) == 1


def test_different_roots_have_different_keys() -> None:
    assert len({root_key(fold(family.split()[0])) for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("word", ["isis", "sy24", "42500", "", "و", "في"])
def test_what_has_no_root_is_its_own_key(word: str) -> None:
    assert root_key(fold(word)) == fold(word)


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x660), max_size=30))
def test_every_text_has_a_key(text: str) -> None:
    key = root_key(fold(text))
    assert bool(key) == bool(fold(text))
    assert len(key) <= len(fold(text)) + 1


def test_keys_do_not_depend_on_the_process() -> None:
    words = [fold(word) for family in FAMILIES for word in family.split()]
    code = f"from fihrist.search.roots import root_key; print([root_key(w) for w in {words!r}])"
    found = {
        subprocess.run(
            [sys.executable, "-P", "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {str([root_key(word) for word in words]) + "\n"}
