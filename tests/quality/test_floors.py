"""The quality floors: the demo reports' figures hold them, and no floor is lowered unseen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def run(*arguments: str, script: Path = HERE / "run.py") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-P", "-X", "utf8", str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


@pytest.mark.skipif(not (HERE / "demo.py").exists(), reason="the demo reports are not measured")
def test_the_demo_reports_hold_their_floors() -> None:
    done = run("demo", "asking")
    assert done.returncode == 0, done.stdout + done.stderr


def test_dates_hold_their_floors() -> None:
    done = run("dates")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "dates/numbers that became dates" in done.stdout


def test_stems_hold_their_floors() -> None:
    done = run("stems")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "stems/inflection recall" in done.stdout


def test_tables_for_the_documentation_end_with_our_row() -> None:
    done = run("stems", "--markdown")
    assert done.returncode == 0, done.stdout + done.stderr
    table = done.stdout.split("\n\n")[-1].splitlines()
    assert table[0].startswith("| stems, own words | inflection recall |")
    assert table[2].startswith("| folding only |")
    assert table[-1].startswith("| **Fihrist** | ")


def copy_with(folder: Path, value: str, floor: float) -> Path:
    """The gate with one area, whose one figure has this value, and this kept floor."""
    for name in ("figures.py", "run.py"):
        (folder / name).write_text((HERE / name).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "baseline.json").write_text(json.dumps({"area/figure": floor}), encoding="utf-8")
    (folder / "area.py").write_text(
        "from tests.quality.figures import Figure\n\n"
        f"def measure():\n    return [Figure('area/figure', {value}, 0.1)]\n",
        encoding="utf-8",
    )
    return folder / "run.py"


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        pytest.param("0.5", 0, "0.5", id="on its floor"),
        pytest.param("0.4", 1, "WORSE THAN ITS FLOOR", id="below"),
        pytest.param("None", 0, "not run", id="data absent"),
    ],
)
def test_a_figure_below_its_floor_fails(tmp_path: Path, value: str, code: int, shown: str) -> None:
    done = run(script=copy_with(tmp_path, value, 0.5))
    assert done.returncode == code
    assert shown in done.stdout


def test_floors_rise_by_themselves_and_fall_only_when_allowed(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    script = copy_with(tmp_path, "0.7", 0.5)
    assert run("--update", script=script).returncode == 0
    assert json.loads(baseline.read_text()) == {"area/figure": 0.7}
    script = copy_with(tmp_path, "0.6", 0.7)
    refused = run("--update", script=script)
    assert refused.returncode == 1
    assert "--allow-regression" in refused.stderr
    assert json.loads(baseline.read_text()) == {"area/figure": 0.7}
    assert run("--update", "--allow-regression", script=script).returncode == 0
    assert json.loads(baseline.read_text()) == {"area/figure": 0.6}


def test_an_unknown_area_is_named() -> None:
    done = run("poetry")
    assert done.returncode == 2
    assert "no such area: poetry" in done.stderr
