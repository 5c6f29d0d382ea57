"""Ctrl-C while something is waited for, or between two steps, instead of in the middle of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Interrupts:
    """While it is entered, the first interrupt is raised by `each` only; a second one is raised at once.

    Outside the main thread, where signals do not arrive, it does nothing.
    """

    def __init__(self) -> None:
        self._noted = False
        self._waiting = False
        self._before: Any = None

    def each(self, source: Iterator[T]) -> Iterator[T]:
        """The things of a source, which may be left in the middle of making one; what is done with them may not.

        Raises:
            KeyboardInterrupt: there was an interrupt: at once while the next thing is made, else before that.
        """
        while True:
            self._waiting = True
            try:
                if self._noted:
                    raise KeyboardInterrupt
                entry = next(source)
            except StopIteration:
                return
            finally:
                self._waiting = False
            yield entry

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
        again, self._noted = self._noted, True
        if again or self._waiting:
            raise KeyboardInterrupt
