"""Running the program and looking at what it prints."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fihrist
from fihrist.cli import main
from fihrist.demo import reports_path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``fihrist`` with arguments in this process; a traceback on standard error fails the test.

    What depends on a process of its own (pipes that close, signals) is in `test_streams`.
    """

    def run_program(
        *arguments: str | Path, data: bytes = b"", cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = ["fihrist", *map(str, arguments)]
        streams = [io.TextIOWrapper(io.BytesIO(given), encoding="utf-8") for given in (data, b"", b"")]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", command)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            if cwd is not None:
                patch.chdir(cwd)
            with pytest.raises(SystemExit) as ended:
                main()
        out, err = (_written(stream) for stream in streams[1:])
        assert "Traceback" not in err, err
        assert "a fault in Fihrist itself" not in err, err
        assert isinstance(ended.value.code, int)
        return subprocess.CompletedProcess(command, ended.value.code, out, err)

    return run_program


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode("utf-8")


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the sample reports."""
    path = tmp_path_factory.mktemp("demo") / "archive"
    with fihrist.open(path, create=True) as archive, reports_path() as reports:
        archive.ingest(reports)
    return path
