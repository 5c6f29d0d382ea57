"""Standard error and exit codes: all that is said to the user which is not data."""

from __future__ import annotations

import sys
import time
from enum import IntEnum
from typing import TYPE_CHECKING

from fihrist.text import safe

if TYPE_CHECKING:
    from fihrist.index.ingest.pipeline import Progress


class ExitCode(IntEnum):
    """What the shell learns."""

    FOUND = 0
    NOTHING_FOUND = 1
    ERROR = 2
    INTERRUPTED = 130


def say(message: str) -> None:
    """Print one message to standard error; control characters in it are made visible."""
    sys.stderr.write("\n".join(safe(line) for line in message.splitlines()) + "\n")


class ProgressLine:
    """One line on standard error that is rewritten on a terminal and repeated every few seconds elsewhere."""

    SECONDS_ON_TERMINAL = 0.1
    SECONDS_ELSEWHERE = 5.0

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._due = 0.0
        self._shown = False

    def __call__(self, progress: Progress) -> None:
        """Show how far the work is; most calls do nothing."""
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + (self.SECONDS_ON_TERMINAL if self._terminal else self.SECONDS_ELSEWHERE)
        line = safe(str(progress))
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._shown = True
        else:
            sys.stderr.write(line + "\n")

    def close(self) -> None:
        """Leave the terminal's line clean."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
