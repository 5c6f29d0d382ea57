"""What all builders of expressions share: types, words to numbers, the context of a match, lists."""

from __future__ import annotations

import re
from collections.abc import Callable

from fihrist.index.dates import patterns as p
from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import FIRST_YEAR
from fihrist.index.dates.expression import Expression
from fihrist.index.model import DateKind

Match = re.Match[str]
Built = list[Expression] | None
Rule = tuple[re.Pattern[str], Callable[[Match], Built]]

_FUTURE = 2050
_LAST_SHORT = 40
_LOOK_BACK = 28
"""How many characters before a match the context patterns read."""


def preceded_by(match: Match, pattern: re.Pattern[str]) -> bool:
    """Whether a context pattern matches right before the match."""
    start = match.start()
    return pattern.search(match.string, max(0, start - _LOOK_BACK), start) is not None


def joined_words(words: str) -> str:
    """Words joined by single blanks, as the tables have them."""
    return " ".join(words.split())


def ordinal(text: str) -> int:
    """A day in digits or as an ordinal word."""
    return int(text) if text[0].isdigit() else w.ORDINALS[joined_words(text)]


def year_number(text: str) -> int:
    """A year in digits; one of two digits («'14», 21/8/13) is of the hundred years that end in 2040."""
    if len(text) > 3:
        return int(text)
    short = int(text[-2:])
    return short + (2000 if short <= _LAST_SHORT else 1900)


def cardinal(text: str) -> int:
    """A number in digits or words."""
    return int(text) if text[0].isdigit() else w.CARDINALS[joined_words(text)]


def is_glued(match: Match) -> bool:
    """Whether the number stands inside another number or word: 42,500, SY24, +963."""
    text, start = match.string, match.start()
    if start == 0:
        return False
    previous = text[start - 1]
    if previous.isalnum() or previous == "_":
        return p.GLUED.search(text, max(0, start - 5), start) is None
    if previous in ".,:/٫٬-":
        return start > 1 and text[start - 2].isdigit()
    return previous in "$€£#@+"


def is_count(match: Match, year: int, end: int) -> bool:
    """Whether a number after a month or عام counts what follows it; only round or unlikely years do."""
    likely = year % 50 != 0 and FIRST_YEAR <= year < _FUTURE
    return not likely and p.COUNTED_AFTER.match(match.string, end) is not None


def _is_season(first: Expression, second: Expression) -> bool:
    """«الموسم 2013/2014»: one time, from a year to the next."""
    return first.year is not None and second.year == first.year + 1


def join_listed(match: Match, items: list[Expression], operators: list[str]) -> Built:
    """A list of days or years, some of them joined to ranges by إلى, a dash, or «بين … و…»."""
    between = preceded_by(match, p.BETWEEN)
    result = items[:1]
    for item, operator in zip(items[1:], operators[1:], strict=True):
        rises = (result[-1].year or 0, result[-1].day or 0) < (item.year or 0, item.day or 0)
        joined = operator.endswith(("الي", "حتي")) or re.fullmatch(p.DASH, operator) or (between and operator == "و")
        joined = joined or (operator == "/" and (item.day is not None or _is_season(result[-1], item)))
        if result[-1].last is None and joined and rises:
            result[-1] = result[-1]._replace(end=item.end, last=item, kind=DateKind.RANGE)
        elif joined and not rises:
            result = [item]
        else:
            result.append(item)
    return result
