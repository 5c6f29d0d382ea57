"""The names and dates of an article as one packed blob each: JSON in columns, compressed. Never pickled."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from fihrist.index.model import DateKind, DateMention, Mention
from fihrist.index.records.compression import compress, decompress
from fihrist.index.records.rows import EntityRow

EMPTY = b""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: making one takes longer than what it does for an article."""
APPROXIMATE = "APPROX"
"""Modifier of «منذ نحو 12 عاما»."""


def pack_mentions(mentions: Sequence[Mention], ordinals: Sequence[int]) -> bytes:
    """Pack the names of an article.

    Args:
        mentions: in text order.
        ordinals: for each, its entity's ordinal in the archive; key, type and label stand there.
    """
    if not mentions:
        return EMPTY
    rules = sorted({mention.rule for mention in mentions})
    rows = [
        (
            mention.start,
            mention.end - mention.start,
            ordinal,
            round(mention.confidence * 1000),
            rules.index(mention.rule),
            int(mention.nested),
        )
        for mention, ordinal in zip(mentions, ordinals, strict=True)
    ]
    return _pack([rules, _deltas([row[0] for row in rows]), *[[row[at] for row in rows] for at in range(1, 6)]])


def unpack_ordinals(data: bytes, minimum: float) -> list[tuple[int, bool]]:
    """For each name of at least this confidence, its entity's ordinal and whether it stands inside a longer name.

    Raises:
        ValueError: the blob is damaged.
    """
    if data == EMPTY:
        return []
    _, _, _, ordinals, confidences, _, nested = _columns(data, 7)
    return [
        (_whole(ordinal), bool(inside))
        for ordinal, confidence, inside in zip(ordinals, confidences, nested, strict=True)
        if _whole(confidence) >= minimum * 1000
    ]


def unpack_mentions(
    data: bytes, text: str, entities: Callable[[Sequence[int]], Mapping[int, EntityRow]]
) -> list[Mention]:
    """The names of an article.

    Args:
        data: from `pack_mentions`.
        text: what the offsets count in: title, newline, body.
        entities: finds the rows of ordinals.

    Raises:
        ValueError: the blob is damaged, or was made for another text.
    """
    if data == EMPTY:
        return []
    rules, starts, lengths, ordinals, confidences, rule_numbers, nested = _columns(data, 7)
    rows = entities([_whole(ordinal) for ordinal in ordinals])
    found = []
    start = 0
    for delta, length, ordinal, confidence, rule, inside in zip(
        starts, lengths, ordinals, confidences, rule_numbers, nested, strict=True
    ):
        start += _whole(delta)
        end = start + _whole(length)
        entity = rows.get(ordinal)
        if entity is None or not 0 <= start <= end <= len(text) or not 0 <= _whole(rule) < len(rules):
            message = f"a name at {start} is outside the text, or of no known entity"
            raise ValueError(message)
        linked = None if entity.key.startswith("~") else entity.key
        found.append(
            Mention(start, end, text[start:end], entity.type, linked, _whole(confidence) / 1000, str(rules[rule]),
                    entity.key, entity.label, bool(inside))
        )  # fmt: skip
    return found


def pack_dates(dates: Sequence[DateMention]) -> bytes:
    """Pack the dates of an article, in text order."""
    if not dates:
        return EMPTY
    rows = [
        (
            date.value,
            date.earliest,
            date.latest,
            date.precision,
            str(date.kind),
            date.modifier,
            round(date.confidence, 3),
        )
        for date in dates
    ]
    starts = _deltas([date.start for date in dates])
    return _pack([starts, [date.end - date.start for date in dates], *[[row[at] for row in rows] for at in range(7)]])


def unpack_dates(data: bytes, text: str) -> list[DateMention]:
    """The dates of an article.

    Raises:
        ValueError: the blob is damaged, or was made for another text.
    """
    found = []
    start = 0
    for delta, length, value, earliest, latest, precision, kind, modifier, confidence in _rows(data, 9):
        start += _whole(delta)
        end = start + _whole(length)
        if not 0 <= start <= end <= len(text):
            message = f"a date at {start} is outside the text"
            raise ValueError(message)
        found.append(
            DateMention(start, end, text[start:end], str(value), _day(earliest), _day(latest), str(precision),
                        DateKind(kind), None if modifier is None else str(modifier), float(confidence))
        )  # fmt: skip
    return found


Ranges = tuple[tuple[int, int], ...]
"""First and last days, YYYYMMDD, distinct and ascending."""
Reach = Literal["exact", "wide"]


def unpack_ranges(data: bytes) -> tuple[Ranges, Ranges]:
    """The days of the dates by which the article can be found: of the exact ones, and of the wide ones.

    Raises:
        ValueError: the blob is damaged.
    """
    rows = _rows(data, 9)
    return _ranges((_day(row[3]), _day(row[4]), reach_of(str(row[5]), str(row[6]), row[7])) for row in rows)


def ranges_of(dates: Sequence[DateMention]) -> tuple[Ranges, Ranges]:
    """The days of the dates by which an article can be found: of the exact ones, and of the wide ones."""
    return _ranges((date.earliest, date.latest, reach_of(date.precision, date.kind, date.modifier)) for date in dates)


def _ranges(dates: Iterable[tuple[int | None, int | None, Reach | None]]) -> tuple[Ranges, Ranges]:
    found: dict[Reach, set[tuple[int, int]]] = {"exact": set(), "wide": set()}
    for first, last, reach in dates:
        if first is not None and last is not None and reach is not None:
            found[reach].add((first, last))
    return tuple(sorted(found["exact"])), tuple(sorted(found["wide"]))


def reach_of(precision: str, kind: str, modifier: object) -> Reach | None:
    """By which intervals the articles that mention a date can be found.

    Returns:
        ``exact`` for a date known to the month or better: those it overlaps; ``wide`` for years, seasons and decades:
        those that hold it whole; None when it is too vague for any.
    """
    if kind == DateKind.VAGUE or precision == "vague":
        return None
    if precision in {"day", "week", "month"}:
        return "exact"
    return None if modifier == APPROXIMATE else "wide"


def is_found_by(date: DateMention, earliest: int, latest: int) -> bool:
    """Whether an article that mentions a date speaks of an interval of days."""
    if date.earliest is None or date.latest is None:
        return False
    reach = reach_of(date.precision, date.kind, date.modifier)
    if reach == "wide":
        return earliest <= date.earliest and date.latest <= latest
    return reach is not None and date.earliest <= latest and date.latest >= earliest


def _deltas(starts: Sequence[int]) -> list[int]:
    return [start - before for before, start in zip([0, *starts], starts, strict=False)]


def _pack(columns: Sequence[Sequence[Any]]) -> bytes:
    return compress(_ENCODER.encode(columns))


def _columns(data: bytes, count: int) -> list[list[Any]]:
    try:
        columns = json.loads(decompress(data))
    except (ValueError, RecursionError, zlib.error) as error:
        message = f"names or dates cannot be read: {error}"
        raise ValueError(message) from error
    if (
        not isinstance(columns, list)
        or len(columns) != count
        or not all(isinstance(column, list) for column in columns)
    ):
        message = "names or dates are not what was written"
        raise ValueError(message)
    return columns


def _rows(data: bytes, count: int) -> list[tuple[Any, ...]]:
    return list(zip(*_columns(data, count), strict=True)) if data != EMPTY else []


def _whole(value: Any) -> int:
    if type(value) is not int:
        message = f"{value!r} is no whole number"
        raise ValueError(message)
    return value


def _day(value: Any) -> int | None:
    return None if value is None else _whole(value)
