"""Writing the records: one writer, transactions of many articles, each durable when it returns."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from fihrist.index.model import Article, ArticleKind, DateMention, Mention, Quarantined
from fihrist.index.records import log
from fihrist.index.records.compression import compress, make_dictionary
from fihrist.index.records.database import connect_writer, guard, now
from fihrist.index.records.deciding import Deciding
from fihrist.index.records.mentions import pack_dates, pack_mentions
from fihrist.index.records.registry import Registry
from fihrist.index.records.rows import ARTICLE_COLUMNS, columns_of, text, whole

STDIN = "-"
"""The path of standard input."""
_NO_PAGE = (0, 0, 0, ""), 0
_INSERT_ARTICLE = (
    f"INSERT INTO articles ({', '.join(ARTICLE_COLUMNS)}) VALUES ({', '.join('?' * len(ARTICLE_COLUMNS))})"  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as an ingest saw it."""

    location: str
    """Its absolute path."""
    path: str
    """As the user named it."""
    size: int
    mtime_ns: int
    sha256: bytes | None
    settings: str
    """What the user asked for when it was read; read otherwise, a file may give other articles."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article with all that is stored of it."""

    article: Article
    format: str
    source_folded: str
    """The outlet's name, folded; empty when none is stated."""
    mentions: Sequence[Mention] = ()
    folded_labels: Sequence[str] = ()
    """For each mention, its label folded."""
    dates: Sequence[DateMention] = ()
    analyser: str = ""
    """Name and version of what found the names and dates."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: its number, and for each mention the ordinal of what it counts for."""

    sequence: int
    source_ordinal: int
    entities: tuple[int, ...]


