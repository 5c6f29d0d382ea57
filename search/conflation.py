"""What an archive takes for one word: how many articles hold each form of it, and the other words of its stem."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fihrist.index.arabic.tokens import Token, analyze
from fihrist.search.suggest import spelt

if TYPE_CHECKING:
    from fihrist.index.engine import Snapshot
    from fihrist.index.store import Store

MAX_OTHERS = 30
"""Other words of a stem that are named."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word, and how many articles hold it."""

    text: str
    """In its usual spelling."""
    documents: int


@dataclass(frozen=True, slots=True)
class WordUse:
    """A word of a text, as an archive has it."""

    token: Token
    exact: int
    """Articles that hold it as it is spelt."""
    norm: int
    """Articles that hold it but for hamza on alef, teh marbuta and alef maksura."""
    stem: int
    """Articles that a search for it finds, other spellings aside."""
    others: tuple[WordCount, ...]
    """The other words of its stem, the most frequent first."""
    left_out: int
    """How many more there are."""


def uses(store: Store, text: str, *, limit: int = MAX_OTHERS) -> list[WordUse]:
    """The words of a text in order, as an archive has them.

    Args:
        store: the archive.
        text: any text.
        limit: other words of each stem.
    """
    snapshot = store.snapshot
    return [_use(snapshot, token, limit) for token in analyze(text)]


def _use(snapshot: Snapshot, token: Token, limit: int) -> WordUse:
    counts = _counts(snapshot, token.stem)
    counts.pop(token.norm, None)
    others = sorted(counts, key=lambda norm: (-counts[norm], norm))
    return WordUse(
        token,
        exact=snapshot.exact_document_frequency(token.exact),
        norm=snapshot.document_frequency("norm", token.norm),
        stem=snapshot.document_frequency("stem", token.stem),
        others=tuple(WordCount(spelt(snapshot, norm), counts[norm]) for norm in others[:limit]),
        left_out=max(0, len(others) - limit),
    )


def _counts(snapshot: Snapshot, stem: str) -> Counter[str]:
    """The words of a stem by how many live articles hold them."""
    counts: Counter[str] = Counter()
    for segment in snapshot.segments:
        number = segment.lookup("stem", stem)
        if number >= 0:
            ids = segment.stem_norms(number)
            words = segment.terms("norm").some(ids)
            counts.update(dict(zip(words, segment.live_frequencies(ids).tolist(), strict=True)))
    return +counts
