"""The documentation cannot fall behind the program: its examples run, and every command is described."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import fihrist
from fihrist.cli import cli
from fihrist.demo import reports_path

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CHANGING = re.compile(r"\d+(\.\d+)? ms")


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, match in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8"))):
            if match.group(1) == language:
                yield f"{page.name}-{number}", match.group(2)


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    with fihrist.open(folder / "archive", create=True) as archive, reports_path() as reports:
        archive.ingest(reports)
    return folder


@pytest.mark.parametrize("code", [pytest.param(code, id=name) for name, code in blocks("python")])
def test_python_examples_run(code: str, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo_folder)
    exec(compile(code, "example", "exec"), {})


@pytest.mark.parametrize("session", [pytest.param(text, id=name) for name, text in blocks("console")])
def test_console_examples_do_what_they_show(session: str, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo_folder)
    for command, shown in sessions(session):
        result = CliRunner().invoke(cli, shlex.split(command)[1:], prog_name="fihrist")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        printed = [CHANGING.sub("N ms", line.rstrip()) for line in result.output.splitlines()]
        for line in shown:
            assert CHANGING.sub("N ms", line) in printed, f"{command}\n{result.output}"


ASKING = ROOT / "docs" / "asking.md"
ROW = re.compile(r"^\| (`.*`) \|.*?\|(?P<counts>(?: \d+ \|){1,2})$", re.MULTILINE)


def asked() -> Iterator[tuple[str, list[int], re.Match[str]]]:
    """The queries of the page on asking, with how many articles each finds, and finds as typed where that is told."""
    for row in ROW.finditer(ASKING.read_text(encoding="utf-8")):
        counts = [int(count) for count in re.findall(r"\d+", row["counts"])]
        for query in re.findall(r"`([^`]+)`", row.group(1)):
            yield query.replace("\\|", "|"), counts, row


def test_every_query_of_the_page_on_asking_finds_what_it_says(
    demo_folder: Path, request: pytest.FixtureRequest
) -> None:
    with fihrist.open(demo_folder / "archive") as archive:
        assert f"{archive.count} reports" in ASKING.read_text(encoding="utf-8")
        found = {query: [archive.search(query, limit=0, facets=(), as_typed=typed).total for typed in (False, True)]
                 for query, _, _ in asked()}  # fmt: skip
    if request.config.getoption("--update-golden"):
        text = ASKING.read_text(encoding="utf-8")
        for query, counts, row in asked():
            shown = "".join(f" {count} |" for count in found[query][: len(counts)])
            text = text.replace(row.group(), row.group().removesuffix(row["counts"]) + shown)
        ASKING.write_text(text, encoding="utf-8")
    said = {query: counts for query, counts, _ in asked()}
    assert len(said) > 50
    assert {query: found[query][: len(counts)] for query, counts in said.items()} == said
    assert all(counts[0] for counts in said.values())


def sessions(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines of output shown under it, ellipses left out."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        if command.startswith("fihrist "):
            yield command, [line for line in shown if line.strip() and "…" not in line]


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_documented_and_has_help(name: str) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"fihrist {name}" in text
    assert cli.commands[name].help
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option) and parameter.name not in {"sort", "help"}:
            assert parameter.help, f"{name} {parameter.opts}"


def test_every_key_of_the_terminal_interface_is_documented() -> None:
    from fihrist.tui.app import FihristApp
    from fihrist.tui.widgets.facets import FacetPanel
    from fihrist.tui.widgets.query_input import QueryInput
    from fihrist.tui.widgets.reader import Reader
    from fihrist.tui.widgets.results import ResultList

    text = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
    for owner in (FihristApp, QueryInput, ResultList, Reader, FacetPanel):
        for key in owner.KEYS:
            names = " ".join(f"`{name}`" for name in key.names)
            assert f"| {names} |" in text, key
            assert f"| {key.help} | {key.label} |" in text, key
