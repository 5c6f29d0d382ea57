"""The names and dates of an article as one packed blob each: JSON in columns, compressed. Never pickled."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fihrist.index.model import DateKind, DateMention, Mention
from fihrist.index.records.compression import compress, decompress
from fihrist.index.records.rows import EntityRow

EMPTY = b""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: making one takes longer than what it does for an article."""


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


def unpack_ranges(data: bytes) -> list[tuple[int, int]]:
    """First and last day of each date that the index holds: known to the month at least, and not vague.

    Raises:
        ValueError: the blob is damaged.
    """
    found = set()
    for _, _, _, earliest, latest, precision, kind, _, _ in _rows(data, 9):
        first, last = _day(earliest), _day(latest)
        if first is not None and last is not None and indexed(str(precision), str(kind)):
            found.add((first, last))
    return sorted(found)


def indexed(precision: str, kind: str) -> bool:
    """Whether the articles that mention a date can be found by it."""
    return precision in {"day", "week", "month"} and kind != DateKind.VAGUE


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
