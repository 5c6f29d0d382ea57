"""The closed lists of `words.tsv`."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from fihrist.index.arabic.folding import fold


@cache
def _text() -> str:
    return resources.files("fihrist.index.entities").joinpath("words.tsv").read_text(encoding="utf-8")


@cache
def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for line in _text().splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            classes.setdefault(name, set()).update(map(fold, words.split()))
    return {name: frozenset(words) for name, words in classes.items()}


def word_class(name: str) -> frozenset[str]:
    """The folded words of a class."""
    return _classes()[name]


@cache
def identity() -> str:
    """Hash of the lists."""
    return hashlib.sha256(_text().encode("utf-8")).hexdigest()[:16]
