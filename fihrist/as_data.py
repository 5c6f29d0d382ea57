"""Results, articles and findings as plain data, for JSON.

The JSON is an interface: its version is `fihrist.search.results.FORMAT_VERSION`, its fields are described in
docs/json.md, and new fields may be added within a version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fihrist.index.model import Article, CutArticle, DateMention, Mention, Published
from fihrist.results import Results
from fihrist.search.query.tree import Diagnostic
from fihrist.search.results import FORMAT_VERSION, FacetValue, Hit, Suggestion

if TYPE_CHECKING:
    from fihrist.index.arabic.tokens import Token
    from fihrist.index.dates import PublishedFloor
    from fihrist.index.ingest.explain import ExplainedPage
    from fihrist.search.conflation import WordUse
    from fihrist.search.explanation import Explanation
    from fihrist.search.related import RelatedEntities
    from fihrist.search.timeline import Timeline

Record = dict[str, Any]


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


def explanation_record(explanation: Explanation) -> Record:
    """An explanation as data."""
    return {"format_version": FORMAT_VERSION, **asdict(explanation)}


def hit_record(hit: Hit, explanation: Explanation | None = None) -> Record:
    """A hit as data, with what explains it where that is given."""
    explained = {} if explanation is None else {"explanation": explanation_record(explanation)}
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
        **explained,
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


def _diagnostics(found: Sequence[Diagnostic]) -> list[Record]:
    return [diagnostic_record(diagnostic) for diagnostic in found]


def suggestion_record(suggestion: Suggestion) -> Record:
    """A suggestion as data."""
    return {
        "kind": suggestion.kind,
        "query": suggestion.query,
        "count": suggestion.count,
        "message": suggestion.message,
        "message_ar": suggestion.message_ar,
        "without": list(suggestion.without),
    }


def facet_records(facets: Mapping[str, Sequence[FacetValue]]) -> dict[str, list[Record]]:
    """Facets as data."""
    return {
        name: [
            {"value": value.value, "label": value.label, "count": value.count}
            | ({} if value.of is None else {"of": value.of})
            for value in values
        ]
        for name, values in facets.items()
    }


def results_record(results: Results, explanations: Mapping[str, Explanation] | None = None) -> Record:
    """A whole answer as data; explanations are those of the hits by their ids."""
    explained = explanations or {}
    return {
        "format_version": FORMAT_VERSION,
        "query": results.query,
        "interpreted": results.interpreted,
        "diagnostics": _diagnostics(results.diagnostics),
        "suggestions": [suggestion_record(suggestion) for suggestion in results.suggestions],
        "total": results.total,
        "hits": [hit_record(hit, explained.get(hit.id)) for hit in results.hits],
        "facets": facet_records(results.facets),
        "facet_sizes": dict(results.facet_sizes),
    }


def timeline_record(timeline: Timeline) -> Record:
    """A timeline as data."""
    return {"format_version": FORMAT_VERSION, **asdict(timeline), "diagnostics": _diagnostics(timeline.diagnostics)}


def related_record(related: RelatedEntities) -> Record:
    """What appears together as data."""
    entities = [
        {**asdict(each), "type": str(each.type), "expected": round(each.expected, 3), "lift": round(each.lift, 3)}
        for each in related.entities
    ]
    told = _diagnostics(related.diagnostics)
    return {"format_version": FORMAT_VERSION, **asdict(related), "entities": entities, "diagnostics": told}


def word_record(token: Token, use: WordUse | None = None) -> Record:
    """A word of a text as data: its forms, its way through the chain, and how an archive has it."""
    from fihrist.index.arabic.chain import steps

    held: Record = {}
    if use is not None:
        held = {
            "documents": {"exact": use.exact, "norm": use.norm, "stem": use.stem},
            "same_stem": [{"text": other.text, "documents": other.documents} for other in use.others],
            "same_stem_left_out": use.left_out,
        }
    return {**asdict(token), "steps": [asdict(step) for step in steps(token.text)], **held}


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


def floor_record(floor: PublishedFloor | None) -> Record | None:
    """What an undated article's publication date can hardly lie before, as data."""
    return None if floor is None else asdict(floor)


def article_record(
    article: Article,
    mentions: Sequence[Mention],
    title_mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    not_before: PublishedFloor | None = None,
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
        "not_before": floor_record(not_before),
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


def explained_record(page: ExplainedPage) -> Record:
    """A page and its cuts as data; of a record its number in the file, its title and the columns read."""
    whole = {"record": page.record, "title": page.title, "columns": dict(page.columns)} if page.record else {}
    return {
        "file": page.path,
        "problem": page.problem,
        **whole,
        "articles": [cut_record(article) for article in page.articles],
    }


def iso_day(day: int | None) -> str | None:
    """20231203 as ``2023-12-03``; None stays None."""
    return None if day is None else f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"
