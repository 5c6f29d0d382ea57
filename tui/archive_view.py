"""What the interface needs of an archive: the part of `fihrist.archive.Archive` that it calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from fihrist.index.model import Article, Mention
from fihrist.search.results import FacetValue, Hit, Sort, Suggestion

if TYPE_CHECKING:
    from fihrist.search.explanation import Explanation
    from fihrist.search.query.tree import Diagnostic


class Found(Protocol):
    """An answer: one page of hits, the exact total, facets."""

    @property
    def total(self) -> int:
        """How many articles were found."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The page of hits that was asked for."""

    @property
    def facets(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """Values and counts by facet."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the author of the query should know."""

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What to ask instead, where nothing was found."""


class ArchiveView(Protocol):
    """An archive that can be searched from several threads."""

    @property
    def name(self) -> str:
        """What the archive is called."""

    @property
    def path(self) -> Path:
        """The archive's folder."""

    @property
    def count(self) -> int:
        """How many articles can be found."""

    def refresh(self) -> bool:
        """See what was committed since; True when there is something new."""

    def search(
        self,
        query: str = "",
        *,
        persons: Sequence[str] = (),
        organisations: Sequence[str] = (),
        places: Sequence[str] = (),
        sources: Sequence[str] = (),
        published: list[str] | None = None,
        mentioned: list[str] | None = None,
        precision: Sequence[str] = (),
        provenance: Sequence[str] = (),
        exclude_entities: Sequence[str] = (),
        exclude_sources: Sequence[str] = (),
        exclude_mentioned: list[str] | None = None,
        exclude_precision: Sequence[str] = (),
        exclude_provenance: Sequence[str] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = (),
        facet_limit: int = 20,
        as_typed: bool = False,
    ) -> Found:
        """Find articles; see `fihrist.archive.Archive.search`."""

    def explain(
        self,
        query: str,
        article_id: str,
        *,
        as_typed: bool = False,
        persons: Sequence[str] = (),
        organisations: Sequence[str] = (),
        places: Sequence[str] = (),
        sources: Sequence[str] = (),
        published: list[str] | None = None,
        mentioned: list[str] | None = None,
        precision: Sequence[str] = (),
        provenance: Sequence[str] = (),
        exclude_entities: Sequence[str] = (),
        exclude_sources: Sequence[str] = (),
        exclude_mentioned: list[str] | None = None,
        exclude_precision: Sequence[str] = (),
        exclude_provenance: Sequence[str] = (),
    ) -> Explanation:
        """Why an article is found; see `fihrist.archive.Archive.explain`."""

    def article(self, article_id: str) -> Article:
        """The article with this id."""

    def mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's body."""

    def highlights(
        self, query: str, article: Article, *, as_typed: bool = False
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Where a query matches an article: spans in its title and in its body."""
