"""What an expression says by itself, written in EDTF."""

from __future__ import annotations

from fihrist.index.dates.expression import Expression
from fihrist.index.dates.stated import PARTS, absolute

_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def value(expression: Expression) -> str:
    """What the text alone gives, in EDTF; relative ones as ``REF-unit±offset``, weekdays as ``WD-…``."""
    if expression.last is not None:
        first, last = value(expression._replace(last=None)), value(expression.last)
        return f"{first.split('/')[0]}/{last.split('/')[-1]}"
    if expression.hijri:
        return _hijri_value(expression)
    if expression.value and not expression.unit:
        return expression.value
    if expression.weekday is not None:
        return f"WD-{_WEEKDAYS[expression.weekday]}"
    if expression.unit:
        return _relative_value(expression)
    year = "XXXX" if expression.year is None else f"{expression.year:04d}"
    if expression.season is not None:
        return f"{year}-{expression.season}"
    return year + _month_and_day(expression) + _part(expression)


def _month_and_day(expression: Expression) -> str:
    month = "" if expression.month is None else f"-{expression.month:02d}"
    return month if expression.day is None else f"{month}-{expression.day:02d}"


def _part(expression: Expression) -> str:
    return f"-{expression.modifier}" if expression.modifier in PARTS else ""


def _relative_value(expression: Expression) -> str:
    def one(offset: int) -> str:
        exact = expression.unit == "M" and expression.day is not None
        sign = f"{offset:+d}" if offset or exact else ""
        return f"REF-{expression.unit}{sign}"

    if expression.until is not None:
        return f"{one(expression.offset)}/{one(expression.until)}"
    season = f"-{expression.season}" if expression.season is not None else ""
    decade = f"-{expression.value}" if expression.value else ""
    return one(expression.offset) + season + decade + _month_and_day(expression) + _part(expression)


def _hijri_value(expression: Expression) -> str:
    found = absolute(expression)
    if found is None:
        year = "XXXX" if expression.year is None else f"{expression.year:04d}"
        return f"H-{year}{_month_and_day(expression)}"
    first, last = (f"{n // 10000:04d}-{n // 100 % 100:02d}-{n % 100:02d}" for n in found)
    return first if first == last else f"{first}/{last}"
