"""A seeded sample of the strings that ``make soak`` asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "queries.py"


def test_a_sample_of_all_strings_is_understood() -> None:
    command = [sys.executable, "-B", "-P", "-X", "utf8", str(SCRIPT), "3000", "--seed", "2026", "--search-every", "60"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("3,000 queries")
