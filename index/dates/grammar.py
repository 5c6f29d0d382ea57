"""Finds date expressions: at each word that may begin one, the rules of that word are tried in order.

`scan` is the only entry. A rule is a pattern of `patterns` and a builder; a builder gets the match and returns
expressions, an empty list when the match is certainly no date (it is then stepped over), or None when the next rule
may try.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from fihrist.index.dates import patterns as p
from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import (
    ENGLISH,
    ENGLISH_MONTHS,
    FIRST_YEAR,
    HIJRI_FIRST,
    HIJRI_LAST,
    LAST_YEAR,
    MONTHS,
    bounds,
    hijri_bounds,
    possible_day,
)
from fihrist.index.dates.compose import compose
from fihrist.index.dates.expression import Expression, dated_kind
from fihrist.index.dates.text import fold
from fihrist.index.model import DateKind

_Match = re.Match[str]
_Built = list[Expression] | None
_Rule = tuple[re.Pattern[str], Callable[[_Match], _Built]]

HIJRI_LOW = 1200
YEAR_LOW = 1700
"""Years that a number after a month's name may mean."""

_FUTURE = 2050
_LOOK_BACK = 28
"""How many characters before a match the context patterns read."""


def _before(match: _Match, pattern: re.Pattern[str]) -> bool:
    start = match.start()
    return pattern.search(match.string, max(0, start - _LOOK_BACK), start) is not None


def _key(words: str) -> str:
    return " ".join(words.split())


def _ordinal(text: str) -> int:
    return int(text) if text[0].isdigit() else w.ORDINALS[_key(text)]


def _cardinal(text: str) -> int:
    return int(text) if text[0].isdigit() else w.CARDINALS[_key(text)]


def _glued(match: _Match) -> bool:
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


# --- days, months, years ---------------------------------------------------------------------------------------------


def _days_of(text: str) -> list[tuple[int, int, str]]:
    """(day, offset, the operator before it) of a list such as ``3 و4 الى 7``."""
    steps = p.DAY_STEP.finditer(text)
    return [(_ordinal(step["day"]), step.start("day"), step["op"].strip()) for step in steps]


def _twin_end(match: _Match, number: int, *, hijri: bool) -> bool:
    """Whether a second month's name says the same month as the first."""
    twin = match["twin"] or match["twin2"]
    if twin is None:
        return True
    other = MONTHS[_key(twin)]
    return other.number == number and other.hijri == hijri


def _is_zero(match: _Match, expression: Expression) -> bool:
    """«صفر» is the month only with a year, شهر, or «من» after the day; else it is nought: «1-صفر»."""
    if match["month"] != "صفر" or expression.year is not None or match["word"]:
        return False
    return not (match["days"] and "من" in match.string[match.end("days") : match.start("month")])


def _tail(match: _Match, expression: Expression) -> Expression:
    """What follows the month: a year, «من العام الماضي», «المقبل»."""
    if match["year"] is not None:
        year = int(match["year"])
        if match["days"] is None and _counts(match, year, match.end("year")):
            return replace(expression, end=_month_end(match))
        low, high = (HIJRI_LOW, HIJRI_LAST) if expression.hijri else (YEAR_LOW, LAST_YEAR)
        if not low <= year <= high:
            return replace(expression, end=_month_end(match))
        return replace(expression, year=year, confidence=0.97)
    if match["this"] is not None:
        return replace(expression, unit="Y", confidence=0.85)
    if match["year_adj"] is not None:
        return replace(expression, unit="Y", offset=w.TOWARD[match["year_adj"]], confidence=0.85)
    if match["year_same"] or match["month_same"] or match["that"]:
        return replace(expression, same=True, confidence=0.7)
    if match["adj"] is not None:
        return replace(expression, toward=w.TOWARD[match["adj"]], confidence=0.8)
    return expression


def _counts(match: _Match, year: int, end: int) -> bool:
    """Whether a number after a month or عام counts what follows it; only round or unlikely years do."""
    likely = year % 50 != 0 and FIRST_YEAR <= year < _FUTURE
    return not likely and p.COUNTED_AFTER.match(match.string, end) is not None


def _month_end(match: _Match) -> int:
    if match["twin2"]:
        return match.string.index(")", match.end("twin2")) + 1
    return match.end("twin") if match["twin"] else match.end("month")


