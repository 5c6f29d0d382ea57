"""Results and records as text, JSON and JSON Lines on standard output.

The JSON is an interface: its version is `fihrist.search.results.FORMAT_VERSION`, its fields are described in
docs/json.md, and new fields may be added within a version.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from fihrist.console import put
from fihrist.index.model import Article, CutArticle, DateMention, Mention, Published
from fihrist.results import Results
from fihrist.search.query.tree import Diagnostic
from fihrist.search.results import DATE_FACETS, FORMAT_VERSION, FacetValue, Hit, by_date
from fihrist.text import dump_json, safe, safe_line

Spans = Sequence[tuple[int, int]]
Record = dict[str, Any]

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LIGHT, _PLAIN = "\x1b[1;33m", "\x1b[0m"
FACET_TITLES = {
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "source": "sources",
    "year": "published, by year",
    "month": "published, by month",
    "day": "published, by day",
}


def write_json(value: Any, *, indent: int | None = 2) -> None:
    """Put one JSON value on standard output."""
    put(dump_json(value, indent=indent))


def published_record(published: Published | None) -> Record | None:
    """A publication date as data; None when the article is undated."""
    if published is None:
        return None
    return {
        "value": published.value,
        "precision": str(published.precision),
        "provenance": str(published.provenance),
        "confidence": published.confidence,
    }


def hit_record(hit: Hit) -> Record:
    """A hit as data."""
    return {
        "rank": hit.rank,
        "id": hit.id,
        "score": round(hit.score, 6),
        "title": hit.title,
        "title_highlights": [list(span) for span in hit.title_highlights],
        "source": hit.source,
        "url": hit.url,
        "published": published_record(hit.published),
        "snippet": {"text": hit.snippet.text, "highlights": [list(span) for span in hit.snippet.highlights]},
        "file": hit.file,
        "sha256": hit.sha256,
    }


def diagnostic_record(diagnostic: Diagnostic) -> Record:
    """A diagnostic as data."""
    return {
        "kind": diagnostic.kind,
        "severity": str(diagnostic.severity),
        "start": diagnostic.start,
        "end": diagnostic.end,
        "message": diagnostic.message,
        "message_ar": diagnostic.message_ar,
    }


def facet_records(facets: Mapping[str, Sequence[FacetValue]]) -> dict[str, list[Record]]:
    """Facets as data."""
    return {
        name: [{"value": value.value, "label": value.label, "count": value.count} for value in values]
        for name, values in facets.items()
    }


def results_record(results: Results) -> Record:
    """A whole answer as data."""
    return {
        "format_version": FORMAT_VERSION,
        "query": results.query,
        "interpreted": results.interpreted,
        "diagnostics": [diagnostic_record(diagnostic) for diagnostic in results.diagnostics],
        "total": results.total,
        "hits": [hit_record(hit) for hit in results.hits],
        "facets": facet_records(results.facets),
        "facet_sizes": dict(results.facet_sizes),
    }


def mention_record(mention: Mention) -> Record:
    """A name in a text as data."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": str(mention.type),
        "entity": mention.entity,
        "key": mention.key,
        "label": mention.label,
        "confidence": mention.confidence,
        "rule": mention.rule,
        "nested": mention.nested,
    }


def date_record(date: DateMention) -> Record:
    """A date in a text as data; days as ISO 8601."""
    return {
        "start": date.start,
        "end": date.end,
        "text": date.text,
        "value": date.value,
        "earliest": iso_day(date.earliest),
        "latest": iso_day(date.latest),
        "precision": str(date.precision),
        "kind": str(date.kind),
        "modifier": date.modifier,
        "confidence": date.confidence,
    }


