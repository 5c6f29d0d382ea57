"""What is asked of an archive: a typed query and the filters around it, as one tree with its names looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fihrist.errors import UsageError
from fihrist.index.dates import parse_interval
from fihrist.index.model import EntityType
from fihrist.search.execute.compile import Names
from fihrist.search.execute.dated import VALUES, load_provenances
from fihrist.search.execute.names import resolve
from fihrist.search.grouped_names import parted_names
from fihrist.search.own_spelling import prefer_own_spelling
from fihrist.search.query.diagnostics import Diagnostics
from fihrist.search.query.fields import odd
from fihrist.search.query.tree import (
    And,
    DateAspect,
    Dated,
    DateField,
    DateRange,
    Diagnostic,
    Entity,
    Everything,
    Node,
    Not,
    Or,
    ParsedQuery,
    Source,
    Undated,
)
from fihrist.search.results import Filters
from fihrist.search.understanding import understand

if TYPE_CHECKING:
    from fihrist.index.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """A query, understood; parts that an article must answer all."""

    parsed: ParsedQuery
    """The query alone, as it was typed."""
    asked: Node
    """The query and the filters that hold for every facet."""
    dates: Node | None
    """The publication dates asked for by filters; the facets of dates are counted without them. None: all."""
    outlets: Node | None
    """The outlets asked for by filters; the facet of sources is counted without them. None: all."""
    names: Names
    """What the names of all parts stand for."""
    diagnostics: tuple[Diagnostic, ...]
    """About the names, and about what was added; those of the parser are with the parsed query."""
    mentions: Node | None = None
    """What articles are to speak of, by filters; the facets of it are counted without them. None: anything."""
    precision: Node | None = None
    """How much is to be known of publication dates; its facet is counted without it. None: anything."""
    provenance: Node | None = None
    """Where publication dates are to come from; its facet is counted without it. None: anywhere."""
    by_provenance: bool = False
    """Whether filters ask where publication dates come from, which the index must be told first."""

    @classmethod
    def of(cls, store: Store, query: str, filters: Filters, *, as_typed: bool = False) -> Question:
        """Read a typed query and its filters.

        Args:
            store: the archive.
            query: what was typed.
            filters: what narrows the search besides.
            as_typed: search for the words as they were typed, without what `understand` adds to them.

        Raises:
            UsageError: a date among the filters is none.
        """
        parsed, rewritten = understand(store, query, as_typed=as_typed)
        parsed, searched = parted_names(store, parsed, rewritten.tree)
        preferred = prefer_own_spelling(store.snapshot, searched)
        asked = all_of([preferred.tree, *_narrowing(filters)])
        dates = _any_of([_interval(value, DateField.PUBLISHED) for value in filters.published])
        outlets = _any_of([Source(name) for name in filters.sources])
        names, diagnostics = resolve(store, And((asked, outlets)) if outlets else asked)
        by_provenance = bool(filters.provenance or filters.exclude_provenance)
        if by_provenance:
            load_provenances(store, store.snapshot)
        return cls(
            parsed,
            asked,
            dates,
            outlets,
            names,
            (*rewritten.diagnostics, *preferred.notes, *diagnostics, *_reversed(filters)),
            _any_of([_interval(value, DateField.MENTIONED) for value in filters.mentioned]),
            _dated(DateAspect.PRECISION, filters.precision),
            _dated(DateAspect.PROVENANCE, filters.provenance),
            by_provenance,
        )

    @property
    def parts(self) -> tuple[Node, ...]:
        """The parts that there are."""
        every = (self.asked, self.dates, self.outlets, self.mentions, self.precision, self.provenance)
        return tuple(part for part in every if part is not None)

    @property
    def shown(self) -> Node:
        """What is to be lit in the articles found."""
        return self.asked if self.mentions is None else all_of((self.asked, self.mentions))

    @property
    def sources(self) -> tuple[int, ...] | None:
        """The ordinals of the outlets asked for by filters; None: all."""
        if self.outlets is None:
            return None
        nodes = self.outlets.children if isinstance(self.outlets, Or) else (self.outlets,)
        ordinals = (self.names.sources[node] for node in nodes if isinstance(node, Source))
        return tuple(sorted({ordinal for several in ordinals for ordinal in several}))


def all_of(nodes: Sequence[Node]) -> Node:
    """Articles of all the nodes; the query comes first, and with filters it need not say that it wants everything."""
    wanted = [node for node in nodes if not isinstance(node, Everything)] or list(nodes[:1])
    return wanted[0] if len(wanted) == 1 else And(tuple(wanted))


def _any_of(nodes: Sequence[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


def _narrowing(filters: Filters) -> list[Node]:
    """The filters that hold for every facet."""
    named = [
        (filters.persons, EntityType.PERSON),
        (filters.organisations, EntityType.ORGANISATION),
        (filters.places, EntityType.PLACE),
        (filters.entities, None),
    ]
    nodes: list[Node] = [Entity(name, kind) for values, kind in named for name in values]
    nodes += [Not(Entity(name)) for name in filters.exclude_entities]
    nodes += [Not(Source(name)) for name in filters.exclude_sources]
    nodes += [Entity(name, EntityType.PLACE, inside=True) for name in filters.inside]
    either = _any_of([Entity(name) for name in filters.any_entities])
    nodes += [either] if either else []
    nodes += [Not(_interval(value, DateField.PUBLISHED)) for value in filters.exclude_published]
    nodes += [Not(_interval(value, DateField.MENTIONED)) for value in filters.exclude_mentioned]
    left_out = (
        _dated(DateAspect.PRECISION, filters.exclude_precision),
        _dated(DateAspect.PROVENANCE, filters.exclude_provenance),
    )
    return [*nodes, *(Not(node) for node in left_out if node is not None)]


def _dated(aspect: DateAspect, values: Sequence[str]) -> Node | None:
    """The articles of some values of an aspect of publication dates; None for no values."""
    wrong = next((value for value in values if value not in VALUES[aspect]), None)
    if wrong is not None:
        message = f"{aspect} is {wrong!r}; it can be " + ", ".join(VALUES[aspect])
        raise UsageError(message)
    return Dated(aspect, tuple(dict.fromkeys(values))) if values else None


def _reversed(filters: Filters) -> tuple[Diagnostic, ...]:
    """Word of the ranges among the filters whose ends were exchanged; they stand nowhere in the query."""
    found = Diagnostics()
    ranges = (*filters.published, *filters.mentioned, *filters.exclude_published, *filters.exclude_mentioned)
    for value in ranges:
        if odd(_interval(value, DateField.PUBLISHED), value) == "reversed-range":
            found.add("reversed-range", 0, 0, value)
    return found.all()


def _interval(value: str, field: DateField) -> Node:
    """The articles of a date filter's value; ``..`` is any date."""
    if value.strip() == "undated" and field is DateField.PUBLISHED:
        return Undated()
    if value.strip() == "..":
        return DateRange(field, None, None)
    interval = parse_interval(value)
    if interval is None:
        wrong = next((end for end in value.split("..") if end.strip() and parse_interval(end) is None), value)
        message = (
            f"{wrong!r} is no date; write a year, month or day such as 2014, 2014-06 or 2014-06-10, a range such as "
            "2014-06..2014-08, or undated"
        )
        raise UsageError(message)
    return DateRange(field, *interval)
