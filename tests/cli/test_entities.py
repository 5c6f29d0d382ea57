"""``fihrist entities``: data on standard output, narration beside it, exit codes, and nothing done by halves."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fihrist

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def archive(tmp_path: Path, demo_archive: Path) -> Path:
    return Path(shutil.copytree(demo_archive, tmp_path / "archive"))


def parsed(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


NAMES = ("مركز مدينة عفرين", "لجنة مراقبة إعادة", "مركز محافظة نينوى")
"""Words that stand side by side in one report each, and that nobody has for a name."""


def test_an_entity_with_three_names_is_in_the_facets_at_once(run: Run, archive: Path) -> None:
    arguments = [part for name in NAMES[1:] for part in ("--alias", name)]
    added = run("entities", archive, "add", NAMES[0], "--type", "organisation", *arguments, "--id", "three")
    assert (added.returncode, added.stdout) == (0, "three\n"), added.stderr
    assert "3 articles concerned, 3 read again" in added.stderr
    facets = parsed(run("facets", archive, "--facet", "organisation", "--limit", "0", "--json"))["facets"]
    assert {"value": "three", "label": NAMES[0], "count": 3} in facets["organisation"]
    listed = run("entities", archive, "list", "--own")
    assert listed.stdout.splitlines()[1] == f"3\torganisation\tthree\t{NAMES[0]}"
    shown = parsed(run("entities", archive, "show", NAMES[1], "--json"))
    assert (shown["names"], shown["entity"]["articles"]) == (list(NAMES), 3)
    assert sorted(shown["seen"]) == sorted([name, 1] for name in NAMES)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "isis", "داعش"), "cannot be merged into itself"),
        (("show", "لا أحد كهذا"), "no entity of the archive"),
        (("import", "/nowhere.tsv"), "No such file"),
    ],
)
def test_what_is_refused_says_why_and_exits_with_two(
    run: Run, demo_archive: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run("entities", demo_archive, *arguments)
    assert (done.returncode, done.stdout) == (2, ""), arguments
    assert message in done.stderr


def test_out_and_back_in(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("entities", archive, "merge", "isis", "hurras").stdout == "1\n"
    assert parsed(run("entities", archive, "alias", "--remove", "isis", "ISIL", "--json"))["number"] == 2
    written = run("entities", archive, "export")
    (tmp_path / "out.tsv").write_text(written.stdout + "broken line\n", encoding="utf-8")
    with fihrist.open(archive) as opened:
        opened.entities.undo()
        opened.entities.undo()
    done = run("entities", archive, "import", tmp_path / "out.tsv")
    assert "out.tsv:3: it has one column" in done.stderr
    assert "merged\t1" in done.stdout
    assert run("entities", archive, "export").stdout == written.stdout
    log = run("entities", archive, "log").stdout.splitlines()
    assert [line.split("\t")[-1] for line in log[1:]] == ["taken back", "taken back", "", "", ""]


def test_suggestions_are_printed_with_their_command(run: Run, archive: Path) -> None:
    done = run("entities", archive, "suggest", "--json")
    assert done.returncode in (0, 1)
    for one in json.loads(done.stdout):
        assert one["command"].startswith(f"fihrist entities {archive} merge ")
