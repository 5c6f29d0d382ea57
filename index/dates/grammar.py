"""Finds date expressions: at each word that may begin one, the rules of that word are tried in order.

`scan` is the only entry. A rule is a pattern of `patterns` and a builder; a builder gets the match and returns
expressions, an empty list when the match is certainly no date (it is then stepped over), or None when the next rule
may try.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from fihrist.index.dates import build_days as days
from fihrist.index.dates import build_relative as relative
from fihrist.index.dates import build_years as years
from fihrist.index.dates import patterns as p
from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import ENGLISH_MONTHS, FIRST_YEAR, LAST_YEAR, MONTHS
from fihrist.index.dates.expression import Expression
from fihrist.index.dates.matching import Built, Match, Rule, joined_words
from fihrist.index.dates.text import fold
from fihrist.index.model import DateKind


def _modified(match: Match) -> Built:
    """A modifier and what it modifies: «أواخر العام الماضي», «النصف الأول من عام 2024», «مطلع 2015»."""
    text, at = match.string, match.end()
    modifier = w.MODIFIERS[joined_words(match["modifier"])]
    second = p.MODIFIED.match(text, at)
    if second is not None and p.MODIFIED.match(text, second.end()):
        return None  # «منتصف نهاية بداية …» is no date, and a long row of them would go as deep as it is long
    built = _parse_at(text, at)
    if not built:
        built = _bare_after_modifier(text, at)
    if not built or built[0].start != at:
        return None
    first = built[0]
    if first.precision not in {"month", "year", "week", "decade", "century", "season"} or first.kind is DateKind.VAGUE:
        return None
    if modifier[0] == "W" and (first.precision != "month" or first.last is not None):
        return None
    if modifier[0] in "HQT" and (first.precision not in {"month", "year"} or first.last is not None):
        return None
    return [first._replace(start=match.start(), modifier=modifier), *built[1:]]


def _bare_after_modifier(text: str, at: int) -> list[Expression]:
    """«نهاية العام», «مطلع 2015»: after a modifier the unit or the number needs no other word."""
    unit = p.RELATIVE.match(text, at)
    if unit is not None and unit["unit"] in {"العام", "السنه", "الشهر"} and relative.stands_alone(unit):
        return [relative.relative_unit(unit, w.UNITS[unit["unit"]], 0)._replace(confidence=0.6)]
    number = p.BARE_YEARS.match(text, at)
    if number is not None and FIRST_YEAR <= int(number["year"]) <= LAST_YEAR:
        return [] if p.COUNTED_AFTER.match(text, number.end()) else years.listed_years(number) or []
    decade = p.DECADE.match(text, at)
    if decade is not None and decade[0].startswith("ال"):
        tens = w.DECADES[decade["decade"]]
        return [Expression(at, decade.end(), DateKind.PARTIAL, "decade", 0.6, value=f"XX{tens // 10}X")]
    month = p.DATED.match(text, at)
    if month is not None and month["days"] is None and not month["weekday"]:
        found = MONTHS[joined_words(month["month"])]
        if found.weak and not found.hijri:
            return [Expression(at, month.end(), DateKind.PARTIAL, "month", 0.6, month=found.number)]
    return []


_SHORT_NUMBER: tuple[int, tuple[Rule, ...]] = (
    0,
    (
        (p.NUMERIC, days.numeric),
        (p.SHORT_NUMERIC, days.short_numeric),
        (p.MONTH_YEAR, days.month_and_year),
        (p.DATED, days.dated),
        (p.ENGLISH_DAY_FIRST, days.english),
        (p.DAY_OF_MONTH, days.day_of_month),
    ),
)
_YEAR_NUMBER: tuple[int, tuple[Rule, ...]] = (0, ((p.ISO, days.iso), (p.BARE_YEARS, years.bare_years)))
"""What a number may begin: one or two digits a day or month, four a year."""
_NUMBERS = {1: _SHORT_NUMBER, 2: _SHORT_NUMBER, 4: _YEAR_NUMBER}
_DATED_RULE: Rule = (p.DATED, days.dated)
_ALL = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
_LIGHT = ("", "و", "ف")
_WEAK_MONTHS = [name for name, month in MONTHS.items() if month.weak and " " not in name]

_BEGINNINGS: tuple[tuple[Iterable[str], tuple[str, ...], tuple[Rule, ...]], ...] = (
    (set(MONTHS) - set(_WEAK_MONTHS), _ALL, (_DATED_RULE,)),
    (_WEAK_MONTHS, ("", "و"), (_DATED_RULE,)),
    (["شهر"], _ALL, ((p.NUMBERED_MONTH, days.month_and_year),)),
    (["شهر", "شهري", "ليلة"], _ALL, (_DATED_RULE,)),
    (w.ORDINALS, _ALL, (_DATED_RULE, (p.DAY_OF_MONTH, days.day_of_month))),
    ([*w.WEEKDAYS, "يوم"], _ALL, (_DATED_RULE, (p.WEEKDAY, relative.weekday))),
    (w.YEAR_WORDS.split("|"), _ALL, ((p.YEARS, years.years), (p.YEAR_IN_WORDS, years.year_in_words))),
    (w.MODIFIERS, _ALL, ((p.MODIFIED, _modified),)),
    (["الشهر", "للشهر"], _ALL, ((p.NUMBERED_MONTH, days.month_and_year),)),
    ([*w.UNITS, "هذا", "هذه"], _ALL, ((p.RELATIVE, relative.relative),)),
    (w.DUAL_UNITS, _ALL, ((p.DUAL, relative.dual),)),
    (w.PLURAL_UNITS, _ALL, ((p.PLURAL, relative.plural),)),
    (["قبل", "منذ"], _LIGHT, ((p.AGO, relative.ago),)),
    (["أمس", "أول"], _LIGHT, ((p.BEFORE_YESTERDAY, relative.day_shift(-2)),)),
    (["أمس"], _LIGHT, ((p.YESTERDAY, relative.day_shift(-1)),)),
    (["الأمس", "البارحة"], (*_LIGHT, "ب", "وب"), ((p.YESTERDAY, relative.day_shift(-1)),)),
    (["غدا", "غد", "بعد", "يوم"], (*_LIGHT, "ل"), ((p.TOMORROW, relative.tomorrow),)),
    (["اليوم"], _LIGHT, ((p.TODAY, relative.today),)),
    ([*w.DECADES, *(f"ال{name}" for name in w.DECADES)], _ALL, ((p.DECADE, years.decade),)),
    (["القرن"], _ALL, ((p.CENTURY, years.century),)),
    (w.SEASONS, _ALL, ((p.SEASON, years.season),)),
    ([f"ال{name}" for name in w.SEASONS], _ALL, ((p.LAST_SEASON, years.last_season),)),
)
"""Words that may begin an expression, the clitics they may carry there, and the rules to try."""


def _first_words(names: Iterable[str]) -> set[str]:
    return {fold(name).split()[0] for name in names}


def _starts() -> dict[str, tuple[int, tuple[Rule, ...]]]:
    """Each folded word, with its clitics, that may begin an expression: (length of the clitics, rules to try)."""
    table: dict[str, tuple[int, tuple[Rule, ...]]] = {}
    for names, prefixes, rules in _BEGINNINGS:
        for name in sorted(_first_words(names)):
            for prefix in prefixes:
                old = table.get(prefix + name)
                if old is None or old[0] == len(prefix):
                    table[prefix + name] = (len(prefix), (old[1] if old else ()) + rules)
    for name in (name for names in ENGLISH_MONTHS for name in names.split("|")):
        for spelling in (name, name.lower(), name.upper()):
            table[spelling] = (0, ((p.ENGLISH_MONTH_FIRST, days.english),))
    return table


_STARTS = _starts()
_LINKS = frozenset("-/.\\,،و:")
_BLANKS = 3
_LONGEST_RUN = 24
"""Numbers that one sign each joins: «1/1/1/…» is no row of dates; nor is a word three times over."""
_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_TOKEN = re.compile(
    f"[A-Za-z\u00c0-\u024f\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff]+|([{_DIGITS}]{{1,4}}(?![{_DIGITS}]))|[{_DIGITS}]+"
)
"""Words and numbers; a number of up to four digits is a group. Ranges of letters are read twice as fast as ``\\w``."""


def _parse_at(text: str, at: int) -> Built:
    """Expressions that begin with the word at an offset; [] for what is certainly none."""
    token = _TOKEN.match(text, at)
    found = _STARTS.get(token[0]) or (_NUMBERS.get(len(token[1])) if token[1] else None) if token else None
    return _apply(found, text, at)[0] if found else None


def _apply(found: tuple[int, tuple[Rule, ...]], text: str, at: int) -> tuple[Built, int]:
    shift, rules = found
    for pattern, build in rules:
        match = pattern.match(text, at + shift)
        if match is not None:
            built = build(match)
            if built is not None:
                return built, match.end()
    return None, at


def _beginnings(text: str) -> Iterator[tuple[int, tuple[int, tuple[Rule, ...]]]]:
    """Offsets at which an expression may begin, and what to try there."""
    starts = _STARTS.get
    tokens = [(token, found) for token in _TOKEN.finditer(text) if (found := starts(token[0])) or token.lastindex]
    run = number_end = word_end = 0
    last = older = ""
    for token, found in tokens:
        word, start = token[0], token.start()
        if found is None:
            found = _NUMBERS.get(len(word))
            run = run + 1 if text[number_end:start].strip() in _LINKS else 0
            number_end = token.end()
        if start - word_end > _BLANKS:
            last = ""
        repeated = word == last == older
        last, older, word_end = word, last, token.end()
        if found and not repeated and (not token.lastindex or run <= _LONGEST_RUN):
            yield start, found


def scan(text: str) -> list[Expression]:
    """The date expressions of a folded text, in order, not overlapping; ranges are not joined yet."""
    result: list[Expression] = []
    done = 0
    for start, found in _beginnings(text):
        if start < done:
            continue
        built, end = _apply(found, text, start)
        if built is not None:
            result.extend(built)
            done = built[-1].end if built else end
    return result


def grammar_hash() -> str:
    """A hash of every pattern and of the words that start them; the same in all processes."""
    digest = hashlib.sha256()
    for name, value in sorted(vars(p).items()):
        if isinstance(value, re.Pattern):
            digest.update(f"{name}={value.pattern}\n".encode())
    for token, (shift, rules) in sorted(_STARTS.items()):
        digest.update(f"{token} {shift} {len(rules)}\n".encode())
    return digest.hexdigest()[:12]
