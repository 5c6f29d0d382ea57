"""Word lists of this package, folded."""

from __future__ import annotations

from importlib import resources
from typing import Final

from pyarabic import araby_const as araby

_WHOLE: Final = "_"
"""Ends an entry that stands for the word alone."""


_SECOND_TIER: Final = (
    (araby.ALEF_HAMZA_ABOVE, araby.ALEF),
    (araby.ALEF_HAMZA_BELOW, araby.ALEF),
    (araby.ALEF_MADDA, araby.ALEF),
    (araby.ALEF_MAKSURA, araby.YEH),
    (araby.TEH_MARBUTA, araby.HEH),
)


def search_form(listed: str) -> str:
    """`fold` of text in plain Arabic letters, as all lists are written: a hundred thousand words in a millisecond."""
    for letter, plain in _SECOND_TIER:
        listed = listed.replace(letter, plain)
    return listed


def words(name: str) -> frozenset[str]:
    """The words of a list, folded; a line that begins with ``#`` is a comment."""
    return frozenset(search_form(" ".join(entries(name))).split())


def marked_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The entries of a list that end in ``_``, and the others, both folded and without the mark."""
    listed = entries(name)
    whole = frozenset(search_form(entry.removesuffix(_WHOLE)) for entry in listed if entry.endswith(_WHOLE))
    return whole, frozenset(search_form(entry) for entry in listed if not entry.endswith(_WHOLE))


def content(name: str) -> bytes:
    """The bytes of a file of this package."""
    return resources.files(__package__).joinpath(name).read_bytes()


def entries(name: str) -> list[str]:
    """The entries of a list as they are spelt."""
    text = content(name).decode("utf-8")
    return [entry for line in text.splitlines() if not line.startswith("#") for entry in line.split()]


def rows(name: str, *, folded: bool = False) -> list[list[str]]:
    """The rows of a table, their columns separated by tabs; in search form when `folded`."""
    text = content(name).decode("utf-8")
    lines = (search_form(text) if folded else text).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