def _dated(match: _Match) -> _Built:
    month = MONTHS[_key(match["month"])]
    starts_with_digit = match.string[match.start()].isdigit()
    if starts_with_digit and _glued(match) and match.string[match.start() - 1] != "-":
        return None
    if not _twin_end(match, month.number, hijri=month.hijri):
        return _dated_untwinned(match)
    base = Expression(match.start(), match.end(), DateKind.PARTIAL, "month", 0.6, month=month.number, hijri=month.hijri)
    whole = _tail(match, base)
    days = match["days"]
    if _is_zero(match, whole):
        return None
    strong = bool(
        days or match["word"] or match["twin"] or match["twin2"] or whole.year or whole.unit or whole.toward is not None
    )
    if not strong and (month.weak or month.hijri):
        return None
    if days is None:
        whole = replace(whole, start=match.start("word") if match["word"] else match.start("month"))
        return None if match["weekday"] else [replace(whole, kind=dated_kind(whole))]
    return _with_days(match, whole)


def _dated_untwinned(match: _Match) -> _Built:
    """Two different months side by side: only the first belongs to this expression."""
    again = p.DATED.match(match.string, match.start(), match.end("month"))
    return _dated(again) if again is not None and again["month"] is not None else None


def _with_days(match: _Match, whole: Expression) -> _Built:
    days = _days_of(match["days"])
    if whole.year is None and _before(match, p.NAMED_BEFORE):
        return []
    if any(not _possible(whole, day) for day, _, _ in days):
        days = days[-1:]
        if not _possible(whole, days[0][0]):
            return []
    whole = replace(whole, precision="day", elastic=whole.elastic and not _before(match, p.KNOWN_BEFORE))
    offset = match.start("days")
    dated = [
        replace(whole, start=offset + at, end=offset + at + _length(match["days"], at, days), day=day)
        for day, at, _ in days
    ]
    dated[-1] = replace(dated[-1], end=whole.end)
    if match["weekday"] and len(dated) == 1:
        dated[0] = replace(dated[0], start=match.start("weekday"))
    dated = [replace(one, kind=dated_kind(one)) for one in dated]
    return _listed(match, dated, [op for _, _, op in days])


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


def _listed(match: _Match, items: list[Expression], operators: list[str]) -> _Built:
    """A list of days or years, some of them joined to ranges by إلى, a dash, or «بين … و…»."""
    between = _before(match, p.BETWEEN)
    result = items[:1]
    for item, operator in zip(items[1:], operators[1:], strict=True):
        rises = (result[-1].year or 0, result[-1].day or 0) < (item.year or 0, item.day or 0)
        joined = operator.endswith(("الي", "حتي")) or re.fullmatch(p.DASH, operator) or (between and operator == "و")
        if result[-1].last is None and joined and rises:
            result[-1] = replace(result[-1], end=item.end, last=item, kind=DateKind.RANGE)
        elif joined and not rises:
            result = [item]
        else:
            result.append(item)
    return result


def _iso(match: _Match) -> _Built:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if _glued(match):
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR or not possible_day(year, month, day):
        return []
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, "day", 0.98, year=year, month=month, day=day)]


def _numeric(match: _Match) -> _Built:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if _glued(match):
        return []
    base = Expression(match.start(), match.end(), DateKind.ABSOLUTE, "day", 0.95, year=year)
    if HIJRI_FIRST <= year <= HIJRI_LAST:
        hijri = replace(base, month=second, day=first, hijri=True, kind=DateKind.HIJRI, confidence=0.8)
        return [hijri] if hijri_bounds(year, second, first) and match["era"] else []
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    readings = [(m, d) for m, d in {(second, first), (first, second)} if possible_day(year, m, d)]
    if not readings:
        return []
    if len(readings) == 1:
        return [replace(base, month=readings[0][0], day=readings[0][1])]
    span = tuple(sorted(year * 10000 + m * 100 + d for m, d in readings))
    return [
        replace(
            base, precision="year", span=(span[0], span[1]), value=f"{year:04d}-XX-XX", confidence=0.6,
            month=None, day=None,
        )
    ]  # fmt: skip


