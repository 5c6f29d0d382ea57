"""Stems: how many forms of a word meet, how many different words are kept apart.

``groups.txt`` has one word a line: inflected forms of the singular, and behind ``//`` those of the broken plural;
``confusables.txt`` has pairs that must not meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold
from tests.quality.figures import SHARED, Figure

FOLDER = SHARED / "data" / "stems"

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


def measure() -> list[Figure]:
    """Our stems, and folding alone beside them."""
    names = ("inflection recall", "broken plural recall", "confusables merged", "F over pairs")
    systems: dict[str, Callable[[str], str]] = {"stems": lambda word: forms(word)[2], "stems, folding only": fold}
    figures = []
    for system, stem in systems.items():
        values: tuple[float | None, ...] = (None,) * len(names)
        if FOLDER.is_dir():
            values = evaluate(read_groups(FOLDER / "groups.txt"), read_pairs(FOLDER / "confusables.txt"), stem)
        for name, value in zip(names, values, strict=True):
            ours = system == "stems" and not name.startswith("broken")
            better = "lower" if name == "confusables merged" else "higher"
            floor = (1.0 if better == "lower" else 0.0) if ours else None
            figures.append(Figure(f"{system}/{name}", value, floor, "lower" if better == "lower" else "higher"))
    return figures
