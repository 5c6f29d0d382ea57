"""Suggestions of a search on the command line: what is said, and the command that searches for it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fihrist.cli import cli

Run = Callable[..., "Done"]


class Done(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(demo_archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, beside the archive."""
    monkeypatch.chdir(demo_archive.parent)

    def run_command(*arguments: str) -> Done:
        code = cli.main(list(arguments), standalone_mode=False)
        return Done(int(code), *capsys.readouterr())

    return run_command


def test_nothing_found_prints_commands_to_run(run: Run) -> None:
    done = run("search", "archive", "الموصصل", "--limit", "3", "--no-facets")
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    said = next(at for at, line in enumerate(lines) if line.startswith("try: ") and "spelling" in line)
    words = shlex.split(lines[said + 1])
    assert words == ["fihrist", "search", "archive", "الموصل", "--limit", "3", "--no-facets"]
    again = run(*words[1:])
    assert again.code == 0
    assert f"{again.err.split(' articles in')[0].rsplit(chr(10), 1)[-1]} articles" in lines[said]


def test_the_command_leaves_out_the_filter_that_leaves_nothing(run: Run) -> None:
    done = run("search", "archive", "الموصل", "--place", "العراق", "--from", "1999", "--to", "1999-12")
    assert done.code == 1
    commands = [shlex.split(line) for line in done.err.splitlines() if line.startswith("  fihrist")]
    assert ["fihrist", "search", "archive", "الموصل", "--place", "العراق"] in commands


def test_json_carries_suggestions(run: Run) -> None:
    done = run("search", "archive", "الموصصل", "--json")
    first = json.loads(done.out)["suggestions"][0]
    assert (first["kind"], first["query"], first["without"]) == ("spelling", "الموصل", [])
    assert first["count"] > 0
    assert set(first) == {"kind", "query", "count", "message", "message_ar", "without"}


@pytest.mark.parametrize(
    ("query", "kind"), [("Daesh", "latin-name"), ("]hua", "keyboard"), ("سورية", "variants"), ("امريكي", "variants")]
)
def test_what_is_searched_besides_is_said_and_can_be_left_out(run: Run, query: str, kind: str) -> None:
    found = json.loads(run("search", "archive", query, "--json").out)
    assert kind in {each["kind"] for each in found["diagnostics"]}
    typed = json.loads(run("search", "archive", query, "--json", "--as-typed").out)
    assert kind not in {each["kind"] for each in typed["diagnostics"]}
    assert found["total"] > typed["total"]
    said = run("search", "archive", query, "--limit", "0", "--no-facets").err
    assert "--as-typed" in said


def test_all_commands_that_search_take_the_switch(run: Run) -> None:
    wide, narrow = (
        json.loads(run("facets", "archive", "Daesh", "--json", *switch).out)["total"] for switch in ([], ["--as-typed"])
    )
    assert wide > narrow
    hit = json.loads(run("search", "archive", "Daesh", "--json", "--limit", "1").out)["hits"][0]["id"]
    assert run("explain", "archive", "Daesh", hit).code == 0
    assert run("explain", "archive", "Daesh", hit, "--as-typed").code == 1
