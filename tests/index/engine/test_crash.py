"""A commit that is cut short at any of its operations on files leaves the state before it, or the one after it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pytest

from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot, verify
from fihrist.index.engine.files import FileOperations

TYPES = np.zeros(3, np.uint8)
HARMLESS = 1_000_000


class Stop(Exception):
    """The power is gone."""


class Failing(FileOperations):
    """Does what it should until the n-th operation, which is done in part or not at all.

    After an `OSError` all is well again, as on a disk that was full; after anything else nothing works.
    """

    def __init__(self, at: int, *, error: type[Exception], half: bool) -> None:
        self.left = at
        self.error = error
        self.half = half

    def _step(self) -> None:
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.error is not OSError):
            raise self.error

    def write(self, path: Path, chunks: Iterable[bytes | memoryview]) -> None:
        content = b"".join(bytes(chunk) for chunk in chunks)
        try:
            self._step()
        except self.error:
            if self.half:
                path.write_bytes(content[: len(content) // 2])
            raise
        super().write(path, [content])

    def scratch(self, folder: Path) -> BinaryIO:
        self._step()
        return super().scratch(folder)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)

    def sync_folder(self, path: Path) -> None:
        self._step()
        super().sync_folder(path)


def document(key: int, body: str) -> IndexDocument:
    return IndexDocument(key, "قصف", body, published_earliest=20140101 + key % 3, entities=(key % 3,))


def first_state(folder: Path) -> None:
    with IndexWriter(folder, spill=4) as writer:
        for key in range(6):
            writer.add(document(key, "درعا مدينة"))
        writer.commit(1, TYPES, "chain")


def second_state(folder: Path, files: FileOperations) -> None:
    """Adds, replaces and deletes; its segments are so many and so decayed that they are merged."""
    with IndexWriter(folder, files=files, spill=4) as writer:
        for key in range(4, 9):
            writer.add(document(key, "إدلب مدينة"))
        writer.delete(0)
        writer.commit(2, TYPES, "chain")


@pytest.mark.parametrize(("error", "half"), [(Stop, False), (OSError, True)])
def test_every_operation_may_be_the_last(tmp_path: Path, content: Any, error: type[Exception], half: bool) -> None:
    first_state(tmp_path / "before")
    shutil.copytree(tmp_path / "before", tmp_path / "after")
    second_state(tmp_path / "after", FileOperations())
    states = {name: content(Snapshot.open(tmp_path / name)) for name in ("before", "after")}
    seen = set()
    for at in range(HARMLESS):
        folder = tmp_path / str(at)
        shutil.copytree(tmp_path / "before", folder)
        files = Failing(at, error=error, half=half)
        with contextlib.suppress(error):
            second_state(folder, files)
        found = content(Snapshot.open(folder))
        seen.add("after" if found == states["after"] else "before")
        assert found in states.values()
        assert verify(folder) == []
        second_state(folder, FileOperations())
        assert content(Snapshot.open(folder)) == states["after"]
        named = {entry.name for entry in Snapshot.open(folder).manifest.files()}
        assert {path.name for path in folder.iterdir()} == named | {"manifest.json"}
        if files.left >= 0:
            break
    assert at > 10
    assert seen == {"before", "after"}


KILLED = """
import sys, os, signal
import numpy as np
from fihrist.index.engine import IndexDocument, IndexWriter
folder = sys.argv[1]
print("ready", flush=True)
for number in range(1, 100_000):
    with IndexWriter(folder, spill=20) as writer:
        for key in range(number % 40, number % 40 + 8):
            writer.add(IndexDocument(key, "", f"درعا {number}"))
        writer.commit(number, np.zeros(1, np.uint8), "chain")
    print(number, flush=True)
"""


def test_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    for commits in (1, 4, 9):
        folder = tmp_path / str(commits)
        command = [sys.executable, "-W", "ignore", "-P", "-c", KILLED, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(commits + 1)]
            acknowledged = int(lines[-1])
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        with Snapshot.open(folder) as snapshot:
            assert snapshot.record_sequence >= acknowledged
            assert snapshot.doc_count >= 8
        assert verify(folder) == []
