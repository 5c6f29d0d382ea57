"""Related words rank what holds any of some words, and find nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.chain import forms
from fihrist.index.engine import IndexDocument, Snapshot
from fihrist.search.anyword import KIN_WEIGHT, MAX_WORDS, rank_any_word
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.execute.kin import consonants, keys, kin
from fihrist.search.execute.patterns import Letters
from fihrist.search.query.parse import parse
from fihrist.search.query.render import render
from fihrist.search.query.tree import Boost, Kin, Node, Or, Preferring, Word

Build = Callable[[Sequence[Sequence[IndexDocument]], Sequence[int]], AbstractContextManager[Snapshot]]

TEXTS = {
    1: "هجوم على المدينة نفذه مجهولون ظهر اليوم",
    2: "هجوم على المدينة نفذه مهاجمون فجر اليوم",
    3: "مهاجمون قرب القرية",
    4: "اجتماع في المدينة",
    5: "انتهى الاجتماع",
}


def stem(word: str) -> str:
    return forms(word)[2]


def found(snapshot: Snapshot, tree: Node) -> dict[int, float]:
    answer = execute(snapshot, Plan(compile_tree(tree, Names()), limit=100))
    return dict(zip(answer.keys, answer.scores, strict=True))


@pytest.mark.parametrize(
    ("first", "second"),
    [("هجوم", "هاجم"), ("هجوم", "مهاجم"), ("كتاب", "مكتوب"), ("حرر", "تحرير"), ("مدرسه", "دراسه")],
)
def test_kin_share_their_consonants(build: Build, first: str, second: str) -> None:
    with build([[IndexDocument(1, "", second)]], []) as snapshot:
        (segment,) = snapshot.segments
        assert [segment.term("norm", number) for number in kin(segment, first).tolist()] == [second]


@pytest.mark.parametrize("word", ["", "و", "SDF", "2014", "قsf", "ااا", "\N{SNOWMAN}"])
def test_words_of_no_consonants_or_other_letters_have_no_kin(build: Build, word: str) -> None:
    assert not consonants(word)
    with build([[IndexDocument(1, "", "SDF 2014 ااا")]], []) as snapshot:
        assert not len(kin(snapshot.segments[0], word))


@given(st.lists(st.text(alphabet="هجومقلتاي ة sx\N{SNOWMAN}", max_size=12), max_size=8))
def test_a_word_has_the_same_key_alone_and_among_others(words: list[str]) -> None:
    codes = np.array([ord(letter) for letter in "".join(words)], np.uint32)
    begins = np.cumsum([0, *map(len, words)])
    assert keys(Letters(codes, begins)).tolist() == [consonants(word) for word in words]


def test_kin_raise_scores_and_find_nothing(build: Build) -> None:
    typed = parse("هجوم OR اجتماع").tree
    with build([[IndexDocument(key, "", text) for key, text in TEXTS.items()]], []) as snapshot:
        plain, ranked = found(snapshot, typed), found(snapshot, rank_any_word(typed))
    assert plain.keys() == ranked.keys() == {1, 2, 4, 5}
    assert plain[1] == plain[2]
    assert ranked[2] > ranked[1]
    assert all(ranked[key] > plain[key] for key in plain)


def test_one_segment_or_several_rank_alike(build: Build) -> None:
    tree = rank_any_word(parse("هجوم OR اجتماع OR القرية").tree)
    documents = [IndexDocument(key, "", text) for key, text in TEXTS.items()]
    kept = [document for document in documents if document.key != 3]
    with build([documents[:2], documents[2:4], documents[4:]], [3]) as several, build([kept], []) as one:
        assert found(several, tree) == pytest.approx(found(one, tree), rel=1e-5)


def test_kin_of_two_words_count_once() -> None:
    tree = rank_any_word(parse("هجوم OR مهاجم OR title:هاجم OR قصف").tree)
    assert isinstance(tree, Preferring)
    kept = [each.child for each in tree.preferred if isinstance(each, Boost)]
    assert [each.text for each in kept if isinstance(each, Kin)] == ["هجوم", "هاجم", "قصف"]


def test_numbers_other_scripts_and_closed_class_words_have_no_kin() -> None:
    tree = rank_any_word(parse("SDF OR 2014 OR على OR هجوم").tree)
    assert isinstance(tree, Preferring)
    assert tree.preferred == (Boost(Kin("هجوم", stem("هجوم")), KIN_WEIGHT),)
    assert isinstance(tree.child, Or)
    weights = [child.factor if isinstance(child, Boost) else 1.0 for child in tree.child.children]
    assert weights == [1 + KIN_WEIGHT, 1 + KIN_WEIGHT, 1.0, 1.0]


@pytest.mark.parametrize("query", ["هجوم اجتماع", '"هجوم على" OR "اجتماع في"', "هجوم", "-هجوم", "على OR في"])
def test_other_queries_stay_as_they_are(query: str) -> None:
    tree = parse(query).tree
    assert rank_any_word(tree) == tree


def test_a_long_list_has_no_kin() -> None:
    names = [first + second for first in "بتثجحخد" for second in "قكلمن"]
    tree = parse(" OR ".join(f"{name}ر" for name in names)).tree
    assert isinstance(tree, Or)
    assert len(tree.children) > MAX_WORDS
    assert rank_any_word(tree) == tree


def test_what_was_added_is_not_shown_as_typed() -> None:
    tree = parse("(هجوم OR اجتماع) درعا").tree
    assert render(rank_any_word(tree)) == render(tree)
    assert isinstance(parse("هجوم").tree, Word)
