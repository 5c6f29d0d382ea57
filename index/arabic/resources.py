"""Word lists of this package, folded."""

from __future__ import annotations

from importlib import resources

from fihrist.index.arabic.folding import fold

_WHOLE = "_"
"""Ends an entry that stands for the word alone."""


def words(name: str) -> frozenset[str]:
    """The words of a list, folded; a line that begins with ``#`` is a comment."""
    return frozenset(map(fold, entries(name)))


def marked_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The entries of a list that end in ``_``, and the others, both folded and without the mark."""
    listed = entries(name)
    whole = frozenset(fold(entry.removesuffix(_WHOLE)) for entry in listed if entry.endswith(_WHOLE))
    return whole, frozenset(fold(entry) for entry in listed if not entry.endswith(_WHOLE))


def content(name: str) -> bytes:
    """The bytes of a file of this package."""
    return resources.files(__package__).joinpath(name).read_bytes()


def entries(name: str) -> list[str]:
    """The entries of a list as they are spelt."""
    text = content(name).decode("utf-8")
    return [entry for line in text.splitlines() if not line.startswith("#") for entry in line.split()]


def rows(name: str) -> list[list[str]]:
    """The rows of a table, their columns separated by tabs."""
    lines = content(name).decode("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
