"""Doing operations on the entities of an archive: refused cleanly, or durable in the records, then in the index.

What a user decided, what follows from it, the names found anew in the articles concerned and the entry in the log are
one transaction. The index follows: entities are columns of their own, so no word is indexed again. When the process
dies in between, the next writer gives the index what it lacks.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from fihrist.errors import UsageError
from fihrist.index.arabic.folding import fold_name
from fihrist.index.curation.state import current, performed
from fihrist.index.curation.touched import touched
from fihrist.index.engine import IndexWriter, Snapshot
from fihrist.index.entities.gazetteer import GazetteerEntity, default_gazetteer
from fihrist.index.entities.user_decisions import (
    Decisions,
    Performed,
    bearing_key,
    changed_entities,
    concerned_texts,
    in_force,
    replay,
    taken_back,
)
from fihrist.index.entities.user_steps import Step, Thing, entity_data, step_data, storable
from fihrist.index.ingest.analysis import analyser_id
from fihrist.index.ingest.indexing import commit, give_entities, open_index, unwritten
from fihrist.index.ingest.report import Progress
from fihrist.index.ingest.work import AnalysisTask, Result, Setup
from fihrist.index.ingest.workers import Inline, Processes, Workers, default_count
from fihrist.index.records import NewArticle, Records, RecordWriter
from fihrist.index.records.database import FILE_NAME as RECORDS
from fihrist.index.records.links import Link
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

_INLINE_ARTICLES = 300
"""Up to so many articles, starting worker processes takes longer than the work."""
_TASK_ARTICLES = 100
_PATTERNS = 20_000
"""Rows of words that are looked for at a time, at some 3 KB each."""
_LOGGED_STEPS = 50
"""Steps of an operation that the log repeats; of a longer one it holds the hash."""

Report = Callable[[Progress], None] | None


@dataclass(frozen=True, slots=True)
class Done:
    """What an operation did."""

    number: int
    kind: str
    reread: int
    """Articles in which names were found anew."""
    articles: int
    """Articles whose entities were given to the index again, those among them."""
    id: str = ""
    """Of the entity that was added, if one was."""


def decide(store: Store, kind: str, steps: Sequence[Step], *, progress: Report = None) -> Done:
    """Do an operation.

    Args:
        store: opened for writing.
        kind: what the log calls it.
        steps: what it consists of.
        progress: called while articles are read again.

    Raises:
        UsageError: it leads nowhere; nothing was done.
        ArchiveError: the disk is full or failing.
    """
    before = current(store.records)
    after = before.copy()
    try:
        kept = [storable(step) for step in steps]
    except ValueError as error:
        raise UsageError(str(error)) from None
    for step in kept:
        after.apply(step)
    return carry_out(store, before, after, kind, kept, progress=progress)


def undo(store: Store, number: int | None = None, *, progress: Report = None) -> Done:
    """Take an operation back; one that took another back is taken back by doing that one again.

    Args:
        store: opened for writing.
        number: of the operation; None for the last that is in force.
        progress: called while articles are read again.

    Raises:
        UsageError: there is no such operation in force, or others build on it.
        ArchiveError: the disk is full or failing.
    """
    operations = performed(store.records)
    wanted = _to_undo(operations, number)
    before, failed = replay(default_gazetteer(), in_force(operations))
    left = in_force([*operations, Performed(len(operations) + 1, "undo", wanted)])
    after, refused = replay(default_gazetteer(), left)
    for operation in left:
        if operation.number in refused and operation.number not in failed:
            message = (
                f"operation {wanted} cannot be taken back: {operation.number} ({operation.kind}) builds on it "
                f"({refused[operation.number]}); undo {operation.number} first"
            )
            raise UsageError(message)
    return carry_out(store, before, after, "undo", [], undoes=wanted, progress=progress)


def _to_undo(operations: Sequence[Performed], number: int | None) -> int:
    standing = [operation.number for operation in in_force(operations)]
    if number is None:
        if not standing:
            message = "there is nothing to undo: no decision about an entity is in force"
            raise UsageError(message)
        return standing[-1]
    known = next((operation for operation in operations if operation.number == number), None)
    if known is None:
        message = f"there is no operation {number}; fihrist entities ARCHIVE log shows those there are"
        raise UsageError(message)
    if number in taken_back(operations):
        message = f"operation {number} is taken back already; undo the undo to have it again"
        raise UsageError(message)
    return number


def carry_out(
    store: Store,
    before: Decisions,
    after: Decisions,
    kind: str,
    steps: Sequence[Step],
    *,
    undoes: int | None = None,
    progress: Report = None,
) -> Done:
    """Keep an operation, and all that follows from it.

    Args:
        store: opened for writing.
        before: what the decisions amount to without it.
        after: what they amount to with it.
        kind: what the log calls it.
        steps: what it consists of.
        undoes: the operation that it takes back.
        progress: called while articles are read again.

    Raises:
        ArchiveError: the disk is full or failing.
    """
    writer = store.writer
    index, _ = open_index(store, progress)
    with index:
        with Snapshot.open(store.index_path) as snapshot:
            keys = _concerned(snapshot, before, after)
            with writer.transaction():
                number = writer.add_operation(kind, [step_data(step) for step in steps], undoes)
                _keep(writer, before, after)
                _log(writer, number, kind, steps, undoes)
                sequences = list(writer.sequences([f"{key:016x}" for key in keys]).values())
                _analyse_again(store, after, number, sequences, progress)
                concerned = writer.keep_links(*_links(writer, before, after))
                writer.mark_entities_stale([*sequences, *_naming(writer, snapshot, concerned)])
        count = _give(index, store)
    return Done(number, kind, len(sequences), count)


def _concerned(snapshot: Snapshot, before: Decisions, after: Decisions) -> list[int]:
    """Keys of the articles in which something else may be found afterwards."""
    keys: set[int] = set()
    patterns = concerned_texts(before, after, default_gazetteer())
    while some := set(islice(patterns, _PATTERNS)):
        keys.update(touched(snapshot, some))
    return sorted(keys)


def _give(index: IndexWriter, store: Store) -> int:
    try:
        count = give_entities(index, store)
    except OSError as error:
        raise unwritten(store, error) from error
    commit(index, store, store.records.last_sequence())
    return count


def _keep(writer: RecordWriter, before: Decisions, after: Decisions) -> None:
    """Store what entities amount to now."""
    changed = changed_entities(before, after)
    writer.keep_own_entities(
        {one: (entity_data(entity), lookup_names(entity)) if entity else None for one, entity in changed.items()}
    )


def _log(writer: RecordWriter, number: int, kind: str, steps: Sequence[Step], undoes: int | None) -> None:
    detail: dict[str, object] = {"operation": number, "kind": kind}
    data = [step_data(step) for step in steps]
    if undoes is not None:
        detail["undoes"] = undoes
    elif len(data) <= _LOGGED_STEPS:
        detail["steps"] = data
    else:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        detail |= {"count": len(data), "sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest()}
    writer.note("entities", detail)
    writer.rename_analyser(analyser_id(number - 1), analyser_id(number))


def lookup_names(entity: GazetteerEntity) -> list[str]:
    """What an entity is looked up by."""
    return [key for alias in entity.aliases if (key := bearing_key(alias.name))]


def _links(records: Records, before: Decisions, after: Decisions) -> tuple[list[tuple[str, str]], list[Link]]:
    """Links that go and links that come."""
    old, new = before.links(), after.links()
    gone = [key for key in old if new.get(key) != old[key]]
    come = [key for key in new if old.get(key) != new[key]]
    return gone, [Link(*key, new[key].key, str(new[key].type), *_label(records, after, new[key])) for key in come]


def _label(records: Records, decisions: Decisions, thing: Thing) -> tuple[str, str]:
    """A label, as it is shown and folded."""
    entity = decisions.entity(thing.key)
    if entity is not None:
        return entity.label, fold_name(entity.label)
    rows = records.entity(records.entity_ordinals(thing.key, thing.type)[:1])
    label = rows[0].label if rows else thing.key.removeprefix("~")
    return label, fold_name(label)


def _naming(records: Records, snapshot: Snapshot, ordinals: Iterable[int]) -> list[int]:
    """The numbers of the articles that name one of some entities."""
    keys: set[int] = set()
    for ordinal in ordinals:
        for segment in snapshot.segments:
            keys.update(segment.keys[segment.entity_rows(ordinal)].tolist())
    return list(records.sequences([f"{key:016x}" for key in sorted(keys)]).values())


def _analyse_again(store: Store, after: Decisions, number: int, sequences: Sequence[int], progress: Report) -> None:
    """Find the names of articles anew, as the decisions will have it."""
    if not sequences:
        return
    own = [entity_data(after.own[one]) for one in sorted(after.own)]
    setup = Setup(store.path / RECORDS, SourceOptions(), own, number)
    crew: Workers = Inline(setup, store.records.known)
    if len(sequences) > _INLINE_ARTICLES and default_count() > 1:
        crew = Processes(setup, default_count())
    with closing(crew):
        for done, (part, future) in enumerate(_analyses(store.writer, crew, sorted(sequences))):
            found = [outcome for outcome in future.result().outcomes if isinstance(outcome, NewArticle)]
            for sequence, new in zip(part, found, strict=True):
                store.writer.replace_analysis(sequence, new)
            if progress:
                progress(Progress("analysing", articles=done * _TASK_ARTICLES + len(part)))


def _analyses(
    writer: RecordWriter, crew: Workers, sequences: Sequence[int]
) -> Iterator[tuple[Sequence[int], Future[Result]]]:
    waiting: deque[tuple[Sequence[int], Future[Result]]] = deque()
    for start in range(0, len(sequences), _TASK_ARTICLES):
        articles = {
            stored.sequence: stored.article for stored in writer.stored_of(sequences[start : start + _TASK_ARTICLES])
        }
        waiting.append((list(articles), crew.submit(AnalysisTask(list(articles.values())))))
        if len(waiting) >= crew.outstanding:
            yield waiting.popleft()
    yield from waiting
