"""Files of every kind: what is read, what is refused, and what is said of it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from fihrist.errors import UsageError
from fihrist.index.ingest.article import make_articles
from fihrist.index.model import Notice, Page, Quarantined
from fihrist.index.sources import SourceFile, SourceOptions, discover, read, read_stdin
from fihrist.index.sources.options import Item

TEXT = "عنوان الخبر\n\nأعلنت الوزارة أن القوات انسحبت من المدينة يوم الأحد.\n"


def read_file(path: Path, options: SourceOptions | None = None) -> list[Item]:
    (file,) = discover([path])
    assert isinstance(file, SourceFile)
    return list(read(file, options or SourceOptions()))


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), TEXT)  # without the time: the data is part of a test's name
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "only blanks"),
        ("a.txt", b"\xef\xbb\xbf", "only blanks"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "pdftotext"),
        ("a.docx", zipped(), "unpack"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.bin", bytes(range(256)) * 4, "binary"),
        ("a.txt", b"\x00" * 100, "binary"),
        ("a.db", b"SQLite format 3\x00" + b"\x00" * 80, "database"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:40], "compression is damaged"),
        ("a.txt.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.jsonl.gz", b"\x1f\x8b\x08garbage", "compression is damaged"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)

    (problem,) = read_file(tmp_path / name)

    assert isinstance(problem, Quarantined)
    assert reason in problem.reason
    assert problem.path.endswith(name)


def test_a_text_file_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    (page,) = read_file(tmp_path / "a.txt")

    assert isinstance(page, Page)
    assert (page.text, page.format, page.whole, page.encoding) == (TEXT, "text", False, "utf-8")
    assert (page.byte_start, page.byte_end) == (0, len(TEXT.encode()))


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "a.txt", "a"])
def test_gzip_is_recognised_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode()))

    (page,) = read_file(tmp_path / name)

    assert isinstance(page, Page)
    assert page.text == TEXT
    assert page.byte_end == len(TEXT.encode())


def test_a_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 50_000_000))

    (problem,) = read_file(tmp_path / "a.txt.gz", SourceOptions(max_page_bytes=1_000_000))

    assert isinstance(problem, Quarantined)
    assert "50,000,000" in problem.reason
    assert len(problem.raw) <= 1024 * 1024


def test_a_stray_zero_byte_stays_in_the_text(tmp_path: Path) -> None:
    text = TEXT + "\x00\x1b]0;x\x07" + TEXT
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    (page,) = read_file(tmp_path / "a.txt")

    assert isinstance(page, Page)
    assert page.text == text


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("page", "<!DOCTYPE html><html><body><p>" + TEXT * 5 + "</p></body></html>", "html"),
        ("records", '{"title": "عنوان", "text": "نص"}\n{"title": "عنوان", "text": "نص"}\n', "jsonl"),
        ("list", '[{"title": "عنوان", "text": "نص"}]', "jsonl"),
        ("notes.log", TEXT, "text"),
        ("[notes].log", "[هامش] " + TEXT, "text"),
    ],
)
def test_files_without_a_known_ending_are_recognised(tmp_path: Path, name: str, content: str, format_: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert {item.format for item in read_file(tmp_path / name) if isinstance(item, Page)} == {format_}


def test_the_format_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "نص"}\n', encoding="utf-8")

    (page,) = read_file(tmp_path / "a.txt", SourceOptions(format="jsonl"))

    assert isinstance(page, Page)
    assert page.text == "نص"


def test_a_file_that_vanishes_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (file,) = discover([tmp_path])
    (tmp_path / "a.txt").unlink()

    assert isinstance(file, SourceFile)
    (problem,) = read(file, SourceOptions())
    assert isinstance(problem, Quarantined)
    assert "no such file" in problem.reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [(TEXT.encode(), "text"), ('{"text": "نص"}\n{"text": "نص"}\n'.encode(), "jsonl"), (TEXT.encode("cp1256"), "text")],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    items = list(read_stdin(SourceOptions()))

    assert {item.format for item in items if isinstance(item, Page)} == {expected}
    assert {item.path for item in items} == {"-"}


@pytest.mark.parametrize(
    "arguments",
    [
        {"encoding": "utf-99"},
        {"encoding": "rot13"},
        {"format": "docx"},
        {"mapping": {"corpus": "x"}},
        {"max_page_bytes": 0},
    ],
)
def test_options_without_meaning_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"use one of|use utf-8|must be"):
        SourceOptions(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["idna", "undefined", "punycode", "unicode_escape"])
def test_codecs_in_which_no_page_is_written_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="windows-1256"):
        SourceOptions(encoding=name)


def cut_gzip(path: Path, content: str, share: float = 0.5) -> None:
    whole = gzip.compress(content.encode())
    path.write_bytes(whole[: int(len(whole) * share)])


def numbered(count: int) -> list[str]:
    return [f"خبر {number} {hash_of(number)}" for number in range(count)]


def hash_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.json.gz"])
def test_the_records_before_damage_are_read(tmp_path: Path, name: str) -> None:
    records = [{"title": text, "text": f"نص {text}", "date": "13/08/2020"} for text in numbered(3000)]
    contents = {
        "a.jsonl.gz": "\n".join(json.dumps(record, ensure_ascii=False) for record in records),
        "a.csv.gz": "\n".join(["title,text,date", *(",".join(record.values()) for record in records)]),
        "a.json.gz": json.dumps(records, ensure_ascii=False),
    }
    cut_gzip(tmp_path / name, contents[name])

    items = read_file(tmp_path / name)

    found = [item for item in items if isinstance(item, Page)]
    assert len(found) > 1000
    assert [page.text for page in found] == [record["text"] for record in records[: len(found)]]
    assert {page.metadata["published"] for page in found} == {"2020-08-13"}
    refused = [item for item in items if isinstance(item, Quarantined)]
    assert len(refused) <= 2
    assert "what came before is read" in refused[-1].reason


def test_a_text_before_damage_is_no_page(tmp_path: Path) -> None:
    cut_gzip(tmp_path / "a.txt.gz", "\n".join(numbered(3000)))

    (item,) = read_file(tmp_path / "a.txt.gz")

    assert isinstance(item, Quarantined)
    assert "may not be whole" in item.reason
    assert item.byte_end >= len(item.raw) > 0


def test_a_binary_file_is_kept_with_its_real_extent(tmp_path: Path) -> None:
    data = bytes(range(256)) * 2000
    (tmp_path / "a.bin").write_bytes(data)

    (item,) = read_file(tmp_path / "a.bin")

    assert isinstance(item, Quarantined)
    assert (item.byte_start, item.byte_end, item.raw) == (0, len(data), data)


@pytest.mark.parametrize("compress", [False, True])
def test_a_table_on_standard_input(monkeypatch: pytest.MonkeyPatch, *, compress: bool) -> None:
    data = "title,text\nعنوان,نص الخبر\nثان,نص آخر\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(data) if compress else data)))

    items = list(read_stdin(SourceOptions()))

    assert [item.text for item in items if isinstance(item, Page)] == ["نص الخبر", "نص آخر"]


PAGE = (
    "انفجار هائل في مرفأ بيروت\nتاريخ النشر: {date}\n\n"
    + "هز انفجار هائل مرفأ بيروت مساء الثلاثاء ودمر أحياء واسعة. " * 4
)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize(("day_first", "value"), [(None, None), (True, "2015-04-03"), (False, "2015-03-04")])
def test_an_open_date_of_a_page_is_noticed_and_the_user_decides(
    tmp_path: Path, name: str, day_first: bool | None, value: str | None
) -> None:
    text = PAGE.format(date="03/04/2015")
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    (tmp_path / name).write_text(body if name == "a.html" else text, encoding="utf-8")

    page, *notices = read_file(tmp_path / name, SourceOptions(day_first=day_first))

    assert isinstance(page, Page)
    (article,) = make_articles(page)
    assert (article.published.value if article.published else None) == value
    assert ["which number is the day" in notice.reason for notice in notices if isinstance(notice, Notice)] == (
        [True] if value is None else []
    )


def test_a_year_that_is_to_come_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE.format(date="2092-01-05"), encoding="utf-8")
    (tmp_path / "b.csv").write_text("title,date\nعنوان,2092-01-05\nثان,2014-01-05\n", encoding="utf-8")

    page, notice = read_file(tmp_path / "a.txt")
    first, second, other = read_file(tmp_path / "b.csv")

    assert isinstance(page, Page)
    assert [article.published for article in make_articles(page)] == [None]
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert "published" not in first.metadata
    assert second.metadata["published"] == "2014-01-05"
    assert all(isinstance(said, Notice) and "in the future" in said.reason for said in (notice, other))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.jsonl", "a.json"])
def test_the_hash_is_that_of_the_stated_bytes(tmp_path: Path, name: str, newline: str, encoding: str) -> None:
    record = {"title": "سقوط الموصل", "text": "سيطر التنظيم على المدينة\n\nوانسحب الجيش منها."}
    contents = {
        "a.txt": TEXT,
        "a.html": f"<html><body><h1>{record['title']}</h1><p>{record['text']}</p></body></html>",
        "a.csv": f'title,text\n{record["title"]},"{record["text"]}"\nآخر,"{record["text"]}"\n',
        "a.jsonl": "\n".join([json.dumps(record, ensure_ascii=False)] * 2),
        "a.json": json.dumps([record, record], ensure_ascii=False, indent=1),
    }
    data = contents[name].replace("\n", newline).encode(encoding)
    (tmp_path / name).write_bytes(data)

    found = [item for item in read_file(tmp_path / name) if isinstance(item, Page)]

    assert found
    assert {page.sha256 for page in found} == {
        hashlib.sha256(data[page.byte_start : page.byte_end]).hexdigest() for page in found
    }
