"""Expressions of years and longer times: «عامي 2014 و2015», «(2014)», «التسعينيات», «القرن العشرين», «صيف 2014»."""

from __future__ import annotations

import re

from pyarabic.number_const import NUMBER_WORDS

from fihrist.index.dates import patterns as p
from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import FIRST_YEAR, HIJRI_FIRST, HIJRI_LAST, LAST_YEAR, bounds
from fihrist.index.dates.expression import Expression
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
from fihrist.index.dates.text import fold
from fihrist.index.model import DateKind

_TWO_YEARS = fold("عاما")
"""With two years after it; else it is what a number counts: «45 عاما»."""


def years(match: Match) -> Built:
    """«عام 2014», «عامي 2014 و2015», «بين عامي 2014 و2016»."""
    general = p.ADJECTIVE_BEFORE if match["word"].startswith("ال") else p.GENERAL_BEFORE
    if is_count(match, int(match["year"]), match.end()) or preceded_by(match, general):
        return None
    built = listed_years(match)
    if match["word"] == _TWO_YEARS and built is not None and len(built) < 2:
        return None
    if built is None or any(not 1000 <= (item.year or 0) <= LAST_YEAR for item in built):
        return None
    return built


_FIRST_LIKELY, _LAST_LIKELY = 1940, 2040


def bare_years(match: Match) -> Built:
    """«في 2014», «(2014)», «انتفاضة 2011»: a number that reads as a year by its context."""
    if is_glued(match) or not _reads_as_year(match):
        return None
    built = listed_years(match)
    if built is None:
        return None
    low = HIJRI_FIRST if built[0].hijri and match["era"] else FIRST_YEAR
    if any(not low <= (item.year or 0) < LAST_YEAR for item in built):
        return None
    return [item._replace(confidence=min(item.confidence, 0.75)) for item in built]


def listed_years(match: Match) -> Built:
    """The years of «عامي 2014 و2015», one expression each, ranges joined."""
    offset, text = match.start("years"), match["years"]
    steps = list(p.YEAR_STEP.finditer(text))
    hijri = bool(match["era"]) and match["era"][0] == "ه"
    items = [
        Expression(
            match.start() if index == 0 else offset + step.start("year"), offset + step.end("year"),
            DateKind.ABSOLUTE, "year", 0.92, year=int(step["year"]),
        )
        for index, step in enumerate(steps)
    ]  # fmt: skip
    if len(items) == 1:
        items = [items[0]._replace(end=match.end())]
    items = [_hijri_year(item, hijri=hijri) for item in items]
    return join_listed(match, items, [re.sub(r"(?:عام|سنه|العام)\s*$", "", step["op"]).strip() for step in steps])


def _hijri_year(item: Expression, *, hijri: bool) -> Expression:
    year = item.year or 0
    if hijri or HIJRI_FIRST + 57 <= year <= HIJRI_LAST - 40:
        return item._replace(hijri=True, kind=DateKind.HIJRI, confidence=0.8 if hijri else 0.5)
    return item


def _reads_as_year(match: Match) -> bool:
    text, start, end = match.string, match.start(), match.end()
    if match["era"]:
        return True
    if p.COUNTED_AFTER.match(text, end) or p.NUMBER_AFTER.match(text, end):
        return False
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return True
    if text[start - 1 : start] in {"", "\n"} and p.CHRONICLE.match(text, end):
        return True
    if not preceded_by(match, p.YEAR_BEFORE) or preceded_by(match, p.MORE_THAN):
        return False
    if preceded_by(match, p.NUMBERS_BEFORE):
        return False
    if _FIRST_LIKELY <= int(match["year"]) < _LAST_LIKELY and preceded_by(match, p.EVENT_BEFORE):
        return int(match["year"]) % 50 != 0
    if p.YEAR_PAIR.fullmatch(match["years"]):
        return True
    following = p.WORD_AFTER.match(text, end)
    return following is None or p.FUNCTION_WORD.match(following[1]) is not None or _unlike_count(match, following[1])


def _unlike_count(match: Match, word: str) -> bool:
    """A year that is not round, before a word that is not shaped like a counted noun."""
    return int(match["year"]) % 50 != 0 and not word.endswith(("ا", "ه", "ين"))


def year_in_words(match: Match) -> Built:
    """«عام ألفين وأربعة عشر»."""
    year = _number(match["number"])
    if not 1000 <= year <= LAST_YEAR:
        return None
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, "year", 0.85, year=year)]


def _number(words: str) -> int:
    parts = [
        joined_words(part).removeprefix("و") if index else joined_words(part)
        for index, part in enumerate(_split_and(words))
    ]
    return sum(_NUMBERS.get(part, 0) for part in parts)


def _split_and(words: str) -> list[str]:
    return re.split(rf"{p.SP}(?=و)", words)


_NUMBERS = {fold(word): number for word, number in NUMBER_WORDS.items()} | {fold("اثنتين"): 2} | w.CARDINALS
"""What the words of a year count; PyArabic has them, but its own reader of them needs every hamza."""


def decade(match: Match) -> Built:
    """«تسعينيات القرن الماضي», «منذ الثمانينيات»."""
    tens = w.DECADES[match["decade"]]
    base = Expression(match.start(), match.end(), DateKind.PARTIAL, "decade", 0.7, value=f"XX{tens // 10}X")
    if match["century"]:
        century = 100 * (w.ORDINALS[joined_words(match["century"])] - 1)
        return [_decade_of(base, century + tens)]
    if match["adj"]:
        return [base._replace(unit="C", offset=w.TOWARD[match["adj"]], kind=DateKind.RELATIVE)]
    definite = (
        match[0].startswith("ال") and preceded_by(match, p.DECADE_BEFORE) and not preceded_by(match, p.PERSON_BEFORE)
    )
    return [base._replace(confidence=0.5)] if definite else None


def _decade_of(base: Expression, first: int) -> Expression:
    span = (bounds(first)[0], bounds(first + 9)[1])
    return base._replace(kind=DateKind.ABSOLUTE, span=span, value=f"{first // 10:03d}X", confidence=0.85)


def century(match: Match) -> Built:
    """«القرن العشرين»."""
    number = ordinal(match["century"])
    if not 1 <= number <= 30:
        return None
    first = 100 * (number - 1)
    span = (max(1, first) * 10000 + 101, (first + 99) * 10000 + 1231)
    return [
        Expression(
            match.start(), match.end(), DateKind.ABSOLUTE, "century", 0.8, span=span, value=f"{number - 1:02d}XX"
        )
    ]


def season(match: Match) -> Built:
    """«صيف عام 2014»."""
    season = w.SEASONS[match["season"]]
    base = Expression(match.start(), match.end(), DateKind.ABSOLUTE, "season", 0.85, season=season)
    if match["adj"]:
        return [base._replace(kind=DateKind.RELATIVE, unit="Y", offset=w.TOWARD[match["adj"]])]
    year = year_number(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR or p.COUNTED_AFTER.match(match.string, match.end()):
        return None
    return [base._replace(year=year)]


def last_season(match: Match) -> Built:
    """«الصيف الماضي»."""
    season, toward = w.SEASONS[match["season"]], w.TOWARD[match["adj"]]
    base = Expression(match.start(), match.end(), DateKind.PARTIAL, "season", 0.7, season=season)
    return [base._replace(toward=toward)]
