"""What each command prints, letter for letter, over the sample reports.

``pytest tests/cli/test_golden.py --update-golden`` writes the files anew; the change is then reviewed as a diff.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from fihrist.demo import reports_path

Run = Callable[..., "subprocess.CompletedProcess[str]"]

GOLDEN = Path(__file__).parent.parent / "golden"
CHANGING = (
    (re.compile(r"\d+(\.\d+)? ms"), "N ms"),
    (re.compile(r" in \d+(\.\d+)? s\b.*"), " in N s"),
    (re.compile(r'("score": \d+\.\d\d)\d*'), r"\1"),
    (re.compile(r'("ingested_at": )"[^"]*"'), r'\1"…"'),
    (re.compile(r"(bytes)\t\d+"), r"\1\tN"),
    (re.compile(r'("seconds"|"articles_per_second"): \d+(\.\d+)?'), r"\1: N"),
)

COMMANDS = [
    pytest.param(["search", "archive", "قصف", "--limit", "3"], 0, id="search-text"),
    pytest.param(["search", "archive", "كيان:داعش تاريخ:2014", "--json", "--limit", "2"], 0, id="search-json"),
    pytest.param(["search", "archive", "«قوات سوريا الديمقراطية»", "--jsonl"], 0, id="search-jsonl"),
    pytest.param(
        ["search", "archive", "", "--sort", "oldest", "--limit", "2", "--no-facets"], 0, id="search-everything"
    ),
    pytest.param(["search", "archive", "كلمةلاوجودلها", "--json"], 1, id="search-nothing"),
    pytest.param(
        ["search", "archive", '"هجوم AND (', "--json", "--limit", "0", "--facet", "year"], 1, id="search-unbalanced"
    ),
    pytest.param(["facets", "archive", "--limit", "5"], 0, id="facets-text"),
    pytest.param(["facets", "archive", "هجوم", "--facet", "place", "--json"], 0, id="facets-json"),
    pytest.param(["analyze", "وبمقاتليهم في الرقّـة ٤٢٬٥٠٠ SY24"], 0, id="analyze"),
    pytest.param(["analyze", "وبمقاتليهم في الرقّـة ٤٢٬٥٠٠ SY24", "--table"], 0, id="analyze-table"),
    pytest.param(["analyze", "داعش", "--json"], 0, id="analyze-json"),
    pytest.param(["names", "قال الرئيس الأميركي باراك أوباما إن قسد تتقدم نحو الرقة"], 0, id="entities"),
    pytest.param(["names", "لا أسماء هنا", "--json"], 1, id="entities-none"),
    pytest.param(["dates", "منتصف تشرين الأول 2022 ثم أمس", "--anchor", "2022-12-05"], 0, id="dates"),
    pytest.param(["dates", "في ٣٠ تشرين الثاني", "--json"], 0, id="dates-json"),
    pytest.param(["stats", "archive"], 0, id="stats"),
    pytest.param(["ingest", "archive", "reports/pages/baghdadi_two_reports.txt", "--explain"], 0, id="ingest-explain"),
    pytest.param(["ingest", "archive", "reports"], 0, id="ingest-again"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("golden")
    with reports_path() as reports:
        shutil.copytree(reports, path / "reports")
    return path


@pytest.fixture
def loaded(folder: Path, run: Run) -> Path:
    if not (folder / "archive").exists():
        run("ingest", "archive", "reports", cwd=folder)
    return folder


@pytest.mark.parametrize(("arguments", "code"), COMMANDS)
def test_output(request: pytest.FixtureRequest, run: Run, loaded: Path, arguments: list[str], code: int) -> None:
    done = run(*arguments, cwd=loaded)
    text = done.stdout
    for pattern, replacement in CHANGING:
        text = pattern.sub(replacement, text)
    file = GOLDEN / f"{request.node.callspec.id}.txt"
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert done.returncode == code, done.stderr
    assert text == file.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_command() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {parameter.id for parameter in COMMANDS}
