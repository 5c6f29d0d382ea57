"""Rendering and parsing are inverse, for trees and for whatever is typed."""

from __future__ import annotations

import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from fihrist.index.arabic.chain import forms
from fihrist.index.model import EntityType
from fihrist.search.query.parse import parse, render
from fihrist.search.query.tree import (
    And,
    Boost,
    DateField,
    DateRange,
    Entity,
    Everything,
    Exact,
    Fuzzy,
    Language,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Scope,
    Source,
    Undated,
    Wide,
    Wildcard,
    Word,
)
from fihrist.search.roots import root_key

WORDS = st.sampled_from(
    ["قصف", "مستشفى", "المُقاتلون", "ســوريا", "42,500", "3.5", "SY24", "Sana'a", "title", "or", "ب", "undated"]
)
SCOPES = st.sampled_from(Scope)


def as_word(text: str, scope: Scope) -> Node:
    _, norm, stem = forms(text)
    return Word(text, norm, stem, scope)


def as_exact(text: str, scope: Scope) -> Node:
    exact, norm, _ = forms(text)
    return Exact(text, exact, norm, scope)


def as_phrase(words: list[str], scope: Scope) -> Node:
    norms = tuple(forms(word)[1] for word in words)
    return Phrase(" ".join(words), norms, scope)


def as_near(words: list[str], distance: int, scope: Scope) -> Node:
    found = tuple(Word(word, *forms(word)[1:], scope) for word in words)
    return Near(" ".join(words), found, distance, scope)


def as_wide(text: str, scope: Scope) -> Node:
    norm = forms(text)[1]
    return Wide(text, norm, root_key(norm), scope)


def as_fuzzy(text: str, distance: int, scope: Scope) -> Node:
    return Fuzzy(text, forms(text)[1], distance, scope)


def as_range(field: DateField, first: datetime.date | None, last: datetime.date | None) -> Node:
    days = [None if day is None else int(day.strftime("%Y%m%d")) for day in (first, last)]
    if None not in days:
        days.sort(key=lambda day: day or 0)
    return DateRange(field, days[0] if days != [None, None] else 20140610, days[1])


PATTERNS = st.sampled_from(
    [
        ("قصف*", "قصف*"),
        ("م؟اتل", "م?اتل"),
        ("*ائرة", "*ائره"),
        ("42,5*", "425*"),
        ("SY*", "sy*"),
        ("أو*", "او*"),
        ("OR*", "or*"),
    ]
)
"""Wildcards as they are typed, and their patterns."""
LOOSE = st.one_of(
    st.builds(lambda typed, scope, alone: Wildcard(typed[0], typed[1], scope, alone), PATTERNS, SCOPES, st.booleans()),
    st.builds(as_fuzzy, st.sampled_from(["مستشفى", "المُقاتلون", "42,500"]), st.integers(1, 2), SCOPES),
    st.builds(as_wide, WORDS, SCOPES),
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join) | st.sampled_from(
    ["OR", "أو", "و", "a:b (c)", "~ابو بكر", "- x"]
)
DAYS = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
LEAVES = st.one_of(
    st.builds(as_word, WORDS, SCOPES),
    st.builds(as_exact, WORDS | st.sampled_from(["OR", "أو", "و"]), SCOPES),
    st.builds(as_phrase, st.lists(WORDS | st.just("OR"), min_size=1, max_size=4), SCOPES),
    st.builds(as_near, st.lists(WORDS | st.just("OR"), min_size=2, max_size=4), st.integers(0, 100), SCOPES),
    st.builds(Language, st.sampled_from(["ar", "en", "und"])),
    st.builds(Entity, NAMES, st.none() | st.sampled_from(EntityType)),
    st.builds(Source, NAMES),
    st.builds(as_range, st.sampled_from(DateField), DAYS, DAYS),
    st.just(Undated()),
    st.just(Nothing()),
)


SCORED = And | Or | Word | Exact | Phrase | Near | Wildcard | Fuzzy | Wide


def factored(node: Node, factor: float) -> Node:
    return Boost(node, factor) if isinstance(node, SCORED) else node


def groups(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    factors = st.sampled_from([0.001, 0.5, 1.25, 3.0, 100.0])
    return st.one_of(
        st.builds(And, parts), st.builds(Or, parts), st.builds(Not, nodes), st.builds(factored, nodes, factors)
    )


TREES: st.SearchStrategy[Node] = st.one_of(
    st.just(Everything()),
    st.recursive(LEAVES, groups, max_leaves=25),
    st.recursive(LEAVES | LOOSE, groups, max_leaves=20),
)

PIECES = st.sampled_from(
    [
        "قصف",
        "داعش",
        "و",
        "أو",
        "OR",
        "AND",
        "NOT",
        "(",
        ")",
        '"',
        "«",
        "»",
        "“",
        "”",
        "„",
        "+",
        "-",
        "=",
        "|",
        "*",
        "~",
        "~3",
        "~1",
        "^",
        "^2",
        "^٠٫٥",
        "?",
        "؟",
        "!",
        "|",
        "[",
        " TO ",
        "]",
        ">",
        "<=",
        "root:",
        "جذر:",
        "لغة:",
        "en",
        "مستشفى",
        " ",
        "  ",
        ":",
        "title:",
        "مكان:",
        "تاريخ:",
        "published:",
        "ذكر:",
        "source:",
        "http:",
        "2014",
        "2014-06",
        "..",
        "حزيران",
        "undated",
        "بلا",
        "٣٫٥",
        "42,500",
        "ـ",
        "ً",
        "\u200f",
        "\u200c",
        "\x00",
        "\n",
        "😀",
        "'",
        "s",
        ".",
        "،",
        "&&",
        "\ud800",
        "ﷲ",
    ]
)
TYPED = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


REMAINING = {"small-operator", "hijri-year", "question-mark", "root"}
"""What is still to be said about a query that is understood."""


@given(TREES)
def test_a_rendered_tree_parses_to_itself(tree: Node) -> None:
    parsed = parse(render(tree))
    assert parsed.tree == tree
    assert {found.kind for found in parsed.diagnostics} <= REMAINING
    assert parsed.interpreted == render(tree)


@example("*Sana'ف")
@given(TYPED)
def test_whatever_is_typed_is_understood_and_its_interpretation_means_the_same(query: str) -> None:
    parsed = parse(query)
    assert parsed.interpreted == render(parsed.tree)
    again = parse(parsed.interpreted)
    assert again.tree == parsed.tree
    assert {found.kind for found in again.diagnostics} <= REMAINING
    for found in parsed.diagnostics:
        assert 0 <= found.start < found.end <= len(query)
    assert 0 <= parsed.tree.span.start <= parsed.tree.span.end <= len(query)


@given(TYPED)
def test_parsing_is_deterministic(query: str) -> None:
    assert parse(query) == parse(query)
