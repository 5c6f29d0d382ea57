"""Joins neighbouring expressions: ranges («من حزيران إلى أيلول 2014») and lists («سبتمبر وأكتوبر 2023»)."""

from __future__ import annotations

from itertools import pairwise

from fihrist.index.dates import patterns as p
from fihrist.index.dates.expression import FUTURE, PAST, Expression, dated_kind
from fihrist.index.model import DateKind

_JOINED = {"day", "month", "year"}
_LONGEST_GAP = 12
_LOOK_BACK = 20
_LONGEST_BESIDE = 48
_LONGEST_LINK = 4
"""Between two days of a list."""
_MOST_NAMED = 6


def compose(text: str, expressions: list[Expression]) -> list[Expression]:
    """The expressions with ranges joined to one and years handed to the members of a list that lack them."""
    if len(expressions) < 2:
        return expressions
    result = [expressions[-1]]
    for left in reversed(expressions[:-1]):
        right = result[-1]
        gap = text[left.end : right.start]
        if left.unit == "D" and left.until is None and right.day is not None and p.NEXT_TO_DAY.fullmatch(gap):
            result[-1] = right._replace(tense=FUTURE if left.offset > 0 else PAST)
        if left.unit == "M" and left.until is not None:
            left = _with_names(text, left, result)
        if left.weekday is not None and _same_day(text, right, gap):
            _put_on(text, result, left.weekday)
            result[-1] = _with_weekday(left, result[-1])
            continue
        if len(gap) > _LONGEST_GAP or not _joinable(left) or not _joinable(right):
            result.append(left)
        elif _is_range(text, left, gap) and (joined := _range(left, right)) is not None:
            result[-1] = joined
        else:
            result.append(_inherit(left, right) if p.AND_GAP.fullmatch(gap) else left)
    return result[::-1]


def _with_names(text: str, left: Expression, result: list[Expression]) -> Expression:
    """«الشهرين الماضيين، سبتمبر وأكتوبر»: the months are those that are named beside them."""
    number = (left.until or 0) - left.offset + 1
    named = result[-1 : -1 - number : -1]
    if len(named) != number or number > _MOST_NAMED or any(map(_is_no_month, named)):
        return left
    gaps = [text[first.end : second.start] for first, second in pairwise([left, *named])]
    if not p.NAMES_GAP.fullmatch(gaps[0]) or not all(map(p.AND_GAP.fullmatch, gaps[1:])):
        return left
    return left._replace(named=tuple(named))


def _is_no_month(expression: Expression) -> bool:
    return expression.precision != "month" or expression.month is None or expression.last is not None


def _joinable(expression: Expression) -> bool:
    return (
        expression.last is None
        and expression.precision in _JOINED
        and expression.weekday is None
        and expression.span is None
        and (expression.year is not None or expression.month is not None)
    )


def _same_day(text: str, right: Expression, gap: str) -> bool:
    """A weekday beside its date: «الجمعة الموافق 3 مارس 2017», «الجمعة السبت 13-14 نيسان»."""
    dated = right.day is not None and right.weekday is None
    if not dated or len(gap) > _LONGEST_BESIDE:
        return False
    if p.WEEKDAY_HERE.match(text, right.start):
        return p.WEEKDAYS_GAP.fullmatch(gap) is not None
    return p.BESIDE_GAP.fullmatch(gap) is not None


def _with_weekday(left: Expression, right: Expression) -> Expression:
    """The date with the weekday, which tells the year when none is said, and «المقبل» and its like."""
    if left.toward is not None and right.toward is None and right.anchored and not right.unit:
        right = right._replace(toward=left.toward)
    return right._replace(start=left.start)


def _put_on(text: str, result: list[Expression], weekday: int) -> None:
    """The first of the days of a list is on the first of the weekdays: «الجمعة والسبت 13 و14 نيسان»."""
    shift = weekday - (weekday if (on := result[-1].on) is None else on)
    result[-1] = result[-1]._replace(on=weekday)
    for at in range(len(result) - 2, -1, -1):
        day, before = result[at], result[at + 1]
        if day.on is None or day.start - before.end > _LONGEST_LINK or p.WEEKDAY_HERE.match(text, day.start):
            return
        result[at] = day._replace(on=(day.on + shift) % 7)


def _is_range(text: str, left: Expression, gap: str) -> bool:
    if p.RANGE_GAP.fullmatch(gap):
        return True
    before = text[max(0, left.start - _LOOK_BACK) : left.start]
    return p.AND_GAP.fullmatch(gap) is not None and "و" in gap and p.BETWEEN.search(before) is not None


def _range(left: Expression, right: Expression) -> Expression | None:
    if left.hijri != right.hijri or (left.month is None) != (right.month is None):
        return None
    first = _inherit(left, right)
    if first.year is not None and right.year is not None and _order(first) >= _order(right):
        return None
    if (first.year is None) != (right.year is None) or first.unit != right.unit:
        return None
    precision = first.precision if first.precision == right.precision else "day"
    confidence = min(first.confidence, right.confidence)
    return first._replace(end=right.end, last=right, kind=DateKind.RANGE, precision=precision, confidence=confidence)


def _order(expression: Expression) -> tuple[int, int, int]:
    return (expression.year or 0, expression.month or 0, expression.day or 0)


def _inherit(left: Expression, right: Expression) -> Expression:
    """The left one with what the right one says about the year, when it says nothing itself."""
    states_year = left.year is not None or left.unit or left.toward is not None or left.same
    if states_year or left.month is None or right.month is None or left.hijri != right.hijri:
        return left
    if (left.day is None) != (right.day is None):
        return left
    earlier = 0 if (left.month, left.day or 0) <= (right.month, right.day or 0) else -1
    if right.year is not None:
        left = left._replace(year=right.year + earlier)
    elif right.unit == "Y":
        left = left._replace(unit="Y", offset=right.offset + earlier)
    else:
        left = left._replace(toward=right.toward, same=right.same)
    return left._replace(kind=dated_kind(left), confidence=min(left.confidence + 0.2, right.confidence))
