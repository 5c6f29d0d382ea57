"""What a facet value says it will find is what is found when it is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fihrist.archive import Archive
from fihrist.tui.searching import FACET_KINDS, Chip, Kind, Request, find, find_facets

REQUESTS = (
    Request(),
    Request("قصف"),
    Request("قصف", chips=(Chip(Kind.SOURCE, "سانا", "سانا"),)),
    Request(chips=(Chip(Kind.SOURCE, "سانا", "سانا", exclude=True),)),
    Request(open_date="2014"),
    Request(open_date="2014-06"),
    Request("قصف").at_date("2014-06"),
)


@pytest.mark.parametrize("request_now", REQUESTS, ids=str)
def test_dates_find_what_they_count(dated_archive: Archive, request_now: Request) -> None:
    facets = find_facets(dated_archive, request_now)
    values = [value for name in ("year", "month", "day") for value in facets.get(name, ())]
    assert values
    found = {value.value: find(dated_archive, request_now.at_date(value.value), limit=0).total for value in values}
    assert found == {value.value: value.count for value in values}


@pytest.mark.parametrize("request_now", REQUESTS, ids=str)
def test_names_and_sources_find_what_they_count(dated_archive: Archive, request_now: Request) -> None:
    facets = find_facets(dated_archive, request_now)
    counted = {(kind, value.value): value.count for kind in FACET_KINDS for value in facets[kind]}
    assert {kind for kind, _ in counted} >= {Kind.PLACE, Kind.SOURCE}
    for (kind, value), count in counted.items():
        rest = tuple(chip for chip in request_now.chips if kind is not Kind.SOURCE or chip.kind is not kind)
        alone = replace(request_now, chips=(*rest, Chip(kind, value, value)))
        assert find(dated_archive, alone, limit=0).total == count
    assert sum(year.count for year in facets["year"]) == find(dated_archive, request_now.at_date(""), limit=0).total


def test_months_and_days_are_counted_when_they_are_shown(dated_archive: Archive) -> None:
    assert "month" not in {name for name, values in find_facets(dated_archive, Request()).items() if values}
    assert [value.value for value in find_facets(dated_archive, Request(open_date="2014"))["month"]] == [
        "2014-06",
        "2014-12",
    ]
    days = find_facets(dated_archive, Request(open_date="2014-06"))["day"]
    assert [value.value for value in days] == ["2014-06-10", "2014-06-30"]
