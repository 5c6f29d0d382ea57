"""The publication date that relative and partial dates are resolved against."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

from fihrist.errors import UsageError

_STATED = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ].*)?)?)?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A publication date: its latest possible day, and how much of it is known."""

    day: datetime.date
    precision: str
    """``day``, ``month`` or ``year``."""


def read_anchor(anchor: int | str | datetime.date | None) -> Anchor | None:
    """An anchor from YYYYMMDD (zeros for what is not known), ISO 8601 to any precision, or a date.

    Raises:
        UsageError: it is none of these.
    """
    if anchor is None or anchor == 0 or anchor == "":
        return None
    if isinstance(anchor, datetime.date):
        return Anchor(datetime.date(anchor.year, anchor.month, anchor.day), "day")
    if isinstance(anchor, int):
        parts = [anchor // 10000, anchor // 100 % 100, anchor % 100]
    else:
        stated = _STATED.fullmatch(anchor.strip())
        parts = [int(part or 0) for part in stated.groups()] if stated else [0, 0, 0]
    try:
        return _anchor(*parts)
    except ValueError as error:
        message = f"{anchor!r} is not a publication date; give YYYYMMDD or ISO 8601, such as 20231203 or 2023-12-03"
        raise UsageError(message) from error


def _anchor(year: int, month: int, day: int) -> Anchor:
    if not month:
        if day:
            message = "a day without a month"
            raise ValueError(message)
        return Anchor(datetime.date(year, 12, 31), "year")
    if not day:
        datetime.date(year, month, 1)
        return Anchor(datetime.date(year, month, monthrange(year, month)[1]), "month")
    return Anchor(datetime.date(year, month, day), "day")
