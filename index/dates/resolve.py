"""From what an expression says to the days it means.

The anchor is the day the same article was published. The year of a day or month without one is told by its weekday,
else by the words before it (`Expression.tense`), else by which of the two years is nearer; a weekday alone is the
nearest one before; «العام نفسه» means the year of the date mentioned before it. Nothing is resolved against today, and
nothing without an anchor unless the text says it all.
"""

from __future__ import annotations

import datetime

from fihrist.index.dates.anchor import Anchor
from fihrist.index.dates.calendars import as_number, bounds
from fihrist.index.dates.expression import FUTURE, PAST, REPORTED, Expression
from fihrist.index.dates.partial import IN_ORDER, nearest, one_side
from fihrist.index.dates.stated import PARTS, WINTER, Bounds, absolute, checked, day_of, part_of, season_of
from fihrist.index.model import DateKind

_SURE, _UNSURE = 0.85, 0.5


class Resolver:
    """Resolves the expressions of one text, in order, remembering what «نفسه» can mean."""

    def __init__(self, anchor: Anchor | None) -> None:
        self._anchor = anchor
        self._mentioned: Bounds | None = None
        self._year: int | None = None
        self._coming: tuple[int, int] | None = None
        """Last day of the mention before that is to come, and where it ends."""

    def resolve(self, expression: Expression) -> Bounds | None:
        """First and last day meant, YYYYMMDD, or None."""
        found = self._range(expression) if expression.last is not None else self._single(expression)
        if expression.precision in {"day", "month", "year"} and expression.weekday is None:
            self._remember(expression, found)
        return found

    def confidence(self, expression: Expression, found: Bounds | None) -> float:
        """How sure it is: a year is surer when the weekday tells it, and less when nothing does."""
        if found is None or self._anchor is None or expression.kind is not DateKind.PARTIAL:
            return expression.confidence
        if expression.month is None or expression.toward is not None:
            return expression.confidence
        if expression.on is not None and found[0] == found[1]:
            fits = day_of(found[0]).weekday() == expression.on
            return _SURE if fits else _UNSURE
        unsaid = expression.tense in {"", REPORTED} and found[0] > as_number(self._anchor.day)
        return min(expression.confidence, _UNSURE) if unsaid else expression.confidence

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
        if expression.named:
            return self._named(expression)
        if expression.unit:
            return _relative(expression, self._anchor)
        if expression.season is not None:
            return _last_season(expression, self._anchor)
        return self._partial(expression, self._anchor)

    def _named(self, expression: Expression) -> Bounds | None:
        """Several months together: from the first to the last of their names, when they follow each other."""
        found = [self._single(month) for month in expression.named]
        first, last = found[0], found[-1]
        return None if first is None or last is None or first > last else (first[0], last[1])

    def _partial(self, expression: Expression, anchor: Anchor) -> Bounds | None:
        """A day or month without a year; one that is to come brings those behind it along."""
        known = not expression.hijri and expression.month is not None and expression.toward is None
        if known and anchor.precision != "year":
            found = nearest(expression, anchor, self._follows(expression))
        else:
            found = one_side(expression, anchor)
        if found is not None and found[0] > as_number(anchor.day):
            self._coming = found[1], expression.end
        return found

    def _follows(self, expression: Expression) -> int | None:
        """The coming day not far before a mention, which it may follow in time also."""
        if self._coming is None or expression.tense == PAST:
            return None
        return self._coming[0] if expression.start - self._coming[1] <= IN_ORDER[1] else None

    def _same(self, expression: Expression) -> Bounds | None:
        """The unit of the mention before, refined by what this one adds."""
        if expression.month is not None or expression.unit == "Y":
            if self._year is not None and expression.day is None and expression.modifier in PARTS:
                return part_of(expression, self._year, expression.month)
            year = None if self._year is None else self._year + (expression.offset if expression.unit == "Y" else 0)
            return checked(year, expression.month, expression.day) if year is not None else None
        if self._mentioned is None:
            return None
        first, last = self._mentioned
        if expression.unit == "M" and first // 100 == last // 100:
            return _months(expression, day_of(first), expression.offset, expression.offset)
        if first == last and expression.unit in {"D", "W"}:
            return (_days_from if expression.unit == "D" else _week)(day_of(first), expression.offset)
        return None


def _one_winter(year: int) -> Bounds:
    """The winter that begins in a year; «شتاء 2013» may be this one or the one before."""
    return bounds(year, 12)[0], bounds(year + 1, 2)[1]


def _last_season(expression: Expression, anchor: Anchor) -> Bounds | None:
    """«الصيف الماضي»: the latest that was over, «المقبل»: the first to come, «الحالي»: this year's."""
    if anchor.precision == "year" or expression.season is None:
        return None
    season = expression.season

    def whole(year: int) -> Bounds:
        return _one_winter(year) if season == WINTER else season_of(year, season)

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


def _weekday(expression: Expression, anchor: Anchor) -> Bounds | None:
    if anchor.precision != "day" or expression.weekday is None:
        return None
    if expression.toward == 1:
        ahead = (expression.weekday - anchor.day.weekday() - 1) % 7 + 1
        return _days_from(anchor.day, ahead)
    if expression.tense == FUTURE:
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
        return checked(year, month + 1, expression.day)
    if expression.modifier in PARTS:
        return part_of(expression, year, month + 1)
    return bounds(year, month + 1)[0], bounds(end_year, end_month + 1)[1]


def _years(expression: Expression, first: int, last: int) -> Bounds | None:
    if not 1 <= first <= last <= 9999:
        return None
    if expression.season is not None:
        return season_of(first, expression.season)
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


def _first_from(expression: Expression, start: Bounds) -> Bounds | None:
    """The first such day or month that ends no sooner than a range begins: «من 5 إلى 12 كانون الأول»."""
    years = range(start[0] // 10000, min(start[0] // 10000 + 9, 9999) + 1)
    ends = (absolute(expression._replace(year=year)) for year in years)
    return next((end for end in ends if end is not None and end[1] >= start[0]), None)
