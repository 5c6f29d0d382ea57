"""What a search gives back. All types are immutable; offsets count characters of the text beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fihrist.index.model import Published
    from fihrist.search.query.tree import Diagnostic

FORMAT_VERSION = 1
"""Version of the JSON that results serialise to."""


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Snippet:
    """The passage of an article that shows best why it was found."""

    text: str
    highlights: tuple[tuple[int, int], ...]
    """Start and end of each matching word or phrase in `text`, in order, not overlapping."""
    start: int = 0
    """Where the passage begins in the article's body."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found."""

    rank: int
    """From 1 over all results, not over the page."""
    id: str
    score: float
    title: str
    title_highlights: tuple[tuple[int, int], ...]
    source: str
    url: str
    published: Published | None
    snippet: Snippet
    file: str
    sha256: str
    """Of the raw bytes of the page the article came from."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many of the found articles have it."""

    value: str
    """What a filter takes: an entity's key, an outlet, ``2023``, ``2023-12``, ``2023-12-03``, ``undated``."""
    label: str
    count: int
    of: int | None = None
    """How many articles of the whole archive have it; None when that was not asked for."""


PUBLISHED_FACETS = ("year", "month", "day")
"""Facets of the publication date."""
MENTIONED_FACETS = ("mentioned_year", "mentioned_month", "mentioned_day")
"""Facets of the dates that articles speak of; days are counted on request."""
DATE_FACETS = (*PUBLISHED_FACETS, *MENTIONED_FACETS)
FACETS = ("person", "organisation", "place", "source", *PUBLISHED_FACETS, "mentioned_year", "mentioned_month")
"""Names of the facets, in the order they are shown."""
ASPECT_FACETS = ("precision", "provenance")
"""Facets of how much is known of publication dates, and where they come from; counted on request."""
ALL_FACETS = (*FACETS, "mentioned_day", *ASPECT_FACETS)
UNDATED = "undated"
"""The value of each facet of dates for articles without a publication date."""


def by_date(values: Iterable[FacetValue]) -> list[FacetValue]:
    """Values of a facet of dates, oldest first, undated last."""
    return sorted(values, key=lambda value: (value.value == UNDATED, value.value))


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search besides its query. Values are facet values or names.

    Entities narrow: an article must name all of those given. Sources and dates widen among themselves: any of them.
    """

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    """Each a year, month, day, range ``2014-06..2014-08`` or ``undated``; see `fihrist.search.query.tree.DateRange`."""
    mentioned: tuple[str, ...] = ()
    exclude_entities: tuple[str, ...] = ()
    exclude_sources: tuple[str, ...] = ()
    any_entities: tuple[str, ...] = ()
    """Unlike `entities` these widen: an article must name one of them."""
    inside: tuple[str, ...] = ()
    """Places; an article must name one of them or a place in it, a country's towns too."""
    precision: tuple[str, ...] = ()
    """``day``, ``month``, ``year`` or ``undated``: how much of the publication date is known."""
    provenance: tuple[str, ...] = ()
    """``metadata``, ``dateline``, ``filename``, ``user``, ``inferred`` or ``undated``: where it comes from."""
    exclude_published: tuple[str, ...] = ()
    exclude_mentioned: tuple[str, ...] = ()
    exclude_precision: tuple[str, ...] = ()
    exclude_provenance: tuple[str, ...] = ()


NO_FILTERS: Final = Filters()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query, where the typed one finds nothing or next to nothing; it is offered, never applied."""

    kind: str
    """Stable name to branch on: ``keyboard``, ``latin``, ``entity``, ``spelling``, ``words``, ``without-filter``,
    ``any-word``, ``prefix``, ``wider``."""
    query: str
    """The whole query, ready to be searched for."""
    count: int
    """How many articles it finds, with the same filters but those of `without`."""
    message: str
    """What it is and what it finds, in English."""
    message_ar: str
    """The same in Arabic."""
    without: tuple[str, ...] = ()
    """Fields of `Filters` that are to be left empty."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: a page of hits, the exact total, the facets of everything found."""

    query: str
    interpreted: str
    diagnostics: tuple[Diagnostic, ...]
    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    facet_sizes: Mapping[str, int] = field(default_factory=dict)
    """How many values each facet has, those beyond the limit counted too."""
    suggestions: tuple[Suggestion, ...] = ()
    """What to ask instead, best first; only where nothing was found, or hardly anything and another spelling is far more
    frequent."""
    seconds: float = 0.0
    """Time the search took, snippets included."""
