"""Fewer runs of Python's collector of cycles while articles are taken in."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

THRESHOLDS: Final = (50_000, 20, 20)
"""New objects before the youngest are looked at, and runs over one generation before the next is."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Look for cycles more seldom until it is left.

    Articles make hardly any: what one leaves behind, reference counts free at once. The usual thresholds have the
    collector walk over the hundred thousands of words that are remembered, again and again, and find nothing.
    """
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
