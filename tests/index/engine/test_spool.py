"""Numbers that wait in files, and merging in portions however small."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.engine import IndexDocument, IndexWriter, encoding, merge, spool
from fihrist.index.engine.arrays import narrow, portions
from fihrist.index.engine.files import SCRATCH_MEMORY, FileOperations
from fihrist.index.engine.spool import Scratch


@given(st.lists(st.lists(st.integers(0, 1 << 40), max_size=5), max_size=5), st.booleans())
def test_a_spool_is_the_array_of_its_pieces(pieces: list[list[int]], narrowed: bool) -> None:
    whole = np.array([number for piece in pieces for number in piece], np.uint64)
    with Scratch(Path(), FileOperations()) as scratch:
        made = scratch.spool(np.uint64, narrow=narrowed)
        for piece in pieces:
            made.add(np.array(piece, np.uint64))
        expected = narrow(whole) if narrowed else whole
        assert made.dtype == made.whole().dtype == expected.dtype
        assert made.whole().tolist() == expected.tolist()
        assert made.read(len(whole) // 2, len(whole)).tolist() == whole[len(whole) // 2 :].tolist()


def test_a_long_spool_waits_in_a_file_that_goes_with_it(tmp_path: Path) -> None:
    numbers = np.arange(SCRATCH_MEMORY, dtype=np.uint32)
    with Scratch(tmp_path, FileOperations()) as scratch:
        made = scratch.spool(np.uint32)
        made.add(numbers[:10])
        made.add(numbers[10:])
        sizes = [len(chunk) for chunk in made.chunks()]
        assert max(sizes) * 4 <= spool.CHUNK_BYTES
        assert np.array_equal(np.concatenate(list(made.chunks())), numbers)
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 12))
def test_portions_hold_all_groups_and_no_more_than_they_may(counts: list[int], limit: int) -> None:
    found = list(portions(np.array(counts, np.int64), limit))
    assert [group for first, last in found for group in range(first, last)] == list(range(len(counts)))
    assert all(last - first == 1 or sum(counts[first:last]) <= limit for first, last in found)


def test_the_size_of_portions_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _merged(tmp_path / "whole")
    for size in (1, 3):
        monkeypatch.setattr(merge, "SLICE_TOKENS", size)
        monkeypatch.setattr(encoding, "SLICE_POSTINGS", size)
        assert _merged(tmp_path / str(size)) == expected


def _merged(folder: Path) -> list[str]:
    """Hashes of the files of an index that is merged from several segments, with replaced and deleted articles."""
    words = ["المدينة", "مدينة", "ومدينة", "مدن", "قصف", "القصف", "حلب", "درعا"]
    with IndexWriter(folder, spill=6) as writer:
        for key in range(24):
            text = " ".join(words[(key * step) % len(words)] for step in (1, 3, 5, 3))
            writer.add(
                IndexDocument(key % 20, words[key % 3], text, entities=(key % 4,), mentioned=((20140101, 20140131),))
            )
        writer.delete(7)
        writer.commit(1, np.zeros(4, np.uint8), "chain")
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.co*"))]
