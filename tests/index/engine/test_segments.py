"""What goes into an index comes out of it, whatever segments it is cut into."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fihrist.index.engine import BODY_START, IndexDocument, IndexWriter, Snapshot

WORDS = [
    "درعا", "دَرعا", "مدينة", "مدينه", "المدينة", "والمدينة", "مدن", "قصف", "القصف", "قَصْف", "أحمد", "احمد", "إدلب",
    "داعش", "وداعش", "«داعش»", "في", "من", "٤٢٥٠٠", "42,500", "Aleppo", "ALEPPO", "SY24", "ـ", "مقاتلون", "مقاتلين",
]  # fmt: skip
DAYS = [0, 20140101, 20140610, 20231203]
TYPES = np.zeros(9, np.uint8)

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
documents = st.builds(
    IndexDocument,
    key=st.one_of(st.integers(0, 12), st.just(2**64 - 1)),
    title=texts,
    body=st.one_of(texts, st.text(max_size=30)),
    source=st.integers(0, 5),
    language=st.integers(0, 3),
    published_earliest=st.sampled_from(DAYS),
    published_latest=st.sampled_from(DAYS),
    published_precision=st.integers(0, 3),
    mentioned=st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=3),
    mentioned_wide=st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=2),
    entities=st.lists(st.integers(0, 8), max_size=4, unique=True),
)
changes = st.lists(st.one_of(documents, st.integers(0, 12)), max_size=12)
relaxed = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(commits=st.lists(changes, max_size=6), spill=st.sampled_from([10, 40, 1_000_000]))
def test_any_history_reads_as_its_last_state(oracle: Any, commits: list[list[Any]], spill: int) -> None:
    expected = oracle()
    with tempfile.TemporaryDirectory() as folder:
        for number, commit in enumerate(commits, 1):
            with IndexWriter(folder, spill=spill) as writer:
                for change in commit:
                    if isinstance(change, int):
                        writer.delete(change)
                        expected.documents.pop(change, None)
                    else:
                        writer.add(change)
                        expected.documents[change.key] = change
                writer.commit(number, TYPES, "chain")
        with Snapshot.open(folder) as snapshot:
            assert snapshot.record_sequence == len(commits)
            assert len(snapshot.segments) <= 8
            expected.check(snapshot)


@relaxed
@given(batch=st.lists(documents, max_size=14, unique_by=lambda document: document.key), order=st.randoms())
def test_order_of_adding_and_number_of_segments_do_not_matter(content: Any, batch: Any, order: Any) -> None:
    shuffled = list(batch)
    order.shuffle(shuffled)
    states = []
    for some, spill in ((batch, 1_000_000), (shuffled, 1)):
        with tempfile.TemporaryDirectory() as folder, IndexWriter(folder, spill=spill) as writer:
            for document in some:
                writer.add(document)
            writer.commit(1, TYPES, "chain")
            with Snapshot.open(folder) as snapshot:
                states.append(content(snapshot))
    assert states[0] == states[1]


def write(folder: Path, *batch: IndexDocument) -> Snapshot:
    with IndexWriter(folder) as writer:
        for document in batch:
            writer.add(document)
        writer.commit(1, TYPES, "chain")
    return Snapshot.open(folder)


def test_one_word_more_often_than_a_byte_counts(tmp_path: Path, oracle: Any) -> None:
    batch = [IndexDocument(1, "درعا " * 300, "درعا قصف " * 700), IndexDocument(2, "", "قصف")]
    oracle(batch).check(write(tmp_path, *batch))


def test_article_longer_than_sixteen_bits_count(tmp_path: Path) -> None:
    length = 70_000
    snapshot = write(tmp_path, IndexDocument(1, "عنوان", "درعا " * length + "إدلب"), IndexDocument(2, "", "إدلب"))
    segment = snapshot.segments[0]
    rows, positions = segment.positions(segment.lookup("norm", "ادلب"), np.arange(2))
    assert list(zip(rows.tolist(), positions.tolist(), strict=True)) == [(0, 1 + BODY_START + length), (1, BODY_START)]
    postings = segment.postings("norm", segment.lookup("norm", "درعا"))
    assert postings.body_freqs.tolist() == [length]
    _, positions = segment.positions(segment.lookup("norm", "درعا"), np.arange(1))
    assert positions.tolist() == list(range(1 + BODY_START, 1 + BODY_START + length))


def test_rows_far_apart(tmp_path: Path) -> None:
    """Rows of a rare word lie further apart than a byte and two bytes count."""
    with IndexWriter(tmp_path) as writer:
        for key in range(70_000):
            writer.add(IndexDocument(key, "", "درعا" if key in {3, 299, 69_999} else "قصف" if key % 7 else ""))
        writer.commit(1, TYPES, "chain")
    segment = Snapshot.open(tmp_path).segments[0]
    assert segment.postings("norm", segment.lookup("norm", "درعا")).rows.tolist() == [3, 299, 69_999]
    common = segment.postings("norm", segment.lookup("norm", "قصف")).rows.tolist()
    assert common == [key for key in range(70_000) if key % 7 and key not in {3, 299, 69_999}]


def test_prefix_range(tmp_path: Path) -> None:
    segment = write(tmp_path, IndexDocument(1, "", "قصف قصفت قاتل درعا Aleppo")).segments[0]
    terms = [segment.term("norm", number) for number in range(segment.term_count("norm"))]
    for prefix in ("ق", "قص", "قصف", "قصفتا", "al", "", "ي", "\U0010ffff"):
        start, end = segment.prefix_range("norm", prefix)
        assert terms[start:end] == [term for term in terms if term.startswith(prefix)]


def test_words_in_deleted_articles_leave_with_the_merge(tmp_path: Path) -> None:
    with IndexWriter(tmp_path) as writer:
        for key in range(4):
            writer.add(IndexDocument(key, "", f"درعا سر{key}"))
        writer.commit(1, TYPES, "chain")
        for key in range(3):
            writer.delete(key)
        writer.commit(2, TYPES, "chain")
    segment = Snapshot.open(tmp_path).segments[0]
    assert (segment.rows, segment.live) == (1, None)
    assert segment.lookup("norm", "سر0") == -1
    assert "سر0".encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_an_index_of_nothing(tmp_path: Path, oracle: Any) -> None:
    oracle().check(Snapshot.open(tmp_path / "missing"))
    snapshot = write(tmp_path)
    oracle().check(snapshot)
    assert snapshot.generation == 1
    assert snapshot.entity_types.tolist() == TYPES.tolist()


def test_a_snapshot_outlives_what_is_committed_after_it(tmp_path: Path, content: Any) -> None:
    snapshot = write(tmp_path, IndexDocument(1, "", "درعا"), IndexDocument(2, "", "قصف درعا"))
    before = content(snapshot)
    files = set(tmp_path.iterdir())
    with IndexWriter(tmp_path) as writer:
        writer.delete(1)
        writer.add(IndexDocument(2, "", "إدلب"))
        writer.commit(2, TYPES, "chain")
    assert not files - {tmp_path / "manifest.json"} & set(tmp_path.iterdir())
    assert content(snapshot) == before
    assert Snapshot.open(tmp_path).doc_count == 1


def test_readers_open_while_a_writer_commits(tmp_path: Path) -> None:
    write(tmp_path, IndexDocument(0, "", "درعا"))

    def commit_often() -> None:
        for number in range(1, 40):
            with IndexWriter(tmp_path) as writer:
                writer.add(IndexDocument(number, "", "درعا قصف"))
                writer.commit(number, TYPES, "chain")

    seen = []
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(commit_often)
        while not work.done():
            with Snapshot.open(tmp_path) as snapshot:
                seen.append(snapshot.doc_count)
                assert snapshot.document_frequency("norm", "درعا") == snapshot.doc_count
        work.result()
    assert seen == sorted(seen)
    assert Snapshot.open(tmp_path).doc_count == 40


def test_without_a_commit_nothing_stays(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, spill=1) as writer:
        writer.add(IndexDocument(1, "", "درعا"))
        writer.add(IndexDocument(2, "", "درعا"))
    assert list(tmp_path.iterdir()) == []
    assert Snapshot.open(tmp_path).doc_count == 0


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, IndexDocument(1, "", "درعا"))
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("key", [-1, 2**64])
def test_keys_are_unsigned(tmp_path: Path, key: int) -> None:
    with IndexWriter(tmp_path) as writer, pytest.raises(ValueError, match="64 bit"):
        writer.add(IndexDocument(key, "", "درعا"))
