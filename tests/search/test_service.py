"""Searching a small archive the way every interface does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fihrist.errors import UsageError
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.query.tree import Severity
from fihrist.search.results import Filters, Page, Sort
from fihrist.search.service import highlights, search

ARTICLES = [
    ("قوات سوريا الديمقراطية تعلن السيطرة على الرقة", "أعلنت قوات سوريا الديمقراطية طرد تنظيم داعش من مدينة الرقة.", "وكالة الفرات", "2017-10-17"),
    ("الموصل بعد المعركة", "عاد نازحون إلى الموصل بعد أن خسر تنظيم الدولة الإسلامية المدينة في تموز 2017.", "وكالة الفرات", "2017-08-01"),
    ("قصف يستهدف مستشفى في إدلب", "قال مسعفون إن المُستشفَى خرج من الخدمة بعد القصف على إدلب.", "مرصد الشمال", "2019-05-06"),
    ("هجوم في درعا", "قتل شخصان في هجوم بمدينة درعا، ولم تتبن أي جهة الهجوم.", "مرصد الشمال", "2021"),
    ("مؤتمر في جنيف", "بحث المجتمعون في جنيف ملف سوريا، وذكروا ما جرى في 21 آب 2013.", "", ""),
    ("اتفاق في السويد", "وقعت الأطراف اليمنية اتفاق ستوكهولم بشأن الحديدة.", "صحيفة الحديدة", "2018-12-13"),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("service")
    file = folder / "articles.jsonl"
    lines = (
        {"title": title, "body": body, "source": source, "published": published}
        for title, body, source, published in ARTICLES
    )
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def titles(page: Page) -> list[str]:
    return [hit.title for hit in page.hits]


def counts(page: Page, facet: str) -> dict[str, int]:
    return {value.label: value.count for value in page.facets[facet]}


def test_the_empty_query_finds_everything_newest_first(store: Store) -> None:
    page = search(store, "")
    assert page.total == len(ARTICLES)
    assert [hit.published.value if hit.published else None for hit in page.hits] == [
        "2021", "2019-05-06", "2018-12-13", "2017-10-17", "2017-08-01", None,
    ]  # fmt: skip
    assert [hit.rank for hit in page.hits] == [1, 2, 3, 4, 5, 6]
    assert counts(page, "source") == {"وكالة الفرات": 2, "مرصد الشمال": 2, "صحيفة الحديدة": 1}
    assert counts(page, "year") == {"2017": 2, "2018": 1, "2019": 1, "2021": 1, "undated": 1}
    assert "2021-01" not in counts(page, "month")


def test_oldest_first_has_undated_articles_last(store: Store) -> None:
    assert titles(search(store, "", sort=Sort.OLDEST))[::5] == ["الموصل بعد المعركة", "مؤتمر في جنيف"]


def test_a_word_is_found_in_every_form_and_shown_with_its_marks(store: Store) -> None:
    (hit,) = search(store, "مستشفى").hits
    assert [hit.title[start:end] for start, end in hit.title_highlights] == ["مستشفى"]
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.highlights] == ["المُستشفَى"]
    assert hit.score > 0
    assert len(hit.sha256) == 64
    assert hit.file.endswith("articles.jsonl")


def test_an_entity_is_found_under_all_its_names(store: Store) -> None:
    for query in ("كيان:داعش", 'entity:"تنظيم الدولة الإسلامية"', "entity:ISIS", "org:Daesh"):
        assert search(store, query).total == 2, query
    (hit,) = search(store, "كيان:داعش الرقة").hits
    assert "داعش" in " ".join(hit.snippet.text[start:end] for start, end in hit.snippet.highlights)
    assert search(store, "شخص:داعش").total == 0


def test_facet_values_find_what_they_count(store: Store) -> None:
    page = search(store, "", facet_limit=0)
    for name in ("person", "organisation", "place"):
        for value in page.facets[name]:
            assert search(store, "", filters=Filters(entities=(value.value,))).total == value.count
    for value in page.facets["source"]:
        assert search(store, "", filters=Filters(sources=(value.value,))).total == value.count
    for name in ("year", "month", "day"):
        for value in page.facets[name]:
            assert search(store, "", filters=Filters(published=(value.value,))).total == value.count


def test_articles_left_out_for_their_imprecise_date_are_told(store: Store) -> None:
    for page in (
        search(store, "published:2021-05"),
        search(store, "", filters=Filters(published=("2021-05",))),
        search(store, "هجوم published:..2021-05-01"),
    ):
        assert page.total == 0
        (told,) = [each for each in page.diagnostics if each.kind == "imprecise-dates"]
        assert "1 more article" in told.message
        assert "2021" in told.message.rpartition("published:")[2]
    assert search(store, "قصف published:2018-06..2021-05").diagnostics == ()
    (hit,) = search(store, "published:2021").hits
    assert hit.title == "هجوم في درعا"
    assert search(store, "published:2021").diagnostics == ()
    assert search(store, "NOT published:2021-05").total == len(ARTICLES)


def test_filters_of_sources_and_dates_leave_their_siblings_visible(store: Store) -> None:
    page = search(store, "", filters=Filters(sources=("مرصد الشمال",), published=("2019", "undated")))
    assert titles(page) == ["قصف يستهدف مستشفى في إدلب"]
    assert counts(page, "source") == {"مرصد الشمال": 1}
    assert counts(page, "year") == {"2019": 1, "2021": 1}
    wide = search(store, "", filters=Filters(sources=("مرصد الشمال",)))
    assert counts(wide, "source") == {"وكالة الفرات": 2, "مرصد الشمال": 2, "صحيفة الحديدة": 1}


def test_filters_narrow_and_exclude(store: Store) -> None:
    assert search(store, "", filters=Filters(organisations=("داعش",), places=("الرقة",))).total == 1
    assert search(store, "", filters=Filters(organisations=("داعش",), exclude_entities=("الرقة",))).total == 1
    assert search(store, "", filters=Filters(exclude_sources=("مرصد الشمال", "الفرات"))).total == 2
    assert search(store, "", filters=Filters(mentioned=("2013-08",))).total == 1
    assert search(store, "", filters=Filters(published=("..",))).total == 5


def test_outlets_are_found_by_whole_words_of_their_names(store: Store) -> None:
    assert search(store, "مصدر:الشمال").total == 2
    assert search(store, 'source:"مرصد الشمال"').total == 2
    assert search(store, "مصدر:الشم").total == 0


def test_unknown_names_are_told_where_they_stand(store: Store) -> None:
    page = search(store, "هجوم كيان:زرقفشطح")
    assert page.total == 0
    (told,) = [each for each in page.diagnostics if each.kind == "unknown-entity"]
    assert page.query[told.start : told.end] == "كيان:زرقفشطح"
    assert "زرقفشطح" in told.message
    assert "زرقفشطح" in told.message_ar
    page = search(store, "", filters=Filters(sources=("لا أحد",)))
    assert [each.kind for each in page.diagnostics] == ["unknown-source"]
    assert page.total == 0


@pytest.mark.parametrize(
    ("query", "cure"),
    [
        ("مصدر:وكالة الفرات", 'مصدر:"وكالة الفرات"'),
        ("الموصل source: وكالة الفرات", 'source:"وكالة الفرات"'),
        ("كيان:تنظيم الدولة الإسلامية الموصل", 'كيان:"تنظيم الدولة الإسلامية"'),
        ("-org:قوات سوريا الديمقراطية", 'org:"قوات سوريا الديمقراطية"'),
        ("مكان:دير الزور OR حلب", 'مكان:"دير الزور"'),
    ],
)
def test_a_name_of_several_words_without_quotes_is_told(store: Store, query: str, cure: str) -> None:
    (told,) = [each for each in search(store, query).diagnostics if each.kind != "mixed-operators"]
    assert told.kind == "unquoted-name"
    assert told.message == f"Put a name of several words in quotes: {cure}"
    assert told.message_ar.endswith(cure)
    assert "unquoted-name" not in {each.kind for each in search(store, cure).diagnostics}


@pytest.mark.parametrize("query", ["مكان:الرقة طرد", 'مصدر:"وكالة" الفرات', "place:(دير الزور)", "مصدر:وكالة «الفرات»"])
def test_a_name_that_the_words_behind_do_not_lengthen_is_not(store: Store, query: str) -> None:
    assert "unquoted-name" not in {each.kind for each in search(store, query).diagnostics}


def test_a_query_of_no_date_alone_finds_nothing(store: Store) -> None:
    page = search(store, 'ذكر:"7 أكتوبر"')
    assert page.total == 0
    nothing, told = page.diagnostics
    assert nothing.kind == "nothing-left"
    assert (told.kind, told.severity) == ("bad-date", Severity.WARNING)
    assert "was searched without it" in told.message
    assert search(store, 'ذكر:"7 أكتوبر" قصف').total == 1


def test_a_misspelt_word_is_followed_by_a_suggestion(store: Store) -> None:
    page = search(store, "مسشتفى")
    assert page.total == 0
    assert page.diagnostics == ()
    assert [(each.kind, each.query, each.count) for each in page.suggestions][:1] == [("spelling", "مستشفى", 1)]


def test_a_filter_that_is_no_date_is_refused_with_the_cure(store: Store) -> None:
    with pytest.raises(UsageError, match="'gestern' is no date; write"):
        search(store, "", filters=Filters(published=("gestern",)))


def test_pages_follow_one_another(store: Store) -> None:
    whole = search(store, "في")
    parts = [search(store, "في", offset=at, limit=2, facets=()) for at in range(0, whole.total, 2)]
    assert [hit for part in parts for hit in part.hits] == list(whole.hits)
    assert search(store, "في", offset=100).hits == ()
    assert search(store, "في", limit=0).total == whole.total


def test_highlights_are_words_of_the_article(store: Store) -> None:
    query = "قصف كيان:إدلب"
    (hit,) = search(store, query).hits
    article = store.records.article(hit.id)
    title, body = highlights(store, query, article)
    assert [article.title[start:end] for start, end in title] == ["قصف", "إدلب"]
    assert [article.body[start:end] for start, end in body] == ["القصف", "إدلب"]


def test_articles_that_are_not_indexed_yet_are_told(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"عنوان {number}\n\nقصف على حلب رقم {number}.\n", encoding="utf-8")
    with Store.open(tmp_path / "a", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(tmp_path / "1.txt")], options=SourceOptions(), workers=1)
        shutil.copytree(tmp_path / "a" / "index", tmp_path / "old")
        with Store.open(tmp_path / "a") as reader:
            assert search(reader, "حلب").diagnostics == ()
            pipeline.ingest(writable, [str(tmp_path / "2.txt")], options=SourceOptions(), workers=1)
            assert (search(reader, "حلب").total, search(reader, "حلب").diagnostics) == (1, ())
            assert reader.refresh()
            assert (search(reader, "حلب").total, search(reader, "حلب").diagnostics) == (2, ())
    shutil.rmtree(tmp_path / "a" / "index")
    (tmp_path / "old").rename(tmp_path / "a" / "index")
    with Store.open(tmp_path / "a") as store:
        (told,) = search(store, "حلب").diagnostics
        assert (told.kind, told.severity) == ("index-behind", Severity.WARNING)
        assert told.message.startswith("1 article is not indexed yet")
        assert f"fihrist rebuild {tmp_path / 'a'}" in told.message
