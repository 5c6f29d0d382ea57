"""Why an article answers a query, and where its score comes from: `Explainer`.

The tree of the query is walked as the executor runs it; every number is the executor's own, asked for one article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from fihrist.errors import ArchiveError
from fihrist.index.engine import Segment
from fihrist.index.engine.fields import FIELDS
from fihrist.search.execute.arrays import Rows, Scores
from fihrist.search.execute.compile import compile_tree
from fihrist.search.execute.expansion import expand
from fihrist.search.execute.found import Weighted, boosted
from fihrist.search.execute.matching import Matcher
from fihrist.search.execute.queries import DisjunctionMax, FormsQuery, NearQuery, Query, WordQuery
from fihrist.search.execute.queries import Phrase as PhraseQuery
from fihrist.search.execute.queries import Term as TermQuery
from fihrist.search.execute.scoring import TITLE_BOOST
from fihrist.search.explanation import Condition, Explanation, Form, Matched, Part, Standing, Term, Weighing
from fihrist.search.highlighting import Highlighter, Vocabulary
from fihrist.search.likeness import Likeness, counted
from fihrist.search.marks import Marks
from fihrist.search.query import tree
from fihrist.search.query.render import render
from fihrist.search.query.tree import Node, Scope
from fihrist.search.question import Question
from fihrist.search.results import NO_FILTERS, Filters
from fihrist.search.service import vocabulary

if TYPE_CHECKING:
    from fihrist.index.model import Article
    from fihrist.index.store import Store

_CONDITIONS = (
    tree.Entity,
    tree.Source,
    tree.DateRange,
    tree.Dated,
    tree.Undated,
    tree.Nothing,
    tree.Not,
    tree.Language,
)


class Explainer:
    """Explains articles for one query, whose meaning is found out once. Called with an article's id."""

    def __init__(self, store: Store, query: str, *, filters: Filters = NO_FILTERS, as_typed: bool = False) -> None:
        """Read a query.

        Args:
            store: the archive.
            query: what was typed; never an error.
            filters: what narrows the search besides.
            as_typed: as for `fihrist.search.service.search`.

        Raises:
            UsageError: a date among the filters is none.
        """
        self.store = store
        self.question = Question.of(store, query, filters, as_typed=as_typed)
        self.snapshot = store.snapshot
        self.matcher = Matcher(self.snapshot)
        self.vocabulary = vocabulary(self.snapshot)

    def __call__(self, article_id: str) -> Explanation:
        """What an article has of the query, and its score; one that does not match is explained, too.

        Raises:
            UnknownArticleError: there is no such article.
            ArchiveError: it is not in the index.
        """
        question = self.question
        walk = _Walk(self, self.store.records.article(article_id))
        whole = tree.And(question.parts) if len(question.parts) > 1 else question.asked
        found = walk.answers(whole)
        walk.visit(whole, Standing.COUNTED)
        return Explanation(
            article_id=walk.article.id,
            title=walk.article.title,
            query=question.parsed.text,
            interpreted=question.parsed.interpreted,
            found=found,
            score=walk.score(whole),
            parts=tuple(walk.parts),
            conditions=tuple(walk.conditions),
            articles=self.matcher.statistics.total,
            average_length=self.matcher.statistics.average_length,
            title_boost=TITLE_BOOST,
        )


