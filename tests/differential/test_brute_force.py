"""The vectorised executor against plain Python over the articles' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import Token, analyze
from fihrist.index.engine import IndexDocument, Snapshot
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.dates import straddles
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
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
    children_of,
)
from fihrist.search.results import FACETS, Sort

Build = Callable[[Sequence[Sequence[IndexDocument]], Sequence[int]], AbstractContextManager[Snapshot]]

WORDS = [
    "قصف",
    "القصف",
    "قَصْف",
    "مستشفى",
    "المستشفى",
    "هجوم",
    "والهجوم",
    "قوات",
    "القوات",
    "القريشي",
    "درعا",
    "SY24",
    "٤٢",
]
ENTITIES = {f"e{ordinal}": ordinal for ordinal in range(6)}
SOURCES = {f"s{ordinal}": ordinal for ordinal in range(4)}
PUBLISHED = [
    (0, 0, 0),
    (20140101, 20141231, 1),
    (20140601, 20140630, 2),
    (20140610, 20140610, 3),
    (20140611, 20140611, 3),
    (20151231, 20151231, 3),
    (20160101, 20161231, 1),
]
DAYS = [20131231, 20140101, 20140609, 20140610, 20140630, 20141231, 20150101, 20151231, 20170101]

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@st.composite
def documents(draw: st.DrawFn, key: int) -> IndexDocument:
    earliest, latest, precision = draw(st.sampled_from(PUBLISHED))
    spans = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=3))
    wide = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=2))
    return IndexDocument(
        key=key,
        title=draw(texts),
        body=draw(texts),
        source=draw(st.integers(0, 3)),
        published_earliest=earliest,
        published_latest=latest,
        published_precision=precision,
        mentioned=[(min(span), max(span)) for span in spans],
        mentioned_wide=[(min(span), max(span)) for span in wide],
        entities=sorted(draw(st.sets(st.integers(0, 5), max_size=4))),
    )


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[list[IndexDocument]], list[int]]:
    """Commits of articles, some of which replace earlier ones, and the keys deleted in the end."""
    commits = []
    for _ in range(draw(st.integers(1, 3))):
        keys = draw(st.lists(st.integers(1, 12), max_size=8, unique=True))
        commits.append([draw(documents(key * 0x0123456789ABCD)) for key in keys])
    deleted = draw(st.lists(st.integers(1, 12), max_size=3, unique=True))
    return commits, [key * 0x0123456789ABCD for key in deleted]


def word(surface: str, scope: Scope = Scope.ANY) -> Word:
    _, norm, stem = forms(surface)
    return Word(surface, norm, stem, scope)


def exact(surface: str, scope: Scope = Scope.ANY) -> Exact:
    form, norm, _ = forms(surface)
    return Exact(surface, form, norm, scope)


def phrase(surfaces: list[str], scope: Scope) -> Phrase:
    return Phrase(" ".join(surfaces), tuple(forms(surface)[1] for surface in surfaces), scope)


surfaces = st.sampled_from([*WORDS, "غائبة"])
scopes = st.sampled_from(Scope)
days = st.none() | st.sampled_from(DAYS)
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(word, surfaces, scopes),
    st.builds(exact, surfaces, scopes),
    st.builds(phrase, st.lists(surfaces, min_size=1, max_size=3), scopes),
    st.builds(Entity, st.sampled_from([*ENTITIES, "unknown"])),
    st.builds(Source, st.sampled_from([*SOURCES, "unknown"])),
    st.builds(DateRange, st.sampled_from(DateField), days, days, st.booleans()),
    st.just(Undated()),
    st.just(Everything()),
    st.just(Nothing()),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Boost, inner, st.sampled_from([0.5, 2.0])),
        st.builds(Alternatives, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def names_of(tree: Node) -> Names:
    found = Names({}, {})
    entities = {
        node: (ENTITIES[node.name],) for node in walk(tree) if isinstance(node, Entity) and node.name in ENTITIES
    }
    sources = {node: (SOURCES[node.name],) for node in walk(tree) if isinstance(node, Source) and node.name in SOURCES}
    return Names(entities or found.entities, sources or found.sources)


def walk(node: Node) -> list[Node]:
    return [node, *(below for child in children_of(node) for below in walk(child))]


class Oracle:
    """What a query means, article by article."""

    def __init__(self, document: IndexDocument) -> None:
        self.document = document
        self.title = analyze(document.title)
        self.body = analyze(document.body)

    def matches(self, node: Node) -> bool:
        match node:
            case And(children):
                return all(self.matches(child) for child in children)
            case Or(children) | Alternatives(children):
                return any(self.matches(child) for child in children)
            case Boost(child):
                return self.matches(child)
            case Not(child):
                return not self.matches(child)
            case Everything():
                return True
            case Word() | Exact() | Phrase():
                return any(self._in(node, part) for part in self._parts(node.scope))
            case _:
                return self._has(node)

    def _parts(self, scope: Scope) -> list[list[Token]]:
        return [
            part for part, name in ((self.title, Scope.TITLE), (self.body, Scope.BODY)) if scope in (Scope.ANY, name)
        ]

    def _in(self, node: Node, part: list[Token]) -> bool:
        match node:
            case Word():
                return any(token.stem == node.stem for token in part)
            case Exact():
                return any(token.exact == node.exact for token in part)
            case Phrase():
                norms = tuple(token.norm for token in part)
                return any(norms[at : at + len(node.norms)] == node.norms for at in range(len(norms)))
            case _:
                raise AssertionError

    def _has(self, node: Node) -> bool:
        document = self.document
        match node:
            case Entity():
                return ENTITIES.get(node.name) in document.entities
            case Source():
                return SOURCES.get(node.name) == document.source
            case Undated():
                return not document.published_earliest
            case DateRange():
                first, last = node.earliest or 0, node.latest or 99999999
                if node.field is DateField.MENTIONED:
                    overlaps = any(earliest <= last and latest >= first for earliest, latest in document.mentioned)
                    wide = document.mentioned_wide
                    return overlaps or any(first <= earliest and latest <= last for earliest, latest in wide)
                earliest, latest = document.published_earliest, document.published_latest
                if node.overlapping:
                    return bool(earliest) and earliest <= last and latest >= first
                return bool(earliest) and first <= earliest and latest <= last
            case _:
                return False


def surviving(commits: list[list[IndexDocument]], deleted: list[int]) -> list[Oracle]:
    articles = {document.key: document for documents in commits for document in documents}
    return [Oracle(document) for key, document in sorted(articles.items()) if key not in deleted]


slow = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@slow
@given(corpora(), trees)
def test_documents_and_totals(build: Build, corpus: tuple[list[list[IndexDocument]], list[int]], tree: Node) -> None:
    expected = {article.document.key for article in surviving(*corpus) if article.matches(tree)}
    with build(*corpus) as snapshot:
        answer = execute(snapshot, Plan(compile_tree(tree, names_of(tree)), limit=100))
    assert set(answer.keys) == expected
    assert answer.total == len(expected) == len(answer.keys)


@slow
@given(corpora(), trees, st.sets(st.integers(0, 3), min_size=1), days, days)
def test_facets(
    build: Build,
    corpus: tuple[list[list[IndexDocument]], list[int]],
    tree: Node,
    sources: set[int],
    earliest: int | None,
    latest: int | None,
) -> None:
    published = DateRange(DateField.PUBLISHED, earliest, latest)
    found = [article for article in surviving(*corpus) if article.matches(tree)]
    from_source = [article for article in found if article.document.source in sources]
    in_time = [article for article in found if article.matches(published)]
    both = [article for article in from_source if article.matches(published)]
    plan = Plan(
        compile_tree(tree, names_of(tree)),
        sources=tuple(sorted(sources)),
        published=compile_tree(published, Names()),
        facets=FACETS,
        limit=0,
    )
    with build(*corpus) as snapshot:
        answer = execute(snapshot, plan)
    assert answer.total == len(both)
    assert answer.entities is not None
    assert answer.sources is not None
    named = Counter(ordinal for article in both for ordinal in article.document.entities)
    assert dict(enumerate(answer.entities.tolist())) == {ordinal: named[ordinal] for ordinal in range(6)}
    outlets = Counter(article.document.source for article in in_time)
    assert {at: count for at, count in enumerate(answer.sources.tolist()) if count} == dict(outlets)
    for name, precision, length in (("year", 1, 4), ("month", 2, 6), ("day", 3, 8)):
        assert answer.dates[name] == dates_of(from_source, precision, length)


def dates_of(articles: list[Oracle], precision: int, length: int) -> Counter[int]:
    counts: Counter[int] = Counter()
    for article in articles:
        day = str(article.document.published_earliest)
        if day == "0":
            counts[0] += 1
        elif article.document.published_precision >= precision:
            counts[int(day[:length])] += 1
    return counts


@slow
@given(corpora(), st.sampled_from([Sort.NEWEST, Sort.OLDEST]), st.integers(0, 12), st.integers(0, 12))
def test_order_by_date_and_paging(
    build: Build, corpus: tuple[list[list[IndexDocument]], list[int]], sort: Sort, offset: int, limit: int
) -> None:
    def place(article: Oracle) -> tuple[bool, int, int]:
        day = article.document.published_earliest
        return (day == 0, -day if sort is Sort.NEWEST else day, article.document.key)

    expected = [article.document.key for article in sorted(surviving(*corpus), key=place)]
    with build(*corpus) as snapshot:
        plan = Plan(compile_tree(Everything(), Names()), sort=sort, offset=offset, limit=limit)
        answer = execute(snapshot, plan)
    assert answer.keys == expected[offset : offset + limit]
    assert answer.total == len(expected)


@slow
@given(corpora(), trees, st.integers(1, 4))
def test_pages_are_one_order(
    build: Build, corpus: tuple[list[list[IndexDocument]], list[int]], tree: Node, size: int
) -> None:
    query = compile_tree(tree, names_of(tree))
    with build(*corpus) as snapshot:
        whole = execute(snapshot, Plan(query, limit=100))
        pages = [execute(snapshot, Plan(query, offset=start, limit=size)) for start in range(0, whole.total, size)]
    assert [key for page in pages for key in page.keys] == whole.keys
    assert sorted(whole.scores, reverse=True) == whole.scores or not any(whole.scores)


@pytest.mark.parametrize("sort", Sort)
def test_an_empty_index_finds_nothing(build: Build, sort: Sort) -> None:
    with build([], []) as snapshot:
        answer = execute(snapshot, Plan(compile_tree(Everything(), Names()), sort=sort, facets=FACETS))
    assert (answer.total, answer.keys) == (0, [])


@pytest.fixture(scope="module")
def many() -> tuple[list[list[IndexDocument]], list[int]]:
    """Three commits of short articles over three words, with every date; the last replaces some of the first."""
    random = Random(7)
    commits = [[article(random, random.randrange(1, 200)) for _ in range(90)] for _ in range(3)]
    return commits, [random.randrange(1, 200) for _ in range(20)]


def article(random: Random, key: int) -> IndexDocument:
    earliest, latest, precision = random.choice(PUBLISHED)
    spans = [sorted(random.choices(DAYS, k=2)) for _ in range(random.randrange(3))]
    return IndexDocument(
        key=key,
        title=" ".join(random.choices(WORDS[3:6], k=random.randrange(4))),
        body=" ".join(random.choices(WORDS[3:6], k=random.randrange(7))),
        published_earliest=earliest,
        published_latest=latest,
        published_precision=precision,
        mentioned=[(first, last) for first, last in spans],
    )


def test_every_phrase(build: Build, many: tuple[list[list[IndexDocument]], list[int]]) -> None:
    articles = surviving(*many)
    with build(*many) as snapshot:
        for length, scope in product((1, 2, 3), Scope):
            for surfaces in product(WORDS[3:6], repeat=length):
                asked = phrase(list(surfaces), scope)
                answer = execute(snapshot, Plan(compile_tree(asked, Names()), limit=1000))
                assert set(answer.keys) == {each.document.key for each in articles if each.matches(asked)}, asked


def test_every_interval(build: Build, many: tuple[list[list[IndexDocument]], list[int]]) -> None:
    articles = surviving(*many)
    with build(*many) as snapshot:
        for field, earliest, latest, overlapping in product(DateField, [None, *DAYS], [None, *DAYS], [False, True]):
            asked = DateRange(field, earliest, latest, overlapping)
            answer = execute(snapshot, Plan(compile_tree(asked, Names()), limit=1000))
            assert set(answer.keys) == {each.document.key for each in articles if each.matches(asked)}, asked


def test_every_interval_that_a_date_reaches_over(
    build: Build, many: tuple[list[list[IndexDocument]], list[int]]
) -> None:
    with build(*many) as snapshot:
        for segment, earliest, latest in product(snapshot.segments, [None, *DAYS], [None, *DAYS]):
            first, last = earliest or 0, latest or 99999999
            dates = zip(segment.published_earliest.tolist(), segment.published_latest.tolist(), strict=True)
            over = [day and day <= last and end >= first and not (first <= day and end <= last) for day, end in dates]
            assert straddles(segment, earliest, latest) == any(over), (earliest, latest)
