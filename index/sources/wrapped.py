"""The records inside a file that is one JSON value, each with its place among the file's bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fihrist.index.sources.fields import column_names, map_columns
from fihrist.index.sources.options import SourceOptions

Place = tuple[int, int]

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r\n]*")
_UNITS = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}


def inner_records(raw: bytes, text: str, encoding: str, options: SourceOptions) -> list[tuple[Place, str]]:
    """The records of a JSON value: those of its longest list, when it is a list or holds nothing else to read.

    Args:
        raw: the file's bytes.
        text: what they say.
        encoding: in which.
        options: the user's mapping.

    Returns:
        The byte range and the text of each record; the whole file when it is one record, or no JSON.
    """
    whole = [((0, len(raw)), text)]
    try:
        exact = raw.decode(encoding)
        start = len(exact) - len(exact.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
        spans = list(_spans(exact, _past(exact, start), options))
    except (ValueError, RecursionError):
        return whole
    return list(_places(raw, exact, spans, encoding)) if spans else whole


def _spans(text: str, start: int, options: SourceOptions) -> Iterator[Place]:
    if text.startswith("[", start):
        yield from (span for span, _ in _elements(text, start))
    elif text.startswith("{", start):
        record, _ = _DECODER.raw_decode(text, start)
        if map_columns(column_names(record), options.mapping).usable:
            return
        lists = [span for (span, _), item in zip(_values(text, start), record.values(), strict=False) if _holds(item)]
        longest = max(lists, key=lambda span: span[1] - span[0], default=None)
        if longest is not None:
            yield from (span for span, _ in _elements(text, longest[0]))


def _holds(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _elements(text: str, start: int) -> Iterator[tuple[Place, object]]:
    """The places of the elements of the list that begins at `start`."""
    here = _past(text, start + 1)
    while not text.startswith("]", here):
        value, end = _DECODER.raw_decode(text, here)
        yield (here, end), value
        here = _past(text, end)
        here = _past(text, here + 1) if text.startswith(",", here) else here


def _values(text: str, start: int) -> Iterator[tuple[Place, object]]:
    """The places of the values of the record that begins at `start`."""
    here = _past(text, start + 1)
    while not text.startswith("}", here):
        _, here = _DECODER.raw_decode(text, here)
        here = _past(text, _past(text, here) + 1)
        value, end = _DECODER.raw_decode(text, here)
        yield (here, end), value
        here = _past(text, end)
        here = _past(text, here + 1) if text.startswith(",", here) else here


def _past(text: str, here: int) -> int:
    found = _BLANK.match(text, here)
    return found.end() if found else here


def _places(raw: bytes, text: str, spans: list[Place], encoding: str) -> Iterator[tuple[Place, str]]:
    """Places in characters as places in bytes."""
    unit = _UNITS.get(encoding.replace("_", "-").lower(), encoding)
    if unit in ("utf-16-le", "utf-32-le") and raw[:4].startswith((b"\xfe\xff", b"\x00\x00")):
        unit = unit.replace("-le", "-be")
    offset = len(raw) - len(text.encode(unit))
    done = 0
    for start, end in spans:
        first = offset + len(text[done:start].encode(unit))
        offset = first + len(text[start:end].encode(unit))
        done = end
        yield (first, offset), text[start:end]
