"""The Unicode Bidirectional Algorithm (UAX #9), levels first.

Levels are resolved once a paragraph; lines are cut in logical order; then each line is put into visual order alone.
Unlike the libraries that only return a reordered string, this gives the position of every character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fihrist.tui.text.bidi_classes import EXPLICIT, ISOLATE_INITIATORS, TRAILING, bidi_class
from fihrist.tui.text.bidi_explicit import Explicit, base_level
from fihrist.tui.text.bidi_rules import IsolatingRun, resolve_sequence

_RTL = frozenset({"R", "AL", "AN"})


def resolve(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """The paragraph's level and the level of each of its characters, before rule L1.

    Args:
        text: one paragraph, without a separator save at its end.
        base: 0 left-to-right, 1 right-to-left, None by the first strong character.
    """
    classes = [bidi_class(char) for char in text]
    if base is None:
        base = base_level(classes)
    present = set(classes)
    levels = [base] * len(text)
    if present & EXPLICIT or "BN" in present:
        _resolve_explicit(text, Explicit(classes, base), levels)
    elif base == 1 or present & _RTL:
        side = "R" if base else "L"
        resolve_sequence(text, classes, IsolatingRun(range(len(text)), base, side, side), levels)
    return base, levels


def visual_order(text: str, levels: Sequence[int], base: int) -> list[int]:
    """Rules L1 and L2 for one line: the indices of its characters from left to right.

    Args:
        text: the line's characters.
        levels: their levels from `resolve`.
        base: the level of the line's paragraph.
    """
    final = line_levels(text, levels, base)
    order = list(range(len(final)))
    if not final:
        return order
    for level in range(max(final), (min(final) | 1) - 1, -1):
        start = 0
        while start < len(final):
            stop = start
            while stop < len(final) and final[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = max(stop, start + 1)
    return order


def line_levels(text: str, levels: Sequence[int], base: int) -> list[int]:
    """Rule L1: separators, and white space before them or at the line's end, fall back to the paragraph level."""
    final = list(levels)
    reset = True
    for k in range(len(final) - 1, -1, -1):
        name = bidi_class(text[k])
        if name in {"S", "B"}:
            reset = True
            final[k] = base
        elif name not in TRAILING:
            reset = False
        elif reset:
            final[k] = base
    return final


def _resolve_explicit(text: str, explicit: Explicit, levels: list[int]) -> None:
    levels[:] = explicit.levels
    for run in list(_sequences(explicit)):
        resolve_sequence(text, explicit.types, run, levels)
    before = explicit.base
    for i, removed in enumerate(explicit.removed):  # removed characters go with the one before
        if removed:
            levels[i] = before
        before = levels[i]


def _sequences(explicit: Explicit) -> Iterator[IsolatingRun]:
    """Rules BD13 and X10."""
    kept = [i for i, removed in enumerate(explicit.removed) if not removed]
    runs: list[list[int]] = []
    for i in kept:
        if runs and explicit.levels[runs[-1][-1]] == explicit.levels[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    run_at = {run[0]: run for run in runs}
    place = {i: k for k, i in enumerate(kept)}
    ended = set(explicit.matches.values())
    for run in runs:
        if explicit.classes[run[0]] == "PDI" and run[0] in ended:
            continue
        indices = list(run)
        while (following := run_at.get(explicit.matches.get(indices[-1], -1))) is not None:
            indices.extend(following)
        yield _sides(explicit, indices, kept, place)


def _sides(explicit: Explicit, indices: list[int], kept: list[int], place: dict[int, int]) -> IsolatingRun:
    level = explicit.levels[indices[0]]
    first, last = place[indices[0]], place[indices[-1]]
    before = explicit.levels[kept[first - 1]] if first else explicit.base
    open_isolate = explicit.classes[indices[-1]] in ISOLATE_INITIATORS
    after = explicit.base if open_isolate or last + 1 == len(kept) else explicit.levels[kept[last + 1]]
    return IsolatingRun(indices, level, "R" if max(level, before) & 1 else "L", "R" if max(level, after) & 1 else "L")
