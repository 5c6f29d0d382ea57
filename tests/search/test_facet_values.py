"""Over the sample reports: what a facet counts is what its value finds, and what leaving it out leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fihrist
from fihrist.demo import reports_path
from fihrist.errors import UsageError
from fihrist.search.results import ALL_FACETS

FILTERS = {
    "person": ("persons", "exclude_entities"),
    "organisation": ("organisations", "exclude_entities"),
    "place": ("places", "exclude_entities"),
    "source": ("sources", "exclude_sources"),
    "year": ("published", "exclude_published"),
    "month": ("published", "exclude_published"),
    "day": ("published", "exclude_published"),
    "mentioned_year": ("mentioned", "exclude_mentioned"),
    "mentioned_month": ("mentioned", "exclude_mentioned"),
    "mentioned_day": ("mentioned", "exclude_mentioned"),
    "precision": ("precision", "exclude_precision"),
    "provenance": ("provenance", "exclude_provenance"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    path: Path = tmp_path_factory.mktemp("facets") / "archive"
    with fihrist.open(path, create=True) as opened, reports_path() as reports:
        opened.ingest(reports, workers=1)
        yield opened


def narrowed(archive: fihrist.Archive, query: str, facet: str = "", **filters: Any) -> fihrist.Results:
    return archive.search(query, facets=[facet] if facet else [], facet_limit=0, **filters)


def test_all_facets_have_filters() -> None:
    assert set(FILTERS) == set(ALL_FACETS)


@pytest.mark.parametrize("facet", ALL_FACETS)
def test_a_value_finds_what_it_counts_and_leaves_the_rest(archive: fihrist.Archive, facet: str) -> None:
    chosen, left_out = FILTERS[facet]
    found = archive.search("قصف", limit=0, facets=[facet], facet_limit=0, facet_base=True)
    assert found.facets[facet]
    for value in found.facets[facet][:12]:
        assert narrowed(archive, "قصف", **{chosen: value.value}).total == value.count
        assert narrowed(archive, "", **{chosen: value.value}).total == value.of
        rest = narrowed(archive, "قصف", **{left_out: value.value}).total
        assert rest == found.total - value.count


@pytest.mark.parametrize("facet", ["source", "year", "mentioned_year", "precision", "provenance"])
def test_of_several_values_any_will_do_and_siblings_stay_in_sight(archive: fihrist.Archive, facet: str) -> None:
    chosen, _ = FILTERS[facet]
    whole = archive.search("", limit=0, facets=[facet], facet_limit=0).facets[facet]
    values = [value.value for value in whole[:2]]
    both = narrowed(archive, "", facet, **{chosen: values})
    ones = [{hit.id for hit in narrowed(archive, "", **{chosen: value})} for value in values]
    assert {hit.id for hit in both} == set.union(*ones)
    assert both.facets[facet] == whole


def test_any_of_several_entities(archive: fihrist.Archive) -> None:
    ones = [{hit.id for hit in archive.search("", entities=name)} for name in ("داعش", "قسد")]
    assert {hit.id for hit in archive.search("", any_entities=["داعش", "قسد"])} == ones[0] | ones[1]
    assert {hit.id for hit in archive.search("", entities=["داعش", "قسد"])} == ones[0] & ones[1]
    assert ones[0] & ones[1] < ones[0] | ones[1]


@pytest.mark.parametrize("name", ["precision", "provenance", "exclude_precision"])
def test_an_unknown_value_is_named(archive: fihrist.Archive, name: str) -> None:
    with pytest.raises(UsageError, match="hour"):
        narrowed(archive, "", **{name: "hour"})


def test_provenances_are_those_of_the_records(archive: fihrist.Archive) -> None:
    known = [hit.published.provenance if hit.published else "undated" for hit in archive.search("")]
    values = archive.search("", limit=0, facets=["provenance"]).facets["provenance"]
    assert {value.value: value.count for value in values} == {each: known.count(each) for each in set(known)}
