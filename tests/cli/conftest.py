"""Running the real program and looking at what it prints."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fihrist
from fihrist.demo import reports_path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run() -> Run:
    """Run ``fihrist`` with arguments; a traceback on standard error fails the test."""

    def run_program(
        *arguments: str | Path, data: bytes = b"", cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "fihrist", *map(str, arguments)],
            input=data,
            capture_output=True,
            check=False,
            cwd=cwd,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in err, err
        assert "a fault in Fihrist itself" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run_program


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the sample reports."""
    path = tmp_path_factory.mktemp("demo") / "archive"
    with fihrist.open(path, create=True) as archive, reports_path() as reports:
        archive.ingest(reports)
    return path
