"""Expressions with a day or a month: «3 و4 آذار 2015», 2015-03-03, «December 3, 2023», «23 منه»."""

from __future__ import annotations

import re

from fihrist.index.dates import patterns as p
from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import (
    ENGLISH,
    FIRST_YEAR,
    HIJRI_FIRST,
    HIJRI_LAST,
    LAST_YEAR,
    MONTHS,
    hijri_bounds,
    possible_day,
)
from fihrist.index.dates.expression import Expression, dated_kind
from fihrist.index.dates.matching import (
    Built,
    Match,
    is_count,
    is_glued,
    join_listed,
    joined_words,
    ordinal,
    preceded_by,
    year_number,
)
from fihrist.index.dates.tense import with_tense
from fihrist.index.dates.text import fold
from fihrist.index.model import DateKind

HIJRI_LOW = 1200
_DIGITS = 4
"""Of a year that is no small Hijri one: «999 هجرية»."""
HIJRI_ERA = "\N{ARABIC LETTER HEH}"
CAR = "نيسان"
FIRST_DAY = fold(w.FIRST_DAY)
"""Before a Hijri month rather a first one: «أول رمضان له في المنفى»."""
YEAR_LOW = 1700
"""Years that a number after a month's name may mean."""


def dated(match: Match) -> Built:
    """«الأحد 3 كانون الأول 2023», «3 و4 آذار», «أيار/مايو من العام الماضي»."""
    month = MONTHS[joined_words(match["month"])]
    starts_with_digit = match.string[match.start()].isdigit()
    if starts_with_digit and is_glued(match) and match.string[match.start() - 1] != "-":
        return None
    if not _twin_end(match, month.number, hijri=month.hijri):
        return _dated_untwinned(match)
    base = Expression(match.start(), match.end(), DateKind.PARTIAL, "month", 0.6, month=month.number, hijri=month.hijri)
    whole = _tail(match, base)
    days = match["days"]
    if _is_zero(match, whole):
        return None
    whole = with_tense(match, whole)
    strong = bool(
        days or match["word"] or match["twin"] or match["twin2"] or whole.year or whole.unit or whole.toward is not None
    )
    if not strong and (month.weak or month.hijri):
        return None
    if days is None and match["month"] == CAR and preceded_by(match, p.BRAND_BEFORE):
        return []
    if days is None:
        whole = whole._replace(start=match.start("word") if match["word"] else match.start("month"))
        return None if match["weekday"] else [whole._replace(kind=dated_kind(whole))]
    return _with_days(match, whole)


def _dated_untwinned(match: Match) -> Built:
    """Two different months side by side: only the first belongs to this expression."""
    again = p.DATED.match(match.string, match.start(), match.end("month"))
    return dated(again) if again is not None and again["month"] is not None else None


def _twin_end(match: Match, number: int, *, hijri: bool) -> bool:
    """Whether a second month's name says the same month as the first."""
    twin = match["twin"] or match["twin2"]
    if twin is None:
        return True
    other = MONTHS[joined_words(twin)]
    return other.number == number and other.hijri == hijri


def _is_zero(match: Match, expression: Expression) -> bool:
    """«صفر» is the month only with a year, شهر, or «من» after the day; else it is nought: «1-صفر»."""
    if match["month"] != "صفر" or expression.year is not None or match["word"]:
        return False
    return not (match["days"] and "من" in match.string[match.end("days") : match.start("month")])


def _tail(match: Match, expression: Expression) -> Expression:
    """What follows the month: a year, «من العام الماضي», «المقبل»."""
    if match["year"] is not None:
        small = match["year"].isdigit() and len(match["year"]) < _DIGITS
        year = int(match["year"]) if small else year_number(match["year"])
        if match["days"] is None and is_count(match, year, match.end("year")):
            return expression._replace(end=_month_end(match))
        low, high = (HIJRI_LOW, HIJRI_LAST) if expression.hijri else (YEAR_LOW, LAST_YEAR)
        in_hijri = expression.hijri and (match["era"] or "")[:1] == HIJRI_ERA
        if not low <= year <= high and not in_hijri:
            return expression._replace(end=_month_end(match))
        return expression._replace(year=year, confidence=0.97)
    if match["this"] is not None:
        return expression._replace(unit="Y", confidence=0.85)
    if match["year_adj"] is not None:
        return expression._replace(unit="Y", offset=w.TOWARD[match["year_adj"]], confidence=0.85)
    if match["year_same"] or match["month_same"] or match["that"]:
        return expression._replace(same=True, confidence=0.7)
    if match["adj"] is not None:
        return expression._replace(toward=w.TOWARD[match["adj"]], confidence=0.8)
    return expression


