"""Taking what was read into the archive: batches that are durable in the records, then the index."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from fihrist.errors import ArchiveError
from fihrist.index.engine import IndexWriter
from fihrist.index.ingest.analysis import document_of, facet_entities
from fihrist.index.ingest.indexing import commit, unwritten
from fihrist.index.ingest.intake import Extent, FileBegins, FileEnds, FileSkipped, Step
from fihrist.index.ingest.quarantine import Quarantine
from fihrist.index.ingest.report import IngestReport, Progress, Tally
from fihrist.index.ingest.work import KnownArticle, Outcome, PageDone
from fihrist.index.model import Article, ArticleKind, Notice, Quarantined
from fihrist.index.records import STDIN, NewArticle, StoredArticle
from fihrist.index.records.mentions import ranges_of
from fihrist.index.records.writer import digest_of
from fihrist.index.store import Store

BATCH_ARTICLES = 1_000
BATCH_CHARACTERS = 20_000_000
BATCH_ENTRIES = 20_000
BATCH_SECONDS = 10.0
"""A slow input is acknowledged at least this often."""
COMMIT_ARTICLES = 200_000
"""After so many articles the index is committed on the way, so that an interruption leaves little to add again."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Something unreadable whose bytes are in the quarantine."""

    found: Quarantined
    name: str


