"""The first k of many rows, without sorting all of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.search.execute.arrays import Indices

_BLOCK = 64
_MANY = 4096


def smallest(values: NDArray[Any], keys: NDArray[np.uint64], k: int) -> Indices:
    """Indices of the k smallest values in order; of equal values those with smaller keys come first.

    A bound from the minima of blocks leaves few candidates for the sort.
    """
    if k <= 0:
        return np.empty(0, np.int64)
    at = _candidates(values, k)
    if len(at) > k:
        at = _exactly(values, keys, at, k)
    return at[np.lexsort((keys[at], values[at]))][:k]


def _candidates(values: NDArray[Any], k: int) -> Indices:
    """Indices of at least the k smallest values, ties included."""
    blocks = len(values) // _BLOCK
    if len(values) <= _MANY or blocks <= k:
        return np.arange(len(values))
    minima = values[: blocks * _BLOCK].reshape(blocks, _BLOCK).min(axis=1)
    return np.flatnonzero(values <= np.partition(minima, k - 1)[k - 1])


def _exactly(values: NDArray[Any], keys: NDArray[np.uint64], at: Indices, k: int) -> Indices:
    """The k of the candidates that come first, in any order."""
    chosen = values[at]
    bound = np.partition(chosen, k - 1)[k - 1]
    below = at[chosen < bound]
    ties = at[chosen == bound]
    missing = k - len(below)
    if missing < len(ties):
        ties = ties[np.argpartition(keys[ties], missing - 1)[:missing]]
    return np.concatenate((below, ties))