def _month_end(match: Match) -> int:
    if match["twin2"]:
        return match.string.index(")", match.end("twin2")) + 1
    return match.end("twin") if match["twin"] else match.end("month")


def _with_days(match: Match, whole: Expression) -> Built:
    days = _days_of(match["days"])
    if whole.hijri and match["days"] == FIRST_DAY:
        return None
    if whole.year is None and preceded_by(match, p.NAMED_BEFORE):
        return []
    if any(not _possible(whole, day) for day, _, _ in days):
        days = days[-1:]
        if not _possible(whole, days[0][0]):
            return []
    whole = whole._replace(precision="day", elastic=whole.elastic and not _is_yearly(match))
    offset = match.start("days")
    dated = [
        whole._replace(start=offset + at, end=offset + at + _length(match["days"], at, days), day=day)
        for day, at, _ in days
    ]
    dated[-1] = dated[-1]._replace(end=whole.end)
    if match["weekday"]:
        start = match.start("weekday") if len(dated) == 1 else dated[0].start
        dated = _on_weekdays(dated, w.WEEKDAYS[match["weekday"].split()[-1]])
        dated[0] = dated[0]._replace(start=start)
    dated = [one._replace(kind=dated_kind(one)) for one in dated]
    return join_listed(match, dated, [op for _, _, op in days])


def _on_weekdays(dated: list[Expression], weekday: int) -> list[Expression]:
    """The days of a list on their weekdays; the one that is written belongs to the first."""
    first = dated[0].day or 0
    return [one._replace(on=(weekday + (one.day or 0) - first) % 7) for one in dated]


def _is_yearly(match: Match) -> bool:
    """A day known by its name or of every year: «ثورة 25 يناير», «17 نيسان من كل عام»."""
    return preceded_by(match, p.KNOWN_BEFORE) or p.RECURRING_AFTER.match(match.string, match.end()) is not None


def _days_of(text: str) -> list[tuple[int, int, str]]:
    """(day, offset, the operator before it) of a list such as ``3 و4 الى 7``."""
    steps = p.DAY_STEP.finditer(text)
    return [(ordinal(step["day"]), step.start("day"), step["op"].strip()) for step in steps]


def _length(text: str, at: int, days: list[tuple[int, int, str]]) -> int:
    following = [start for _, start, _ in days if start > at]
    piece = text[at : following[0]] if following else text[at:]
    step = re.match(r"\d+|[^\W\d]+(?:[ \u00a0]+(?:عشر|والعشرين|والعشرون|والثلاثين|والثلاثون))?", piece)
    return step.end() if step else len(piece)


def _possible(expression: Expression, day: int) -> bool:
    month = expression.month or 0
    if not expression.hijri:
        return possible_day(expression.year, month, day)
    if expression.year is None or not HIJRI_FIRST <= expression.year <= HIJRI_LAST:
        return 1 <= day <= 30
    return hijri_bounds(expression.year, month, day) is not None


def iso(match: Match) -> Built:
    """Year, month, day in digits: 2014-06-10, with or without a time."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if is_glued(match):
        return None
    if HIJRI_FIRST <= year <= HIJRI_LAST:
        return _hijri(match, year, month, day)
    if (
        preceded_by(match, p.NUMBERED_BEFORE)
        or (match["era"] or "")[:1] == HIJRI_ERA
        or not FIRST_YEAR <= year <= LAST_YEAR
        or not possible_day(year, month, day)
    ):
        return []
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, "day", 0.98, year=year, month=month, day=day)]


def numeric(match: Match) -> Built:
    """Day, month, year in digits; when both orders are possible, neither is chosen."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if is_glued(match) or preceded_by(match, p.NUMBERED_BEFORE):
        return []
    if HIJRI_FIRST <= year <= HIJRI_LAST:
        return _hijri(match, year, second, first)
    base = Expression(match.start(), match.end(), DateKind.ABSOLUTE, "day", 0.95, year=year)
    return _either_order(base, first, second) if FIRST_YEAR <= year <= LAST_YEAR else []


