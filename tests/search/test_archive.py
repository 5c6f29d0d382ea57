"""An archive as scripts use it: arguments, all results, highlights of names and dates, the end of its use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fihrist
from fihrist.errors import ArchiveError, DamagedError, UsageError

ARTICLES = [
    ("داعش يخسر الرقة", "خرج المسلحون من المدينة في 17 تشرين الأول 2017.", "2017-10-17"),
    ("عودة إلى الموصل", "خسر تنظيم الدولة الإسلامية المدينة في تموز 2017.", "2017-08-01"),
    ("مجلس سوريا الديمقراطية يجتمع", "بحث المجتمعون ما جرى في 21 آب 2013 وفي آذار 2015.", "2018"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive")
    lines = (
        {"title": title, "body": body, "source": "وكالة", "published": published} for title, body, published in ARTICLES
    )
    (path / "x.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with fihrist.open(path / "a", create=True) as archive:
        archive.ingest(path / "x.jsonl", workers=1)
    return path / "a"


@pytest.fixture(scope="module")
def archive(folder: Path) -> Iterator[fihrist.Archive]:
    with fihrist.open(folder) as opened:
        yield opened


def lit(hit: fihrist.Hit) -> tuple[list[str], list[str]]:
    return (
        [hit.title[start:end] for start, end in hit.title_highlights],
        [hit.snippet.text[start:end] for start, end in hit.snippet.highlights],
    )


def test_a_name_is_highlighted_in_titles_too(archive: fihrist.Archive) -> None:
    found = archive.search("كيان:داعش", sort="newest")
    assert [lit(hit) for hit in found] == [(["داعش"], []), ([], ["تنظيم الدولة الإسلامية"])]
    first = archive.article(found.hits[0].id)
    assert archive.highlights("كيان:داعش", first) == ([(0, 4)], [])
    assert "داعش" in [mention.text for mention in archive.title_mentions(first.id)]
    assert all(first.title[each.start : each.end] == each.text for each in archive.title_mentions(first.id))


def test_filters_are_highlighted_as_the_query_is(archive: fihrist.Archive) -> None:
    assert lit(archive.search("", organisations="داعش", sort="newest").hits[0]) == (["داعش"], [])
    assert lit(archive.search("", mentioned="2013").hits[0]) == ([], ["21 آب 2013"])


@pytest.mark.parametrize(
    ("query", "said"),
    [("ذكر:2013", ["21 آب 2013"]), ("ذكر:2015", ["آذار 2015"]), ("ذكر:2013-08..2016", ["21 آب 2013", "آذار 2015"])],
)
def test_the_dates_asked_for_are_highlighted(archive: fihrist.Archive, query: str, said: list[str]) -> None:
    (hit,) = archive.search(query)
    assert lit(hit)[1] == said


def test_a_closed_archive_says_so(folder: Path) -> None:
    opened = fihrist.open(folder)
    results = opened.search("", limit=1)
    opened.close()
    opened.close()
    for use in (
        lambda: opened.search(""),
        lambda: opened.count,
        lambda: opened.article("0123456789abcdef"),
        lambda: opened.stats(),
        lambda: opened.refresh(),
        lambda: list(results),
    ):
        with pytest.raises(ArchiveError, match=r"the archive is closed; open it again with fihrist\.open") as raised:
            use()
        assert not isinstance(raised.value, DamagedError)
    assert opened.name == "a"


@pytest.mark.parametrize("limit", [0, 1, 2, 50])
def test_iterating_goes_through_all_results(archive: fihrist.Archive, limit: int) -> None:
    assert [hit.rank for hit in archive.search("", limit=limit)] == [1, 2, 3]
    assert [hit.rank for hit in archive.search("", limit=limit, offset=2)] == [3]
    assert list(archive.search("", limit=limit, offset=9)) == []


@pytest.mark.parametrize(
    ("published", "total"),
    [(2017, 2), ("2017", 2), ((2017, 2018), 3), ((2018, None), 1), ((None, "2017-09"), 1), ([2018, "2017-10"], 2)],
)
def test_a_number_is_a_year(archive: fihrist.Archive, published: Any, total: int) -> None:
    assert archive.search("", published=published).total == total


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("query", None),
        ("query", 5),
        ("persons", 5),
        ("places", [5]),
        ("sources", b"x"),
        ("exclude_entities", None),
        ("published", 20.5),
        ("published", True),
        ("mentioned", ("2014", 3.5)),
        ("sort", "sideways"),
        ("sort", None),
        ("limit", -1),
        ("limit", "5"),
        ("offset", -1),
        ("facet_limit", -1),
        ("facet_limit", None),
        ("facets", 5),
    ],
)
def test_an_argument_without_meaning_is_named(archive: fihrist.Archive, argument: str, value: Any) -> None:
    with pytest.raises(UsageError, match=f"^{argument} is "):
        archive.search(**{argument: value})


def test_the_end_of_a_range_that_is_no_date_is_named(archive: fihrist.Archive) -> None:
    with pytest.raises(UsageError, match=r"^'2014-02-30' is no date"):
        archive.search("", published=("2014-02-30", None))


def test_facets_tell_how_many_values_they_have(archive: fihrist.Archive) -> None:
    whole = archive.search("", facet_limit=0)
    assert whole.facet_sizes == {name: len(values) for name, values in whole.facets.items()}
    cut = archive.search("", facet_limit=1)
    assert cut.facet_sizes == whole.facet_sizes
    assert max(map(len, cut.facets.values())) == 1
