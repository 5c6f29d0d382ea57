"""From what an expression says to the days it means.

The anchor is the day the same article was published. A partial date means the latest one not after the anchor
(«المقبل»: the first one after it), a weekday the nearest one before; «العام نفسه» means the year of the date mentioned
before it. Nothing is resolved against today, and nothing without an anchor unless the text says it all.
"""

from __future__ import annotations

import datetime

from fihrist.index.dates.anchor import Anchor
from fihrist.index.dates.calendars import as_number, bounds, hijri_bounds, hijri_year_month, possible_day
from fihrist.index.dates.expression import Expression

Bounds = tuple[int, int]

PARTS = {
    "H1": (1, 6), "H2": (7, 12), "T1": (1, 4), "T2": (5, 8), "T3": (9, 12),
    "W1": (1, 12), "W2": (1, 12), "W3": (1, 12), "W4": (1, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
"""First and last month of the halves, thirds and quarters of a year; weeks are only of a month."""
_WINTER = 24
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}


class Resolver:
    """Resolves the expressions of one text, in order, remembering what «نفسه» can mean."""

    def __init__(self, anchor: Anchor | None) -> None:
        self._anchor = anchor
        self._mentioned: Bounds | None = None
        self._year: int | None = None

    def resolve(self, expression: Expression) -> Bounds | None:
        """First and last day meant, YYYYMMDD, or None."""
        found = self._range(expression) if expression.last is not None else self._single(expression)
        if expression.precision in {"day", "month", "year"} and expression.weekday is None:
            self._remember(expression, found)
        return found

    def _remember(self, expression: Expression, found: Bounds | None) -> None:
        """A mention that states no year and is not resolved leaves the year before it in force."""
        self._mentioned = found
        if found is not None:
            self._year = found[0] // 10000 if found[0] // 10000 == found[1] // 10000 else None
        elif expression.unit or expression.same or expression.hijri:
            self._year = None

    def _range(self, expression: Expression) -> Bounds | None:
        assert expression.last is not None
        first = self._single(expression._replace(last=None))
        last = self._single(expression.last)
        if first is None or last is None:
            return None
        if expression.last.month is not None and expression.last.anchored and not expression.last.unit:
            last = _first_from(expression.last, first) or last
        return None if first[0] > last[1] else (first[0], last[1])

    def _single(self, expression: Expression) -> Bounds | None:
        if expression.span is not None:
            return expression.span
        if expression.year is not None:
            return absolute(expression)
        if expression.same:
            return self._same(expression)
        if self._anchor is None or expression.precision == "vague" or not expression.elastic:
            return None
        if expression.weekday is not None:
            return _weekday(expression, self._anchor)
        if expression.value:
            return _decade(expression, self._anchor)
        if expression.unit:
            return _relative(expression, self._anchor)
        if expression.season is not None:
            return _last_season(expression, self._anchor)
        return _partial(expression, self._anchor)

    def _same(self, expression: Expression) -> Bounds | None:
        """The unit of the mention before, refined by what this one adds."""
        if expression.month is not None or expression.unit == "Y":
            if self._year is not None and expression.day is None and expression.modifier in PARTS:
                return _part_of(expression, self._year, expression.month)
            year = None if self._year is None else self._year + (expression.offset if expression.unit == "Y" else 0)
            return _checked(year, expression.month, expression.day) if year is not None else None
        if self._mentioned is None:
            return None
        first, last = self._mentioned
        if expression.unit == "M" and first // 100 == last // 100:
            return _months(expression, _day(first), expression.offset, expression.offset)
        if first == last and expression.unit in {"D", "W"}:
            return (_days_from if expression.unit == "D" else _week)(_day(first), expression.offset)
        return None


def _day(number: int) -> datetime.date:
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def _checked(year: int, month: int | None, day: int | None) -> Bounds | None:
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
        return _season(year, expression.season)
    if expression.modifier in PARTS:
        return _part_of(expression, year, expression.month)
    return _checked(year, expression.month, expression.day)


def _season(year: int, season: int) -> Bounds:
    if season == _WINTER:
        return bounds(year)[0], bounds(year + 1, 2)[1]
    first, last = _SEASON_MONTHS[season]
    return bounds(year, first)[0], bounds(year, last)[1]


def _one_winter(year: int) -> Bounds:
    """The winter that begins in a year; «شتاء 2013» may be this one or the one before."""
    return bounds(year, 12)[0], bounds(year + 1, 2)[1]


def _last_season(expression: Expression, anchor: Anchor) -> Bounds | None:
    """«الصيف الماضي»: the latest that was over, «المقبل»: the first to come, «الحالي»: this year's."""
    if anchor.precision == "year" or expression.season is None:
        return None
    season = expression.season

    def whole(year: int) -> Bounds:
        return _one_winter(year) if season == _WINTER else _season(year, season)

    year, number = anchor.day.year, as_number(anchor.day)
    if expression.toward == 0:
        return whole(year)
    for step in (0, 1, 2):
        if not 1 <= (tried := year + step * (expression.toward or 1)) < 9999:
            return None
        found = whole(tried)
        if (found[1] < number) if expression.toward == -1 else (found[0] > number):
            return found
    return None


def _part_of(expression: Expression, year: int, month: int | None) -> Bounds:
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


def _weekday(expression: Expression, anchor: Anchor) -> Bounds | None:
    if anchor.precision != "day" or expression.weekday is None:
        return None
    if expression.toward == 1:
        ahead = (expression.weekday - anchor.day.weekday() - 1) % 7 + 1
        return _days_from(anchor.day, ahead)
    if expression.ahead:
        return _days_from(anchor.day, (expression.weekday - anchor.day.weekday()) % 7)
    back = (anchor.day.weekday() - expression.weekday) % 7
    if expression.toward == -1 and back == 0:
        back = 7
    return _days_from(anchor.day, -back)


def _days_from(day: datetime.date, days: int, until: int | None = None) -> Bounds | None:
    try:
        first = day + datetime.timedelta(days)
        last = day + datetime.timedelta(days if until is None else until)
    except OverflowError:
        return None
    return as_number(first), as_number(last)


def _week(day: datetime.date, weeks: int, until: int | None = None) -> Bounds | None:
    """ISO weeks, Monday to Sunday."""
    last = weeks if until is None else until
    return _days_from(day, 7 * weeks - day.weekday(), 7 * last - day.weekday() + 6)


def _relative(expression: Expression, anchor: Anchor) -> Bounds | None:
    first, last = expression.offset, expression.offset if expression.until is None else expression.until
    if expression.unit in "DW":
        if anchor.precision != "day":
            return None
        return (_days_from if expression.unit == "D" else _week)(anchor.day, first, last)
    if expression.unit == "M":
        return None if anchor.precision == "year" else _months(expression, anchor.day, first, last)
    if expression.unit == "C":
        century = (anchor.day.year // 100 + first) * 100
        return (bounds(century)[0], bounds(century + 99)[1]) if 1 <= century <= 9900 else None
    return _years(expression, anchor.day.year + first, anchor.day.year + last)


def _months(expression: Expression, day: datetime.date, first: int, last: int) -> Bounds | None:
    year, month = divmod(day.year * 12 + day.month - 1 + first, 12)
    end_year, end_month = divmod(day.year * 12 + day.month - 1 + last, 12)
    if not 1 <= year <= end_year <= 9999:
        return None
    if expression.day is not None:
        return _checked(year, month + 1, expression.day)
    if expression.modifier in PARTS:
        return _part_of(expression, year, month + 1)
    return bounds(year, month + 1)[0], bounds(end_year, end_month + 1)[1]


def _years(expression: Expression, first: int, last: int) -> Bounds | None:
    if not 1 <= first <= last <= 9999:
        return None
    if expression.season is not None:
        return _season(first, expression.season)
    if expression.month is not None or expression.modifier in PARTS:
        return absolute(expression._replace(year=first, unit=""))
    return bounds(first)[0], bounds(last)[1]


def _decade(expression: Expression, anchor: Anchor) -> Bounds | None:
    """«تسعينيات القرن الماضي», and «التسعينيات» as the latest such decade that began before the anchor."""
    tens = int(expression.value[2]) * 10
    century = anchor.day.year // 100 + expression.offset
    if not expression.unit and century * 100 + tens > anchor.day.year:
        century -= 1
    first = century * 100 + tens
    return (bounds(first)[0], bounds(first + 9)[1]) if 1 <= first <= 9990 else None


def _partial(expression: Expression, anchor: Anchor) -> Bounds | None:
    if anchor.precision == "year":
        return None
    if expression.hijri:
        return _partial_hijri(expression, anchor)
    if expression.month is None:
        return None
    if expression.toward == 0:
        return absolute(expression._replace(year=anchor.day.year))
    years = range(anchor.day.year, anchor.day.year - 9, -1)
    if expression.toward == 1:
        years = range(anchor.day.year, anchor.day.year + 9)
    for year in filter(lambda year: 1 <= year <= 9999, years):
        found = absolute(expression._replace(year=year))
        if found is not None and _fits(expression, found, as_number(anchor.day)):
            return found
    return None


def _fits(expression: Expression, found: Bounds, anchor: int) -> bool:
    """On the right side of the anchor; «الماضي» and «المقبل» exclude the anchor's own month or day."""
    if expression.toward == 1:
        return found[0] > anchor
    return (found[1] if expression.toward == -1 else found[0]) <= anchor - (expression.toward == -1)


def _partial_hijri(expression: Expression, anchor: Anchor) -> Bounds | None:
    here = hijri_year_month(anchor.day)
    if here is None:
        return None
    number = as_number(anchor.day)
    for year in (here[0] + 1, here[0], here[0] - 1) if expression.toward != 1 else (here[0], here[0] + 1):
        found = hijri_bounds(year, expression.month, expression.day)
        if found is not None and _fits(expression, found, number):
            return found
    return None


def _first_from(expression: Expression, start: Bounds) -> Bounds | None:
    """The first such day or month that ends no sooner than a range begins: «من 5 إلى 12 كانون الأول»."""
    years = range(start[0] // 10000, min(start[0] // 10000 + 9, 9999) + 1)
    ends = (absolute(expression._replace(year=year)) for year in years)
    return next((end for end in ends if end is not None and end[1] >= start[0]), None)
