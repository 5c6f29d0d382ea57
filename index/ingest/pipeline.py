"""The whole way into an archive: read, cut, analyse in worker processes; store in batches; index.

A batch is durable in the records before it counts. The index follows at the end, and now and then on the way; what it
misses after an interruption, the next ingest adds from the records.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future

from fihrist.index.ingest.analysis import analyser_id
from fihrist.index.ingest.collecting import fewer_collections
from fihrist.index.ingest.indexing import open_index, rebuild_index
from fihrist.index.ingest.intake import Step, measure, steps
from fihrist.index.ingest.interrupts import Interrupts
from fihrist.index.ingest.report import IngestReport, Progress
from fihrist.index.ingest.storing import Storing
from fihrist.index.ingest.work import AnalysisTask, FileTask, Outcome, PagesTask, Result, Setup
from fihrist.index.ingest.workers import Inline, Processes, Workers, default_count
from fihrist.index.records import NewArticle, Records, RecordWriter
from fihrist.index.records.database import FILE_NAME as RECORDS
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

__all__ = ["IngestReport", "Progress", "ingest", "rebuild"]

INLINE_BYTES = 1024 * 1024
"""Up to this much input, starting worker processes takes longer than the work."""
_ANALYSED_AT_ONCE = 100

Report = Callable[[Progress], None] | None


def ingest(
    store: Store,
    paths: Sequence[str],
    *,
    options: SourceOptions,
    progress: Report = None,
    workers: int | None = None,
) -> IngestReport:
    """Add the articles of files and folders to an archive; what is there already is skipped.

    Args:
        store: opened for writing.
        paths: files and folders; ``-`` is standard input.
        options: how files are read.
        progress: called after every page or so.
        workers: processes to use; 1 works in this one, None decides by the size of the input.

    Raises:
        SourceError: nothing that was named exists.
        ArchiveReadOnlyError: the store is not open for writing.
        ArchiveError: the disk is full or failing; what was acknowledged is kept.
        KeyboardInterrupt: passed on, after work under way was given up and what is acknowledged has been indexed.
    """
    writer = store.writer
    extent = measure(paths)
    index, notices = open_index(store, progress)
    with index, fewer_collections(), Interrupts() as interrupts:
        storing = Storing(store, index, progress)
        storing.begin(paths, extent)
        crew = _crew(_setup(store, options), writer, extent.bytes, workers)
        try:
            for notice in notices:
                storing.take(notice)
            for entry in interrupts.each(_in_order(steps(paths, options, writer.unchanged), crew)):
                storing.take(entry)
            storing.store()
        except BaseException:
            crew.close()
            storing.give_up()
            raise
        crew.close()
        return storing.end()


def _in_order(todo: Iterator[Step], crew: Workers) -> Iterator[Step | Outcome]:
    """Have tasks done, and give everything in the order of the steps."""
    waiting: deque[Step | Future[Result]] = deque()
    tasks = 0
    for step in todo:
        if isinstance(step, FileTask | PagesTask):
            waiting.append(crew.submit(step))
            tasks += 1
        else:
            waiting.append(step)
        while waiting and (tasks >= crew.outstanding or not isinstance(waiting[0], Future)):
            tasks -= isinstance(waiting[0], Future)
            yield from _outcomes(waiting.popleft())
    for entry in waiting:
        yield from _outcomes(entry)


def _outcomes(entry: Step | Future[Result]) -> Sequence[Step | Outcome]:
    return entry.result().outcomes if isinstance(entry, Future) else [entry]


def rebuild(store: Store, progress: Report = None, *, workers: int | None = None) -> int:
    """Make the index anew from the records, and names and dates with it where their rules have changed.

    Returns:
        How many articles the index holds.

    Raises:
        ArchiveReadOnlyError: the store is not open for writing.
        ArchiveError: the disk is full or failing; the old index stays.
    """
    writer = store.writer
    analysed = _analyse_anew(store, progress, workers)
    count = rebuild_index(store, progress)
    with writer.transaction():
        analyser = analyser_id(writer.decisions_number())
        writer.note("rebuilt", {"articles": count, "analysed": analysed, "analyser": analyser})
    return count


def _setup(store: Store, options: SourceOptions) -> Setup:
    records = store.records
    return Setup(store.path / RECORDS, options, records.own_entities(), records.decisions_number())


def _crew(setup: Setup, records: Records, size: int, workers: int | None) -> Workers:
    count = workers or (1 if size <= INLINE_BYTES else default_count())
    return Inline(setup, records.known) if count <= 1 else Processes(setup, count)


def _analyse_anew(store: Store, progress: Report, workers: int | None) -> int:
    """Find names and dates again where another version found them; returns in how many articles."""
    writer = store.writer
    setup = _setup(store, SourceOptions())
    analyser = analyser_id(setup.decisions)
    first = writer.analysed_otherwise(analyser, limit=_ANALYSED_AT_ONCE)
    if not first:
        return 0
    crew = _crew(setup, writer, INLINE_BYTES + 1 if len(first) == _ANALYSED_AT_ONCE else 0, workers)
    started, count = time.monotonic(), 0
    try:
        for sequences, future in _analyses(writer, crew, analyser):
            found = [outcome for outcome in future.result().outcomes if isinstance(outcome, NewArticle)]
            with writer.transaction():
                for sequence, new in zip(sequences, found, strict=True):
                    writer.replace_analysis(sequence, new)
            count += len(found)
            if progress:
                progress(Progress("analysing", articles=count, seconds=time.monotonic() - started))
    finally:
        crew.close()
    return count


def _analyses(writer: RecordWriter, crew: Workers, analyser: str) -> Iterator[tuple[list[int], Future[Result]]]:
    waiting: deque[tuple[list[int], Future[Result]]] = deque()
    after = 0
    while batch := writer.analysed_otherwise(analyser, after=after, limit=_ANALYSED_AT_ONCE):
        after = batch[-1][0]
        task = AnalysisTask(writer.articles([article_id for _, article_id in batch]))
        waiting.append(([sequence for sequence, _ in batch], crew.submit(task)))
        if len(waiting) >= crew.outstanding:
            yield waiting.popleft()
    yield from waiting
