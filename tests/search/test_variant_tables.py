"""An archive's own table of spellings, whatever lies in its folder under that name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fihrist.search.variants import FILE_NAME, shipped, table_of


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\t".join(f"كلمة{'ا' * at}" for at in range(99)).encode(), "more than 50 spellings"),
        (b"x" * 4_000_001, "more than 4,000,000"),
        (None, "it is no file"),
    ],
    ids=["a-long-line", "a-large-file", "a-pipe"],
)
def test_a_table_without_bounds_is_none(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is None:
        os.mkfifo(tmp_path / FILE_NAME)
    else:
        (tmp_path / FILE_NAME).write_bytes(content)
    table = table_of(tmp_path)
    assert table.groups == shipped().groups
    assert [said in bad.reason for bad in table.bad] == [True]