class Storing:
    """One ingest's writing side. Everything is taken in order; a failure leaves what was stored before it."""

    def __init__(self, store: Store, index: IndexWriter, progress: Callable[[Progress], None] | None) -> None:
        self._store = store
        self._writer = store.writer
        self._index = index
        self._progress = progress
        self._quarantine = Quarantine(store.quarantine_path)
        self._tally = Tally()
        self._run = 0
        self._batch: list[Step | Outcome | _Kept] = []
        self._articles = self._characters = 0
        self._due = time.monotonic() + BATCH_SECONDS
        self._file: int | None = None
        self._begun: FileBegins | None = None
        self._empty = True
        """Whether nothing came of the file being read yet."""
        self._indexed = self._before = store.records.last_sequence()
        """Number of the last record before this ingest."""
        self._gained: list[dict[str, str]] = []
        self._changed: list[int] = []
        self._uncommitted = 0
        self._sound = True
        """False while the index is being changed: an index left in the middle of that is not committed."""

    def begin(self, paths: Sequence[str], extent: Extent) -> None:
        """Note what is to be ingested."""
        self._tally.files, self._tally.bytes_total = extent.files, extent.bytes
        with self._writer.transaction():
            self._run = self._writer.next_run()
            self._writer.note("ingest begins", {"run": self._run, "paths": list(paths)[:100]})

    def take(self, entry: Step | Outcome) -> None:
        """Take the next thing; it is stored with its batch.

        Raises:
            ArchiveError: the batch cannot be stored.
        """
        self._batch.append(self._kept(entry) if isinstance(entry, Quarantined) else entry)
        if isinstance(entry, NewArticle):
            self._articles += 1
            self._characters += len(entry.article.body)
        if (
            self._articles >= BATCH_ARTICLES
            or self._characters >= BATCH_CHARACTERS
            or len(self._batch) >= BATCH_ENTRIES
            or time.monotonic() >= self._due
        ):
            self.store()
        if self._progress and not isinstance(entry, NewArticle):
            self._progress(self._tally.progress())

    def store(self) -> None:
        """Make the batch durable in the records, then give its articles to the index."""
        stored: list[StoredArticle] = []
        if self._batch:
            with self._writer.transaction():
                self._writer.prepare_dictionary(
                    [entry.article.body for entry in self._batch if isinstance(entry, NewArticle)]
                )
                for entry in self._batch:
                    self._apply(entry, stored)
                self._log(stored)
        self._batch.clear()
        self._articles = self._characters = 0
        if stored or self._changed:
            self._add_to_index(stored)
        self._due = time.monotonic() + BATCH_SECONDS

    def end(self) -> IngestReport:
        """Commit the index, note the end, and report.

        Raises:
            ArchiveError: the index cannot be written; the records are complete.
        """
        if self._uncommitted:
            self._commit()
        report = self._tally.report()
        names = ("files", "unchanged", "new", "duplicates", "completed", "quarantined", "gone")
        with self._writer.transaction():
            self._writer.note("ingest ends", {"run": self._run} | {name: getattr(report, name) for name in names})
        return report

    def give_up(self) -> None:
        """After a failure or an interrupt: let what was stored be found, unless the index is in the middle of a change.

        What is not committed then, the next writer adds from the records.
        """
        if self._sound and self._uncommitted:
            with suppress(ArchiveError):
                self._commit()

    def _commit(self) -> None:
        self._sound = False
        commit(self._index, self._store, self._indexed, settled=not self._changed)
        self._uncommitted = 0
        self._sound = True

    def _add_to_index(self, stored: Sequence[StoredArticle]) -> None:
        """Give the index a batch's articles, and again those that changed, after those they may be among."""
        self._sound = False
        try:
            for entry in chain(stored, self._store.records.stored_of(self._changed)):
                if entry.article.kind is ArticleKind.ARTICLE:
                    self._index.add(document_of(entry))
        except OSError as error:
            raise unwritten(self._store, error) from error
        self._indexed = stored[-1].sequence if stored else self._indexed
        self._uncommitted += len(stored) + len(self._changed)
        self._changed.clear()
        self._sound = True
        if self._uncommitted >= COMMIT_ARTICLES or self._index.due:
            self._commit()

    def _kept(self, found: Quarantined) -> _Kept:
        try:
            name = self._quarantine.keep(found)
        except (FileExistsError, NotADirectoryError) as error:
            message = f"{self._store.quarantine_path}: it is a file where a folder belongs; move it away and run again"
            raise ArchiveError(message) from error
        except OSError as error:
            reason = error.strerror or error
            message = f"{self._store.quarantine_path}: cannot be written ({reason}); free some space and run again"
            raise ArchiveError(message) from error
        return _Kept(replace(found, raw=b""), name)

    def _log(self, stored: Sequence[StoredArticle]) -> None:
        if stored:
            first, last = stored[0].sequence, stored[-1].sequence
            digest = digest_of(entry.article for entry in stored)
            self._writer.note("articles", {"run": self._run, "first": first, "last": last, "sha256": digest})
        if self._gained:
            self._writer.note("completed", {"run": self._run, "articles": self._gained})
            self._gained = []

    def _apply(self, entry: Step | Outcome | _Kept, stored: list[StoredArticle]) -> None:
        """Take one thing into the records, inside a transaction."""
        match entry:
            case NewArticle():
                self._apply_article(entry, stored)
            case KnownArticle(article, format_):
                self._meet(article, format_)
            case PageDone(byte_end):
                self._tally.pages += 1
                self._empty = False
                self._tally.bytes_here = max(self._tally.bytes_here, byte_end)
            case _Kept(found, name):
                self._empty = False
                self._writer.quarantine(found, name, self._file, self._run)
                self._tally.unreadable(found)
            case Notice():
                self._tally.notice(entry)
            case _:
                self._apply_file(entry)

    def _apply_file(self, entry: Step | Outcome | _Kept) -> None:
        match entry:
            case FileBegins(state, _):
                self._file, changed = self._writer.begin_file(state, self._run)
                self._begun, self._empty = entry, True
                self._tally.changed += changed
            case FileEnds():
                gone = self._writer.end_file(self._number(), self._run)
                begun, self._file, self._begun = self._begun, None, None
                if begun and begun.state.location != STDIN:
                    self._tally.gone += gone
                if begun and self._empty:
                    self._tally.notice(Notice(begun.state.path, "it holds no records, nothing but a heading or blanks"))
                self._file_done(begun.bytes if begun else 0)
            case FileSkipped(size, touched):
                self._tally.unchanged += 1
                if touched:
                    self._writer.touch_file(touched)
                self._file_done(size)

    def _file_done(self, size: int) -> None:
        self._tally.files_done += 1
        self._tally.bytes_before += size
        self._tally.bytes_here = 0

    def _number(self) -> int:
        assert self._file is not None, "articles and ends stand between a file's beginning and its end"
        return self._file

    def _meet(self, article: Article, format_: str) -> int:
        """Note an article that the archive has; returns its number."""
        sequence = self._writer.meet(article, format_, self._number(), self._run)
        if article.kind is ArticleKind.ARTICLE:
            self._tally.repeated += sequence > self._before
            self._tally.duplicates += sequence <= self._before
        return sequence

    def _complete(self, new: NewArticle, sequence: int) -> None:
        gained = self._writer.complete(new, sequence)
        if gained:
            self._tally.completed += sequence <= self._before
            self._gained.append({"id": new.article.id, "file": new.article.path, **gained})
            self._changed.append(sequence)

    def _apply_article(self, new: NewArticle, stored: list[StoredArticle]) -> None:
        article, tally = new.article, self._tally
        done = self._writer.add(new, self._number(), self._run)
        if done is None:
            self._complete(new, self._meet(article, new.format))
            return
        tally.new += article.kind is ArticleKind.ARTICLE
        tally.related += article.kind is ArticleKind.RELATED
        tally.characters += len(article.title) + len(article.body)
        entities = facet_entities(new.mentions, done.entities)
        exact, wide = ranges_of(new.dates)
        stored.append(StoredArticle(done.sequence, article, done.source_ordinal, entities, exact, wide))
