"""What is easily typed wrong is named, with the command that was meant."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import fihrist

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text("بدأت هدنة في درعا جنوب سوريا.", encoding="utf-8")
    with fihrist.open(tmp_path / "small", create=True) as archive:
        archive.ingest(tmp_path / "report.txt", workers=1)
    return tmp_path / "small"


@pytest.mark.parametrize("command", ["search", "facets", "timeline"])
def test_words_without_quotes(run: Run, small: Path, command: str) -> None:
    ended = run(command, small, "هدنة", "درعا", "سوريا")
    assert ended.returncode == 2
    assert f"fihrist {command} {small} 'هدنة درعا سوريا'" in ended.stderr


def test_the_query_before_the_archive(run: Run, small: Path) -> None:
    ended = run("search", "هدنة", small)
    assert ended.returncode == 2
    assert f"fihrist search {small} 'هدنة'" in ended.stderr
    assert "ingest" not in ended.stderr
    assert "ingest" in run("search", "هدنة", "درعا").stderr


def test_an_archive_as_a_source(run: Run, small: Path, tmp_path: Path) -> None:
    ended = run("ingest", tmp_path / "other", small)
    assert ended.returncode == 2
    assert f"{small}: this is an archive" in ended.stderr
    assert not (tmp_path / "other").exists()
    run("ingest", tmp_path / "other", tmp_path)
    with fihrist.open(tmp_path / "other") as archive:
        assert archive.count == 1


def test_help_of_a_command_on_entities_needs_no_archive(run: Run) -> None:
    ended = run("entities", "add", "--help")
    assert ended.returncode == 0
    assert "--alias" in ended.stdout
    assert "entities ARCHIVE add" in ended.stdout
    assert run("entities", "ARCHIVE", "add", "--help").stdout == ended.stdout


def test_a_command_on_entities_before_the_archive(run: Run, small: Path) -> None:
    ended = run("entities", "show", small, "sy")
    assert ended.returncode == 2
    assert "entities ARCHIVE show" in ended.stderr


@pytest.mark.parametrize("command", ["names", "dates", "analyze"])
def test_nothing_found_in_a_text_is_said(run: Run, command: str) -> None:
    ended = run(command, "...")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "found in the text" in ended.stderr


def test_the_beginning_of_an_id(run: Run, small: Path) -> None:
    with fihrist.open(small) as archive:
        (hit,) = archive.search("هدنة")
    ended = run("show", small, hit.id[:6])
    assert ended.returncode == 2
    assert f"ids are given in full: {hit.id}" in ended.stderr
    for wrong in (hit.id[:3], "'; --", "zzzzzz", f"{hit.id}x"):
        assert "take ids from the results" in run("show", small, wrong).stderr
