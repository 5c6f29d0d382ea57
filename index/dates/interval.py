"""Dates and intervals as they are typed in queries."""

from __future__ import annotations

import re
from typing import Literal

from fihrist.index.dates.calendars import bounds, possible_day
from fihrist.index.model import DateKind

Interval = tuple[int | None, int | None]

_LONGEST = 200
_ISO = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)|(?P<year_only>(?:19|20)\d\d)(?P<month_only>\d\d)")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_YEARS = re.compile(r"(\d{4})\s*[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}]\s*(\d{4})")
_MONTHS = 12
_ELLIPSIS = re.compile(r"\s*(?:\.\.+|…)\s*")
_DASH = re.compile(r"\s*[\N{EN DASH}\N{EM DASH}]\s*")
_FROM_TO = re.compile(r"(?:من\s+)?(\S.*?)\s+(?:إلى|الى|حتى|to)\s+(\S.*)", re.IGNORECASE)
_BETWEEN = re.compile(r"بين\s+(\S.*?)\s+و\s*(\S.*)")
_SINCE = re.compile(r"(?:منذ|من|بعد)\s+(?=\S)")
_UNTIL = re.compile(r"(?:حتى|إلى|الى|لغاية)\s+(?=\S)")
_QUOTES = "\"'«»“”„‘’"


def parse_interval(text: str) -> Interval | None:
    """First and last day, YYYYMMDD and inclusive, of a date or interval of a query; None when it is none.

    ``2014``, ``2014-06``, ``2014-06-10``, ``حزيران 2014``, ``10 حزيران 2014``, ``رمضان 1437``, with digits of every
    script; ``A..B``, ``A..`` and ``..B`` with any of them, where None stands for the open end; ``2014-2016``, ``A–B``,
    ``من A إلى B``, ``بين A وB``; ``06/2014``, ``201406`` and ``20140610``, an ``=`` before. An interval written
    backwards is turned round. Only what has one meaning is taken: 05/06/2015 gives None.
    """
    text = text.strip().removeprefix("=").strip(_QUOTES).strip()
    if not text or len(text) > _LONGEST:
        return None
    ends = _ELLIPSIS.split(text)
    if len(ends) == 1:
        parted = _ends(text)
        if not parted or not all(map(_one, parted)):
            return _open_words(text) or _one(text)
        ends = parted
    if len(ends) != 2 or not any(ends):
        return None
    first, last = (_one(end) if end else (None, None) for end in ends)
    if first is None or last is None:
        return None
    if first[0] is not None and last[1] is not None and first[0] > last[1]:
        first, last = last, first
    return first[0], last[1]


def _ends(text: str) -> list[str]:
    """What a dash, or words between them, part; nothing when none do."""
    match = _YEARS.fullmatch(text) or _FROM_TO.fullmatch(text) or _BETWEEN.fullmatch(text)
    if match is not None:
        return [*match.groups()]
    parts = _DASH.split(text)
    return parts if len(parts) == 2 and all(parts) else []


def doubt(text: str) -> Literal["impossible", "ambiguous"] | None:
    """Why digits that look like a date are none: no calendar has the day, or they can be two days. None: another reason."""
    text = text.strip().removeprefix("=").strip(_QUOTES).strip()
    for end in _ELLIPSIS.split(text[:_LONGEST]):
        numeric = _ISO.fullmatch(end) or _COMPACT.fullmatch(end) or _MONTH_FIRST.fullmatch(end)
        if numeric is not None and _gregorian(numeric) is None:
            return "impossible"
        days = _DAY_FIRST.fullmatch(end)
        if days is not None and _one(end) is None:
            first, second, year = int(days[1]), int(days[3]), int(days[4])
            either = possible_day(year, second, first), possible_day(year, first, second)
            return "ambiguous" if all(either) else "impossible"
    return None


def _open_words(text: str) -> Interval | None:
    """«منذ 2015», «حتى حزيران 2014»."""
    if _FROM_TO.fullmatch(text):  # من 10 إلى 12 حزيران 2014 ends
        return _one(text.removeprefix("من").strip())
    for pattern, since in ((_SINCE, True), (_UNTIL, False)):
        match = pattern.match(text)
        found = _one(text[match.end() :]) if match else None
        if found is not None:
            return (found[0], None) if since else (None, found[1])
    return None


def _one(text: str) -> Interval | None:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match is not None:
        return _gregorian(match)
    days = _DAY_FIRST.fullmatch(text)
    if days is not None and int(days[1]) > _MONTHS:
        day, month, year = int(days[1]), int(days[3]), int(days[4])
        return bounds(year, month, day) if year and possible_day(year, month, day) else None
    from fihrist.index.dates.find import find_dates  # the grammar, for dates in words only

    found = find_dates(text)
    if len(found) != 1 or found[0].start != 0 or text[found[0].end :].strip():
        return None
    mention = found[0]
    undecided = mention.kind is DateKind.ABSOLUTE and mention.value.endswith("-XX-XX")
    return None if mention.earliest is None or undecided else (mention.earliest, mention.latest)


def _gregorian(match: re.Match[str]) -> Interval | None:
    parts = match.groupdict()
    month_only = parts.get("month_only")
    year = int(parts["year"] or parts["year_only"])
    month = int(parts["month"] or month_only or 0) if parts["month"] or month_only else None
    day = int(parts["day"]) if parts.get("day") else None
    if not 1 <= year <= 9999 or (month is not None and not possible_day(year, month, day or 1)):
        return None
    return bounds(year, month, day)
