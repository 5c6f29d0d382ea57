"""The record store: what goes in comes out, damage is named, versions are kept apart, the log tells of tampering."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.errors import (
    ArchiveLockedError,
    ArchiveReadOnlyError,
    ArchiveVersionError,
    DamagedError,
    NotAnArchiveError,
    UnknownArticleError,
)
from fihrist.index.model import (
    Article,
    ArticleKind,
    DateKind,
    DateMention,
    EntityType,
    Mention,
    Part,
    PartKind,
    Precision,
    Provenance,
    Published,
    RelatedLink,
)
from fihrist.index.records import FileState, NewArticle, Records, RecordWriter
from fihrist.index.records.compression import compress, decompress, make_dictionary
from fihrist.index.records.schema import MIGRATIONS, SCHEMA_VERSION, migrate
from fihrist.index.store import Store

BODY = "سيطر تنظيم داعش على مدينة الموصل في 10 حزيران 2014."
FILE = FileState(str(Path("page.txt").absolute()), "page.txt", 10, 20, bytes(32), "settings")


def article(number: int = 1, **changes: object) -> Article:
    made = Article(
        id=f"{number:016x}",
        kind=ArticleKind.ARTICLE,
        title="سقوط \x1b[2J الموصل",
        body=BODY,
        deck="",
        byline="",
        translator="",
        source="وكالة",
        url="http://example.org/1",
        language="ar",
        keywords="",
        published=Published("2014-06-11", Precision.DAY, Provenance.METADATA, 0.95, 20140611, 20140611),
        captions=("صورة",),
        see_also=(),
        related=(RelatedLink("بطاقة", "سطر"),),
        path="page.txt",
        byte_start=0,
        byte_end=10,
        page_sha256=hashlib.sha256(b"page").hexdigest(),
        encoding="utf-8",
        text_sha256=hashlib.sha256(BODY.encode()).hexdigest(),
        part_no=1,
        part_count=1,
        parts=(Part(PartKind.BODY, 0, 10, "rule"),),
        ingested_at="2024-01-01T00:00:00Z",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def analysed(made: Article) -> NewArticle:
    text = f"{made.title}\n{made.body}"
    place, group = text.index("الموصل"), text.index("داعش")
    again, day = text.index("الموصل", place + 1), text.index("10")
    mosul = ("الموصل", EntityType.PLACE, "place-mosul", 0.9, "name", "place-mosul", "الموصل")
    mentions = [
        Mention(place, place + 6, *mosul),
        Mention(group, group + 4, "داعش", EntityType.ORGANISATION, None, 0.4, "guess", "~داعش", "داعش"),
        Mention(again, again + 6, *mosul, nested=True),
    ]
    dates = [
        DateMention(day, day + 14, text[day : day + 14], "2014-06-10", 20140610, 20140610, "day", DateKind.ABSOLUTE)
    ]
    return NewArticle(made, "text", "وكاله", mentions, ["الموصل", "داعش", "الموصل"], dates, "analyser 1")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[RecordWriter]:
    with RecordWriter.open(tmp_path / "records.db", create=True) as opened:
        yield opened


def put(writer: RecordWriter, *articles: Article) -> None:
    with writer.transaction():
        file, _ = writer.begin_file(FILE, 1)
        for made in articles:
            writer.add(analysed(made), file, 1)
        writer.end_file(file, 1)


def test_an_article_comes_back_as_it_went_in(writer: RecordWriter) -> None:
    undated = article(2, published=None, body="", title="", related_to=article().id)
    with writer.transaction():
        file, _ = writer.begin_file(FILE, 1)
        writer.add(analysed(article()), file, 1)
        writer.add(NewArticle(undated, "html", ""), file, 1)
    assert writer.articles([undated.id, article().id]) == [undated, article()]
    with pytest.raises(UnknownArticleError, match="ffff"):
        writer.article("f" * 16)


def test_names_and_dates_come_back_with_offsets_in_the_body(writer: RecordWriter) -> None:
    put(writer, article())
    found = writer.mentions(article().id)
    assert [(m.text, m.key, m.confidence, m.nested) for m in found] == [
        ("داعش", "~داعش", 0.4, False),
        ("الموصل", "place-mosul", 0.9, True),
    ]
    assert all(BODY[m.start : m.end] == m.text for m in found)
    assert [m.text for m in writer.title_mentions(article().id)] == ["الموصل"]
    (date,) = writer.dates(article().id)
    assert BODY[date.start : date.end] == date.text == "10 حزيران 2014"
    assert (date.earliest, date.kind) == (20140610, DateKind.ABSOLUTE)


def test_facets_get_sure_names_that_stand_alone_and_resolved_dates(writer: RecordWriter) -> None:
    put(writer, article())
    (stored,) = writer.stored()
    assert [row.key for row in writer.entity(stored.entities)] == ["place-mosul"]
    assert stored.mentioned == ((20140610, 20140610),)
    assert [row.label for row in writer.source([stored.source_ordinal])] == ["وكالة"]


def test_ordinals_are_shared_and_never_change(writer: RecordWriter) -> None:
    put(writer, article(1), article(2))
    (ordinal,) = writer.entity_ordinals("place-mosul")
    put(writer, article(3))
    assert writer.entity_ordinals("place-mosul") == [ordinal]
    assert writer.entity_types()[ordinal] == 3
    assert writer.entity_ordinals("place-mosul", EntityType.PERSON) == []
    assert [row.ordinal for row in writer.find_entity_rows("الموصل", EntityType.PLACE)] == [ordinal]
    assert len(writer.source_ordinals("وكاله")) == 1


def test_the_same_article_is_stored_once(writer: RecordWriter) -> None:
    put(writer, article(), article())
    put(writer, article())
    assert writer.count() == writer.last_sequence() == 1


def test_a_transaction_that_fails_leaves_nothing(writer: RecordWriter) -> None:
    def interrupted() -> None:
        with writer.transaction():
            file, _ = writer.begin_file(FILE, 1)
            writer.add(analysed(article()), file, 1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert writer.counts().articles == writer.counts().entities == 0
    put(writer, article())
    assert [row.label for row in writer.entity([1, 2])] == ["الموصل", "داعش"]


def test_readers_see_what_is_committed_while_the_writer_is_open(writer: RecordWriter, tmp_path: Path) -> None:
    with Records.open(tmp_path / "records.db") as reader:
        assert reader.count() == 0
        put(writer, article())
        assert reader.count() == 1
        assert reader.published_range() == ("2014-06-11", "2014-06-11")


@pytest.mark.parametrize(
    ("damage", "call"),
    [
        pytest.param("UPDATE articles SET title = NULL", "article", id="null"),
        pytest.param("UPDATE articles SET parts = '[[1]]'", "article", id="json"),
        pytest.param("UPDATE articles SET kind = 'poem'", "article", id="kind"),
        pytest.param("UPDATE articles SET text_sha256 = 'x'", "article", id="type"),
        pytest.param("UPDATE articles SET captions = '" + "[" * 100_000 + "'", "article", id="nesting"),
        pytest.param("UPDATE bodies SET body = x'00'", "article", id="body"),
        pytest.param("UPDATE bodies SET dictionary = 77", "article", id="dictionary"),
        pytest.param("DELETE FROM bodies", "article", id="no-body"),
        pytest.param("DELETE FROM pages", "article", id="no-page"),
        pytest.param("UPDATE analyses SET mentions = x'0102'", "mentions", id="blob"),
        pytest.param("DELETE FROM entities", "mentions", id="no-entity"),
        pytest.param("DELETE FROM analyses", "dates", id="no-dates"),
        pytest.param("UPDATE bodies SET body = zeroblob(0)", "mentions", id="empty"),
        pytest.param("DROP TABLE bodies", "article", id="table"),
    ],
)
def test_damage_is_named_and_never_crashes(writer: RecordWriter, tmp_path: Path, damage: str, call: str) -> None:
    put(writer, article())
    writer.close()
    broken = sqlite3.connect(tmp_path / "records.db")
    with broken:
        broken.execute("PRAGMA writable_schema = ON")
        broken.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'articles'")
    broken.close()
    broken = sqlite3.connect(tmp_path / "records.db")
    with broken:
        broken.execute(damage)
    broken.close()
    with Records.open(tmp_path / "records.db") as records, pytest.raises(DamagedError, match=r"records\.db"):
        getattr(records, call)(article().id)


def test_a_file_cut_short_is_damaged(writer: RecordWriter, tmp_path: Path) -> None:
    put(writer, *(article(number) for number in range(1, 60)))
    writer.close()
    path = tmp_path / "records.db"
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(DamagedError), Records.open(path) as records:
        list(records.stored())


def test_the_log_is_a_chain(writer: RecordWriter, tmp_path: Path) -> None:
    with writer.transaction():
        for number in range(5):
            writer.note("something", {"number": number})
    assert writer.verify_log() is None
    assert [entry.number for entry in writer.log()] == [1, 2, 3, 4, 5, 6]
    writer.close()
    tampered = sqlite3.connect(tmp_path / "records.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tampered.execute("UPDATE log SET detail = '{}' WHERE number = 3")
    with tampered:
        tampered.execute("DROP TRIGGER log_is_fixed")
        tampered.execute("UPDATE log SET detail = '{}' WHERE number = 3")
    tampered.close()
    with Records.open(tmp_path / "records.db") as records:
        assert records.verify_log() == 3


def test_an_entry_left_out_of_the_log_is_noticed(writer: RecordWriter, tmp_path: Path) -> None:
    with writer.transaction():
        writer.note("something", {})
        writer.note("something else", {})
    writer.close()
    tampered = sqlite3.connect(tmp_path / "records.db")
    with tampered:
        tampered.execute("DROP TRIGGER log_is_kept")
        tampered.execute("DELETE FROM log WHERE number = 2")
    tampered.close()
    with Records.open(tmp_path / "records.db") as records:
        assert records.verify_log() == 2


def test_a_newer_version_is_refused(writer: RecordWriter, tmp_path: Path) -> None:
    writer.close()
    newer = sqlite3.connect(tmp_path / "records.db")
    newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    for opening in (Records.open, RecordWriter.open):
        with pytest.raises(ArchiveVersionError, match="newer"):
            opening(tmp_path / "records.db")


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_version_is_brought_up_to_date_by_opening(tmp_path: Path, version: int) -> None:
    (tmp_path / "a").mkdir()
    older = sqlite3.connect(tmp_path / "a" / "records.db", isolation_level=None)
    migrate(older, "then", MIGRATIONS[:version])
    older.close()
    with pytest.raises(ArchiveVersionError, match=f"has version {version}"):
        Records.open(tmp_path / "a" / "records.db")
    with Store.open(tmp_path / "a") as store:
        assert store.behind == 0


def test_migrations_run_once_each_in_order_and_all_or_none(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    assert migrate(connection, "now", MIGRATIONS[:1]) == [1]

    def second(database: sqlite3.Connection) -> None:
        database.execute("ALTER TABLE articles ADD COLUMN cluster INTEGER")

    def broken(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE half (x)")
        database.execute("nonsense")

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, "now", [*MIGRATIONS[:1], second, broken])
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert migrate(connection, "later", [*MIGRATIONS[:1], second]) == [2]
    assert migrate(connection, "later", [*MIGRATIONS[:1], second]) == []
    assert connection.execute("SELECT cluster FROM articles").fetchall() == []
    assert connection.execute("SELECT version FROM migrations").fetchall() == [(1,), (2,)]
    connection.close()


def test_another_programs_database_is_no_archive(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "records.db")
    other.execute("CREATE TABLE notes (x)")
    other.close()
    with pytest.raises(NotAnArchiveError, match="fihrist ingest"):
        Records.open(tmp_path / "records.db")
    (tmp_path / "records.db").write_bytes(b"no database at all")
    with pytest.raises(DamagedError):
        Records.open(tmp_path / "records.db")


def test_paths_without_an_archive(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for name in ("file", "missing", "."):
        with pytest.raises(NotAnArchiveError, match="fihrist ingest"):
            Store.open(tmp_path / name)
    with pytest.raises(NotAnArchiveError, match="other files"):
        Store.open(tmp_path, create=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_one_writer_whose_holder_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a", create=True, writable=True):
        with pytest.raises(ArchiveLockedError, match=r"process \d+ on .+ since 2"):
            Store.open(tmp_path / "a", writable=True, wait=0.05)
        with Store.open(tmp_path / "a") as reader:
            assert reader.records.count() == 0
            with pytest.raises(ArchiveReadOnlyError):
                _ = reader.writer
    Store.open(tmp_path / "a", writable=True, wait=0.05).close()


READ_ONLY = """
import os, sys
from fihrist.index.arabic import chain
from fihrist.index.engine.snapshot import Snapshot  # loaded before the rights to the files of Python are given up
from fihrist.index.store import Store
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Store.open(sys.argv[1]) as store:
    print(store.records.count(), store.snapshot.doc_count)
