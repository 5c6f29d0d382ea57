"""The vectorised executor against Whoosh: its matchers on our reader, and an index of its own in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.searching import Searcher

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import analyze
from fihrist.index.engine import IndexDocument, Snapshot, whoosh_reader
from fihrist.search.execute import queries
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.execute.scoring import Statistics
from fihrist.search.execute.weighting import FihristWeighting
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    Everything,
    Exact,
    Node,
    Not,
    Or,
    Phrase,
    Preferring,
    Scope,
    Word,
)

Build = Callable[[Sequence[Sequence[IndexDocument]], Sequence[int]], AbstractContextManager[Snapshot]]

SENTENCES = [
    "قصفت الطائرات مستشفى في إدلب ومستشفيات أخرى",
    "هجوم على مدينة درعا",
    "قوات سوريا الديمقراطية تتقدم في الرقة",
    "قال المتحدث باسم القوات إن الهجوم على المدينة انتهى",
    "عاد النازحون إلى مدينة الرقة بعد الهجوم",
    "مستشفى المدينة خارج الخدمة بعد قصفٍ ليلي",
    "القوات العراقية تدخل الموصل والقوات السورية تدخل تدمر",
    "اجتماع في جنيف حول سوريا والعراق واليمن",
]
SURFACES = sorted({token.text for sentence in SENTENCES for token in analyze(sentence)})

articles = st.builds(
    IndexDocument,
    key=st.integers(1, 40),
    title=st.sampled_from(["", *SENTENCES]),
    body=st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join),
)
corpora = st.lists(st.lists(articles, min_size=1, max_size=12), min_size=1, max_size=3)


def word(surface: str, scope: Scope) -> Word:
    _, norm, stem = forms(surface)
    return Word(surface, norm, stem, scope)


words: st.SearchStrategy[Node] = st.builds(word, st.sampled_from(SURFACES), st.sampled_from(Scope))
exacts: st.SearchStrategy[Node] = st.sampled_from(SURFACES).map(lambda surface: Exact(surface, *forms(surface)[:2]))
trees = st.recursive(
    words | exacts,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Boost, inner, st.sampled_from([0.25, 2.0, 100.0])),
    ),
    max_leaves=6,
)
slow = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def ask_whoosh(snapshot: Snapshot, asked: query.Query) -> dict[int, float]:
    """Score by key, from Whoosh's matchers."""
    searcher = Searcher(whoosh_reader(snapshot), weighting=FihristWeighting(Statistics.of(snapshot)))
    found = searcher.search(asked, limit=None, optimize=False)
    return {hit["key"]: hit.score for hit in found}


def ask_us(snapshot: Snapshot, asked: query.Query) -> dict[int, float]:
    answer = execute(snapshot, Plan(asked, limit=1000))
    return dict(zip(answer.keys, answer.scores, strict=True))


@slow
@given(corpora, st.lists(st.integers(1, 40), max_size=4, unique=True), trees)
def test_scores_are_those_of_whoosh(
    build: Build, corpus: list[list[IndexDocument]], deleted: list[int], tree: Node
) -> None:
    asked = compile_tree(tree, Names())
    with build(corpus, deleted) as snapshot:
        assert ask_us(snapshot, asked) == pytest.approx(ask_whoosh(snapshot, asked), rel=1e-5)


@slow
@given(corpora, st.lists(trees, min_size=2, max_size=3), st.sampled_from([0.5, 3.0]))
def test_of_alternatives_the_best_counts_and_a_factor_multiplies(
    build: Build, corpus: list[list[IndexDocument]], ways: list[Node], factor: float
) -> None:
    """Whoosh's own matcher of `DisjunctionMax` scores a document by matchers that stand on others: it is no oracle."""
    with build(corpus, []) as snapshot:
        single = [ask_us(snapshot, compile_tree(way, Names())) for way in ways]
        together = ask_us(snapshot, compile_tree(Boost(Alternatives(tuple(ways)), factor), Names()))
    best = {key: factor * max(scores.get(key, 0.0) for scores in single) for scores in single for key in scores}
    assert together == pytest.approx(best, rel=1e-5)


@slow
@given(corpora, trees, st.lists(words, min_size=1, max_size=3, unique=True))
def test_what_is_preferred_adds_to_the_scores_of_what_is_found(
    build: Build, corpus: list[list[IndexDocument]], tree: Node, preferred: list[Node]
) -> None:
    with build(corpus, []) as snapshot:
        found = ask_whoosh(snapshot, compile_tree(tree, Names()))
        added = ask_whoosh(snapshot, compile_tree(Or(tuple(preferred)), Names()))
        expected = {key: score + added.get(key, 0.0) for key, score in found.items()}
        asked = compile_tree(Preferring(tree, tuple(preferred)), Names())
        assert ask_us(snapshot, asked) == pytest.approx(expected, rel=1e-5)


