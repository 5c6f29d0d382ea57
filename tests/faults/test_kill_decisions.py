"""Killing a process in the middle of an operation on entities: the archive holds the state before or the one after."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import fihrist
from fihrist.index.curation import deciding
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

# Kills itself at the n-th time that a file of the index is synced or renamed, inside the transaction, or right after it.
CHILD = """
import os, signal, sys
import fihrist
from fihrist.index.curation import deciding
from fihrist.index.records import RecordWriter
archive, point, number = sys.argv[1:]
left = int(number)
def counting(function, name):
    def call(*arguments, **options):
        global left
        if name == point:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return call
os.fsync, os.replace = counting(os.fsync, "sync"), counting(os.replace, "replace")
RecordWriter.keep_links = counting(RecordWriter.keep_links, "records")
RecordWriter.mark_entities_stale = counting(RecordWriter.mark_entities_stale, "records")
RecordWriter.replace_analysis = counting(RecordWriter.replace_analysis, "records")
deciding._give = counting(deciding._give, "committed")
with fihrist.open(archive) as opened:
    opened.entities.add("لواء العقاب", type="organisation", aliases=["كتيبة العقاب"], id="eagles")
"""
POINTS = [("sync", 1), ("sync", 4), ("replace", 1), ("records", 4), ("committed", 1)]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "articles.jsonl"
    texts = [f"دخل {'لواء' if n % 2 else 'كتيبة'} العقاب البلدة رقم {n}، وقالت قسد إنها انسحبت." for n in range(6)]
    source.write_text("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts), encoding="utf-8")
    with Store.open(tmp_path / "archive", create=True, writable=True) as store:
        pipeline.ingest(store, [str(source)], options=SourceOptions(), workers=1)
    return tmp_path / "archive"


def named(archive: Path) -> int:
    with fihrist.open(archive) as opened:
        return opened.search("كيان:eagles").total


@pytest.mark.parametrize(("point", "number"), POINTS)
def test_a_killed_operation_is_done_or_not_done(archive: Path, point: str, number: int) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", CHILD, archive, point, str(number)], capture_output=True, check=False
    )
    assert done.returncode in (-signal.SIGKILL, 0), done.stderr.decode()
    with Store.open(archive) as store:
        decided = store.records.decisions_number()
        assert store.records.verify_log() is None
        assert decided == (point != "records")
        behind = store.behind
    assert named(archive) in ({0} if not decided else {0, 6} if behind else {6})
    with Store.open(archive, writable=True) as store:
        deciding.decide(store, "alias", [])  # any writer gives the index what it lacks
        assert store.behind == 0
    assert named(archive) == 6 * decided
