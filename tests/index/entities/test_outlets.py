"""Outlets' names with and without the noun of their kind are one."""

from __future__ import annotations

import pytest

from fihrist.index.entities.outlets import outlet_key


@pytest.mark.parametrize(
    "names",
    [
        ("وكالة سانا", "سانا", "وكالة «سانا»", "وكالة سانا للأنباء"),
        ("صحيفة الشرق الأوسط", "الشرق الأوسط", "جريدة الشرق الاوسط"),
        ("إذاعة مونت كارلو", "راديو مونت كارلو", "مونت كارلو"),
        ("وكالة الأناضول", "الأناضول للأنباء"),
    ],
)
def test_one_outlet(names: tuple[str, ...]) -> None:
    assert len({outlet_key(name) for name in names}) == 1


@pytest.mark.parametrize("name", ["وكالة الأنباء العراقية", "شبكة الأخبار", "موقع", "الإخبارية", "BBC", ""])
def test_a_name_of_general_words_stays(name: str) -> None:
    assert len(outlet_key(name).split()) == len(name.split())


def test_different_outlets_stay_apart() -> None:
    assert outlet_key("صحيفة الوطن السورية") != outlet_key("صحيفة الوطن")