class RecordWriter(Deciding):
    """The records of an archive, open for writing. Its user holds the archive's lock.

    Changes are made inside `transaction`; what it acknowledges by returning is on the medium.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._registry = Registry(connection)
        self._last_page = _NO_PAGE
        self._newest_dictionary = 0
        self._forget()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Self:
        """Open ``records.db`` for writing; see `fihrist.index.records.database.connect_writer`."""
        connection = connect_writer(Path(path), create=create)
        try:
            writer = cls(connection, Path(path))
            if writer._number("SELECT count(*) FROM log") == 0:
                with writer.transaction():
                    writer.note("created", {})
        except BaseException:
            connection.close()
            raise
        return writer

    def close(self) -> None:
        """Put all changes into the main file, so that a copy of it and a read-only medium are complete, and close."""
        with self._lock:
            # Where it fails, the changes are durable all the same, and the next writer puts them in their place.
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes made inside become durable together when it ends, or none of them when it ends by an error."""
        with self._lock, guard(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._changed += 1
                self._forget()
                raise

    def note(self, event: str, detail: Mapping[str, Any]) -> None:
        """Add an entry to the log."""
        log.append(self._connection, now(), event, detail)

    def next_run(self) -> int:
        """A number for an ingest, above all that were used."""
        return 1 + self._number(
            "SELECT max(coalesce((SELECT max(run) FROM files), 0), coalesce((SELECT max(run) FROM quarantine), 0))"
        )

    def unchanged(self, file: FileState) -> bool:
        """Whether a file was read to its end before, as it is now and with the same settings."""
        statement = "SELECT size, mtime_ns, sha256, settings, done FROM files WHERE location = ?"
        with self._reading():
            row = self._connection.execute(statement, (file.location,)).fetchone()
        if row is None or not row["done"] or row["settings"] != file.settings or row["size"] != file.size:
            return False
        if file.sha256 is None:
            return bool(row["mtime_ns"] == file.mtime_ns)
        return bool(row["sha256"] == file.sha256)

    def begin_file(self, file: FileState, run: int) -> tuple[int, bool]:
        """Note that a file is being read; returns its number and whether its content was another before."""
        row = self._connection.execute("SELECT sha256 FROM files WHERE location = ?", (file.location,)).fetchone()
        number = self._insert(
            "INSERT INTO files (location, path, size, mtime_ns, sha256, settings, run, done) VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
            " ON CONFLICT (location) DO UPDATE SET path = excluded.path, size = excluded.size,"
            " mtime_ns = excluded.mtime_ns, sha256 = excluded.sha256, settings = excluded.settings, run = excluded.run,"
            " done = 0 RETURNING id",
            (file.location, file.path, file.size, file.mtime_ns, file.sha256, file.settings, run),
        )
        self._connection.execute("DELETE FROM quarantine WHERE file IS NULL AND path = ?", (file.path,))
        return number, row is not None and row["sha256"] is not None and row["sha256"] != file.sha256

    def touch_file(self, file: FileState) -> None:
        """Note a file's new time of change; its content is what it was."""
        statement = "UPDATE files SET mtime_ns = ?, path = ? WHERE location = ?"
        self._connection.execute(statement, (file.mtime_ns, file.path, file.location))

    def end_file(self, number: int, run: int) -> int:
        """Note that a file was read to its end; returns how many articles met in it before are no longer in it.

        They stay in the archive. What of the file was in quarantine and is no longer unreadable leaves it.
        """
        self._connection.execute("UPDATE files SET done = 1 WHERE id = ?", (number,))
        self._connection.execute("DELETE FROM quarantine WHERE file = ? AND run <> ?", (number, run))
        return self._number("SELECT count(*) FROM occurrences WHERE file = ? AND run <> ?", number, run)

    def add(self, new: NewArticle, file: int, run: int) -> Stored | None:
        """Store an article that was met in a file; None, and nothing done, when the archive has it already."""
        article = new.article
        if self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone():
            return None
        page = self._page(article, new.format, file)
        source = self._registry.source(new.source_folded, article.source)
        cursor = self._connection.execute(_INSERT_ARTICLE, columns_of(article, page, source))
        sequence = int(cursor.lastrowid or 0)
        ordinals = self._ordinals(new)
        body = compress(article.body, self._dictionary(self._newest_dictionary))
        self._connection.execute("INSERT INTO bodies VALUES (?, ?, ?)", (sequence, self._newest_dictionary, body))
        self._store_analysis(sequence, new, ordinals)
        self._connection.execute("INSERT OR REPLACE INTO occurrences VALUES (?, ?, ?)", (file, sequence, run))
        return Stored(sequence, source, self.canonical(ordinals))

    def meet(self, article: Article, format: str, file: int, run: int) -> int:  # noqa: A002
        """Note that an article of the archive was met in a file; returns its number.

        When its very page lies in a file that this ingest has not read, the page is from now on that of this file.
        """
        row = self._connection.execute(
            "SELECT articles.sequence, pages.file, pages.sha256, files.run FROM articles"
            " JOIN pages ON pages.id = articles.page JOIN files ON files.id = pages.file WHERE articles.id = ?",
            (article.id,),
        ).fetchone()
        sequence = whole(row, "sequence")
        self._connection.execute("INSERT OR REPLACE INTO occurrences VALUES (?, ?, ?)", (file, sequence, run))
        same_page = row["sha256"] == bytes.fromhex(article.page_sha256)
        if same_page and row["file"] != file and row["run"] < run and article.path != STDIN:
            page = self._page(article, format, file)
            self._connection.execute("UPDATE articles SET page = ? WHERE sequence = ?", (page, sequence))
        return sequence

    def complete(self, new: NewArticle, sequence: int) -> dict[str, str]:
        """Give an article of the archive the date and the outlet that it lacks, from another reading of it.

        What is known is never replaced. Names and dates are those of the new reading when it brings the date, since
        dates are resolved by it. The index is to be given the article again, and then told so by `settle`.

        Returns:
            What was gained, by its field; nothing when nothing was.
        """
        article, gained = new.article, {}
        row = self._connection.execute(
            "SELECT published, source FROM articles WHERE sequence = ?", (sequence,)
        ).fetchone()
        if row["published"] is None and (date := article.published):
            gained["published"] = date.value
            self._connection.execute(
                "UPDATE articles SET published = ?, published_precision = ?, published_provenance = ?,"
                " published_confidence = ?, published_earliest = ?, published_latest = ? WHERE sequence = ?",
                (date.value, date.precision, date.provenance, date.confidence, date.earliest, date.latest, sequence),
            )
            if new.mentions or new.dates:
                self.replace_analysis(sequence, new)
        if not row["source"] and article.source:
            gained["source"] = article.source
            ordinal = self._registry.source(new.source_folded, article.source)
            statement = "UPDATE articles SET source = ?, source_ordinal = ? WHERE sequence = ?"
            self._connection.execute(statement, (article.source, ordinal, sequence))
        if gained and article.kind is ArticleKind.ARTICLE:
            self._connection.execute("INSERT OR REPLACE INTO stale (article, part) VALUES (?, 0)", (sequence,))
        return gained

    def settle(self) -> None:
        """Note that the index holds all changes of articles."""
        if self._number("SELECT count(*) FROM stale"):
            with self.transaction():
                self._connection.execute("DELETE FROM stale")

    def replace_analysis(self, sequence: int, new: NewArticle) -> tuple[int, ...]:
        """Store newly found names and dates of an article; returns the ordinals, one for each mention."""
        ordinals = self._ordinals(new)
        self._store_analysis(sequence, new, ordinals)
        return ordinals

    def analysed_otherwise(self, analyser: str, *, after: int = 0, limit: int = 500) -> list[tuple[int, str]]:
        """Numbers and ids of articles whose names and dates another analyser found, from a number on."""
        return self._query(
            "SELECT articles.sequence, articles.id FROM articles JOIN analyses USING (sequence) JOIN analysers"
            " ON analysers.id = analyses.analyser WHERE articles.sequence > ? AND analysers.name <> ?"
            " ORDER BY articles.sequence LIMIT ?",
            (after, analyser, limit),
            lambda row: (whole(row, "sequence"), text(row, "id")),
        )

    def prepare_dictionary(self, texts: Sequence[str]) -> None:
        """Make the dictionary that bodies are compressed with, unless there is one or the texts are few."""
        if self._newest_dictionary or not (words := make_dictionary(texts)):
            return
        self._newest_dictionary = self._insert("INSERT INTO dictionaries (words) VALUES (?) RETURNING id", (words,))
        self._dictionaries[self._newest_dictionary] = words

    def quarantine(self, found: Quarantined, kept: str, file: int | None, run: int) -> bool:
        """Note something unreadable; False when it was noted before, with the same reason."""
        key = (found.path, found.byte_start, found.byte_end)
        statement = "SELECT reason FROM quarantine WHERE path = ? AND byte_start = ? AND byte_end = ?"
        before = self._connection.execute(statement, key).fetchone()
        self._connection.execute(
            "INSERT INTO quarantine (path, byte_start, byte_end, reason, kept, at, file, run)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path, byte_start, byte_end) DO UPDATE SET"
            " reason = excluded.reason, kept = excluded.kept, file = excluded.file, run = excluded.run",
            (*key, found.reason, kept, now(), file, run),
        )
        return before is None or before["reason"] != found.reason

    def _ordinals(self, new: NewArticle) -> tuple[int, ...]:
        """For each mention of an article the ordinal of its entity, whatever that counts for."""
        ordinals = tuple(
            self._registry.entity(mention.key, mention.type, mention.label, folded)
            for mention, folded in zip(new.mentions, new.folded_labels, strict=True)
        )
        self._changed += self._registry.linked
        self._registry.linked = 0
        return ordinals

    def _store_analysis(self, sequence: int, new: NewArticle, ordinals: Sequence[int]) -> None:
        values = (
            sequence,
            self._registry.analyser(new.analyser),
            pack_mentions(new.mentions, ordinals),
            pack_dates(new.dates),
        )
        self._connection.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)", values)

    def _page(self, article: Article, format_: str, file: int) -> int:
        """The number of the page an article was cut from; articles of one page come one after the other."""
        key = (file, article.byte_start, article.byte_end, article.page_sha256)
        if key != self._last_page[0]:
            values = (file, article.byte_start, article.byte_end, bytes.fromhex(article.page_sha256))
            number = self._insert(
                "INSERT INTO pages (file, byte_start, byte_end, sha256, encoding, format)"
                " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (*values, article.encoding, format_),
            )
            self._last_page = key, number
        return self._last_page[1]

    def _insert(self, statement: str, values: Sequence[Any]) -> int:
        return int(self._connection.execute(statement, values).fetchone()[0])

    def _forget(self) -> None:
        """Forget the numbers that a transaction gave out; those of one that failed never came to be."""
        self._registry = Registry(self._connection)
        self._last_page = _NO_PAGE
        self._newest_dictionary = self._number("SELECT coalesce(max(id), 0) FROM dictionaries")


def digest_of(articles: Iterable[Article]) -> str:
    """One SHA-256 over the ids and texts of articles in their order, for the log."""
    digest = hashlib.sha256()
    for article in articles:
        digest.update(bytes.fromhex(article.id) + bytes.fromhex(article.text_sha256))
    return digest.hexdigest()
