"""Counting right, predicted and expected spans."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Score:
    """Sums over documents; adding two scores adds the documents."""

    right: int = 0
    predicted: int = 0
    expected: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was predicted."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.predicted + self.expected) if self.predicted + self.expected else 1.0


def compare(predicted: Iterable[T], expected: Iterable[T]) -> Score:
    """The score of one document; each item counts once."""
    found, gold = set(predicted), set(expected)
    return Score(len(found & gold), len(found), len(gold))
