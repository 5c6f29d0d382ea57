"""Rows of a table that a quote which nothing closes has swallowed."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from fihrist.index.sources.fields import Mapped

OPEN_QUOTE = "the row opens a quote and does not close it, so that the rows after it were in it; close the quote"
_ROWS = 0.8
"""Of the lines in a cell, how many must be rows: paragraphs are not, whatever commas they hold."""
_PLAIN_ROWS = 3
"""So many lines must be rows where neither a date nor an address tells that they are."""
_NARROW = 3
_NARROW_ROWS = 6
"""The same for a table of two columns, which a paragraph with one comma resembles."""
_SAMPLE = 1000
_DATED = re.compile(r"\d{4}|^$")
_ADDRESS = re.compile(r"https?://|www\.|/|^$")
_LONGEST_DATE = 60


class OpenQuotes:
    """Tells rows inside a cell from paragraphs.

    Args:
        header: the names of the columns.
        mapped: which of them hold what.
    """

    def __init__(self, header: Sequence[str], mapped: Mapped) -> None:
        self._width = len(header)
        places = {field: header.index(name) for field, name in mapped.columns.items() if name in header}
        self._date = places.get("published")
        self._url = places.get("url")

    def swallowed(self, lines: Sequence[str], delimiter: str) -> bool:
        """Whether the lines of one row behind its first are rows; the last one only when it does not close the quote."""
        if len(lines) < 2 or self._width < 2 or '"' not in lines[0]:
            return False
        inner = [line for line in lines[1:-1][:_SAMPLE] if line.strip()]
        mark = re.escape(delimiter)
        if '"' not in lines[-1] or (not inner and re.search(rf'(?:^|{mark})"[^"{mark}]', lines[-1])):
            inner.append(lines[-1])
        if not inner:
            return False
        rows = sum(1 for line in inner if self._is_row(line, delimiter))
        plain = _NARROW_ROWS if self._width < _NARROW else _PLAIN_ROWS
        fewest = plain if self._date is None and self._url is None else 1
        return rows >= max(fewest, _ROWS * len(inner))

    def _is_row(self, line: str, delimiter: str) -> bool:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            return False
        if len(cells) != self._width:
            return False
        date = "" if self._date is None else cells[self._date].strip()
        address = "" if self._url is None else cells[self._url].strip()
        return len(date) <= _LONGEST_DATE and bool(_DATED.search(date)) and bool(_ADDRESS.search(address))
