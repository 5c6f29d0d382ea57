"""How well an article answers a query.

The score of a word is the sum over two views of its text, stem and norm, of

    view weight × idf × f · (k1 + 1) / (f + k1 · (1 - b + b · length / average length))

with f = `TITLE_BOOST` × occurrences in the title + occurrences in the body, and a length in which the words of the
title count as often: BM25F with the fields combined before saturation (Robertson, Zaragoza and Taylor, "Simple BM25
extension to multiple weighted fields", CIKM 2004). idf = ln(1 + (N - n + 0.5) / (n + 0.5)), as in Lucene: a word of
nearly every article is worth next to nothing, which Whoosh's ln(N / (n + 1)) + 1 does not give. N, n and the average
length are taken over the live articles of all segments.

A phrase is scored like one word that occurs as often as the phrase does, with the sum of its words' idf (norm) and
both views' weights together; an exact word like a word with the idf of that spelling. Filters and NOT score nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine import Snapshot, View
from fihrist.search.execute.arrays import Scores

TITLE_BOOST = 2.0
"""How many words of the body one word of the title is worth."""
K1 = 1.0
"""How soon further occurrences stop to matter."""
B = 0.75
"""How much long articles are discounted, 0 to 1."""
STEM_WEIGHT = 1.0
NORM_WEIGHT = 0.5
BOTH_VIEWS = STEM_WEIGHT + NORM_WEIGHT
"""Of phrases and exact words, which answer in every view at once."""

Number = TypeVar("Number", float, NDArray[Any])


def saturate(frequency: Number, length: Number, average_length: float) -> Number:
    """BM25's weight of a frequency (already boosted) in a text of a length, without idf."""
    weight: Number = frequency * (K1 + 1) / (frequency + K1 * ((1 - B) + B * length / average_length))
    return weight


def idf(found: int, total: int) -> float:
    """The worth of a term that `found` of `total` articles hold; above 0 for every term that occurs."""
    return math.log1p((max(total - found, 0) + 0.5) / (found + 0.5))


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers that scores depend on besides the article's own, over the live articles of all segments."""

    snapshot: Snapshot
    total: int
    average_length: float

    @classmethod
    def of(cls, snapshot: Snapshot) -> Statistics:
        """The statistics of a snapshot."""
        length = TITLE_BOOST * snapshot.total_title_length + snapshot.total_body_length
        return cls(snapshot, snapshot.doc_count, length / max(snapshot.doc_count, 1) or 1.0)

    def idf(self, view: View | Literal["exact"], term: str) -> float:
        """The idf of a term, of the whole article whatever part of it is searched."""
        if view == "exact":
            return idf(self.snapshot.exact_document_frequency(term), self.total)
        return idf(self.snapshot.document_frequency(view, term), self.total)

    def weigh(self, frequencies: NDArray[Any], lengths: NDArray[Any], factor: float) -> Scores:
        """Scores of rows with these boosted frequencies and lengths, times `factor` (idf and weight)."""
        weights = saturate(frequencies.astype(np.float32), lengths.astype(np.float32), self.average_length)
        weights *= np.float32(factor)
        return weights
