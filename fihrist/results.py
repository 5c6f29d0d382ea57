"""The answer to a search, as scripts and interfaces use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from fihrist.search.results import FacetValue, Hit, Page, Suggestion

if TYPE_CHECKING:
    from fihrist.search.query.tree import Diagnostic

PAGE_SIZE = 100
"""Hits fetched at a time while results are iterated."""


class Results:
    """The answer to a search: an exact total, facets of everything found, and the hits, fetched as they are read.

    Iterating goes through all hits from the first one asked for, however many; `hits` holds the first page.
    """

    def __init__(self, page: Page, fetch: Callable[[int, int], Page]) -> None:
        self._page = page
        self._fetch = fetch

    @property
    def query(self) -> str:
        """The query as it was typed."""
        return self._page.query

    @property
    def interpreted(self) -> str:
        """The query as it was understood, in the query language."""
        return self._page.interpreted

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the author of the query should know about it."""
        return self._page.diagnostics

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What to ask instead, best first; only where nothing, or next to nothing, was found."""
        return self._page.suggestions

    @property
    def total(self) -> int:
        """How many articles were found; exact."""
        return self._page.total

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The page of hits that was asked for."""
        return self._page.hits

    @property
    def facets(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """For each facet its most frequent values among all articles found."""
        return self._page.facets

    @property
    def facet_sizes(self) -> Mapping[str, int]:
        """For each facet how many values it has, those beyond `facet_limit` counted too."""
        return self._page.facet_sizes

    @property
    def page(self) -> Page:
        """The first page as plain data."""
        return self._page

    def __len__(self) -> int:
        return self.total

    def __iter__(self) -> Iterator[Hit]:
        yield from self._page.hits
        after = self._page.offset + len(self._page.hits)
        while after < self.total:
            page = self._fetch(after, PAGE_SIZE)
            if not page.hits:  # fewer are found since the archive was refreshed
                return
            yield from page.hits
            after += len(page.hits)

    def __repr__(self) -> str:
        return f"<Results of {self.interpreted!r}: {self.total} articles>"
