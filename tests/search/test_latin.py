"""Names in Latin letters: skeletons, distances, and what searches make of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.latin import FITTING, arabic_skeleton, distance, latin_skeletons
from fihrist.search.results import Filters
from fihrist.search.service import highlights, search
from fihrist.search.sounds import sounding

NAMES = [
    ("Deir ez-Zor", "دير الزور"),
    ("Deir Ezzor", "ديرالزور"),
    ("al-Baghdadi", "البغدادي"),
    ("Abu Bakr al-Baghdadi", "أبو بكر البغدادي"),
    ("Raqqa", "الرقة"),
    ("ar-Raqqah", "الرقة"),
    ("Mosul", "الموصل"),
    ("Hasakah", "الحسكة"),
    ("Jolani", "الجولاني"),
    ("Golani", "الجولاني"),
    ("Qamishli", "القامشلي"),
    ("As-Suwayda", "السويداء"),
    ("Ash-Shaddadi", "الشدادي"),
    ("Salahuddin", "صلاح الدين"),
    ("Nureddin", "نور الدين"),
    ("Abdulrahman", "عبد الرحمن"),
    ("Abd ar-Rahman", "عبدالرحمن"),
    ("Abdullah", "عبد الله"),
    ("Alassad", "الأسد"),
    ("el-Beshir", "البشير"),
    ("Khan Sheikhoun", "خان شيخون"),
    ("7oms", "حمص"),
    ("Sana'a", "صنعاء"),
    ("Nasiriyah", "الناصرية"),
    ("Zawiya", "الزاوية"),
    ("Khaled", "خالد"),
    ("Ghouta", "الغوطة"),
    ("Chokri Belaid", "شكري بلعيد"),
]


@pytest.mark.parametrize(("latin", "arabic"), NAMES)
def test_a_name_has_one_skeleton_in_both_scripts(latin: str, arabic: str) -> None:
    assert arabic_skeleton(arabic) in latin_skeletons(latin)
    assert distance(latin, arabic) <= FITTING


@pytest.mark.parametrize(
    ("latin", "near", "far"),
    [
        ("Marzouki", "المرزوقي", "مرزوق"),
        ("Daoud", "داود", "ضد"),
        ("Hussein", "حسين", "حسن"),
        ("Hasan", "حسن", "حسين"),
        ("Zaid", "زيد", "ضد"),
        ("Khalid", "خالد", "كلد"),
        ("Ghali", "غالي", "جلي"),
    ],
)
def test_vowels_and_fine_sounds_decide_among_equals(latin: str, near: str, far: str) -> None:
    assert distance(latin, near) < distance(latin, far)


@given(st.text(max_size=80))
def test_any_text_has_skeletons_of_letters(text: str) -> None:
    for skeleton in (*latin_skeletons(text), arabic_skeleton(text)):
        assert skeleton.isascii()
        assert all(before != letter for before, letter in pairwise(skeleton))
    assert distance(text, text) >= 0


ARTICLES = [
    ("داعش في الموصل", "سيطر تنظيم داعش على مدينة الموصل."),
    ("تنظيم الدولة", "خسر تنظيم الدولة الإسلامية مدينة الرقة."),
    ("Report", "The word Daesh stands here in Latin letters."),
    ("زرعطوني", "قال كبير الأطباء سامر زرعطوني إن المستشفى توقف."),
    ("قصف", "قصف على محيط مدينة دير الزور."),
    ("قسد", "أعلنت قوات سوريا الديمقراطية وقف القتال."),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("latin")
    file = folder / "articles.jsonl"
    lines = ({"title": title, "body": body} for title, body in ARTICLES)
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def found(store: Store, query: str, *, as_typed: bool = False) -> set[str]:
    return {hit.title for hit in search(store, query, as_typed=as_typed).hits}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("Daesh", {"داعش في الموصل", "تنظيم الدولة", "Report"}),
        ("ISIS", {"داعش في الموصل", "تنظيم الدولة", "Report"}),
        ("Daesh Mosul", {"داعش في الموصل"}),
        ("Deir ez-Zor", {"قصف"}),
        ('"Deir ez-Zor"', {"قصف"}),
        ("(deir ezzor) OR SDF", {"قصف", "قسد"}),
        ("قصف Deir ez-Zor", {"قصف"}),
    ],
)
def test_aliases_find_their_entity_beside_the_letters(store: Store, query: str, titles: set[str]) -> None:
    assert found(store, query) == titles
    told = [each for each in search(store, query).diagnostics if each.kind == "latin-name"]
    assert told
    for each in told:
        assert query[each.start : each.end].strip("'\"") in each.message


def test_the_letters_alone_are_searched_as_typed(store: Store) -> None:
    assert found(store, "Daesh", as_typed=True) == {"Report"}
    assert found(store, "Deir ez-Zor", as_typed=True) == set()
    assert found(store, "=Daesh") == {"Report"}


def test_words_of_a_language_are_no_names(store: Store) -> None:
    for query in ("in", "is", "us", "the", "Latin letters"):
        assert "latin-name" not in {each.kind for each in search(store, query).diagnostics}, query


def test_a_name_nobody_lists_is_offered_by_its_sound_and_never_searched(store: Store) -> None:
    page = search(store, "Zaratouni")
    assert (page.total, page.diagnostics) == (0, ())
    assert [(each.kind, each.query, each.count) for each in page.suggestions] == [("latin", "زرعطوني", 1)]


def test_a_name_is_lit_where_the_text_has_it(store: Store) -> None:
    (hit,) = search(store, "قصف Dayr az-Zawr").hits
    article = store.records.article(hit.id)
    _, in_body = highlights(store, "Dayr az-Zawr", article)
    assert [article.body[start:end] for start, end in in_body] == ["دير الزور"]


def test_filters_do_not_change_what_a_name_means(store: Store) -> None:
    page = search(store, "Mossoul", filters=Filters(published=("1999",)))
    assert page.total == 0
    assert "latin-name" in {each.kind for each in page.diagnostics}


def test_names_that_sound_alike_are_ordered_by_their_distance(store: Store) -> None:
    names = sounding(store, "Rakka")
    assert [name.text for name in names][:1] == ["الرقة"]
    assert [name.distance for name in names] == sorted(name.distance for name in names)
    assert sounding(store, "") == sounding(store, "aeiou") == []
