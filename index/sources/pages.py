"""Files that are one page: plain text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from fihrist.index.model import Page, Quarantined
from fihrist.index.sources import encoding
from fihrist.index.sources.options import KEPT_BYTES, Item, SourceOptions
from fihrist.index.sources.published import DateReader
from fihrist.index.sources.streams import damage
from fihrist.index.sources.textlines import too_long


def read_text(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """Read a file of plain text as one page."""
    found = load(path, stream, options)
    if isinstance(found, Quarantined):
        yield found
        return
    raw, text, name = found
    dates = DateReader(path, options.day_first)
    dates.look_at(text)
    metadata = dates.order()
    yield Page(path, 0, len(raw), hashlib.sha256(raw).hexdigest(), name, text, "text", metadata=metadata)
    yield from dates.notices()


def load(
    path: str, stream: BinaryIO, options: SourceOptions, *, markup: bool = False
) -> tuple[bytes, str, str] | Quarantined:
    """Read and decode a whole file: its bytes, its text and its encoding, or why it is no page."""
    stream.seek(0)
    raw = stream.read(options.max_page_bytes + 1)
    if len(raw) > options.max_page_bytes:
        size = len(raw)
        while chunk := stream.read(1 << 20):
            size += len(chunk)
        return Quarantined(path, 0, size, too_long(size, options.max_page_bytes), raw[:KEPT_BYTES])
    broken = damage(stream)
    if broken is not None:
        reason = f"its compression is damaged after {len(raw):,} bytes ({broken.reason}), so the page may not be whole; get a fresh copy"
        return Quarantined(path, 0, len(raw), reason, raw[:KEPT_BYTES])
    try:
        text, name = encoding.decode(raw, forced=options.encoding, markup=markup)
    except encoding.UndecodableError as error:
        return Quarantined(path, 0, len(raw), error.reason, raw[:KEPT_BYTES])
    if not text.strip():
        return Quarantined(path, 0, len(raw), "it holds no text, only blanks; leave it out", raw[:KEPT_BYTES])
    return raw, text, name
