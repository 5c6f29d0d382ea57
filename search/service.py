"""Searching an archive: the one way from a typed query to a page of results."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from fihrist.index.engine import Snapshot
from fihrist.index.model import Article
from fihrist.search import imprecise
from fihrist.search.bare_dates import bare_date
from fihrist.search.execute.compile import compile_tree
from fihrist.search.execute.executor import Answer, Plan, execute
from fihrist.search.execute.expansion import expand
from fihrist.search.execute.labels import facet_sizes, facet_values
from fihrist.search.highlighting import Highlighter, Named, Span, Vocabulary
from fihrist.search.ladder import RARE, Ladder
from fihrist.search.left_out import left_out
from fihrist.search.marks import Marks
from fihrist.search.pattern_notes import unfitting
from fihrist.search.planning import plan_of, whole_archive
from fihrist.search.query.tree import And, Diagnostic, Node, Scope, Severity, Word
from fihrist.search.question import Question
from fihrist.search.results import FACETS, NO_FILTERS, Filters, Hit, Page, Sort, Suggestion
from fihrist.search.snippets import SCANNED_FOR_SNIPPET, passage
from fihrist.search.unquoted import unquoted

if TYPE_CHECKING:
    from fihrist.index.store import Store


def search(
    store: Store,
    query: str,
    *,
    filters: Filters = NO_FILTERS,
    sort: Sort = Sort.RELEVANCE,
    offset: int = 0,
    limit: int = 20,
    facets: Sequence[str] = FACETS,
    facet_limit: int = 20,
    facet_base: bool = False,
    as_typed: bool = False,
) -> Page:
    """Find the articles that a typed query and filters ask for.

    A query without words to score (the empty one, names and dates alone) is sorted newest first when relevance is
    asked for.

    Args:
        store: the archive.
        query: what was typed; never an error.
        filters: what narrows the search besides.
        sort: the order of hits.
        offset: how many hits to skip.
        limit: hits of the page; 0 for none.
        facets: which of `ALL_FACETS` to count.
        facet_limit: values of each facet, most frequent first; 0 for all.
        facet_base: count the values of the facets in the whole archive, too.
        as_typed: search for the words as they were typed: without other spellings, names that Latin words stand for,
            and repair of a wrong keyboard.

    Raises:
        UsageError: a date among the filters is none.
    """
    started = time.perf_counter()
    question = Question.of(store, query, filters, as_typed=as_typed)
    parsed, snapshot = question.parsed, store.snapshot
    plan = plan_of(store, snapshot, question, sort=sort, offset=offset, limit=limit, facets=facets)
    answer = execute(snapshot, plan)
    whole = whole_archive(store, snapshot, facets) if facet_base and facets else None
    notes = _imprecise(snapshot, plan, answer.total, question)
    return Page(
        query=query,
        interpreted=parsed.interpreted,
        diagnostics=(*remarks(store, question), *notes, *_missing(store)),
        total=answer.total,
        offset=offset,
        hits=_hits(
            store,
            *_highlighters(question.shown, snapshot),
            Marks.of(store.records, question.shown, question.names),
            answer,
            offset,
        ),
        facets=facet_values(store.records, snapshot, answer, facets, facet_limit, whole=whole),
        facet_sizes=facet_sizes(snapshot, answer, facets),
        suggestions=_suggestions(store, question, filters, answer.total, as_typed=as_typed),
        seconds=time.perf_counter() - started,
    )


def remarks(store: Store, question: Question) -> tuple[Diagnostic, ...]:
    """What the author of a query is told however it is answered: how it was read, what was added, what is left out."""
    parsed = question.parsed
    longer = unquoted(store, parsed.text, parsed.tree)
    spans = {(note.start, note.end) for note in longer}
    others = (each for each in question.diagnostics if (each.start, each.end) not in spans)
    added = (*left_out(store.snapshot, question.asked), *unfitting(store.snapshot, question.asked))
    return (*parsed.diagnostics, *longer, *others, *bare_date(store, parsed), *added)


def _suggestions(
    store: Store, question: Question, filters: Filters, total: int, *, as_typed: bool
) -> tuple[Suggestion, ...]:
    """What to ask instead of a question that finds nothing, or next to nothing."""
    if total > RARE:
        return ()

    def count(query: str, narrowed: Filters) -> int:
        asked = Question.of(store, query, narrowed, as_typed=as_typed)
        return execute(store.snapshot, plan_of(store, store.snapshot, asked)).total

    parsed = question.parsed
    ladder = Ladder(store, parsed.text, parsed.tree, filters, count)
    return ladder.also(total) if total else ladder.suggestions()


def _missing(store: Store) -> tuple[Diagnostic, ...]:
    """Word of the articles that the index does not hold yet, so that a total is not taken for all there is."""
    count = store.behind
    if not count:
        return ()
    articles = "1 article is" if count == 1 else f"{count:,} articles are"
    return (
        Diagnostic(
            "index-behind",
            Severity.WARNING,
            0,
            0,
            f"{articles} not indexed yet; when no ingest is under way, run fihrist rebuild {store.path}",
            f"عدد المواد التي لم تُفهرس بعد: {count:,}؛ إن لم يكن تحميل جاريًا فشغّل fihrist rebuild {store.path}",
        ),
    )


def highlights(store: Store, query: str, article: Article, *, as_typed: bool = False) -> tuple[list[Span], list[Span]]:
    """Where a typed query matches an article: spans in its title and in its body, one for each phrase.

    The first million characters of each are looked at; names of the entities and the dates asked for are matches too.
    """
    question = Question.of(store, query, NO_FILTERS, as_typed=as_typed)
    marks = Marks.of(store.records, question.asked, question.names)
    titles, bodies = _highlighters(question.asked, store.snapshot)
    in_title, in_body = marks.spans(store.records, article)
    in_title, in_body = (
        each.matches(text, named=named, whole=True)
        for each, text, named in ((titles, article.title, in_title), (bodies, article.body, in_body))
    )
    return in_title, in_body


def _imprecise(snapshot: Snapshot, plan: Plan, total: int, question: Question) -> tuple[Diagnostic, ...]:
    """A note when articles are left out because their date is only a month or year."""
    asked, dates, names = question.asked, question.dates, question.names
    ranges = imprecise.straddled(snapshot, And((asked, dates)) if dates else asked)
    if not ranges:
        return ()
    wide = replace(
        plan,
        query=compile_tree(imprecise.widened(asked), names),
        published=compile_tree(imprecise.widened(dates), names) if dates else None,
        limit=0,
        facets=(),
    )
    more = execute(snapshot, wide).total - total
    return (imprecise.note(more, ranges),) if more > 0 else ()


def vocabulary(snapshot: Snapshot) -> Vocabulary:
    """The words of a snapshot that parts of a query stand for, each looked up once."""

    @cache
    def words(node: Named) -> frozenset[str]:
        if not isinstance(node, Word):
            return frozenset(norm for norms in expand(snapshot, node).norms for norm in norms)
        found: set[str] = set()
        for segment in snapshot.segments:
            number = segment.lookup("stem", node.stem)
            if number >= 0:
                found.update(segment.terms("norm").some(segment.stem_norms(number)))
        return frozenset(found)

    return words


def _hits(
    store: Store, titles: Highlighter, bodies: Highlighter, marks: Marks, answer: Answer, offset: int
) -> tuple[Hit, ...]:
    """The articles of a page."""
    records = store.records

    def hit(rank: int, article: Article, score: float) -> Hit:
        in_title, in_body = marks.spans(records, article)
        found = bodies.find(article.body, named=in_body, scanned=SCANNED_FOR_SNIPPET)
        return Hit(
            rank=rank,
            id=article.id,
            score=score,
            title=article.title,
            title_highlights=tuple(titles.matches(article.title, named=in_title)),
            source=article.source,
            url=article.url,
            published=article.published,
            snippet=passage(article.body, found),
            file=article.path,
            sha256=article.page_sha256,
        )

    articles = records.articles([f"{key:016x}" for key in answer.keys])
    return tuple(map(hit, range(offset + 1, offset + 1 + len(articles)), articles, answer.scores))


def _highlighters(tree: Node, snapshot: Snapshot) -> tuple[Highlighter, Highlighter]:
    """For titles and for bodies."""
    words = vocabulary(snapshot)
    return Highlighter(tree, words, part=Scope.TITLE), Highlighter(tree, words, part=Scope.BODY)
