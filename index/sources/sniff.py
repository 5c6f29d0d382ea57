"""What a file is, from its name and its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath

from fihrist.index.sources import encoding
from fihrist.index.sources.fields import map_columns

DELIMITERS = (",", "\t", ";", "|")
"""What may stand between the cells of a table."""
_TABLE_COLUMNS = 2
_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_MAGIC = (
    (b"%PDF", "a PDF document; save its text (pdftotext) and load that"),
    (b"PK\x03\x04", "a zip archive or an office document; unpack it, or save its text, and load that"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text and load that"),
    (b"{\\rtf", "an RTF document; save its text and load that"),
    (b"\x89PNG", "a picture; it holds no text"),
    (b"\xff\xd8\xff", "a picture; it holds no text"),
    (b"GIF8", "a picture; it holds no text"),
    (b"II*\x00", "a picture; it holds no text"),
    (b"MM\x00*", "a picture; it holds no text"),
    (b"RIFF", "a picture, sound or film; it holds no text"),
    (b"ID3", "a sound; it holds no text"),
    (b"\x00\x00\x00\x18ftyp", "a film; it holds no text"),
    (b"\x00\x00\x00\x20ftyp", "a film; it holds no text"),
    (b"SQLite format 3\x00", "a database; export its articles as CSV or JSON Lines and load that"),
    (b"BZh", "compressed with bzip2; uncompress it (bunzip2) and load that"),
    (b"\xfd7zXZ", "compressed with xz; uncompress it (unxz) and load that"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; uncompress it (unzstd) and load that"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it and load what is in it"),
    (b"Rar!", "a RAR archive; unpack it and load what is in it"),
    (b"\x7fELF", "a program; it holds no text"),
    (b"MZ\x90", "a program; it holds no text"),
    (b"WARC/", "a WARC file, which is not read; export its pages as HTML files and load those"),
)
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|meta)\b", re.IGNORECASE)


def binary(head: bytes) -> str:
    """What the bytes are when they are no text, with what to do; empty when they may be text."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return f"it is {what}"
    if head[257:262] == b"ustar":
        return "it is a tar archive; unpack it and load what is in it"
    if b"\x00" in head and encoding.byte_order_mark(head) is None and encoding.wide(head) is None:
        controls = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
        # A stray zero byte in a text is kept; a binary has many of them.
        if controls > 0.02 * len(head):
            return f"it is a binary file (zero byte at {head.index(0)}); leave it out, or convert it to text"
    return ""


def format_of(name: str, head: bytes) -> str:
    """``text``, ``html``, ``jsonl``, ``json`` or ``csv``, by the name's ending, else by the first bytes."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    known = _BY_SUFFIX.get(suffixes[-1]) if suffixes else None
    if known is not None:
        return known
    body = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(body):
        return "html"
    if body.startswith(b"{") and re.match(rb'\{\s*"', body):
        return "json"
    if re.match(rb'\[\s*\{\s*"', body):
        return "json"
    return "csv" if _is_table(head) else "text"


def _is_table(head: bytes) -> bool:
    """The first line names at least two columns that are known, and more lines follow."""
    name = encoding.byte_order_mark(head) or encoding.wide(head) or "utf-8"
    header, _, rest = head.decode(name, "ignore").partition("\n")
    if not rest.strip():
        return False
    for delimiter in DELIMITERS:
        mapped = map_columns([cell.strip(' "\r') for cell in header.split(delimiter)], {})
        if mapped.usable and len(mapped.columns) >= _TABLE_COLUMNS:
            return True
    return False
