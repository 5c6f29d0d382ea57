"""When an undated article can hardly have been published before."""

from __future__ import annotations

import pytest

from fihrist.index.dates import find_dates, published_floor

CASES = [
    ("سقطت المدينة في 10 حزيران 2014، واستعيدت في تموز 2017 بعد حصار.", "2017-07"),
    ("سقطت المدينة عام 2014.", "2014"),
    ("وقعت المعركة في تموز 2017 وفق تقرير عام 2017.", "2017-07"),
    ("تهدف الخطة إلى خفض الفقر بحلول عام 2019، وقد أقرت عام 2016.", "2016"),
    ("يعقد المؤتمر في 3 آذار 2031.", None),
    ("سيطر في العاشر من حزيران على المدينة، وقال أمس إنه باق.", None),
    ("قتل 2014 شخصا.", None),
    ("", None),
]


@pytest.mark.parametrize(("body", "value"), CASES)
def test_floor(body: str, value: str | None) -> None:
    floor = published_floor(body, find_dates(body), known_by=20260101)
    assert (floor and floor.value) == value
    assert floor is None or body[floor.start : floor.end] == floor.text


def test_no_date_after_the_day_the_article_was_taken_in() -> None:
    body = "وقع الاتفاق في 3 آذار 2015 وينتهي في 3 آذار 2016."
    floor = published_floor(body, find_dates(body), known_by=20151231)
    assert floor is not None
    assert floor.value == "2015-03-03"
