"""Other analyzers of Arabic, and BM25 over any of them: what our own rows are held against.

Each analyzer gets the same words (found and tier-1 folded as our chain does it) and gives a list of terms for each;
`BM25` scores them with the formula and the parameters of `fihrist.search.execute.scoring`. Nothing but the analyzer
differs between the rows, so that none loses by its tokenizer or by its digits.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.arabic.tokens import analyze
from fihrist.search.execute.scoring import idf, saturate
from tests.quality.figures import Figure

Analyzer = Callable[[str], Sequence[str]]
"""From a word (tier-1 folded) to the terms it is found by."""
View = tuple[Analyzer, float]
"""An analyzer and the weight of its scores."""

_WORDS = 1_000_000
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def light10(word: str) -> str:
    """Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (2007), table 1."""
    stem = fold_norm(word)
    if stem[:1] == "و" and len(stem) > 3:
        stem = stem[1:]
    article = next((each for each in _ARTICLES if stem.startswith(each) and len(stem) > len(each) + 1), "")
    return _without_suffixes(stem[len(article) :])


def lucene(word: str) -> str:
    """Lucene's ArabicNormalizationFilter and ArabicStemFilter: as light10, but one prefix comes off at most."""
    stem = fold_norm(word)
    for prefix in (*_ARTICLES, "و"):
        if stem.startswith(prefix) and len(stem) >= max(len(prefix) + 2, 4):
            return _without_suffixes(stem[len(prefix) :])
    return _without_suffixes(stem)


def _without_suffixes(stem: str) -> str:
    for suffix in _SUFFIXES:
        if stem.endswith(suffix) and len(stem) > len(suffix) + 1:
            stem = stem[: -len(suffix)]
    return stem


def snowball() -> Callable[[str], str]:
    """Snowball's Arabic stemmer, as PyStemmer has it."""
    import Stemmer

    stemmer = Stemmer.Stemmer("arabic")
    return lambda word: fold_norm(stemmer.stemWord(word))


def isri() -> Callable[[str], str]:
    """Taghva, Elkhoury and Coombs, "Arabic stemming without a root dictionary" (2005), as NLTK has it."""
    from nltk.stem.isri import ISRIStemmer

    stemmer = ISRIStemmer()
    return lambda word: fold_norm(stemmer.stem(word))


def tashaphyne() -> Callable[[str], str]:
    """Tashaphyne's light stem with its own affixes, on words as they are spelt."""
    from tashaphyne.stemming import ArabicLightStemmer

    stemmer = ArabicLightStemmer()

    def stem(word: str) -> str:
        stemmer.light_stem(word)
        return fold_norm(stemmer.get_stem() or word)

    return stem


def our_stem(word: str) -> str:
    """The last form of our chain."""
    return forms(word)[2]


STEMMERS: dict[str, Callable[[], Callable[[str], str]]] = {
    "folding only": lambda: fold_norm,
    "light10": lambda: light10,
    "Lucene": lambda: lucene,
    "Snowball": snowball,
    "Tashaphyne": tashaphyne,
    "ISRI": isri,
}
"""Name → what makes the stemmer; making one raises ImportError where its library is not installed."""


def trigrams(word: str) -> list[str]:
    """Three letters at a time, the word's edges included."""
    padded = f" {fold_norm(word)} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)]


ANALYZERS: dict[str, Callable[[], Analyzer]] = {
    **{name: lambda make=make: whole(make()) for name, make in STEMMERS.items()},  # type: ignore[misc]
    "letter trigrams": lambda: lru_cache(maxsize=_WORDS)(trigrams),
}
"""The stemmers, each with one term a word, and what has several."""


def cached(stem: Callable[[str], str]) -> Callable[[str], str]:
    """A stemmer of any spelling that remembers its words."""
    return lru_cache(maxsize=_WORDS)(lambda word: stem(fold_exact(word)))


def whole(stem: Callable[[str], str]) -> Analyzer:
    """A stemmer as an analyzer that remembers its words."""
    return lru_cache(maxsize=_WORDS)(lambda word: (stem(word),))


def words(text: str) -> list[str]:
    """The words of a text, tier-1 folded."""
    return [token.exact for token in analyze(text)]


class BM25:
    """Bodies of articles without titles, scored for queries of any of some words."""

    def __init__(self, documents: Iterable[Sequence[str]], views: Sequence[View]) -> None:
        """Documents are given as their words."""
        held = [list(document) for document in documents]
        self._lengths = np.array([len(document) for document in held], np.float64)
        self._average = float(self._lengths.mean()) or 1.0
        self._views = [(self._postings(held, analyzer), analyzer, weight) for analyzer, weight in views]

    @staticmethod
    def _postings(documents: list[list[str]], analyzer: Analyzer) -> dict[str, tuple[NDArray[np.int64], ...]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for number, document in enumerate(documents):
            counted = Counter(term for word in document for term in analyzer(word))
            for term, count in counted.items():
                found.setdefault(term, []).append((number, count))
        return {term: tuple(np.array(column) for column in zip(*pairs, strict=True)) for term, pairs in found.items()}

    def scores(self, query: Iterable[str]) -> NDArray[np.float64]:
        """The score of every document for a query's words, each of which counts once."""
        total = np.zeros(len(self._lengths))
        for postings, analyzer, weight in self._views:
            for term in dict.fromkeys(term for word in query for term in analyzer(word)):
                if term in postings:
                    at, counts = postings[term]
                    worth = weight * idf(len(at), len(total))
                    total[at] += worth * saturate(counts.astype(np.float64), self._lengths[at], self._average)
        return total


def rank(scores: NDArray[np.float64], answer: int, itself: int) -> int:
    """Where the answer stands, from 1, ties with others halved; 0: it scores nothing."""
    if scores[answer] <= 0:
        return 0
    others = np.delete(scores, [answer] if itself < 0 else [answer, itself])
    above, equal = np.count_nonzero(others > scores[answer]), np.count_nonzero(others == scores[answer])
    return int(above + equal // 2 + 1)


def measure() -> list[Figure]:
    """MRR@10 of every baseline on the collections of `tests.quality.retrieval`."""
    from tests.quality import retrieval

    figures = []
    for name, load in retrieval.COLLECTIONS.items():
        collection = load()
        texts = [words(text) for text in collection.texts] if collection else []
        for system, make in ANALYZERS.items():
            value = None
            with contextlib.suppress(ImportError):
                analyzer = make()
                if collection:
                    engine = BM25(texts, [(analyzer, 1.0)])
                    ranks = [
                        rank(engine.scores(words(query.text)), query.answer, query.itself)
                        for query in collection.queries
                    ]
                    value = retrieval.reciprocal(ranks)
            figures.append(Figure(f"retrieval ({system})/{name} MRR@10", value, None))
    return figures
