"""Whether the words before a day or month without a year say that it is gone or to come."""

from __future__ import annotations

from fihrist.index.dates import patterns as p
from fihrist.index.dates.expression import COMING, FUTURE, PAST, REPORTED, UNTIL, Expression
from fihrist.index.dates.matching import Match, preceded_by

_TENSES = {"not": REPORTED, "past": PAST, "future": FUTURE, "coming": COMING, "reported": REPORTED}
"""Groups of `TENSE`: «كان من المقرر» says that something was planned, not when."""
_CLAUSE = 100
"""How far before a day and a month the words are looked for that tell its tense."""


def with_tense(match: Match, expression: Expression) -> Expression:
    """With what the nearest such word before it, in the same part of the sentence, says of a date without a year."""
    if expression.year is not None or expression.unit or expression.same or expression.toward is not None:
        return expression
    clause = p.CLAUSE.search(match.string, max(0, match.start() - _CLAUSE), match.start())
    tense = ""
    for found in p.TENSE.finditer(match.string, clause.start() if clause else match.start(), match.start()):
        group = found.lastgroup or ""
        tense = _TENSES.get(group, tense)
    if preceded_by(match, p.SINCE_BEFORE):
        tense = PAST
    elif p.APPOINTED_AFTER.match(match.string, match.end()):
        tense = FUTURE
    elif tense in {"", PAST, REPORTED} and preceded_by(match, p.UNTIL_BEFORE):
        tense = UNTIL
    return expression._replace(tense=tense) if tense else expression
