"""Rules W1 to W7, N0 to N2, I1 and I2 of UAX #9 for one isolating run sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fihrist.tui.text.bidi_classes import CANONICAL_CLOSE, CLOSE_OF, ISOLATES, NEUTRALS, OPEN_OF

_MAX_BRACKETS = 63
_STRONG_NUMBERS = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""Strong direction of resolved classes; rules N0 to N2 take numbers for right-to-left."""


@dataclass(frozen=True, slots=True)
class IsolatingRun:
    """An isolating run sequence: indices into the paragraph, its level and what stands on its two sides."""

    indices: Sequence[int]
    level: int
    sos: str
    eos: str


def resolve_sequence(text: str, types: Sequence[str], run: IsolatingRun, levels: list[int]) -> None:
    """Write the resolved levels of a sequence's characters into `levels`."""
    types_in = [types[i] for i in run.indices]
    resolved = list(types_in)
    _weak(resolved, run.sos)
    if any(name in NEUTRALS for name in resolved):
        _brackets([text[i] for i in run.indices], resolved, types_in, run)
        _neutrals(resolved, run)
    odd = run.level & 1
    up = {"R": 0, "L": 1, "EN": 1, "AN": 1} if odd else {"R": 1, "L": 0, "EN": 2, "AN": 2}
    for k, i in enumerate(run.indices):
        levels[i] = run.level + up.get(resolved[k], 0)


def _weak(t: list[str], sos: str) -> None:
    present = set(t)
    if "NSM" in present:
        _w1(t, sos)
    if "EN" in present:
        _w2(t, sos)
    for k, name in enumerate(t):  # W3
        if name == "AL":
            t[k] = "R"
    if present & {"CS", "ES"}:
        _w4(t)
    if "ET" in present:
        _w5(t)
    if present & {"CS", "ES", "ET"}:
        for k, name in enumerate(t):  # W6
            if name in {"ES", "ET", "CS"}:
                t[k] = "ON"
    if "EN" in present:
        _w7(t, sos)


def _w1(t: list[str], sos: str) -> None:
    before = sos
    for k, name in enumerate(t):
        if name == "NSM":
            t[k] = "ON" if before in ISOLATES else before
        before = t[k]


def _w2(t: list[str], sos: str) -> None:
    strong = sos
    for k, name in enumerate(t):
        if name in {"L", "R", "AL"}:
            strong = name
        elif name == "EN" and strong == "AL":
            t[k] = "AN"


def _w4(t: list[str]) -> None:
    for k in range(1, len(t) - 1):
        one_kind = t[k - 1] == t[k + 1]
        if one_kind and ((t[k] == "ES" and t[k - 1] == "EN") or (t[k] == "CS" and t[k - 1] in {"EN", "AN"})):
            t[k] = t[k - 1]


def _w5(t: list[str]) -> None:
    for start, stop in _runs(t, frozenset({"ET"})):
        if (start and t[start - 1] == "EN") or (stop < len(t) and t[stop] == "EN"):
            t[start:stop] = ["EN"] * (stop - start)


def _w7(t: list[str], sos: str) -> None:
    strong = sos
    for k, name in enumerate(t):
        if name in {"L", "R"}:
            strong = name
        elif name == "EN" and strong == "L":
            t[k] = "L"


def _runs(t: Sequence[str], kinds: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Stretches of consecutive classes out of `kinds`, as they are when each is reached."""
    k = 0
    while k < len(t):
        stop = k
        while stop < len(t) and t[stop] in kinds:
            stop += 1
        if stop > k:
            yield k, stop
        k = stop + 1 if stop == k else stop


def _neutrals(t: list[str], run: IsolatingRun) -> None:
    """Rules N1 and N2."""
    embedding = "R" if run.level & 1 else "L"
    for start, stop in _runs(t, NEUTRALS):
        before = run.sos if start == 0 else _STRONG_NUMBERS[t[start - 1]]
        after = run.eos if stop == len(t) else _STRONG_NUMBERS[t[stop]]
        t[start:stop] = [before if before == after else embedding] * (stop - start)


def _bracket_pairs(chars: Sequence[str], t: Sequence[str]) -> list[tuple[int, int]]:
    """Rule BD16: positions of brackets that pair, in the order of the opening ones."""
    stack: list[tuple[str, int]] = []
    pairs = []
    for k, char in enumerate(chars):
        if t[k] != "ON":
            continue
        if char in CLOSE_OF:
            if len(stack) == _MAX_BRACKETS:
                break
            close = CLOSE_OF[char]
            stack.append((CANONICAL_CLOSE.get(close, close), k))
        elif char in OPEN_OF:
            wanted = CANONICAL_CLOSE.get(char, char)
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == wanted:
                    pairs.append((stack[depth][1], k))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _brackets(chars: Sequence[str], t: list[str], types_in: Sequence[str], run: IsolatingRun) -> None:
    """Rule N0."""
    embedding = "R" if run.level & 1 else "L"
    for opening, close in _bracket_pairs(chars, t):
        inside = {_STRONG_NUMBERS.get(name) for name in t[opening + 1 : close]} - {None}
        if embedding in inside:
            direction = embedding
        elif inside:
            before = (_STRONG_NUMBERS.get(t[k]) for k in range(opening - 1, -1, -1))
            direction = next((strong for strong in before if strong), run.sos)
        else:
            continue
        for at in (opening, close):
            t[at] = direction
            k = at + 1
            while k < len(t) and types_in[k] == "NSM":
                t[k] = direction
                k += 1
