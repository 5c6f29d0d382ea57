"""Highlights and passages on the original text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import analyze
from fihrist.search.highlighting import Highlighter, Named, Span
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Entity,
    Exact,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Scope,
    Wildcard,
    Word,
)
from fihrist.search.results import Snippet
from fihrist.search.snippets import SCANNED_FOR_SNIPPET, WIDTH, passage

FATHA = "\N{ARABIC FATHA}"
TATWEEL = "\N{ARABIC TATWEEL}"


def word(surface: str, scope: Scope = Scope.ANY) -> Word:
    _, norm, stem = forms(surface)
    return Word(surface, norm, stem, scope)


def exact(surface: str) -> Exact:
    return Exact(surface, *forms(surface)[:2])


def phrase(text: str) -> Phrase:
    return Phrase(text, tuple(token.norm for token in analyze(text)))


def highlighter(tree: Node, text: str, part: Scope = Scope.ANY) -> Highlighter:
    """For an archive that has the words of this text."""
    tokens = analyze(text)

    def words(node: Named) -> set[str]:
        if isinstance(node, Word):
            return {token.norm for token in tokens if token.stem == node.stem}
        return {token.norm for token in tokens if token.norm.startswith("مقاتل")}

    return Highlighter(tree, words, part=part)


def matches(tree: Node, text: str, *, part: Scope = Scope.ANY, named: Sequence[Span] = ()) -> list[Span]:
    return highlighter(tree, text, part).matches(text, named=named)


def snippet(tree: Node, text: str) -> Snippet:
    return passage(text, highlighter(tree, text).find(text, scanned=SCANNED_FOR_SNIPPET))


def matched(tree: Node, text: str) -> list[str]:
    return [text[start:end] for start, end in matches(tree, text)]


def test_a_word_matches_its_inflections_with_their_marks() -> None:
    text = "المُقاتِلون عادوا، ومقـــاتلين آخرون بقوا"
    assert matched(word("مقاتلون"), text) == ["المُقاتِلون", "ومقـــاتلين"]


def test_exact_matches_one_spelling() -> None:
    assert matched(exact("القريشي"), "القرشي والقريشي وأبو الحسن القُريشي") == ["القُريشي"]


def test_a_phrase_matches_only_side_by_side() -> None:
    text = "قوات سوريا الديمقراطية وسوريا الديمقراطية، ثم قوات في سوريا"
    assert matched(phrase("قوات سوريا الديمقراطية"), text) == ["قوات", "سوريا", "الديمقراطية"]
    assert matched(phrase("قوات سوريا"), text) == ["قوات", "سوريا"]


def test_words_after_not_are_not_shown() -> None:
    assert matched(And((word("هجوم"), Not(word("تدريب")))), "هجوم لا تدريب") == ["هجوم"]


def test_words_wanted_in_the_title_are_not_shown_in_the_body() -> None:
    tree = Or((word("هجوم", Scope.TITLE), word("مدينة")))
    assert matches(tree, "هجوم مدينة", part=Scope.BODY) == [(5, 10)]
    assert matches(tree, "هجوم مدينة", part=Scope.TITLE) == [(0, 4), (5, 10)]


def test_mentions_of_entities_join_the_words_they_overlap() -> None:
    text = "قال تنظيم الدولة إنه"
    assert matches(And((word("الدولة"), Entity("داعش"))), text, named=[(4, 16)]) == [(4, 16)]


def test_the_passage_with_most_words_is_shown() -> None:
    filler = "جملة أخرى لا تقول شيئا عن الموضوع. " * 20
    text = filler + "ذكر الهجوم وحده هنا. " + filler + "وقع الهجوم على المستشفى ليلا. " + filler
    shown = snippet(And((word("هجوم"), word("مستشفى"))), text)
    assert [shown.text[start:end] for start, end in shown.highlights] == ["الهجوم", "المستشفى"]
    assert "وقع الهجوم على المستشفى" in shown.text
    assert text[shown.start :].startswith(shown.text)


def test_without_a_match_the_beginning_is_shown() -> None:
    text = "أول الكلام " * 60
    shown = snippet(word("غائب"), text)
    assert shown.start == 0
    assert shown.highlights == ()
    assert 0 < len(shown.text) <= WIDTH
    assert snippet(word("غائب"), "").text == ""


def test_a_passage_is_one_line() -> None:
    assert snippet(word("هجوم"), "سطر\nفيه هجوم\tكبير\r\nوسطر").text == "فيه هجوم كبير  وسطر"


def test_a_text_without_blanks_is_cut_between_letters() -> None:
    text = ("ب" + FATHA) * 5_000
    shown = snippet(word("غائب"), text)
    assert len(shown.text) == WIDTH
    assert unicodedata.category(text[shown.start + len(shown.text)]) != "Mn"


def test_a_very_long_text_is_scanned_in_part() -> None:
    text = "كلمة " * (SCANNED_FOR_SNIPPET // 5) + "هجوم"
    assert snippet(word("هجوم"), text).highlights == ()
    assert snippet(word("كلمة"), text).highlights


LETTERS = st.sampled_from(
    ["ه", "ج", "و", "م", "ا", "ل", " ", "\n", ".", "،", "؟", FATHA, TATWEEL, "\N{ZERO WIDTH JOINER}", "a", "٣"]
)
PIECES = st.sampled_from(
    ["هجوم", "الهَجوم", "وهجـــوم", "قوات", "القوات سوريا", "مدينة", " ", "\n", ". ", "؟ ", "نص طويل " * 9]
)
texts = st.lists(PIECES | LETTERS, max_size=60).map("".join)
queries = st.sampled_from(
    [
        word("هجوم"),
        exact("الهجوم"),
        phrase("قوات سوريا"),
        And((word("هجوم"), word("مدينة"))),
        Or((phrase("هجوم قوات"), word("قوات"))),
    ]
)


@settings(deadline=None)
@given(queries, texts)
def test_matches_are_tokens_of_the_text(tree: Node, text: str) -> None:
    found = matches(tree, text)
    tokens = {(token.start, token.end) for token in analyze(text)}
    assert set(found) <= tokens
    assert found == sorted(set(found))
    if isinstance(tree, Word):
        assert found == [(token.start, token.end) for token in analyze(text) if token.stem == tree.stem]


@settings(deadline=None)
@given(queries, texts)
def test_a_passage_is_a_stretch_of_the_text(tree: Node, text: str) -> None:
    shown = snippet(tree, text)
    end = shown.start + len(shown.text)
    assert shown.text.split() == text[shown.start : end].split()
    assert len(shown.text) <= WIDTH
    found = matches(tree, text)
    for left, right in shown.highlights:
        assert (left + shown.start, right + shown.start) in found
    assert shown.highlights or not found
    for edge in (shown.start, end):
        assert edge in (0, len(text)) or unicodedata.category(text[edge]) not in ("Mn", "Me")


@pytest.mark.parametrize(
    "text",
    ["هجوم" * 100_000, ("هجوم" + FATHA * 50) * 2_000, "هجوم\n" * 100_000, FATHA * 300_000],
    ids=["word", "marked", "lines", "marks"],
)
def test_texts_of_one_kind_of_character_give_a_passage(text: str) -> None:
    shown = snippet(And((word("هجوم"), phrase("هجوم هجوم"))), text)
    assert len(shown.text) <= WIDTH


def test_words_that_the_archive_does_not_have_do_not_match() -> None:
    text = "هجوم والهجوم"
    assert Highlighter(word("هجوم"), lambda _: {"الهجوم"}).matches(text) == []
    assert Highlighter(word("هجوم"), lambda _: {"والهجوم"}).matches(text) == [(5, 12)]


def test_words_that_a_wildcard_stands_for_match() -> None:
    text = "مُقاتِلون والمقاتلات"
    assert matched(Wildcard("مقاتل*", "مقاتل*"), text) == ["مُقاتِلون"]


NEAR = [
    pytest.param("هجوم على مطار", 1, "هجوم مطار", id="with room"),
    pytest.param("هجوم على مطار", 0, "", id="too far"),
    pytest.param("المطار والهجوم", 0, "المطار والهجوم", id="any order, any form"),
    pytest.param("هجوم مطار هجوم", 0, "هجوم مطار هجوم", id="stretches that overlap"),
    pytest.param("هجوم هجوم قرب قرب مطار قرب هجوم", 2, "هجوم مطار هجوم", id="the shortest stretches"),
]


@pytest.mark.parametrize(("text", "distance", "expected"), NEAR)
def test_words_near_each_other_match_where_they_are(text: str, distance: int, expected: str) -> None:
    near = Near("هجوم مطار", (word("هجوم"), word("مطار")), distance)
    assert " ".join(matched(near, text)) == expected


def test_a_word_that_is_said_twice_has_to_be_there_twice() -> None:
    near = Near("هجوم هجوم", (word("هجوم"), word("هجوم")), 1)
    assert matched(near, "هجوم على الهجوم") == ["هجوم", "الهجوم"]
    assert matched(near, "هجوم على مطار") == []


def test_several_ways_to_say_one_thing_are_one_part() -> None:
    ways = Alternatives((word("هجوم"), word("غارة")))
    found = highlighter(And((ways, word("مطار"))), "غارة هجوم مطار").find("غارة هجوم مطار")
    assert [match.part for match in found] == [0, 0, 1]


def test_a_word_that_is_cut_by_the_end_of_what_is_scanned_does_not_match() -> None:
    text = "هجوم هجوم هجوما"
    found = highlighter(word("هجوم"), text).matches
    assert found(text, scanned=14) == [(0, 4), (5, 9)]
    assert found(text) == [(0, 4), (5, 9), (10, 15)]


@pytest.mark.parametrize("typed", ["42500", "42,500", "٤٢٬٥٠٠"])
def test_numbers_match_with_any_separator(typed: str) -> None:
    text = "وصل 42,500 نازح ثم 42500 ثم ٤٢٥٠٠"
    found = Highlighter(word(typed), lambda node: {forms(typed)[1]}).matches(text)
    assert [text[start:end] for start, end in found] == ["42,500", "42500", "٤٢٥٠٠"]
