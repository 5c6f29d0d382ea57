"""Times, memory and sizes."""

from __future__ import annotations

import math
import os
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took, its worker processes included."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, user and system."""
    peak: float
    """Highest resident memory of this process since the run began, in MB."""
    peak_child: float
    """Highest resident memory of any worker process since the run began, in MB."""


def cost_of(work: Callable[[], T]) -> tuple[T, Cost]:
    """Do a piece of work and say what it took."""
    wall, cpu = time.perf_counter(), _cpu()
    result = work()
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return result, Cost(time.perf_counter() - wall, _cpu() - cpu, own.ru_maxrss / 1024, children.ru_maxrss / 1024)


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def best_of(work: Callable[[], object]) -> float:
    """The quickest of a few runs, in milliseconds: what the work takes when nothing disturbs it."""
    taken = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files under a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
