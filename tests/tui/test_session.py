"""A whole session on a pseudo-terminal, as a terminal sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from fihrist.archive import Archive

PROGRAM = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from fihrist.archive import Archive
from fihrist.tui.app import run
with Archive.open(sys.argv[1]) as archive:
    run(archive, query="قصف")
"""
VTE_ANSWER = b"\x1b[8;1$y\x1bP>|VTE(7006)\x1b\\\x1b[?65;1;9c"
PATIENCE = 60


class Terminal:
    """The far end of a pseudo-terminal that collects what is painted."""

    def __init__(self, archive: Path) -> None:
        self.painted = b""
        self.end, near = pty.openpty()
        fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("TMUX", "FIHRIST", "KITTY", "TEXTUAL"))}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, str(archive)],
            stdin=near, stdout=near, stderr=near, start_new_session=True,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"},
        )  # fmt: skip
        os.close(near)

    def wait_for(self, wanted: bytes) -> None:
        deadline = time.monotonic() + PATIENCE
        while wanted not in self.painted:
            assert time.monotonic() < deadline, self.painted[-2000:]
            self.read()

    def wait_for_end(self, code: int = 0) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.read():
            assert time.monotonic() < deadline, self.painted[-2000:]
        assert self.process.wait(PATIENCE) == code

    def read(self) -> bool:
        if not select.select([self.end], [], [], 0.1)[0]:
            return True
        try:
            part = os.read(self.end, 65536)
        except OSError:
            return False
        self.painted += part
        return bool(part)

    def write(self, sent: bytes) -> None:
        os.write(self.end, sent)


def test_the_terminal_is_switched_over_before_painting_and_back_at_the_end(archive: Archive) -> None:
    terminal = Terminal(archive.path)
    try:
        terminal.wait_for(b"\x1b[c")
        terminal.write(VTE_ANSWER)
        terminal.wait_for("ﻒﺼﻗ".encode())
        terminal.write(b"\x1b[B")
        terminal.wait_for("ﺓﺀﺍﺮﻗ".encode())
        terminal.write("ض".encode())
        terminal.wait_for_end()
    finally:
        terminal.process.kill()
        os.close(terminal.end)
    painted = terminal.painted
    assert painted.index(b"\x1b[8$p") < painted.index(b"\x1b[8l") < painted.index(b"\x1b[?1049h")
    assert painted.rindex(b"\x1b[?1049l") < painted.rindex(b"\x1b[8h")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(archive: Archive, number: signal.Signals) -> None:
    terminal = Terminal(archive.path)
    try:
        before = termios.tcgetattr(terminal.end)
        terminal.wait_for(b"\x1b[c")
        terminal.write(VTE_ANSWER)
        terminal.wait_for("ﻒﺼﻗ".encode())
        terminal.process.send_signal(number)
        terminal.wait_for_end(-number)
        after = termios.tcgetattr(terminal.end)
    finally:
        terminal.process.kill()
        os.close(terminal.end)
    assert after == before
    for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1006l", b"\x1b[8h"):
        assert terminal.painted.rindex(mode) > terminal.painted.rindex("ﻒﺼﻗ".encode())
