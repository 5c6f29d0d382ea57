"""Dates: exact spans, values without and with the day of publication.

The gold's notation maps to `DateMention` so: ``value`` is the same string; ``resolved`` becomes first and last day:
``2022``, ``2022-10``, ``2022-11-30``, ISO weeks ``2018-W49``, halves ``2024-H1``, ranges ``A/B``. A ``resolved`` that
is no calendar date (REF-…, WD-…, PAST: the reader could not tell either) is not counted. Where the gold knows only the
month of publication, its seventh day is the anchor: inside the first week that the articles' «هذا الأسبوع» means.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

from fihrist.index.dates import find_dates
from fihrist.index.model import DateMention
from tests.quality._masked_years import NEWS, masked_years
from tests.quality._not_dates import not_dates
from tests.quality._own_dates import examples
from tests.quality._spans import Score, compare
from tests.quality.figures import SHARED, Figure

GOLD = SHARED / "data" / "gold" / "dates.json"
PAGES = SHARED / "seeds"

Bounds = tuple[int, int]

_HALVES = {"H1": ("0101", "0630"), "H2": ("0701", "1231")}


def bounds_of(resolved: str) -> Bounds | None:
    """First and last day of a date in the gold's notation, YYYYMMDD; None for what is no calendar date."""
    if "/" in resolved:
        first, last = (bounds_of(part) for part in resolved.split("/"))
        return (first[0], last[1]) if first and last else None
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", resolved):
        monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return _number(monday), _number(monday + datetime.timedelta(6))
    if half := re.fullmatch(r"(\d{4})-(H[12])", resolved):
        opening, closing = _HALVES[half[2]]
        return int(half[1] + opening), int(half[1] + closing)
    stated = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", resolved)
    if stated is None:
        return None
    year, month, day = int(stated[1]), stated[2], stated[3]
    if day:
        return int(f"{year}{month}{day}"), int(f"{year}{month}{day}")
    if month:
        following = datetime.date(year + int(month) // 12, int(month) % 12 + 1, 1)
        return int(f"{year}{month}01"), _number(following - datetime.timedelta(1))
    return year * 10000 + 101, year * 10000 + 1231


def _number(day: datetime.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def scores(text: str, gold: list[dict[str, Any]], anchor: str | None) -> tuple[Score, Score, Score]:
    """Spans, values and resolved bounds of one document; the last two among the gold's mentions."""
    found: dict[Bounds, DateMention] = {(m.start, m.end): m for m in find_dates(text, anchor)}
    expected: dict[Bounds, dict[str, Any]] = {(m["start"], m["end"]): m for m in gold}
    spans = compare(found, expected)
    values = sum(found[span].value == m["value"] for span, m in expected.items() if span in found)
    resolved = {span: bounds for span, m in expected.items() if (bounds := bounds_of(m["resolved"] or ""))}
    right = sum((found[s].earliest, found[s].latest) == bounds for s, bounds in resolved.items() if s in found)
    return spans, Score(values, len(expected), len(expected)), Score(right, len(resolved), len(resolved))


def evaluate(gold: Path, pages: Path) -> tuple[Score, Score, Score]:
    """Sums over the documents of a gold file whose texts lie in a folder, as UTF-8."""
    total = (Score(), Score(), Score())
    for document in json.loads(gold.read_text(encoding="utf-8"))["documents"]:
        text = (pages / document["file"]).read_bytes().decode("utf-8")
        published = document["published"]["stated"] or document["published"]["inferred"]
        anchor = f"{published}-07" if published and len(published) == len("2022-12") else published
        parts = scores(text, document["mentions"], anchor)
        total = (total[0] + parts[0], total[1] + parts[1], total[2] + parts[2])
    return total


def figures(prefix: str, parts: tuple[Score, Score, Score], floors: tuple[float, float, float]) -> list[Figure]:
    """The three numbers of a gold set."""
    note = f"{parts[0].expected} expressions, precision {parts[0].precision:.3f}, recall {parts[0].recall:.3f}"
    return [
        Figure(f"{prefix}/exact span F", parts[0].f, floors[0], note=note),
        Figure(f"{prefix}/value", parts[1].recall, floors[1], note="without the day of publication"),
        Figure(f"{prefix}/resolved", parts[2].recall, floors[2], note=f"{parts[2].expected} that a reader resolves"),
    ]


def own_list() -> list[Figure]:
    """On the sentences of ``dates_own.tsv``, which were written before the rules that read them."""
    total, invented, without = (Score(), Score(), Score()), 0, 0
    for example in examples():
        parts = scores(example.text, example.mentions, example.anchor)
        if not example.mentions:
            without += 1
            invented += parts[0].predicted
        total = (total[0] + parts[0], total[1] + parts[1], total[2] + parts[2])
    floor = Figure("dates/own list/invented", invented, 0, "lower", f"in {without} sentences without a date")
    return [*figures("dates/own list", total, (0.96, 0.96, 0.95)), floor]


def numbers() -> Figure:
    """On numeric expressions that are no dates: how many become one."""
    texts = not_dates()
    invented = sum(bool(find_dates(text, 20231203)) for text in texts)
    return Figure("dates/numbers that became dates", invented, 0, "lower", f"of {len(texts)} that are none")


def years() -> Figure:
    """On days of real news whose year is taken away: how many get it back."""
    name = "dates/years found again"
    if not NEWS.exists():
        return Figure(name, None, 0.9)
    found = masked_years()
    return Figure(name, found.recall, 0.9, note=f"{found.expected} days within 300 of the publication")


def measure() -> list[Figure]:
    """On the hand-made gold of three real pages, on the list of our own, on numbers, on days without their year."""
    always = [*own_list(), numbers(), years()]
    if not GOLD.exists():
        return [
            Figure("dates/exact span F", None, 0.96),
            Figure("dates/value", None, 0.96),
            Figure("dates/resolved", None, 0.9),
            *always,
        ]
    return [*figures("dates", evaluate(GOLD, PAGES), (0.96, 0.96, 0.9)), *always]
