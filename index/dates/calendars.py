"""Months of the Arab press in its four systems, and the arithmetic of two calendars.

Month names: the Levantine (كانون الثاني), Egyptian and Gulf (يناير), Maghrebi (جانفي, غشت, شتنبر) and Hijri ones.
Hijri dates become Gregorian by hijridate, the Umm al-Qura calendar, which covers 1343 to 1500 AH; the day that was
announced by moon sighting may be one off.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass

from fihrist.index.dates.text import fold

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that a number may mean without a word that says so."""

HIJRI_FIRST, HIJRI_LAST = 1343, 1500

_LEVANTINE = (
    "كانون الثاني|كانون ثاني|كانون ثان",
    "شباط",
    "آذار|اذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول|تشرين أول",
    "تشرين الثاني|تشرين ثاني|تشرين ثان",
    "كانون الأول|كانون أول",
)
_EGYPTIAN = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل|إبريل",
    "مايو",
    "يونيو|يونيه|يونية",
    "يوليو|يوليه|يولية",
    "أغسطس|اغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_MAGHREBI = (
    "جانفي",
    "فيفري",
    "",
    "أفريل",
    "ماي",
    "جوان",
    "جويلية|يوليوز",
    "أوت|غشت",
    "شتنبر",
    "",
    "نونبر|نوانبر",
    "دجنبر",
)
_HIJRI = (
    "محرم|المحرم",
    "صفر",
    "ربيع الأول|ربيع أول",
    "ربيع الآخر|ربيع الثاني|ربيع ثاني|ربيع ثان",
    "جمادى الأولى|جمادى الأول|جماد الأول",
    "جمادى الآخرة|جمادى الثانية|جمادى الثاني|جماد الثاني|جماد الآخر",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة|ذي القعدة|ذوالقعدة",
    "ذو الحجة|ذي الحجة|ذوالحجة",
)
_WEAK = {"آب", "مارس", "ماي", "أوت", "جوان", "تموز", "محرم", "المحرم", "صفر", "رجب", "شعبان", "رمضان", "شوال"}

ENGLISH_MONTHS = (
    "January|Jan",
    "February|Feb",
    "March|Mar",
    "April|Apr",
    "May",
    "June|Jun",
    "July|Jul",
    "August|Aug",
    "September|Sept|Sep",
    "October|Oct",
    "November|Nov",
    "December|Dec",
)


@dataclass(frozen=True, slots=True)
class Month:
    """What a month's name means."""

    number: int
    hijri: bool = False
    weak: bool = False
    """Also another word or a person's name: a date only with a day, a year, شهر or a second name beside it."""


def _months() -> dict[str, Month]:
    weak = {fold(word) for word in _WEAK}
    table: dict[str, Month] = {}
    for system in (_LEVANTINE, _EGYPTIAN, _MAGHREBI, _HIJRI):
        for number, names in enumerate(system, 1):
            for name in filter(None, names.split("|")):
                table[fold(name)] = Month(number, system is _HIJRI, fold(name) in weak)
    return table


MONTHS: dict[str, Month] = _months()
"""Folded name, words joined by one blank, to its month."""

ENGLISH: dict[str, int] = {
    name.lower(): number for number, names in enumerate(ENGLISH_MONTHS, 1) for name in names.split("|")
}

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def possible_day(year: int | None, month: int, day: int) -> bool:
    """Whether the Gregorian calendar has this day; without a year, whether it has it in some year."""
    if not 1 <= month <= 12:
        return False
    longest = _LONGEST[month - 1] if year is None else monthrange(year, month)[1]
    return 1 <= day <= longest


def as_number(day: datetime.date) -> int:
    """A day as YYYYMMDD."""
    return day.year * 10000 + day.month * 100 + day.day


def bounds(year: int, month: int | None = None, day: int | None = None) -> tuple[int, int]:
    """First and last day, YYYYMMDD, of a Gregorian year, month or day."""
    if month is None:
        return year * 10000 + 101, year * 10000 + 1231
    first = year * 10000 + month * 100
    if day is not None:
        return first + day, first + day
    return first + 1, first + monthrange(year, month)[1]


def hijri_bounds(year: int, month: int | None = None, day: int | None = None) -> tuple[int, int] | None:
    """First and last Gregorian day, YYYYMMDD, of a Hijri year, month or day.

    None when the calendar has no such day, or the year is outside 1343 to 1500.
    """
    from hijridate import Hijri

    if not HIJRI_FIRST <= year <= HIJRI_LAST:
        return None
    last_month = month or 12
    last_day = day or Hijri(year, last_month, 1).month_length()
    try:
        first = Hijri(year, month or 1, day or 1).to_gregorian()
        last = Hijri(year, last_month, last_day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return as_number(first), as_number(last)


def hijri_year_month(day: datetime.date) -> tuple[int, int] | None:
    """Hijri year and month of a Gregorian day; None outside the calendar's range."""
    from hijridate import Gregorian

    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return hijri.year, hijri.month
