"""Spellings that stand for each other: the table, and what searches add by it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.folding import fold, fold_name
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.query.parse import parse
from fihrist.search.query.tree import Alternatives
from fihrist.search.rewriting import rewrite
from fihrist.search.service import highlights, search
from fihrist.search.variants import shipped, table_of

ARTICLES = [
    ("القوات الأمريكية في العراق", "قال مسئول أمريكي إن القوات الأمريكية باقية."),
    ("موقف أميركي", "رد الأميركيون على المسؤولين في دمشق."),
    ("زيارة إلى سوريا", "زار الوفد سوريا ولبنان."),
    ("في سورية", "وصل الوفد إلى سورية ثم عاد من سورية."),
    ("الجيش السوري", "أعلن الجيش السوري هدنة."),
    ("دير الزور", "شهدت مدينة دير الزور هدوءا."),
    ("ديرالزور", "عاد نازحون إلى ديرالزور."),
    ("خطبة أبي بكر", "ألقى أبي بكر البغدادي خطبة."),
    ("أبوبكر البغدادي", "ظهر أبوبكر البغدادي في تسجيل."),
    ("عبدالرحمن", "قال عبدالرحمن العلي إنه عاد."),
    ("عبد الرحمن", "قال عبد الرحمن السالم إنه بقي."),
    ("ميليشيات", "انتشرت ميليشيات في المدينة."),
    ("المليشيا", "انسحبت المليشيا من الحي."),
    ("عن جراهام", "وصل السناتور جراهام إلى العاصمة."),
    ("كوتيريس", "زار غونزاليس وجروندبيرج مقر الأمم المتحدة."),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("variants")
    file = folder / "articles.jsonl"
    lines = ({"title": title, "body": body} for title, body in ARTICLES)
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as writable:
        pipeline.ingest(writable, [str(file)], options=SourceOptions(), progress=None, workers=1)
    with Store.open(folder / "archive") as opened:
        yield opened


def found(store: Store, query: str, *, as_typed: bool = False) -> set[str]:
    return {hit.title for hit in search(store, query, as_typed=as_typed).hits}


def kinds(store: Store, query: str) -> list[str]:
    return [each.kind for each in search(store, query).diagnostics]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("امريكي", {"القوات الأمريكية في العراق", "موقف أميركي"}),
        ("الأميركية", {"القوات الأمريكية في العراق", "موقف أميركي"}),
        ("للأمريكيين", {"القوات الأمريكية في العراق", "موقف أميركي"}),
        ("مسؤول", {"القوات الأمريكية في العراق", "موقف أميركي"}),
        ("المسئولون", {"القوات الأمريكية في العراق", "موقف أميركي"}),
        ("سورية", {"زيارة إلى سوريا", "في سورية", "الجيش السوري"}),
        ("سوريا", {"زيارة إلى سوريا", "في سورية"}),
        ("دير الزور", {"دير الزور", "ديرالزور"}),
        ("ديرالزور", {"دير الزور", "ديرالزور"}),
        ("أبو بكر البغدادي", {"خطبة أبي بكر", "أبوبكر البغدادي"}),
        ("أبوبكر البغدادي", {"خطبة أبي بكر", "أبوبكر البغدادي"}),
        ("عبد الرحمن", {"عبدالرحمن", "عبد الرحمن"}),
        ("عبدالرحمن", {"عبدالرحمن", "عبد الرحمن"}),
        ("مليشيات", {"ميليشيات", "المليشيا"}),
        ("غراهام", {"عن جراهام"}),
        ("سيناتور", {"عن جراهام"}),
        ("جونزاليس", {"كوتيريس"}),
        ("غروندبيرغ", {"كوتيريس"}),
        ('"زار جونزاليس"', {"كوتيريس"}),
        ('"القوات الأميركية"', {"القوات الأمريكية في العراق"}),
        ('"مدينة ديرالزور"', {"دير الزور"}),
        ('"أبو بكر البغدادي"', {"خطبة أبي بكر", "أبوبكر البغدادي"}),
        ("title:سورية", {"زيارة إلى سوريا", "في سورية", "الجيش السوري"}),
        ("هدنة OR أمريكي", {"الجيش السوري", "القوات الأمريكية في العراق", "موقف أميركي"}),
    ],
)
def test_spellings_meet(store: Store, query: str, titles: set[str]) -> None:
    assert found(store, query) == titles
    assert "variants" in kinds(store, query)


def test_variants_after_not_are_left_out_too(store: Store) -> None:
    assert found(store, "القوات -أميركي") == set()
    assert found(store, "القوات -أميركي", as_typed=True) == {"القوات الأمريكية في العراق"}


@pytest.mark.parametrize("query", ["=أميركي", '="القوات الأميركية"', "هدوءا", "كلمةلاوجودلها"])
def test_nothing_is_added_to_exact_words_and_to_words_of_one_spelling(store: Store, query: str) -> None:
    assert rewrite(store, parse(query).tree, query).tree == parse(query).tree


def test_words_that_begin_like_a_kunya_are_not_taken_apart() -> None:
    assert shipped().parted(fold("أبوبكر")) == ("ابو", "بكر")
    assert shipped().parted(fold("بديرالزور")) == ("بدير", "الزور")
    for word in ("أبوابها", "أبواق", "ديرا", "عبدا"):
        assert shipped().parted(fold(word)) == (), word


def test_only_unknown_words_that_look_foreign_get_other_letters(store: Store) -> None:
    for word in ("جريمة", "غريب", "تغريب", "مغادرة", "كتاب", "غرب"):
        assert shipped().foreign(fold(word)) == [], word
    assert len(shipped().foreign("غوغاجاكاقا")) <= 16
    assert found(store, "عجز") == set()


def test_as_typed_searches_the_words_alone(store: Store) -> None:
    assert found(store, "سورية", as_typed=True) == {"في سورية", "الجيش السوري"}
    assert found(store, "ديرالزور", as_typed=True) == {"ديرالزور"}
    assert search(store, "سورية", as_typed=True).diagnostics == ()


def test_what_was_added_is_said_once_with_its_place(store: Store) -> None:
    query = "هدنة أو سورية أو أمريكي"
    (told,) = [each for each in search(store, query).diagnostics if each.kind == "variants"]
    assert query[told.start : told.end] == "سورية أو أمريكي"
    assert "“سورية” also as سوريا" in told.message
    assert "«أمريكي» بحث عنها أيضا بإملاء: أميركي" in told.message_ar


def test_highlights_fall_on_the_other_spelling(store: Store) -> None:
    (hit,) = search(store, '"مدينة ديرالزور"').hits
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.highlights] == ["مدينة", "دير", "الزور"]
    article = store.records.article(hit.id)
    _, in_body = highlights(store, "مدينة ديرالزور", article)
    assert [article.body[start:end] for start, end in in_body] == ["مدينة", "دير الزور"]
    assert highlights(store, "ديرالزور", article, as_typed=True) == ([], [])


def test_an_archive_extends_the_table_and_is_told_of_bad_lines(store: Store) -> None:
    own = store.path / "variants.tsv"
    own.write_text("# ours\nهدوء\tسكينة\nواحدة\nأ*\tب*\nوفد*\tبعثة*\n+\tموقف\n", encoding="utf-8")
    try:
        page = search(store, "سكينة")
        assert [hit.title for hit in page.hits] == ["دير الزور"]
        (told,) = [each for each in page.diagnostics if each.kind == "variants-file"]
        assert "variants.tsv line 3" in told.message
        assert "1 more" in told.message
        assert found(store, "البعثة") == {"زيارة إلى سوريا", "في سورية"}
        assert found(store, "دير الزور") == {"دير الزور", "ديرالزور"}
        own.write_bytes(b"\xff\xfe\x00")
        assert kinds(store, "سكينة") == ["variants-file"]
    finally:
        own.unlink()
    assert kinds(store, "سكينة") == []
    assert table_of(store.path) is shipped()


def test_every_group_of_the_shipped_table_has_spellings_that_differ() -> None:
    table = shipped()
    assert len(table.groups) >= 150
    assert table.bad == ()
    for group in table.groups:
        assert len({spelling.words for spelling in group}) == len(group), group


def test_no_word_of_the_language_is_taken_for_another() -> None:
    for word in (
        "كيف",
        "صحف",
        "مدن",
        "الجيش",
        "غرب",
        "شعب",
        "وطن",
        "كلم",
        "ليبي",
        "عراق",
        "سور",
        "كرة",
        "مئذنة",
        "راج",
        "فيليب",
    ):
        assert shipped().of_word(fold(word)) == [], word


WORDS = st.sampled_from(
    [
        *[
            "سورية",
            "سوريا",
            "أمريكي",
            "الأميركيين",
            "مسؤول",
            "دير",
            "الزور",
            "ديرالزور",
            "أبو",
            "بكر",
            "أبي",
            "عبد",
            "الرحمن",
            "عبدالرحمن",
            "ميليشيا",
            "قوات",
        ],
        *("مدينة", "البغدادي", "Daesh", '"القوات الأميركية"', '"أبو بكر"~3', "(", ")", "OR", "title:", "أو", "=سورية"),
    ]
)
QUERIES = st.lists(WORDS | st.text(max_size=6), max_size=8).map(" ".join)


@given(QUERIES)
def test_variants_only_ever_add_articles(store: Store, query: str) -> None:
    if "-" in query or "NOT" in query or "\u2010" <= max(query, default="") <= "\u2212":
        return
    typed = {hit.id for hit in search(store, query, limit=50, facets=(), as_typed=True).hits}
    if typed:
        assert typed <= {hit.id for hit in search(store, query, limit=50, facets=()).hits}


@given(st.text(max_size=60) | QUERIES)
def test_rewriting_takes_any_query_and_stays_inside_of_it(store: Store, query: str) -> None:
    rewritten = rewrite(store, parse(query).tree, query)
    for told in rewritten.diagnostics:
        assert 0 <= told.start <= told.end <= len(query)


@given(st.text(max_size=30))
def test_every_word_has_a_bounded_number_of_variants(text: str) -> None:
    for word in fold_name(text).split():
        variants = shipped().of_word(word)
        assert len(variants) < 100
        assert all(variant.words != (word,) for variant in variants)


def test_a_long_query_is_searched_with_what_there_is_room_for(store: Store) -> None:
    query = " OR ".join(["سورية", "أمريكي", '"أبو بكر البغدادي"', "دير الزور"] * 150)
    page = search(store, query)
    assert page.total
    tree = rewrite(store, parse(query).tree, query).tree
    assert str(tree).count(Alternatives.__name__) < 400
