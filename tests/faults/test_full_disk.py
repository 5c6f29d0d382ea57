"""A disk that is full at any write: one clear error, nothing acknowledged lost, and the next run completes."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from fihrist.errors import ArchiveError
from fihrist.index.engine import IndexDocument, IndexWriter, writer
from fihrist.index.engine.files import FileOperations
from fihrist.index.ingest import storing
from fihrist.index.ingest.pipeline import ingest, rebuild
from fihrist.index.records import RecordWriter
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

TOTAL = 24
OPTIONS = SourceOptions()


def filling(number: int) -> str:
    """Words that do not compress, so that each article takes space."""
    return " ".join(hashlib.sha256(f"{number} {word}".encode()).hexdigest()[:12] for word in range(100))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [
        {"title": f"تقرير رقم {number}", "text": f"قصف على حلب في اليوم رقم {number}. {filling(number)}"}
        for number in range(TOTAL)
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "BATCH_ARTICLES", 6)
    monkeypatch.setattr(storing, "COMMIT_ARTICLES", 12)


def completes(archive: Path, source: Path) -> None:
    """The archive is sound as it was left, and the next run makes it whole."""
    with Store.open(archive) as store:
        before = [stored.article.id for stored in store.records.stored()]
        if store.manifest.generation or not before:
            assert store.snapshot.doc_count + store.behind == len(before)
        else:
            with pytest.raises(ArchiveError, match="not indexed; run fihrist rebuild"):
                _ = store.snapshot
        assert store.records.verify_log() is None
    with Store.open(archive, create=True, writable=True) as store:
        report = ingest(store, [str(source)], options=OPTIONS, workers=1)
        ids = [stored.article.id for stored in store.records.stored()]
        assert ids[: len(before)] == before
        assert report.new == TOTAL - len(before)
        assert store.snapshot.doc_count == len(ids) == len(set(ids)) == TOTAL
        assert store.records.verify_log() is None


def pages(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        count = int(connection.execute("PRAGMA page_count").fetchone()[0])
    connection.close()
    return count


def test_records_that_cannot_grow(tmp_path: Path, source: Path) -> None:
    empty = tmp_path / "empty"
    Store.open(empty, create=True).close()
    smallest = pages(empty / "records.db")
    stored, messages = set(), []
    for more in range(0, 40, 3):
        archive = tmp_path / str(more)
        with Store.open(archive, create=True, writable=True) as store:
            store.writer._connection.execute(f"PRAGMA max_page_count = {smallest + more}")
            try:
                ingest(store, [str(source)], options=OPTIONS, workers=1)
            except ArchiveError as error:
                messages.append(str(error))
            stored.add(store.records.count())
        completes(archive, source)
    assert {0, TOTAL} < stored
    assert all("records.db: the disk is full; free some space" in message for message in messages)


class Full(FileOperations):
    """A disk that is full at the n-th write, and again has space afterwards."""

    left = 0

    @classmethod
    def step(cls) -> None:
        Full.left -= 1
        if Full.left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write(self, path: Path, chunks: Iterable[bytes | memoryview]) -> None:
        def some() -> Iterable[bytes | memoryview]:
            for chunk in chunks:
                yield chunk
                self.step()

        super().write(path, some())

    def scratch(self, folder: Path) -> Any:
        self.step()
        return super().scratch(folder)


@pytest.mark.parametrize("again", [False, True], ids=["ingest", "rebuild"])
def test_an_index_that_cannot_grow(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, *, again: bool
) -> None:
    for module in ("engine.writer", "ingest.indexing"):
        monkeypatch.setattr(f"fihrist.index.{module}.FileOperations", Full)
    messages = []
    for at in range(0, 10_000, 23):
        archive = tmp_path / str(at)
        Full.left = 10**9 if again else at
        with Store.open(archive, create=True, writable=True) as store:
            if again:
                ingest(store, [str(source)], options=OPTIONS, workers=1)
                Full.left = at
            try:
                rebuild(store) if again else ingest(store, [str(source)], options=OPTIONS, workers=1)
            except ArchiveError as error:
                messages.append(str(error))
        done = Full.left >= 0
        completes(archive, source)
        if done:
            break
    assert done
    assert len(messages) > 3
    assert all(os.strerror(errno.ENOSPC) in message for message in messages)
    assert all("safe in the records" in message for message in messages)


def test_a_lock_and_settings_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        with pytest.raises(ArchiveError, match="free some space"):
            Store.open(tmp_path / "archive", create=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, "pwrite", full)
        Store.open(tmp_path / "archive", create=True, writable=True).close()
    assert (tmp_path / "archive" / "archive.toml").read_text(encoding="utf-8").endswith("format = 1\n")


def test_unreadable_bytes_are_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "bad.txt"
    source.write_bytes(b"\x81\x8d\x00\xff" * 200)
    archive = tmp_path / "archive"

    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Store.open(archive, create=True, writable=True) as store:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", half)
            with pytest.raises(ArchiveError, match="free some space"):
                ingest(store, [str(source)], options=OPTIONS, workers=1)
        report = ingest(store, [str(source)], options=OPTIONS, workers=1)
        assert report.quarantined == 1
        (row,) = store.records.quarantined()
        assert (store.quarantine_path / row.kept).read_bytes() == source.read_bytes()


def test_records_asked_by_many_threads(tmp_path: Path, source: Path) -> None:
    archive = tmp_path / "archive"
    with Store.open(archive, create=True, writable=True) as store:
        ingest(store, [str(source)], options=OPTIONS, workers=1)
    found: list[list[str]] = []
    with Store.open(archive) as store:
        ids = [stored.article.id for stored in store.records.stored()]

        def ask() -> None:
            for _ in range(20):
                bodies = [article.body for article in store.records.articles(ids)]
                counted = store.snapshot.doc_count, sum(len(store.records.mentions(each)) for each in ids)
                found.append([*bodies, str(counted)])
                store.refresh()

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 120
    assert all(answer == found[0] for answer in found)


def test_an_index_of_many_small_segments_is_committed_on_the_way(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SPILL_DOCUMENTS", 2)
    monkeypatch.setattr(writer, "MAX_WAITING", 2)
    with Store.open(tmp_path / "archive", create=True, writable=True) as store:
        ingest(store, [str(source)], options=OPTIONS, workers=1)
        before = store.snapshot
        assert rebuild(store) == TOTAL
        assert store.refresh()
        assert store.snapshot.generation >= before.generation + TOTAL // 4
        assert store.snapshot.doc_count == before.doc_count == TOTAL
        assert store.snapshot.record_sequence == store.records.last_sequence()
        with IndexWriter(store.index_path) as index:
            due = []
            for key in range(5):
                index.add(IndexDocument(key, "قصف", "على حلب"))
                due.append(index.due)
            assert due == [False, False, False, True, True]


def test_a_database_that_is_not_opened_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "records.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(ArchiveError, match="another program"):
        RecordWriter.open(path)
