"""Names of known entities in any transcription; words of a language, which are no names; names asked for by a wrong type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fihrist
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.latin_aliases import meant, near, shipped_names
from fihrist.search.latin_likeness import NEVER, fits, likeness
from fihrist.search.service import search
from tests.quality.latin import lines, stands_for

SPELLINGS = [line.split("\t") for line in lines("latin_names.tsv")]
WORDS = [word for line in lines("latin_words.txt") for word in line.split()]

ARTICLES = [
    ("حدود", "قصفت المدفعية محيط المدينة وتل أبيض قرب الحدود التركية."),
    ("الرقة", "عاد نازحون إلى الرقة."),
    ("بغداد", "قال رئيس الوزراء العراقي إن العراق يدفع الرواتب."),
    ("مهرجان", "اختتم المهرجان في المنستير لدار الثقافة في الوطن."),
    ("داعش", "أعلن تنظيم داعش مسؤوليته عن هجوم. قتل أبو بكر البغدادي."),
    ("كابوس", "تحدث كأبو بكر عن جبهة النصرة."),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("transcriptions")
    file = folder / "articles.jsonl"
    rows = ({"title": title, "body": body} for title, body in ARTICLES)
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def found(store: Store, query: str) -> list[str]:
    return [hit.title for hit in search(store, query, facets=()).hits]


def test_spellings_of_newspapers_reach_their_entity() -> None:
    missed = [(typed, identifier) for typed, identifier in SPELLINGS if identifier not in stands_for(typed)]
    assert len(SPELLINGS) >= 150
    assert len(missed) <= len(SPELLINGS) // 50, missed


def test_words_of_the_news_are_no_names() -> None:
    assert len(set(WORDS)) >= 300
    assert [word for word in WORDS if stands_for(word)] == []


def test_a_name_is_taken_only_where_no_other_is_as_near() -> None:
    index = shipped_names()
    there = near("Soleimani", [index])
    assert meant(there, lambda _: True)
    assert meant(there, lambda _: False) is None
    assert meant(near("Ali Hassan", [index]), lambda _: True) is None


@pytest.mark.parametrize(
    ("typed", "alike", "other"),
    [
        ("Minister", "Ministir", "Monastir"),
        ("Rakka", "Raqqah", "Rikko"),
        ("Hasan Ali", "Hassan Ali", "Hussein Ali"),
        ("Khalid", "Khaled", "Khouloud"),
    ],
)
def test_vowels_tell_names_apart(typed: str, alike: str, other: str) -> None:
    assert likeness(typed, alike) <= fits(typed) < likeness(typed, other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_distance(one: str, other: str) -> None:
    assert likeness(one, one) == 0
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= NEVER * 80


@pytest.mark.parametrize("query", ["Tell Abiad", "Tal Abyad", "tell abiad"])
def test_a_name_is_found_behind_a_conjunction(store: Store, query: str) -> None:
    assert found(store, query) == ["حدود"]


@pytest.mark.parametrize("query", ["Rakka", "Raqa", "ar-Raqqah", "Ar Raqqah", "al-Raqqa", "rakka"])
def test_all_spellings_of_a_name_find_the_same(store: Store, query: str) -> None:
    assert found(store, query) == ["الرقة", "حدود"]  # the town lies in the governorate
    (told,) = search(store, query).diagnostics
    assert (told.kind, "الرقة" in told.message, "الرقة" in told.message_ar) == ("latin-name", True, True)


@pytest.mark.parametrize("query", ["minister", "leader", "Minister", "OTAN", "army", "money", "هجوم NEAR العراق"])
def test_what_sounds_like_a_word_of_the_archive_finds_nothing(store: Store, query: str) -> None:
    page = search(store, query)
    assert (page.total, page.diagnostics) == (0, ())


def test_a_surname_that_is_a_word_needs_its_capital_letter() -> None:
    assert stands_for("Straw")
    assert not stands_for("straw")


@pytest.mark.parametrize(
    ("query", "cure", "count"), [("place:داعش", "entity:داعش", 1), ("org:الرقة", "entity:الرقة", 2)]
)
def test_a_name_of_another_type_is_said_and_offered(store: Store, query: str, cure: str, count: int) -> None:
    page = search(store, query)
    (told,) = page.diagnostics
    assert (page.total, told.kind) == (0, "wrong-type")
    assert cure in told.message
    assert ("entity", cure, count) in [(each.kind, each.query, each.count) for each in page.suggestions]


def test_what_is_left_out_says_nothing_of_the_keyboard(store: Store) -> None:
    assert search(store, "-هجوم كككك").suggestions == ()


def test_added_spellings_are_told_without_their_prepositions(store: Store) -> None:
    for told in search(store, "أبو بكر").diagnostics:
        assert "كأبو" not in told.message
        assert "كابو" not in told.message


def test_one_article_has_and_several_have(store: Store) -> None:
    (one,) = [each for each in search(store, '"هجوم داعش"').suggestions if each.kind == "words"]
    assert one.message.startswith("1 article has the words")


def test_names_that_users_enter_count_in_other_transcriptions(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    row = {"title": "خبر", "body": "قتل القائد سامر زرعطوني في الغارة."}
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    with fihrist.open(tmp_path / "archive", create=True) as archive:
        archive.ingest(file)
        assert archive.search("Samir Zaratouny").total == 0
        archive.entities.add("سامر زرعطوني", type="person", aliases=["Samer Zaratouni"])
        assert archive.search("Samir Zaratouny").total == 1
        assert archive.search("Samir Zaratouny", as_typed=True).total == 0
