"""Lists of entities: what is good of them is taken, what is bad is told with its line, and what goes out comes back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import fihrist
from fihrist.errors import SourceError, UsageError
from fihrist.index.entities.gazetteer import Alias, default_gazetteer
from fihrist.index.entities.importers import BadLine, Listed, Passed, Said, read_list
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

WOF = Path(__file__).parents[3] / ".." / "shared" / "data" / "gazetteer" / "wof_ar_names.tsv.gz"
TEXTS = (
    "دخل لواء العقاب بلدة كفر الغار، وقال إنه سيطر على قرية الصناعة وعلى بلدة الغارية ثم انسحب.",
    "قال رجل إن الصناعة في البلدة كفر، وإن كفر الغار بعيدة، وإن عدنان الشيحي وصل دمشق.",
    "زار عدنان الشيحي الموصل، وقال مدير شركة المشرق للملاحة إن مدينة الموصل بعيدة.",
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "articles.jsonl"
    source.write_text("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in TEXTS), encoding="utf-8")
    with Store.open(tmp_path / "archive", create=True, writable=True) as store:
        pipeline.ingest(store, [str(source)], options=SourceOptions(), workers=1)
    return tmp_path / "archive"


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def named(archive: fihrist.Archive) -> dict[str, int]:
    return {one.id: one.articles for one in archive.entities.list(own=True)}


TSV = (
    "# a comment",
    "eagles\torganisation\tلواء العقاب\tEagle Brigade\tكتيبة العقاب|@العقاب",
    "no columns at all",
    "x\tvillain\tفلان",
    "isis\torganisation\tداعش\t\tتنظيم الخلافة|-دولة العراق|-داعش\t\t\t\teagles:organisation|~لواء الغبار:organisation",
    "y\tperson\tقسد",
    "z\tplace\tكفر الغار\t\t\t\tsy\t33.5,36.2",
    "w\tplace\tكفر\t\t\t\tnowhere",
)


def test_a_list_of_ones_own_is_taken_but_for_its_bad_lines(archive: Path, tmp_path: Path) -> None:
    with fihrist.open(archive) as opened:
        report = opened.entities.import_list(written(tmp_path, "mine.tsv", *TSV))
        assert (report.added, report.merged) == (2, 2)
        reasons = {bad.number: bad.reason for bad in report.bad}
        assert list(reasons) == [3, 4, 6, 8]
        assert "one column" in reasons[3]
        assert "villain" in reasons[4]
        assert "is a name of sdf" in reasons[6]
        assert "its parent 'nowhere' is no entity" in reasons[8]
        assert opened.search("كيان:eagles").total == 1
        assert opened.search("مكان:«كفر الغار»").total == 2
        shown = opened.entities.show("isis")
        assert "تنظيم الخلافة" in shown.names
        assert [part.id for part in shown.parts] == ["eagles", "~لواء الغبار"]
        again = opened.entities.import_list(tmp_path / "mine.tsv")
        assert (again.added, again.names, again.merged, again.done) == (0, 0, 0, None)
        opened.entities.undo()
        assert named(opened) == {}


@pytest.mark.parametrize("form", ["tsv", "jsonl"])
def test_what_is_written_down_comes_back(archive: Path, tmp_path: Path, form: str) -> None:
    with fihrist.open(archive) as opened:
        opened.entities.add("لواء العقاب", type="organisation", aliases=["@العقاب"], en="Eagle Brigade", parent="sy")
        opened.entities.merge("eagle-brigade", "sdf")
        opened.entities.unalias("isis", "Daesh")
        opened.entities.alias("isis", "الخلافة المزعومة")
        lines = list(opened.entities.export(format=form))
    path = written(tmp_path, f"out.{form}", *lines)
    with Store.open(tmp_path / "other", create=True) as other:
        assert other.records.decisions_number() == 0
    with fihrist.open(tmp_path / "other") as other, fihrist.open(archive) as opened:
        report = other.entities.import_list(path)
        assert (report.bad, report.added, report.merged) == ([], 1, 1)
        assert list(other.entities.export(format="tsv")) == list(opened.entities.export(format="tsv"))
        assert opened.entities.import_list(path).done is None
        assert other.entities.show("sdf").entity.id == "eagle-brigade"
        assert "Daesh" not in other.entities.show("isis").names
        with pytest.raises(UsageError, match="no format"):
            opened.entities.export(format="xml")


def geonames(number: int, names: str, *, kind: str = "P", country: str = "SY") -> str:
    cells = [str(number), "Kafr", "Kafr", names, "35.1", "36.9", kind, "PPL", country] + [""] * 9 + ["2020-01-01"]
    return "\t".join(cells)


def test_places_of_geonames(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "SY.txt",
        geonames(1, "Kafr al Ghar,كفر الغار,کفر الغار"),
        geonames(2, "Kafr"),
        geonames(3, "جبل الغار", kind="T"),
        "4\tshort",
        geonames(5, "الموصل", country="IQ"),
    )
    entries = list(read_list(str(path)))
    assert entries[1:3] == [Passed(2), Passed(3)]
    assert entries[3] == BadLine(4, "it has 2 columns and not the 19 of a GeoNames dump")
    first, last = entries[0], entries[4]
    assert isinstance(first, Listed)
    assert isinstance(last, Listed)
    assert (first.entity.id, first.entity.label, first.entity.parent) == ("geonames-1", "كفر الغار", "sy")
    assert first.entity.location == (35.1, 36.9)
    assert first.entity.aliases == (Alias("كفر الغار"), Alias("Kafr"))
    assert last.number == 5


def ftm(identifier: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": identifier, "schema": schema, "properties": properties}, ensure_ascii=False)


def test_entities_of_followthemoney(archive: Path, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "list.json",
        ftm("NK-1", "Person", name=["Adnan Shihi", "عدنان الشيحي"], weakAlias=["الشيحي"], country=["sy"]),
        ftm("NK-2", "Company", name=["شركة المشرق للملاحة"]),
        ftm("NK-3", "Vessel", name=["سفينة"]),
        "{broken",
        ftm("NK-4", "Person"),
        ftm("NK-5", "Organization", name=["داعش"]),
    )
    with fihrist.open(archive) as opened:
        report = opened.entities.import_list(path)
        assert (report.added, report.known, [bad.number for bad in report.bad]) == (2, 1, [4, 5])
        assert named(opened) == {"ftm-nk-1": 2, "ftm-nk-2": 1}
        assert opened.entities.show("Adnan Shihi").names == ("عدنان الشيحي", "Adnan Shihi", "@الشيحي")


HEAD = "wof_id\tcountry\tplacetype\tname_ar\tname_latin\tlat\tlon"
PLACES = (
    "1\tSY\tlocality\tكفر الغار\tKafr al-Ghar\t35.1\t36.9",
    "2\tSY\tlocality\tالصناعة\t\t35.2\t36.8",
    "3\tIQ\tlocality\tالموصل\tMosul\t36.3\t43.1",
    "4\tLB\tlocality\tالموصل\t\t33.3\t35.1",
    "5\tSY\tlocality\tالغارية",
    "6\tSY",
)


@pytest.mark.parametrize(
    ("trust", "expected"), [(False, {"wof-1": 2, "wof-5": 1}), (True, {"wof-1": 2, "wof-2": 2, "wof-5": 1})]
)
def test_a_list_of_places_floods_no_facets(
    archive: Path, tmp_path: Path, *, trust: bool, expected: dict[str, int]
) -> None:
    path = tmp_path / "wof.tsv.gz"
    path.write_bytes(gzip.compress("\n".join((HEAD, *PLACES)).encode()))
    with fihrist.open(archive) as opened:
        before = opened.search("مكان:الموصل").total
        report = opened.entities.import_list(path, trust=trust)
        assert (report.known, [bad.number for bad in report.bad]) == (1, [7])
        assert {key: count for key, count in named(opened).items() if count} == expected
        assert opened.search("مكان:الموصل").total == before == 1
        opened.entities.undo()
        assert named(opened) == {}


def test_bytes_that_are_no_text_and_lines_without_end(tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_bytes(b"a\tperson\t\xff\xfe\n" + b"x" * 3_000_000 + b"\n" + "b\tperson\tفلان الفلاني\n".encode())
    entries = list(read_list(str(path), "tsv"))
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert isinstance(entries[0], BadLine)
    assert "UTF-8" in entries[0].reason
    assert isinstance(entries[1], BadLine)
    assert isinstance(entries[2], Said)
    with pytest.raises(SourceError, match="No such file"):
        list(read_list(str(tmp_path / "none")))
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"a" * 100_000)[:-20])
    with pytest.raises(SourceError):
        list(read_list(str(tmp_path / "cut.gz"), "tsv"))


def test_an_extract_of_whos_on_first_is_read() -> None:
    if not WOF.exists():
        pytest.skip("the extract is not here")
    entries = list(read_list(str(WOF)))
    assert sum(isinstance(entry, BadLine) for entry in entries) < 5
    listed = [entry.entity for entry in entries if isinstance(entry, Listed)]
    assert len(listed) > 50_000
    assert {entity.parent for entity in listed} <= default_gazetteer().entities.keys() | {None}


def test_what_lies_in_another_comes_out_behind_it(archive: Path, tmp_path: Path) -> None:
    with fihrist.open(archive) as opened:
        opened.entities.add("بلاد النهر", type="place", id="zone", parent="sy")
        opened.entities.add("قلعة النهر", type="place", id="castle", parent="zone")
        path = written(tmp_path, "out.tsv", *opened.entities.export())
    with fihrist.open(tmp_path / "other", create=True) as other:
        report = other.entities.import_list(path)
        assert (report.bad, report.added) == ([], 2)
        assert other.entities.show("castle").parent == "zone"


STEP = {"do": "add", "id": "x", "type": "place", "label": "كفر الغار"}
HOSTILE: tuple[object, ...] = (
    {**STEP, "label": " "},
    {**STEP, "label": "؟"},
    {**STEP, "label": "\ud800"},
    {**STEP, "names": ["@"]},
    {**STEP, "names": "كفر"},
    {**STEP, "flags": 1},
    {**STEP, "location": [1]},
    {**STEP, "location": [10**400, 1]},
    {**STEP, "location": [float("nan"), 1]},
    {"do": "name", "entity": "isis", "name": "#"},
    {"do": "unname", "entity": "isis", "name": ["داعش"]},
    {"do": "merge", "keep": "isis", "other": ["sdf", "organisation"]},
    {"schema": [], "properties": {}},
    [STEP],
)


@pytest.mark.parametrize("form", ["jsonl", "ftm"])
def test_a_line_of_any_values_is_taken_or_told(archive: Path, tmp_path: Path, form: str) -> None:
    good = {"do": "add", "id": "y", "type": "place", "label": "كفر\tالغار\n\x1b[2J", "names": ["كفر الغار"]}
    person = {"id": "y", "schema": "Person", "properties": {"name": ["كفر\x1b[2J", "\ud800"], "country": "sy"}}
    path = written(tmp_path, "list", *map(json.dumps, (*HOSTILE, good if form == "jsonl" else person)))
    with fihrist.open(archive) as opened:
        report = opened.entities.import_list(path, format=form)
        assert report.bad_count + report.added == report.lines
        assert [bad.number for bad in report.bad][: len(HOSTILE)] == [*range(1, len(HOSTILE) + 1)]
        lines = list(opened.entities.export())
        assert not any(letter < " " and letter != "\t" for line in lines for letter in line)
        assert len(lines) == 1 + report.added


def test_a_name_that_is_only_a_mark_is_refused(archive: Path) -> None:
    with fihrist.open(archive) as opened:
        for act in (opened.entities.unalias, opened.entities.alias, opened.entities.split):
            with pytest.raises(UsageError, match="is no name"):
                act("isis", "@")


def test_flags_and_types_that_there_are_not_are_told(archive: Path, tmp_path: Path) -> None:
    lines = ("a\tplace\tتل الغار\t\t\tcomon", "b\tvillain\tتل الغار", "c\tplace\tتل الغار\t\t\tcommon near:sy")
    with fihrist.open(archive) as opened:
        report = opened.entities.import_list(written(tmp_path, "mine.tsv", *lines))
        assert (report.added, report.bad_count) == (1, 2)
        assert "'comon' is no flag; there are common, generic, namesake" in report.bad[0].reason
        assert "'villain' is no type; there are person, organisation, place" in report.bad[1].reason


def test_lines_with_nothing_to_take_are_counted(archive: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "SY.txt", geonames(1, "Kafr al Ghar,كفر الغار"), geonames(2, "Kafr"))
    with fihrist.open(archive) as opened:
        report = opened.entities.import_list(path)
        assert (report.lines, report.added, report.passed_over) == (2, 1, 1)
