"""CSV and TSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fihrist.index.model import Notice, Page, Quarantined
from fihrist.index.sources import SourceFile, SourceOptions, discover, read
from fihrist.index.sources.options import Item

ROWS = [
    ["title", "content", "source", "date"],
    ["سقوط الموصل", "سيطر التنظيم على المدينة،\nوانسحب الجيش.", "وكالة", "25/12/2014"],
    ["تحرير الموصل", 'قال: "انتهت" المعركة.', "صحيفة", "03/12/2017"],
]


def read_file(path: Path, options: SourceOptions | None = None) -> list[Item]:
    (file,) = discover([path])
    assert isinstance(file, SourceFile)
    return list(read(file, options or SourceOptions()))


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_rows_are_whole_articles(tmp_path: Path, delimiter: str, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv(ROWS, delimiter).encode(encoding))

    first, second = read_file(tmp_path / "a.csv")

    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.whole
    assert first.text == "سيطر التنظيم على المدينة،\nوانسحب الجيش."
    assert first.metadata == {"title": "سقوط الموصل", "source": "وكالة", "published": "2014-12-25"}
    assert second.metadata["published"] == "2017-12-03"


def test_byte_ranges_cover_the_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv(ROWS).encode("utf-8-sig"))
    raw = (tmp_path / "a.csv").read_bytes()

    for page, row in zip(read_file(tmp_path / "a.csv"), ROWS[1:], strict=True):
        assert isinstance(page, Page)
        text = raw[page.byte_start : page.byte_end].decode()
        assert next(csv.reader(io.StringIO(text, newline=""))) == row


def test_missing_columns_are_one_message_that_names_those_found(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(as_csv([["id", "zzz"], *[["1", "x"]] * 50]), encoding="utf-8")

    (problem,) = read_file(tmp_path / "a.csv")

    assert isinstance(problem, Quarantined)
    assert "id, zzz" in problem.reason
    assert "map" in problem.reason


def test_columns_can_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(as_csv([["id", "zzz"], ["1", "نص الخبر"]]), encoding="utf-8")

    (page,) = read_file(tmp_path / "a.csv", SourceOptions(mapping={"text": "zzz"}))

    assert isinstance(page, Page)
    assert page.text == "نص الخبر"


def test_arabic_column_names_are_known(tmp_path: Path) -> None:
    rows = [["العنوان", "النص", "المصدر", "التاريخ"], ["أ ب", "نص", "وكالة", "2014-06-10"]]
    (tmp_path / "a.csv").write_text(as_csv(rows), encoding="utf-8")

    (page,) = read_file(tmp_path / "a.csv")

    assert isinstance(page, Page)
    assert page.metadata == {"title": "أ ب", "source": "وكالة", "published": "2014-06-10"}


def test_one_bad_row_spoils_nothing(tmp_path: Path) -> None:
    text = as_csv(ROWS[:2]) + "عنوان,نص,فيه,فواصل,كثيرة\r\n" + "قصير\r\n" + ",,,\r\n" + as_csv(ROWS[2:])
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")

    items = read_file(tmp_path / "a.csv")

    titles = [item.metadata["title"] for item in items if isinstance(item, Page)]
    reasons = [item.reason for item in items if isinstance(item, Quarantined)]
    assert titles == ["سقوط الموصل", "قصير", "تحرير الموصل"]
    assert ["5 cells" in reasons[0], "neither title nor text" in reasons[1]] == [True, True]


def test_an_open_quote_does_not_fill_the_memory(tmp_path: Path) -> None:
    text = as_csv(ROWS[:2]) + '"' + "سطر,من,النص\r\n" * 20_000
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")

    items = read_file(tmp_path / "a.csv", SourceOptions(max_page_bytes=70_000))

    assert next(item.metadata["title"] for item in items if isinstance(item, Page)) == "سقوط الموصل"
    problem = next(item for item in items if isinstance(item, Quarantined))
    assert "quotes" in problem.reason


def test_undecided_dates_are_reported_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(as_csv([ROWS[0], ROWS[2], ROWS[2]]), encoding="utf-8")

    items = read_file(tmp_path / "a.csv")

    assert [type(item) for item in items] == [Page, Page, Notice]


def test_a_header_alone_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(as_csv(ROWS[:1]), encoding="utf-8")

    assert read_file(tmp_path / "a.csv") == []


cells = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), max_size=6))
def test_what_the_csv_module_writes_is_read_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    kept = [(title, text) for title, text in rows if text.strip() and not set(title + text) & set("<&\r")]
    (tmp_path / "a.csv").write_bytes(as_csv([("title", "text"), *kept]).encode())

    items = [item for item in read_file(tmp_path / "a.csv") if isinstance(item, Page)]

    assert [item.text for item in items] == [text for _, text in kept]


def test_a_quote_that_is_not_closed_takes_only_its_own_row(tmp_path: Path) -> None:
    body = "قال رئيس الحكومة إن التحقيق في الانفجار مستمر"
    rows = [f"خبر {number},{body},2020-08-0{number}" for number in range(1, 6)]
    rows[1] = f'خبر 2,"{body},2020-08-02'
    quoted = f'خبر 7,"{body}، وأضاف, أن النتائج قريبة\nوأكد ذلك, ثانية",2020-08-07'
    for table in (rows, [*rows, quoted, rows[0].replace("1", "8")]):
        items = table_of(tmp_path, "title,body,published\n" + "\n".join(table) + "\n")
        (refused,) = [item for item in items if isinstance(item, Quarantined)]
        titles = [item.metadata["title"] for item in items if isinstance(item, Page)]
        assert refused.raw.decode() == rows[1]
        assert "quote" in refused.reason
        assert titles == [f"خبر {number}" for number in (1, 3, 4, 5, 7, 8)[: len(table) - 1]]


def test_paragraphs_with_commas_are_no_rows(tmp_path: Path) -> None:
    text = "\n".join(["قال الوزير, إن التحقيق, مستمر"] * 9)
    (item,) = table_of(tmp_path, f'title,body,published\nخبر,"{text}",2020-08-04\n')

    assert isinstance(item, Page)
    assert item.text == text


def test_rows_with_too_few_cells_are_read_and_noticed(tmp_path: Path) -> None:
    first, second, notice = table_of(
        tmp_path, "title,body,published\nأول,نص الخبر الأول,2020-08-04\nثان,نص الخبر الثاني\n"
    )

    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert "published" not in second.metadata
    assert isinstance(notice, Notice)
    assert "fewer cells" in notice.reason


def test_a_table_without_text_is_kept_whole(tmp_path: Path) -> None:
    content = "id,foo\n" + "1,قيمة\n" * 50
    (item,) = table_of(tmp_path, content)

    assert isinstance(item, Quarantined)
    assert (item.byte_start, item.byte_end, item.raw) == (0, len(content.encode()), content.encode())


def table_of(tmp_path: Path, content: str) -> list[Item]:
    (tmp_path / "table.csv").write_text(content, encoding="utf-8")
    return read_file(tmp_path / "table.csv")
