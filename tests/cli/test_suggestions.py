"""Suggestions of a search on the command line: what is said, and the command that searches for it."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def beside(run: Run, demo_archive: Path) -> Run:
    """Run a command in the folder that the archive lies in."""
    return partial(run, cwd=demo_archive.parent)


def test_nothing_found_prints_commands_to_run(beside: Run) -> None:
    done = beside("search", "archive", "الموصصل", "--limit", "3", "--no-facets")
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    said = next(at for at, line in enumerate(lines) if line.startswith("try: ") and "spelling" in line)
    words = shlex.split(lines[said + 1])
    assert words == ["fihrist", "search", "archive", "الموصل", "--limit", "3", "--no-facets"]
    again = beside(*words[1:])
    assert again.returncode == 0
    assert f"{again.stderr.split(' articles in')[0].rsplit(chr(10), 1)[-1]} articles" in lines[said]


def test_the_command_leaves_out_the_filter_that_leaves_nothing(beside: Run) -> None:
    done = beside("search", "archive", "الموصل", "--place", "العراق", "--from", "1999", "--to", "1999-12")
    assert done.returncode == 1
    commands = [shlex.split(line) for line in done.stderr.splitlines() if line.startswith("  fihrist")]
    assert ["fihrist", "search", "archive", "الموصل", "--place", "العراق"] in commands


def test_json_carries_suggestions(beside: Run) -> None:
    done = beside("search", "archive", "الموصصل", "--json")
    first = json.loads(done.stdout)["suggestions"][0]
    assert (first["kind"], first["query"], first["without"]) == ("spelling", "الموصل", [])
    assert first["count"] > 0
    assert set(first) == {"kind", "query", "count", "message", "message_ar", "without"}


@pytest.mark.parametrize(
    ("query", "kind"), [("Daesh", "latin-name"), ("]hua", "keyboard"), ("سورية", "variants"), ("امريكي", "variants")]
)
def test_what_is_searched_besides_is_said_and_can_be_left_out(beside: Run, query: str, kind: str) -> None:
    found = json.loads(beside("search", "archive", query, "--json").stdout)
    assert kind in {each["kind"] for each in found["diagnostics"]}
    typed = json.loads(beside("search", "archive", query, "--json", "--as-typed").stdout)
    assert kind not in {each["kind"] for each in typed["diagnostics"]}
    assert found["total"] > typed["total"]
    said = beside("search", "archive", query, "--limit", "0", "--no-facets").stderr
    assert "--as-typed" in said


def test_all_commands_that_search_take_the_switch(beside: Run) -> None:
    wide, narrow = (
        json.loads(beside("facets", "archive", "Daesh", "--json", *switch).stdout)["total"]
        for switch in ([], ["--as-typed"])
    )
    assert wide > narrow
    hit = json.loads(beside("search", "archive", "Daesh", "--json", "--limit", "1").stdout)["hits"][0]["id"]
    assert beside("explain", "archive", "Daesh", hit).returncode == 0
    assert beside("explain", "archive", "Daesh", hit, "--as-typed").returncode == 1


def test_lines_of_json_are_data_and_what_is_said_goes_to_standard_error(beside: Run) -> None:
    done = beside("search", "archive", "الموصصل", "--jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "0 articles" in done.stderr
    assert "try: " in done.stderr
    found = beside("search", "archive", '"قصف', "--jsonl")
    assert found.returncode == 0
    assert all(json.loads(line)["id"] for line in found.stdout.splitlines())
    assert "warning: This quotation mark" in found.stderr
    assert f"{len(found.stdout.splitlines())} articles" in found.stderr


@pytest.mark.parametrize("command", ["timeline", "related"])
def test_summaries_say_how_a_query_was_read(beside: Run, command: str) -> None:
    said = beside(command, "archive", "]hua").stderr  # داعش with the keyboard on the other layout
    assert "searched: داعش" in said
    assert "keyboard" in said
    assert "keyboard" not in beside(command, "archive", "]hua", "--as-typed").stderr
    told = json.loads(beside(command, "archive", "]hua", "--json").stdout)["diagnostics"]
    assert [each["kind"] for each in told][:1] == ["keyboard"]


def test_a_query_of_nothing_is_said_to_find_nothing(beside: Run) -> None:
    for command in ("search", "facets", "timeline"):
        done = beside(command, "archive", "؟؟؟")
        assert done.returncode == 1
        assert "searched: nothing" in done.stderr
        assert "nothing that can be searched for" in done.stderr
