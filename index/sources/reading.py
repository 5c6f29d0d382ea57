"""Reading a file of any format, page by page."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, cast

from fihrist.index.model import Quarantined
from fihrist.index.sources import sniff
from fihrist.index.sources.discovery import describe
from fihrist.index.sources.jsonfiles import read_json_file, read_json_lines
from fihrist.index.sources.options import Item, SourceFile, SourceOptions
from fihrist.index.sources.pages import read_text
from fihrist.index.sources.streams import damage, extent, head_of, open_binary, uncompressed
from fihrist.index.sources.tables import read_table
from fihrist.index.sources.webpages import read_html

Reader = Callable[[str, BinaryIO, SourceOptions], Iterator[Item]]
READERS: Mapping[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_json_lines,
    "json": read_json_file,
    "csv": read_table,
}
_WHOLE = ("text", "html")
"""Formats with one page to a file, which is refused when the file is not whole."""
_HEAD = 8192
_IN_MEMORY = 32 * 1024 * 1024


def read(file: SourceFile, options: SourceOptions) -> Iterator[Item]:
    """Read the pages of a file, one after the other, in memory bounded by one page.

    What cannot be read is yielded as `Quarantined` with its byte range and the reason, and reading goes on; what had
    to be left open for the whole file follows at the end as `Notice`. Nothing is raised for what a file holds.
    """
    try:
        stream = open_binary(file)
    except OSError as error:
        yield Quarantined(file.display, 0, file.size, describe(error))
        return
    with stream:
        yield from _read_stream(file.display, stream, options)


def read_stdin(options: SourceOptions) -> Iterator[Item]:
    """Read the pages of standard input; it is copied to a temporary file when it is long."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        shutil.copyfileobj(sys.stdin.buffer, spool)
        spool.seek(0)
        yield from _read_stream("-", uncompressed(cast("BinaryIO", spool)), options)


def _read_stream(display: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    try:
        head = stream.read(_HEAD)
        stream.seek(0)
        if not head and damage(stream) is None:
            yield Quarantined(display, 0, 0, "it is empty; leave it out, or get it again from its source")
            return
        what = sniff.binary(head)
        if what:
            yield Quarantined(display, 0, extent(stream), what, head_of(stream))
            return
        format = options.format or sniff.format_of(display, head)  # noqa: A001
        yield from READERS[format](display, stream, options)
        broken = damage(stream)
        if broken is not None and format not in _WHOLE:
            reason = f"its compression is damaged ({broken.reason}); what came before is read; get a fresh copy"
            yield Quarantined(display, broken.position, broken.position, reason)
    except OSError as error:
        yield Quarantined(display, 0, 0, describe(error))
