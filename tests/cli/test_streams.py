"""Pipes that close, disks that are full, and Ctrl-C: an exit code the shell understands, and at most one line about it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fihrist.search.results import FACETS

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PROGRAM = [sys.executable, "-P", "-m", "fihrist"]


@pytest.mark.parametrize(
    "arguments", [["search", "", "--jsonl"], ["search", ""], ["facets", "--limit", "0"], ["search", "", "--json"]]
)
def test_a_reader_that_has_enough_is_no_error(demo_archive: Path, arguments: list[str]) -> None:
    command, *rest = arguments
    with subprocess.Popen(
        [*PROGRAM, command, str(demo_archive), *rest], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        narrated = running.stderr.read().decode()
        assert running.wait() == 0
    assert "rror" not in narrated
    assert "fihrist:" not in narrated


def test_messages_that_nobody_reads_are_no_error(demo_archive: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*PROGRAM, "search", demo_archive, ""], stdout=writer, stderr=writer, check=False)
    os.close(writer)
    assert done.returncode == 0


def test_an_ingest_whose_messages_nobody_reads_goes_on(run: Run, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(30):
        (sources / f"{number}.txt").write_text(f"قصف على الموصل\n\nقتل {number} أشخاص في قصف.\n", encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*PROGRAM, "ingest", tmp_path / "a", sources], stdout=subprocess.PIPE, stderr=writer, check=False
    )
    os.close(writer)
    assert done.returncode == 0
    assert run("stats", tmp_path / "a").stdout.splitlines()[1] == "articles\t30"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["search", "", "--jsonl"], ["stats"], ["facets"]])
def test_a_full_disk_under_the_output_is_named(demo_archive: Path, arguments: list[str]) -> None:
    command, *rest = arguments
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, command, demo_archive, *rest], stdout=full, stderr=subprocess.PIPE, check=False, text=True
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "fihrist: standard output: No space left on device"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe to know that the program is at work")
def test_an_interrupt_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([*PROGRAM, "analyze", "--file", str(pipe)], stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        with pipe.open("wb"):  # waits for the program to read it
            running.send_signal(signal.SIGINT)
            narrated = running.stderr.read().decode()
        assert running.wait() == 130
    assert narrated.strip().startswith("fihrist: interrupted; what was acknowledged is kept")


def test_options_that_exclude_one_another(run: Run, demo_archive: Path) -> None:
    done = run("search", demo_archive, "", "--json", "--jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--jsonl" in done.stderr


def test_the_day_as_it_was_typed_is_named(run: Run, demo_archive: Path) -> None:
    for option in ("--from", "--to"):
        done = run("search", demo_archive, "", option, "2014-02-30")
        assert done.returncode == 2
        assert "'2014-02-30' is no date" in done.stderr


def test_dates_are_listed_from_the_oldest_and_the_rest_is_counted(run: Run, demo_archive: Path) -> None:
    lines = run("facets", demo_archive, "--facet", "year", "--limit", "0").stdout.split("\n")[1:-2]
    years = [line.split()[1] for line in lines]
    assert years[:-1] == sorted(years[:-1])
    assert years[-1] == "undated"
    cut = run("facets", demo_archive, "--facet", "year", "--limit", "3").stdout.split("\n")[1:-2]
    shown = [line.split()[1] for line in cut[:3]]
    assert shown == sorted(shown)
    assert cut[3].split() == ["…", "and", str(len(years) - 3), "more"]


def test_every_facet_can_be_asked_for(run: Run, demo_archive: Path) -> None:
    for name in FACETS:
        assert run("facets", demo_archive, "--facet", name).returncode == 0