class _Walk:
    """A walk over the tree of a question, for one article."""

    def __init__(self, explainer: Explainer, article: Article) -> None:
        self._records = explainer.store.records
        self._snapshot = explainer.snapshot
        self._names = explainer.question.names
        self._vocabulary = explainer.vocabulary
        self._matcher = explainer.matcher
        self._segment, self._row = _place(explainer, article.id)
        self.article = article
        self._known: dict[Node, bool] = {}
        self.parts: list[Part] = []
        self.conditions: list[Condition] = []

    def visit(
        self, node: Node, standing: Standing, *, boost: float = 1.0, typed: str = "", extra: bool = False
    ) -> None:
        """Note the parts and conditions of a node. What is part of something that does not match is not counted."""
        if standing is Standing.COUNTED and not self.matches(node):
            standing = Standing.UNMATCHED
        match node:
            case tree.And(children) | tree.Or(children):
                for child in dict.fromkeys(children):  # what is said twice side by side counts once
                    self.visit(child, standing, boost=boost, typed=typed, extra=extra)
            case tree.Alternatives(children):
                self._alternatives(children, standing, boost, typed, extra=extra)
            case tree.Preferring(child, preferred):
                self.visit(child, standing, boost=boost, typed=typed, extra=extra)
                for each in filter(self.matches, dict.fromkeys(preferred)):
                    self.visit(each, standing, boost=boost, extra=True)
            case tree.Boost(child, factor):
                self.visit(child, standing, boost=boost * factor, typed=typed, extra=extra)
            case tree.Everything():
                pass
            case _ if isinstance(node, _CONDITIONS):
                self.conditions.append(self._condition(node))
            case _:
                self.parts.append(self._part(node, standing, boost, typed, extra=extra))

    def _alternatives(
        self, children: Sequence[Node], standing: Standing, boost: float, typed: str, *, extra: bool
    ) -> None:
        """Only the best way to say it counts; of equals the first."""
        best = max(children, key=self.score)
        for child in dict.fromkeys(children):
            counts = standing is not Standing.COUNTED or child is best
            instead_of = typed or ("" if child is children[0] else render(children[0]))
            self.visit(child, standing if counts else Standing.OUTSCORED, boost=boost, typed=instead_of, extra=extra)

    def _part(self, node: Node, standing: Standing, boost: float, typed: str, *, extra: bool) -> Part:
        weighings = tuple(self._weighings(compile_tree(node, self._names), boost))
        matches = self.matches(node)
        standing = standing if matches else Standing.ABSENT
        return Part(
            query=render(node),
            start=node.span.start,
            end=node.span.end,
            standing=standing,
            extra=extra,
            instead_of=typed,
            score=_worth(weighings) if standing is Standing.COUNTED else 0.0,
            matched=self._matched(node) if matches else (),
            weighings=weighings if matches else (),
        )

    def _weighings(self, query: Query, boost: float) -> Iterator[Weighing]:
        """The numbers that a query object's score for the article is the sum of."""
        children = [tuple(self._weighings(child, boost)) for child in query.children()]
        if isinstance(query, DisjunctionMax):
            yield from max(children, key=_worth, default=())
            return
        if isinstance(query, WordQuery):
            yield from chain.from_iterable(children)
            return
        found = self._matcher.find(query, self._segment, self._rows)
        if isinstance(found, Weighted):
            title, body = found.frequencies(self._row)
            if title or body:
                yield self._weighing(self._terms(query), found.factor, query.boost, boost, title, body)

    def _weighing(
        self, terms: tuple[Term, ...], factor: float, weight: float, boost: float, title: int, body: int
    ) -> Weighing:
        frequency, length = _boosted(title, body), self._length
        saturation = float(self._matcher.statistics.weigh(frequency, length, 1.0)[0])
        return Weighing(
            terms=terms,
            idf=factor / weight,
            title=title,
            body=body,
            frequency=float(frequency[0]),
            length=float(length[0]),
            saturation=saturation,
            weight=weight,
            boost=boost,
            score=factor * boost * saturation,
        )

    def _terms(self, query: Query) -> tuple[Term, ...]:
        """The words that a query object counts."""
        statistics, snapshot = self._matcher.statistics, self._snapshot
        words: Sequence[str]
        if isinstance(query, FormsQuery):
            held = self._matcher.forms
            return (Term("norm", render(query.node), held.documents(query), held.idf(query)),)
        if isinstance(query, NearQuery):
            words = query.stems
        elif isinstance(query, PhraseQuery):
            words = query.words
        elif isinstance(query, TermQuery):
            words = (query.text,)
        else:
            return ()
        view = FIELDS[query.fieldname].view
        if view == "exact":
            found = [snapshot.exact_document_frequency(word) for word in words]
        else:
            found = [snapshot.document_frequency(view, word) for word in words]
        return tuple(
            Term(view, word, number, statistics.idf(view, word)) for word, number in zip(words, found, strict=True)
        )

    def _condition(self, node: Node) -> Condition:
        text = render(node) or "*"
        holds = self.matches(node)
        matched = self._named(node) if holds else ()
        return Condition(text, node.span.start, node.span.end, holds, matched)

    def _named(self, node: Node) -> tuple[Matched, ...]:
        """The names and dates of the article that a condition asks for."""
        if not isinstance(node, tree.Entity | tree.DateRange):
            return ()
        marks = Marks.of(self._records, node, self._names)
        spans = marks.spans(self._records, self.article)
        form = Form.ENTITY if isinstance(node, tree.Entity) else Form.DATE
        return counted(self.article, spans, lambda _: form)

    def _matched(self, node: Node) -> tuple[Matched, ...]:
        """The words of the article that a part of the query asks for."""
        lit, words = node, self._vocabulary
        if isinstance(node, tree.Kin):  # nobody asked for these words: they are not lit in articles, only named here
            lit, words = tree.Word(node.text, "", node.stem, node.scope), self._kin(node)
        titles = Highlighter(lit, words, part=Scope.TITLE)
        bodies = Highlighter(lit, words, part=Scope.BODY)
        title, body = self.article.title, self.article.body
        spans = titles.matches(title, scanned=len(title)), bodies.matches(body, scanned=len(body))
        return counted(self.article, spans, Likeness(node))

    def _kin(self, node: tree.Kin) -> Vocabulary:
        norms = [norm for grade in expand(self._snapshot, node).norms for norm in grade]
        return lambda _: norms

    def matches(self, node: Node) -> bool:
        """Whether the article is found by a node alone; the executor is asked about leaves only, each once."""
        match node:
            case tree.And(children):
                return all(map(self.matches, children))
            case tree.Or(children) | tree.Alternatives(children):
                return any(map(self.matches, children))
            case tree.Boost(child) | tree.Preferring(child):
                return self.matches(child)
            case tree.Not(child):
                return not self.matches(child)
            case _:
                known = self._known.get(node)
                return self.answers(node) if known is None else known

    def answers(self, node: Node) -> bool:
        """What the executor says of a node: whether it finds the article."""
        rows = self._matcher.find(compile_tree(node, self._names), self._segment, self._rows).rows
        self._known[node] = found = bool((rows == self._row).any())
        return found

    def score(self, node: Node) -> float:
        """What the executor gives the article for a node alone."""
        scores = np.zeros(1, np.float32)
        if self.matches(node):
            self._matcher.find(compile_tree(node, self._names), self._segment, self._rows).add_scores(
                self._rows, scores
            )
        return float(scores[0])

    @cached_property
    def _rows(self) -> Rows:
        return np.array([self._row], np.uint32)

    @cached_property
    def _length(self) -> Scores:
        return boosted(self._segment.title_lengths[self._rows], self._segment.body_lengths[self._rows])


def _place(explainer: Explainer, article_id: str) -> tuple[Segment, int]:
    """The segment and the row of an article."""
    keys = np.array([int(article_id, 16)], np.uint64)
    for segment in explainer.snapshot.segments:
        row = int(segment.rows_of(keys)[0])
        if row >= 0 and (segment.live is None or segment.live[row]):
            return segment, row
    message = f"{article_id}: not in the index, so no search finds it; run fihrist rebuild {explainer.store.path}"
    raise ArchiveError(message)


def _worth(weighings: Sequence[Weighing]) -> float:
    return sum(each.score for each in weighings)


def _boosted(title: int, body: int) -> Scores:
    return boosted(np.array([title]), np.array([body]))
