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
        self._example = ""

    def read(self, text: str) -> str:
        """The date in ISO 8601 with the precision it has; empty when it is not certain."""
        text = text.strip()
        value = _iso(text) or self._other(text)
        if value.startswith(_UNSET):
            value = ""
        if not value and text:
            self._note(text)
        return value

    def _other(self, text: str) -> str:
        if not text or len(text) > 200 or (self._day_first is None and DAY_OR_MONTH.match(text)):
            return self._unambiguous(text)
        found = parse_published(text, Provenance.METADATA, day_first=self._day_first)
        return found.value if found is not None else ""

    def _unambiguous(self, text: str) -> str:
        """A day above 12 or a day equal to the month can be read in one way only."""
        readings = {
            found.value
            for day_first in (True, False)
            if len(text) <= 200
            and (found := parse_published(text, Provenance.METADATA, day_first=day_first)) is not None
        }
        return readings.pop() if len(readings) == 1 else ""

    def _note(self, text: str) -> None:
        if DAY_OR_MONTH.match(text):
            self._ambiguous += 1
            self._example = self._example or text[:40]
        else:
            self._unread[text[:40]] += 1

    def notices(self) -> list[Notice]:
        """What to tell the user after the file: at most one notice for each kind of date left open."""
        notices = []
        if self._ambiguous:
            reason = (
                f"{self._ambiguous} dates such as {self._example!r} do not say which number is the day; "
                "these articles have no publication date; say whether the day comes first to give them one"
            )
            notices.append(Notice(self._path, reason))
        if self._unread:
            example = self._unread.most_common(1)[0][0]
            count = self._unread.total()
            reason = f"{count} publication dates such as {example!r} cannot be read; these articles are undated"
            notices.append(Notice(self._path, reason))
        return notices


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
