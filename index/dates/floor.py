"""When an undated article can have been published at the earliest, by the dates it speaks of: a suggestion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fihrist.index.dates.text import fold
from fihrist.index.model import DateKind, DateMention

_SUREST = 0.7
_DIGITS = {"day": 8, "month": 6, "year": 4}
_LOOK_BACK = 16
_TO_COME = re.compile(
    r"(?:^|\W)(?:ب?حلول|حتي|لغايه|الي|قبل|خطه|رؤيه|استراتيجيه|مونديال|موازنه|ميزانيه|المقبل|القادم)[ \u00a0]+(?:\w+[ \u00a0]+)?$"
)
"""What stands before years that may be still to come: «بحلول عام 2030», «رؤية 2030»."""


@dataclass(frozen=True, slots=True)
class PublishedFloor:
    """The latest date that an article states in full: it was hardly published before."""

    value: str
    """ISO 8601 to the precision of the date: ``2024-07``."""
    text: str
    """The date as it is written in the body."""
    start: int
    """Where it stands in the body."""
    end: int


def published_floor(body: str, dates: Sequence[DateMention], *, known_by: int) -> PublishedFloor | None:
    """The floor of an article without a publication date; None when its body states no date in full.

    Only dates that the text says with their year count, and none after the day the article was seen: an article
    may speak of what is to come. The floor is offered to readers and never used as a publication date.

    Args:
        body: the article's body.
        dates: its dates; offsets count in the body.
        known_by: the day the article was taken in, YYYYMMDD.
    """
    stated = [date for date in dates if _counts(body, date, known_by)]
    if not stated:
        return None
    latest = max(stated, key=lambda date: (date.earliest or 0, len(date.value)))
    digits = str(latest.earliest)[: _DIGITS[latest.precision]]
    value = "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)
    return PublishedFloor(value, latest.text, latest.start, latest.end)


def _counts(body: str, date: DateMention, known_by: int) -> bool:
    if date.kind is not DateKind.ABSOLUTE or date.precision not in _DIGITS or date.confidence < _SUREST:
        return False
    if date.earliest is None or not 0 < date.earliest <= known_by:
        return False
    before = fold(body[max(0, date.start - _LOOK_BACK) : date.start])
    return date.precision != "year" or _TO_COME.search(before) is None
