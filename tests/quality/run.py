"""Measures the quality of every area, prints a table, and fails when a number falls below its floor.

    python -P tests/quality/run.py [AREA ...] [--markdown] [--update [--allow-regression]]

An area is a module of this folder with ``measure() -> list[Figure]``. Floors are kept in baseline.json; ``--update``
raises them to what was measured and refuses to lower any without ``--allow-regression``. ``--markdown`` prints the
tables of docs/figures.md.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.quality.figures import Figure

FOLDER = Path(__file__).resolve().parent
BASELINE = FOLDER / "baseline.json"
DIGITS = 4
"""Decimals kept of a floor, rounded towards the worse."""


def mount() -> None:
    """Make this folder the package ``tests.quality`` without putting the repository on the search path."""
    for name, folder in (("tests", FOLDER.parent), ("tests.quality", FOLDER)):
        if name not in sys.modules:
            package = ModuleType(name)
            package.__path__ = [str(folder)]
            sys.modules[name] = package


def areas() -> list[str]:
    """The modules that measure something."""
    names = sorted(path.stem for path in FOLDER.glob("*.py"))
    return [name for name in names if name not in ("figures", "run") and not name.startswith(("test_", "_"))]


def measure(names: Iterable[str]) -> list[Figure]:
    """All figures of the named areas."""
    mount()
    figures: list[Figure] = []
    for name in names:
        figures += importlib.import_module(f"tests.quality.{name}").measure()
    doubled = {figure.name for figure in figures if [other.name for other in figures].count(figure.name) > 1}
    if doubled:
        sys.exit(f"two figures share a name: {', '.join(sorted(doubled))}")
    return figures


def floor_of(figure: Figure, baseline: dict[str, float]) -> float | None:
    """The floor that counts: the kept one, else the figure's own."""
    return baseline.get(figure.name, figure.floor)


def table(figures: Sequence[Figure], baseline: dict[str, float]) -> str:
    """The figures beside their floors."""
    lines = []
    width = max((len(figure.name) for figure in figures), default=0)
    for figure in figures:
        floor = floor_of(figure, baseline)
        value = "not run" if figure.value is None else f"{figure.value:.4g}"
        limit = "" if floor is None else f"{'≥' if figure.better == 'higher' else '≤'} {floor:.4g}"
        verdict = "" if floor is None or figure.holds(floor) else "  WORSE THAN ITS FLOOR"
        lines.append(f"{figure.name:<{width}}  {value:>9}  {limit:<10}  {figure.note}{verdict}".rstrip())
    return "\n".join(lines)


def rounded(figure: Figure) -> float:
    """A measured value as a floor that the same value holds."""
    assert figure.value is not None
    scale: float = 10**DIGITS
    scaled = figure.value * scale
    return (math.floor(scaled) if figure.better == "higher" else math.ceil(scaled)) / scale


def updated(figures: Sequence[Figure], baseline: dict[str, float], *, allow_regression: bool) -> dict[str, float]:
    """The floors raised to what was measured.

    Raises:
        SystemExit: a floor would have to be lowered and that is not allowed.
    """
    new = dict(baseline)
    for figure in figures:
        if figure.value is None or floor_of(figure, baseline) is None:
            continue
        old = baseline.get(figure.name)
        if old is not None and not figure.holds(old) and not allow_regression:
            sys.exit(
                f"{figure.name}: {figure.value:.4g} is worse than its floor {old:.4g}; --allow-regression lowers it"
            )
        new[figure.name] = rounded(figure)
    return dict(sorted(new.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 when a figure is worse than its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"of {', '.join(areas())}; all by default")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower floors as well")
    parser.add_argument("--markdown", action="store_true", help="print tables for the documentation")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.areas) - set(areas()))
    if unknown:
        parser.error(f"no such area: {', '.join(unknown)}; choose from {', '.join(areas())}")
    baseline: dict[str, float] = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    figures = measure(options.areas or areas())
    if options.markdown:
        from tests.quality._markdown import tables

        print(tables(figures))
    else:
        print(table(figures, baseline))
    if options.update:
        new = updated(figures, baseline, allow_regression=options.allow_regression)
        BASELINE.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    floors = ((figure, floor_of(figure, baseline)) for figure in figures)
    return int(any(floor is not None and not figure.holds(floor) for figure, floor in floors))


if __name__ == "__main__":
    sys.exit(main())