def article_record(
    article: Article, mentions: Sequence[Mention], title_mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> Record:
    """An article with its provenance, names and dates as data."""
    return {
        "format_version": FORMAT_VERSION,
        "id": article.id,
        "kind": str(article.kind),
        "title": article.title,
        "deck": article.deck,
        "body": article.body,
        "byline": article.byline,
        "translator": article.translator,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "keywords": article.keywords,
        "published": published_record(article.published),
        "captions": list(article.captions),
        "see_also": list(article.see_also),
        "file": article.path,
        "byte_range": [article.byte_start, article.byte_end],
        "sha256": article.page_sha256,
        "text_sha256": article.text_sha256,
        "encoding": article.encoding,
        "part": [article.part_no, article.part_count],
        "ingested_at": article.ingested_at,
        "mentions": [mention_record(mention) for mention in mentions],
        "title_mentions": [mention_record(mention) for mention in title_mentions],
        "dates": [date_record(date) for date in dates],
    }


def cut_record(article: CutArticle) -> Record:
    """A cut as data."""
    return {
        "kind": str(article.kind),
        "title": article.title,
        "deck": article.deck,
        "byline": article.byline,
        "translator": article.translator,
        "source": article.source,
        "published_text": article.published_text,
        "body": article.body,
        "related": [link.title for link in article.related],
        "parts": [[str(part.kind), part.start, part.end, part.rule] for part in article.parts],
    }


def iso_day(day: int | None) -> str | None:
    """20231203 as ``2023-12-03``; None stays None."""
    return None if day is None else f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows as tab-separated columns under a head; control characters are made visible."""
    paper = Paper()
    for row in (head, *rows):
        put("\t".join(paper.label(str(cell)) for cell in row))


class Paper:
    """Lays text on standard output: Arabic in reading order on a terminal, logical order in a pipe or file."""

    def __init__(self, *, raw: bool = False) -> None:
        terminal = sys.stdout.isatty()
        self._visual = terminal and not raw
        self._colour = terminal and "NO_COLOR" not in os.environ
        self._width = shutil.get_terminal_size().columns if terminal else 0

    def line(self, text: str = "", spans: Spans = (), *, indent: int = 0) -> None:
        """Print one paragraph, wrapped to the terminal, with `spans` of it lit."""
        clean = safe(text)
        if len(clean) != len(text):  # bidi controls went out: offsets no longer fit
            spans = ()
        margin = " " * indent
        if self._visual and _ARABIC.search(clean):
            from fihrist.tui.text.printing import visual_lines

            light = (_LIGHT, _PLAIN) if self._colour else ("", "")
            for row in visual_lines(clean, self._width - indent, spans, light=light):
                put(margin + row)
            return
        put(margin + (_lit(clean, spans) if self._colour else clean))

    def label(self, text: str) -> str:
        """A short text on one line, as it must be sent to stand in a row with others."""
        clean = safe_line(text)
        if not (self._visual and _ARABIC.search(clean)):
            return clean
        from fihrist.tui.text.layout import Display
        from fihrist.tui.text.printing import printing_mode, visual_line

        return visual_line(clean, display=Display(printing_mode()))

    def facts(self, hit: Hit) -> None:
        """Print where a hit comes from: one line in a pipe; on a terminal the file has a line of its own.

        There every fact is laid out by itself: in one paragraph the parts of a date would change places.
        """
        facts = [hit.source, hit.published.value if hit.published else "undated", hit.id]
        if not self._visual:
            facts.append(hit.file)
        put(" " * 3 + " · ".join(self.label(fact) for fact in facts if fact))
        if self._visual and hit.file:
            put(" " * 3 + self.label(hit.file))

    def results(self, results: Results, facets: Sequence[str]) -> None:
        """Print hits and facets."""
        for hit in results.hits:
            title = hit.title or safe_line(hit.snippet.text)[:80]
            self.line(
                f"{hit.rank}. {title}",
                [(a + len(f"{hit.rank}. "), b + len(f"{hit.rank}. ")) for a, b in hit.title_highlights],
            )
            self.facts(hit)
            self.line(hit.snippet.text.replace("\n", " "), hit.snippet.highlights, indent=3)
            self.line()
        for name in facets:
            self.facet(name, results.facets.get(name, ()), results.facet_sizes.get(name, 0))

    def article(self, article: Article, spans: tuple[Spans, Spans]) -> None:
        """Print an article: title, where it came from, body."""
        in_title, in_body = spans
        self.line(article.title or "(no title)", in_title)
        published = article.published
        dated = f"{published.value} ({published.precision}, {published.provenance})" if published else "undated"
        facts = (
            ("source", article.source),
            ("by", article.byline),
            ("translated by", article.translator),
            ("published", dated),
            ("url", article.url),
            ("file", f"{article.path} bytes {article.byte_start}-{article.byte_end}"),
            ("sha256", article.page_sha256),
            ("id", article.id),
        )
        for name, value in facts:
            if value:
                put(f"{name}: {self.label(value)}")
        self.line()
        at = 0
        for paragraph in article.body.split("\n"):
            end = at + len(paragraph)
            self.line(paragraph, [(a - at, b - at) for a, b in in_body if at <= a and b <= end])
            at = end + 1

    def facet(self, name: str, values: Sequence[FacetValue], size: int = 0) -> None:
        """Print one facet as a table of counts, dates from the oldest on; `size` is how many values there are."""
        if not values:
            return
        self.line(FACET_TITLES.get(name, name))
        for value in by_date(values) if name in DATE_FACETS else values:
            put(f"{value.count:>9,}  {self.label(value.label)}")
        if size > len(values):
            put(f"{'…':>9}  and {size - len(values):,} more")
        self.line()


def _lit(text: str, spans: Spans) -> str:
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], _LIGHT, text[start:end], _PLAIN]
        at = end
    return "".join([*out, text[at:]])
