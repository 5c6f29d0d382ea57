"""From a page to its articles: identity, publication date and its provenance, language."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from fihrist.index.dates import parse_published, published_from_name
from fihrist.index.ingest.cutter import cut
from fihrist.index.ingest.language import language_of
from fihrist.index.model import Article, ArticleKind, CutArticle, Page, Part, PartKind, Provenance, Published
from fihrist.index.sources.published import is_future

ID_DIGITS = 16
_TATWEEL = "\N{ARABIC TATWEEL}"
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff" + _TATWEEL + "]")
_DATED_FOLDERS = re.compile(r"(?:^|/)((?:19|20)\d\d/[01]\d/(?:[0-3]\d/)?)")
_LEAD_LINES = 4
_DAY_FIRST = {"yes": True, "no": False}


def make_articles(page: Page, *, ingested_at: str | None = None) -> list[Article]:
    """The articles and related blocks of a page, in its order.

    What the source states of the page as a whole (URL, date, outlet, the file's name) belongs to its first article
    only; another article on the page has what its own part of the text states, and nothing else.

    Args:
        page: a page or a record.
        ingested_at: ISO 8601, UTC; None for this moment.
    """
    at = ingested_at or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    cuts = (_record(page),) if page.whole else cut(page.text)
    articles: list[Article] = []
    stood_under: str | None = None
    first = next((number for number, piece in enumerate(cuts) if piece.kind is ArticleKind.ARTICLE), -1)
    for number, piece in enumerate(cuts):
        article = _article(page, piece, number, len(cuts), first=number == first, at=at, related_to=stood_under)
        if piece.kind is ArticleKind.ARTICLE:
            stood_under = article.id
        articles.append(article)
    return articles


def article_id(title: str, body: str, url: str = "", related: Iterable[str] = ()) -> str:
    """The id that content has, in every archive: 16 hexadecimal digits of a SHA-256.

    Blanks, tatweel and characters that are never seen do not count, nor which of its equivalent forms Unicode text is
    in; letters and marks do, since a text that differs in them is another text, which must not be lost.
    """
    parts = [_canonical(part) for part in (title, body, *related)]
    content = "\n".join([*parts, url.strip()])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]


def _canonical(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def _record(page: Page) -> CutArticle:
    """A record of JSON Lines or CSV: one article, its fields as stated."""
    stated = page.metadata
    body = page.text.strip()
    start = page.text.find(body)
    return CutArticle(
        kind=ArticleKind.ARTICLE,
        title=stated.get("title", ""),
        deck=stated.get("deck", ""),
        body=body,
        byline=stated.get("byline", ""),
        translator="",
        source=stated.get("source", ""),
        published_text="",
        keywords=stated.get("keywords", ""),
        captions=(),
        see_also=(),
        related=(),
        parts=(Part(PartKind.BODY, start, start + len(body), "record"),) if body else (),
    )


def _article(
    page: Page, piece: CutArticle, number: int, count: int, *, first: bool, at: str, related_to: str | None
) -> Article:
    stated = page.metadata if first else {}
    title, deck, body = _texts(piece, stated)
    cards = [text for link in piece.related for text in (link.title, link.teaser)]
    return Article(
        id=article_id(title, body, stated.get("url", ""), cards),
        kind=piece.kind,
        title=title,
        body=body,
        deck=deck,
        byline=piece.byline or stated.get("byline", ""),
        translator=piece.translator,
        source=piece.source or stated.get("source", ""),
        url=stated.get("url", ""),
        language=language_of(f"{title}\n{body}" if body else " ".join([title, *cards]), stated.get("language", "")),
        keywords=piece.keywords or stated.get("keywords", ""),
        published=_published(page, piece, first=first),
        captions=piece.captions,
        see_also=piece.see_also,
        related=piece.related,
        path=page.path,
        byte_start=page.byte_start,
        byte_end=page.byte_end,
        page_sha256=page.sha256,
        encoding=page.encoding,
        text_sha256=hashlib.sha256(f"{title}\n{body}".encode("utf-8", "surrogatepass")).hexdigest(),
        part_no=number + 1,
        part_count=count,
        parts=piece.parts,
        ingested_at=at,
        related_to=related_to if piece.kind is ArticleKind.RELATED else None,
    )


def _texts(piece: CutArticle, stated: Mapping[str, str]) -> tuple[str, str, str]:
    """Title, deck, and the body with the deck before it."""
    title = piece.title or stated.get("title", "")
    deck = piece.deck or _new_deck(stated.get("deck", ""), title, piece.body)
    return title, deck, "\n".join(part for part in (deck, piece.body) if part)


def _new_deck(deck: str, title: str, body: str) -> str:
    """A stated summary, unless the text begins with it or holds it already: its words would count twice."""
    summary = _canonical(deck).rstrip(".… ")
    return "" if not summary or summary in _canonical(body) or summary == _canonical(title) else deck


def _published(page: Page, piece: CutArticle, *, first: bool) -> Published | None:
    """When an article was published: as its source states, else its page, its dateline, its URL or its file's name."""
    if piece.kind is ArticleKind.RELATED:
        return None
    stated = page.metadata.get("published", "") if first else ""
    day_first = _DAY_FIRST.get(page.metadata.get("day_first", ""))
    for text in (stated, piece.published_text):
        found = parse_published(text, Provenance.METADATA, day_first=day_first) if text else None
        if found is not None and not is_future(found.value):
            return found
    lead = "\n".join(line for line in piece.body.split("\n", _LEAD_LINES)[:_LEAD_LINES] if line)
    found = parse_published(lead, Provenance.DATELINE, day_first=day_first) if lead else None
    if found is not None and is_future(found.value):
        found = None
    return found or (_published_by_name(page) if first else None)


def _published_by_name(page: Page) -> Published | None:
    """From the URL, and for a page that is a file from the file's name and from folders such as 2023/12/03.

    The name of a file of records says when it was exported, not when each of its articles was published.
    """
    names = [page.metadata.get("url", "")]
    if not page.whole:
        folder, _, name = page.path.rpartition("/")
        dated = _DATED_FOLDERS.findall(folder + "/")
        names += [name, "/" + dated[-1] if dated else ""]
    dates = (published_from_name(name) for name in names if name)
    return next((found for found in dates if found is not None and not is_future(found.value)), None)
