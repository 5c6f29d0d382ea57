"""Reading the records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from fihrist.errors import UnknownArticleError
from fihrist.index.model import FACET_CONFIDENCE, Article, ArticleKind, DateMention, Mention
from fihrist.index.records import log
from fihrist.index.records.compression import decompress
from fihrist.index.records.database import connect_reader
from fihrist.index.records.mentions import unpack_dates, unpack_mentions, unpack_ordinals, unpack_ranges
from fihrist.index.records.operations import Operations
from fihrist.index.records.rows import (
    SELECT_ARTICLE,
    Counts,
    Held,
    QuarantineRow,
    StoredArticle,
    article_of,
    blob,
    text,
    whole,
)

M = TypeVar("M", Mention, DateMention)
_ID_PREFIX = 4
"""Characters from which on an unknown id is taken for the beginning of others."""
_SELECT_STORED = (
    SELECT_ARTICLE.replace(" FROM articles", ", analyses.mentions, analyses.dates FROM articles")
    + " LEFT JOIN analyses ON analyses.sequence = articles.sequence"
)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in an article's text."""

    title_mentions: list[Mention]
    """Offsets count in the title."""
    mentions: list[Mention]
    """Offsets count in the body."""
    dates: list[DateMention]
    """Of the body; offsets count in it."""


