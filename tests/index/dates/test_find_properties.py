"""What holds for `find_dates` on any text."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fihrist.errors import UsageError
from fihrist.index.dates import DATES_ID, find_dates
from fihrist.index.model import DateKind

_WORDS = [
    "في", "من", "إلى", "بين", "حتى", "و", "منذ", "قبل", "عام", "سنة", "العام", "الماضي", "المقبل", "الجاري", "نفسه", "شهر", "أيار",
    "مايو", "كانون الأول", "كانون", "تشرين الثاني", "آب", "مارس", "رمضان", "محرم", "صفر", "1437هـ", "2014", "٢٠١٥", "30", "31", "3",
    "١٢", "00", "99", "الأحد", "يوم", "أمس", "الأول", "أول", "غدا", "منتصف", "النصف الأول", "الربع", "القرن", "العشرين", "التسعينيات",
    "صيف", "ربيع", "الأشهر", "الثلاثة", "الماضية", "الشهرين", "الماضيين", "يومين", "ثلاثة", "أيام", "December", "3rd", "2023-12-03",
    "05/06/2015", "30/11/2022", "9999", "0000", "1500", "1343", "هـ", "م", "(", ")", "/", "-", "–", "،", ",", ".", ":", "\n", "ـ", "\u064f",
    "\u200f", "\ufefb", "عشر", "والعشرين", "عامي", "من العام نفسه", "قتيلا", "%",
]  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=25).map("".join),
)
_ANCHORS = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.year * 10000 + day.month * 100 + day.day),
    st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2040, 1, 1)),
    st.sampled_from(["2023", "2023-12", "2024-02-29", 20160200, 20160000]),
)


def _is_day(number: int) -> bool:
    datetime.date(number // 10000, number // 100 % 100, number % 100)
    return True


@settings(max_examples=600, deadline=None)
@given(_TEXTS, _ANCHORS)
def test_mentions_lie_in_the_text_and_their_bounds_are_days(
    text: str, anchor: int | str | datetime.date | None
) -> None:
    end = 0
    for mention in find_dates(text, anchor):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip()
        assert (mention.earliest is None) == (mention.latest is None)
        assert mention.value
        assert 0 < mention.confidence <= 1
        if mention.earliest is not None and mention.latest is not None:
            assert mention.earliest <= mention.latest
            assert _is_day(mention.earliest)
            assert _is_day(mention.latest)


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
@example("1/1/2000، أيار، العام نفسه")
def test_an_anchor_adds_bounds_and_changes_nothing_else(text: str) -> None:
    without, with_anchor = find_dates(text), find_dates(text, 20231203)
    assert [(m.start, m.end, m.value, m.kind) for m in without] == [
        (m.start, m.end, m.value, m.kind) for m in with_anchor
    ]
    # «العام نفسه» is the year of the mention before it, which may be one that only the anchor resolves.
    moved = False
    for plain, anchored in zip(without, with_anchor, strict=True):
        follows = moved and plain.kind in {DateKind.RELATIVE, DateKind.PARTIAL}
        assert plain.earliest in {None, anchored.earliest} or follows
        moved = moved or (plain.earliest is None and anchored.earliest is not None)


@settings(max_examples=150, deadline=None)
@given(st.dates(min_value=datetime.date(1901, 1, 1), max_value=datetime.date(2099, 12, 31)), st.sampled_from("٠۰0"))
def test_every_day_is_found_in_every_script_of_digits(day: datetime.date, zero: str) -> None:
    months = [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ]
    digits = str.maketrans("0123456789", "".join(chr(ord(zero) + n) for n in range(10)))
    number = day.year * 10000 + day.month * 100 + day.day
    for written in (f"{day.day} {months[day.month - 1]} {day.year}", day.isoformat()):
        (found,) = find_dates(f"في {written.translate(digits)}، أعلن")
        assert (found.value, found.earliest, found.latest) == (day.isoformat(), number, number)


@settings(max_examples=100, deadline=None)
@given(st.integers(32, 99), st.sampled_from(["آذار", "نيسان 2014", "تشرين الأول 2022", "يوليو", "ماي 2011"]))
def test_impossible_days_are_no_dates(day: int, month: str) -> None:
    assert find_dates(f"في {day} {month}") == []


_WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
_MONTHS = [
    "يناير",
    "فبراير",
    "آذار",
    "أبريل",
    "أيار",
    "حزيران",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]
_BEFORE = ["", "قتل القائد ", "ستبدأ المحادثات ", "أعلن البيان أن الهدنة ", "حتى ", "يلتقي الوفدان "]


@settings(max_examples=300, deadline=None)
@given(
    st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2039, 12, 31)),
    st.integers(-300, 300),
    st.sampled_from(_BEFORE),
    st.sampled_from([" ", " الموافق ", "، "]),
)
def test_the_weekday_beside_a_day_tells_its_year(anchor: datetime.date, days: int, before: str, between: str) -> None:
    day = anchor + datetime.timedelta(days)
    text = f"{before}{_WEEKDAYS[day.weekday()]}{between}{day.day} {_MONTHS[day.month - 1]} في المدينة"
    (found,) = find_dates(text, anchor)
    assert found.earliest == found.latest == int(day.strftime("%Y%m%d"))


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2039, 12, 31)), st.integers(31, 320))
def test_words_tell_whether_a_day_is_gone_or_to_come(anchor: datetime.date, days: int) -> None:
    for text, day in (
        ("قتل القائد في", anchor - datetime.timedelta(days)),
        ("ستبدأ المحادثات في", anchor + datetime.timedelta(days)),
    ):
        (found,) = find_dates(f"{text} {day.day} {_MONTHS[day.month - 1]}", anchor)
        if (day.month, day.day) != (2, 29):
            assert found.earliest == int(day.strftime("%Y%m%d"))


_COUNTED = [
    "قتيل",
    "مقاتل",
    "جريحا",
    "نازح",
    "دولار",
    "ليرة",
    "كيلومتر",
    "عنصر",
    "قذيفة",
    "غارة",
    "شخص",
    "طن",
    "عائلة",
    "لاجئا",
]
_TEMPLATES = [
    "مقتل {n} {w}", "نزوح {n} {w} من المدينة", "نحو {n} {w}", "أكثر من {n} {w} في المعارك", "بنسبة {n}%", "بنسبة {n} في المئة",
    "القانون رقم {n}", "المادة {n} من القانون", "هاتف: 00963{n}", "الهاتف 0{n} {n}", "{n},{n} {w}", "{n}.{n} مليون", "رقم {n}/{n}",
    "القرار {n}", "في {n} {w}", "من {n} {w}", "منذ مقتل {n} {w}", "الصفحة {n}", "الطريق {n}", "بين {n} و{m} {w}", "من {n} إلى {m} {w}",
    "فاز {n}-{m}", "الوحدة {n}", "{n}$", "بسعر {n} {w} للطن", "SY{n}", "اللواء {n}", "الفرقة {n}", "عمره {n} عاما", "الساعة {n}:{m}",
]  # fmt: skip


def test_numbers_that_count_are_no_dates() -> None:
    chance = random.Random(7)
    for _ in range(300):
        number = chance.choice(
            [chance.randint(1, 99), chance.randint(100, 1899), chance.randint(1900, 2100), chance.randint(2101, 99999)]
        )
        text = chance.choice(_TEMPLATES).format(n=number, m=chance.randint(1, 2100), w=chance.choice(_COUNTED))
        assert find_dates(text, 20231203) == [], text


@pytest.mark.parametrize("anchor", ["yesterday", "2023-13", "2023-02-30", 20230230, 7, 99999999, "03/12/2023"])
def test_a_wrong_anchor_is_named(anchor: int | str) -> None:
    with pytest.raises(UsageError, match=str(anchor)):
        find_dates("أمس", anchor)


@pytest.mark.parametrize(
    "piece",
    [
        "3 ",
        "3، ",
        "2014-",
        "(",
        "بين ",
        "من العام ",
        "\u200f",
        "ــ",
        "كانون ",
        "11",
        "1/",
        "٣ و",
        "عام 2014 و",
        "منتصف ",
        "الأسبوع الأول من ",
        "النصف الثاني من نهاية ",
        "سيلتقي الوفد الجمعة ",
        "أيام الجمعة والسبت و",
        "بتاريخ 21/8/13 ",
        "العام قبل الماضي ",
        "شهر 5 من ",
    ],
)
def test_long_repetitions_stay_cheap(piece: str) -> None:
    find_dates(piece * 5_000, 20231203)


def test_identity_is_stable() -> None:
    assert DATES_ID.startswith("dates-")
