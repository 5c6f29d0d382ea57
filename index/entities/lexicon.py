"""What the words of everyday news tell about names: how frequent a word is, and how often it stands in a name.

Counts come from the ANT corpus (Antcorp: Arabic News Texts, Chouigui, Ben Khiroun and Elayeb 2017; Apache License 2.0),
see `make_lexicon`. A line of `lexicon.tsv.gz` is a folded word, its count, and two digits, in tenths: how often it
stood behind a given name, and how often in front of a surname.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache, lru_cache
from importlib import resources
from typing import Final, NamedTuple


class Evidence(NamedTuple):
    """What the corpus tells of one word."""

    frequency: int
    surname: int
    """Tenths of its occurrences that stood behind a given name."""
    given: int
    """Tenths of its occurrences that stood in front of a surname."""


UNSEEN: Final = Evidence(0, 0, 0)


@cache
def evidence() -> dict[str, Evidence]:
    """All counted words."""
    lines = gzip.decompress(_packed()).decode("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines)
    return {word: _parse(counts) for word, _, counts in rows}


@lru_cache(maxsize=4096)
def _parse(counts: str) -> Evidence:
    # Many words share their counts.
    count, tenths = counts.split("\t")
    return Evidence(int(count), int(tenths[0]), int(tenths[1]))


@cache
def _packed() -> bytes:
    return resources.files("fihrist.index.entities").joinpath("lexicon.tsv.gz").read_bytes()


@cache
def identity() -> str:
    """Hash of the counts."""
    return hashlib.sha256(_packed()).hexdigest()[:16]
