"""Which files are found."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fihrist.index.model import Quarantined
from fihrist.index.sources import SourceFile, discover


def names(found: list[SourceFile | Quarantined]) -> list[str]:
    return [Path(item.display if isinstance(item, SourceFile) else item.path).name for item in found]


def test_folders_are_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.txt", "sub/.git/x.txt", "ا.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("نص", encoding="utf-8")

    found = list(discover([tmp_path]))

    assert names(found) == ["a.txt", "b.txt", "c.txt", "ا.txt"]
    assert all(isinstance(item, SourceFile) and item.size == 4 and item.mtime_ns > 0 for item in found)


def test_links_that_form_a_loop_end_and_a_file_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")

    found = list(discover([tmp_path, tmp_path / "a.txt"]))

    files = [item for item in found if isinstance(item, SourceFile)]
    assert names([*files]) == ["a.txt"]
    assert names([item for item in found if isinstance(item, Quarantined)]) == ["self"]


def test_a_missing_path_and_a_pipe_are_named_with_a_cure(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    missing, pipe = discover([tmp_path / "nowhere", tmp_path / "pipe"])

    assert isinstance(missing, Quarantined)
    assert "check the path" in missing.reason
    assert isinstance(pipe, Quarantined)
    assert "standard input" in pipe.reason


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".x.txt").write_text("نص", encoding="utf-8")

    assert names(list(discover([tmp_path / ".x.txt"]))) == [".x.txt"]


def test_names_that_are_no_utf8_are_shown(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe3\xca.txt")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")

    (found,) = discover([tmp_path])

    assert isinstance(found, SourceFile)
    assert found.display.endswith("\\xe3\\xca.txt")
    assert found.path.read_bytes() == b"x"


def test_progress_counts_files(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("x")
    seen: list[int] = []

    list(discover([tmp_path], progress=seen.append))

    assert seen == [1, 2, 3]


def test_an_archive_beside_the_sources_is_no_source(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name in ("records.db", "archive.toml"):
        (archive / name).write_text("x", encoding="utf-8")
    (tmp_path / "page.txt").write_text("نص", encoding="utf-8")

    found = list(discover([tmp_path]))

    assert [file.path.name for file in found if isinstance(file, SourceFile)] == ["page.txt"]
    assert len(list(discover([archive]))) == 2
