"""What the cuts look like before anything is stored."""

from __future__ import annotations

from pathlib import Path

from fihrist.index.ingest.explain import explain_cuts
from fihrist.index.sources import SourceOptions


def explained(path: Path, options: SourceOptions | None = None) -> list[str]:
    return [line for page in explain_cuts([str(path)], options or SourceOptions()) for line in page.lines()]


def test_records_are_one_line_each_with_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("headline,body,x\nسقوط الموصل,نص الخبر,1\n,نص بلا عنوان,2\n", encoding="utf-8")

    assert explained(path) == [
        f"{path}: record 1: سقوط الموصل (whole; not cut; title from headline; text from body)",
        f"{path}: record 2: (no title) (whole; not cut; title from headline; text from body)",
    ]


def test_the_users_mapping_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"x": "نص الخبر", "_source": {"title": "سقوط الموصل"}}\n', encoding="utf-8")

    (line,) = explained(path, SourceOptions(mapping={"text": "x"}))

    assert line.endswith("record 1: سقوط الموصل (whole; not cut; title from _source.title; text from x)")


def test_a_page_is_shown_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "سقوط الموصل بيد التنظيم\n\nسيطر التنظيم على المدينة يوم الثلاثاء بعد انسحاب القوات منها.\n", encoding="utf-8"
    )

    head, article, *parts = explained(path)

    assert head == f"{path}: 1 cut(s)"
    assert article == "  1. article: سقوط الموصل بيد التنظيم"
    assert [part.split()[0] for part in parts] == ["title", "body"]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")

    assert "it is empty" in explained(tmp_path / "a.txt")[0]
