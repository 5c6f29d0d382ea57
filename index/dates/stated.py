"""The days of what states its own year."""

from __future__ import annotations

import datetime

from fihrist.index.dates.calendars import bounds, hijri_bounds, possible_day
from fihrist.index.dates.expression import Expression

Bounds = tuple[int, int]
"""First and last day, YYYYMMDD."""

PARTS = {
    "H1": (1, 6), "H2": (7, 12), "T1": (1, 4), "T2": (5, 8), "T3": (9, 12),
    "W1": (1, 12), "W2": (1, 12), "W3": (1, 12), "W4": (1, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
"""First and last month of the halves, thirds and quarters of a year; weeks are only of a month."""


WINTER = 24
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
"""First and last month by EDTF's number of the season; winter reaches into the next year."""


def day_of(number: int) -> datetime.date:
    """The day of YYYYMMDD."""
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def checked(year: int, month: int | None, day: int | None) -> Bounds | None:
    """The days of a Gregorian year, month or day; None when the calendar has no such day."""
    if not 1 <= year <= 9999 or (day is not None and not possible_day(year, month or 0, day)):
        return None
    return bounds(year, month, day)


def absolute(expression: Expression) -> Bounds | None:
    """The days of an expression that states its year; None when the calendar has no such day."""
    if expression.year is None:
        return None
    if expression.hijri:
        return hijri_bounds(expression.year, expression.month, expression.day)
    year = expression.year
    if expression.season is not None:
        return season_of(year, expression.season)
    if expression.modifier in PARTS:
        return part_of(expression, year, expression.month)
    return checked(year, expression.month, expression.day)


def season_of(year: int, season: int) -> Bounds:
    """A season of a year; a winter may be that which begins in the year or that which ends in it."""
    if season == WINTER:
        return bounds(year)[0], bounds(year + 1, 2)[1]
    first, last = _SEASON_MONTHS[season]
    return bounds(year, first)[0], bounds(year, last)[1]


def part_of(expression: Expression, year: int, month: int | None) -> Bounds:
    """A half or quarter of a year, or a half of a month."""
    part = expression.modifier or ""
    if month is None:
        first, last = PARTS[part]
        return bounds(year, first)[0], bounds(year, last)[1]
    whole = bounds(year, month)
    day = whole[0] - 1
    return {
        "H1": (day + 1, day + 15), "H2": (day + 16, whole[1]),
        "W1": (day + 1, day + 7), "W2": (day + 8, day + 14), "W3": (day + 15, day + 21), "W4": (day + 22, whole[1]),
        "T1": (day + 1, day + 10), "T2": (day + 11, day + 20), "T3": (day + 21, whole[1]),
    }.get(part, whole)  # fmt: skip
