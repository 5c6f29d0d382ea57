"""Damaged files give an error that names the file, or answers within bounds; never a crash, never code that runs."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.errors import ArchiveVersionError, DamagedError
from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot, verify

WORDS = ["درعا", "مدينة", "مدينه", "المدينة", "قصف", "القصف", "أحمد", "احمد", "إدلب", "مدن"]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, with tombstones, frequencies beyond a byte and positions beyond two."""
    folder = tmp_path_factory.mktemp("sound")
    for number in range(2):
        with IndexWriter(folder) as writer:
            for key in range(number * 30, number * 30 + 30):
                body = " ".join(WORDS[key % 7 : key % 7 + 4] * (1 + key % 5))
                days = [(20140101, 20140102)] * (key % 3)
                writer.add(
                    IndexDocument(
                        key, WORDS[key % 10], body, published_earliest=20140101, mentioned=days, entities=[key % 4]
                    )
                )
            if number:
                writer.add(IndexDocument(500, "", "قصف " * 66_000))
                writer.delete(3)
            writer.commit(number + 1, np.zeros(4, np.uint8), "chain")
    return folder


def damaged_copy(sound: Path, change: Callable[[Path], None]) -> tempfile.TemporaryDirectory[str]:
    copy = tempfile.TemporaryDirectory()
    shutil.copytree(sound, copy.name, dirs_exist_ok=True)
    change(Path(copy.name))
    return copy


def packs(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != "manifest.json")


def use_everything(folder: Path) -> None:
    """Ask for all that an index can say."""
    with Snapshot.open(folder) as snapshot:
        for segment in snapshot.segments:
            rows = np.arange(segment.rows, dtype=np.uint32)
            for name in ("title_lengths", "published_earliest", "published_latest", "published_precision", "source"):
                assert len(getattr(segment, name)) == segment.rows
            assert int(segment.entity_offsets[-1]) == len(segment.entity_ordinals)
            assert int(segment.mentioned_offsets[-1]) == len(segment.mentioned_latest)
            for ordinal in range(4):
                assert within(segment.entity_rows(ordinal), segment.rows)
            assert within(segment.rows_of(np.arange(60, dtype=np.uint64)) + 1, segment.rows + 1)
            for word in ("درعا", "مدينه", "قصف", "احمد", "ادلب"):
                snapshot.document_frequency("norm", word)
                term = segment.lookup("norm", word)
                if term >= 0:
                    assert within(segment.postings("norm", term).rows, segment.rows)
                    assert within(segment.positions(term, rows)[0], segment.rows)
                    segment.exact_forms(term)
                assert within(segment.exact_postings(word).rows, segment.rows)
            for term in range(segment.term_count("stem")):
                assert within(segment.postings("stem", term).rows, segment.rows)
                segment.tokens("stem", term)


def within(rows: Any, count: int) -> bool:
    return not len(rows) or (int(rows.min()) >= 0 and int(rows.max()) < count)


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_flipped_bits(sound: Path, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(packs(sound)))
    size = target.stat().st_size
    places = data.draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, 7)), min_size=1, max_size=20))

    def flip(folder: Path) -> None:
        content = bytearray((folder / target.name).read_bytes())
        for place, bit in places:
            content[place] ^= 1 << bit
        (folder / target.name).write_bytes(content)

    with damaged_copy(sound, flip) as name:
        folder = Path(name)
        if (folder / target.name).read_bytes() != target.read_bytes():
            assert [target.name in message for message in verify(folder)] == [True]
        said = "run `fihrist rebuild`"
        try:
            use_everything(folder)
        except DamagedError as error:
            said = str(error)
        assert "fihrist rebuild" in said


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_garbled_manifest(sound: Path, data: st.DataObject) -> None:
    content = (sound / "manifest.json").read_bytes()
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(content)), st.integers(0, len(content)))))
    garbled = content[:start] + data.draw(st.binary(max_size=20)) + content[end:]
    with damaged_copy(sound, lambda folder: void((folder / "manifest.json").write_bytes(garbled))) as name:
        if garbled != content:
            with pytest.raises(DamagedError, match=r"manifest\.json.*fihrist rebuild"):
                Snapshot.open(name)
            assert len(verify(name)) == 1


def void(_: object) -> None:
    """Drop a value."""


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b"\xff\xfe", b'{"format": 3}', b"[" * 100_000])
def test_something_else_in_the_manifests_place(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(DamagedError, match="fihrist rebuild"):
        Snapshot.open(tmp_path)


def test_truncated_and_missing_files(sound: Path) -> None:
    for target in packs(sound):
        size = target.stat().st_size
        for change in (
            lambda folder, name=target.name: (folder / name).unlink(),
            lambda folder, name=target.name: (folder / name).write_bytes(b""),
            lambda folder, name=target.name, size=size: (folder / name).write_bytes(bytes(size - 1)),
        ):
            with damaged_copy(sound, change) as name:
                with pytest.raises(DamagedError, match=f"{target.name}.*fihrist rebuild"):
                    Snapshot.open(name)
                assert len(verify(name)) == 1


def test_a_newer_format_is_refused_and_left_alone(sound: Path) -> None:
    def renew(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        (folder / "manifest.json").write_text(json.dumps({"format": manifest["format"], "version": 99, "new": []}))

    with damaged_copy(sound, renew) as name:
        before = sorted(Path(name).iterdir())
        for opening in (Snapshot.open, IndexWriter, verify):
            with pytest.raises(ArchiveVersionError, match="newer Fihrist"):
                opening(name)
        assert sorted(Path(name).iterdir()) == before


def test_a_merge_refuses_what_does_not_match_its_hash(sound: Path) -> None:
    def flip(folder: Path) -> None:
        target = next(path for path in packs(folder) if path.suffix == ".core")
        content = bytearray(target.read_bytes())
        content[-1] ^= 1
        target.write_bytes(content)

    with damaged_copy(sound, flip) as name, IndexWriter(name) as writer:
        for key in range(25):
            writer.delete(key)
        with pytest.raises(DamagedError, match="hash"):
            writer.commit(3, np.zeros(4, np.uint8), "chain")


@pytest.fixture
def no_pickle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes unpickling an error."""

    def refuse(*_: object, **__: object) -> None:
        message = "unpickled"
        raise AssertionError(message)

    monkeypatch.setattr("pickle.load", refuse)
    monkeypatch.setattr("pickle.loads", refuse)


@pytest.mark.usefixtures("no_pickle")
def test_nothing_is_unpickled(sound: Path) -> None:
    use_everything(sound)
    assert verify(sound) == []
