"""Whoosh's matcher over arrays: the documents that hold a term, one after another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import Matcher, ReadTooFar
from whoosh.scoring import BaseScorer

from fihrist.index.engine.model import I64
from fihrist.index.engine.segment import NONE_FOUND


class TokenReader(Protocol):
    """Where a matcher gets positions from."""

    def tokens(self, fieldname: str, text: str | bytes) -> tuple[I64, I64]:
        """(document, position) of all tokens of a term in a field, sorted by both."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that hold a term in a field: three arrays of one length."""

    docs: I64
    """Ascending."""
    title_freqs: NDArray[Any]
    body_freqs: NDArray[Any]

    @property
    def freqs(self) -> NDArray[Any]:
        """Occurrences in the field."""
        total: NDArray[Any] = self.title_freqs + self.body_freqs
        return total


class ArrayMatcher(Matcher):
    """Walks over ascending document numbers.

    Positions are read when they are first asked for. Skipping is a binary search.
    """

    def __init__(
        self,
        found: Found,
        *,
        reader: TokenReader | None = None,
        term: tuple[str, bytes] | None = None,
        scorer: BaseScorer | None = None,
        place: int = 0,
    ) -> None:
        self.found = found
        self._ids: list[int] = found.docs.tolist()
        self._freqs: list[int] = found.freqs.tolist()
        self._reader = reader
        self._term = term
        self._scorer = scorer
        self._place = place
        self._starts: NDArray[Any] | None = None
        self._positions = NONE_FOUND

    def is_active(self) -> bool:
        """Whether there is a current document."""
        return self._place < len(self._ids)

    def reset(self) -> None:
        """Go back to the first document."""
        self._place = 0

    def copy(self) -> ArrayMatcher:
        """Another matcher at the same place."""
        return ArrayMatcher(self.found, reader=self._reader, term=self._term, scorer=self._scorer, place=self._place)

    def term(self) -> tuple[str, bytes] | None:
        """Field and term."""
        return self._term

    def id(self) -> int:
        """Current document."""
        return self._ids[self._place]

    def all_ids(self) -> Iterator[int]:
        """All documents."""
        return iter(self._ids)

    def next(self) -> None:
        """Go to the next document."""
        if self._place >= len(self._ids):
            raise ReadTooFar
        self._place += 1

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's signature
        """Go to the first document that is not less."""
        if self._place >= len(self._ids):
            raise ReadTooFar
        self._place = bisect_left(self._ids, id, self._place)

    def weight(self) -> float:
        """Occurrences in the current document."""
        return float(self._freqs[self._place])

    def title_freq(self) -> int:
        """Occurrences in the current document's title."""
        return int(self.found.title_freqs[self._place])

    def body_freq(self) -> int:
        """Occurrences in the current document's body."""
        return int(self.found.body_freqs[self._place])

    def score(self) -> float:
        """Score of the current document."""
        return self._scorer.score(self) if self._scorer else self.weight()

    def positions(self) -> list[int]:
        """Where the term stands in the current document, ascending."""
        if self._starts is None:
            docs = NONE_FOUND
            if self._reader is not None and self._term is not None:
                docs, self._positions = self._reader.tokens(*self._term)
            self._starts = np.searchsorted(docs, np.append(self.found.docs, np.iinfo(np.int64).max))
        start, end = self._starts[self._place : self._place + 2].tolist()
        found: list[int] = self._positions[start:end].tolist()
        return found

    def value(self) -> bytes:
        """Positions in the current document, as `ArrayPositions` reads them."""
        return np.asarray(self.positions(), "<u4").tobytes()

    def supports(self, astype: str) -> bool:
        """Whether `value_as` knows this type."""
        return astype in {"frequency", "weight"} or (astype == "positions" and self._term is not None)

    def value_as(self, astype: str) -> Any:
        """Occurrences or positions in the current document."""
        if astype == "positions":
            return self.positions()
        return self.weight() if astype == "weight" else self._freqs[self._place]
