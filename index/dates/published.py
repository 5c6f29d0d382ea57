"""The day an article was published: metadata, datelines, file names and URLs.

Nothing is guessed: a text that holds no date, two dates, or a date whose day and month could be exchanged gives None.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from fihrist.index.dates.calendars import FIRST_YEAR, LAST_YEAR, bounds, possible_day
from fihrist.index.dates.find import find_dates
from fihrist.index.dates.numeric import SLASHED
from fihrist.index.model import DateKind, DateMention, Precision, Provenance, Published

_CONFIDENCE = {
    Provenance.METADATA: 0.95,
    Provenance.DATELINE: 0.9,
    Provenance.FILENAME: 0.8,
    Provenance.USER: 1.0,
    Provenance.INFERRED: 0.5,
}
_LONGEST = 2_000
"""Characters of a statement that are read."""

_ISO = re.compile(
    r"\s*(?P<year>\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?)?(?P<time>[T ]\s*\d{1,2}:?\d\d.*)?\s*", re.DOTALL
)
_UPDATED = re.compile(r"(?:آخر\s+)?(?:تحديث|تعديل)|(?:حُدّث|حدّث|حُدِّث)|(?i:\b(?:last\s+)?updated|\bmodified)")
_LINES_READ = 6
_DATELINE_BEFORE = re.compile(
    r"(?:[^:\d\n]{0,40}:\s*(?:\d{1,2}:\d\d\s*[-–—|]?\s*)?"  # a label: «نُشر: », «تاريخ النشر: 04:12-»
    r"|(?:[^\W\d]+[ \u00a0]*){1,5}(?:\([^()\d\n]{1,30}\)[ \u00a0]*)?[-–—،,/|:.(][ \u00a0]*"  # a place: «دمشق، », «دمشق (سانا) - »
    r"|(?:[^\W\d]+[ \u00a0]*){1,3}\([^()\d\n]{1,30}\)[ \u00a0]*"  # «دمشق (سانا) »
    r"|\([^()\d\n]{1,30}\)[ \u00a0]*[-–—]?[ \u00a0]*"  # «(رويترز) - »
    r"|\d{1,2}:\d\d\s*[-–—|،,]\s*)?"
)
_DATELINE_AFTER = re.compile(
    r"[ \u00a0]*(?:$|[-–—|:)]|[،,]?\s*(?:الساعة\s*)?\d{1,2}:\d\d|\([^()\d\n]{1,30}\)\s*(?:$|[-–—:]))"
)
_PLACE_THEN_DASH = re.compile(r"(?:[^\W\d]+[ \u00a0]+){1,3}")
_NO_PLACE = re.compile(
    r"(?:^|\s)[وفبل]?(?:ال)?(?:في|منذ|حتى|بعد|قبل|من|إلى|ذكرى|هجوم|هجمات|معركة|عملية|ثورة|حرب|اتفاق|مجزرة|أحداث|انقلاب|زلزال|انتخابات)\s"
)

_NAME_DAY = re.compile(
    r"(?<![0-9A-Za-z])(?P<year>(?:19|20)\d\d)(?P<sep>[-_/.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(?P<year2>(?:19|20)\d\d)(?P<sep2>[-_/.])(?P<month2>\d{1,2})(?P=sep2)(?P<day2>\d{1,2})(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])(?P<first>\d{1,2})(?P<sep3>[-_.])(?P<second>\d{1,2})(?P=sep3)(?P<year3>(?:19|20)\d\d)(?![0-9A-Za-z])"
)
_NAME_TIMESTAMP = re.compile(
    r"(?<![0-9A-Za-z])(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)[T_-]?\d{2}[:-]?\d{2}"
)
_NAME_MONTH = re.compile(
    r"(?:^|/)(?P<year>(?:19|20)\d\d)/(?P<month>\d\d)(?=/|$)|(?<![0-9A-Za-z])(?P<year2>(?:19|20)\d\d)[-_](?P<month2>\d\d)(?![-_]?\d|[A-Za-z])"
)
_IDENTIFIER = re.compile(r"(?i)\b(?:id|no|n|p|article|story|news)=$")


def parse_published(text: str, provenance: Provenance, *, day_first: bool | None = None) -> Published | None:
    """The publication date that a text states; None when it is not certain.

    Args:
        text: an ISO 8601 date or timestamp (its own local day counts), a line such as «تاريخ النشر: 3rd, December
            2023 GMT», or, with `Provenance.DATELINE`, the first lines of an article, in which only a date in the
            position of a dateline counts.
        provenance: where the text stood; kept in the result.
        day_first: how dd/mm/yyyy and mm/dd/yyyy are to be read; None takes only those that have one reading.
    """
    text = text[:_LONGEST]
    if provenance is Provenance.FILENAME:
        return published_from_name(text)
    if provenance is Provenance.DATELINE:
        return _dateline(text, day_first)
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return _made(iso["year"], iso["month"], iso["day"], provenance)
    updated = _UPDATED.search(text)
    if updated is not None and updated.start() > 0:
        first = _stated(text[: updated.start()], provenance, day_first)
        if first is not None:
            return first
    return _stated(text, provenance, day_first)


def _made(
    year: str | int, month: str | int | None, day: str | int | None, provenance: Provenance, confidence: float = 1.0
) -> Published | None:
    numbers = int(year), int(month) if month else None, int(day) if day else None
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        return None
    if numbers[1] is not None and not possible_day(numbers[0], numbers[1], numbers[2] or 1):
        return None
    earliest, latest = bounds(*numbers)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    shown = "-".join(f"{number:0{width}d}" for number, width in zip(numbers, (4, 2, 2), strict=True) if number)
    return Published(shown, precision, provenance, round(_CONFIDENCE[provenance] * confidence, 3), earliest, latest)


def _stated(text: str, provenance: Provenance, day_first: bool | None) -> Published | None:
    """The one absolute date of a text."""
    slashed = _slashed(text, day_first)
    if slashed is not None:
        return _made(*slashed, provenance, 0.95)
    return _agreed([mention for mention in find_dates(text) if _absolute(mention)], provenance)


def _slashed(text: str, day_first: bool | None) -> tuple[int, int, int] | None:
    """(year, month, day) of the text's only dd/mm/yyyy, in the given order, when the calendar has it."""
    found = list(SLASHED.finditer(text))
    if len(found) != 1 or day_first is None:
        return None
    first, second, year = int(found[0]["first"]), int(found[0]["second"]), int(found[0]["year"])
    month, day = (second, first) if day_first else (first, second)
    return (year, month, day) if possible_day(year, month, day) else None