"""


def test_a_read_only_folder_is_read_and_a_pending_log_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    Store.open(folder, create=True).close()
    for leftover in ("records.db-wal", "records.db-shm"):
        (folder / leftover).unlink(missing_ok=True)
    for path in [folder, *list(tmp_path.parents)[:-2]]:
        path.chmod(0o555 if path == folder else 0o755)
    tmp_path.chmod(0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", READ_ONLY, folder], capture_output=True, text=True, check=False
        )
        assert done.stdout.split() == ["0", "0"], done.stderr
        folder.chmod(0o755)
        (folder / "records.db-wal").write_bytes(b"x" * 100)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-P", "-c", READ_ONLY, folder], capture_output=True, text=True, check=False
        )
        assert "ArchiveReadOnlyError" in done.stderr
    finally:
        folder.chmod(0o755)


def test_compression_with_the_archives_words_is_lossless_and_smaller() -> None:
    texts = [
        f"قصفت طائرات النظام السوري مدينة حلب وريفها في اليوم رقم {number} من الحملة العسكرية " * 3
        for number in range(2000)
    ]
    dictionary = make_dictionary(texts)
    assert 0 < len(dictionary) <= 32_000
    assert decompress(compress(texts[7], dictionary), dictionary) == texts[7]
    short = texts[7][:60]
    assert len(compress(short, dictionary)) < len(compress(short))
    with pytest.raises(ValueError):
        decompress(compress(texts[7], dictionary))
    assert make_dictionary(["قليل"]) == b""


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_text_survives_compression(text: str) -> None:
    assert decompress(compress(text)) == text
