"""Giving articles other entities: columns are rewritten, in part or not at all, and the words stay where they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot, verify
from fihrist.index.engine.files import FileOperations
from fihrist.index.engine.layout import open_pack, write_pack
from fihrist.index.engine.manifest import read_manifest, write_manifest

TYPES = np.ones(12, np.uint8)
KEYS = range(9)
Given = dict[int, Sequence[int]]


def document(key: int, entities: Sequence[int] = ()) -> IndexDocument:
    days = 20140101 + key % 4
    return IndexDocument(
        key, "قصف", f"درعا مدينة {key}", published_earliest=days, published_latest=days, entities=entities
    )


def entities_of(snapshot: Snapshot) -> dict[int, list[int]]:
    """What the rows of each article say, seen to be what the rows of each entity say."""
    found: dict[int, list[int]] = {}
    for segment in snapshot.segments:
        for row in range(segment.rows):
            if segment.live is None or segment.live[row]:
                start, end = segment.entity_offsets[row : row + 2].tolist()
                found[int(segment.keys[row])] = segment.entity_ordinals[start:end].tolist()
                assert all(row in segment.entity_rows(ordinal) for ordinal in found[int(segment.keys[row])])
        assert sum(len(segment.entity_rows(ordinal)) for ordinal in range(12)) == len(segment.entity_ordinals)
    return found


GIVEN = st.dictionaries(st.integers(0, 11), st.lists(st.integers(0, 11), max_size=4, unique=True), max_size=6)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("give", "add", "delete", "commit")), GIVEN), max_size=8), st.integers(3, 40))
def test_what_is_given_last_is_what_is_held(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Given]], spill: int
) -> None:
    folder = tmp_path_factory.mktemp("index")
    held = {key: [key] for key in KEYS}
    with IndexWriter(folder, spill=spill) as writer:
        for key in KEYS:
            writer.add(document(key, [key]))
        for step, entities in steps:
            match step:
                case "give":
                    writer.set_entities(entities)
                    held.update({key: sorted(ordinals) for key, ordinals in entities.items() if key in held})
                case "add":
                    for key, ordinals in entities.items():
                        writer.add(document(key, ordinals))
                        held[key] = sorted(ordinals)
                case "delete":
                    for key in entities:
                        writer.delete(key)
                        held.pop(key, None)
                case _:
                    writer.commit(1, TYPES, "chain")
        writer.commit(2, TYPES, "chain")
    with Snapshot.open(folder) as snapshot:
        assert entities_of(snapshot) == held
    assert verify(folder) == []


class Failing(FileOperations):
    """A disk that is full at the n-th operation."""

    def __init__(self, left: int) -> None:
        self.left = left

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")

    def write(self, path: Path, chunks: Iterable[bytes | memoryview]) -> None:
        self._step()
        super().write(path, chunks)

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def sync_folder(self, path: Path) -> None:
        self._step()
        super().sync_folder(path)


@pytest.mark.parametrize("left", range(9))
def test_a_full_disk_leaves_the_old_entities_or_the_new_ones(tmp_path: Path, left: int) -> None:
    with IndexWriter(tmp_path, spill=12) as writer:
        for key in KEYS:
            writer.add(document(key, [key]))
        writer.commit(1, TYPES, "chain")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.core")}
    new: dict[int, list[int]] = {key: [9, 10] for key in (1, 5, 8)}
    with Snapshot.open(tmp_path) as reader:
        old = entities_of(reader)
        try:
            with IndexWriter(tmp_path, files=Failing(left)) as writer:
                writer.set_entities(new)
                writer.commit(2, TYPES, "chain")
        except OSError:
            assert left < 8
        assert entities_of(reader) == old
    with Snapshot.open(tmp_path) as snapshot:
        assert entities_of(snapshot) in (old, {**old, **new})
        assert snapshot.record_sequence == (1 if entities_of(snapshot) == old else 2)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.core")} == before
    assert verify(tmp_path) == []


def test_an_index_that_holds_entities_among_its_other_columns_is_given_others(tmp_path: Path) -> None:
    with IndexWriter(tmp_path) as writer:
        for key in KEYS:
            writer.add(document(key, [key]))
        writer.commit(1, TYPES, "chain")
    manifest = read_manifest(tmp_path)
    (segment,) = manifest.segments
    core, *others = segment.packs
    arrays = {name: array for pack in others for name, array in open_pack(tmp_path, pack).items()}
    columns = write_pack(tmp_path, "00000099.columns", arrays.items(), FileOperations())
    older = dataclasses.replace(segment, packs=(core, columns))
    write_manifest(tmp_path, dataclasses.replace(manifest, next_file=100, segments=(older,)), FileOperations())
    for ordinals in ([7], [8, 9]):
        with IndexWriter(tmp_path) as writer:
            writer.set_entities({3: ordinals})
            writer.commit(1, TYPES, "chain")
        with Snapshot.open(tmp_path) as snapshot:
            assert entities_of(snapshot) == {key: ordinals if key == 3 else [key] for key in KEYS}
    assert verify(tmp_path) == []
