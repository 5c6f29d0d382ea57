"""The two streams and the exit codes: data goes to standard output, what is said to the user to standard error."""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import TYPE_CHECKING, TextIO

from fihrist.text import safe

if TYPE_CHECKING:
    from fihrist.index.ingest.pipeline import Progress


OUTPUT = "standard output"
"""What an `OSError` of standard output names as its file."""


class ExitCode(IntEnum):
    """What the shell learns."""

    FOUND = 0
    NOTHING_FOUND = 1
    ERROR = 2
    INTERRUPTED = 130


class OutputClosedError(Exception):
    """Nobody reads the output any more, as after ``| head``: there is nothing left to do, and nothing is wrong.

    It is no `OSError`: click ends the program on a broken pipe as if it had failed.
    """


def put(text: str) -> None:
    """Put one line of data on standard output."""
    with _sending(OUTPUT):
        sys.stdout.write(text + "\n")


def say(message: str) -> None:
    """Print one message to standard error; control characters in it are made visible."""
    with _sending("standard error"):
        sys.stderr.write("\n".join(safe(line) for line in message.splitlines()) + "\n")


def finish() -> None:
    """Send what is not sent yet."""
    with _sending(OUTPUT):
        sys.stdout.flush()


def hush(*streams: TextIO) -> None:
    """Send nothing more, what is waiting to be sent neither: the interpreter would try, and fail, when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with suppress(OSError, ValueError):
            os.dup2(nothing, stream.fileno())


@contextmanager
def _sending(where: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        raise OSError(error.errno, error.strerror, where) from error


class ProgressLine:
    """One line on standard error that is rewritten on a terminal and repeated every few seconds elsewhere."""

    SECONDS_ON_TERMINAL = 0.1
    SECONDS_ELSEWHERE = 5.0

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._due = 0.0 if self._terminal else time.monotonic() + self.SECONDS_ELSEWHERE
        self._shown = False

    def __call__(self, progress: Progress) -> None:
        """Show how far the work is; most calls do nothing."""
        now = time.monotonic()
        if now < self._due:
            return
        self._due = now + (self.SECONDS_ON_TERMINAL if self._terminal else self.SECONDS_ELSEWHERE)
        line = safe(str(progress))
        if self._terminal:
            self._send(f"\r\x1b[K{line}")
            self._shown = True
        else:
            self._send(line + "\n")

    def close(self) -> None:
        """Leave the terminal's line clean."""
        if self._shown:
            self._send("\r\x1b[K")

    def _send(self, text: str) -> None:
        """The work goes on when nobody looks."""
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except BrokenPipeError:
            hush(sys.stderr)
            self._due = math.inf
