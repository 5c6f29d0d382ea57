"""Publication dates of records, as ISO 8601."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from fihrist.index.dates import decide_day_first, parse_published
from fihrist.index.model import Notice, Provenance

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\S.*)?\Z")
_ISO_PART = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?\Z")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}\Z")
_UNSET = "1970-01-01"
"""What an unset number of seconds gives; it stands for no day of news."""
DAY_OR_MONTH = re.compile(r"\s*\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}\b")
"""A date whose first number may be the day or the month."""


_OPEN_DATE = re.compile(r"(?<!\d)(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|2[01]\d\d)(?!\d)")
"""A date that may have two readings, or a year that may be in the future."""
_LONGEST_PAGE = 1_000_000


class DateReader:
    """Reads the publication dates of one file, and counts those that it must leave open.

    Args:
        path: the file's name for the notice.
        day_first: whether 03/12/2023 is in December; None when neither the user nor the file tells.
    """

    def __init__(self, path: str, day_first: bool | None) -> None:
        self._path = path
        self._day_first = day_first
        self._ambiguous = 0
        self._unread: Counter[str] = Counter()
        self._future: Counter[str] = Counter()
        self._example = ""

    def read(self, text: str) -> str:
        """The date in ISO 8601 with the precision it has; empty when it is not certain."""
        text = text.strip()
        values = {value} if (value := _iso(text)) else self._readings(text)
        possible = {value for value in values if not value.startswith(_UNSET) and not is_future(value)}
        if len(values) == 1 and possible:
            return values.pop()
        if text:
            self._note(text, values)
        return ""

    def _readings(self, text: str) -> set[str]:
        """The ways to read a date; a day above 12 or a day equal to the month leaves one way only."""
        if not text or len(text) > 200:
            return set()
        found = {parse_published(text, Provenance.METADATA, day_first=self._day_first)}
        if self._day_first is None and found == {None}:
            found = {parse_published(text, Provenance.METADATA, day_first=first) for first in (True, False)}
        return {date.value for date in found if date is not None}

    def _note(self, text: str, values: set[str]) -> None:
        if len(values) > 1:
            self._ambiguous += 1
            self._example = self._example or text[:40]
        elif any(map(is_future, values)):
            self._future[text[:40]] += 1
        else:
            self._unread[text[:40]] += 1

    def order(self) -> dict[str, str]:
        """The user's choice as metadata of a page, for the dates that its text states."""
        return {} if self._day_first is None else {"day_first": "yes" if self._day_first else "no"}

    def look_at(self, text: str) -> None:
        """Note the dates that a page of text states and that must be left open."""
        if len(text) > _LONGEST_PAGE or not _OPEN_DATE.search(text):
            return
        # Most pages state no such date, and what the page states is known only when it is cut.
        from fihrist.index.ingest.cutter import cut

        for article in cut(text):
            if _OPEN_DATE.search(article.published_text):
                self.read(article.published_text)

    def notices(self) -> list[Notice]:
        """What to tell the user after the file: at most one notice for each kind of date left open."""
        notices = []
        if self._ambiguous:
            reason = (
                f"{self._ambiguous} dates such as {self._example!r} do not say which number is the day; "
                "these articles have no publication date; say whether the day comes first to give them one"
                if self._ambiguous > 1
                else f"the date {self._example!r} does not say which number is the day; its article has no publication "
                "date; say whether the day comes first to give it one"
            )
            notices.append(Notice(self._path, reason))
        for dates, one, many in (
            (self._future, "lies in the future", "lie in the future"),
            (self._unread, "cannot be read", "cannot be read"),
        ):
            if dates:
                example, count = dates.most_common(1)[0][0], dates.total()
                reason = (
                    f"{count} publication dates such as {example!r} {many}; these articles are undated"
                    if count > 1
                    else f"the publication date {example!r} {one}; its article is undated"
                )
                notices.append(Notice(self._path, reason))
        return notices


def is_future(value: str) -> bool:
    """Whether a date in ISO 8601 lies after the next year, where no news comes from; false for none."""
    return value[:4].isdigit() and int(value[:4]) > datetime.now(UTC).year + 1


def day_first_of(samples: Iterable[str]) -> bool | None:
    """Whether a file writes the day first, from its dates of the form 03/12/2023; None when they do not tell."""
    return decide_day_first(samples)


def _iso(text: str) -> str:
    """ISO 8601, numbers of seconds since 1970 and the dates of mail headers, checked; else empty."""
    try:
        if _ISO_DAY.match(text):
            moment = datetime.fromisoformat(text.replace("/", "-"))
            value = moment.isoformat() if len(text) > 10 else text
        elif _ISO_PART.match(text):
            moment = datetime(int(text[:4]), 1, 1, tzinfo=UTC)
            value = text
        elif _EPOCH.fullmatch(text):
            seconds = float(text) / (1000 if len(text) >= 12 else 1)
            moment = datetime.fromtimestamp(seconds, tz=UTC)
            value = moment.isoformat()
        elif text[:3].isalpha() and text.isascii() and ":" in text:
            moment = parsedate_to_datetime(text)
            value = moment.isoformat()
        else:
            return ""
    except (ValueError, OverflowError, OSError, TypeError):
        return ""
    return value if 1900 <= moment.year <= 2100 else ""
