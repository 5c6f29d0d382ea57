"""The language of the index: Whoosh's query objects, and ours for what Whoosh has no words for.

This is the one module of search that imports ``whoosh.query``. Queries are never normalised by Whoosh: its
``normalize`` turns ``And([Every(), …])`` into everything. Fields are those of `fihrist.index.engine.fields`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh import matching
from whoosh.query import And, AndMaybe, DisjunctionMax, Every, Not, NullQuery, Or, Phrase, Query, Term

from fihrist.search.query.tree import DateAspect, DateField, Fuzzy, Kin, Wide, Wildcard

__all__ = [
    "And",
    "AndMaybe",
    "DateRangeQuery",
    "DatedQuery",
    "DisjunctionMax",
    "EntityQuery",
    "Every",
    "FixedRows",
    "FormsQuery",
    "LanguageQuery",
    "NearQuery",
    "Not",
    "NullQuery",
    "Or",
    "OwnQuery",
    "Phrase",
    "Query",
    "ScoredQuery",
    "SourceQuery",
    "Term",
    "UndatedQuery",
    "WordQuery",
    "replace_leaves",
]


class WordQuery(Or):
    """A bare word: its stem, which decides what matches, or its norm, which every match of has that stem too."""


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


class LanguageQuery(OwnQuery):
    """Articles in a language, given by its ordinal."""

    def __init__(self, ordinal: int) -> None:
        super().__init__(ordinal)
        self.ordinal = ordinal


class ScoredQuery(OwnQuery):
    """A leaf of our own that scores like one word: as often as it occurs, with its idf, times `boost`."""

    def __init__(self, fieldname: str, boost: float, *values: Any) -> None:
        super().__init__(fieldname, boost, *values)
        self.fieldname = fieldname
        self.boost = boost


class FormsQuery(ScoredQuery):
    """The words of the archive that a wildcard, a fuzzy word or a root stands for, as if they were one word."""

    def __init__(self, fieldname: str, boost: float, node: Wildcard | Fuzzy | Wide | Kin, grade: int = 0) -> None:
        super().__init__(fieldname, boost, node, grade)
        self.node = node
        self.grade = grade
        """Of a fuzzy word: how many edits away the words are; they share the idf of all."""


class NearQuery(ScoredQuery):
    """Words near each other in any order, by their stems, with at most `distance` others between them in all."""

    def __init__(self, fieldname: str, boost: float, stems: tuple[str, ...], distance: int) -> None:
        super().__init__(fieldname, boost, stems, distance)
        self.stems = stems
        self.distance = distance


class DateRangeQuery(OwnQuery):
    """Articles published inside an interval or speaking of it; ends are days YYYYMMDD, both included, None is open.

    See `fihrist.search.query.tree.DateRange` for dates that are a month or a year.
    """

    def __init__(
        self, field: DateField, earliest: int | None, latest: int | None, *, overlapping: bool = False
    ) -> None:
        super().__init__(field, earliest, latest, overlapping)
        self.date_field = field
        self.earliest = earliest
        self.latest = latest
        self.overlapping = overlapping


class DatedQuery(OwnQuery):
    """Articles by an aspect of their publication date, any of some codes; see `fihrist.search.execute.dated`."""

    def __init__(self, aspect: DateAspect, codes: tuple[int, ...]) -> None:
        super().__init__(aspect, codes)
        self.aspect = aspect
        self.codes = codes


class UndatedQuery(OwnQuery):
    """Articles without a publication date."""


class FixedRows(OwnQuery):
    """Documents already found, by their numbers in the reader, ascending; they score nothing."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(tuple(numbers))
        self.numbers = numbers

    def estimate_size(self, ixreader: Any) -> int:  # noqa: ARG002 - Whoosh's signature
        """How many documents these are."""
        return len(self.numbers)

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002 - Whoosh's signature
        """A matcher over the documents."""
        if not self.numbers:
            return matching.NullMatcher()
        return matching.ListMatcher(self.numbers, [0.0] * len(self.numbers))


def replace_leaves(query: Query, answer: Callable[[Query], Query | None]) -> Query:
    """A copy of the query with every leaf exchanged for what `answer` gives for it, where that is not None."""
    if query.is_leaf():
        return answer(query) or query
    return query.apply(lambda child: replace_leaves(child, answer))