def _english(match: _Match) -> _Built:
    month, year = ENGLISH[match["month"].lower()], int(match["year"])
    day = int(match["day"]) if match["day"] else None
    if not FIRST_YEAR <= year <= LAST_YEAR or (day is not None and not possible_day(year, month, day)):
        return []
    if match.string[match.start()].isdigit() and _glued(match) and match.string[match.start() - 1] != ",":
        return None
    precision = "month" if day is None else "day"
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, precision, 0.98, year=year, month=month, day=day)]


def _day_of_month(match: _Match) -> _Built:
    day = _ordinal(match["day"])
    if not 1 <= day <= 31 or (match.string[match.start()].isdigit() and _glued(match)):
        return None
    if match["of_it"] is not None and not _before(match, p.DAY_BEFORE):
        return None
    same = match["same"] is not None or match["of_it"] is not None
    base = Expression(match.start(), match.end(), DateKind.RELATIVE, "day", 0.75, unit="M", day=day, same=same)
    return [replace(base, offset=w.TOWARD[match["adj"]] if match["adj"] else 0)]


# --- years -----------------------------------------------------------------------------------------------------------


def _years_of(match: _Match) -> _Built:
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
        items = [replace(items[0], end=match.end())]
    items = [_hijri_year(item, hijri=hijri) for item in items]
    return _listed(match, items, [re.sub(r"(?:عام|سنه|العام)\s*$", "", step["op"]).strip() for step in steps])


def _hijri_year(item: Expression, *, hijri: bool) -> Expression:
    year = item.year or 0
    if hijri or HIJRI_FIRST + 57 <= year <= HIJRI_LAST - 40:
        return replace(item, hijri=True, kind=DateKind.HIJRI, confidence=0.8 if hijri else 0.5)
    return item


def _years(match: _Match) -> _Built:
    if _counts(match, int(match["year"]), match.end()) or _before(match, p.ADJECTIVE_BEFORE):
        return None
    built = _years_of(match)
    if built is None or any(not 1000 <= (item.year or 0) <= LAST_YEAR for item in built):
        return None
    return built


def _bare_years(match: _Match) -> _Built:
    if _glued(match) or not _reads_as_year(match):
        return None
    built = _years_of(match)
    if built is None:
        return None
    low = HIJRI_FIRST if built[0].hijri and match["era"] else FIRST_YEAR
    if any(not low <= (item.year or 0) < LAST_YEAR for item in built):
        return None
    return [replace(item, confidence=min(item.confidence, 0.75)) for item in built]


def _reads_as_year(match: _Match) -> bool:
    text, start, end = match.string, match.start(), match.end()
    if match["era"]:
        return True
    if p.COUNTED_AFTER.match(text, end) or p.NUMBER_AFTER.match(text, end):
        return False
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return True
    if not _before(match, p.YEAR_BEFORE) or _before(match, p.MORE_THAN):
        return False
    following = p.WORD_AFTER.match(text, end)
    return following is None or p.FUNCTION_WORD.match(following[1]) is not None or _unlike_count(match, following[1])


def _unlike_count(match: _Match, word: str) -> bool:
    """A year that is not round, before a word that is not shaped like a counted noun."""
    return int(match["year"]) % 50 != 0 and not word.endswith(("ا", "ه", "ين"))


def _year_in_words(match: _Match) -> _Built:
    year = _number(match["number"])
    if not 1000 <= year <= LAST_YEAR:
        return None
    return [Expression(match.start(), match.end(), DateKind.ABSOLUTE, "year", 0.85, year=year)]


def _number(words: str) -> int:
    parts = [_key(part).removeprefix("و") if index else _key(part) for index, part in enumerate(_split_and(words))]
    return sum(_NUMBERS.get(part, 0) for part in parts)


def _split_and(words: str) -> list[str]:
    return re.split(rf"{p.SP}(?=و)", words)


_NUMBERS = {fold(word): number for word, number in {
    "ألف": 1000, "ألفين": 2000, "ألفان": 2000, "تسعمئة": 900, "تسعمائة": 900, "ثمانمئة": 800, "ثمانمائة": 800,
    "واحد": 1, "واحدة": 1, "اثنين": 2, "اثنتين": 2, "اثني عشر": 12, "اثنتي عشرة": 12,
}.items()} | w.CARDINALS  # fmt: skip


