"""Wildcards, fuzzy words, roots and words near each other against plain Python over the articles' words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.searching import Searcher

from fihrist.index.arabic.affixes import ARTICLES, CLITICS
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import Token, analyze
from fihrist.index.engine import IndexDocument, Snapshot, whoosh_reader
from fihrist.search.execute.compile import NEARNESS, Names, compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.execute.expansion import MAX_FORMS, expand
from fihrist.search.execute.scoring import BOTH_VIEWS, TITLE_BOOST, Statistics, idf, saturate
from fihrist.search.query.tree import And, Boost, Fuzzy, Near, Node, Not, Or, Scope, Wide, Wildcard, Word
from fihrist.search.roots import root_key

Build = Callable[[Sequence[Sequence[IndexDocument]], Sequence[int]], AbstractContextManager[Snapshot]]

WORDS = [
    "مقاتل", "المقاتل", "مُقاتلون", "وبمقاتليه", "للمقاتلين", "قتال", "قاتل", "مقابل", "ولد", "لدى", "بلد", "البلدة",
    "هجوم", "الهجوم", "هجمات", "هجموا", "والهجمات", "SY24", "SY25", "symbol", "٤٢٥٠٠", "42,501", "حلب", "بحلب", "محلب",
]  # fmt: skip
PATTERNS = [
    "مقاتل*", "*مقاتل", "م?اتل", "م*ل", "مقا*ون", "ال*", "المقات*", "لد*", "لدي*", "*تل*", "?ل?", "???", "sy*", "sy2?",
    "425*", "*5*0*", "هج*م*", "حلب*", "*ه*ج*م*", "و*", "غائب*",
]  # fmt: skip
FUZZY = ["مقاتل", "المقاتل", "هجوم", "هجومم", "بلده", "حلب", "sy24", "42500", "لدي", "غائبه", "ال"]

texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
documents = st.builds(IndexDocument, key=st.integers(1, 30), title=texts, body=texts)
corpora = st.lists(st.lists(documents, min_size=1, max_size=8), min_size=1, max_size=3)
deletions = st.lists(st.integers(1, 30), max_size=4, unique=True)
scopes = st.sampled_from(Scope)


def word(surface: str, scope: Scope = Scope.ANY) -> Word:
    _, norm, stem = forms(surface)
    return Word(surface, norm, stem, scope)


def near(surfaces: list[str], distance: int, scope: Scope) -> Near:
    return Near(" ".join(surfaces), tuple(word(surface, scope) for surface in surfaces), distance, scope)


def wide(surface: str, scope: Scope) -> Wide:
    norm = forms(surface)[1]
    return Wide(surface, norm, root_key(norm), scope)


wildcards: st.SearchStrategy[Node] = st.builds(
    lambda pattern, scope, alone: Wildcard(pattern, pattern, scope, alone),
    st.sampled_from(PATTERNS),
    scopes,
    st.booleans(),
)
fuzzies: st.SearchStrategy[Node] = st.builds(
    lambda norm, distance, scope: Fuzzy(norm, norm, distance, scope), st.sampled_from(FUZZY), st.integers(1, 2), scopes
)
wides: st.SearchStrategy[Node] = st.builds(wide, st.sampled_from(WORDS), scopes)
nears: st.SearchStrategy[Node] = st.builds(
    near, st.lists(st.sampled_from(WORDS), min_size=2, max_size=4), st.integers(0, 4), scopes
)
trees = st.recursive(
    wildcards | fuzzies | wides | nears,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Boost, inner, st.just(2.0)),
    ),
    max_leaves=4,
)
slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def edits(left: str, right: str) -> int:
    """Edits between two words, none of whose letters is edited twice."""
    if not left or not right:
        return len(left) + len(right)
    found = [
        edits(left[:-1], right) + 1,
        edits(left, right[:-1]) + 1,
        edits(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    ]
    if len(left) > 1 and len(right) > 1 and left[-2:] == right[-1] + right[-2]:
        found.append(edits(left[:-2], right[:-2]) + 1)
    return min(found)


def fits(node: Wildcard, norm: str) -> bool:
    pattern = node.pattern.replace("*", ".*").replace("?", ".")
    head = re.split("[.]", pattern)[0]
    if re.fullmatch(pattern, norm) or node.alone or head.isascii():
        return bool(re.fullmatch(pattern, norm))
    rest = pattern[2:] if head.startswith("ال") and len(head) >= 4 else pattern
    if len(head) >= 2 and any(re.fullmatch(article + rest, norm) for article in ARTICLES):
        return True
    parts = [clitic for clitic in CLITICS if len(head) >= 3 and re.fullmatch(clitic + pattern, norm)]
    return any(forms(norm)[2] == forms(norm[len(clitic) :])[2] for clitic in parts)


def grade(node: Fuzzy, norm: str) -> int:
    articles = sorted((article for article in ARTICLES if node.norm.startswith(article)), key=len, reverse=True)
    cores = [node.norm[len(article) :] for article in articles if len(node.norm) - len(article) >= 3] or [node.norm]
    behind = [] if node.norm.isascii() else [norm[len(article) :] for article in ARTICLES if norm.startswith(article)]
    whole = [edits(asked, norm) for asked in {node.norm, cores[0]}]
    return min(whole + [edits(cores[0], rest) for rest in behind])


def together(node: Near, part: list[Token]) -> int:
    """How many shortest stretches of a text hold all words."""
    stems = sorted(each.stem for each in node.words)
    found = set()
    for chosen in combinations(range(len(part)), len(stems)):
        if sorted(part[at].stem for at in chosen) == stems and chosen[-1] - chosen[0] < len(stems) + node.distance:
            found.add((chosen[0], chosen[-1]))
    return sum(
        not any(other != each and each[0] <= other[0] <= other[1] <= each[1] for other in found) for each in found
    )


class Oracle:
    """What an article has of a query."""

    def __init__(self, document: IndexDocument) -> None:
        self.parts = {Scope.TITLE: analyze(document.title), Scope.BODY: analyze(document.body)}

    def counts(self, node: Node, step: int = 0) -> tuple[int, int]:
        """Occurrences of a leaf in the title and the body."""
        scope = node.scope  # type: ignore[attr-defined]
        title, body = (
            self._count(node, self.parts[part], step) if scope in (Scope.ANY, part) else 0
            for part in (Scope.TITLE, Scope.BODY)
        )
        return title, body

    def _count(self, node: Node, part: list[Token], step: int) -> int:
        match node:
            case Wildcard():
                return sum(fits(node, token.norm) for token in part)
            case Fuzzy():
                return sum(grade(node, token.norm) == step for token in part)
            case Wide():
                own = forms(node.norm)[2]
                keys = {node.root, root_key(own)}
                return sum(token.stem == own or root_key(token.stem) in keys for token in part)
            case Near():
                return together(node, part)
            case _:
                raise AssertionError

    def matches(self, node: Node) -> bool:
        match node:
            case And(children):
                return all(map(self.matches, children))
            case Or(children):
                return any(map(self.matches, children))
            case Not(child):
                return not self.matches(child)
            case Boost(child):
                return self.matches(child)
            case Fuzzy():
                return any(any(self.counts(node, step)) for step in range(node.distance + 1))
            case _:
                return any(self.counts(node))


def surviving(commits: list[list[IndexDocument]], deleted: list[int]) -> dict[int, Oracle]:
    articles = {document.key: document for documents in commits for document in documents}
    return {key: Oracle(document) for key, document in articles.items() if key not in deleted}


def found_by(snapshot: Snapshot, tree: Node) -> dict[int, float]:
    answer = execute(snapshot, Plan(compile_tree(tree, Names()), limit=1000))
    assert answer.total == len(answer.keys)
    return dict(zip(answer.keys, answer.scores, strict=True))


@slow
@given(corpora, deletions, trees)
def test_documents(build: Build, corpus: list[list[IndexDocument]], deleted: list[int], tree: Node) -> None:
    expected = {key for key, article in surviving(corpus, deleted).items() if article.matches(tree)}
    with build(corpus, deleted) as snapshot:
        assert set(found_by(snapshot, tree)) == expected


@slow
@given(corpora, deletions, trees)
def test_one_segment_or_several(
    build: Build, corpus: list[list[IndexDocument]], deleted: list[int], tree: Node
) -> None:
    last = {document.key: document for commit in corpus for document in commit if document.key not in deleted}
    with build(corpus, deleted) as several, build([list(last.values())], []) as one:
        assert found_by(several, tree) == pytest.approx(found_by(one, tree), rel=1e-5)


@slow
@given(corpora, deletions, wildcards | wides | fuzzies | nears)
@example(
    [[IndexDocument(1, "هجوم", "حلب هجوم حلب هجوم"), IndexDocument(2, "", "حلب")]],
    [],
    near(["حلب", "هجوم"], 0, Scope.ANY),
)
def test_scores(build: Build, corpus: list[list[IndexDocument]], deleted: list[int], node: Node) -> None:
    """A part of a query scores as one word would that stands wherever the part matches."""
    articles = surviving(corpus, deleted)
    with build(corpus, deleted) as snapshot:
        statistics = Statistics.of(snapshot)
        scores = found_by(snapshot, node)
        if isinstance(node, Near):
            worth = sum(statistics.idf("stem", each.stem) for each in node.words)
        else:
            anywhere = unscoped(node)
            worth = idf(sum(article.matches(anywhere) for article in articles.values()), len(articles))
    steps = range(node.distance + 1) if isinstance(node, Fuzzy) else range(1)
    for key, article in articles.items():
        title, body = (len(article.parts[part]) for part in (Scope.TITLE, Scope.BODY))
        best = 0.0
        for step in steps:
            in_title, in_body = article.counts(node, step)
            frequency = TITLE_BOOST * in_title + in_body
            if frequency:
                weight = saturate(frequency, TITLE_BOOST * title + body, statistics.average_length)
                best = max(best, BOTH_VIEWS * NEARNESS[step] * worth * weight)
        assert scores.get(key, 0.0) == pytest.approx(best, rel=1e-5)


def unscoped(node: Node) -> Node:
    assert isinstance(node, Wildcard | Fuzzy | Wide)
    return replace(node, scope=Scope.ANY)


EVERY_WORD = ["".join(letters) for length in range(1, 6) for letters in product("abc", repeat=length)]


@pytest.fixture(scope="module")
def every_word(build: Build) -> Iterator[Snapshot]:
    """Every word of up to five of three letters, in two segments."""
    halves = [IndexDocument(key, "", " ".join(EVERY_WORD[key::2])) for key in (0, 1)]
    with build([halves[:1], halves[1:]], []) as snapshot:
        yield snapshot


@given(pattern=st.text("abc*?", min_size=1, max_size=8).map(lambda text: re.sub(r"\*+", "*", text)))
def test_patterns_of_all_shapes(every_word: Snapshot, pattern: str) -> None:
    expression = re.compile(pattern.replace("*", ".*").replace("?", "."))
    (found,) = expand(every_word, Wildcard(pattern, pattern, alone=True)).norms
    assert list(found) == sorted(filter(expression.fullmatch, EVERY_WORD))


@given(word=st.text("abcd", min_size=1, max_size=7), distance=st.integers(1, 2))
def test_distances_of_all_words(every_word: Snapshot, word: str, distance: int) -> None:
    found = expand(every_word, Fuzzy(word, word, distance)).norms
    for step, norms in enumerate(found):
        assert list(norms) == sorted(other for other in EVERY_WORD if edits(word, other) == step)
    assert sum(map(len, found)) == sum(edits(word, other) <= distance for other in EVERY_WORD)


@pytest.mark.parametrize("pattern", [*PATTERNS, "*", "?*"])
def test_words_that_fit_are_those_of_whoosh(build: Build, pattern: str) -> None:
    corpus = [IndexDocument(key, surface, "") for key, surface in enumerate(WORDS, 1)]
    with build([corpus[::2], corpus[1::2]], [3]) as snapshot:
        searcher = Searcher(whoosh_reader(snapshot))
        expected = {hit["key"] for hit in searcher.search(query.Wildcard("norm", pattern), limit=None)}
        assert set(found_by(snapshot, Wildcard(pattern, pattern, alone=True))) == expected


def numbered(count: int) -> Iterator[str]:
    return (str(100_000 + number) for number in range(count))


def test_of_too_many_words_the_most_frequent_are_searched(build: Build) -> None:
    frequent = "100003 100009 ثابت"
    corpus = [
        [IndexDocument(1, "", " ".join(numbered(MAX_FORMS + 50))), IndexDocument(2, "", frequent)],
        [IndexDocument(3, "", "100009 104049"), IndexDocument(4, "", "104048 104049 100001")],
        [IndexDocument(5, "", "104048 199999 199998 199998")],
    ]
    with build(corpus, [5]) as snapshot:
        assert len(snapshot.segments) > 1
        found = expand(snapshot, Wildcard("1*", "1*"))
        assert found.left_out == 50
        twice = {"100001", "100003", "100009", "104048", "104049"}
        assert set(found.norms[0]) == twice | set(numbered(MAX_FORMS - 2))
        assert set(found_by(snapshot, Wildcard("1*", "1*"))) == {1, 2, 3, 4}
        nearest = expand(snapshot, Fuzzy("100009", "100009", 2))
        assert nearest.norms[0] == ("100009",)
        assert nearest.left_out == 0
