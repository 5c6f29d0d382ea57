"""From files on disk to pages of text: discovery, encodings, formats.

discovery.py   which files there are
reading.py     the reader for a file: sniff.py says what it is
pages.py       plain text        webpages.py  HTML
jsonfiles.py   JSON Lines, JSON  tables.py    CSV, TSV
encoding.py    bytes to text     streams.py, textlines.py  bounded lines
fields.py, published.py, records.py  a record's columns as the fields of a page
"""

from __future__ import annotations

from fihrist.index.sources.discovery import discover
from fihrist.index.sources.options import FIELDS, FORMATS, MAX_PAGE_BYTES, SourceFile, SourceOptions
from fihrist.index.sources.reading import read, read_stdin

__all__ = ["FIELDS", "FORMATS", "MAX_PAGE_BYTES", "SourceFile", "SourceOptions", "discover", "read", "read_stdin"]
