"""How this terminal must be fed, and how its own reordering is switched off and on again.

Terminals that reorder right-to-left text take a whole screen row for one paragraph, which shuffles panes that stand
side by side. They are asked what they are, and told to leave the cells alone before the first of them is painted.
Sequences: ECMA-48 BDSM (``CSI 8 l`` explicit, ``CSI 8 h`` implicit), see the recommendation "BiDi in Terminal
Emulators", https://terminal-wg.pages.freedesktop.org/bidi/; Konsole's profile properties over OSC 50; mlterm's
OSC 5379.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from fihrist.tui.text.layout import Display, Mode

VARIABLE = "FIHRIST_BIDI"
"""Environment variable that overrides detection: ``auto``, ``visual``, ``logical`` or ``kitty``."""
_QUESTIONS = b"\x1b[8$p\x1b[>0q\x1b[c"
"""DECRQM of mode 8, XTVERSION, DA1. Every terminal answers the last, which ends the wait."""
_ANSWER_END = re.compile(rb"\x1b\[\?[\d;]*c")
_PATIENCE = 0.25
"""Seconds to wait for answers; terminals over slow links that answer later count as unknown."""
_BDSM = ("\x1b[8l", "\x1b[8h")
_KONSOLE = ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07")
_MLTERM = ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to send, and how text is drawn."""

    display: Display
    enter: str
    """Control sequences that switch the terminal's own reordering off; ignored by terminals without it."""
    leave: str
    """Sequences that undo `enter`."""
    sure: bool
    """Whether the terminal is known; if not, the display check should be offered."""
    terminal: str
    """A name for this kind of terminal, under which a user's choice is remembered."""


def ask_terminal(patience: float = _PATIENCE) -> str:
    """Ask the controlling terminal what it is; empty when there is none or it keeps silent."""
    try:
        import termios
        import tty

        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except (ImportError, OSError):
        return ""
    before = termios.tcgetattr(terminal)
    answer = b""
    try:
        tty.setraw(terminal)
        os.write(terminal, _QUESTIONS)
        end = time.monotonic() + patience
        while not _ANSWER_END.search(answer) and (left := end - time.monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                answer += os.read(terminal, 4096)
    except OSError:
        pass
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        os.close(terminal)
    return answer.decode("latin-1")


def make_plan(answer: str, environment: Mapping[str, str] = os.environ) -> Plan:
    """Decide from a terminal's answer and the environment.

    What each terminal does was seen in xterm 379, VTE 0.70, Konsole 22.12, mlterm 3.9, kitty 0.26, Alacritty 0.11,
    foot 1.13 and PuTTY 0.78; unknown ones are taken for terminals that leave cells as they are sent.
    """
    version = _version(answer)
    name = environment.get("TERM", "")
    konsole = version.startswith("Konsole") or bool(environment.get("KONSOLE_VERSION"))
    mlterm = bool(environment.get("MLTERM"))
    kitty = version.startswith("kitty") or bool(environment.get("KITTY_WINDOW_ID"))
    apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"
    displaces_marks = name.startswith(("foot", "alacritty")) or bool(environment.get("ALACRITTY_WINDOW_ID"))
    plain = version.startswith("XTerm") or bool(environment.get("WT_SESSION")) or displaces_marks
    answers = re.search(r"\x1b\[8;[12]\$y", answer) is not None
    mode = Mode.KITTY if kitty else Mode.LOGICAL if apple else Mode.VISUAL
    pairs = [_BDSM, *([_KONSOLE] if konsole else []), *([_MLTERM] if mlterm else [])]
    plan = Plan(
        display=Display(mode, marks=not (displaces_marks or kitty)),
        enter="".join(off for off, _ in pairs),
        leave="".join(on for _, on in pairs),
        sure=answers or konsole or mlterm or plain,
        terminal=_terminal_name(version, environment),
    )
    return _through_tmux(plan) if environment.get("TMUX") else plan


def with_mode(plan: Plan, wanted: str) -> Plan:
    """The plan with a mode chosen by the user; ``auto`` and unknown words change nothing."""
    if wanted not in set(Mode):
        return plan
    mode = Mode(wanted)
    switched = replace(plan, display=replace(plan.display, mode=mode), sure=True)
    return replace(switched, enter=plan.leave) if mode is Mode.LOGICAL else switched


@contextmanager
def prepared(plan: Plan) -> Iterator[None]:
    """Switch the terminal over for the time of a program; undone however it ends."""
    send(plan.enter)
    try:
        yield
    finally:
        send(plan.leave)


def send(sequences: str) -> None:
    """Write control sequences to the terminal, letting tmux act on them before anything is painted."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        return
    if sequences.startswith("\x1bP"):
        tmux = shutil.which("tmux")
        if tmux:
            subprocess.run([tmux, "set-option", "-p", "allow-passthrough", "on"], capture_output=True, check=False)  # noqa: S603
    stream.write(sequences)
    stream.flush()
    if sequences.startswith("\x1bP"):
        time.sleep(0.15)


def _version(answer: str) -> str:
    match = re.search(r"\x1bP>\|(.*?)\x1b\\", answer)
    return match[1] if match else ""


def _terminal_name(version: str, environment: Mapping[str, str]) -> str:
    known = re.match(r"[A-Za-z]+", version)
    parts = [known[0] if known else environment.get("TERM_PROGRAM") or environment.get("TERM") or "unknown"]
    if environment.get("VTE_VERSION"):
        parts = ["VTE"]
    if environment.get("TMUX"):
        parts.append("tmux")
    return "+".join(parts)


def _through_tmux(plan: Plan) -> Plan:
    def wrapped(sequences: str) -> str:
        return "\x1bPtmux;" + sequences.replace("\x1b", "\x1b\x1b") + "\x1b\\"

    return replace(plan, enter=wrapped(plan.enter), leave=wrapped(plan.leave))
