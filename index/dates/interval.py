"""Dates and intervals as they are typed in queries."""

from __future__ import annotations

import re

from fihrist.index.dates.calendars import bounds, possible_day
from fihrist.index.model import DateKind

Interval = tuple[int | None, int | None]

_LONGEST = 200
_ISO = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_SINCE = re.compile(r"(?:منذ|من|بعد)\s+(?=\S)")
_UNTIL = re.compile(r"(?:حتى|إلى|الى|لغاية)\s+(?=\S)")
_QUOTES = "\"'«»“”„‘’"


def parse_interval(text: str) -> Interval | None:
    """First and last day, YYYYMMDD and inclusive, of a date or interval of a query; None when it is none.

    ``2014``, ``2014-06``, ``2014-06-10``, ``حزيران 2014``, ``10 حزيران 2014``, ``رمضان 1437``, with digits of every
    script; ``A..B``, ``A..`` and ``..B`` with any of them, where None stands for the open end. An interval written
    backwards is turned round. Only what has one meaning is taken: 05/06/2015 gives None.
    """
    text = text.strip().strip(_QUOTES).strip()
    if not text or len(text) > _LONGEST:
        return None
    ends = re.split(r"\s*(?:\.\.+|…)\s*", text)
    if len(ends) == 1:
        return _open_words(text) or _one(text)
    if len(ends) != 2 or not any(ends):
        return None
    first, last = (_one(end) if end else (None, None) for end in ends)
    if first is None or last is None:
        return None
    if first[0] is not None and last[1] is not None and first[0] > last[1]:
        first, last = last, first
    return first[0], last[1]


def _open_words(text: str) -> Interval | None:
    """«منذ 2015», «حتى حزيران 2014»."""
    for pattern, since in ((_SINCE, True), (_UNTIL, False)):
        match = pattern.match(text)
        found = _one(text[match.end() :]) if match else None
        if found is not None:
            return (found[0], None) if since else (None, found[1])
    return None


def _one(text: str) -> Interval | None:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is not None:
        return _gregorian(match)
    from fihrist.index.dates.find import find_dates  # the grammar, for dates in words only

    found = find_dates(text)
    if len(found) != 1 or found[0].start != 0 or text[found[0].end :].strip():
        return None
    mention = found[0]
    undecided = mention.kind is DateKind.ABSOLUTE and mention.value.endswith("-XX-XX")
    return None if mention.earliest is None or undecided else (mention.earliest, mention.latest)


def _gregorian(match: re.Match[str]) -> Interval | None:
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    if not 1 <= year <= 9999 or (month is not None and not possible_day(year, month, day or 1)):
        return None
    return bounds(year, month, day)
