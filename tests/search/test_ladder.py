"""What is offered where a query finds nothing: whole queries, with the number of articles that they find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fihrist
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.ladder import MAX_SUGGESTIONS, without
from fihrist.search.query.parse import parse
from fihrist.search.results import Filters, Page, Suggestion
from fihrist.search.service import search
from fihrist.search.suggest import corrections, cost, spelt

ARTICLES = [
    *((f"الوضع في الموصل {at}", "عاد الهدوء إلى مدينة الموصل بعد المعركة.", "2017") for at in range(60)),
    ("قصف مستشفى", "قصف طيران مستشفى في إدلب، وسقط عشرات المدنيين.", "2019-05-06"),
    ("مستشفيات حلب", "عادت مستشفيات حلب إلى العمل.", "2018"),
    ("تظاهرات في بغداد", "خرجت تظاهرات في بغداد والبصرة ضد الفساد.", "2020"),
    ("المقاتلون", "انسحب المقاتلون من البلدة.", "2016"),
    ("هيئة", "أعلنت هيئة تحرير الشام هدنة في إدلب.", "2020-01"),
    ("خطأ", "عاد الهدوء إلى مدينة الموصلل.", "2017"),
    ("زعيم داعش", "قتل زعيم داعش.", "2019"),
    ("نازحون", "عاد نازحون إلى القامشلي.", "2021"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("ladder")
    file = folder / "articles.jsonl"
    lines = ({"title": title, "body": body, "published": published} for title, body, published in ARTICLES)
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def offered(page: Page, kind: str) -> list[tuple[str, int]]:
    return [(each.query, each.count) for each in page.suggestions if each.kind == kind]


def check(store: Store, page: Page, filters: Filters) -> None:
    """Each suggestion finds what it says, and means what it says."""
    assert len(page.suggestions) <= MAX_SUGGESTIONS
    for each in page.suggestions:
        assert each.count > 0
        assert search(store, each.query, filters=without(filters, each.without), facets=()).total == each.count
        assert f"{each.count:,}" in each.message
        assert f"{each.count:,}" in each.message_ar


@pytest.mark.parametrize(
    ("query", "kind", "meant", "count"),
    [
        ("مسشتفى", "spelling", "مستشفى", 2),
        ("تضاهرات", "spelling", "تظاهرات", 1),
        ("تظاهراات بغذاد", "spelling", "تظاهرات بغداد", 1),
        ('"تضاهرات في بغداد"', "spelling", '"تظاهرات في بغداد"', 1),
        ("قصف مسشتفى -حلب", "spelling", "قصف مستشفى -حلب", 1),
        ("title:تضاهرات", "spelling", "title:تظاهرات", 1),
        ("مستشفى الموصل", "any-word", "مستشفى OR الموصل", 62),
        ('"مستشفى قصف"', "words", "مستشفى قصف", 1),
        ("كيان:الهدوء", "words", "الهدوء", 61),
        ("قصف published:1999", "without-filter", "قصف", 1),
        ("تظاهر", "prefix", "تظاهر*", 1),
        ("تظاهرت", "wider", "root:تظاهرت", 1),
        ("زعيم ]hua تدريب", "any-word", "زعيم OR hua OR تدريب", 1),
        ("زعيم ]hua", "keyboard", "زعيم داعش", 1),
    ],
)
def test_a_rung_is_offered_with_its_count(store: Store, query: str, kind: str, meant: str, count: int) -> None:
    page = search(store, query)
    assert page.total == 0
    assert page.hits == ()
    assert (meant, count) in offered(page, kind)
    check(store, page, Filters())


def test_filters_that_leave_nothing_are_told(store: Store) -> None:
    filters = Filters(published=("1999",), places=("إدلب",))
    page = search(store, "الموصل", filters=filters)
    assert page.total == 0
    (one,) = [each for each in page.suggestions if each.kind == "without-filter"]
    assert (one.without, one.count) == (("places", "published"), 60)
    assert "1999" in one.message
    page = search(store, "هدنة", filters=filters)
    (one,) = [each for each in page.suggestions if each.kind == "without-filter" and each.without == ("published",)]
    assert one.count == 1
    check(store, page, filters)


def test_nothing_is_offered_where_something_is_found(store: Store) -> None:
    for query in ("", "الموصل", "قصف", "=مستشفى"):
        assert search(store, query).suggestions == ()


def test_a_rare_word_with_a_far_more_frequent_neighbour_is_noted_and_searched_all_the_same(store: Store) -> None:
    page = search(store, "الموصلل")
    assert page.total == 1
    assert offered(page, "spelling") == [("الموصل", 60)]
    check(store, page, Filters())


def test_no_suggestion_where_there_is_nothing_near(store: Store) -> None:
    for query in ("زغضنخثط", "xqzw", "12345678", "()", "-*", '""'):
        assert all(each.count for each in search(store, query).suggestions), query
    assert search(store, "زغضنخثط").suggestions == ()


def test_a_query_whose_words_are_all_unknown_is_repaired_and_says_so(store: Store) -> None:
    page = search(store, "]hua")
    assert (page.total, page.query, page.interpreted) == (1, "]hua", "داعش")
    (told,) = page.diagnostics
    assert (told.kind, told.start, told.end) == ("keyboard", 0, 4)
    assert "داعش" in told.message
    assert "داعش" in told.message_ar
    page = search(store, "]hua", as_typed=True)
    assert page.total == 0
    assert offered(page, "keyboard") == [("داعش", 1)]
    assert search(store, "]hua", filters=Filters(published=("1999",))).interpreted == "داعش"


def test_names_by_sound_are_offered_where_they_are_not_searched(store: Store) -> None:
    page = search(store, "عاد Kamchli", as_typed=True)
    assert page.total == 0
    assert offered(page, "latin") == [("عاد القامشلي", 1)]
    assert search(store, "عاد Kamchli").total == 1


def test_corrections_weigh_edits_by_how_easily_they_happen() -> None:
    near = [("نضام", "نظام"), ("صياسه", "سياسه"), ("مدرسسه", "مدرسه"), ("مدينا", "مدينه"), ("تخريج", "تخريخ")]
    assert all(0 < cost(typed, meant) <= 0.7 for typed, meant in near)
    assert cost("نضام", "نظام") < cost("نكام", "نظام") == 1.0
    assert cost("الموصل", "الموصل") == 0.0
    assert cost("مسشتفي", "مستشفي") == 0.7


def test_corrections_are_words_of_the_archive_few_edits_away(store: Store) -> None:
    snapshot = store.snapshot
    (first, *_) = corrections(snapshot, fold("المدينيين"))
    assert spelt(snapshot, first.norm) == "المدنيين"
    assert first.frequency == snapshot.document_frequency("stem", "مدني") or first.frequency >= 1
    assert corrections(snapshot, "12345") == corrections(snapshot, "ع") == ()


WORDS = "الموصل الموصلل قصف مسشتفى تضاهرات بغداد المقاتلون القامشلي Kamchli ]hua hglOR كلمة 1999".split()  # noqa: SIM905
PIECES = st.sampled_from(
    [*WORDS, '"تضاهرات في"', "OR", "-قصف", "published:1999", "كيان:داعش", "(", ")", "title:", "=قصف", '"قصف حلب"~3']
)
FILTERS = st.sampled_from([Filters(), Filters(published=("2017",)), Filters(places=("إدلب",), published=("1999",))])


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=5), max_size=4).map(" ".join), FILTERS)
def test_suggestions_find_what_they_say_whatever_was_typed(store: Store, query: str, filters: Filters) -> None:
    page = search(store, query, filters=filters, facets=())
    check(store, page, filters)
    for told in page.diagnostics:
        assert 0 <= told.start <= told.end <= len(query)
    for each in page.suggestions:
        assert parse(parse(each.query).interpreted).tree == parse(each.query).tree


def test_interfaces_carry_suggestions(tmp_path: Path, store: Store) -> None:
    with fihrist.open(store.path) as archive:
        found = archive.search("مسشتفى")
        assert [type(each) for each in found.suggestions][:1] == [Suggestion]
        assert archive.search("]hua", as_typed=True).total == 0


def test_one_word_is_offered_once_however_it_is_inflected_or_spelt(store: Store) -> None:
    stems = [forms(query)[2] for query, _ in offered(search(store, "الموصلللل"), "spelling")]
    assert len(stems) == len(set(stems))


def test_a_word_of_which_only_other_forms_are_there_is_offered_in_one_of_them(store: Store) -> None:
    assert offered(search(store, "مقااتل"), "spelling") == [("المقاتلون", 1)]


@pytest.mark.parametrize("query", ["flag", "tank", "Flag", "guerre"])
def test_words_of_the_news_are_never_a_wrong_keyboard(store: Store, query: str) -> None:
    assert search(store, query).total == 0
