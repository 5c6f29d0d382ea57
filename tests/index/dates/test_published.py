"""Publication dates from metadata, datelines and names; dates of queries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.dates import decide_day_first, parse_interval, parse_published, published_from_name
from fihrist.index.model import Precision, Provenance

METADATA: list[tuple[str, str | None]] = [
    ("2023-12-03", "2023-12-03"),
    ("2023-12-03T23:30:00Z", "2023-12-03"),
    ("2017-01-20T21:43:00+01:00", "2017-01-20"),
    ("2017-01-20 21:43:00", "2017-01-20"),
    ("20231203", "2023-12-03"),
    ("2023-12", "2023-12"),
    ("2023", "2023"),
    ("٢٠٢٣-١٢-٠٣", "2023-12-03"),
    ("3rd, December 2023 GMT", "2023-12-03"),
    ("تاريخ النشر: 3rd, December 2023 GMT", "2023-12-03"),
    ("Sun, 03 Dec 2023 14:20:00 +0300", "2023-12-03"),
    ("December 3, 2023", "2023-12-03"),
    ("الأحد 3 كانون الأول 2023", "2023-12-03"),
    ("نُشر: 04:12-11 فبراير 2019", "2019-02-11"),
    ("٣ ديسمبر ٢٠٢٣ | 14:20", "2023-12-03"),
    ("كانون الأول 2023", "2023-12"),
    ("20/01/2017", "2017-01-20"),
    ("10 محرم 1437هـ", "2015-10-23"),
    ("10 محرم 1437هـ الموافق 23 تشرين الأول 2015", "2015-10-23"),
    ("نشر في 3 كانون الأول 2023 - آخر تحديث 5 كانون الأول 2023", "2023-12-03"),
    ("05/06/2015", None),
    ("2023-02-30", None),
    ("2023-13-01", None),
    ("30 شباط 2023", None),
    ("3 كانون الأول", None),
    ("من 3 إلى 5 كانون الأول 2023", None),
    ("3 آذار 2015 و5 أيار 2016", None),
    ("أمس", None),
    ("قبل يومين", None),
    ("غير معروف", None),
    ("1700000000", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "value"), METADATA)
def test_metadata(text: str, value: str | None) -> None:
    found = parse_published(text, Provenance.METADATA)
    assert (found.value if found else None) == value


def test_precision_and_bounds_follow_the_text() -> None:
    month = parse_published("شباط 2016", Provenance.METADATA)
    assert month is not None
    assert (month.precision, month.earliest, month.latest) == (Precision.MONTH, 20160201, 20160229)
    year = parse_published("2016", Provenance.USER)
    assert year is not None
    assert (year.precision, year.provenance, year.earliest, year.latest) == (Precision.YEAR, "user", 20160101, 20161231)


@pytest.mark.parametrize(("day_first", "value"), [(True, "2015-06-05"), (False, "2015-05-06"), (None, None)])
def test_exchangeable_days_need_the_order(day_first: bool | None, value: str | None) -> None:
    found = parse_published("05/06/2015 10:20", Provenance.METADATA, day_first=day_first)
    assert (found.value if found else None) == value


DATELINES: list[tuple[str, str | None]] = [
    ("دمشق، 3 كانون الأول 2023 - أعلنت", "2023-12-03"),
    ("الأحد 3 كانون الأول 2023", "2023-12-03"),
    ("نُشر: 04:12-11 فبراير 2019", "2019-02-11"),
    ("٣ ديسمبر ٢٠٢٣ | 14:20", "2023-12-03"),
    ("بيروت (وكالات) 4 آب 2020 - هز انفجار", "2020-08-04"),
    ("صنعاء 21 سبتمبر 2014 (وكالات) - ", "2014-09-21"),
    ("بغداد - 17/10/2017 - قال", "2017-10-17"),
    ("عنوان الخبر\n\nحلب: 22/12/2016\nنص الخبر", "2016-12-22"),
    ("غزة - 7/10/2023 - قال", None),
    ("أعلن التنظيم في 30 تشرين الثاني 2022، أن", None),
    ("أعلن التنظيم في 30 تشرين الثاني 2022", None),
    ("هجوم 7 أكتوبر 2023 - تحليل", None),
    ("في 3 آذار 2015 - وبعد أسبوع", None),
    ("دمشق، كانون الأول 2023 - أعلنت", None),
    ("دمشق، 3 كانون الأول - أعلنت", None),
]


@pytest.mark.parametrize(("text", "value"), DATELINES)
def test_only_a_dateline_is_one(text: str, value: str | None) -> None:
    found = parse_published(text, Provenance.DATELINE)
    assert (found.value if found else None) == value


NAMES: list[tuple[str, str | None]] = [
    ("https://example.org/2023/12/03/story.html", "2023-12-03"),
    ("https://example.org/2023/12/story", "2023-12"),
    ("report_2023-12-03.txt", "2023-12-03"),
    ("20231203_1420.txt", "2023-12-03"),
    ("report-2023-12-03T1420.html", "2023-12-03"),
    ("JA-culture-1-20170120", "2017-01-20"),
    ("13-12-2023.txt", "2023-12-13"),
    ("تقرير 3 كانون الأول 2023.txt", "2023-12-03"),
    ("03-12-2023.txt", None),
    ("000_45f60665583b1f03.txt", None),
    ("article/95/76326", None),
    ("story?id=20151012", None),
    ("2015.txt", None),
    ("2014-06-10_2014-06-29.txt", None),
    ("20231399.txt", None),
]


@pytest.mark.parametrize(("name", "value"), NAMES)
def test_names(name: str, value: str | None) -> None:
    found = published_from_name(name)
    assert (found.value if found else None) == value
    assert found is None or found.provenance is Provenance.FILENAME


@pytest.mark.parametrize(
    ("samples", "decided"),
    [
        (["01/02/2017", "20/01/2017"], True),
        (["01/20/2017", "02/03/2017"], False),
        (["01/02/2017", "03/04/2017"], None),
        (["20/01/2017", "01/20/2017"], None),
        (["نشر في 20/01/2017."], True),
        (["2017-01-20", "", "n/a"], None),
        ([], None),
    ],
)
def test_a_column_decides_its_order(samples: list[str], decided: bool | None) -> None:
    assert decide_day_first(samples) is decided


INTERVALS: list[tuple[str, tuple[int | None, int | None] | None]] = [
    ("2014", (20140101, 20141231)),
    ("2014-06", (20140601, 20140630)),
    ("2014-06-10", (20140610, 20140610)),
    ("2014-06..2014-08", (20140601, 20140831)),
    ("2014-06 .. 2014-08", (20140601, 20140831)),
    ("..2015", (None, 20151231)),
    ("2015..", (20150101, None)),
    ("2015..2014", (20140101, 20151231)),
    ("٢٠١٤", (20140101, 20141231)),
    ("حزيران 2014", (20140601, 20140630)),
    ("10 حزيران 2014", (20140610, 20140610)),
    ("«حزيران 2014»", (20140601, 20140630)),
    ("حزيران 2014..آب 2014", (20140601, 20140831)),
    ("أيار/مايو 2015", (20150501, 20150531)),
    ("عام 2014", (20140101, 20141231)),
    ("June 2014", (20140601, 20140630)),
    ("رمضان 1437", (20160606, 20160705)),
    ("1437هـ", (20151014, 20161001)),
    ("10 محرم 1437", (20151023, 20151023)),
    ("30/11/2022", (20221130, 20221130)),
    ("منذ 2015", (20150101, None)),
    ("حتى حزيران 2015", (None, 20150630)),
    ("05/06/2015", None),
    ("30 شباط 2015", None),
    ("2014-02-30", None),
    ("0000", None),
    ("حزيران", None),
    ("أمس", None),
    ("..", None),
    ("2014..2015..2016", None),
    ("الحرب في 2014", None),
    ("undated", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), INTERVALS)
def test_intervals(text: str, expected: tuple[int | None, int | None] | None) -> None:
    assert parse_interval(text) == expected


_ANY = st.one_of(
    st.text(max_size=60),
    st.text("0123456789٠١٢٣-/.: Tهـم", max_size=30),
    st.lists(st.sampled_from(["2014", "..", "-", "06", "حزيران", "10 ", "/"])).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(_ANY, st.sampled_from(list(Provenance)), st.sampled_from([None, True, False]))
def test_no_text_is_an_error(text: str, provenance: Provenance, day_first: bool | None) -> None:
    published = parse_published(text, provenance, day_first=day_first)
    assert published is None or published.earliest <= published.latest
    named = published_from_name(text)
    assert named is None or named.earliest <= named.latest
    first, last = parse_interval(text) or (None, None)
    assert first is None or last is None or first <= last
    assert decide_day_first([text]) in {None, True, False}
