"""The measurements, in order, printed as they are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

import fihrist
from benchmarks import corpus, peer
from benchmarks.questions import SAMPLE, Question, count_answers, make_questions
from benchmarks.timing import best_of, cost_of, percentile, size_of
from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot
from fihrist.index.store import Store
from fihrist.search.results import Filters, Page
from fihrist.search.service import search

MB = 1e6
PEER_FACETS = ("source", "person", "organisation", "place")
"""The facets that Whoosh counts too."""


def run(folder: Path, *, articles: int | None, subset: int) -> None:
    """Everything, in this order: the smallest memory first, since peaks are of the whole process."""
    size = sum(text.size for text in corpus.texts(articles))
    questions = make_questions(list(corpus.texts(min(SAMPLE, articles or SAMPLE))))
    index_alone(folder / "index", articles, size)
    load(folder / "all", articles, size)
    load(folder / "some", subset, sum(text.size for text in corpus.texts(subset)))
    with Store.open(folder / "all") as store:
        ask_all(store, questions, count_answers(questions, stored_texts(store)))
    with Store.open(folder / "some") as store:
        beside_whoosh(store, folder / "whoosh", questions)


def stored_texts(store: Store) -> Sequence[corpus.Text]:
    """The texts of an archive's articles, as they were cut."""
    found = store.records.stored()
    return [corpus.Text(stored.article.title, stored.article.body, "") for stored in found]


def index_alone(path: Path, articles: int | None, size: int) -> None:
    """Analysis and index without records, names and dates, in one process."""
    if path.exists():
        return

    def work() -> int:
        count = 0
        with IndexWriter(path) as writer:
            for count, text in enumerate(corpus.texts(articles), 1):
                writer.add(IndexDocument(count, text.title, text.body))
            writer.commit(1, np.zeros(0, np.uint8), "benchmark")
        return count

    count, cost = cost_of(work)
    with Snapshot.open(path) as snapshot:
        assert snapshot.doc_count == count
        words = snapshot.total_title_length + snapshot.total_body_length
    print(f"index alone: {count} articles, {words} words, {size / MB:.0f} MB of text")
    print(f"  {count / cost.wall:.0f} articles/s, {cost.cpu:.1f} s CPU ({1000 * cost.cpu / count:.2f} ms an article)")
    print(f"  {size_of(path) / size:.2f} of the text's size, peak memory {cost.peak:.0f} MB", flush=True)


def load(path: Path, articles: int | None, size: int) -> None:
    """One ingest, as a user does it."""
    if path.exists():
        return
    files = corpus.write_files(path.parent, articles)
    with fihrist.open(path, create=True) as archive:
        report, cost = cost_of(lambda: archive.ingest(files))
        count = archive.stats().articles
        assert count
        print(f"loading: {count} articles, {report.quarantined} records in quarantine")
        print(f"  {count / cost.wall:.0f} articles/s, {cost.cpu:.1f} s CPU, peak memory {cost.peak:.0f} MB", end=" ")
        print(f"and {cost.peak_child:.0f} MB in a worker")
        print(
            f"  index {size_of(path / 'index') / size:.2f}, records {size_of(path / 'records.db') / size:.2f}", end=" "
        )
        print("of the text's size")
        again, cost = cost_of(lambda: archive.ingest(files))
        assert archive.stats().articles == count, again
        print(f"  a second time: {cost.wall:.1f} s, nothing new", flush=True)


def ask(store: Store, question: Question, **options: int | tuple[str, ...]) -> Page:
    """A page of answers."""
    filters = Filters(published=question.published)
    return search(store, question.text, filters=filters, **options)  # type: ignore[arg-type]


def ask_all(store: Store, questions: Sequence[Question], totals: Mapping[Question, int]) -> None:
    """Latencies of every kind of question, with the answers held against counting."""
    for question in questions:
        page = ask(store, question)
        if question in totals:
            total = ask(store, question, limit=0, as_typed=True).total  # other spellings are not counted
            assert total == totals[question], (question, total, totals[question])
        assert sum(value.count for value in ask(store, question, facet_limit=0).facets["year"]) >= page.total
    print(f"searching {store.snapshot.doc_count} articles in {len(store.snapshot.segments)} segments")
    print(f"  milliseconds, p50/p95 over the questions of a kind, each the best of a few; {len(totals)} totals counted")
    print(f"  {'':20}{'hits':>8}{'20 hits':>16}{'+ facets':>16}{'facets only':>16}")
    measured: list[tuple[float, ...]] = []
    for kind, group in groupby(sorted(questions, key=lambda question: question.kind), lambda question: question.kind):
        some = list(group)
        taken = [_times(store, question) for question in some]
        hits = sum(ask(store, question, limit=0).total for question in some) // len(some)
        _row(kind, hits, taken)
        measured += taken
    _row("all kinds", None, measured)


def _times(store: Store, question: Question) -> tuple[float, ...]:
    ways: list[Callable[[], object]] = [
        lambda: ask(store, question, facets=()),
        lambda: ask(store, question),
        lambda: ask(store, question, limit=0),
    ]
    return tuple(best_of(way) for way in ways)


def _row(kind: str, hits: int | None, taken: Sequence[tuple[float, ...]]) -> None:
    columns = [f"{percentile(column, 0.5):.2f}/{percentile(column, 0.95):.2f}" for column in zip(*taken, strict=True)]
    shown = "" if hits is None else str(hits)
    print(f"  {kind:20}{shown:>8}" + "".join(f"{column:>16}" for column in columns), flush=True)


def beside_whoosh(store: Store, folder: Path, questions: Sequence[Question]) -> None:
    """The same articles and questions with stock Whoosh; both must find as many."""
    from whoosh.scoring import BM25F

    index, cost = cost_of(lambda: peer.build(store, folder))
    count = store.snapshot.doc_count
    print(f"beside stock Whoosh: {count} of the articles; it indexes {count / cost.wall:.0f} articles/s,", end=" ")
    print(f"{1000 * cost.cpu / count:.2f} ms CPU an article, stems given")
    ours, theirs = [], []
    with index.searcher(weighting=BM25F()) as searcher:
        for question in questions:
            asker = peer.asker(searcher, question)
            if asker is None:
                continue
            total = ask(store, question, limit=0, as_typed=True).total
            assert question.operator == "phrase" or asker() == total, question
            theirs.append(best_of(asker))
            ours.append(best_of(lambda asked=question: ask(store, asked, facets=PEER_FACETS)))  # type: ignore[misc]
    index.close()
    for share in (0.5, 0.95):
        a, b = percentile(ours, share), percentile(theirs, share)
        print(
            f"  20 hits and facets, p{share * 100:.0f}: {a:.2f} ms (with snippets) and Whoosh {b:.2f} ms: {b / a:.0f} ×"
        )