# --- relative --------------------------------------------------------------------------------------------------------


def _relative(match: _Match) -> _Built:
    unit, adjective, same = w.UNITS[match["unit"]], match["adj"], match["same"] is not None
    if adjective is None and not same and match["this"] is None:
        return None
    if match["unit"] == "العام" and match["this"] is None and _before(match, p.ADJECTIVE_BEFORE):
        return None
    toward = w.TOWARD[adjective] if adjective else 0
    if unit == "D":
        night = match["unit"] != "اليوم"
        if not same and not (night and toward == -1 and match["this"] is None):
            return None
    return [_unit(match, unit, toward, same=same)]


def _unit(match: _Match, unit: str, offset: int, *, same: bool = False) -> Expression:
    precision = {"D": "day", "W": "week", "M": "month", "Y": "year", "C": "century"}[unit]
    return Expression(
        match.start(),
        match.end(),
        DateKind.RELATIVE,
        precision,
        0.6 if same else 0.85,
        unit=unit,
        offset=offset,
        same=same,
    )


def _dual(match: _Match) -> _Built:
    first, last = (1, 2) if match["next"] else (-2, -1)
    return [replace(_unit(match, w.DUAL_UNITS[match["unit"]], first), until=last, confidence=0.7)]


def _plural(match: _Match) -> _Built:
    number = _cardinal(match["number"]) if match["number"] else 0
    if not number:
        value = "FUT" if match["next"] else "PAST"
        return [Expression(match.start(), match.end(), DateKind.VAGUE, "vague", 0.3, value=value)]
    first, last = (1, number) if match["next"] else (-number, -1)
    return [replace(_unit(match, w.PLURAL_UNITS[match["unit"]], first), until=last, confidence=0.6)]


def _ago(match: _Match) -> _Built:
    if match["single"]:
        unit, number = w.SINGLE_UNITS[match["single"]]
    else:
        unit, number = w.COUNTED_UNITS[match["unit"]], _cardinal(match["number"])
    if number == 0:
        return None
    modifier = "APPROX" if match["about"] else None
    return [replace(_unit(match, unit, -number), confidence=0.7, modifier=modifier)]


def _weekday(match: _Match) -> _Built:
    if _before(match, p.PRAYER_BEFORE):
        return None
    toward = w.TOWARD[match["adj"]] if match["adj"] else None
    return [
        Expression(
            match.start(), match.end(), DateKind.RELATIVE, "day", 0.5 if toward is None else 0.7,
            weekday=w.WEEKDAYS[match["weekday"]], toward=toward,
        )
    ]  # fmt: skip


def _day_shift(offset: int, confidence: float = 0.9) -> Callable[[_Match], _Built]:
    def build(match: _Match) -> _Built:
        end = match.end()
        if match[0].endswith(")") and "(" not in match[0]:
            end -= 1
        return [replace(_unit(match, "D", offset), end=end, confidence=confidence)]

    return build


def _tomorrow(match: _Match) -> _Built:
    if match["plain"] in {"غدا", "غد"} and match["weekday"] is None:
        return None
    return [replace(_unit(match, "D", 2 if match["after"] else 1), confidence=0.7)]


def _today(match: _Match) -> _Built:
    if match["weekday"] is None and not (_before(match, p.TODAY_BEFORE) and _stands_alone(match)):
        return None
    return _day_shift(0, 0.7)(match)


def _stands_alone(match: _Match) -> bool:
    following = p.WORD_AFTER.match(match.string, match.end())
    return following is None or not following[1].startswith("ال") or following[1] == "الي"


# --- decades, centuries, seasons, parts of a whole -------------------------------------------------------------------


def _decade(match: _Match) -> _Built:
    tens = w.DECADES[match["decade"]]
    base = Expression(match.start(), match.end(), DateKind.PARTIAL, "decade", 0.7, value=f"XX{tens // 10}X")
    if match["century"]:
        century = 100 * (w.ORDINALS[_key(match["century"])] - 1)
        return [_decade_of(base, century + tens)]
    if match["adj"]:
        return [replace(base, unit="C", offset=w.TOWARD[match["adj"]], kind=DateKind.RELATIVE)]
    definite = match[0].startswith("ال") and _before(match, p.DECADE_BEFORE) and not _before(match, p.PERSON_BEFORE)
    return [replace(base, confidence=0.5)] if definite else None


