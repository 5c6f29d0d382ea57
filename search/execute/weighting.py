"""The scoring formula as Whoosh's weighting model, so that Whoosh's own matchers give our scores."""

from __future__ import annotations

from typing import Any

from whoosh.scoring import BaseScorer, WeightingModel

from fihrist.index.engine import Segment, View
from fihrist.search.execute.scoring import TITLE_BOOST, Statistics, saturate


class FihristWeighting(WeightingModel):
    """BM25F over title and body as in `fihrist.search.execute.scoring`.

    A document's number is its row, counted on from segment to segment.
    """

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def scorer(self, _searcher: Any, fieldname: View, text: bytes | str, qf: int = 1) -> BaseScorer:  # noqa: ARG002
        """A scorer for one term of the view `fieldname`."""
        return _Scorer(self._statistics, fieldname, text.decode() if isinstance(text, bytes) else text)


class _Scorer(BaseScorer):
    """Scores of one term, in double precision, one document at a time."""

    def __init__(self, statistics: Statistics, view: View, term: str) -> None:
        self._average = statistics.average_length
        self._idf = statistics.idf(view, term)
        self._frequencies: dict[int, float] = {}
        self._segments: list[tuple[int, Segment]] = []
        base = 0
        for segment in statistics.snapshot.segments:
            term_id = segment.lookup(view, term)
            if term_id >= 0:
                held = segment.postings(view, term_id)
                boosted = held.title_freqs.astype(float) * TITLE_BOOST + held.body_freqs
                self._frequencies.update(zip((held.rows.astype(int) + base).tolist(), boosted.tolist(), strict=True))
            self._segments.append((base, segment))
            base += segment.rows

    def score(self, matcher: Any) -> float:
        """The score of the document that a matcher stands on."""
        number = matcher.id()
        base, segment = next(pair for pair in reversed(self._segments) if pair[0] <= number)
        title, body = segment.title_lengths[number - base], segment.body_lengths[number - base]
        length = TITLE_BOOST * float(title) + float(body)
        return self._idf * saturate(self._frequencies[number], length, self._average)

    def max_quality(self) -> float:
        """No document scores more."""
        return self._idf * saturate(1e9, 0.0, self._average)

    def block_quality(self, matcher: Any) -> float:  # noqa: ARG002 - Whoosh's signature
        """As `max_quality`: there are no blocks."""
        return self.max_quality()
