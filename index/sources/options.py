"""What is read and how: the file, the options, and what every reader hands on."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fihrist.errors import UsageError
from fihrist.index.model import Notice, Page, Quarantined

FORMATS = ("text", "html", "jsonl", "json", "csv")
FIELDS = ("title", "text", "deck", "source", "url", "byline", "published", "language", "keywords")

ALIASES = {"body": "text", "content": "text", "author": "byline", "date": "published", "lang": "language"}
"""Other names for the fields, in mappings."""

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""No news page comes near this; a longer one is a dump of something else and would only fill the memory."""

KEPT_BYTES = 1024 * 1024
"""How much of something unreadable is handed on."""

Item = Page | Quarantined | Notice
"""What a reader yields."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was found.

    Attributes:
        path: where it is.
        display: how it is named to the user.
        size: in bytes, as it lies on disk (compressed when it is).
        mtime_ns: time of the last change, nanoseconds since 1970.
    """

    path: Path
    display: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How files are read; what is None is found out for each file.

    Attributes:
        encoding: Python's name of the encoding of every file.
        format: one of `FORMATS`, whatever the file's name says.
        mapping: field of `FIELDS` → column (or key, or dotted path of keys) that holds it.
        day_first: whether 03/12/2023 is the third of December.
        max_page_bytes: a page (a file of text or HTML, one record of the others) may not be longer.

    Raises:
        UsageError: an unknown encoding, format or field, or a limit below one byte.
    """

    encoding: str | None = None
    format: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    max_page_bytes: int = MAX_PAGE_BYTES

    def __post_init__(self) -> None:
        if self.encoding is not None:
            _check_encoding(self.encoding)
        if self.format is not None and self.format not in FORMATS:
            msg = f"{self.format!r} is not a format; use one of {', '.join(FORMATS)}"
            raise UsageError(msg)
        mapping = {ALIASES.get(name, name): column for name, column in self.mapping.items()}
        unknown = sorted(set(mapping) - set(FIELDS))
        if unknown:
            msg = f"{unknown[0]!r} is not a field that can be mapped; use one of {', '.join(FIELDS)}"
            raise UsageError(msg)
        object.__setattr__(self, "mapping", mapping)
        if self.max_page_bytes < 1:
            msg = f"max_page_bytes is {self.max_page_bytes}; it must be at least 1"
            raise UsageError(msg)


_NO_PAGES = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Codecs of names and of escapes, in which no page is written."""


def _check_encoding(name: str) -> None:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name in _NO_PAGES:
        msg = f"{name!r} is not an encoding; use utf-8, utf-16, windows-1256 or iso-8859-6"
        raise UsageError(msg)
