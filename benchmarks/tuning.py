"""Tries other settings of the ranking on the collections that may be tuned on, one change at a time.

    python -P benchmarks/tuning.py

Prints MRR@10. The half of ARCD that is held back and ANS's development file are not looked at here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.quality.retrieval import Loaded

TESTS = Path(__file__).resolve().parents[1] / "tests"
COLLECTIONS = ("ARCD", "ANS train", "news")


@dataclass(frozen=True, slots=True)
class Setting:
    """A constant of a module, and another value for it."""

    module: ModuleType
    name: str
    value: float


def mount() -> None:
    """Make the tests' folders importable without putting the repository on the search path."""
    for name, folder in (("tests", TESTS), ("tests.quality", TESTS / "quality")):
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules.setdefault(name, package)


@contextmanager
def changed(settings: Sequence[Setting]) -> Iterator[None]:
    """With some constants exchanged."""
    before = [Setting(each.module, each.name, getattr(each.module, each.name)) for each in settings]
    try:
        for each in settings:
            setattr(each.module, each.name, each.value)
        yield
    finally:
        for each in before:
            setattr(each.module, each.name, each.value)


def trials() -> Iterator[tuple[str, list[Setting]]]:
    """What is tried: a label, and the constants to exchange."""
    from fihrist.search import anyword
    from fihrist.search.execute import compile as compiling
    from fihrist.search.execute import scoring

    yield "as it is", []
    for module, name, label, values in (
        (scoring, "K1", "k1", (0.8, 1.2, 1.6)),
        (scoring, "B", "b", (0.5, 0.65, 0.85)),
        (compiling, "NORM_WEIGHT", "weight of norms", (0.0, 0.25, 0.75, 1.0)),
        (anyword, "KIN_WEIGHT", "weight of kin", (0.001, 0.25, 0.5, 1.0)),
    ):
        for value in values:
            yield f"{label} {value:g}", [Setting(module, name, value)]


def value_of(archive: Loaded) -> float:
    """MRR@10 of the queries that may be tuned on."""
    from tests.quality import retrieval

    asked = [query for query in archive.collection.queries if query.group % 2 == 0]
    return retrieval.reciprocal([retrieval.rank(archive, query, str) for query in asked])


def main() -> int:
    """Print one line for each trial."""
    mount()
    from tests.quality import retrieval

    with ExitStack() as stack:
        held = [(name, stack.enter_context(retrieval.loaded(name))) for name in COLLECTIONS]
        for label, settings in trials():
            with changed(settings):
                columns = [f"{name} {value_of(archive):.4f}" for name, archive in held if archive is not None]
            print(f"{label:22}{'  '.join(columns) or 'not run'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