def _decade_of(base: Expression, first: int) -> Expression:
    span = (bounds(first)[0], bounds(first + 9)[1])
    return replace(base, kind=DateKind.ABSOLUTE, span=span, value=f"{first // 10:03d}X", confidence=0.85)


def _century(match: _Match) -> _Built:
    number = _ordinal(match["century"])
    if not 1 <= number <= 30:
        return None
    first = 100 * (number - 1)
    span = (max(1, first) * 10000 + 101, (first + 99) * 10000 + 1231)
    return [
        Expression(
            match.start(), match.end(), DateKind.ABSOLUTE, "century", 0.8, span=span, value=f"{number - 1:02d}XX"
        )
    ]


def _season(match: _Match) -> _Built:
    season = w.SEASONS[match["season"]]
    base = Expression(match.start(), match.end(), DateKind.ABSOLUTE, "season", 0.85, season=season)
    if match["adj"]:
        return [replace(base, kind=DateKind.RELATIVE, unit="Y", offset=w.TOWARD[match["adj"]])]
    year = int(match["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR or p.COUNTED_AFTER.match(match.string, match.end()):
        return None
    return [replace(base, year=year)]


def _modified(match: _Match) -> _Built:
    """A modifier and what it modifies: «أواخر العام الماضي», «النصف الأول من عام 2024», «مطلع 2015»."""
    text, at = match.string, match.end()
    modifier = w.MODIFIERS[_key(match["modifier"])]
    built = _parse_at(text, at)
    if not built:
        built = _bare_after_modifier(text, at)
    if not built or built[0].start != at:
        return None
    first = built[0]
    if first.precision not in {"month", "year", "week", "decade", "century", "season"} or first.kind is DateKind.VAGUE:
        return None
    if modifier[0] in "HQ" and (first.precision not in {"month", "year"} or first.last is not None):
        return None
    return [replace(first, start=match.start(), modifier=modifier), *built[1:]]


def _bare_after_modifier(text: str, at: int) -> list[Expression]:
    """«نهاية العام», «مطلع 2015»: after a modifier the unit or the number needs no other word."""
    relative = p.RELATIVE.match(text, at)
    if relative is not None and relative["unit"] in {"العام", "السنه", "الشهر"}:
        return [replace(_unit(relative, w.UNITS[relative["unit"]], 0), confidence=0.6)]
    years = p.BARE_YEARS.match(text, at)
    if years is not None and FIRST_YEAR <= int(years["year"]) <= LAST_YEAR:
        return [] if p.COUNTED_AFTER.match(text, years.end()) else _years_of(years) or []
    decade = p.DECADE.match(text, at)
    if decade is not None and decade[0].startswith("ال"):
        tens = w.DECADES[decade["decade"]]
        return [Expression(at, decade.end(), DateKind.PARTIAL, "decade", 0.6, value=f"XX{tens // 10}X")]
    month = p.DATED.match(text, at)
    if month is not None and month["days"] is None and not month["weekday"]:
        found = MONTHS[_key(month["month"])]
        if found.weak and not found.hijri:
            return [Expression(at, month.end(), DateKind.PARTIAL, "month", 0.6, month=found.number)]
    return []


# --- dispatch --------------------------------------------------------------------------------------------------------

_NUMBER_RULES: tuple[_Rule, ...] = (
    (p.ISO, _iso),
    (p.NUMERIC, _numeric),
    (p.DATED, _dated),
    (p.ENGLISH_DAY_FIRST, _english),
    (p.DAY_OF_MONTH, _day_of_month),
    (p.BARE_YEARS, _bare_years),
)
_NUMBER_START = (0, _NUMBER_RULES)
_DATED_RULE: _Rule = (p.DATED, _dated)
_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")


def _first_words(names: Iterable[str]) -> set[str]:
    return {fold(name).split()[0] for name in names}


def _starts() -> dict[str, tuple[int, tuple[_Rule, ...]]]:
    """Each folded word, with its clitics, that may begin an expression: (length of the clitics, rules to try)."""
    table: dict[str, tuple[int, tuple[_Rule, ...]]] = {}

    def add(names: Iterable[str], rules: Iterable[_Rule], prefixes: tuple[str, ...] = _PREFIXES) -> None:
        for name in _first_words(names):
            for prefix in prefixes:
                old = table.get(prefix + name)
                if old is None or old[0] == len(prefix):
                    table[prefix + name] = (len(prefix), (old[1] if old else ()) + tuple(rules))

    light = ("", "و", "ف")
    weak = [name for name, month in MONTHS.items() if month.weak and " " not in name]
    add(set(MONTHS) - set(weak), [_DATED_RULE])
    add(weak, [_DATED_RULE], ("", "و"))
    add(["شهر", "شهري", "ليلة"], [_DATED_RULE])
    add(w.ORDINALS, [_DATED_RULE, (p.DAY_OF_MONTH, _day_of_month)])
    add([*w.WEEKDAYS, "يوم"], [_DATED_RULE, (p.WEEKDAY, _weekday)])
    add(w.YEAR_WORDS.split("|"), [(p.YEARS, _years), (p.YEAR_IN_WORDS, _year_in_words)])
    add(w.MODIFIERS, [(p.MODIFIED, _modified)])
    add([*w.UNITS, "هذا", "هذه"], [(p.RELATIVE, _relative)])
    add(w.DUAL_UNITS, [(p.DUAL, _dual)])
    add(w.PLURAL_UNITS, [(p.PLURAL, _plural)])
    add(["قبل", "منذ"], [(p.AGO, _ago)], light)
    add(["أمس", "أول"], [(p.BEFORE_YESTERDAY, _day_shift(-2))], light)
    add(["أمس"], [(p.YESTERDAY, _day_shift(-1))], light)
    add(["الأمس", "البارحة"], [(p.YESTERDAY, _day_shift(-1))], (*light, "ب", "وب"))
    add(["غدا", "غد", "بعد", "يوم"], [(p.TOMORROW, _tomorrow)], (*light, "ل"))
    add(["اليوم"], [(p.TODAY, _today)], light)
    add(w.DECADES, [(p.DECADE, _decade)])
    add([f"ال{name}" for name in w.DECADES], [(p.DECADE, _decade)])
    add(["القرن"], [(p.CENTURY, _century)])
    add(w.SEASONS, [(p.SEASON, _season)])
    for names in ENGLISH_MONTHS:
        for name in names.split("|"):
            for spelling in (name, name.lower(), name.upper()):
                table[spelling] = (0, ((p.ENGLISH_MONTH_FIRST, _english),))
    return table


_STARTS = _starts()
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def _parse_at(text: str, at: int) -> _Built:
    """Expressions that begin with the word at an offset; [] for what is certainly none."""
    token = _TOKEN.match(text, at)
    found = _STARTS.get(token[0], _NUMBER_START if token[0].isdigit() else None) if token else None
    return _apply(found, text, at)[0] if found else None


def _apply(found: tuple[int, tuple[_Rule, ...]], text: str, at: int) -> tuple[_Built, int]:
    shift, rules = found
    for pattern, build in rules:
        match = pattern.match(text, at + shift)
        if match is not None:
            built = build(match)
            if built is not None:
                return built, match.end()
    return None, at


def scan(text: str) -> list[Expression]:
    """All date expressions of a folded text, in order, not overlapping."""
    result: list[Expression] = []
    done = 0
    starts = _STARTS.get
    for token in _TOKEN.finditer(text):
        word = token[0]
        found = starts(word)
        if found is None:
            if not word.isdigit() or len(word) > 4:
                continue
            found = _NUMBER_START
        if token.start() < done:
            continue
        built, end = _apply(found, text, token.start())
        if built is not None:
            result.extend(built)
            done = built[-1].end if built else end
    return compose(text, result)


def grammar_hash() -> str:
    """A hash of every pattern and of the words that start them; the same in all processes."""
    digest = hashlib.sha256()
    for name, value in sorted(vars(p).items()):
        if isinstance(value, re.Pattern):
            digest.update(f"{name}={value.pattern}\n".encode())
    for token, (shift, rules) in sorted(_STARTS.items()):
        digest.update(f"{token} {shift} {len(rules)}\n".encode())
    return digest.hexdigest()[:12]