def _hijri(match: Match, year: int, month: int, day: int) -> Built:
    """A Hijri day in digits: with its era, or behind a word that says that it is a date."""
    if not match["era"] and not preceded_by(match, p.DATE_BEFORE):
        return []
    if preceded_by(match, p.NUMBERED_BEFORE) or hijri_bounds(year, month, day) is None:
        return []
    confidence = 0.8 if match["era"] else 0.7
    base = Expression(match.start(), match.end(), DateKind.HIJRI, "day", confidence, year=year, hijri=True)
    return [base._replace(month=month, day=day)]


def _either_order(base: Expression, first: int, second: int) -> list[Expression]:
    """Day and month in the one order that the calendar allows; undecided when it allows both."""
    year = base.year or 0
    readings = [(m, d) for m, d in {(second, first), (first, second)} if possible_day(year, m, d)]
    if not readings:
        return []
    if len(readings) == 1:
        return [base._replace(month=readings[0][0], day=readings[0][1])]
    span = tuple(sorted(year * 10000 + m * 100 + d for m, d in readings))
    value = f"{year:04d}-XX-XX"
    undecided = base._replace(precision="year", span=(span[0], span[1]), value=value, confidence=0.6)
    return [undecided._replace(undecided=(first, second))]


def short_numeric(match: Match) -> Built:
    """«بتاريخ 21/8/13»: three small numbers are a date only behind a word that says so."""
    if is_glued(match) or preceded_by(match, p.NUMBERED_BEFORE) or not preceded_by(match, p.DATE_BEFORE):
        return None
    year = year_number(match["year"])
    base = Expression(match.start(), match.end(), DateKind.ABSOLUTE, "day", 0.7, year=year)
    return _either_order(base, int(match["first"]), int(match["second"]))


def month_and_year(match: Match) -> Built:
    """«في 3/2019», «شهر 7/2012», «الشهر السابع من عام 2012»."""
    month, year = ordinal(match["month"]), int(match["year"])
    named = not match[0][0].isdigit()
    if is_glued(match) or not (named or preceded_by(match, p.MONTH_BEFORE)):
        return None
    if not (1 <= month <= 12 and FIRST_YEAR <= year < LAST_YEAR) or p.COUNTED_AFTER.match(match.string, match.end()):
        return None
    confidence = 0.9 if named else 0.75
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, "month", confidence, year=year, month=month)]


def english(match: Match) -> Built:
    """«3rd, December 2023 GMT», «December 3, 2023», «June 2014»."""
    month, year = ENGLISH[match["month"].lower()], int(match["year"])
    day = int(match["day"]) if match["day"] else None
    if not FIRST_YEAR <= year <= LAST_YEAR or (day is not None and not possible_day(year, month, day)):
        return []
    if match.string[match.start()].isdigit() and is_glued(match) and match.string[match.start() - 1] != ",":
        return None
    precision = "month" if day is None else "day"
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, precision, 0.98, year=year, month=month, day=day)]


def day_of_month(match: Match) -> Built:
    """«15 من الشهر الجاري», «في 23 منه», «15 الجاري»."""
    day = ordinal(match["day"])
    if not 1 <= day <= 31 or (match.string[match.start()].isdigit() and is_glued(match)):
        return None
    if match["of_it"] is not None and not preceded_by(match, p.DAY_BEFORE):
        return None
    same = match["same"] is not None or match["of_it"] is not None
    base = Expression(match.start(), match.end(), DateKind.RELATIVE, "day", 0.75, unit="M", day=day, same=same)
    return [base._replace(offset=w.TOWARD[match["adj"]] if match["adj"] else 0)]
