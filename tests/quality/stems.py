"""Stems: how many forms of a word meet, how many different words are kept apart.

``groups.txt`` has one word a line: inflected forms of the singular, and behind ``//`` those of the broken plural;
``confusables.txt`` has pairs that must not meet.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

from tests.quality.baselines import STEMMERS, cached, our_stem
from tests.quality.figures import SHARED, Figure

HERE = Path(__file__).resolve().parent
FOLDER = SHARED / "data" / "stems"
METRICS = {"inflection recall": 0.0, "broken plural recall": 0.0, "confusables merged": 1.0, "F over pairs": 0.0}
"""Name → the worst value there is: the floor of what was never measured."""

Groups = list[list[list[str]]]


def read_groups(path: Path) -> Groups:
    """Lines of clusters of words."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[part.split() for part in line.split("//")] for line in lines if line.strip() and line[0] != "#"]


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Pairs of words that differ."""
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def share(pairs: list[tuple[str, str]], stem: Callable[[str], str]) -> float:
    """The share of pairs that have one stem."""
    return sum(stem(first) == stem(second) for first, second in pairs) / len(pairs)


def false_pairs(groups: Groups, stem: Callable[[str], str]) -> int:
    """Pairs of forms of different words that have one stem."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, parts in enumerate(groups):
        for word in (word for part in parts for word in part):
            by_stem[stem(word)].append(number)
    return sum(a != b for numbers in by_stem.values() for a, b in combinations(numbers, 2))


def evaluate(groups: Groups, confusable: list[tuple[str, str]], stem: Callable[[str], str]) -> tuple[float, ...]:
    """Recall of inflected pairs and of broken plurals, share of confusables merged, F over all pairs."""
    inflected: list[tuple[str, str]] = [pair for parts in groups for part in parts for pair in combinations(part, 2)]
    broken: list[tuple[str, str]] = [
        pair for parts in groups if len(parts) == 2 for pair in product(parts[0], parts[1])
    ]
    hits = sum(stem(a) == stem(b) for a, b in inflected + broken)
    wrong = false_pairs(groups, stem)
    f_measure = 2 * hits / (hits + wrong + len(inflected) + len(broken))
    return share(inflected, stem), share(broken, stem), share(confusable, stem), f_measure


def _sets() -> dict[str, tuple[Path, Path]]:
    """Groups and confusable pairs: beside the repository, and those kept here."""
    return {
        "stems": (FOLDER / "groups.txt", FOLDER / "confusables.txt"),
        "stems, own words": (HERE / "own_stems.txt", HERE / "own_confusables.txt"),
    }


def _systems() -> dict[str, Callable[[], Callable[[str], str]]]:
    """Ours, then the baselines; what makes one raises ImportError where its library is not installed."""
    return {"": lambda: our_stem, **STEMMERS}


def measure() -> list[Figure]:
    """Our stems, and baselines beside them, on each set of words."""
    figures = []
    for name, (groups, pairs) in _sets().items():
        for system, make in _systems().items():
            values: tuple[float | None, ...] = (None,) * len(METRICS)
            if groups.exists():
                with contextlib.suppress(ImportError):
                    values = evaluate(read_groups(groups), read_pairs(pairs), cached(make()))
            figures += _figures(name, system, values)
    return figures


def _figures(name: str, system: str, values: tuple[float | None, ...]) -> list[Figure]:
    prefix = f"{name} ({system})" if system else name
    return [
        Figure(f"{prefix}/{metric}", value, None if system else worst, "lower" if worst else "higher")
        for (metric, worst), value in zip(METRICS.items(), values, strict=True)
    ]
