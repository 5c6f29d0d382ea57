"""What is told of queries that are understood but may not be what was meant: spellings, bare dates, patterns, groups."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.explain import Explainer
from fihrist.search.query.tree import Diagnostic
from fihrist.search.results import Filters
from fihrist.search.service import search

USUAL = [
    (f"خبر {number}", "اتفق الطرفان على وقف القتال في المدينة، وشدد على ذلك الوزير.", "2015-09-30")
    for number in range(8)
]
ARTICLES = [
    *USUAL,
    ("لقاء", "التقى علي مسؤولا لدى الحكومة اللبنانية، وبحث معه لبنان والبنوك.", "2015-10-01"),
    ("على وعلى", "على على على على على على على على على على على على", "2016"),
    ("قصف", "سقط قتلى في هجوم نفذه تنظيم داعش على قوات سوريا الديمقراطية في دير الزور وحلب في 30 أيلول 2015.", "2015-11-02"),
    ("بلديات", "اجتمعت البلدية وقال مسؤول بلدي إن بلدية المدينة قدمت للبنوك كشفا.", "2017"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("notes")
    file = folder / "articles.jsonl"
    lines = ({"title": title, "body": body, "published": published} for title, body, published in ARTICLES)
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def told(store: Store, query: str, kind: str) -> list[Diagnostic]:
    return [each for each in search(store, query, limit=0).diagnostics if each.kind == kind]


def test_articles_that_spell_a_word_as_it_was_typed_come_first(store: Store) -> None:
    page = search(store, "علي")
    assert page.total == 11
    assert page.hits[0].title == "لقاء"
    assert search(store, "على").hits[0].title == "على وعلى"


def test_a_spelling_of_few_articles_is_offered_alone(store: Store) -> None:
    (note,) = told(store, "علي", "spelling-share")
    assert "=علي" in note.message
    assert "1 article of 11" in note.message
    assert "على" in note.message
    assert search(store, "=علي").total == 1


@pytest.mark.parametrize("query", ["على", "المدينه", "الى", "مسوول", "كلمة", "-علي", "=علي"])
def test_a_usual_or_hasty_spelling_prefers_nothing(store: Store, query: str) -> None:
    assert told(store, query, "spelling-share") == []


@pytest.mark.parametrize("query", ["علي", "علي OR قصف", "علي^3 المدينة", "عنوان:علي OR علي"])
def test_the_parts_of_a_score_still_sum_to_it(store: Store, query: str) -> None:
    explainer = Explainer(store, query)
    hits = search(store, query).hits
    assert hits
    for hit in hits:
        explained = explainer(hit.id)
        assert explained.score == pytest.approx(hit.score, rel=1e-5)
        assert sum(part.score for part in explained.parts) == pytest.approx(hit.score, rel=1e-5)


@pytest.mark.parametrize("query", ["30/9/2015", "2015-09-30", "30 أيلول 2015", " 2015.09.30 "])
def test_a_bare_date_is_told_which_fields_look_for_it(store: Store, query: str) -> None:
    (note,) = told(store, query, "bare-date")
    assert "mentioned:2015-09-30" in note.message
    assert "(articles: 1)" in note.message
    assert "published:2015-09-30" in note.message
    assert "(8)" in note.message
    assert query[note.start : note.end] == query.strip()


def test_a_bare_day_without_a_year_is_told_to_have_one(store: Store) -> None:
    (note,) = told(store, "30 أيلول", "bare-date")
    assert "with a year" in note.message
    (ambiguous,) = told(store, "05/06/2015", "bare-date")
    assert "the year first" in ambiguous.message


@pytest.mark.parametrize(
    "query", ["2015", "30 قتيلا", "3.5", "تاريخ:2015-09-30", "هجوم 2015-09-30", '"30/9/2015"~2', ""]
)
def test_other_numbers_are_no_bare_dates(store: Store, query: str) -> None:
    assert told(store, query, "bare-date") == []


@pytest.mark.parametrize(("query", "shorter"), [("ولدى*", "لدي*"), ("والبلد*", "البلد*"), ("وبلدي*", "بلدي*")])
def test_a_pattern_with_a_particle_that_nothing_fits_is_told_the_shorter_one(
    store: Store, query: str, shorter: str
) -> None:
    assert search(store, query).total == 0
    (note,) = told(store, query, "pattern-particle")
    assert shorter in note.message


@pytest.mark.parametrize("query", ["لدى*", "زززز*", "وزززز*", "-ولدى*", "=ولدى*"])
def test_other_patterns_are_told_nothing(store: Store, query: str) -> None:
    assert told(store, query, "pattern-particle") == []


def test_a_particle_before_a_pattern_is_no_letter_of_the_word(store: Store) -> None:
    assert {hit.title for hit in search(store, "لدى*").hits} == {"لقاء"}
    assert {hit.title for hit in search(store, "لبن*").hits} == {"لقاء"}


def test_names_side_by_side_in_a_group_are_each_asked_for(store: Store) -> None:
    page = search(store, "كيان:(داعش قسد)")
    assert [hit.title for hit in page.hits] == ["قصف"]
    assert page.interpreted == "entity:داعش entity:قسد"
    (note,) = told(store, "كيان:(داعش قسد)", "name-group")
    assert "several names" in note.message
    assert search(store, "-كيان:(داعش قسد)").total == len(ARTICLES) - 1


@pytest.mark.parametrize(
    ("query", "interpreted"),
    [
        ("مكان:(دير الزور)", 'place:"دير الزور"'),
        ("مكان:(دير الزور حلب)", 'place:"دير الزور" place:حلب'),
        ("كيان:(زيد داعش)", 'entity:"زيد داعش"'),
        ("كيان:(داعش داعش)", 'entity:"داعش داعش"'),
        ('كيان:("داعش قسد")', 'entity:"داعش قسد"'),
    ],
)
def test_a_known_name_of_several_words_stays_one(store: Store, query: str, interpreted: str) -> None:
    assert search(store, query).interpreted == interpreted


@pytest.mark.parametrize(("dates", "told"), [("2016..2015", ["reversed-range"]), ("2015..2016", [])])
def test_a_filter_that_ends_before_it_begins_is_told(store: Store, dates: str, told: list[str]) -> None:
    page = search(store, "", filters=Filters(published=(dates,)))
    assert [note.kind for note in page.diagnostics] == told
    assert page.total == search(store, "", filters=Filters(published=("2015..2016",))).total
