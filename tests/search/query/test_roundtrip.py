"""Rendering and parsing are inverse, for trees and for whatever is typed."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.chain import forms
from fihrist.index.model import EntityType
from fihrist.search.query.parse import parse, render
from fihrist.search.query.tree import (
    And,
    DateField,
    DateRange,
    Entity,
    Everything,
    Exact,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Scope,
    Source,
    Undated,
    Word,
)

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


def as_phrase(words: list[str], slop: int, scope: Scope) -> Node:
    norms = tuple(forms(word)[1] for word in words)
    return Phrase(" ".join(words), norms, slop if len(words) > 1 else 0, scope)


def as_range(field: DateField, first: datetime.date | None, last: datetime.date | None) -> Node:
    days = [None if day is None else int(day.strftime("%Y%m%d")) for day in (first, last)]
    if None not in days:
        days.sort(key=lambda day: day or 0)
    return DateRange(field, days[0] if days != [None, None] else 20140610, days[1])


NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join) | st.sampled_from(
    ["OR", "أو", "و", "a:b (c)", "~ابو بكر", "- x"]
)
DAYS = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
LEAVES = st.one_of(
    st.builds(as_word, WORDS, SCOPES),
    st.builds(as_exact, WORDS | st.sampled_from(["OR", "أو", "و"]), SCOPES),
    st.builds(as_phrase, st.lists(WORDS | st.just("OR"), min_size=1, max_size=4), st.integers(0, 100), SCOPES),
    st.builds(Entity, NAMES, st.none() | st.sampled_from(EntityType)),
    st.builds(Source, NAMES),
    st.builds(as_range, st.sampled_from(DateField), DAYS, DAYS),
    st.just(Undated()),
    st.just(Nothing()),
)


def groups(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(nodes, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(And, parts), st.builds(Or, parts), st.builds(Not, nodes))


TREES: st.SearchStrategy[Node] = st.just(Everything()) | st.recursive(LEAVES, groups, max_leaves=25)

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


@given(TREES)
def test_a_rendered_tree_parses_to_itself(tree: Node) -> None:
    parsed = parse(render(tree))
    assert parsed.tree == tree
    assert {found.kind for found in parsed.diagnostics} <= {"small-operator", "hijri-year"}
    assert parsed.interpreted == render(tree)


@given(TYPED)
def test_whatever_is_typed_is_understood_and_its_interpretation_means_the_same(query: str) -> None:
    parsed = parse(query)
    assert parsed.interpreted == render(parsed.tree)
    again = parse(parsed.interpreted)
    assert again.tree == parsed.tree
    assert again.diagnostics == ()
    for found in parsed.diagnostics:
        assert 0 <= found.start < found.end <= len(query)
    assert 0 <= parsed.tree.span.start <= parsed.tree.span.end <= len(query)


@given(TYPED)
def test_parsing_is_deterministic(query: str) -> None:
    assert parse(query) == parse(query)
