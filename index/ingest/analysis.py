"""Finding the names and dates of an article, and what of them the index holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fihrist.index.arabic.folding import fold_name
from fihrist.index.dates import DATES_ID, find_dates
from fihrist.index.engine import IndexDocument
from fihrist.index.entities import GazetteerEntity, matcher
from fihrist.index.entities.outlets import outlet_key
from fihrist.index.model import FACET_CONFIDENCE, Article, ArticleKind, DateMention, Mention
from fihrist.index.records import LANGUAGES, PRECISION_CODES, NewArticle, StoredArticle


class Analyser:
    """What finds names and dates; articles that one of another identity analysed are analysed anew by a rebuild."""

    def __init__(self, own: Sequence[GazetteerEntity] = (), decisions: int = 0) -> None:
        """Know these entities beside the shipped ones.

        Args:
            own: entities of the archive's users.
            decisions: number of the last decision that they follow from.
        """
        self.id = analyser_id(decisions)
        self._find_entities = matcher(own)

    def analyse(self, article: Article, format: str = "") -> NewArticle:  # noqa: A002
        """Find an article's names and dates, in its title, a newline and its body taken together.

        Dates are resolved against the article's own day of publication, as far as it is known.
        """
        mentions: Sequence[Mention] = ()
        dates: Sequence[DateMention] = ()
        if article.kind is ArticleKind.ARTICLE:
            text = f"{article.title}\n{article.body}"
            mentions = self._find_entities(text)
            dates = find_dates(text, article.published.value if article.published else None)
        return NewArticle(
            article,
            format,
            outlet_key(article.source),
            mentions,
            [_folded(mention.label) for mention in mentions],
            dates,
            self.id,
        )


def analyser_id(decisions: int) -> str:
    """The identity of what finds names and dates after so many decisions about entities."""
    from fihrist.index.entities import EXTRACTOR_ID  # reads all that names are found by

    shipped = f"{EXTRACTOR_ID} {DATES_ID}"
    return f"{shipped} +{decisions}" if decisions else shipped


def unanalysed(article: Article, format: str) -> NewArticle:  # noqa: A002
    """An article without its names and dates, for one that cannot be analysed."""
    return NewArticle(article, format, outlet_key(article.source), (), (), (), "none")


def document_of(stored: StoredArticle) -> IndexDocument:
    """What the index holds of an article."""
    article = stored.article
    date = article.published
    return IndexDocument(
        key=int(article.id, 16),
        title=article.title,
        body=article.body,
        source=stored.source_ordinal,
        language=LANGUAGES.index(article.language) if article.language in LANGUAGES else 0,
        published_earliest=date.earliest if date else 0,
        published_latest=date.latest if date else 0,
        published_precision=PRECISION_CODES[date.precision] if date else 0,
        mentioned=stored.mentioned,
        mentioned_wide=stored.mentioned_wide,
        entities=stored.entities,
    )


def facet_entities(mentions: Sequence[Mention], ordinals: Sequence[int]) -> tuple[int, ...]:
    """The entities that facets count for an article: named surely, and at least once not inside a longer name."""
    counted = {
        ordinal
        for mention, ordinal in zip(mentions, ordinals, strict=True)
        if mention.confidence >= FACET_CONFIDENCE and not mention.nested
    }
    return tuple(sorted(counted))


@lru_cache(maxsize=20_000)
def _folded(label: str) -> str:
    return fold_name(label)
