"""Loading: what comes in, what is passed over, what is reported, and that nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fihrist.errors import ArchiveError, ArchiveReadOnlyError, ArchiveVersionError, DamagedError, SourceError
from fihrist.index.ingest import storing, work
from fihrist.index.ingest.pipeline import Progress, ingest, rebuild
from fihrist.index.ingest.report import IngestReport
from fihrist.index.model import Article, ArticleKind, Page
from fihrist.index.records import Records
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"

MOSUL = "سقوط الموصل\n\nسيطر تنظيم داعش على مدينة الموصل شمال العراق في 10 حزيران 2014، وفر الآلاف من سكانها.\n"
KOBANI = "معركة كوباني\n\nاستعادت القوات الكردية مدينة كوباني شمال سوريا في 26 كانون الثاني 2015 بعد أشهر من القتال.\n"


def load(archive: Path, *paths: Path, workers: int | None = 1, **options: object) -> IngestReport:
    with Store.open(archive, create=True, writable=True) as store:
        return ingest(store, [str(path) for path in paths], options=SourceOptions(**options), workers=workers)  # type: ignore[arg-type]


def titles(archive: Path) -> list[str]:
    with Store.open(archive) as store:
        return [stored.article.title for stored in store.records.stored()]


def counted(archive: Path) -> tuple[int, int]:
    """Articles in the records and in the index."""
    with Store.open(archive) as store:
        return store.records.count(), store.snapshot.doc_count


def records_file(path: Path, numbers: Sequence[int]) -> Path:
    lines = [
        json.dumps(
            {
                "title": f"تقرير رقم {number}",
                "text": f"قصفت الطائرات مدينة حلب في يوم القصف رقم {number} وسقط ضحايا.",
                "source": "وكالة سانا" if number % 2 else "الجزيرة",
                "date": f"2015-{number % 12 + 1:02d}-03",
                "url": f"http://example.org/{number}",
            },
            ensure_ascii=False,
        )
        for number in numbers
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "mosul.txt").write_text(MOSUL, encoding="utf-8")
    (folder / "kobani.txt").write_text(KOBANI, encoding="utf-8")
    records_file(folder / "reports.jsonl", range(30))
    return folder


def test_a_folder_is_loaded_and_found(sources: Path, tmp_path: Path) -> None:
    report = load(tmp_path / "a", sources)
    assert (report.files, report.new, report.duplicates, report.quarantined) == (3, 32, 0, 0)
    assert counted(tmp_path / "a") == (32, 32)
    with Store.open(tmp_path / "a") as store:
        mosul = next(stored for stored in store.records.stored() if "الموصل" in stored.article.title)
        keys = {row.label for row in store.records.entity(mosul.entities)}
        assert {"الموصل", "العراق"} <= keys
        assert (20140610, 20140610) in mosul.mentioned
        assert store.records.verify_log() is None


def test_a_second_time_adds_nothing(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    manifest = (tmp_path / "a" / "index" / "manifest.json").read_bytes()
    report = load(tmp_path / "a", sources)
    assert (report.new, report.unchanged, report.quarantined) == (0, 3, 0)
    assert (tmp_path / "a" / "index" / "manifest.json").read_bytes() == manifest


def test_a_touched_file_is_not_read_again_and_a_copy_adds_nothing(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    os.utime(sources / "mosul.txt", ns=(1, 1))
    (sources / "copy.txt").write_text(MOSUL, encoding="utf-8")
    report = load(tmp_path / "a", sources)
    assert (report.new, report.duplicates, report.unchanged) == (0, 1, 3)
    assert load(tmp_path / "a", sources).unchanged == 4


def test_a_changed_file_brings_what_is_new_and_loses_nothing(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    records_file(sources / "reports.jsonl", range(5, 40))
    report = load(tmp_path / "a", sources)
    assert (report.changed, report.new, report.duplicates, report.gone) == (1, 10, 25, 5)
    assert counted(tmp_path / "a") == (42, 42)


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_do_not_depend_on_the_number_of_workers(sources: Path, tmp_path: Path, workers: int) -> None:
    report = load(tmp_path / "a", sources, workers=workers)
    load(tmp_path / "alone", sources, workers=1)
    assert report.new == 32
    with Store.open(tmp_path / "a") as store, Store.open(tmp_path / "alone") as alone:
        for here, there in zip(store.records.stored(), alone.records.stored(), strict=True):
            assert (here.sequence, here.article.id, here.entities, here.mentioned) == (
                there.sequence,
                there.article.id,
                there.entities,
                there.mentioned,
            )
            assert store.records.mentions(here.article.id) == alone.records.mentions(there.article.id)
            assert store.records.dates(here.article.id) == alone.records.dates(there.article.id)


def test_unreadable_things_are_kept_with_their_reason_and_the_rest_goes_on(sources: Path, tmp_path: Path) -> None:
    (sources / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    with (sources / "reports.jsonl").open("ab") as file:
        file.write('{"title": "عنوان مبتور", "text": "نص'.encode())
    report = load(tmp_path / "a", sources)
    assert (report.new, report.quarantined) == (32, 2)
    assert all(any(name in line for line in report.lines()) for name in ("image.txt", "reports.jsonl"))
    with Store.open(tmp_path / "a") as store:
        for row in store.records.quarantined():
            about = json.loads((store.quarantine_path / row.kept).with_suffix(".json").read_text(encoding="utf-8"))
            assert (about["path"], about["reason"]) == (row.path, row.reason)
            assert (store.quarantine_path / row.kept).read_bytes()
    assert json.loads(json.dumps(report.to_json()))["quarantined"] == 2


def test_what_becomes_readable_leaves_the_quarantine(sources: Path, tmp_path: Path) -> None:
    (sources / "late.txt").write_bytes(b"")
    load(tmp_path / "a", sources)
    (sources / "late.txt").write_text(MOSUL.replace("الموصل", "تكريت"), encoding="utf-8")
    assert load(tmp_path / "a", sources).new == 1
    with Store.open(tmp_path / "a") as store:
        assert store.records.counts().quarantined == 0


def test_a_missing_path_is_an_error_alone_and_a_line_of_the_report_beside_others(sources: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such"):
        load(tmp_path / "a", tmp_path / "nowhere")
    report = load(tmp_path / "a", tmp_path / "nowhere", sources)
    assert (report.new, report.quarantined) == (32, 1)


def test_hostile_titles_are_stored_as_they_are(tmp_path: Path) -> None:
    title = "\x1b]0;pwned\x07\x1b[2J\u202eهجوم على مطار"
    (tmp_path / "x.jsonl").write_text(
        json.dumps({"title": title, "text": "نص الخبر عن هجوم."}) + "\n", encoding="utf-8"
    )
    load(tmp_path / "a", tmp_path / "x.jsonl")
    assert titles(tmp_path / "a") == [title]


def test_ingest_needs_a_store_open_for_writing(sources: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a", create=True) as store, pytest.raises(ArchiveReadOnlyError):
        ingest(store, [str(sources)], options=SourceOptions())


def test_progress_counts_up_to_the_end(sources: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    with Store.open(tmp_path / "a", create=True, writable=True) as store:
        ingest(store, [str(sources)], options=SourceOptions(), progress=seen.append, workers=1)
    assert seen
    assert all(progress.files_total == 3 and str(progress) for progress in seen)
    assert [progress.files_done for progress in seen] == sorted(progress.files_done for progress in seen)


def test_an_interrupt_keeps_what_was_stored_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fihrist.index.ingest.storing.BATCH_ARTICLES", 10)
    source = records_file(tmp_path / "many.jsonl", range(200))

    def interrupt(progress: Progress) -> None:
        if progress.new >= 100:
            raise KeyboardInterrupt

    with Store.open(tmp_path / "a", create=True, writable=True) as store, pytest.raises(KeyboardInterrupt):
        ingest(store, [str(source)], options=SourceOptions(), progress=interrupt, workers=1)
    in_records, in_index = counted(tmp_path / "a")
    assert 100 <= in_records == in_index < 200
    report = load(tmp_path / "a", source)
    assert report.new == 200 - in_records
    assert counted(tmp_path / "a") == (200, 200)


def damage_manifest(index: Path) -> None:
    (index / "manifest.json").write_text("{", encoding="utf-8")


def lose_manifest(index: Path) -> None:
    (index / "manifest.json").unlink()


def spoil_types(index: Path) -> None:
    (types,) = index.glob("*.types")
    types.write_bytes(b"")


def lose_index(index: Path) -> None:
    for path in index.iterdir():
        path.unlink()
    index.rmdir()


@pytest.mark.parametrize("harm", [damage_manifest, lose_manifest, lose_index, spoil_types])
def test_a_damaged_index_is_made_anew_from_the_records(
    sources: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    load(tmp_path / "a", sources)
    harm(tmp_path / "a" / "index")
    with Store.open(tmp_path / "a") as store, pytest.raises(ArchiveError, match="fihrist rebuild"):
        _ = store.snapshot
    with Store.open(tmp_path / "a", writable=True) as store:
        assert rebuild(store) == 32
    assert counted(tmp_path / "a") == (32, 32)
    harm(tmp_path / "a" / "index")
    load(tmp_path / "a", sources)
    assert counted(tmp_path / "a") == (32, 32)


def test_rebuild_keeps_readers_and_finds_the_same(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    with Store.open(tmp_path / "a") as reader:
        before = reader.snapshot
        keys = sorted(int(key) for segment in before.segments for key in segment.keys)
        with Store.open(tmp_path / "a", writable=True) as store:
            rebuild(store)
        assert sorted(int(key) for segment in before.segments for key in segment.keys) == keys
        assert reader.refresh()
        assert sorted(int(key) for segment in reader.snapshot.segments for key in segment.keys) == keys
    assert not (tmp_path / "a" / "index.rebuilt").exists()


def test_rebuild_finds_names_anew_where_others_found_them(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    with Store.open(tmp_path / "a", writable=True) as store:
        with store.writer.transaction():
            store.writer._connection.execute("UPDATE analysers SET name = 'an older one'")
            store.writer._connection.execute("UPDATE analyses SET mentions = x'', dates = x''")
        rebuild(store, workers=1)
        mosul = next(stored for stored in store.records.stored() if "الموصل" in stored.article.title)
        assert store.records.mentions(mosul.article.id)
        assert store.records.dates(mosul.article.id)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five pages are not here")
def test_the_five_pages(tmp_path: Path) -> None:
    report = load(tmp_path / "a", SEEDS)
    assert (report.files, report.new, report.related, report.quarantined) == (5, 7, 1, 0)
    assert load(tmp_path / "a", SEEDS).unchanged == 5
    with Store.open(tmp_path / "a") as store:
        stored = [entry.article for entry in store.records.stored()]
        assert len(stored) == store.snapshot.doc_count == 7
        dated = [made.published.value for made in stored if made.published]
        assert dated == ["2023-12-03"]
        ids = store.records._query("SELECT id FROM articles WHERE kind = 'related'", (), lambda row: str(row["id"]))
        (related,) = store.records.articles(ids)
        assert related.kind is ArticleKind.RELATED
        assert len(related.related) == 5
        assert related.related_to == next(made.id for made in stored if "النائمة" in made.title)


@pytest.mark.parametrize("workers", [1, 2])
def test_names_of_files_that_are_no_text(tmp_path: Path, workers: int) -> None:
    folder = tmp_path / os.fsdecode(b"reports-\xff")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes no such names")
    (folder / os.fsdecode(b"mosul-\xfe.txt")).write_text(MOSUL, encoding="utf-8")
    archive = tmp_path / "archive"
    assert load(archive, folder, workers=workers).new == 1
    assert load(archive, folder, workers=workers).unchanged == 1
    with Store.open(archive) as store:
        assert store.records.verify_log() is None
        begun = next(entry for entry in store.records.log() if entry.event == "ingest begins")
        assert json.loads(begun.detail)["paths"] == [str(folder)]


def test_a_closed_archive_says_so(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "archive", sources)
    store = Store.open(tmp_path / "archive")
    store.close()
    with pytest.raises(ArchiveError, match="open the archive again") as caught:
        store.records.count()
    assert not isinstance(caught.value, DamagedError)


def test_an_index_of_other_records_is_no_answer(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    load(tmp_path / "b", sources / "mosul.txt")
    shutil.rmtree(tmp_path / "b" / "index")
    shutil.copytree(tmp_path / "a" / "index", tmp_path / "b" / "index")
    with Store.open(tmp_path / "b") as store, pytest.raises(DamagedError, match="fihrist rebuild"):
        _ = store.snapshot
    load(tmp_path / "b", sources / "mosul.txt")
    assert counted(tmp_path / "b") == (1, 1)


def test_articles_that_are_not_indexed_yet_are_counted(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources / "mosul.txt")
    with Store.open(tmp_path / "a") as store:
        assert store.behind == 0
    shutil.copytree(tmp_path / "a" / "index", tmp_path / "old")
    load(tmp_path / "a", sources)
    shutil.rmtree(tmp_path / "a" / "index")
    (tmp_path / "old").rename(tmp_path / "a" / "index")
    with Store.open(tmp_path / "a") as store:
        assert (store.snapshot.doc_count, store.behind) == (1, 31)


def undated_rows(archive: Path) -> tuple[int, int]:
    """Undated articles in the records and live undated rows of the index."""
    with Store.open(archive) as store:
        segments = store.snapshot.segments
        live = [segment.live if segment.live is not None else slice(None) for segment in segments]
        rows = sum(
            int((segment.published_earliest[kept] == 0).sum()) for segment, kept in zip(segments, live, strict=True)
        )
        return store.records.counts().undated, rows


@pytest.mark.parametrize("workers", [1, 2])
def test_dates_that_were_left_open_are_gained_by_reading_again(tmp_path: Path, workers: int) -> None:
    table = tmp_path / "export.csv"
    rows = [f"تقرير {number},وصل أمس إلى حلب وفد رقم {number}.,0{number}/12/2015" for number in range(1, 9)]
    table.write_text("\n".join(["title,text,date", *rows]) + "\n", encoding="utf-8")
    assert load(tmp_path / "a", table, workers=workers).new == 8
    assert undated_rows(tmp_path / "a") == (8, 8)
    report = load(tmp_path / "a", table, workers=workers, day_first=True)
    assert (report.new, report.duplicates, report.completed) == (0, 8, 8)
    assert undated_rows(tmp_path / "a") == (0, 0)
    assert counted(tmp_path / "a") == (8, 8)
    with Store.open(tmp_path / "a") as store:
        first = next(store.records.stored())
        assert first.article.published is not None
        assert first.article.published.value == "2015-12-01"
        assert first.mentioned == ((20151130, 20151130),)
        assert store.behind == 0
        assert store.records.verify_log() is None
    report = load(tmp_path / "a", table, workers=workers, day_first=False)
    assert (report.new, report.duplicates, report.completed) == (0, 8, 0)
    with Store.open(tmp_path / "a") as store:
        assert next(store.records.stored()).article.published == first.article.published


def one_record(path: Path, **fields: str) -> Path:
    text = "سيطر تنظيم داعش على مدينة الموصل شمال العراق وفر الآلاف من سكانها."
    path.write_text(json.dumps({"title": "سقوط الموصل", "text": text, **fields}) + "\n", encoding="utf-8")
    return path


def test_the_same_text_with_more_stated_completes_an_article_once(tmp_path: Path) -> None:
    load(tmp_path / "a", one_record(tmp_path / "a.jsonl"))
    stated = one_record(tmp_path / "b.jsonl", date="2014-06-11", source="وكالة سانا")
    other = one_record(tmp_path / "c.jsonl", date="2014-06-12", source="الجزيرة")
    report = load(tmp_path / "a", stated, other)
    assert (report.new, report.duplicates, report.completed) == (0, 2, 1)
    assert undated_rows(tmp_path / "a") == (0, 0)
    with Store.open(tmp_path / "a") as store:
        (stored,) = store.records.stored()
        assert stored.article.published is not None
        assert (stored.article.published.value, stored.article.source) == ("2014-06-11", "وكالة سانا")
        (entry,) = [entry for entry in store.records.log() if entry.event == "completed"]
        (gained,) = json.loads(entry.detail)["articles"]
        assert gained == {
            "id": stored.article.id, "file": str(stated), "published": "2014-06-11", "source": "وكالة سانا"
        }  # fmt: skip
        (segment,) = store.snapshot.segments
        assert store.records.source_ordinals("سانا") == segment.source.tolist()


def test_what_an_article_gained_before_an_interruption_is_indexed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path / "a", one_record(tmp_path / "a.jsonl"))
    with monkeypatch.context() as patched:
        patched.setattr(storing.Storing, "_add_to_index", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(tmp_path / "a", one_record(tmp_path / "b.jsonl", date="2014-06-11"))
    assert undated_rows(tmp_path / "a") == (0, 1)
    with Store.open(tmp_path / "a") as store:
        assert store.behind == 1
    load(tmp_path / "a", tmp_path / "b.jsonl")
    assert undated_rows(tmp_path / "a") == (0, 0)
    with Store.open(tmp_path / "a") as store:
        assert store.behind == 0


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def paths_of(archive: Path) -> list[str]:
    with Store.open(archive) as store:
        return [stored.article.path for stored in store.records.stored()]


def test_a_file_that_was_renamed_is_cited_by_its_new_name(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources / "mosul.txt", sources / "kobani.txt")
    (sources / "mosul.txt").rename(sources / "renamed.txt")
    report = load(tmp_path / "a", sources)
    assert report.duplicates == 1
    assert paths_of(tmp_path / "a")[:2] == [str(sources / "renamed.txt"), str(sources / "kobani.txt")]


def test_a_relative_path_is_shown_so_where_it_leads_to_the_file(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    load(tmp_path / "a", Path("sources/mosul.txt"))
    assert paths_of(tmp_path / "a") == ["sources/mosul.txt"]
    monkeypatch.chdir(sources)
    assert paths_of(tmp_path / "a") == [str(sources / "mosul.txt")]


def test_copies_among_what_is_new_are_not_called_known(sources: Path, tmp_path: Path) -> None:
    (sources / "copy.txt").write_text(MOSUL, encoding="utf-8")
    report = load(tmp_path / "a", sources)
    assert (report.new, report.duplicates, report.repeated) == (32, 0, 1)
    assert "  1 copy of articles among the new ones" in list(report.lines())


def test_records_are_whole_in_one_file_after_an_ingest_with_readers(sources: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a", create=True) as reader:
        assert reader.records.count() == 0
        load(tmp_path / "a", sources)
        assert reader.records.count() == 32
        log = tmp_path / "a" / "records.db-wal"
        assert not log.exists() or log.stat().st_size == 0
    shutil.copy(tmp_path / "a" / "records.db", tmp_path / "alone.db")
    with Records.open(tmp_path / "alone.db") as alone:
        assert alone.count() == 32


def test_records_that_were_emptied_are_damaged(sources: Path, tmp_path: Path) -> None:
    load(tmp_path / "a", sources)
    (tmp_path / "a" / "records.db").write_bytes(b"")
    for options in ({}, {"writable": True}, {"writable": True, "create": True}):
        with pytest.raises(DamagedError, match="it is empty"):
            Store.open(tmp_path / "a", **options)
    shutil.rmtree(tmp_path / "a" / "index")
    (tmp_path / "a" / "records.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(DamagedError, match="it is empty"):
        Store.open(tmp_path / "a", create=True, writable=True)


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (b"format = 99\n", ArchiveVersionError, "newer"),
        (b"format = 0\n", DamagedError, "delete it"),
        (b"format = 'one'\n", DamagedError, "delete it"),
        (b"\x00\xff\x13", DamagedError, "no text of settings.*delete it"),
        (b"a = " + b"[" * 5_000, DamagedError, "delete it"),
        (b"", DamagedError, "delete it"),
    ],
)
def test_settings_are_looked_at(tmp_path: Path, text: bytes, error: type[ArchiveError], message: str) -> None:
    Store.open(tmp_path / "a", create=True).close()
    (tmp_path / "a" / "archive.toml").write_bytes(text)
    for options in ({}, {"writable": True}):
        with pytest.raises(error, match=message):
            Store.open(tmp_path / "a", **options)
    (tmp_path / "a" / "archive.toml").unlink()
    Store.open(tmp_path / "a").close()
    Store.open(tmp_path / "a", writable=True).close()
    assert (tmp_path / "a" / "archive.toml").read_text(encoding="utf-8").endswith("format = 1\n")


def test_a_file_without_records_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "heading.csv").write_text("title,text,date\n", encoding="utf-8")
    report = load(tmp_path / "a", tmp_path / "heading.csv")
    assert any("heading.csv: it holds no records" in line for line in report.lines())
    (tmp_path / "empty").mkdir()
    assert next(load(tmp_path / "a", tmp_path / "empty").lines()).startswith("no files to read")


def test_the_quarantine_says_what_it_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(page: Page) -> list[Article]:
        raise ValueError(page.path)

    monkeypatch.setattr(work, "make_articles", refuse)
    (tmp_path / "short.txt").write_text(MOSUL, encoding="windows-1256", newline="\r\n")
    (tmp_path / "long.txt").write_text("خبر\n" * 300_000, encoding="utf-8")
    load(tmp_path / "a", tmp_path / "short.txt", tmp_path / "long.txt")
    with Store.open(tmp_path / "a") as store:
        short, long = store.records.quarantined()
        for row, complete in ((short, True), (long, False)):
            raw = Path(row.path).read_bytes()
            kept = (store.quarantine_path / row.kept).read_bytes()
            about = json.loads((store.quarantine_path / row.kept).with_suffix(".json").read_text(encoding="utf-8"))
            assert (row.byte_start, row.byte_end) == (0, len(raw))
            assert (about["complete"], about["kept_bytes"]) == (complete, len(kept))
            assert kept == raw[: len(kept)]
            assert (kept == raw) == complete


def test_a_file_in_the_place_of_the_quarantine(tmp_path: Path) -> None:
    Store.open(tmp_path / "a", create=True).close()
    (tmp_path / "a" / "quarantine").write_text("x", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x81\x8d\x00\xff" * 200)
    with pytest.raises(ArchiveError, match="it is a file where a folder belongs"):
        load(tmp_path / "a", tmp_path / "bad.txt")