class Records(Operations):
    """The records of an archive, open for reading; safe to use from several threads.

    Whatever the database holds, the only errors are those of the archive: `DamagedError` names the file.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._dictionaries: dict[int, bytes] = {0: b""}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open ``records.db`` for reading; see `fihrist.index.records.database.connect_reader`."""
        return cls(connect_reader(Path(path)), Path(path))

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
        return self.findings(self.article(article_id)).mentions

    def title_mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's title, in text order; offsets count in the title.

        Raises:
            UnknownArticleError: there is no such article.
        """
        return self.findings(self.article(article_id)).title_mentions

    def dates(self, article_id: str) -> list[DateMention]:
        """The dates said in an article's body, in text order; offsets count in the body.

        Raises:
            UnknownArticleError: there is no such article.
        """
        return self.findings(self.article(article_id)).dates

    def findings(self, article: Article) -> Findings:
        """The names and dates of an article that has been read already, in text order.

        Raises:
            UnknownArticleError: there is no such article.
        """
        statement = (
            "SELECT analyses.mentions, analyses.dates FROM articles"
            " LEFT JOIN analyses ON analyses.sequence = articles.sequence WHERE articles.id = ?"
        )
        rows = self._query(statement, (article.id,), lambda row: (blob(row, "mentions"), blob(row, "dates")))
        if not rows:
            raise self._unknown(article.id)
        whole_text, body_start = f"{article.title}\n{article.body}", len(article.title) + 1
        with self._reading():
            mentions = unpack_mentions(rows[0][0], whole_text, self._canonical_by_ordinal)
            dates = unpack_dates(rows[0][1], whole_text)
            return Findings(
                [mention for mention in mentions if mention.end < body_start],
                [_moved(mention, body_start) for mention in mentions if mention.start >= body_start],
                [_moved(date, body_start) for date in dates if date.start >= body_start],
            )

    def known(self, ids: Iterable[str]) -> dict[str, Held]:
        """Those of the ids that articles have, and what is known of each."""
        return dict(self._by("SELECT id, published, source FROM articles", "id", list(ids), _held))

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
            entities=self._number("SELECT count(*) FROM entities WHERE canonical IS NULL"),
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

    def provenances(self) -> list[tuple[str, str]]:
        """The id of every dated article and where its publication date comes from."""
        return self._query(
            "SELECT id, published_provenance FROM articles WHERE published_earliest > 0 AND kind = ?",
            (ArticleKind.ARTICLE,),
            _id_and_provenance,
        )

    def last_sequence(self) -> int:
        """Number of the newest record; 0 in an empty archive."""
        return self._number("SELECT coalesce(max(sequence), 0) FROM articles")

    def stored_of(self, sequences: Sequence[int]) -> list[StoredArticle]:
        """The articles with these numbers, as `stored` gives them."""
        return self._by(_SELECT_STORED, "articles.sequence", sequences, self._stored)

    def unindexed(self, sequence: int) -> int:
        """How many articles an index that holds the records up to a number does not hold as they are now."""
        return self._number("SELECT count(*) FROM stale") + self._number(
            "SELECT count(*) FROM articles WHERE sequence > ? AND kind = ?", sequence, ArticleKind.ARTICLE
        )

    def stored(self, *, after: int = 0, size: int = 500) -> Iterator[StoredArticle]:
        """The articles that are searched, in the order they came in, with what the index needs of them.

        Args:
            after: the sequence number to go on from.
            size: how many are held in memory at a time.
        """
        kind = f"articles.kind = '{ArticleKind.ARTICLE}'"
        statement = f"{_SELECT_STORED} WHERE articles.sequence > ? AND {kind} ORDER BY articles.sequence LIMIT ?"
        while batch := self._query(statement, (after, size), self._stored):
            yield from batch
            after = batch[-1].sequence

    def stale(self, *, after: int = 0, size: int = 500) -> Iterator[StoredArticle]:
        """The articles that changed since the index was given them, as they are now; see `stored`."""
        statement = (
            f"{_SELECT_STORED} JOIN stale ON stale.article = articles.sequence WHERE stale.part = 0"
            " AND articles.sequence > ? ORDER BY articles.sequence LIMIT ?"
        )
        while batch := self._query(statement, (after, size), self._stored):
            yield from batch
            after = batch[-1].sequence

    def stale_entities(self, *, after: int = 0, size: int = 2_000) -> Iterator[list[tuple[int, tuple[int, ...]]]]:
        """The articles of which only the entities changed since the index was given them, in portions.

        Each as the number that its id is, and the ordinals of its entities now.
        """
        statement = (
            "SELECT articles.sequence, articles.id, analyses.mentions FROM stale"
            " JOIN articles ON articles.sequence = stale.article JOIN analyses ON analyses.sequence = articles.sequence"
            " WHERE stale.part = 1 AND articles.sequence > ? ORDER BY articles.sequence LIMIT ?"
        )
        while batch := self._query(statement, (after, size), self._entities_only):
            yield [(key, entities) for _, key, entities in batch]
            after = batch[-1][0]

    def _entities_only(self, row: sqlite3.Row) -> tuple[int, int, tuple[int, ...]]:
        return whole(row, "sequence"), int(text(row, "id"), 16), self._facet_ordinals(row)

    def sequences(self, ids: Sequence[str]) -> dict[str, int]:
        """The numbers of the articles with these ids; unknown ones are left out."""
        found = self._by("SELECT id, sequence FROM articles", "id", ids, _id_and_sequence)
        return dict(found)

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
            self._facet_ordinals(row),
            *unpack_ranges(blob(row, "dates")),
        )

    def _facet_ordinals(self, row: sqlite3.Row) -> tuple[int, ...]:
        """The entities that facets count: those that stand by themselves at least once, distinct, ascending."""
        found = unpack_ordinals(blob(row, "mentions"), FACET_CONFIDENCE)
        return tuple(sorted(set(self.canonical(ordinal for ordinal, nested in found if not nested))))

    def _unknown(self, article_id: str) -> UnknownArticleError:
        cure = "take ids from the results of a search"
        if len(article_id) >= _ID_PREFIX:
            sql = "SELECT id FROM articles WHERE id > ? AND id < ? ORDER BY id LIMIT 2"
            begun = self._query(sql, (article_id, article_id + "\U0010ffff"), lambda row: text(row, "id"))
            cure = f"ids are given in full: {' or '.join(begun)}{' …' * (len(begun) > 1)}" if begun else cure
        return UnknownArticleError(f"{self._path.parent}: no article has the id {article_id!r}; {cure}")

    def _dictionary(self, number: int) -> bytes:
        found = self._dictionaries.get(number)
        if found is None:
            rows = self._query("SELECT words FROM dictionaries WHERE id = ?", (number,), lambda row: blob(row, "words"))
            if not rows:
                message = f"the dictionary {number} is missing"
                raise ValueError(message)
            found = self._dictionaries[number] = rows[0]
        return found


def _moved(found: M, by: int) -> M:
    return replace(found, start=found.start - by, end=found.end - by)


def _id_and_provenance(row: sqlite3.Row) -> tuple[str, str]:
    return text(row, "id"), text(row, "published_provenance")


def _id_and_sequence(row: sqlite3.Row) -> tuple[str, int]:
    return text(row, "id"), whole(row, "sequence")


def _held(row: sqlite3.Row) -> tuple[str, Held]:
    return text(row, "id"), Held(dated=row["published"] is not None, sourced=bool(row["source"]))


def _quarantined(row: sqlite3.Row) -> QuarantineRow:
    return QuarantineRow(
        text(row, "path"), whole(row, "byte_start"), whole(row, "byte_end"), text(row, "reason"), text(row, "kept"),
        text(row, "at"),
    )  # fmt: skip
