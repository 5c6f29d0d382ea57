"""JSON Lines, arrays of records, and single records."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from fihrist.index.model import Quarantined
from fihrist.index.sources import encoding
from fihrist.index.sources.arrays import elements
from fihrist.index.sources.fields import column_names, explain_unusable, pick
from fihrist.index.sources.options import KEPT_BYTES, Item, SourceOptions
from fihrist.index.sources.published import DAY_OR_MONTH, day_first_of
from fihrist.index.sources.records import RecordReader
from fihrist.index.sources.streams import Line, extent, head_of
from fihrist.index.sources.textlines import LineDecoder, too_long
from fihrist.index.sources.wrapped import inner_records

_NUMERIC_DATE = re.compile(r'"\s*\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}\b')
_MAX_SAMPLES = 50_000
_FIRST_RECORDS = 20

Entry = tuple[Line, str, str] | Quarantined
"""A record's place and bytes, its text and the encoding; or why there is none."""


def read_json_lines(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """Read a file with one JSON record on a line; a line that is none is quarantined by itself."""

    def entries() -> Iterator[Entry]:
        stream.seek(0)
        decoder = LineDecoder(path, stream, options)
        for found in decoder.lines():
            if isinstance(found, Quarantined):
                yield found
            elif found[1].strip():
                yield found[0], found[1], decoder.encoding or "utf-8"

    yield from _read(path, stream, entries, options)


def read_json_file(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """Read a ``.json`` file: an array of records, records on lines, one record, or a record that holds the array."""
    head = stream.read(1 << 16)
    marked = encoding.byte_order_mark(head) or encoding.wide(head)
    if marked not in (None, "utf-8-sig"):
        yield from _read_one(path, stream, options)
        return
    body = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if body.startswith(b"["):
        yield from _read_array(path, stream, options, len(head) - len(body) + 1)
    elif _is_record(body.split(b"\n", 1)[0]) and b"\n" in body.strip():
        yield from read_json_lines(path, stream, options)
    else:
        yield from _read_one(path, stream, options)


def _is_record(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_array(path: str, stream: BinaryIO, options: SourceOptions, offset: int) -> Iterator[Item]:
    def entries() -> Iterator[Entry]:
        stream.seek(offset)
        for line in elements(stream, offset, options.max_page_bytes):
            if line.too_long:
                yield Quarantined(
                    path, line.start, line.end, too_long(line.end - line.start, options.max_page_bytes), line.raw
                )
                continue
            try:
                text, name = encoding.decode(line.raw, forced=options.encoding)
            except encoding.UndecodableError as error:
                yield Quarantined(path, line.start, line.end, error.reason, line.raw[:KEPT_BYTES])
                continue
            yield line, text, name

    yield from _read(path, stream, entries, options)


def _read_one(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """A file that is one JSON value: a record, or a record with a list of records in it."""
    stream.seek(0)
    raw = stream.read(options.max_page_bytes + 1)
    if len(raw) > options.max_page_bytes:
        reason = f"it is one JSON value of more than {options.max_page_bytes:,} bytes; write one record on each line"
        yield Quarantined(path, 0, len(raw), reason, raw[:KEPT_BYTES])
        return
    try:
        text, name = encoding.decode(raw, forced=options.encoding)
    except encoding.UndecodableError as error:
        yield Quarantined(path, 0, len(raw), error.reason, raw[:KEPT_BYTES])
        return
    records = [
        (Line(*place, raw[slice(*place)]), text, name) for place, text in inner_records(raw, text, name, options)
    ]
    yield from _read(path, stream, lambda: iter(records), options)


def _read(
    path: str, stream: BinaryIO, entries: Callable[[], Iterator[Entry]], options: SourceOptions
) -> Iterator[Item]:
    """Turn entries into pages: a first pass decides how dates are written, the second reads."""
    day_first = options.day_first
    if day_first is None:
        day_first = day_first_of(_date_samples(entries(), options))
    reader = RecordReader(path, "jsonl", options, day_first)
    waiting: list[Quarantined] = []
    columns: tuple[str, ...] = ()
    usable = False
    for entry in entries():
        if isinstance(entry, Quarantined):
            yield entry
            continue
        item, names = _item(reader, *entry)
        usable = usable or names is None or reader.columns(names).usable
        if usable:
            yield from waiting
            waiting.clear()
            yield item
        elif isinstance(item, Quarantined):
            columns = columns or names or ()
            waiting.append(item)
            if len(waiting) == _FIRST_RECORDS:
                break
    if waiting:
        # No record has the columns: one message for the file, not one for each of a million lines.
        reason = explain_unusable(columns, reader.columns(columns))
        yield Quarantined(path, 0, extent(stream), reason, head_of(stream))
    yield from reader.notices()


def _item(reader: RecordReader, line: Line, text: str, name: str) -> tuple[Item, tuple[str, ...] | None]:
    """A page, or why there is none; and the record's keys, None when it is no record."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        reason = (
            f"the record is no complete JSON ({error.msg} at character {error.pos} of the record); "
            "write it again from its source"
        )
        return reader.refuse(line.start, line.end, line.raw, reason), None
    except ValueError:
        reason = "a number in the record has thousands of digits; write it as text, between quotes"
        return reader.refuse(line.start, line.end, line.raw, reason), None
    except RecursionError:
        reason = "the record is nested too deeply to be a news article; leave it out or flatten it"
        return reader.refuse(line.start, line.end, line.raw, reason), None
    if not isinstance(value, dict):
        reason = "it is JSON but no record ({…} with names and values); write one record for each article"
        return reader.refuse(line.start, line.end, line.raw, reason), None
    return reader.page(value, line.start, line.end, line.raw, name), column_names(value)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _date_samples(entries: Iterable[Entry], options: SourceOptions) -> Iterator[str]:
    """The publication dates that are only numbers; records without such a string are not even parsed."""
    reader = RecordReader("", "jsonl", options, None)
    count = 0
    for entry in entries:
        if isinstance(entry, Quarantined) or not _NUMERIC_DATE.search(entry[1]):
            continue
        value = _parse(entry[1])
        if not isinstance(value, Mapping):
            continue
        column = reader.columns(column_names(value)).columns.get("published")
        date = pick(value, column) if column else ""
        if DAY_OR_MONTH.match(date):
            yield date
            count += 1
            if count == _MAX_SAMPLES:
                return
