"""Whatever is wrong with the input: one clear message, the rest goes on, nothing is lost."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fihrist.index.engine.files import FileOperations
from fihrist.index.engine.manifest import write_manifest
from fihrist.index.store import Store

Run = Callable[..., "subprocess.CompletedProcess[str]"]

GOOD = "سقوط الموصل\n\nسيطر تنظيم داعش على مدينة الموصل شمال العراق في 10 حزيران 2014، وفر الآلاف من سكانها.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "good.txt").write_text(GOOD, encoding="utf-8")
    return sources


BAD_FILES = [
    pytest.param("empty.txt", b"", id="empty"),
    pytest.param("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, id="binary"),
    pytest.param("paper.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 8, id="pdf"),
    pytest.param("broken.txt", GOOD.encode()[:-7] + b"\xd8\x00\x81\xff\xfe\xff\x00\x98" * 3, id="broken-utf-8"),
    pytest.param("columns.csv", b"alpha,beta\n1,2\n3,4\n", id="csv-without-columns"),
    pytest.param(
        "half.jsonl",
        json.dumps({"title": "عنوان", "text": "نص كامل عن حلب"}, ensure_ascii=False).encode()
        + b'\n{"title": "\xd9\x86\xd8\xb5',
        id="json-line-cut-in-half",
    ),
]


@pytest.mark.parametrize(("name", "data"), BAD_FILES)
def test_a_bad_file_is_reported_and_the_rest_is_loaded(
    run: Run, folder: Path, tmp_path: Path, name: str, data: bytes
) -> None:
    (folder / name).write_bytes(data)
    done = run("ingest", tmp_path / "a", folder)
    assert done.returncode == 0
    assert name in done.stdout + done.stderr
    found = run("search", tmp_path / "a", "الموصل", "--json")
    assert json.loads(found.stdout)["total"] == 1


def test_a_line_of_fifty_megabytes(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "long.txt").write_bytes("قصف ".encode() * (50 * 1024 * 1024 // 7))
    done = run("ingest", tmp_path / "a", folder)
    assert done.returncode == 0
    found = run("search", tmp_path / "a", "الموصل", "--json")
    assert json.loads(found.stdout)["total"] == 1


@pytest.mark.parametrize("command", [["search"], ["stats"], ["rebuild"], ["show"]])
def test_a_path_that_is_no_archive(run: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in ("folder", "file", "missing"):
        done = run(*command, tmp_path / path, *(["0123456789abcdef"] if command == ["show"] else []))
        assert done.returncode == 2
        assert path in done.stderr
        assert "fihrist ingest" in done.stderr


def test_an_archive_of_a_newer_version(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "a", folder)
    with sqlite3.connect(tmp_path / "a" / "records.db") as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    done = run("search", tmp_path / "a", "حلب")
    assert done.returncode == 2
    assert "newer" in done.stderr


def test_a_query_of_a_hundred_thousand_characters(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "a", folder)
    done = run("search", tmp_path / "a", "-", "--json", data=("الموصل " * 14_286).encode())
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["diagnostics"]


def test_control_sequences_of_a_document_never_reach_the_output(run: Run, tmp_path: Path) -> None:
    nasty = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202eهجوم\x00 على\x7f مطار"
    record = {"title": nasty, "text": nasty + " بغداد. " + GOOD, "source": nasty, "url": "http://x/\x1b[31m"}
    (tmp_path / "x.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = run("ingest", tmp_path / "a", tmp_path / "x.jsonl")
    assert done.returncode == 0
    for arguments in (["search", "هجوم"], ["search", "هجوم", "--json"], ["search", "هجوم", "--jsonl"], ["facets"]):
        shown = run(arguments[0], tmp_path / "a", *arguments[1:])
        text = shown.stdout + shown.stderr
        assert shown.returncode == 0
        assert not any(
            (char < " " and char not in "\n\t") or "\x7f" <= char <= "\x9f" or char == "\u202e" for char in text
        )
    (hit,) = json.loads(run("search", tmp_path / "a", "هجوم", "--json").stdout)["hits"]
    article = json.loads(run("show", tmp_path / "a", hit["id"], "--json").stdout)
    assert "\x1b[2J" in article["body"]


def test_unknown_article_and_bad_options(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "a", folder)
    for arguments in (
        ["show", tmp_path / "a", "ffffffffffffffff"],
        ["search", tmp_path / "a", "حلب", "--from", "2014", "--published", "2015"],
        ["search", tmp_path / "a", "حلب", "--sort", "sideways"],
        ["dates", "أمس", "--anchor", "not a day"],
        ["ingest", tmp_path / "a", tmp_path / "missing.txt"],
        ["ingest", tmp_path / "a", folder, "--map", "body"],
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert done.stderr.strip()


def test_an_archive_is_not_made_for_a_path_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("ingest", tmp_path / "new", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "no such file or folder" in done.stderr
    assert not (tmp_path / "new").exists()


def test_stats_of_an_archive_whose_index_is_another_versions(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "a", folder)
    with Store.open(tmp_path / "a") as store:
        manifest = dataclasses.replace(store.manifest, analysis_id="an older one")
    write_manifest(tmp_path / "a" / "index", manifest, FileOperations())
    assert run("search", tmp_path / "a", "حلب").returncode == 2
    done = run("stats", tmp_path / "a", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["segments"] == 1


def test_a_lost_index_is_an_error_with_its_cure(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "a", folder)
    shutil.rmtree(tmp_path / "a" / "index")
    done = run("search", tmp_path / "a", "")
    assert done.returncode == 2
    assert f"fihrist rebuild {tmp_path / 'a'}" in done.stderr
    assert run("rebuild", tmp_path / "a").returncode == 0
    assert run("search", tmp_path / "a", "").returncode == 0
