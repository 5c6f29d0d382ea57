"""Figures as the tables of the documentation: a matrix for an area that has baselines, a list for any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.quality.figures import Figure

OURS = "**Fihrist**"
_NAME = re.compile(r"(?P<area>[^(/]+?)(?: \((?P<system>[^)]+)\))?/(?P<metric>.+)")


def tables(figures: Sequence[Figure]) -> str:
    """All figures, area by area."""
    parted = [(*_parts(figure.name), figure) for figure in figures]
    lines: list[str] = []
    for area in dict.fromkeys(area for area, _, _, _ in parted):
        own = [(system, metric, figure) for name, system, metric, figure in parted if name == area]
        lines += _matrix(area, own) if any(system for system, _, _ in own) else _list(area, own)
    return "\n".join(lines).strip()


def _parts(name: str) -> tuple[str, str, str]:
    """Area, system (empty: ours) and metric of a figure's name."""
    found = _NAME.fullmatch(name)
    assert found is not None, name
    return found["area"], found["system"] or "", found["metric"]


def _matrix(area: str, own: Sequence[tuple[str, str, Figure]]) -> Iterator[str]:
    """A line for each system, ours last; what has no baseline beside it comes in a list."""
    compared = list(dict.fromkeys(metric for system, metric, _ in own if system))
    values = {(system, metric): figure for system, metric, figure in own}
    systems = [*dict.fromkeys(system for system, _, _ in own if system), ""]
    yield from ("", f"| {area} | {' | '.join(compared)} |", f"|---{'|---' * len(compared)}|")
    for system in systems:
        cells = [_value(values.get((system, metric))) for metric in compared]
        yield f"| {system or OURS} | {' | '.join(cells)} |"
    rest = [(system, metric, figure) for system, metric, figure in own if metric not in compared]
    if rest:
        yield from _list(area, rest)


def _list(area: str, own: Sequence[tuple[str, str, Figure]]) -> Iterator[str]:
    yield from ("", f"| {area} | figure | |", "|---|---|---|")
    for _, metric, figure in own:
        yield f"| {metric} | {_value(figure)} | {figure.note} |"


def _value(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "not run"
    return f"{figure.value:.3f}" if abs(figure.value) < 100 else f"{figure.value:,.0f}"
