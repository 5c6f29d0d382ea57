"""The records that flow from sources to the index: pages, articles, mentions, dates.

All are immutable. Offsets count characters of the text named beside them, ends are exclusive.
Days are integers ``YYYYMMDD`` (20231203), so that ranges compare as numbers; 0 means "not known".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    """What kind of thing a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Provenance(StrEnum):
    """Where a publication date comes from."""

    METADATA = "metadata"
    """A field of the source: JSON, CSV, an HTML meta tag, a "published" line of the page."""
    DATELINE = "dateline"
    """The dateline of the article's text."""
    FILENAME = "filename"
    """The file's name or the article's URL."""
    USER = "user"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Published:
    """The day, month or year an article was published."""

    value: str
    """ISO 8601 to its precision: ``2023-12-03``, ``2023-12``, ``2023``."""
    precision: Precision
    provenance: Provenance
    confidence: float
    earliest: int
    """First possible day, YYYYMMDD."""
    latest: int
    """Last possible day, YYYYMMDD."""


class DateKind(StrEnum):
    """How a date is said."""

    ABSOLUTE = "absolute"
    PARTIAL = "partial"
    RELATIVE = "relative"
    RANGE = "range"
    HIJRI = "hijri"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a text."""

    start: int
    end: int
    text: str
    value: str
    """What the text alone gives, EDTF level 1: ``2022-11-30``, ``XXXX-11-30``, ``2022-10-XX``; relative ones as REF-…"""
    earliest: int | None
    """First day meant, YYYYMMDD; None when nothing resolves it."""
    latest: int | None
    """Last day meant, YYYYMMDD; None when nothing resolves it."""
    precision: str
    """``day``, ``month``, ``year``, or coarser: ``decade``, ``century``, ``season``, ``week``."""
    kind: DateKind
    modifier: str | None = None
    """``START``, ``MID``, ``END``, ``H1``, ``H2``, ``APPROX`` or None."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    start: int
    end: int
    text: str
    type: EntityType
    entity: str | None
    """Id of the gazetteer's entity; None when the name is not linked."""
    confidence: float
    """0 to 1. Facets count mentions of at least `FACET_CONFIDENCE`."""
    rule: str
    """The rule that found it, for explanations."""
    key: str
    """What facets group by: the entity's id, else ``~`` and the folded name."""
    label: str
    """The name to show: the entity's preferred Arabic name, else the name in its usual spelling."""
    nested: bool = False
    """Inside a longer name (سوريا in قوات سوريا الديمقراطية); not counted by facets."""


FACET_CONFIDENCE = 0.5
"""Mentions below this confidence are kept and not counted by facets."""


class PartKind(StrEnum):
    """What a stretch of a page is."""

    TITLE = "title"
    DECK = "deck"
    BYLINE = "byline"
    TRANSLATOR = "translator"
    SOURCE = "source"
    PUBLISHED = "published"
    UPDATED = "updated"
    """When the page was last changed, which is not when it was published."""
    KEYWORDS = "keywords"
    CAPTION = "caption"
    PULL_QUOTE = "pull_quote"
    SEE_ALSO = "see_also"
    BODY = "body"
    RELATED = "related"
    CHROME = "chrome"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page's text and what it was taken for."""

    kind: PartKind
    start: int
    end: int
    rule: str = ""
    """The cutter's rule that decided, for ``ingest --explain``."""


class ArticleKind(StrEnum):
    """Whether a cut is an article or a block of cards that point to others."""

    ARTICLE = "article"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A card of a "related articles" block."""

    title: str
    teaser: str = ""
    byline: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class CutArticle:
    """One article, or one related block, cut from a page's text."""

    kind: ArticleKind
    title: str
    deck: str
    body: str
    """The paragraphs of PartKind.BODY, joined by one newline each."""
    byline: str
    translator: str
    source: str
    """The outlet as the page names it: المونيتور, The Independent; empty when it does not."""
    published_text: str
    """The page's own statement of the publication date, unparsed; empty when there is none."""
    keywords: str
    captions: tuple[str, ...]
    see_also: tuple[str, ...]
    related: tuple[RelatedLink, ...]
    parts: tuple[Part, ...]
    """In page order; offsets count characters of the page's text; every non-blank line of the page is in one part
    of one of its articles."""


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded page of a source: a text or HTML file, or one record of a JSON Lines or CSV file."""

    path: str
    """The file as it is shown to the user; ``-`` for standard input."""
    byte_start: int
    """Where the page begins in the file, in bytes of the uncompressed file."""
    byte_end: int
    sha256: str
    """Of the page's raw bytes, hexadecimal."""
    encoding: str
    """Python's name of the encoding that decoded it."""
    text: str
    """The page's text, or the record's body field, newlines as ``\\n``."""
    format: str
    """``text``, ``html``, ``jsonl`` or ``csv``."""
    whole: bool = False
    """True when the source says that this is exactly one article (a record of JSON Lines or CSV): it is not split."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the source itself states: ``title deck source url byline published language keywords``, those it has.
    ``published`` is always ISO 8601 (a date, month or year, or a timestamp); ``day_first`` is ``yes`` or ``no`` where the
    user says how the dates of its text are written."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a record: which column each of its fields was read from."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """Something that could not be read; the bytes are kept in the archive's quarantine."""

    path: str
    byte_start: int
    byte_end: int
    reason: str
    """What is wrong and what to do, one sentence."""
    raw: bytes = b""
    """The bytes concerned, or their first part (at most 1 MiB)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a file that its reader had to leave open; nothing of the file is lost."""

    path: str
    reason: str
    """What was left open and what would settle it, one sentence."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is stored, searched and shown."""

    id: str
    """16 hexadecimal digits, from the canonical content and the URL."""
    kind: ArticleKind
    title: str
    body: str
    """Deck (when there is one) and body paragraphs, joined by newlines. Mentions, dates and snippets count in it."""
    deck: str
    byline: str
    translator: str
    source: str
    """The outlet, as stated; empty when unknown."""
    url: str
    language: str
    """ISO 639-1 code of the main language, ``und`` when unclear."""
    keywords: str
    published: Published | None
    captions: tuple[str, ...]
    see_also: tuple[str, ...]
    related: tuple[RelatedLink, ...]
    path: str
    byte_start: int
    byte_end: int
    page_sha256: str
    encoding: str
    text_sha256: str
    """Of title, newline, body, in UTF-8."""
    part_no: int
    """Which article of its page this is, from 1."""
    part_count: int
    parts: tuple[Part, ...]
    ingested_at: str
    """ISO 8601, UTC."""
    related_to: str | None = None
    """For a related block: the id of the article it stood under."""
