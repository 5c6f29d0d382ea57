"""The year of a day or month that has none: by its weekday, by the words before it, else the nearer one."""

from __future__ import annotations

import datetime

from fihrist.index.dates.anchor import Anchor
from fihrist.index.dates.calendars import as_number, hijri_bounds, hijri_year_month
from fihrist.index.dates.expression import COMING, FUTURE, PAST, REPORTED, UNTIL, Expression
from fihrist.index.dates.stated import Bounds, absolute, day_of

_AHEAD = {PAST: 0, REPORTED: 45, "": 65, UNTIL: 92, COMING: 183, FUTURE: 366}
"""Days that the day may be ahead, at most, for it to be the coming one, by what is said before it. A month of which
nothing is said is the past one."""
_JUST_GONE = 30
"""Days after which even what is said to come is rather the past one: an article that lay for some time."""
_NEAR, _FAR = 5, 320
"""Days: of a date so near the weekday is wrong rather than the year, when it fits only so far away."""
IN_ORDER = 92, 160
"""Days after a coming day, and characters behind it, within which another one follows it: «13 تموز … 20 آب»."""


def nearest(expression: Expression, anchor: Anchor, coming: int | None) -> Bounds | None:
    """The day or month before the anchor or after it, whichever the weekday, the words or else nearness speak for.

    Args:
        expression: with a month and without a year.
        anchor: known to the month at least.
        coming: last day of a mention before it that is to come.
    """
    if (fitting := _on_weekday(expression, anchor)) is not None:
        return fitting
    past, ahead = one_side(expression, anchor), one_side(expression._replace(toward=1), anchor)
    if past is None or ahead is None or expression.tense == PAST:
        return past
    if past[1] >= as_number(anchor.day):
        return past
    since, until = _days_between(past[1], anchor.day), -_days_between(ahead[0], anchor.day)
    if since <= _JUST_GONE:
        return past
    if coming is not None and ahead[0] >= coming and _days_between(coming, day_of(ahead[0])) <= IN_ORDER[0]:
        return ahead
    unsaid_month = expression.day is None and expression.tense in {"", REPORTED}
    return ahead if until <= _AHEAD[expression.tense] and not unsaid_month else past


def _on_weekday(expression: Expression, anchor: Anchor) -> Bounds | None:
    """The day in the nearest of three years in which it is on its weekday; None when none is, or the weekday is a slip."""
    if expression.on is None:
        return None
    years = (year for year in range(anchor.day.year - 1, anchor.day.year + 2) if 1 <= year <= 9999)
    days = [found for year in years if (found := absolute(expression._replace(year=year, last=None))) is not None]
    away = {found: abs(_days_between(found[0], anchor.day)) for found in days}
    fitting = [found for found in days if day_of(found[0]).weekday() == expression.on]
    found = min(fitting, key=away.__getitem__, default=None)
    slipped = found is not None and away[found] > _FAR and min(away.values()) <= _NEAR
    return None if slipped else found


def _days_between(first: int, last: datetime.date) -> int:
    return (last - day_of(first)).days


def one_side(expression: Expression, anchor: Anchor) -> Bounds | None:
    """The latest not after the anchor; «المقبل» the first after it, «الجاري» this year's; None: nine years have none."""
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
