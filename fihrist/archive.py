"""An archive as scripts and interfaces use it: search, read, add, measure."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from fihrist.arguments import (
    Dates,
    Names,
    entity_type_of,
    filters_of,
    sort_of,
    text_of,
    wanted_facets,
    whole_number,
)
from fihrist.errors import ArchiveError
from fihrist.index.model import Article, DateMention, Mention
from fihrist.index.store import Store
from fihrist.results import Results
from fihrist.search.results import FACETS, FacetValue, Page, Sort, by_date
from fihrist.stats import Stats

if TYPE_CHECKING:
    from fihrist.entities import Entities
    from fihrist.index.dates import PublishedFloor
    from fihrist.index.ingest.pipeline import Progress
    from fihrist.index.ingest.report import IngestReport
    from fihrist.index.sources import SourceOptions
    from fihrist.search.conflation import WordUse
    from fihrist.search.explanation import Explanation
    from fihrist.search.related import RelatedEntities
    from fihrist.search.timeline import DateOf, Timeline, Unit

SpanList = list[tuple[int, int]]


class Archive:
    """An opened archive. Use it as a context manager, or call `close`.

    Searching is safe from several threads at once.
    """

    def __init__(self, store: Store) -> None:
        self._opened = store
        self._closed = False

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False) -> Self:
        """See `fihrist.open`."""
        return cls(Store.open(Path(path).expanduser(), create=create))

    def close(self) -> None:
        """Release files; the archive cannot be used afterwards."""
        self._closed = True
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _store(self) -> Store:
        """What is searched.

        Raises:
            ArchiveError: the archive is closed.
        """
        if self._closed:
            message = f"{self._opened.path}: the archive is closed; open it again with fihrist.open"
            raise ArchiveError(message)
        return self._opened

    @property
    def path(self) -> Path:
        """The archive's folder."""
        return self._opened.path

    @property
    def name(self) -> str:
        """The name of the archive's folder."""
        return self.path.resolve().name

    @property
    def count(self) -> int:
        """How many articles can be found."""
        return self._store.snapshot.doc_count

    @property
    def entities(self) -> Entities:
        """Who and what the articles name: to be listed, added to, merged and split."""
        from fihrist.entities import Entities

        return Entities(lambda: self._store)

    def search(
        self,
        query: str = "",
        *,
        persons: Names = (),
        organisations: Names = (),
        places: Names = (),
        entities: Names = (),
        any_entities: Names = (),
        inside: Names = (),
        sources: Names = (),
        published: Dates = None,
        mentioned: Dates = None,
        precision: Names = (),
        provenance: Names = (),
        exclude_entities: Names = (),
        exclude_sources: Names = (),
        exclude_published: Dates = None,
        exclude_mentioned: Dates = None,
        exclude_precision: Names = (),
        exclude_provenance: Names = (),
        sort: str = Sort.RELEVANCE,
        limit: int = 20,
        offset: int = 0,
        facets: Sequence[str] = FACETS,
        facet_limit: int = 20,
        facet_base: bool = False,
        as_typed: bool = False,
    ) -> Results:
        """Find articles.

        Args:
            query: what a person types; see the page on the query language. Empty: everything, newest first.
            persons: names or ids, in Arabic or Latin script; an article must name all of them.
            organisations: as `persons`.
            places: as `persons`; a governorate, district or town stands for the places in it, too, a country does not.
            entities: as `persons`, of any type.
            any_entities: as `entities`, but an article need only name one of them.
            inside: places; an article must name one of them or any place in it, those of a country included.
            sources: outlets; any of them.
            published: ``"2014"`` or ``2014``, ``"2014-06"``, ``"2014-06-10"``, ``"2014-06..2014-08"``, ``"undated"``; a
                pair of two such dates is the range between them; a list of others means any of them. An article dated
                by a month or year is found when all of it lies inside.
            mentioned: days the article speaks of, written as `published`; any that overlap.
            precision: how much of the publication date is known: ``day``, ``month``, ``year`` or ``undated``.
            provenance: where it comes from: ``metadata``, ``dateline``, ``filename``, ``user``, ``inferred``, ``undated``.
            exclude_entities: articles that name one of these are left out.
            exclude_sources: outlets that are left out.
            exclude_published: publication dates that are left out.
            exclude_mentioned: days; articles that speak of them are left out.
            exclude_precision: values of `precision` that are left out.
            exclude_provenance: values of `provenance` that are left out.
            sort: ``relevance``, ``newest`` or ``oldest``; articles without a date come last in the latter two.
            limit: hits of the first page; 0 for none, which are fetched all the same when results are iterated.
            offset: how many hits to skip.
            facets: which facets to count; none are quicker. ``precision`` and ``provenance`` are counted on request.
            facet_limit: values of each facet, the most frequent first; 0 for all.
            facet_base: say of each value how many articles of the whole archive have it, too.
            as_typed: search for the words as they were typed: without other spellings, names that Latin words stand
                for, and repair of a wrong keyboard.

        Raises:
            UsageError: an argument has no meaning, such as an unknown facet or a limit below 0.
        """
        filters = filters_of(
            persons=persons,
            organisations=organisations,
            places=places,
            entities=entities,
            sources=sources,
            published=published,
            mentioned=mentioned,
            exclude_entities=exclude_entities,
            exclude_sources=exclude_sources,
            any_entities=any_entities,
            inside=inside,
            precision=precision,
            provenance=provenance,
            exclude_published=exclude_published,
            exclude_mentioned=exclude_mentioned,
            exclude_precision=exclude_precision,
            exclude_provenance=exclude_provenance,
        )
        query, order = text_of("query", query), sort_of(sort)
        from fihrist.search import service  # loads NumPy and Whoosh: not before something is searched for

        def ask(**wanted: Any) -> Page:
            return service.search(self._store, query, filters=filters, sort=order, as_typed=as_typed, **wanted)

        page = ask(
            offset=whole_number("offset", offset),
            limit=whole_number("limit", limit),
            facets=wanted_facets(facets),
            facet_limit=whole_number("facet_limit", facet_limit),
            facet_base=facet_base,
        )
        return Results(page, lambda at, size: ask(offset=at, limit=size, facets=()))

    def histogram(
        self, query: str = "", *, by: Literal["year", "month", "day"] = "month", **filters: Dates
    ) -> tuple[FacetValue, ...]:
        """How many of the articles found were published in each year, month or day, oldest first, undated last.

        `filters` are those of `search`.
        """
        found = self.search(query, limit=0, facets=(by,), facet_limit=0, **filters)  # type: ignore[arg-type]
        return tuple(by_date(found.facets[by]))

    def timeline(
        self,
        query: str = "",
        *,
        by: Unit = "month",
        date: DateOf = "published",
        as_typed: bool = False,
        **filters: Dates,
    ) -> Timeline:
        """How the articles found spread over time, empty years, months or days included.

        Args:
            query: what a person types; ``كيان:داعش`` for the timeline of an entity.
            by: ``year``, ``month`` or ``day``.
            date: ``published``, or ``mentioned`` for the times that the articles speak of, by year or month.
            as_typed: as for `search`.
            filters: those of `search`.

        Raises:
            UsageError: an argument has no meaning, or there would be too many points.
        """
        from fihrist.search.timeline import timeline

        narrowed = filters_of(**filters)
        return timeline(
            self._store, text_of("query", query), filters=narrowed, by=by, date=date, as_typed=bool(as_typed)
        )

    def related(
        self,
        query: str = "",
        *,
        type: str | None = None,  # noqa: A002 - the name of the thing
        limit: int = 20,
        support: int = 3,
        as_typed: bool = False,
        **filters: Dates,
    ) -> RelatedEntities:
        """Who and what the articles found name above chance, the surest first.

        Args:
            query: what a person types; ``كيان:داعش`` for what appears with an entity.
            type: ``person``, ``organisation`` or ``place``; None for all.
            limit: how many; 0 for all.
            support: how many of the articles found must name an entity at least.
            as_typed: as for `search`.
            filters: those of `search`.

        Raises:
            UsageError: an argument has no meaning.
        """
        from fihrist.search.related import related

        return related(
            self._store,
            text_of("query", query),
            filters=filters_of(**filters),
            type=entity_type_of(type),
            limit=whole_number("limit", limit),
            support=whole_number("support", support),
            as_typed=bool(as_typed),
        )

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            UnknownArticleError: there is none.
        """
        return self._store.records.article(text_of("article_id", article_id))

    def mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's body, in text order."""
        return self._store.records.mentions(text_of("article_id", article_id))

    def title_mentions(self, article_id: str) -> list[Mention]:
        """The names in an article's title, in text order."""
        return self._store.records.title_mentions(text_of("article_id", article_id))

    def dates(self, article_id: str) -> list[DateMention]:
        """The dates said in an article's body, in text order."""
        return self._store.records.dates(text_of("article_id", article_id))

    def not_before(self, article_id: str) -> PublishedFloor | None:
        """The latest date an undated article states in full: it was hardly published before; a suggestion only.

        None for an article with a publication date, and for one that states no date in full.

        Raises:
            UnknownArticleError: there is no such article.
        """
        from fihrist.index.dates import published_floor

        article = self.article(article_id)
        if article.published is not None:
            return None
        taken_in = article.ingested_at[:10].replace("-", "")
        known_by = int(taken_in) if taken_in.isdigit() else 0
        return published_floor(article.body, self.dates(article_id), known_by=known_by)

    def highlights(self, query: str, article: Article, *, as_typed: bool = False) -> tuple[SpanList, SpanList]:
        """Where a query matches an article: spans in its title and in its body; `as_typed` as for `search`."""
        from fihrist.search import service

        return service.highlights(self._store, text_of("query", query), article, as_typed=as_typed)

    def explain(self, query: str, article_id: str, *, as_typed: bool = False, **filters: Dates) -> Explanation:
        """Why an article answers a query, or why not, and the parts of its score, which sum to it.

        Args:
            query: what a person types.
            article_id: the article, found by the query or not.
            as_typed: as for `search`.
            filters: those of `search`.

        Raises:
            UnknownArticleError: there is no such article.
            ArchiveError: it is not in the index.
            UsageError: a filter has no meaning.
        """
        return self.explainer(query, as_typed=as_typed, **filters)(article_id)

    def explainer(self, query: str, *, as_typed: bool = False, **filters: Dates) -> Callable[[str], Explanation]:
        """`explain` for several articles of one query: called with their ids. Arguments and errors are the same."""
        from fihrist.search.explain import Explainer

        asked, narrowed = text_of("query", query), filters_of(**filters)
        return Explainer(self._store, asked, filters=narrowed, as_typed=as_typed)

    def word_uses(self, text: str, *, others: int = 30) -> list[WordUse]:
        """The words of a text as this archive has them: how many articles hold each form, and the words of one stem.

        Args:
            text: any text, most usefully a word.
            others: how many other words of each stem to name.
        """
        from fihrist.search.conflation import uses

        return uses(self._store, text_of("text", text), limit=whole_number("others", others))

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
        with Store.open(self._store.path, create=True, writable=True) as writable:
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

        with Store.open(self._store.path, writable=True) as writable:
            pipeline.rebuild(writable, progress=progress)
        self._store.refresh()

    def stats(self) -> Stats:
        """What the archive holds, and how large it is."""
        return Stats.of(self._store)

    def refresh(self) -> bool:
        """See what others have committed since this archive was opened; True when there is something new."""
        return self._store.refresh()
