"""How far an ingest is, and what it did."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from fihrist.index.model import Notice, Quarantined

LISTED = 1_000
"""Quarantined pages and notices that a report names; the others are counted."""
_SHOWN = 20
_UNRULY = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def counted(count: int, what: str, several: str = "") -> str:
    """A number of things in words: ``1 file``, ``2 files``; `several` where the plural is not formed so."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {several or what + 's'}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is."""

    phase: str
    """``reading``, ``indexing`` or ``analysing``."""
    files_done: int = 0
    files_total: int = 0
    """0: not known."""
    pages: int = 0
    articles: int = 0
    """Articles handled, known ones included."""
    new: int = 0
    bytes_done: int = 0
    bytes_total: int = 0
    """0: not known; an estimate where files are compressed."""
    seconds: float = 0.0

    def __str__(self) -> str:
        if self.phase != "reading":
            return f"{self.phase}: {counted(self.articles, 'article')}, {self.seconds:.0f} s"
        share = f"{min(self.bytes_done / self.bytes_total, 1):.0%}, " if self.bytes_total else ""
        files = f"{self.files_done:,} of " if self.files_total else ""
        files += counted(self.files_total or self.files_done, "file")
        rate = self.articles / self.seconds if self.seconds > 1 else 0
        speed = f", {rate:,.0f} articles/s" if rate else ""
        return f"reading: {share}{files}, {counted(self.articles, 'article')}, {self.new:,} new{speed}"


@dataclass(frozen=True, slots=True)
class QuarantineEntry:
    """Something that could not be read."""

    path: str
    byte_start: int
    byte_end: int
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. Counts are of this ingest, not of the archive."""

    files: int = 0
    """Files found."""
    unchanged: int = 0
    """Files passed over: read before and the same since."""
    changed: int = 0
    """Files read before, whose content is another now."""
    pages: int = 0
    """Pages and records read."""
    new: int = 0
    """Articles added."""
    duplicates: int = 0
    """Articles met that the archive had already before this ingest."""
    repeated: int = 0
    """Articles of this ingest met once more in it."""
    completed: int = 0
    """Of the duplicates, those that gained a date or an outlet that was not known."""
    related: int = 0
    """Blocks of related links added: kept, not searched."""
    gone: int = 0
    """Articles that files held before and hold no longer; they stay in the archive."""
    quarantined: int = 0
    """Files, pages and records that could not be read."""
    characters: int = 0
    """Of the articles added."""
    seconds: float = 0.0
    quarantine: tuple[QuarantineEntry, ...] = ()
    """The first of what could not be read, with reasons; all of it is in the archive."""
    notices: tuple[str, ...] = ()
    """What else should be known, each with its file."""

    @property
    def articles_per_second(self) -> float:
        """New, known and repeated articles together, over the whole time."""
        return (self.new + self.duplicates + self.repeated) / self.seconds if self.seconds else 0.0

    def to_json(self) -> dict[str, Any]:
        """The report as data for JSON: its fields, and ``articles_per_second``."""
        rate = round(self.articles_per_second, 1)
        values = asdict(self) | {"seconds": round(self.seconds, 3), "articles_per_second": rate}
        return values | {"quarantine": [asdict(entry) for entry in self.quarantine], "notices": list(self.notices)}

    def lines(self) -> Iterator[str]:
        """The report as text; whatever names of files hold, each of them stays on its line."""
        yield from map(_on_one_line, self._lines())

    def _lines(self) -> Iterator[str]:
        if not self.files and not self.quarantined:
            yield "no files to read: folders are empty, or hold nothing but hidden files"
            return
        if self.files and self.files == self.unchanged:
            yield f"nothing new: {counted(self.files, 'file')} unchanged since last read"
        else:
            speed = f", {self.articles_per_second:,.0f} articles/s" if self.seconds >= 1 else ""
            found = f"{counted(self.new, 'new article')} from {counted(self.files - self.unchanged, 'file')}"
            yield f"{found} in {self.seconds:.1f} s{speed}"
            if self.unchanged:
                yield f"  {counted(self.unchanged, 'file')} unchanged since last read"
        yield from (f"  {line}" for count, line in self._counts() if count)
        for entry in self.quarantine[:_SHOWN]:
            place = f" (bytes {entry.byte_start:,} to {entry.byte_end:,})" if entry.byte_start else ""
            yield f"    {entry.path}{place}: {entry.reason}"
        if self.quarantined > _SHOWN:
            yield f"    … and {self.quarantined - _SHOWN:,} more; with --json a load lists its first {LISTED:,}"
        yield from (f"  {notice}" for notice in self.notices[:_SHOWN])
        if len(self.notices) > _SHOWN:
            yield f"  … and {len(self.notices) - _SHOWN:,} more such notices; with --json a load lists them"

    def _counts(self) -> Iterator[tuple[int, str]]:
        yield self.related, f"{counted(self.related, 'block')} of related links, kept and not searched"
        yield self.duplicates, f"{counted(self.duplicates, 'article')} known already"
        yield self.completed, f"{counted(self.completed, 'article')} of these gained a date or an outlet"
        yield self.repeated, f"{counted(self.repeated, 'copy', 'copies')} of articles among the new ones"
        yield self.changed, f"{counted(self.changed, 'file')} changed since last read"
        yield self.gone, f"{counted(self.gone, 'article')} no longer where read before; the archive keeps everything"
        yield self.quarantined, f"{self.quarantined:,} unreadable, in quarantine:"


def _on_one_line(text: str) -> str:
    """The text with characters that break or reorder lines written as escapes."""
    return _UNRULY.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


@dataclass(slots=True)
class Tally:
    """The counts of a running ingest."""

    files: int = 0
    files_done: int = 0
    unchanged: int = 0
    changed: int = 0
    pages: int = 0
    new: int = 0
    duplicates: int = 0
    repeated: int = 0
    completed: int = 0
    related: int = 0
    gone: int = 0
    quarantined: int = 0
    characters: int = 0
    bytes_before: int = 0
    """In the files that are done."""
    bytes_here: int = 0
    """In the file being read."""
    bytes_total: int = 0
    quarantine: list[QuarantineEntry] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def unreadable(self, found: Quarantined) -> None:
        """Count something that could not be read."""
        self.quarantined += 1
        if len(self.quarantine) < LISTED:
            self.quarantine.append(QuarantineEntry(found.path, found.byte_start, found.byte_end, found.reason))

    def notice(self, notice: Notice) -> None:
        """Keep a notice, once."""
        text = f"{notice.path}: {notice.reason}"
        if len(self.notices) < LISTED and text not in self.notices:
            self.notices.append(text)

    def progress(self) -> Progress:
        """How far it is."""
        return Progress(
            "reading",
            files_done=self.files_done,
            files_total=self.files,
            pages=self.pages,
            articles=self.new + self.duplicates + self.repeated,
            new=self.new,
            bytes_done=self.bytes_before + self.bytes_here,
            bytes_total=self.bytes_total,
            seconds=time.monotonic() - self.started,
        )

    def report(self) -> IngestReport:
        """The report of the finished ingest."""
        return IngestReport(
            files=self.files,
            unchanged=self.unchanged,
            changed=self.changed,
            pages=self.pages,
            new=self.new,
            duplicates=self.duplicates,
            repeated=self.repeated,
            completed=self.completed,
            related=self.related,
            gone=self.gone,
            quarantined=self.quarantined,
            characters=self.characters,
            seconds=time.monotonic() - self.started,
            quarantine=tuple(self.quarantine),
            notices=tuple(self.notices),
        )
