"""CSV and TSV files with a header line."""

from __future__ import annotations

import csv
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fihrist.index.model import Notice, Quarantined
from fihrist.index.sources.fields import explain_unusable, map_columns
from fihrist.index.sources.openquotes import OPEN_QUOTE, OpenQuotes
from fihrist.index.sources.options import KEPT_BYTES, Item, SourceOptions
from fihrist.index.sources.published import DAY_OR_MONTH, day_first_of
from fihrist.index.sources.records import RecordReader
from fihrist.index.sources.sniff import DELIMITERS
from fihrist.index.sources.streams import Line, damage, extent, head_of
from fihrist.index.sources.textlines import LineDecoder

_NEWLINES = {"utf-16-le": b"\n\x00", "utf-16-be": b"\x00\n"}
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
        yield Quarantined(path, 0, extent(stream), explain_unusable(header, mapped), head_of(stream))
        return
    rows.judge = OpenQuotes(header, mapped)
    day_first = options.day_first
    if day_first is None and "published" in mapped.columns:
        day_first = day_first_of(_date_samples(rows, header, mapped.columns["published"]))
    reader = RecordReader(path, "csv", options, day_first)
    short = array("Q")
    for row in rows.after_header():
        if isinstance(row, Quarantined):
            yield row
            continue
        broken = damage(stream)
        if broken is not None and row.end >= broken.position:
            reason = f"the compression is damaged inside this row ({broken.reason}); get a fresh copy"
            yield reader.refuse(row.start, row.end, row.raw, reason)
        elif row.error or len(row.cells) > len(header):
            reason = row.error or (
                f"the row has {len(row.cells)} cells and the header {len(header)}; put quotes around cells with the delimiter"
            )
            yield reader.refuse(row.start, row.end, row.raw, reason)
        else:
            record = dict(zip(header, row.cells, strict=False))
            # A short row lacks its last cells, not its columns.
            record |= dict.fromkeys(header[len(row.cells) :], "")
            short.extend([row.start] if len(row.cells) < len(header) else [])
            yield reader.page(record, row.start, row.end, row.raw, rows.encoding)
    if short:
        reason = (
            f"rows with fewer cells than the header: {len(short)} (the first begins at byte {short[0]}); "
            "the cells that they lack were read as empty; check their delimiters and quotes"
        )
        yield Notice(path, reason)
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
        self.judge: OpenQuotes | None = None

    def header(self) -> list[str]:
        """The names of the columns; the delimiter is the one that gives most columns that are recognised."""
        best: tuple[int, int, list[str]] = (-1, -1, [])
        for delimiter in DELIMITERS:
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
            if self.judge is not None and self.judge.swallowed([text for _, text in feed.texts], delimiter):
                # The row's first line opens a quote that nothing closes: the lines behind it are rows of their own.
                cells, error = None, OPEN_QUOTE
                feed.give_back()
                reader = csv.reader(feed, delimiter=delimiter)
            if cells or error:
                yield _Row(cells or [], feed.start, feed.end, b"".join(feed.taken), error)


class _Feed:
    """Lines for the CSV reader, which takes as many as a row needs; keeps the bytes of the row being read."""

    def __init__(self, path: str, stream: BinaryIO, options: SourceOptions) -> None:
        stream.seek(0)
        self._decoder = LineDecoder(path, stream, options)
        self._lines = self._decoder.lines()
        self._limit = options.max_page_bytes
        self._again: deque[tuple[Line, str]] = deque()
        self.taken: list[bytes] = []
        self.texts: list[tuple[Line, str]] = []
        self.quarantined: list[Quarantined] = []
        self.start = self.end = 0
        self._size = 0

    @property
    def encoding(self) -> str:
        return self._decoder.encoding or "ascii"

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.taken = []
        self.texts = []
        self.quarantined = []
        self._size = 0

    def give_back(self) -> None:
        """All lines of the row but the first are to come again."""
        first = self.texts[0][0]
        self._again.extendleft(reversed(self.texts[1:]))
        self.start, self.end, self.taken = first.start, first.end, [first.raw]

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._again:
            line, text = self._again.popleft()
            self._place(line, text)
            return text + "\n"
        for found in self._lines:
            if isinstance(found, Quarantined):
                self.quarantined.append(found)
                continue
            line, text = found
            self._place(line, text)
            return text + "\n"
        raise StopIteration

    def _place(self, line: Line, text: str) -> None:
        if not self.taken:
            self.start = line.start
        else:
            self.taken.append(_NEWLINES.get(self.encoding, b"\n"))
        self.end = line.end
        self.texts.append((line, text))
        self._size += len(line.raw)
        if self._size > self._limit:
            # The row has an open quote that swallows the file: forget what it took, and let the row fail.
            self.taken = [b"".join(self.taken)[:KEPT_BYTES]]
        else:
            self.taken.append(line.raw)