def _absolute(mention: DateMention) -> bool:
    return (
        mention.earliest is not None
        and mention.kind in {DateKind.ABSOLUTE, DateKind.HIJRI}
        and mention.precision in {"day", "month", "year"}
    )


def _agreed(mentions: list[DateMention], provenance: Provenance) -> Published | None:
    """The date that all the mentions of the finest precision give; a Hijri one gives way to a Gregorian."""
    for precision in ("day", "month", "year"):
        same = [mention for mention in mentions if mention.precision == precision]
        gregorian = [mention for mention in same if mention.kind is DateKind.ABSOLUTE]
        values = {(mention.earliest, mention.latest) for mention in gregorian or same}
        if len(values) > 1:
            return None
        if values:
            return _from_mention((gregorian or same)[0], provenance)
    return None


def _from_mention(mention: DateMention, provenance: Provenance) -> Published | None:
    if mention.earliest is None or mention.latest is None or "X" in mention.value or mention.modifier is not None:
        return None
    year, month, day = mention.earliest // 10000, mention.earliest // 100 % 100, mention.earliest % 100
    if mention.kind is DateKind.HIJRI and mention.precision != "day":
        return None
    parts = {"day": (year, month, day), "month": (year, month, None), "year": (year, None, None)}[mention.precision]
    return _made(*parts, provenance, mention.confidence)


def _dateline(text: str, day_first: bool | None) -> Published | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:_LINES_READ]:
        for mention in find_dates(line[:200]):
            if _is_dateline(line, mention):
                return _stated(mention.text, Provenance.DATELINE, day_first)
    return None


def _is_dateline(line: str, mention: DateMention) -> bool:
    """«دمشق، 3 كانون الأول 2023 -»: a label, place or nothing before the date, a dash, time or nothing after it."""
    if mention.precision != "day":
        return False
    after = _DATELINE_AFTER.match(line, mention.end)
    if after is None:
        return False
    before = line[: mention.start]
    if _DATELINE_BEFORE.fullmatch(before):
        return True
    place = _PLACE_THEN_DASH.fullmatch(before) is not None and _NO_PLACE.search(before) is None
    return place and after[0].strip()[:1] in {"-", "–", "—", "("}


def published_from_name(name: str) -> Published | None:
    """The publication date in a file's name or an article's URL; None when there is none or more than one.

    ``/2023/12/03/``, ``report-2023-12-03.html``, ``20231203_1420.txt`` give a day, ``/2023/12/`` a month.
    """
    name = unquote(name)[:_LONGEST]
    days = {found for match in _NAME_DAY.finditer(name) if (found := _named_day(name, match)) is not None}
    days |= {
        (int(match["year"]), int(match["month"]), int(match["day"]))
        for match in _NAME_TIMESTAMP.finditer(name)
        if possible_day(int(match["year"]), int(match["month"]), int(match["day"]))
    }
    if len(days) == 1:
        return _made(*days.pop(), Provenance.FILENAME)
    if days:
        return None
    months = {
        (match["year"] or match["year2"], match["month"] or match["month2"]) for match in _NAME_MONTH.finditer(name)
    }
    if len(months) == 1:
        return _made(*months.pop(), None, Provenance.FILENAME)
    words = re.sub(r"[_-]", " ", name)
    return _agreed([m for m in find_dates(words) if _absolute(m) and m.precision != "year"], Provenance.FILENAME)


def _named_day(name: str, match: re.Match[str]) -> tuple[int, int, int] | None:
    if _IDENTIFIER.search(name, 0, match.start()):
        return None
    if match["first"]:
        first, second, year = int(match["first"]), int(match["second"]), int(match["year3"])
        readings = {(m, d) for m, d in ((second, first), (first, second)) if possible_day(year, m, d)}
        return (year, *readings.pop()) if len(readings) == 1 else None
    numbers = [
        int(match["year"] or match["year2"]),
        int(match["month"] or match["month2"]),
        int(match["day"] or match["day2"]),
    ]
    return (numbers[0], numbers[1], numbers[2]) if possible_day(*numbers) else None
