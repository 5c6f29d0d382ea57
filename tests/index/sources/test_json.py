"""JSON Lines, arrays and single records."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fihrist.index.model import Notice, Page, Quarantined
from fihrist.index.sources import SourceOptions, discover, read
from fihrist.index.sources.options import Item, SourceFile

RECORDS = [
    {"title": "سقوط الموصل", "content": "سيطر التنظيم على المدينة.", "source": "وكالة", "date": "2014-06-10"},
    {"title": "تحرير الموصل", "content": "أعلنت الحكومة تحرير المدينة.", "source": "صحيفة", "date": "2017-07-10"},
]


def read_file(path: Path, options: SourceOptions | None = None) -> list[Item]:
    (file,) = discover([path])
    assert isinstance(file, SourceFile)
    return list(read(file, options or SourceOptions()))


def pages(items: Sequence[Item]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def problems(items: Sequence[Item]) -> list[Quarantined]:
    return [item for item in items if isinstance(item, Quarantined)]


def write_lines(path: Path, records: Sequence[Mapping[str, object]], encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_lines_of_every_encoding_are_whole_articles_with_metadata(tmp_path: Path, encoding: str) -> None:
    first, second = pages(read_file(write_lines(tmp_path / "a.jsonl", RECORDS, encoding)))

    assert first.whole
    assert first.text == "سيطر التنظيم على المدينة."
    assert first.metadata == {"title": "سقوط الموصل", "source": "وكالة", "published": "2014-06-10"}
    assert second.metadata["title"] == "تحرير الموصل"


def test_byte_ranges_point_into_the_uncompressed_file(tmp_path: Path) -> None:
    raw = write_lines(tmp_path / "a.jsonl", RECORDS).read_bytes()
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(raw))

    for page, record in zip(pages(read_file(tmp_path / "b.jsonl.gz")), RECORDS, strict=True):
        assert json.loads(raw[page.byte_start : page.byte_end]) == record


def test_a_line_cut_in_half_is_quarantined_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    path.write_text(f"{lines[0]}\n{lines[1][:40]}\n{lines[1]}\n", encoding="utf-8")

    items = read_file(path)

    assert [page.metadata["title"] for page in pages(items)] == ["سقوط الموصل", "تحرير الموصل"]
    (problem,) = problems(items)
    assert "no complete JSON" in problem.reason
    assert path.read_bytes()[problem.byte_start : problem.byte_end] == problem.raw == lines[1][:40].encode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1, 2]", "no record"),
        ('"text"', "no record"),
        ("{}", "no column"),
        ('{"title": "", "content": "  "}', "neither title nor text"),
        ('{"content": "\\ud800 half"}', "surrogate"),
        ("[" * 100_000, "nested too deeply"),
        ('{"content": ' + "9" * 5000 + "}", "thousands of digits"),
    ],
)
def test_bad_records_are_quarantined_with_the_reason(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps(RECORDS[0], ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")

    items = read_file(tmp_path / "a.jsonl")

    assert len(pages(items)) == 2
    assert [reason in problem.reason for problem in problems(items)] == [True]


def test_broken_bytes_spoil_one_line_only(tmp_path: Path) -> None:
    good = json.dumps(RECORDS[0], ensure_ascii=False).encode()
    (tmp_path / "a.jsonl").write_bytes(good + b"\n" + good.replace("س".encode(), b"\xff\xfe", 1) + b"\n" + good)

    items = read_file(tmp_path / "a.jsonl")

    assert len(pages(items)) == 2
    assert "byte" in problems(items)[0].reason


def test_an_overlong_line_is_passed_over(tmp_path: Path) -> None:
    long = json.dumps({"title": "t", "content": "x" * 10_000})
    good = json.dumps(RECORDS[0], ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{good}\n{long}\n{good}\n", encoding="utf-8")

    items = read_file(tmp_path / "a.jsonl", SourceOptions(max_page_bytes=2000))

    assert len(pages(items)) == 2
    (problem,) = problems(items)
    assert "10,0" in problem.reason
    assert "2,000" in problem.reason
    assert problem.byte_end - problem.byte_start == len(long)


def test_records_without_known_columns_give_one_message(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"zzz": "نص", "yyy": 1}] * 100)

    (problem,) = read_file(tmp_path / "a.jsonl")

    assert isinstance(problem, Quarantined)
    assert "zzz, yyy" in problem.reason
    assert "map" in problem.reason


def test_a_mapping_goes_before_what_is_recognised(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"title": "x", "zzz": "نص", "meta": {"head": "عنوان"}}])
    options = SourceOptions(mapping={"body": "zzz", "title": "meta.head"})

    (page,) = pages(read_file(tmp_path / "a.jsonl", options))

    assert page.text == "نص"
    assert page.metadata["title"] == "عنوان"


def test_a_mapped_column_that_is_missing_is_named(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", RECORDS)

    (problem,) = read_file(tmp_path / "a.jsonl", SourceOptions(mapping={"text": "nowhere"}))

    assert isinstance(problem, Quarantined)
    assert "'nowhere'" in problem.reason
    assert "content" in problem.reason


@pytest.mark.parametrize(
    "column", ["date_extracted", "crawled_at", "scraped_at", "fetched", "date_added", "updated_at"]
)
def test_when_a_page_was_crawled_is_not_when_it_was_published(tmp_path: Path, column: str) -> None:
    write_lines(tmp_path / "a.jsonl", [RECORDS[0] | {"date": "", column: "2015-07-21 02:51:32"}])

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert "published" not in page.metadata


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2014-06-10", "2014-06-10"),
        ("2014-06", "2014-06"),
        ("2014-06-10T12:30:00Z", "2014-06-10T12:30:00+00:00"),
        ("2014-06-10 12:30:00", "2014-06-10T12:30:00"),
        ("2014-06-10T123000", "2014-06-10T12:30:00"),
        ("Tue, 10 Jun 2014 12:30:00 GMT", "2014-06-10T12:30:00+00:00"),
        (1402403400, "2014-06-10T12:30:00+00:00"),
        (1402403400000, "2014-06-10T12:30:00+00:00"),
        ("25/12/2014", "2014-12-25"),
        ("10 حزيران 2014", "2014-06-10"),
    ],
)
def test_dates_become_iso(tmp_path: Path, stated: object, expected: str) -> None:
    write_lines(tmp_path / "a.jsonl", [RECORDS[0] | {"date": stated}])

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert page.metadata["published"] == expected


@pytest.mark.parametrize(
    "stated", ["2014-02-30", "yesterday", "0000-00-00", "1970-01-01T00:00:00", "12", 0, "ا" * 9999]
)
def test_a_date_that_is_none_is_kept_raw_and_reported_once(tmp_path: Path, stated: object) -> None:
    write_lines(tmp_path / "a.jsonl", [RECORDS[0] | {"date": stated}] * 3)

    items = read_file(tmp_path / "a.jsonl")

    assert ["published" in page.metadata for page in pages(items)] == [False] * 3
    assert pages(items)[0].metadata["published_raw"] == str(stated)[:200]
    assert len([item for item in items if isinstance(item, Notice)]) == 1


def test_which_number_is_the_day_is_decided_for_the_file(tmp_path: Path) -> None:
    dates = ["03/12/2014"] * 5 + ["25/12/2014"]
    write_lines(tmp_path / "a.jsonl", [RECORDS[0] | {"date": date} for date in dates])

    found = [page.metadata["published"] for page in pages(read_file(tmp_path / "a.jsonl"))]

    assert found == ["2014-12-03"] * 5 + ["2014-12-25"]


def test_what_no_date_decides_stays_open_and_is_reported_once(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [RECORDS[0] | {"date": date} for date in ("03/12/2014", "01/02/2014")])

    items = read_file(tmp_path / "a.jsonl")

    assert all("published" not in page.metadata for page in pages(items))
    (notice,) = [item for item in items if isinstance(item, Notice)]
    assert "03/12/2014" in notice.reason
    decided = pages(read_file(tmp_path / "a.jsonl", SourceOptions(day_first=False)))
    assert [page.metadata["published"] for page in decided] == ["2014-03-12", "2014-01-02"]


def test_markup_in_fields_becomes_text(tmp_path: Path) -> None:
    record = {
        "title": "&quot;الخليفة&quot; <b>قُتل</b>",
        "content": "<p>أول &amp; <i>ثانٍ</i>.</p><script>x()</script><p>ثالث</p>",
    }
    write_lines(tmp_path / "a.jsonl", [record])

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert page.metadata["title"] == '"الخليفة" قُتل'
    assert [line.strip() for line in page.text.split("\n") if line.strip()] == ["أول & ثانٍ.", "ثالث"]


def test_control_characters_are_kept(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"title": "a\x1b[2Jb", "content": "x\x00y"}])

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert page.metadata["title"] == "a\x1b[2Jb"
    assert page.text == "x\x00y"


def test_a_summary_that_the_text_holds_is_left_out(tmp_path: Path) -> None:
    record = {"title": "t", "text": "جملة أولى. جملة ثانية.", "abstract": "جملة أولى..."}
    write_lines(tmp_path / "a.jsonl", [record, record | {"abstract": "خلاصة أخرى"}])

    first, second = pages(read_file(tmp_path / "a.jsonl"))

    assert "deck" not in first.metadata
    assert second.metadata["deck"] == "خلاصة أخرى"


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_arrays_and_records_in_a_json_file(tmp_path: Path, indent: int | None, encoding: str) -> None:
    values: dict[str, object] = {"array": RECORDS, "inside": {"count": 2, "articles": RECORDS}, "one": RECORDS[0]}
    for name, value in values.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value, indent=indent, ensure_ascii=False), encoding=encoding)

    titles = {name: [p.metadata["title"] for p in pages(read_file(tmp_path / f"{name}.json"))] for name in values}

    both = ["سقوط الموصل", "تحرير الموصل"]
    assert titles == {"array": both, "inside": both, "one": both[:1]}


def test_lines_in_a_json_file(tmp_path: Path) -> None:
    assert len(pages(read_file(write_lines(tmp_path / "a.json", RECORDS)))) == 2


def test_an_array_that_ends_early_gives_what_it_has(tmp_path: Path) -> None:
    text = json.dumps(RECORDS, ensure_ascii=False)
    (tmp_path / "a.json").write_text(text[:-20], encoding="utf-8")

    items = read_file(tmp_path / "a.json")

    assert len(pages(items)) == 1
    assert len(problems(items)) == 1


json_text = st.text(max_size=30)
records = st.lists(
    st.fixed_dictionaries(
        {"title": json_text.filter(lambda text: bool(text.strip())), "text": json_text},
        optional={"extra": st.lists(st.dictionaries(json_text, json_text, max_size=2), max_size=3)},
    ),
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(records=records, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_elements_of_an_array_are_found_where_they_are(
    tmp_path: Path, records: list[dict[str, object]], indent: int | None, ascii_only: bool
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps(records, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))
    raw = path.read_bytes()

    for page in pages(read_file(path)):
        assert json.loads(raw[page.byte_start : page.byte_end]) in records


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=300), name=st.sampled_from(["a.jsonl", "a.json", "a.csv", "a.txt", "a.html", "a.gz", "a"])
)
def test_no_bytes_raise(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    for item in read_file(path):
        if isinstance(item, Page | Quarantined):
            assert 0 <= item.byte_start <= item.byte_end
        if isinstance(item, Page):
            item.text.encode()
        else:
            assert item.reason


LONG = "سيطر التنظيم على المدينة بعد انسحاب القوات منها، ونزح عنها مئات الآلاف من السكان. " * 4


@pytest.mark.parametrize("wrapper", ["article", "data", "post", "item", "_source", "fields", "attributes"])
def test_records_that_wrap_the_record_are_looked_into(tmp_path: Path, wrapper: str) -> None:
    inner = {"title": "سقوط الموصل", "body": LONG, "date": "2014-06-10"}
    for number, record in enumerate(({wrapper: inner}, {"id": 7, "data": {wrapper: inner}})):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")

        (page,) = pages(read_file(tmp_path / f"{number}.jsonl"))

        assert (page.metadata["title"], page.text, page.metadata["published"]) == ("سقوط الموصل", LONG, "2014-06-10")


def test_values_that_say_how_they_are_written(tmp_path: Path) -> None:
    record = {
        "title": {"rendered": "سقوط &quot;الموصل&quot;"},
        "content": {"rendered": f"<p>{LONG}</p>", "protected": False},
        "date": {"$date": "2014-06-10T00:00:00Z"},
        "author": {"name": "سمير حداد"},
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert page.text.strip() == LONG.strip()
    assert page.metadata == {"title": 'سقوط "الموصل"', "byline": "سمير حداد", "published": "2014-06-10T00:00:00+00:00"}


def test_seconds_of_a_database_are_a_date(tmp_path: Path) -> None:
    record = {"title": "سقوط الموصل", "text": LONG, "date": {"$date": {"$numberLong": "1402358400000"}}}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert page.metadata["published"].startswith("2014-06-10")


@pytest.mark.parametrize("record", [{"title": "خبر", "full": LONG}, {"title": "خبر", "text": "موجز", "x": {"y": LONG}}])
def test_a_text_that_no_field_holds_is_noticed(tmp_path: Path, record: dict[str, object]) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps(record)] * 3), encoding="utf-8")

    items = read_file(tmp_path / "a.jsonl")

    (notice,) = [item for item in items if isinstance(item, Notice)]
    assert "read: 3;" in notice.reason
    assert ("'full'" in notice.reason) or ("'x.y'" in notice.reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("indent", [None, 2])
def test_the_hash_of_a_wrapped_record_is_that_of_its_bytes(tmp_path: Path, encoding: str, indent: int | None) -> None:
    value = {"count": 2, "articles": RECORDS, "next": None}
    data = json.dumps(value, ensure_ascii=False, indent=indent).replace("\n", "\r\n").encode(encoding)
    (tmp_path / "a.json").write_bytes(data)

    found = pages(read_file(tmp_path / "a.json"))

    assert len(found) == len(RECORDS)
    for page, record in zip(found, RECORDS, strict=True):
        raw = data[page.byte_start : page.byte_end]
        assert hashlib.sha256(raw).hexdigest() == page.sha256
        assert json.loads(raw.decode("utf-16-le" if encoding == "utf-16" else encoding)) == record


def test_a_file_without_text_is_quarantined_with_its_extent(tmp_path: Path) -> None:
    content = '{"foo": "bar"}\n' * 50
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")

    (item,) = read_file(tmp_path / "a.jsonl")

    assert isinstance(item, Quarantined)
    assert (item.byte_start, item.byte_end, item.raw) == (0, len(content), content.encode())


def test_what_is_wrapped_beside_the_text_is_not_the_articles(tmp_path: Path) -> None:
    record = {"title": "خبر", "text": LONG, "data": {"date": "2019-01-01", "source": "زاحف"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")

    (page,) = pages(read_file(tmp_path / "a.jsonl"))

    assert page.metadata == {"title": "خبر"}
