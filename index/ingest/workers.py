"""Doing tasks in this process or in several others, results in the order of the tasks.

A worker is a fresh Python that talks JSON over its pipes: it needs no ``if __name__ == "__main__"`` in the user's
script, shares nothing with this process, and ends when this process does.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Protocol, cast

from fihrist.errors import ArchiveError
from fihrist.index.ingest import wire
from fihrist.index.ingest.analysis import unanalysed
from fihrist.index.ingest.collecting import fewer_collections
from fihrist.index.ingest.work import (
    AnalysisTask,
    FileTask,
    Known,
    Outcome,
    PagesTask,
    Result,
    Setup,
    Task,
    perform,
    raw_of,
)
from fihrist.index.model import Quarantined
from fihrist.index.records import Held, Records
from fihrist.index.sources.options import KEPT_BYTES

MAX_WORKERS = 16
"""More than this, one writer cannot keep up with."""

_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from fihrist.index.ingest.workers import main; main()"
)
_DIED = "the process that worked on it died, twice; leave it out, or cut it into smaller pieces"


class Workers(Protocol):
    """Something that does tasks."""

    outstanding: int
    """How many tasks may wait for their results."""

    def submit(self, task: Task) -> Future[Result]:
        """Begin a task."""
        ...

    def close(self) -> None:
        """Stop at once; tasks under way are given up."""
        ...


class Inline:
    """Does tasks in this process, at once."""

    outstanding = 1

    def __init__(self, setup: Setup, known: Known) -> None:
        self._setup = setup
        self._known = known
        self._analyser = setup.analyser()

    def submit(self, task: Task) -> Future[Result]:
        """Do a task."""
        done: Future[Result] = Future()
        done.set_result(perform(task, self._setup.options, self._known, self._analyser))
        return done

    def close(self) -> None:
        """Nothing is under way."""


class Processes:
    """Does tasks in other processes, each of which is served by a thread of this one."""

    def __init__(self, setup: Setup, count: int) -> None:
        """Start the workers.

        Raises:
            ArchiveError: the system starts no more processes.
        """
        self.outstanding = 3 * count
        self._setup = setup
        self._closed = False
        self._all: list[_Process] = []
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="ingest")
        try:
            for _ in range(count):
                self._all.append(_Process(setup))
                self._idle.put(self._all[-1])
        except BaseException:
            self.close()
            raise

    def submit(self, task: Task) -> Future[Result]:
        """Give a task to the next worker that is free."""
        return self._threads.submit(self._serve, task)

    def close(self) -> None:
        """End the workers."""
        self._closed = True
        for process in self._all:
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in self._all:
            process.kill()  # those that were being started when the first were ended

    def _serve(self, task: Task) -> Result:
        process = self._idle.get()
        try:
            return self._insist(process, task)
        finally:
            self._idle.put(process)

    def _insist(self, process: _Process, task: Task) -> Result:
        """Do a task; when it kills the worker, do its parts one by one, and give up on the part that kills it again."""
        try:
            return process.do(task)
        except (EOFError, OSError):
            if self._closed:
                raise
        outcomes: list[Outcome] = []
        for part in _parts(task):
            process.restart()
            try:
                outcomes += process.do(part).outcomes
            except (EOFError, OSError):
                if self._closed:
                    raise
                outcomes.append(_given_up(part))
        process.restart()
        return Result(outcomes)


class _Process:
    """One worker."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-c", _START, json.dumps(sys.path)]
        pipe = subprocess.PIPE
        try:
            # In a session of its own: an interrupt on the terminal is this process's to handle.
            return subprocess.Popen(  # noqa: S603
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True
            )
        except OSError as error:
            message = f"a worker process cannot be started ({error.strerror or error}); run again with fewer workers"
            raise ArchiveError(message) from error

    def do(self, task: Task) -> Result:
        if self._fresh:
            wire.send(self._pipe(self._process.stdin), self._setup, Setup)
            self._fresh = False
        wire.send(self._pipe(self._process.stdin), task, Task)
        return cast("Result", wire.receive(self._pipe(self._process.stdout), Result))

    _fresh = True

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> Any:
        assert pipe is not None
        return pipe

    def restart(self) -> None:
        self.kill()
        self._process = self._start()
        self._fresh = True

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                self._pipe(pipe).close()


def _parts(task: Task) -> list[Task]:
    match task:
        case PagesTask(pages):
            return [PagesTask([page]) for page in pages]
        case AnalysisTask(articles):
            return [AnalysisTask([article]) for article in articles]
        case FileTask():
            return [task]


def _given_up(task: Task) -> Outcome:
    match task:
        case FileTask(file):
            return Quarantined(file.display, 0, file.size, _DIED, _head(file.path))
        case PagesTask(pages):
            page = pages[0]
            return Quarantined(page.path, page.byte_start, page.byte_end, _DIED, raw_of(page))
        case AnalysisTask(articles):
            return unanalysed(articles[0], "")


def _head(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(KEPT_BYTES)
    return b""


def default_count() -> int:
    """How many workers suit this machine."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MAX_WORKERS)


def main() -> None:
    """Serve tasks from standard input until it is closed."""
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    setup = wire.receive(source, Setup)
    known, analyser = _known_in(setup.records), setup.analyser()
    gc.freeze()  # the tables, which stay
    with fewer_collections():
        while True:
            try:
                task = wire.receive(source, Task)
            except EOFError:
                return
            wire.send(answers, perform(task, setup.options, known, analyser), Result)


def _known_in(path: Path) -> Known:
    """Asks the records; without an answer, an article that is there already is only analysed for nothing."""
    records: Records | None = None
    with suppress(ArchiveError):
        records = Records.open(path)

    def known(ids: Iterable[str]) -> dict[str, Held]:
        with suppress(ArchiveError):
            return records.known(ids) if records else {}
        return {}

    return known
