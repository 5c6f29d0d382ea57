"""Wildcards, fuzzy words, nearness, roots, factors and languages, asked as every interface asks them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.execute.expansion import MAX_FORMS
from fihrist.search.results import Page
from fihrist.search.service import highlights, search

ARTICLES = [
    ("مقاتلون في الرقة", "انسحب مُقاتِلون من المدينة، وقال سكان إن المقاتلين غادروا ليلا.", "2017"),
    ("هجوم قرب مطار حلب", "وقع الهجوم على بعد كيلومترين من المطار الدولي.", "2018"),
    ("حركة الطيران", "أعلنت إدارة المطار عودة الرحلات بعد أسبوع من هجمات متفرقة على المدينة.", "2019"),
    ("مستشفى خارج الخدمة", "خرج المستشفى من الخدمة ونقل 42,500 شخص إلى بلدات أخرى.", "2020"),
    ("أرقام", " ".join(str(number) for number in range(100_000, 100_000 + MAX_FORMS + 7)), "2021"),
    ("Airport reopens", "The airport of SY24 reopened on Monday after the attack on the city of Aleppo and its suburbs.", "2022"),
]  # fmt: skip
FIGHTERS, ATTACK, FLIGHTS, HOSPITAL, NUMBERS, ENGLISH = (title for title, _, _ in ARTICLES)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("loose")
    file = folder / "articles.jsonl"
    lines = ({"title": title, "body": body, "published": published} for title, body, published in ARTICLES)
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def titles(page: Page) -> set[str]:
    return {hit.title for hit in page.hits}


FOUND = [
    ("مقاتل*", {FIGHTERS}),
    ("المقاتل*", {FIGHTERS}),
    ("=المقاتل*", {FIGHTERS}),
    ("=قاتل*", set()),
    ("م?اتل*", {FIGHTERS}),
    ("*ستشفى", {HOSPITAL}),
    ("عنوان:مستش*", {HOSPITAL}),
    ("متن:حرك*", set()),
    ("٤٢٬٥*", {HOSPITAL}),
    ("SY*", {ENGLISH}),
    ("مستشقى~", {HOSPITAL}),
    ("المستسقى~2", {HOSPITAL}),
    ("المستسقى~1", set()),
    ('"هجوم مطار"~1', {ATTACK}),
    ('"مطار هجوم"~1', {ATTACK}),
    ('"مطار هجوم"~0', set()),
    ('"المطار الهجوم"~7', {ATTACK, FLIGHTS}),
    ('متن:"مطار هجوم"~4', {ATTACK}),
    ("جذر:قتال", {FIGHTERS}),
    ("لغة:en", {ENGLISH}),
    ("مطار* -لغة:en", {ATTACK, FLIGHTS}),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_what_is_found(store: Store, query: str, expected: set[str]) -> None:
    page = search(store, query, as_typed=True)
    assert titles(page) == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("query", "title", "shown"),
    [
        ("مقاتل*", FIGHTERS, {"مقاتلون", "مُقاتِلون", "المقاتلين"}),
        ("مستشقى~", HOSPITAL, {"مستشفى", "المستشفى"}),
        ('"المطار الهجوم"~7', FLIGHTS, {"المطار", "هجمات"}),
        ("مطار* -هجوم*", "", set()),
    ],
)
def test_what_was_found_is_shown(store: Store, query: str, title: str, shown: set[str]) -> None:
    for hit in search(store, query, as_typed=True).hits:
        article = store.records.article(hit.id)
        in_title, in_body = highlights(store, query, article, as_typed=True)
        words = {article.title[start:end] for start, end in in_title}
        words |= {article.body[start:end] for start, end in in_body}
        assert words == shown or hit.title != title


def test_a_factor_changes_the_order(store: Store) -> None:
    first = [hit.title for hit in search(store, "حلب^10 OR مستشفى").hits]
    second = [hit.title for hit in search(store, "حلب OR مستشفى^10").hits]
    assert set(first) == set(second)
    assert first != second


def test_nearer_words_are_better_than_farther_ones(store: Store) -> None:
    scores = [search(store, query, as_typed=True).hits[0].score for query in ("مستشفى~2", "مستشقى~2", "مستسقى~2")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_a_pattern_that_stands_for_too_many_words_says_what_it_leaves_out(store: Store) -> None:
    page = search(store, "هجوم OR 1*")
    (note,) = [found for found in page.diagnostics if found.kind == "too-many-forms"]
    assert (note.start, note.end) == (8, 10)
    assert "4,007" in note.message
    assert "4,007" in note.message_ar
    assert NUMBERS in titles(page)
