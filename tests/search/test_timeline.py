"""Timelines over the sample reports against counting by hand; who appears with whom against the formula's terms."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import fihrist
from fihrist.demo import reports_path
from fihrist.errors import UsageError
from fihrist.search.related import g_squared


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    path: Path = tmp_path_factory.mktemp("timeline") / "archive"
    with fihrist.open(path, create=True) as opened, reports_path() as reports:
        opened.ingest(reports, workers=1)
        yield opened


@pytest.mark.parametrize(("unit", "length"), [("year", 4), ("month", 7), ("day", 10)])
@pytest.mark.parametrize("query", ["", "كيان:داعش", "قصف"])
def test_published(archive: fihrist.Archive, query: str, unit: str, length: int) -> None:
    dates = [hit.published.value if hit.published else "" for hit in archive.search(query)]
    counted = Counter(date[:length] for date in dates if len(date) >= length)
    found = archive.timeline(query, by=unit)  # type: ignore[arg-type]
    assert {point.value: point.count for point in found.points if point.count} == counted
    assert [found.points[0].value, found.points[-1].value] == [min(counted), max(counted)]
    assert found.undated == dates.count("")
    assert found.coarser == sum(0 < len(date) < length for date in dates)
    assert found.total == len(dates)


def test_empty_months_are_there(archive: fihrist.Archive) -> None:
    found = archive.timeline("", by="month", published="2014..2016")
    months = [point.value for point in found.points]
    first, last = (int(value[:4]) * 12 + int(value[5:]) for value in (months[0], months[-1]))
    assert len(months) == len(set(months)) == last - first + 1
    assert any(not point.count for point in found.points)


def test_mentioned(archive: fihrist.Archive) -> None:
    found = archive.timeline("كيان:داعش", by="year", date="mentioned")
    for point in found.points:
        assert archive.search("كيان:داعش", mentioned=point.value, limit=0, facets=()).total == point.count
    assert (found.undated, found.coarser) == (0, 0)


def test_the_filter_of_dates_holds(archive: fihrist.Archive) -> None:
    assert {point.value for point in archive.timeline("", by="year", published="2014..2015").points} == {"2014", "2015"}


def test_nothing_found(archive: fihrist.Archive) -> None:
    found = archive.timeline("كلمةلاوجودلها")
    assert (found.points, found.total, found.undated) == ((), 0, 0)
    assert archive.related("كلمةلاوجودلها").entities == ()


@pytest.mark.parametrize("wrong", [{"by": "hour"}, {"date": "written"}, {"by": "day", "date": "mentioned"}])
def test_what_has_no_meaning_is_named(archive: fihrist.Archive, wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"can be"):
        archive.timeline("", **wrong)  # type: ignore[arg-type]


def test_too_many_days(tmp_path: Path) -> None:
    lines = (json.dumps({"title": day, "body": "نص", "published": day}) for day in ("1901-01-01", "2019-01-01"))
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with fihrist.open(tmp_path / "a", create=True) as opened:
        opened.ingest(tmp_path / "x.jsonl", workers=1)
        assert len(opened.timeline("", by="month").points) == 118 * 12 + 1
        with pytest.raises(UsageError, match="count by a longer unit"):
            opened.timeline("", by="day")


def test_related_counts_are_those_of_searches(archive: fihrist.Archive) -> None:
    found = archive.related("كيان:داعش", limit=0, support=2)
    asked = archive.search("كيان:داعش", limit=0, facets=()).total
    assert (found.found, found.articles) == (asked, archive.count)
    assert found.entities
    for each in found.entities:
        if each.type != "place":  # a place is found for the places in it, too
            together = archive.search("كيان:داعش", entities=each.value, limit=0, facets=()).total
            alone = archive.search("", entities=each.value, limit=0, facets=()).total
            assert (each.observed, each.total) == (together, alone)
        assert each.expected == pytest.approx(each.total * found.found / found.articles)
        assert each.observed > each.expected
    assert [each.score for each in found.entities] == sorted((each.score for each in found.entities), reverse=True)
    assert "داعش" not in [each.label for each in found.entities]


def test_related_by_type_and_support(archive: fihrist.Archive) -> None:
    every = archive.related("كيان:داعش", limit=0, support=1).entities
    for kind in ("person", "organisation", "place"):
        assert archive.related("كيان:داعش", type=kind, limit=0, support=1).entities == tuple(
            each for each in every if each.type == kind
        )
    assert min(each.observed for each in archive.related("كيان:داعش", limit=0, support=4).entities) >= 4
    with pytest.raises(UsageError, match="animal"):
        archive.related("كيان:داعش", type="animal")


def test_nothing_is_above_chance_in_the_whole_archive(archive: fihrist.Archive) -> None:
    assert archive.related("").entities == ()


@pytest.mark.parametrize(
    ("here", "everywhere", "found", "articles"), [(10, 20, 50, 1000), (3, 3, 3, 4), (0, 5, 10, 100), (9, 9, 9, 9)]
)
def test_g_squared(here: int, everywhere: int, found: int, articles: int) -> None:
    cells = [
        (here, found * everywhere),
        (everywhere - here, (articles - found) * everywhere),
        (found - here, found * (articles - everywhere)),
        (articles - found - everywhere + here, (articles - found) * (articles - everywhere)),
    ]
    expected = 2 * sum(cell * math.log(cell * articles / product) for cell, product in cells if cell)
    (score,) = g_squared(np.array([here]), np.array([everywhere]), found, articles)
    assert score == pytest.approx(expected, abs=1e-9)
