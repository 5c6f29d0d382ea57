"""The scoring formula as Whoosh's weighting model, so that Whoosh's own matchers give our scores."""

from __future__ import annotations

from typing import Any

from whoosh.scoring import BaseScorer, WeightingModel

from fihrist.index.engine.fields import FIELDS
from fihrist.search.execute.scoring import TITLE_BOOST, Statistics, saturate


class FihristWeighting(WeightingModel):
    """BM25F over title and body as in `fihrist.search.execute.scoring`, on the reader of one snapshot."""

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def scorer(self, searcher: Any, fieldname: str, text: bytes | str, qf: int = 1) -> BaseScorer:  # noqa: ARG002
        """A scorer for one term of a field."""
        term = text.decode() if isinstance(text, bytes) else text
        return _Scorer(searcher, self._statistics, self._statistics.idf(FIELDS[fieldname].view, term))


class _Scorer(BaseScorer):
    """Scores of one term, in double precision, one document at a time."""

    def __init__(self, searcher: Any, statistics: Statistics, idf: float) -> None:
        self._searcher = searcher
        self._average = statistics.average_length
        self._idf = idf

    def score(self, matcher: Any) -> float:
        """The score of the document that a matcher stands on."""
        number = matcher.id()
        title: int = self._searcher.doc_field_length(number, "title_norm")
        body: int = self._searcher.doc_field_length(number, "body_norm")
        frequency: float = TITLE_BOOST * matcher.title_freq() + matcher.body_freq()
        return self._idf * saturate(frequency, TITLE_BOOST * title + body, self._average)

    def max_quality(self) -> float:
        """No document scores more."""
        return self._idf * saturate(1e9, 0.0, self._average)

    def block_quality(self, matcher: Any) -> float:  # noqa: ARG002 - Whoosh's signature
        """As `max_quality`: there are no blocks."""
        return self.max_quality()
