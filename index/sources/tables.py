"""CSV and TSV files with a header line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fihrist.index.model import Quarantined
from fihrist.index.sources.fields import explain_unusable, map_columns
from fihrist.index.sources.options import KEPT_BYTES, Item, SourceOptions
from fihrist.index.sources.published import DAY_OR_MONTH, day_first_of
from fihrist.index.sources.records import RecordReader
from fihrist.index.sources.streams import Line
from fihrist.index.sources.textlines import LineDecoder

_DELIMITERS = (",", "\t", ";", "|")
_MAX_SAMPLES = 50_000


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[str]
    start: int
    end: int
    raw: bytes
    error: str = ""


def read_table(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """Read a table whose first row names the columns; a bad row is quarantined by itself."""
    rows = _Rows(path, stream, options)
    header = rows.header()
    mapped = map_columns(header, options.mapping)
    if not mapped.usable:
        yield Quarantined(path, 0, rows.end, explain_unusable(header, mapped), rows.raw[:KEPT_BYTES])
        return
    day_first = options.day_first
    if day_first is None and "published" in mapped.columns:
        day_first = day_first_of(_date_samples(rows, header, mapped.columns["published"]))
    reader = RecordReader(path, "csv", options, day_first)
    for row in rows.after_header():
        if isinstance(row, Quarantined):
            yield row
        elif row.error or len(row.cells) > len(header):
            reason = row.error or (
                f"the row has {len(row.cells)} cells and the header {len(header)}; put quotes around cells with the delimiter"
            )
            yield reader.refuse(row.start, row.end, row.raw, reason)
        else:
            record = dict(zip(header, row.cells, strict=False))
            # A short row lacks its last cells, not its columns.
            record |= dict.fromkeys(header[len(row.cells) :], "")
            yield reader.page(record, row.start, row.end, row.raw, rows.encoding)
    yield from reader.notices()


def _date_samples(rows: _Rows, header: list[str], column: str) -> Iterator[str]:
    if column not in header:
        return
    place = header.index(column)
    count = 0
    for row in rows.after_header():
        if isinstance(row, Quarantined) or len(row.cells) <= place or not DAY_OR_MONTH.match(row.cells[place]):
            continue
        yield row.cells[place]
        count += 1
        if count == _MAX_SAMPLES:
            return


class _Rows:
    """The rows of one table with their byte ranges; can be gone through several times."""

    def __init__(self, path: str, stream: BinaryIO, options: SourceOptions) -> None:
        self._path = path
        self._stream = stream
        self._options = options
        self._delimiter = ","
        self.encoding = "utf-8"
        self.raw = b""
        self.end = 0

    def header(self) -> list[str]:
        """The names of the columns; the delimiter is the one that gives most columns that are recognised."""
        best: tuple[int, int, list[str]] = (-1, -1, [])
        for delimiter in _DELIMITERS:
            cells = self._first(delimiter)
            names = [cell.strip() for cell in cells]
            score = (len(map_columns(names, {}).columns), len(names))
            if score > best[:2]:
                best = (*score, names)
                self._delimiter = delimiter
        return best[2]

    def after_header(self) -> Iterator[_Row | Quarantined]:
        """Every row but the first, from the beginning each time."""
        rows = self._rows(self._delimiter)
        for row in rows:
            if not isinstance(row, Quarantined):
                break
        yield from rows

    def _first(self, delimiter: str) -> list[str]:
        for row in self._rows(delimiter):
            if not isinstance(row, Quarantined):
                self.raw, self.end = row.raw, row.end
                return row.cells
        return []

    def _rows(self, delimiter: str) -> Iterator[_Row | Quarantined]:
        csv.field_size_limit(max(self._options.max_page_bytes, 1 << 16))
        feed = _Feed(self._path, self._stream, self._options)
        reader = csv.reader(feed, delimiter=delimiter)
        while True:
            feed.begin()
            cells: list[str] | None = None
            error = ""
            try:
                cells = next(reader)
            except StopIteration:
                yield from feed.quarantined
                return
            except csv.Error as problem:
                error = f"the row is no CSV ({problem}); check its quotes"
            self.encoding = feed.encoding
            yield from feed.quarantined
            if cells or error:
                yield _Row(cells or [], feed.start, feed.end, b"".join(feed.taken), error)


class _Feed:
    """Lines for the CSV reader, which takes as many as a row needs; keeps the bytes of the row being read."""

    def __init__(self, path: str, stream: BinaryIO, options: SourceOptions) -> None:
        stream.seek(0)
        self._decoder = LineDecoder(path, stream, options)
        self._lines = self._decoder.lines()
        self._limit = options.max_page_bytes
        self.taken: list[bytes] = []
        self.quarantined: list[Quarantined] = []
        self.start = self.end = 0
        self._size = 0

    @property
    def encoding(self) -> str:
        return self._decoder.encoding or "ascii"

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.taken = []
        self.quarantined = []
        self._size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        for found in self._lines:
            if isinstance(found, Quarantined):
                self.quarantined.append(found)
                continue
            line, text = found
            self._place(line)
            return text + "\n"
        raise StopIteration

    def _place(self, line: Line) -> None:
        if not self.taken:
            self.start = line.start
        else:
            self.taken.append(b"\n")
        self.end = line.end
        self._size += len(line.raw)
        if self._size > self._limit:
            # The row has an open quote that swallows the file: forget what it took, and let the row fail.
            self.taken = [b"".join(self.taken)[:KEPT_BYTES]]
        else:
            self.taken.append(line.raw)
