"""The language of the index: Whoosh's query objects, and ours for what Whoosh has no words for.

This is the one module of search that imports ``whoosh.query``. Queries are never normalised by Whoosh: its
``normalize`` turns ``And([Every(), …])`` into everything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh import matching
from whoosh.query import And, Every, Not, NullQuery, Or, Query, Term
from whoosh.query import Phrase as WhooshPhrase

from fihrist.search.query.tree import DateField, Scope

__all__ = [
    "And",
    "DateRangeQuery",
    "EntityQuery",
    "Every",
    "ExactTerm",
    "FixedRows",
    "Not",
    "NullQuery",
    "Or",
    "OwnQuery",
    "Phrase",
    "Query",
    "ScopedTerm",
    "SourceQuery",
    "Term",
    "UndatedQuery",
    "WordQuery",
    "replace_leaves",
]


class WordQuery(Or):
    """A bare word: its stem, which decides what matches, or its norm, which every match of has that stem too."""


class ScopedTerm(Term):
    """A term in the title only, or in the body only."""

    def __init__(self, fieldname: str, text: str, boost: float = 1.0, scope: Scope = Scope.ANY) -> None:
        super().__init__(fieldname, text, boost=boost)
        self.scope = scope


class Phrase(WhooshPhrase):
    """Words of the norm view in order, at most `gaps` positions apart in all, within the title or within the body."""

    def __init__(self, words: tuple[str, ...], gaps: int = 0, scope: Scope = Scope.ANY) -> None:
        super().__init__("norm", list(words), slop=gaps + 1)
        self.gaps = gaps
        self.scope = scope


class OwnQuery(Query):
    """A leaf that the executor alone can answer; compared by its class and values."""

    boost = 1.0

    def __init__(self, *values: Any) -> None:
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnQuery) and type(self) is type(other) and self.values == other.values

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.values))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.values!r}"


class ExactTerm(OwnQuery):
    """A word as it is spelt."""

    def __init__(self, exact: str, scope: Scope = Scope.ANY) -> None:
        super().__init__(exact, scope)
        self.exact = exact
        self.scope = scope


class EntityQuery(OwnQuery):
    """Articles that name any of some entities, given by their archive-wide ordinals."""

    def __init__(self, ordinals: tuple[int, ...]) -> None:
        super().__init__(ordinals)
        self.ordinals = ordinals


class SourceQuery(OwnQuery):
    """Articles of any of some outlets, given by their archive-wide ordinals."""

    def __init__(self, ordinals: tuple[int, ...]) -> None:
        super().__init__(ordinals)
        self.ordinals = ordinals


class DateRangeQuery(OwnQuery):
    """Articles with a date that overlaps an interval; ends are days YYYYMMDD, both included, None is open."""

    def __init__(self, field: DateField, earliest: int | None, latest: int | None) -> None:
        super().__init__(field, earliest, latest)
        self.date_field = field
        self.earliest = earliest
        self.latest = latest


class UndatedQuery(OwnQuery):
    """Articles without a publication date."""


class FixedRows(OwnQuery):
    """Documents already found, by their numbers in the reader, ascending, with their scores."""

    def __init__(self, numbers: list[int], scores: list[float]) -> None:
        super().__init__(tuple(numbers), tuple(scores))
        self.numbers = numbers
        self.scores = scores

    def estimate_size(self, ixreader: Any) -> int:  # noqa: ARG002 - Whoosh's signature
        """How many documents these are."""
        return len(self.numbers)

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002 - Whoosh's signature
        """A matcher over the documents; each one's weight is its score."""
        if not self.numbers:
            return matching.NullMatcher()
        return matching.ListMatcher(self.numbers, self.scores)


def replace_leaves(query: Query, answer: Callable[[Query], Query | None]) -> Query:
    """A copy of the query with every leaf exchanged for what `answer` gives for it, where that is not None."""
    if query.is_leaf():
        return answer(query) or query
    return query.apply(lambda child: replace_leaves(child, answer))