@slow
@given(corpora, trees, trees)
def test_hits_come_in_the_order_of_scores_then_keys(
    build: Build, corpus: list[list[IndexDocument]], left: Node, right: Node
) -> None:
    with build(corpus, []) as snapshot:
        found = execute(snapshot, Plan(compile_tree(Or((left, right)), Names()), limit=1000))
    for (score, key), (next_score, next_key) in pairwise(zip(found.scores, found.keys, strict=True)):
        assert score > next_score or (score == next_score and key < next_key)


@slow
@given(corpora, st.lists(st.integers(1, 40), max_size=4, unique=True), trees)
def test_one_segment_or_several_score_alike(
    build: Build, corpus: list[list[IndexDocument]], deleted: list[int], tree: Node
) -> None:
    asked = compile_tree(tree, Names())
    last = {document.key: document for commit in corpus for document in commit if document.key not in deleted}
    with build(corpus, deleted) as several, build([list(last.values())], []) as one:
        assert ask_us(several, asked) == pytest.approx(ask_us(one, asked), rel=1e-5)


@pytest.mark.parametrize(
    "asked",
    [
        query.Prefix("norm", "مست"),
        query.Wildcard("norm", "*قوات"),
        query.FuzzyTerm("norm", "مدينه", maxdist=1),
        query.ConstantScoreQuery(query.Term("norm", "مدينه"), 3.0),
    ],
)
def test_what_is_not_vectorised_is_answered_by_whoosh(build: Build, asked: query.Query) -> None:
    corpus = [[IndexDocument(key, sentence, sentence)] for key, sentence in enumerate(SENTENCES, 1)]
    narrower = queries.And([asked, queries.Term("stem", forms("القوات")[2])])
    with build(corpus, [7]) as snapshot:
        expected = ask_whoosh(snapshot, asked)
        assert expected
        assert ask_us(snapshot, asked) == pytest.approx(expected, rel=1e-5)
        assert set(ask_us(snapshot, narrower)) == set(ask_whoosh(snapshot, narrower))


def test_our_own_leaves_stand_inside_whooshs_queries(build: Build) -> None:
    documents = [
        IndexDocument(key, "", sentence, source=key % 2, entities=[key % 3])
        for key, sentence in enumerate(SENTENCES, 1)
    ]
    own = queries.And([queries.SourceQuery((1,)), queries.EntityQuery((0, 1))])
    with build([documents[:3], documents[3:]], [3]) as snapshot:
        assert set(ask_us(snapshot, query.ConstantScoreQuery(own, 2.0))) == {1, 7}


@pytest.fixture(scope="module")
def stock() -> Searcher:
    """Whoosh's own index of the sentences' stems and norms."""
    schema = Schema(
        number=ID(stored=True),
        stem=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
        norm=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for number, sentence in enumerate(SENTENCES, 1):
        tokens = analyze(sentence)
        writer.add_document(
            number=str(number),
            stem=" ".join(token.stem for token in tokens),
            norm=" ".join(token.norm for token in tokens),
        )
    writer.commit()
    return index.searcher()


def stock_query(tree: Node) -> query.Query:
    match tree:
        case Word():
            return query.Term("stem", tree.stem)
        case Phrase():
            return query.Phrase("norm", list(tree.norms))
        case And(children):
            return query.And([stock_query(child) for child in children])
        case Or(children):
            return query.Or([stock_query(child) for child in children])
        case Not(child):
            return query.Not(stock_query(child))
        case _:
            raise AssertionError


def phrase(text: str) -> Phrase:
    return Phrase(text, tuple(token.norm for token in analyze(text)))


@pytest.mark.parametrize(
    "tree",
    [
        *(word(surface, Scope.ANY) for surface in SURFACES),
        And((word("الهجوم", Scope.ANY), word("مدينة", Scope.ANY))),
        Or((word("مستشفى", Scope.ANY), word("اجتماع", Scope.ANY))),
        And((word("القوات", Scope.ANY), Not(word("العراقية", Scope.ANY)))),
        And((Or((word("سوريا", Scope.ANY), word("الرقة", Scope.ANY))), Not(word("اليمن", Scope.ANY)))),
        phrase("قوات سوريا الديمقراطية"),
        phrase("سوريا والعراق"),
        phrase("مدينة الرقة"),
        And((phrase("على المدينة"), word("المتحدث", Scope.ANY))),
    ],
    ids=str,
)
def test_documents_are_those_of_a_stock_index(build: Build, stock: Searcher, tree: Node) -> None:
    expected = {int(hit["number"]) for hit in stock.search(stock_query(tree), limit=None)}
    corpus = [IndexDocument(key, "", sentence) for key, sentence in enumerate(SENTENCES, 1)]
    with build([corpus[:4], corpus[4:]], []) as snapshot:
        assert set(ask_us(snapshot, compile_tree(tree, Names()))) == expected
    assert expected


def test_everything_and_nothing(build: Build) -> None:
    corpus = [[IndexDocument(key, "", sentence)] for key, sentence in enumerate(SENTENCES, 1)]
    with build(corpus, [2]) as snapshot:
        assert set(ask_us(snapshot, compile_tree(Everything(), Names()))) == {1, 3, 4, 5, 6, 7, 8}
        assert ask_us(snapshot, compile_tree(Not(Everything()), Names())) == {}
