"""The rows of the facet panel: headings, values with their counts, dates unfolded. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from fihrist.search.results import FacetValue
from fihrist.tui import labels
from fihrist.tui.searching import FACET_KINDS, UNDATED, Kind, Request

_ORDER = (*FACET_KINDS[:4], Kind.DATE, *FACET_KINDS[4:])
SHOWN = 6
"""Values of a facet before it is unfolded."""
_LONGEST_GAP = 30
"""Years without articles that are shown between two that have some; longer gaps are left out."""


class RowKind(Enum):
    """What a row is."""

    HEADING = auto()
    VALUE = auto()
    MORE = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the panel."""

    kind: RowKind
    facet: Kind
    label: str = ""
    value: str = ""
    count: int = 0
    top: int = 1
    """The largest count among the row's siblings: a full bar."""
    level: int = 0
    """Depth of a date: 0 year, 1 month, 2 day."""

    @property
    def active(self) -> bool:
        """Whether the cursor can stand on it; a year of a gap only shows that there is one."""
        gap = self.facet is Kind.DATE and not self.count
        return self.kind is RowKind.MORE or (self.kind is RowKind.VALUE and not gap)


def facet_rows(
    facets: Mapping[str, Sequence[FacetValue]], request: Request, unfolded: frozenset[Kind] = frozenset()
) -> list[Row]:
    """All rows, in the order they are shown."""
    rows: list[Row] = []
    for kind in _ORDER:
        if kind is Kind.DATE:
            rows += _published(facets, request)
            continue
        values = _with_chosen(kind, facets.get(kind, ()), request)
        if values:
            rows += _group(kind, values, unfolded=kind in unfolded)
    return rows[:-1]


def _published(facets: Mapping[str, Sequence[FacetValue]], request: Request) -> Iterator[Row]:
    """The years of publication, that of the open date with its months and days."""
    years = _with_gaps(facets.get("year", ()))
    if years:
        yield _heading(Kind.DATE)
        yield from _dates(years, facets, request)
        yield Row(RowKind.BLANK, Kind.DATE)


def _with_chosen(kind: Kind, values: Sequence[FacetValue], request: Request) -> Sequence[FacetValue]:
    """Values, and before them what narrows the search but is in none of the articles found: what is left out above all."""
    known = {value.value for value in values}
    chips = (chip for chip in request.chips if chip.kind is kind and chip.value not in known)
    return [*(FacetValue(chip.value, chip.label, 0) for chip in chips), *values]


def _heading(kind: Kind) -> Row:
    return Row(RowKind.HEADING, kind, labels.KIND_LABELS[kind])


def _group(kind: Kind, values: Sequence[FacetValue], *, unfolded: bool) -> Iterator[Row]:
    yield _heading(kind)
    top = max(value.count for value in values) or 1
    for value in values if unfolded else values[:SHOWN]:
        yield Row(RowKind.VALUE, kind, value.label or labels.UNTITLED, value.value, value.count, top)
    if len(values) > SHOWN:
        yield Row(RowKind.MORE, kind, labels.FEWER if unfolded else labels.MORE)
    yield Row(RowKind.BLANK, kind)


def _dates(years: Sequence[FacetValue], facets: Mapping[str, Sequence[FacetValue]], request: Request) -> Iterator[Row]:
    for year in _date_rows(years, 0):
        yield year
        if year.value == request.open_date[:4]:
            for month in _date_rows(facets.get("month", ()), 1):
                yield month
                if month.value == request.open_date:
                    yield from _date_rows(facets.get("day", ()), 2)


def _date_rows(values: Sequence[FacetValue], level: int) -> Iterator[Row]:
    top = max((value.count for value in values), default=1) or 1
    for value in values:
        yield Row(RowKind.VALUE, Kind.DATE, labels.date_label(value.value), value.value, value.count, top, level)


def _with_gaps(years: Sequence[FacetValue]) -> list[FacetValue]:
    """Years with those between them that have no articles: gaps matter in an archive."""
    out: list[FacetValue] = []
    for value in years:
        if out and value.value != UNDATED and out[-1].value.isdigit() and value.value.isdigit():
            between = range(int(out[-1].value) + 1, int(value.value))
            if len(between) <= _LONGEST_GAP:
                out += [FacetValue(f"{year:04d}", f"{year:04d}", 0) for year in between]
        out.append(value)
    return out
