"""What goes into an index and what comes out of one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

View = Literal["norm", "stem"]
"""A form of words that has a term dictionary and postings of its own."""

BODY_START = 128
"""Empty positions between an article's title and its body, so that no phrase crosses."""

MAX_SEGMENTS = 8
"""Segments an index has at rest, after the merges that follow a commit."""

Bools = NDArray[np.bool_]
U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One article as the index takes it in."""

    key: int
    """Unsigned 64 bit, from the article's id: an article added again under its key replaces the first."""
    title: str
    body: str
    source: int = 0
    """Archive-wide ordinal of the outlet."""
    language: int = 0
    """Archive-wide ordinal of the language, below 256."""
    published_earliest: int = 0
    """YYYYMMDD; 0: undated."""
    published_latest: int = 0
    """YYYYMMDD; 0: undated."""
    published_precision: int = 0
    """0 undated, 1 year, 2 month, 3 day."""
    mentioned: Sequence[tuple[int, int]] = field(default=())
    """First and last day, YYYYMMDD, of each date the text speaks of that is known to the month or better."""
    mentioned_wide: Sequence[tuple[int, int]] = field(default=())
    """First and last day of the others: years, seasons, decades."""
    entities: Sequence[int] = field(default=())
    """Archive-wide ordinals of the entities it names."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The articles of one segment that hold a term: three arrays of one length."""

    rows: U32
    """Row numbers, ascending, deleted articles included."""
    title_freqs: U32
    """How often the term stands in the row's title."""
    body_freqs: U32
    """How often the term stands in the row's body."""


NO_POSTINGS = Postings(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint32))
