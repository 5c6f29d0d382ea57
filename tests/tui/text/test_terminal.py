"""What is sent to which terminal."""

from __future__ import annotations

import pytest

from fihrist.tui.text.layout import Mode
from fihrist.tui.text.terminal import make_plan, with_mode

VTE = "\x1b[8;1$y\x1b[?65;1;9c"
XTERM = "\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c"
KITTY = "\x1b[8;0$y\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c"
KONSOLE = "\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;1;4c"


@pytest.mark.parametrize(
    ("answer", "environment", "mode", "marks", "sure", "name"),
    [
        pytest.param(VTE, {"VTE_VERSION": "7006"}, Mode.VISUAL, True, True, "VTE", id="vte"),
        pytest.param(XTERM, {"TERM": "xterm-256color"}, Mode.VISUAL, True, True, "XTerm", id="xterm"),
        pytest.param(KITTY, {"TERM": "xterm-kitty"}, Mode.KITTY, False, False, "kitty", id="kitty"),
        pytest.param(KONSOLE, {}, Mode.VISUAL, True, True, "Konsole", id="konsole"),
        pytest.param("", {"TERM": "foot"}, Mode.VISUAL, False, True, "foot", id="foot"),
        pytest.param("", {"TERM_PROGRAM": "Apple_Terminal"}, Mode.LOGICAL, True, False, "Apple_Terminal", id="apple"),
        pytest.param("", {}, Mode.VISUAL, True, False, "unknown", id="silent"),
    ],
)
def test_plan(answer: str, environment: dict[str, str], mode: Mode, marks: bool, sure: bool, name: str) -> None:
    plan = make_plan(answer, environment)
    assert (plan.display.mode, plan.display.marks, plan.sure, plan.terminal) == (mode, marks, sure, name)
    assert plan.enter.startswith("\x1b[8l")
    assert plan.leave.startswith("\x1b[8h")


def test_konsole_and_mlterm_have_their_own_switches() -> None:
    assert "BidiRenderingEnabled=false" in make_plan(KONSOLE, {}).enter
    assert "BidiRenderingEnabled=true" in make_plan(KONSOLE, {}).leave
    assert "use_ctl=false" in make_plan("", {"MLTERM": "3.9.0"}).enter


def test_tmux_passes_sequences_through() -> None:
    plan = make_plan("", {"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"})
    assert plan.enter == "\x1bPtmux;\x1b\x1b[8l\x1b\\"
    assert plan.leave == "\x1bPtmux;\x1b\x1b[8h\x1b\\"


def test_a_choice_overrides_detection() -> None:
    plan = make_plan(VTE, {"VTE_VERSION": "7006"})
    logical = with_mode(plan, "logical")
    assert logical.display.mode is Mode.LOGICAL
    assert logical.enter == plan.leave
    assert with_mode(plan, "auto") == plan
    assert with_mode(plan, "nonsense") == plan
    assert with_mode(make_plan(KITTY, {}), "visual").display.mode is Mode.VISUAL
