"""Reading the records."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from fihrist.errors import UnknownArticleError
from fihrist.index.model import FACET_CONFIDENCE, Article, ArticleKind, DateMention, EntityType, Mention
from fihrist.index.records import log
from fihrist.index.records.compression import decompress
from fihrist.index.records.database import connect_reader, damaged, guard
from fihrist.index.records.mentions import unpack_dates, unpack_mentions, unpack_ordinals, unpack_ranges
from fihrist.index.records.rows import (
    SELECT_ARTICLE,
    TYPE_CODES,
    Counts,
    EntityRow,
    QuarantineRow,
    SourceRow,
    StoredArticle,
    article_of,
    blob,
    text,
    whole,
)

T = TypeVar("T")
M = TypeVar("M", Mention, DateMention)
_PARAMETERS = 500
"""Values bound in one statement; SQLite takes at least 999."""


class Records:
    """The records of an archive, open for reading; safe to use from several threads.

    Whatever the database holds, the only errors are those of the archive: `DamagedError` names the file.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._lock = threading.RLock()
        self._dictionaries: dict[int, bytes] = {0: b""}
        connection.row_factory = sqlite3.Row

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open ``records.db`` for reading; see `fihrist.index.records.database.connect_reader`."""
        return cls(connect_reader(Path(path)), Path(path))

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            UnknownArticleError: there is none.
        """
        return self.articles([article_id])[0]

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles with these ids, in the order of the ids.

        Raises:
            UnknownArticleError: one of them is not there.
        """
        found = {article.id: article for article in self._by(SELECT_ARTICLE, "articles.id", ids, self._article)}
        missing = next((article_id for article_id in ids if article_id not in found), None)
        if missing is not None:
            raise self._unknown(missing)
        return [found[article_id] for article_id in ids]

    def mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's body, in text order; offsets count in the body.

        Raises:
            UnknownArticleError: there is no such article.
        """
        text_, body_start, data, _ = self._analysis(article_id)
        return [_moved(mention, body_start) for mention in self._mentions(data, text_) if mention.start >= body_start]

    def title_mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's title, in text order; offsets count in the title.

        Raises:
            UnknownArticleError: there is no such article.
        """
        text_, body_start, data, _ = self._analysis(article_id)
        return [mention for mention in self._mentions(data, text_) if mention.end < body_start]

    def dates(self, article_id: str) -> list[DateMention]:
        """The dates said in an article's body, in text order; offsets count in the body.

        Raises:
            UnknownArticleError: there is no such article.
        """
        text_, body_start, _, data = self._analysis(article_id)
        with self._reading():
            return [_moved(date, body_start) for date in unpack_dates(data, text_) if date.start >= body_start]

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that articles have."""
        return set(self._by("SELECT id FROM articles", "id", list(ids), lambda row: text(row, "id")))

    def count(self) -> int:
        """Number of articles, related blocks not counted."""
        return self._number("SELECT count(*) FROM articles WHERE kind = ?", ArticleKind.ARTICLE)

    def counts(self) -> Counts:
        """How much of everything there is."""
        return Counts(
            articles=self.count(),
            related=self._number("SELECT count(*) FROM articles WHERE kind = ?", ArticleKind.RELATED),
            undated=self._number(
                "SELECT count(*) FROM articles WHERE kind = ? AND published_earliest = 0", ArticleKind.ARTICLE
            ),
            sources=self._number("SELECT count(*) FROM sources"),
            entities=self._number("SELECT count(*) FROM entities"),
            quarantined=self._number("SELECT count(*) FROM quarantine"),
        )

    def published_range(self) -> tuple[str, str]:
        """Earliest and latest publication date, ISO 8601 to their precision; two empty texts when none is known."""
        ends = []
        for order in ("published_earliest ASC", "published_latest DESC"):
            statement = f"SELECT published FROM articles WHERE published_earliest > 0 ORDER BY {order} LIMIT 1"  # noqa: S608
            rows = self._query(statement, (), lambda row: text(row, "published"))
            ends.append(rows[0] if rows else "")
        return ends[0], ends[1]

    def last_sequence(self) -> int:
        """Number of the newest record; 0 in an empty archive."""
        return self._number("SELECT coalesce(max(sequence), 0) FROM articles")

    def stored(self, *, after: int = 0, size: int = 500) -> Iterator[StoredArticle]:
        """The articles that are searched, in the order they came in, with what the index needs of them.

        Args:
            after: the sequence number to go on from.
            size: how many are held in memory at a time.
        """
        condition = f" WHERE articles.sequence > ? AND articles.kind = '{ArticleKind.ARTICLE}'"
        statement = (
            SELECT_ARTICLE.replace(" FROM articles", ", analyses.mentions, analyses.dates FROM articles")
            + " LEFT JOIN analyses ON analyses.sequence = articles.sequence"
            + condition
            + " ORDER BY articles.sequence LIMIT ?"
        )
        while batch := self._query(statement, (after, size), self._stored):
            yield from batch
            after = batch[-1].sequence

    def entity(self, ordinals: Sequence[int]) -> list[EntityRow]:
        """The entities with these ordinals, in this order; unknown ordinals are left out."""
        found = self._entities_by_ordinal(ordinals)
        return [found[ordinal] for ordinal in ordinals if ordinal in found]

    def entity_ordinals(self, key: str, type: EntityType | None = None) -> list[int]:  # noqa: A002
        """The ordinals of the entity with a key; several when articles use the name for things of different types."""
        rows = self._query("SELECT * FROM entities WHERE key = ? ORDER BY ordinal", (key,), _entity)
        return [row.ordinal for row in rows if type in (None, row.type)]

    def find_entity_rows(self, folded_name: str, type: EntityType | None = None) -> list[EntityRow]:  # noqa: A002
        """The entities whose label, folded, is this; aliases are the gazetteer's to know."""
        rows = self._query("SELECT * FROM entities WHERE folded = ? ORDER BY ordinal", (folded_name,), _entity)
        return [row for row in rows if type in (None, row.type)]

    def entity_types(self) -> bytes:
        """The type of each entity by its ordinal, as in `TYPE_CODES`; place 0 belongs to none."""
        codes = bytearray(self._number("SELECT coalesce(max(ordinal), 0) FROM entities") + 1)
        for ordinal, code in self._query("SELECT ordinal, type FROM entities", (), _type_code):
            codes[ordinal] = code
        return bytes(codes)

    def source(self, ordinals: Sequence[int]) -> list[SourceRow]:
        """The outlets with these ordinals, in this order; unknown ordinals are left out."""
        rows = self._by("SELECT * FROM sources", "ordinal", ordinals, _source)
        found = {row.ordinal: row for row in rows}
        return [found[ordinal] for ordinal in ordinals if ordinal in found]

    def source_ordinals(self, folded_name: str) -> list[int]:
        """The ordinal of the outlet with this folded name; none when no article states it."""
        return [row.ordinal for row in self._query("SELECT * FROM sources WHERE folded = ?", (folded_name,), _source)]

    def quarantined(self, limit: int = -1) -> list[QuarantineRow]:
        """What could not be read, in the order it was met; all of it, or the first so many."""
        return self._query("SELECT * FROM quarantine ORDER BY id LIMIT ?", (limit,), _quarantined)

    def log(self) -> list[log.LogEntry]:
        """What was done to the archive, oldest first."""
        with self._reading():
            return list(log.entries(self._connection))

    def verify_log(self) -> int | None:
        """The number of the first log entry that is not what was written; None when all are."""
        with self._reading():
            return log.verify(self._connection)

    def _article(self, row: sqlite3.Row) -> Article:
        return article_of(row, self._body(row))

    def _body(self, row: sqlite3.Row) -> str:
        return decompress(blob(row, "body"), self._dictionary(whole(row, "dictionary")))

    def _stored(self, row: sqlite3.Row) -> StoredArticle:
        article = self._article(row)
        return StoredArticle(
            whole(row, "sequence"),
            article,
            whole(row, "source_ordinal"),
            facet_ordinals(unpack_ordinals(blob(row, "mentions"), FACET_CONFIDENCE)),
            tuple(unpack_ranges(blob(row, "dates"))),
        )

    def _analysis(self, article_id: str) -> tuple[str, int, bytes, bytes]:
        """The text that names and dates are counted in, where its body begins, and the two packed."""
        statement = (
            "SELECT articles.title, analyses.mentions, analyses.dates, bodies.dictionary, bodies.body FROM articles"
            " LEFT JOIN bodies ON bodies.sequence = articles.sequence"
            " LEFT JOIN analyses ON analyses.sequence = articles.sequence WHERE articles.id = ?"
        )
        rows = self._query(
            statement,
            (article_id,),
            lambda row: (text(row, "title"), self._body(row), blob(row, "mentions"), blob(row, "dates")),
        )
        if not rows:
            raise self._unknown(article_id)
        title, body, mentions, dates = rows[0]
        return f"{title}\n{body}", len(title) + 1, mentions, dates

    def _mentions(self, data: bytes, text_: str) -> list[Mention]:
        with self._reading():
            return unpack_mentions(data, text_, self._entities_by_ordinal)

    def _unknown(self, article_id: str) -> UnknownArticleError:
        where = self._path.parent
        return UnknownArticleError(
            f"{where}: no article has the id {article_id!r}; take ids from the results of a search"
        )

    def _dictionary(self, number: int) -> bytes:
        found = self._dictionaries.get(number)
        if found is None:
            rows = self._query("SELECT words FROM dictionaries WHERE id = ?", (number,), lambda row: blob(row, "words"))
            if not rows:
                message = f"the dictionary {number} is missing"
                raise ValueError(message)
            found = self._dictionaries[number] = rows[0]
        return found

    def _entities_by_ordinal(self, ordinals: Sequence[int]) -> Mapping[int, EntityRow]:
        return {row.ordinal: row for row in self._by("SELECT * FROM entities", "ordinal", ordinals, _entity)}

    def _by(self, select: str, column: str, values: Sequence[Any], read: Callable[[sqlite3.Row], T]) -> list[T]:
        """The rows whose column has one of the values."""
        found: list[T] = []
        distinct = list(dict.fromkeys(values))
        for start in range(0, len(distinct), _PARAMETERS):
            part = distinct[start : start + _PARAMETERS]
            marks = ", ".join("?" * len(part))
            found += self._query(f"{select} WHERE {column} IN ({marks})", part, read)
        return found

    def _number(self, statement: str, *values: Any) -> int:
        return self._query(statement, values, _first_number)[0]

    def _query(self, statement: str, values: Sequence[Any], read: Callable[[sqlite3.Row], T]) -> list[T]:
        with self._reading():
            return [read(row) for row in self._connection.execute(statement, values).fetchall()]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, guard(self._path):
            try:
                yield
            except (ValueError, TypeError, OverflowError) as error:
                raise damaged(self._path, str(error)) from error


def facet_ordinals(found: Iterable[tuple[int, bool]]) -> tuple[int, ...]:
    """The entities that facets count: those that stand by themselves at least once, distinct, ascending."""
    return tuple(sorted({ordinal for ordinal, nested in found if not nested}))


def _moved(found: M, by: int) -> M:
    return replace(found, start=found.start - by, end=found.end - by)


def _entity(row: sqlite3.Row) -> EntityRow:
    return EntityRow(whole(row, "ordinal"), text(row, "key"), EntityType(text(row, "type")), text(row, "label"))


def _type_code(row: sqlite3.Row) -> tuple[int, int]:
    return whole(row, "ordinal"), TYPE_CODES[EntityType(text(row, "type"))]


def _source(row: sqlite3.Row) -> SourceRow:
    return SourceRow(whole(row, "ordinal"), text(row, "folded"), text(row, "label"))


def _quarantined(row: sqlite3.Row) -> QuarantineRow:
    return QuarantineRow(
        text(row, "path"), whole(row, "byte_start"), whole(row, "byte_end"), text(row, "reason"), text(row, "kept"),
        text(row, "at"),
    )  # fmt: skip


def _first_number(row: sqlite3.Row) -> int:
    return whole(row, 0)
