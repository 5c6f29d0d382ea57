"""Articles that a search for a publication date leaves out because their date is only a month or a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fihrist.index.engine import Snapshot
from fihrist.search.execute.dates import straddles
from fihrist.search.highlighting import asked_for
from fihrist.search.query.render import interval
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    DateField,
    DateRange,
    Diagnostic,
    Node,
    Or,
    Preferring,
    Severity,
)

_NAMED = 3
"""Intervals that a note names at most."""


def widened(tree: Node) -> Node:
    """The tree with publication dates found that merely overlap what is asked; what stands after NOT stays as it is."""
    match tree:
        case And(children) | Or(children) | Alternatives(children):
            return replace(tree, children=tuple(map(widened, children)))
        case Boost(child) | Preferring(child):
            return replace(tree, child=widened(child))
        case DateRange(DateField.PUBLISHED):
            return replace(tree, overlapping=True)
        case _:
            return tree


def straddled(snapshot: Snapshot, tree: Node) -> list[DateRange]:
    """The publication dates a query asks for beyond whose ends some article's date reaches."""
    return [
        node
        for node in _asked_for(tree)
        if any(straddles(part, node.earliest, node.latest) for part in snapshot.segments)
    ]


def note(count: int, ranges: Sequence[DateRange]) -> Diagnostic:
    """What to say about `count` articles left out of these intervals: the whole years find them."""
    years = list(dict.fromkeys(interval(_year_start(node.earliest), _year_end(node.latest)) for node in ranges))[
        :_NAMED
    ]
    english = " OR ".join(f"published:{value}" for value in years)
    arabic = " أو ".join(f"تاريخ:{value}" for value in years)
    articles = "1 more article has" if count == 1 else f"{count:,} more articles have"
    return Diagnostic(
        "imprecise-dates",
        Severity.NOTE,
        ranges[0].span.start,
        ranges[0].span.end,
        f"{articles} only a month or year as date, which reaches beyond the dates asked for; whole years find them: "
        f"{english}",
        f"مواد أخرى عددها {count:,} لا يُعرف من تاريخها إلا شهر أو سنة تتجاوز التواريخ المطلوبة؛ تجدها بالسنوات الكاملة: "
        f"{arabic}",
    )


def _asked_for(tree: Node) -> Iterator[DateRange]:
    for node in asked_for(tree):
        if isinstance(node, DateRange) and node.field is DateField.PUBLISHED:
            yield node


def _year_start(day: int | None) -> int | None:
    return None if day is None else day // 10_000 * 10_000 + 101


def _year_end(day: int | None) -> int | None:
    return None if day is None else day // 10_000 * 10_000 + 1231
