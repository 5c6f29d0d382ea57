"""Expressions that count from the day of publication: «أمس», «الشهر الماضي», «قبل يومين», «الجمعة»."""

from __future__ import annotations

from collections.abc import Callable

from fihrist.index.dates import patterns as p
from fihrist.index.dates import words as w
from fihrist.index.dates.calendars import FIRST_YEAR, LAST_YEAR
from fihrist.index.dates.expression import Expression
from fihrist.index.dates.matching import Built, Match, cardinal, preceded_by
from fihrist.index.dates.text import fold
from fihrist.index.model import DateKind

_BESIDE = {fold(word): 1 if "ت" in word else -1 for word in w.BESIDE.split("|")}


def relative(match: Match) -> Built:
    """«العام الماضي», «هذا الأسبوع», «الشهر نفسه»."""
    unit, adjective = w.UNITS[match["unit"]], match["adj"]
    same = match["same"] is not None or match["next"] is not None
    if adjective is None and not same and match["this"] is None:
        return None
    if match["unit"] == "العام" and match["this"] is None and preceded_by(match, p.ADJECTIVE_BEFORE):
        return None
    toward = w.TOWARD[adjective] if adjective else _BESIDE.get(match["next"], 0)
    if match["beyond"] is not None:
        if toward != (-1 if match["beyond"] == "قبل" else 1):
            return None
        toward *= 2
    if unit == "D":
        night = match["unit"] != "اليوم"
        if not same and not (night and toward < 0 and match["this"] is None):
            return None
    if unit == "Y" and not same and (stated := _stated_year(match)) is not None:
        return [stated]
    return [relative_unit(match, unit, toward, same=same)]


def _stated_year(match: Match) -> Expression | None:
    """«السنة الحالية 2019»: the number says which year it is, whatever day the text was published on."""
    beside = p.STATED_YEAR.match(match.string, match.end())
    if beside is None or not FIRST_YEAR <= int(beside["year"]) <= LAST_YEAR:
        return None
    if p.COUNTED_AFTER.match(match.string, beside.end("year")):
        return None
    end = beside.end() if beside[0].rstrip().endswith(")") == ("(" in beside[0]) else beside.end("year")
    return Expression(match.start(), end, DateKind.ABSOLUTE, "year", 0.9, year=int(beside["year"]))


def relative_unit(match: Match, unit: str, offset: int, *, same: bool = False) -> Expression:
    """An expression of units counted from the publication: ``REF-M-1``."""
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


def dual(match: Match) -> Built:
    """«الشهرين الماضيين»."""
    first, last = (1, 2) if match["next"] else (-2, -1)
    return [relative_unit(match, w.DUAL_UNITS[match["unit"]], first)._replace(until=last, confidence=0.7)]


def plural(match: Match) -> Built:
    """«الأيام الثلاثة الماضية», and without a number the vague «الأسابيع الأخيرة»."""
    number = cardinal(match["number"]) if match["number"] else 0
    if not number:
        value = "FUT" if match["next"] else "PAST"
        return [Expression(match.start(), match.end(), DateKind.VAGUE, "vague", 0.3, value=value)]
    first, last = (1, number) if match["next"] else (-number, -1)
    return [relative_unit(match, w.PLURAL_UNITS[match["unit"]], first)._replace(until=last, confidence=0.6)]


def ago(match: Match) -> Built:
    """«قبل يومين», «منذ نحو 12 عاما»."""
    if match["single"]:
        unit, number = w.SINGLE_UNITS[match["single"]]
    else:
        unit, number = w.COUNTED_UNITS[match["unit"]], cardinal(match["number"])
    if number == 0:
        return None
    modifier = "APPROX" if match["about"] else None
    return [relative_unit(match, unit, -number)._replace(confidence=0.7, modifier=modifier)]


_BY_VERB = {None: 0.5, "future": 0.55, "past": 0.65}
_CLAUSE = 80
"""How far before a weekday its verb is looked for."""


def last_verb(match: Match) -> str | None:
    """``past`` or ``future`` by the nearest verb before, in the same part of the sentence."""
    clause = p.CLAUSE.search(match.string, max(0, match.start() - _CLAUSE), match.start())
    verb = None
    for found in p.VERB.finditer(match.string, clause.start() if clause else match.start(), match.start()):
        verb = "past" if found["past"] or found["not"] else "future"
    return verb


def weekday(match: Match) -> Built:
    """«الجمعة», «الأحد المقبل»."""
    if preceded_by(match, p.PRAYER_BEFORE) or preceded_by(match, p.RECURRING_BEFORE):
        return None
    if p.ELEVEN.match(match.string, match.end()):
        return []
    toward = w.TOWARD[match["adj"]] if match["adj"] else None
    verb = last_verb(match) if toward is None else None
    confidence = 0.7 if toward is not None else _BY_VERB[verb]
    return [
        Expression(
            match.start(), match.end(), DateKind.RELATIVE, "day", confidence,
            weekday=w.WEEKDAYS[match["weekday"]], toward=toward, tense=verb or "",
        )
    ]  # fmt: skip


def day_shift(offset: int, confidence: float = 0.9) -> Callable[[Match], Built]:
    """A builder for «أمس» (-1), «أول من أمس» (-2) and the like."""

    def build(match: Match) -> Built:
        end = match.end()
        if match[0].endswith(")") and "(" not in match[0]:
            end -= 1
        return [relative_unit(match, "D", offset)._replace(end=end, confidence=confidence)]

    return build


def tomorrow(match: Match) -> Built:
    """«غدا الاثنين», «يوم غد», «بعد غد»."""
    if match["plain"] in {"غدا", "غد"} and match["weekday"] is None:
        became = p.WORD_AFTER.match(match.string, match.end())
        if match["plain"] == "غد" or last_verb(match) != "future" or (became and became[1].endswith("ا")):
            return None
    return [relative_unit(match, "D", 2 if match["after"] else 1)._replace(confidence=0.7)]


def today(match: Match) -> Built:
    """«اليوم» where it means the day of publication: beside a weekday, after «في وقت لاحق»."""
    if match["weekday"] is None and not (preceded_by(match, p.TODAY_BEFORE) and stands_alone(match)):
        return None
    return day_shift(0, 0.7)(match)


def stands_alone(match: Match) -> bool:
    """Whether no adjective follows: «نهاية العام», not «نهاية العام الدراسي»."""
    following = p.WORD_AFTER.match(match.string, match.end())
    return following is None or not following[1].startswith("ال") or following[1] == "الي"
