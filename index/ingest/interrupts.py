"""Ctrl-C between two steps instead of in the middle of one."""

from __future__ import annotations

import signal
import threading
from types import TracebackType
from typing import Any, Self


class Interrupts:
    """While it is entered, the first interrupt is only noted, for `check` to raise; a second one is raised at once.

    Outside the main thread, where signals do not arrive, it does nothing.
    """

    def __init__(self) -> None:
        self._noted = False
        self._before: Any = None

    def check(self) -> None:
        """Raise the interrupt that was noted.

        Raises:
            KeyboardInterrupt: there was one.
        """
        if self._noted:
            raise KeyboardInterrupt

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, *_: Any) -> None:
        if self._noted:
            raise KeyboardInterrupt
        self._noted = True
