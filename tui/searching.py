"""What is asked of the archive: the query with what narrows it, and why an answer is empty. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from fihrist.search.query.tree import And, Boost, DateField, DateRange, Everything, Node, Not, Or, Word
from fihrist.search.results import FacetValue, Sort, Suggestion
from fihrist.tui.archive_view import ArchiveView, Found

if TYPE_CHECKING:
    from fihrist.search.explanation import Explanation

PAGE = 50
"""Hits fetched at a time."""
MOST_VALUES = 100
"""Values of a facet that can be unfolded."""
_MOST_CAUSES = 6
"""Words and filters tried one by one when nothing was found."""


class Kind(StrEnum):
    """What a chip narrows by; the names are those of the facets, and ``date`` for the day of publication."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    SOURCE = "source"
    DATE = "date"
    MENTIONED = "mentioned_year"
    PRECISION = "precision"
    PROVENANCE = "provenance"


ENTITY_KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
FACET_KINDS = (*ENTITY_KINDS, Kind.SOURCE, Kind.MENTIONED, Kind.PRECISION, Kind.PROVENANCE)
"""Those whose facets are lists of values."""
UNDATED = "undated"
_MONTH = len("2014-06")


_FILTERS = {
    Kind.PERSON: "persons",
    Kind.ORGANISATION: "organisations",
    Kind.PLACE: "places",
    Kind.SOURCE: "sources",
    Kind.DATE: "published",
    Kind.MENTIONED: "mentioned",
    Kind.PRECISION: "precision",
    Kind.PROVENANCE: "provenance",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One value that narrows the search."""

    kind: Kind
    value: str
    label: str
    exclude: bool = False

    @property
    def filter(self) -> str:
        """The argument of a search that it is part of."""
        if self.exclude:
            return "exclude_entities" if self.kind in ENTITY_KINDS else f"exclude_{_FILTERS[self.kind]}"
        return _FILTERS[self.kind]


@dataclass(frozen=True, slots=True)
class Request:
    """A search as the screen states it."""

    query: str = ""
    chips: tuple[Chip, ...] = ()
    sort: Sort = Sort.RELEVANCE
    as_typed: bool = False
    """Without other spellings and the like."""
    open_date: str = ""
    """The year or month whose parts are listed: ``2014``, ``2014-06``, or empty."""

    @property
    def order(self) -> Sort:
        """The order that results come in: without a query nothing is more relevant than another, the newest is first."""
        return self.sort if self.query.strip() or self.sort is not Sort.RELEVANCE else Sort.NEWEST

    def values(self, kind: Kind, *, exclude: bool = False) -> list[str]:
        """The values of one kind among the chips."""
        return [chip.value for chip in self.chips if chip.kind is kind and chip.exclude is exclude]

    def has(self, kind: Kind, value: str) -> Chip | None:
        """The chip of a value, when there is one."""
        return next((chip for chip in self.chips if chip.kind is kind and chip.value == value), None)

    def toggled(self, chip: Chip) -> Request:
        """With the chip added, turned between include and exclude, or taken away when it is there as it is."""
        present = self.has(chip.kind, chip.value)
        rest = tuple(other for other in self.chips if other is not present)
        return replace(self, chips=rest if present == chip else (*rest, chip))

    def without(self, chip: Chip) -> Request:
        """With the chip taken away."""
        return replace(self, chips=tuple(other for other in self.chips if other != chip))

    def as_suggested(self, offer: Suggestion) -> Request:
        """With another query, and without the filters that it does without."""
        chips = tuple(chip for chip in self.chips if chip.filter not in offer.without)
        return replace(self, query=offer.query, chips=chips, open_date=self.open_date if chips == self.chips else "")

    def at_date(self, value: str) -> Request:
        """Narrowed to one year, month or day alone and listing its parts; all dates when `value` is empty."""
        rest = tuple(chip for chip in self.chips if chip.kind is not Kind.DATE)
        chips = (*rest, Chip(Kind.DATE, value, value)) if value else rest
        return replace(self, chips=chips, open_date=value[:7] if value != UNDATED else "")


@dataclass(frozen=True, slots=True)
class Cause:
    """Something without which, or alone with which, the answer would be another."""

    chip: Chip | None
    """The filter that was left out, None for a word."""
    word: str
    """The word that was searched alone, empty for a filter."""
    total: int
    about: type[Node] = Word
    """What the word is: a name, an outlet, a date, else words of the text."""
    years: tuple[str, str] | None = None
    """Of a date of publication that no article has: the first and the last year that some have."""


def find(
    archive: ArchiveView,
    request: Request,
    *,
    offset: int = 0,
    limit: int = PAGE,
    facets: tuple[str, ...] = (),
    facet_limit: int = MOST_VALUES,
) -> Found:
    """Search as a request states it."""
    return archive.search(
        request.query,
        **_narrowing(request),
        as_typed=request.as_typed,
        sort=request.sort,
        limit=limit,
        offset=offset,
        facets=facets,
        facet_limit=facet_limit,
    )


def find_reasons(archive: ArchiveView, request: Request, article_id: str) -> Explanation:
    """Why a request finds an article."""
    return archive.explain(request.query, article_id, as_typed=request.as_typed, **_narrowing(request))


def _narrowing(request: Request) -> dict[str, Any]:
    """The chips as arguments of a search."""
    arguments: dict[str, list[str]] = {}
    for chip in request.chips:
        arguments.setdefault(chip.filter, []).append(chip.value)
    return arguments


def find_facets(archive: ArchiveView, request: Request) -> Mapping[str, tuple[FacetValue, ...]]:
    """The facets to show: entities and sources by count; years, and months and days where they are unfolded, in order.

    Months are those of the open year, days those of the open month. These are too many for the limit that the other
    facets have, so they are counted in a search of their own, and only when they are shown.
    """
    counted = dict(find(archive, request, limit=0, facets=(*FACET_KINDS, "year")).facets)
    parts = ("month", "day")[: bool(request.open_date) + (len(request.open_date) == _MONTH)]
    if len(counted["year"]) >= MOST_VALUES:
        parts = ("year", *parts)
    if parts:
        counted.update(find(archive, request, limit=0, facets=parts, facet_limit=0).facets)
    for name, prefix in (("year", ""), ("month", request.open_date[:4] + "-"), ("day", request.open_date + "-")):
        values = (value for value in counted.get(name, ()) if value.value.startswith(prefix))
        counted[name] = tuple(sorted(values, key=lambda value: (value.value == UNDATED, value.value)))
    return counted


def find_causes(archive: ArchiveView, request: Request) -> tuple[Cause, ...]:
    """For an empty answer: how many articles there are without each filter, else with each word alone and no filter."""
    causes = [
        Cause(chip, "", find(archive, request.without(chip), limit=0).total)
        for chip in islice(request.chips, _MOST_CAUSES)
    ]
    if any(cause.total for cause in causes):
        return tuple(cause for cause in causes if cause.total)
    return tuple(_cause(archive, request, part) for part in islice(_parts(request.query), _MOST_CAUSES))


def _parts(query: str) -> Iterator[Node]:
    """What a query asks for, part by part."""
    from fihrist.search.query.parse import parse  # not before something is searched for

    parts = [parse(query).tree]
    while parts:
        match part := parts.pop():
            case And(children) | Or(children):
                parts.extend(reversed(children))
            case Boost(child):
                parts.append(child)
            case Not() | Everything():
                continue
            case _ if part.span.end > part.span.start:
                yield part


def _cause(archive: ArchiveView, request: Request, part: Node) -> Cause:
    """What a part of a query finds alone."""
    typed = request.query[part.span.start : part.span.end]
    total = find(archive, replace(request, query=typed, chips=()), limit=0).total
    published = isinstance(part, DateRange) and part.field is DateField.PUBLISHED
    return Cause(None, typed, total, type(part), _years(archive) if published and not total else None)


def _years(archive: ArchiveView) -> tuple[str, str] | None:
    """The first and the last year of publication."""
    found = find(archive, Request(), limit=0, facets=("year",), facet_limit=0).facets["year"]
    years = sorted(value.value for value in found if value.value != UNDATED)
    return (years[0], years[-1]) if years else None
