"""Killing a loading process at points that matter: nothing acknowledged is lost, nothing comes twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fihrist.errors import ArchiveError
from fihrist.index.ingest import intake, workers
from fihrist.index.ingest.pipeline import ingest
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

TOTAL = 24

# Kills itself at the n-th time that a file of the index is synced or takes another's name, or after n batches.
CHILD = """
import os, signal, sys
from pathlib import Path
archive, source, point, number = sys.argv[1:]
from fihrist.index.ingest import pipeline, storing
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
storing.BATCH_ARTICLES = 6
storing.COMMIT_ARTICLES = 12
left = int(number)
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def counting(function, name):
    def call(*arguments, **options):
        global left
        if name == point:
            left -= 1
            if left == 0:
                die()
        return function(*arguments, **options)
    return call
os.fsync, os.replace = counting(os.fsync, "sync"), counting(os.replace, "replace")
def progress(state):
    if point == "batch" and state.new >= int(number):
        die()
with Store.open(archive, create=True, writable=True) as store:
    pipeline.ingest(store, [source], options=SourceOptions(), workers=1, progress=progress)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [{"title": f"تقرير رقم {number}", "text": f"قصف على حلب في اليوم رقم {number}."} for number in range(TOTAL)]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("point", "number"),
    [
        pytest.param("batch", 6, id="after-the-first-batch-of-records"),
        pytest.param("batch", TOTAL, id="all-records-and-half-of-the-index"),
        pytest.param("sync", 1, id="first-file-of-the-index"),
        pytest.param("sync", 3, id="between-files-of-the-index"),
        pytest.param("replace", 1, id="before-the-first-manifest"),
        pytest.param("sync", 6, id="around-the-first-manifest"),
        pytest.param("replace", 2, id="before-the-second-manifest"),
    ],
)
def test_a_killed_ingest_is_made_good_by_the_next(tmp_path: Path, source: Path, point: str, number: int) -> None:
    archive = tmp_path / "archive"
    killed = subprocess.run(
        [sys.executable, "-P", "-c", CHILD, archive, source, point, str(number)], check=False, capture_output=True
    )
    assert killed.returncode == -9, killed.stderr.decode()
    with Store.open(archive) as store:
        acknowledged = [stored.article.id for stored in store.records.stored()]
        try:
            assert store.snapshot.doc_count + store.behind == len(acknowledged)
        except ArchiveError as error:
            assert "not indexed; run fihrist rebuild" in str(error)  # noqa: PT017 - it depends on the point
            assert store.manifest.generation == 0
        assert store.records.verify_log() is None
    with Store.open(archive, writable=True, wait=1) as store:
        report = ingest(store, [str(source)], options=SourceOptions(), workers=1)
        ids = [stored.article.id for stored in store.records.stored()]
        assert store.snapshot.doc_count == len(ids) == len(set(ids)) == TOTAL
        assert store.behind == 0
        assert ids[: len(acknowledged)] == acknowledged
        assert report.new == TOTAL - len(acknowledged)
        assert store.records.verify_log() is None
        keys = [int(key) for segment in store.snapshot.segments for key in segment.keys]
        assert sorted(keys) == sorted(int(article_id, 16) for article_id in ids)


def test_an_interrupt_acts_while_a_worker_is_busy(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = tmp_path / "busy"
    hanging = workers._START.replace(
        "import main;",
        "import main; from fihrist.index.ingest import work; import pathlib, time; made = work.make_articles;"
        "work.make_articles = lambda page:"
        f" (pathlib.Path({str(busy)!r}).touch(), time.sleep(10**6)) if 'رقم 17.' in page.text else made(page);",
    )
    monkeypatch.setattr(workers, "_START", hanging)
    monkeypatch.setattr(intake, "SMALL_FILE", 0)
    monkeypatch.setattr(intake, "TASK_PAGES", 1)

    def interrupt() -> None:
        while not busy.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    sender = threading.Thread(target=interrupt)
    with Store.open(tmp_path / "archive", create=True, writable=True) as store:
        sender.start()
        with pytest.raises(KeyboardInterrupt):
            ingest(store, [str(source)], options=SourceOptions(), workers=2)
        sender.join()
        assert store.records.verify_log() is None
    with Store.open(tmp_path / "archive", writable=True) as store:
        before = store.records.count()
        assert ingest(store, [str(source)], options=SourceOptions(), workers=1).new == TOTAL - before
        assert store.behind == 0


def test_a_worker_that_dies_costs_its_page_only(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killer = workers._START.replace(
        "import main;",
        "import main; from fihrist.index.ingest import work; import os, signal; made = work.make_articles;"
        "work.make_articles = lambda page: os.kill(os.getpid(), signal.SIGKILL) if 'رقم 7.' in page.text else made(page);",
    )
    monkeypatch.setattr(workers, "_START", killer)
    monkeypatch.setattr(intake, "SMALL_FILE", 0)
    monkeypatch.setattr(intake, "TASK_PAGES", 4)
    with Store.open(tmp_path / "archive", create=True, writable=True) as store:
        report = ingest(store, [str(source)], options=SourceOptions(), workers=2)
        assert (report.new, report.quarantined) == (TOTAL - 1, 1)
        assert "died" in report.quarantine[0].reason
        (row,) = store.records.quarantined()
        assert "رقم 7" in (store.quarantine_path / row.kept).read_text(encoding="utf-8")
