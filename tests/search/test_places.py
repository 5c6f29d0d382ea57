"""A place stands for the places in it; a country for itself alone, unless it is asked for with all that is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import fihrist

ARTICLES = [
    ("جاسم", "اغتال مسلحون عضوا في المجلس المحلي بمدينة جاسم."),
    ("درعا", "خرجت تظاهرة في مدينة درعا، وأخرى في مدينة جاسم."),
    ("سوريا", "تبحث الأمم المتحدة ملف سوريا في جنيف."),
    ("العراق", "وقعت اشتباكات في مدينة الموصل مركز محافظة نينوى."),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    path: Path = tmp_path_factory.mktemp("places")
    lines = (json.dumps({"title": title, "body": body}, ensure_ascii=False) for title, body in ARTICLES)
    (path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with fihrist.open(path / "a", create=True) as opened:
        opened.ingest(path / "x.jsonl", workers=1)
        yield opened


def titles(results: fihrist.Results) -> set[str]:
    return {hit.title for hit in results}


@pytest.mark.parametrize("query", ["place:درعا", "مكان:Daraa", "place:daraa", 'place:"محافظة درعا"', "entity:درعا"])
def test_a_governorate_stands_for_its_towns(archive: fihrist.Archive, query: str) -> None:
    assert titles(archive.search(query)) == {"جاسم", "درعا"}


def test_filters_do_as_fields(archive: fihrist.Archive) -> None:
    assert titles(archive.search(places="درعا")) == {"جاسم", "درعا"}
    assert titles(archive.search(exclude_entities="درعا")) == {"سوريا", "العراق"}


def test_a_town_stands_for_itself(archive: fihrist.Archive) -> None:
    assert titles(archive.search("place:جاسم")) == {"جاسم", "درعا"}
    assert archive.search("person:درعا").total == 0


def test_a_country_stands_for_itself_alone_unless_all_in_it_is_asked_for(archive: fihrist.Archive) -> None:
    assert titles(archive.search("place:سوريا")) == {"سوريا"}
    assert titles(archive.search("in:سوريا")) == titles(archive.search("داخل:Syria")) == {"جاسم", "درعا", "سوريا"}
    assert titles(archive.search(inside="سوريا")) == {"جاسم", "درعا", "سوريا"}
    assert titles(archive.search("in:العراق")) == {"العراق"}, "a country that no article names"


def test_a_place_that_no_article_names_stands_for_those_in_it(archive: fihrist.Archive) -> None:
    assert archive.search("in:الأردن").total == 0
    assert archive.search("in:الأردن").diagnostics[0].kind == "unknown-entity"


def test_the_facet_counts_an_article_once(archive: fihrist.Archive) -> None:
    found = {value.label: value.count for value in archive.search("", facets=["place"]).facets["place"]}
    assert (found["درعا"], found["جاسم"], found["سوريا"]) == (2, 2, 1)


def test_what_is_found_for_a_governorate_lights_up_the_town(archive: fihrist.Archive) -> None:
    hit = next(hit for hit in archive.search("place:درعا") if hit.title == "جاسم")
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.highlights] == ["جاسم"]
