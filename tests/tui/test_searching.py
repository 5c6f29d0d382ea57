"""What a facet value says it will find is what is found when it is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fihrist.archive import Archive
from fihrist.tui import labels
from fihrist.tui.searching import ENTITY_KINDS, FACET_KINDS, Chip, Kind, Request, find, find_causes, find_facets

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def plain(text: str) -> str:
    return text.translate(ISOLATES)


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
        rest = tuple(chip for chip in request_now.chips if chip.kind is not kind or kind in ENTITY_KINDS)
        alone = replace(request_now, chips=(*rest, Chip(kind, value, value)))
        assert find(dated_archive, alone, limit=0).total == count
    assert sum(year.count for year in facets["year"]) == find(dated_archive, request_now.at_date(""), limit=0).total


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("تاريخ:2033", "سنوات النشر في الأرشيف من 2014 إلى 2015"),
        ("مكان:مدينةلاوجود", "لا مادة تذكر هذا الاسم: «مكان:مدينةلاوجود»"),
        ("مصدر:مجهول قصف", "لا مادة من هذا المصدر: «مصدر:مجهول»"),
        ("ذكر:2090", "لا مادة بهذا التاريخ: «ذكر:2090»"),
        ("tvkw", "«tvkw» غير موجودة في الأرشيف"),
        ("بركان | زلزال", "«زلزال» غير موجودة في الأرشيف"),
        ("هدنة بركان", "«هدنة» وحدها"),
    ],
)
def test_an_empty_answer_has_a_cause(dated_archive: Archive, query: str, said: str) -> None:
    request_now = Request(query)
    assert find(dated_archive, request_now, limit=0).total == 0
    causes = [plain(labels.cause(cause)) for cause in find_causes(dated_archive, request_now)]
    assert any(said in cause for cause in causes), causes


@pytest.mark.parametrize("kind", [Kind.MENTIONED, Kind.PRECISION, Kind.PROVENANCE])
def test_what_is_left_out_is_found_without(dated_archive: Archive, kind: Kind) -> None:
    total = find(dated_archive, Request(), limit=0).total
    for value in find_facets(dated_archive, Request()).get(kind, ()):
        excluded = Request(chips=(Chip(kind, value.value, value.label, exclude=True),))
        assert find(dated_archive, excluded, limit=0).total == total - value.count


def test_months_and_days_are_counted_when_they_are_shown(dated_archive: Archive) -> None:
    assert "month" not in {name for name, values in find_facets(dated_archive, Request()).items() if values}
    assert [value.value for value in find_facets(dated_archive, Request(open_date="2014"))["month"]] == [
        "2014-06",
        "2014-12",
    ]
    days = find_facets(dated_archive, Request(open_date="2014-06"))["day"]
    assert [value.value for value in days] == ["2014-06-10", "2014-06-30"]
