"""`find_dates`: the grammar and the resolution together."""

from __future__ import annotations

import datetime

from fihrist.index.dates.anchor import read_anchor
from fihrist.index.dates.compose import compose
from fihrist.index.dates.expression import Expression
from fihrist.index.dates.grammar import grammar_hash, scan
from fihrist.index.dates.numeric import decide_day_first
from fihrist.index.dates.resolve import Resolver
from fihrist.index.dates.text import FoldedText
from fihrist.index.dates.value import value
from fihrist.index.model import DateMention

DATES_ID = f"dates-4-{grammar_hash()}"
"""Name, version and hash of the grammar: mentions found by another one are found again."""


def find_dates(text: str, anchor: int | str | datetime.date | None = None) -> list[DateMention]:
    """The date expressions of a text, in order, not overlapping.

    Args:
        text: any text; offsets of the result count its characters.
        anchor: the day on which the same article was published: YYYYMMDD, ISO 8601 to any precision, or a date.
            Without one, relative and partial dates are found and left unresolved.

    Raises:
        UsageError: the anchor is no date.
    """
    known = read_anchor(anchor)
    folded = FoldedText(text)
    found = scan(folded.folded)
    if not found:
        return []
    if any(expression.undecided for expression in found):
        found = _ordered(found, decide_day_first([folded.folded]))
    resolver = Resolver(known)
    return [_mention(folded, expression, resolver) for expression in compose(folded.folded, found)]


def _ordered(expressions: list[Expression], day_first: bool | None) -> list[Expression]:
    """With the order that the text's other numeric dates prove, the undecided ones are decided."""
    return [_decided(one, day_first) for one in expressions] if day_first is not None else expressions


def _decided(expression: Expression, day_first: bool) -> Expression:
    if expression.undecided is None:
        return expression
    first, second = expression.undecided
    month, day = (second, first) if day_first else (first, second)
    decided = expression._replace(span=None, value="", undecided=None, confidence=0.85)
    return decided._replace(precision="day", month=month, day=day)


def _mention(folded: FoldedText, expression: Expression, resolver: Resolver) -> DateMention:
    bounds = resolver.resolve(expression)
    start, end = folded.span(expression.start, expression.end)
    return DateMention(
        start=start,
        end=end,
        text=folded.text[start:end],
        value=value(expression),
        earliest=bounds[0] if bounds else None,
        latest=bounds[1] if bounds else None,
        precision=expression.precision,
        kind=expression.kind,
        modifier=expression.modifier,
        confidence=round(resolver.confidence(expression, bounds), 2),
    )
