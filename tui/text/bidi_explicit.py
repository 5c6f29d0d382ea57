"""Rules X1 to X8 of UAX #9: levels that embeddings, overrides and isolates set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fihrist.tui.text.bidi_classes import EMBEDDINGS, ISOLATE_INITIATORS

MAX_DEPTH = 125
_OVERRIDE = {"RLO": "R", "LRO": "L"}


class _Status(NamedTuple):
    level: int
    override: str | None
    isolate: bool


def base_level(classes: Sequence[str], start: int = 0, stop: int | None = None) -> int:
    """Rules P2 and P3: 1 when the first strong character outside isolates is right-to-left, else 0."""
    depth = 0
    for i in range(start, len(classes) if stop is None else stop):
        name = classes[i]
        if name in ISOLATE_INITIATORS:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif not depth and name in {"L", "R", "AL"}:
            return int(name != "L")
    return 0


def matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Rule BD9: the PDI that ends each isolate initiator which has one."""
    matches = {}
    stack = []
    for i, name in enumerate(classes):
        if name in ISOLATE_INITIATORS:
            stack.append(i)
        elif name == "PDI" and stack:
            matches[stack.pop()] = i
    return matches


class Explicit:
    """The state of rules X1 to X8 and their outcome.

    Attributes:
        levels: explicit level of each character.
        types: classes after overrides.
        removed: which characters rule X9 takes out.
        matches: index of the PDI of each matched isolate initiator.
    """

    def __init__(self, classes: Sequence[str], base: int) -> None:
        self.base = base
        self.classes = classes
        self.types = list(classes)
        self.levels = [base] * len(classes)
        self.removed = [False] * len(classes)
        self.matches = matching_isolates(classes)
        self._stack = [_Status(base, None, isolate=False)]
        self._overflow_isolates = self._overflow_embeddings = self._valid_isolates = 0
        for i, name in enumerate(classes):
            self._step(i, name)

    def _step(self, i: int, name: str) -> None:
        if name in EMBEDDINGS:
            self._embed(i, name)
        elif name in ISOLATE_INITIATORS:
            self._isolate(i, name)
        elif name == "PDI":
            self._end_isolate(i)
        elif name == "PDF":
            self._end_embedding(i)
        elif name != "B":
            self._place(i)
            self.removed[i] = name == "BN"

    def _place(self, i: int) -> None:
        status = self._stack[-1]
        self.levels[i] = status.level
        if status.override and self.classes[i] != "BN":
            self.types[i] = status.override

    def _next_level(self, *, rtl: bool) -> int:
        level = self._stack[-1].level
        return (level + 1) | 1 if rtl else (level + 2) & ~1

    def _embed(self, i: int, name: str) -> None:
        self.levels[i] = self._stack[-1].level
        self.removed[i] = True
        level = self._next_level(rtl=name[0] == "R")
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._stack.append(_Status(level, _OVERRIDE.get(name), isolate=False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _isolate(self, i: int, name: str) -> None:
        self._place(i)
        rtl = name == "RLI"
        if name == "FSI":
            rtl = base_level(self.classes, i + 1, self.matches.get(i)) == 1
        level = self._next_level(rtl=rtl)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._valid_isolates += 1
            self._stack.append(_Status(level, None, isolate=True))
        else:
            self._overflow_isolates += 1

    def _end_isolate(self, i: int) -> None:
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack.pop().isolate:
                pass
            self._valid_isolates -= 1
        self._place(i)

    def _end_embedding(self, i: int) -> None:
        self.levels[i] = self._stack[-1].level
        self.removed[i] = True
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) >= 2:
            self._stack.pop()
