"""An archive as scripts and interfaces use it: search, read, add, measure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from fihrist.errors import UsageError
from fihrist.index.model import Article, DateMention, Mention
from fihrist.index.store import Store
from fihrist.search import service
from fihrist.search.query.tree import Diagnostic
from fihrist.search.results import FACETS, FacetValue, Filters, Hit, Page, Sort

if TYPE_CHECKING:
    from fihrist.index.ingest.pipeline import Progress
    from fihrist.index.ingest.report import IngestReport
    from fihrist.index.sources import SourceOptions

PAGE_SIZE = 100
"""Hits fetched at a time while results are iterated."""

Names = str | Sequence[str]
SpanList = list[tuple[int, int]]


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
    def page(self) -> Page:
        """The first page as plain data."""
        return self._page

    def __len__(self) -> int:
        return self.total

    def __iter__(self) -> Iterator[Hit]:
        page = self._page
        while page.hits:
            yield from page.hits
            after = page.offset + len(page.hits)
            if after >= page.total:
                return
            page = self._fetch(after, PAGE_SIZE)

    def __repr__(self) -> str:
        return f"<Results of {self.interpreted!r}: {self.total} articles>"


@dataclass(frozen=True, slots=True)
class Stats:
    """What an archive holds."""

    articles: int
    related_blocks: int
    undated: int
    sources: int
    entities: int
    quarantined: int
    earliest: str
    """Earliest publication date, ISO to its precision; empty when none is known."""
    latest: str
    segments: int
    records_bytes: int
    index_bytes: int


class Archive:
    """An opened archive. Use it as a context manager, or call `close`.

    Searching is safe from several threads at once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False) -> Self:
        """See `fihrist.open`."""
        return cls(Store.open(Path(path).expanduser(), create=create))

    def close(self) -> None:
        """Release files; the archive cannot be used afterwards."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._store.path

    @property
    def name(self) -> str:
        """The name of the archive's folder."""
        return self._store.path.resolve().name

    @property
    def count(self) -> int:
        """How many articles can be found."""
        return self._store.snapshot.doc_count

    def search(
        self,
        query: str = "",
        *,
        persons: Names = (),
        organisations: Names = (),
        places: Names = (),
        entities: Names = (),
        sources: Names = (),
        published: Names | tuple[str | None, str | None] | None = None,
        mentioned: Names | tuple[str | None, str | None] | None = None,
        exclude_entities: Names = (),
        exclude_sources: Names = (),
        sort: str = Sort.RELEVANCE,
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = FACETS,
        facet_limit: int = 20,
    ) -> Results:
        """Find articles.

        Args:
            query: what a person types; see the page on the query language. Empty: everything, newest first.
            persons: names or ids, in Arabic or Latin script; an article must name all of them.
            organisations: as `persons`.
            places: as `persons`.
            entities: as `persons`, of any type.
            sources: outlets; any of them.
            published: ``"2014"``, ``"2014-06"``, ``"2014-06-10"``, ``"2014-06..2014-08"``, ``"undated"``; a pair of
                two such dates is the range between them; a list of others means any of them.
            mentioned: days the article speaks of, written as `published`.
            exclude_entities: articles that name one of these are left out.
            exclude_sources: outlets that are left out.
            sort: ``relevance``, ``newest`` or ``oldest``; articles without a date come last in the latter two.
            limit: hits of a page.
            offset: how many hits to skip.
            facets: which facets to count; none are quicker.
            facet_limit: values of each facet, the most frequent first; 0 for all.

        Raises:
            UsageError: an argument has no meaning, such as an unknown facet or a limit below 0.
        """
        filters = Filters(
            persons=_names(persons),
            organisations=_names(organisations),
            places=_names(places),
            entities=_names(entities),
            sources=_names(sources),
            published=_intervals(published),
            mentioned=_intervals(mentioned),
            exclude_entities=_names(exclude_entities),
            exclude_sources=_names(exclude_sources),
        )
        _check(limit, offset, facets)
        order = _sort(sort)

        def fetch(at: int, size: int) -> Page:
            return service.search(
                self._store, query, filters=filters, sort=order, offset=at, limit=size, facets=(), facet_limit=0
            )

        page = service.search(
            self._store,
            query,
            filters=filters,
            sort=order,
            offset=offset,
            limit=limit,
            facets=tuple(facets),
            facet_limit=facet_limit,
        )
        return Results(page, fetch)

    def histogram(
        self, query: str = "", *, by: Literal["year", "month", "day"] = "month", **filters: Names
    ) -> tuple[FacetValue, ...]:
        """How many of the articles found were published in each year, month or day, oldest first, undated last.

        `filters` are those of `search`.
        """
        found = self.search(query, limit=0, facets=(by,), facet_limit=0, **filters)  # type: ignore[arg-type]
        return tuple(sorted(found.facets[by], key=lambda value: (value.value == "undated", value.value)))

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            UnknownArticleError: there is none.
        """
        return self._store.records.article(article_id)

    def mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's body, in text order."""
        return self._store.records.mentions(article_id)

    def dates(self, article_id: str) -> list[DateMention]:
        """The dates said in an article's body, in text order."""
        return self._store.records.dates(article_id)

    def highlights(self, query: str, article: Article) -> tuple[SpanList, SpanList]:
        """Where a query matches an article: spans in its title and in its body."""
        return service.highlights(self._store, query, article)

    def ingest(
        self,
        paths: Names | os.PathLike[str] | Sequence[os.PathLike[str]],
        *,
        options: SourceOptions | None = None,
        progress: Callable[[Progress], None] | None = None,
        workers: int | None = None,
    ) -> IngestReport:
        """Add the articles of files and folders; what is there already is skipped.

        Args:
            paths: one path or several; ``-`` is standard input.
            options: encoding, format and field mapping, where detection is not enough.
            progress: called now and then with how far it is.
            workers: processes to use; None decides by the size of the input.

        Raises:
            ArchiveLockedError: another process is writing.
            ArchiveReadOnlyError: the archive cannot be written.
        """
        from fihrist.index.ingest import pipeline
        from fihrist.index.sources import SourceOptions

        several: list[str | os.PathLike[str]] = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
        with Store.open(self.path, create=True, writable=True) as writable:
            report = pipeline.ingest(
                writable,
                [os.fspath(path) for path in several],
                options=options or SourceOptions(),
                progress=progress,
                workers=workers,
            )
        self._store.refresh()
        return report

    def rebuild(self, *, progress: Callable[[Progress], None] | None = None) -> None:
        """Make the index anew from the records, and names and dates with it when their rules have changed."""
        from fihrist.index.ingest import pipeline

        with Store.open(self.path, writable=True) as writable:
            pipeline.rebuild(writable, progress=progress)
        self._store.refresh()

    def stats(self) -> Stats:
        """What the archive holds, and how large it is."""
        counts = self._store.records.counts()
        days = self._store.records.published_range()
        return Stats(
            articles=counts.articles,
            related_blocks=counts.related,
            undated=counts.undated,
            sources=counts.sources,
            entities=counts.entities,
            quarantined=counts.quarantined,
            earliest=days[0],
            latest=days[1],
            segments=len(self._store.snapshot.segments),
            records_bytes=_size(self.path, "records.db*"),
            index_bytes=_size(self.path / "index", "**/*"),
        )

    def refresh(self) -> bool:
        """See what others have committed since this archive was opened; True when there is something new."""
        return self._store.refresh()


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _intervals(value: Names | tuple[str | None, str | None] | None) -> tuple[str, ...]:
    """A pair is a range; a string is itself; a list is its members."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple) and len(value) == 2:
        start, end = value
        return (f"{start or ''}..{end or ''}",)
    return tuple(member for member in value if member)


def _sort(sort: str) -> Sort:
    try:
        return Sort(sort)
    except ValueError:
        message = f"sort is {sort!r}; it can be " + ", ".join(Sort)
        raise UsageError(message) from None


def _check(limit: int, offset: int, facets: Sequence[str]) -> None:
    if limit < 0 or offset < 0:
        message = f"limit is {limit} and offset {offset}; neither can be below 0"
        raise UsageError(message)
    unknown = [name for name in facets if name not in FACETS]
    if unknown:
        message = f"there is no facet {unknown[0]!r}; there are " + ", ".join(FACETS)
        raise UsageError(message)
