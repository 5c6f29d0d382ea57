"""Pictures of screens that show nothing of what rules of names or ranking decide.

After an intended change: ``pytest tests/tui/test_snapshots.py --snapshot-update``, and look at the pictures.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from fihrist.tui.app import FihristApp
from fihrist.tui.widgets.query_input import QueryInput


async def settle(pilot: Pilot[None]) -> None:
    pilot.app.query_one(QueryInput).cursor_blink = False
    assert isinstance(pilot.app, FihristApp)
    while pilot.app.busy:
        await asyncio.sleep(0.01)
    await pilot.pause(0.1)


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param((), id="results"),
        pytest.param(("down", "f1"), id="help"),
        pytest.param(("f2",), id="display-check"),
    ],
)
def test_screen(keys: tuple[str, ...], make_app: Callable[[str], FihristApp], snap_compare: Any) -> None:
    async def drive(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press(*keys)
        await pilot.pause(0.1)

    assert snap_compare(make_app(""), terminal_size=(80, 24), run_before=drive)
