"""Row sets against Python's sets, and the first k against a full sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.search.execute.arrays import Rows, common, every_row, group, intersect, subtract, union
from fihrist.search.execute.top import smallest

SIZES = (60, 10_000)
"""A segment where tables are laid over the rows, and one where the few rows are searched."""

row_sets = st.sets(st.integers(0, 59))


def rows(values: set[int]) -> Rows:
    return np.array(sorted(values), np.uint32)


@pytest.mark.parametrize("size", SIZES)
@given(row_sets, row_sets)
def test_sets_of_rows(size: int, left: set[int], right: set[int]) -> None:
    assert intersect(rows(left), rows(right), size).tolist() == sorted(left & right)
    assert subtract(rows(left), rows(right), size).tolist() == sorted(left - right)
    assert union([rows(left), rows(right), rows({3})], size).tolist() == sorted(left | right | {3})


@pytest.mark.parametrize("size", SIZES)
@given(row_sets, row_sets)
def test_common_points_into_both(size: int, left: set[int], right: set[int]) -> None:
    first, second = common(rows(left), rows(right), size)
    assert rows(left)[first].tolist() == rows(right)[second].tolist() == sorted(left & right)


def test_a_set_has_everything_in_common_with_itself() -> None:
    every = every_row(5)
    first, second = common(every, every, 5)
    assert first.tolist() == second.tolist() == [0, 1, 2, 3, 4]


@given(st.lists(st.integers(0, 5)).map(sorted))
def test_groups_are_runs_of_equal_values(values: list[int]) -> None:
    starts, lengths = group(np.array(values, np.int64))
    assert [values[start] for start in starts] == sorted(set(values))
    assert lengths.tolist() == [values.count(value) for value in sorted(set(values))]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, (1 << 64) - 1)), max_size=60), st.integers(0, 70))
def test_the_smallest_are_those_of_a_full_sort(pairs: list[tuple[int, int]], k: int) -> None:
    values = np.array([value for value, _ in pairs], np.float32)
    keys = np.array([key for _, key in pairs], np.uint64)
    chosen = smallest(values, keys, k)
    assert [pairs[at] for at in chosen] == sorted(pairs)[:k]


@pytest.mark.parametrize("distinct", [1, 50, 1_000_000])
@pytest.mark.parametrize("k", [1, 20, 500, 20_000])
def test_the_smallest_of_many(distinct: int, k: int) -> None:
    random = np.random.default_rng(7)
    values = random.integers(0, distinct, 20_000).astype(np.float32)
    keys = random.permutation(20_000).astype(np.uint64)
    assert smallest(values, keys, k).tolist() == np.lexsort((keys, values))[:k].tolist()
