"""The rows that readers of the records get, and the way between an article and its columns."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fihrist.index.model import (
    Article,
    ArticleKind,
    EntityType,
    Part,
    PartKind,
    Precision,
    Provenance,
    Published,
    RelatedLink,
)

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: making one takes longer than what it does for an article."""

TYPE_CODES = {kind: code for code, kind in enumerate(EntityType, start=1)}
"""What stands for an entity's type in the index; 0: no entity has this ordinal."""

PRECISION_CODES = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}

LANGUAGES = ("und", "ar", "en", "fr", "fa", "ur")
"""A language's ordinal in the index is its place here; others count as ``und`` there. Only ever added to."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity that articles of the archive name."""

    ordinal: int
    """From 1; never changes and is never given to another."""
    key: str
    """The gazetteer's id, or ``~`` and the folded name."""
    type: EntityType
    label: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An outlet that articles of the archive state."""

    ordinal: int
    """From 1; 0 stands for "not stated"."""
    folded: str
    label: str
    """The name as it was first met."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the records hold."""

    articles: int
    related: int
    undated: int
    sources: int
    entities: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """Something that could not be read."""

    path: str
    byte_start: int
    byte_end: int
    reason: str
    kept: str
    """Name of the file in the folder ``quarantine/`` that holds its bytes; empty when none were kept."""
    at: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the archive knows of an article that it has."""

    dated: bool
    sourced: bool

    def lacks(self, article: Article) -> bool:
        """Whether another reading of the article brings what is not known."""
        return (not self.dated and article.published is not None) or (not self.sourced and article.source != "")


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what the index needs to know of it."""

    sequence: int
    article: Article
    source_ordinal: int
    entities: tuple[int, ...]
    """Ordinals of the entities that facets count, distinct and ascending."""
    mentioned: tuple[tuple[int, int], ...]
    """First and last day of each date that the article can be found by, known to the month or better."""
    mentioned_wide: tuple[tuple[int, int], ...]
    """First and last day of the others, which only an interval finds that holds them whole."""


ARTICLE_COLUMNS = (
    "id", "kind", "title", "deck", "byline", "translator", "source", "source_ordinal", "url", "language", "keywords",
    "published", "published_precision", "published_provenance", "published_confidence", "published_earliest",
    "published_latest", "captions", "see_also", "related", "page", "part_no", "part_count", "parts", "text_sha256",
    "ingested_at", "related_to",
)  # fmt: skip

_READ = ", ".join(f"articles.{name}" for name in ("sequence", *ARTICLE_COLUMNS))
SELECT_ARTICLE = (
    f"SELECT {_READ}, files.path AS page_path, files.location, pages.byte_start, pages.byte_end, pages.sha256 AS page_sha256,"  # noqa: S608
    " pages.encoding, bodies.dictionary, bodies.body"
    " FROM articles LEFT JOIN pages ON pages.id = articles.page LEFT JOIN files ON files.id = pages.file LEFT JOIN bodies ON bodies.sequence = articles.sequence"
)
"""Everything of articles; `article_of` reads its rows."""


def columns_of(article: Article, page: int, source_ordinal: int) -> tuple[Any, ...]:
    """The values of `ARTICLE_COLUMNS`."""
    date = article.published
    dated = (date.value, date.precision, date.provenance, date.confidence, date.earliest, date.latest) if date else None
    return (
        article.id, article.kind, article.title, article.deck, article.byline, article.translator, article.source,
        source_ordinal, article.url, article.language, article.keywords, *(dated or (None, None, None, None, 0, 0)),
        _json(article.captions), _json(article.see_also),
        _json([[link.title, link.teaser, link.byline, link.city] for link in article.related]),
        page, article.part_no, article.part_count,
        _json([[part.kind, part.start, part.end, part.rule] for part in article.parts]),
        bytes.fromhex(article.text_sha256), article.ingested_at, article.related_to,
    )  # fmt: skip


def article_of(row: sqlite3.Row, body: str) -> Article:
    """The article of a row of `SELECT_ARTICLE`.

    Raises:
        ValueError: a value is missing or of another type than was written.
    """
    return Article(
        id=text(row, "id"),
        kind=ArticleKind(text(row, "kind")),
        title=text(row, "title"),
        body=body,
        deck=text(row, "deck"),
        byline=text(row, "byline"),
        translator=text(row, "translator"),
        source=text(row, "source"),
        url=text(row, "url"),
        language=text(row, "language"),
        keywords=text(row, "keywords"),
        published=_published(row),
        captions=tuple(map(str, _list(row, "captions"))),
        see_also=tuple(map(str, _list(row, "see_also"))),
        related=tuple(RelatedLink(*map(str, link)) for link in _lists(row, "related", 4)),
        path=_path_from_here(text(row, "page_path"), text(row, "location")),
        byte_start=whole(row, "byte_start"),
        byte_end=whole(row, "byte_end"),
        page_sha256=blob(row, "page_sha256").hex(),
        encoding=text(row, "encoding"),
        text_sha256=blob(row, "text_sha256").hex(),
        part_no=whole(row, "part_no"),
        part_count=whole(row, "part_count"),
        parts=tuple(
            Part(PartKind(kind), int(start), int(end), str(rule)) for kind, start, end, rule in _lists(row, "parts", 4)
        ),
        ingested_at=text(row, "ingested_at"),
        related_to=None if row["related_to"] is None else text(row, "related_to"),
    )


def _path_from_here(path: str, location: str) -> str:
    """The path as the user named it, where it leads to the file's location still; else the location."""
    if location == path:
        return path
    try:
        here = str(Path(path).absolute())
    except OSError:  # the working directory is gone
        return location
    return path if here == location else location


def _published(row: sqlite3.Row) -> Published | None:
    if row["published"] is None:
        return None
    confidence = row["published_confidence"]
    if not isinstance(confidence, float):
        column = "published_confidence"
        raise _wrong(column, confidence)
    return Published(
        text(row, "published"),
        Precision(text(row, "published_precision")),
        Provenance(text(row, "published_provenance")),
        confidence,
        whole(row, "published_earliest"),
        whole(row, "published_latest"),
    )


def text(row: sqlite3.Row, column: str) -> str:
    """A text of a row.

    Raises:
        ValueError: it is none.
    """
    value = row[column]
    if not isinstance(value, str):
        raise _wrong(column, value)
    return value


def whole(row: sqlite3.Row, column: str | int) -> int:
    """A whole number of a row.

    Raises:
        ValueError: it is none.
    """
    value = row[column]
    if not isinstance(value, int):
        raise _wrong(column, value)
    return value


def blob(row: sqlite3.Row, column: str) -> bytes:
    """Bytes of a row.

    Raises:
        ValueError: they are none.
    """
    value = row[column]
    if not isinstance(value, bytes):
        raise _wrong(column, value)
    return value


def _wrong(column: str | int, value: object) -> ValueError:
    return ValueError(f"{column} holds {type(value).__name__}, which Fihrist never writes there")


def _json(value: Any) -> str:
    return _ENCODER.encode(value)


def _list(row: sqlite3.Row, column: str) -> list[Any]:
    try:
        value = json.loads(text(row, column))
    except RecursionError as error:
        raise _wrong(column, None) from error
    if not isinstance(value, list):
        raise _wrong(column, value)
    return value


def _lists(row: sqlite3.Row, column: str, length: int) -> list[list[Any]]:
    value = _list(row, column)
    if not all(isinstance(entry, list) and len(entry) == length for entry in value):
        raise _wrong(column, value)
    return value
