"""Operations on entities: what the facets say afterwards is what an archive made anew with the same decisions says."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import fihrist
from fihrist.entities import Entities
from fihrist.errors import UsageError
from fihrist.index.curation import deciding
from fihrist.index.curation.state import current, performed
from fihrist.index.entities.user_decisions import in_force
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

TEXTS = (
    ("لواء العقاب في حلب", "سيطر لواء العقاب على بلدة تل الغار، وقالت كتيبة العقاب إن داعش انسحب من حلب."),
    ("تنظيم الدولة يتراجع", "قال أبو القعقاع الحمصي إن تنظيم الدولة انسحب. وقتل أبي القعقاع الحمصي في الرقة."),
    ("الفرقة الخامسة", "أعلنت قسد أن «كتيبة العقاب» دخلت بلدة تل الغار في ريف حلب بعد معارك مع داعش."),
    ("زيارة", "وصل المبعوث سالم النهري إلى دمشق. وقال سالم النهري: نلتقي أبا القعقاع الحمصي في تل الغار."),
    ("عقابي", "قال مقاتل عقابي إن قوات سوريا الديمقراطية وبلواء العقاب وللعقاب شأن في إدلب."),
    ("سليم", "قال سليم النهري إن السوريين عادوا، وذكر سالم النهري أن الأمم المتحدة غائبة عن الغار."),
)
NAMES = (
    "لواء العقاب",
    "كتيبة العقاب",
    "العقاب",
    "أبو القعقاع الحمصي",
    "تل الغار",
    "الغار",
    "سالم النهري",
    "داعش",
    "@الفرقة",
)

Facets = dict[str, list[tuple[str, str, int]]]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    lines = [json.dumps({"title": title, "text": text}, ensure_ascii=False) for title, text in TEXTS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def loaded(folder: Path, source: Path) -> Path:
    with Store.open(folder, create=True, writable=True) as store:
        pipeline.ingest(store, [str(source)], options=SourceOptions(), workers=1)
    return folder


def facets(path: Path) -> Facets:
    with fihrist.open(path) as archive:
        found = archive.search("", limit=0, facet_limit=0, facets=("person", "organisation", "place"))
        return {name: sorted((v.value, v.label, v.count) for v in values) for name, values in found.facets.items()}


COUNTED = ("person", "organisation")
"""A place counts for the places above it, too."""


def counted(path: Path) -> Facets:
    """The same of persons and organisations, counted from the names of each article."""
    totals: dict[str, Counter[tuple[str, str]]] = {kind: Counter() for kind in COUNTED}
    with fihrist.open(path) as archive:
        for hit in archive.search("", facets=()):
            mentions = [*archive.title_mentions(hit.id), *archive.mentions(hit.id)]
            named = {(m.type, m.key, m.label) for m in mentions if m.confidence >= 0.5 and not m.nested}
            for kind, key, label in named:
                if kind in totals:
                    totals[kind][key, label] += 1
    return {
        name: sorted((key, label, count) for (key, label), count in found.items()) for name, found in totals.items()
    }


Choice = tuple[str, int, int]
CHOICES = st.lists(
    st.tuples(
        st.sampled_from(("add", "alias", "unalias", "merge", "merge", "split", "undo", "undo")),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=8,
)


def perform(archive: fihrist.Archive, choice: Choice) -> None:
    """One operation on what there is, chosen by two numbers."""
    name, first, second = choice
    entities = archive.entities
    there = [one.id for one in entities.list()] + [one.id for one in entities.list(own=True)]
    one, other = there[first % len(there)], there[second % len(there)]
    match name:
        case "add":
            kind = ("person", "organisation", "place")[first % 3]
            entities.add(NAMES[first % len(NAMES)], type=kind, aliases=[NAMES[second % len(NAMES)]])
        case "alias":
            entities.alias(one, NAMES[second % len(NAMES)])
        case "unalias" | "split":
            with Store.open(archive.path) as store:
                parted = sorted({keep.key for keep in current(store.records).merged.values()})
            linked = [each.id for each in entities.list(own=True)] + [each.id for each in entities.list(unlinked=False)]
            wholes = parted + linked if name == "split" else linked
            shown = entities.show(wholes[first % len(wholes)])
            parts = [part.id for part in shown.parts] if name == "split" else []
            choices = parts or list(shown.names) or list(NAMES)
            getattr(entities, name)(shown.entity.id, choices[second % len(choices)])
        case "merge":
            entities.merge(one, other)
        case "undo":
            entities.undo(*([] if first % 2 else [1 + second % max(1, len(entities.log()))]))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES)
@example([("add", 0, 1), ("merge", 3, 4), ("split", 0, 0), ("undo", 1, 0), ("undo", 0, 3)])
@example([("add", 0, 1), ("add", 4, 5), ("unalias", 0, 1), ("merge", 0, 40), ("undo", 0, 0), ("undo", 0, 1)])
def test_any_operations_lead_where_a_new_archive_with_the_same_decisions_is(
    tmp_path_factory: pytest.TempPathFactory, source: Path, choices: list[Choice]
) -> None:
    folder = tmp_path_factory.mktemp("a")
    path = loaded(folder / "archive", source)
    with fihrist.open(path) as archive:
        for choice in choices:
            before = facets(path)
            try:
                perform(archive, choice)
            except UsageError:
                assert facets(path) == before
    there = facets(path)
    assert {kind: there[kind] for kind in COUNTED} == counted(path)
    assert there == facets(made_anew(path, folder / "fresh", source))
    with Store.open(path) as store:
        assert store.records.verify_log() is None
        assert store.behind == 0


def made_anew(path: Path, fresh: Path, source: Path) -> Path:
    """An archive in which the operations in force were done before its articles came."""
    with Store.open(path) as store:
        standing = in_force(performed(store.records))
    with Store.open(fresh, create=True, writable=True) as store:
        for operation in standing:
            deciding.decide(store, operation.kind, operation.steps)
    return loaded(fresh, source)


def test_a_rebuild_keeps_what_was_decided(tmp_path: Path, source: Path) -> None:
    path = loaded(tmp_path / "archive", source)
    with fihrist.open(path) as archive:
        archive.entities.add("لواء العقاب", type="organisation", aliases=["كتيبة العقاب"])
        archive.entities.merge("~سالم النهري", "~سليم النهري")
        before = facets(path)
        archive.rebuild()
        assert facets(path) == before
        archive.entities.undo()
        archive.entities.undo()
    assert facets(path) == facets(loaded(tmp_path / "other", source))


def test_postings_stay_as_they_are(tmp_path: Path, source: Path) -> None:
    path = loaded(tmp_path / "archive", source)
    before = {file.name: file.read_bytes() for file in (path / "index").glob("*.co*")}
    with fihrist.open(path) as archive:
        done = archive.entities.add("لواء العقاب", type="organisation", aliases=["كتيبة العقاب", "العقاب"])
        assert (done.reread, done.articles) == (3, 3)
        done = archive.entities.merge("~سالم النهري", "~سليم النهري")
        assert (done.reread, done.articles) == (0, 1)
        assert [(one.label, one.articles) for one in archive.entities.list(own=True)] == [("لواء العقاب", 3)]
        assert archive.search("شخص:«سليم النهري»").total == 2
    assert {file.name: file.read_bytes() for file in (path / "index").glob("*.co*")} == before


def test_an_article_that_names_two_that_are_merged_counts_once(tmp_path: Path, source: Path) -> None:
    path = loaded(tmp_path / "archive", source)
    with fihrist.open(path) as archive:
        both = archive.search("", organisations=["isis"]).total, archive.search("", organisations=["sdf"]).total
        assert both == (3, 2)
        archive.entities.merge("isis", "sdf")
        found = archive.search("", facets=("organisation",))
        assert [v.count for v in found.facets["organisation"] if v.value == "isis"] == [4]
        assert archive.search("كيان:sdf").total == archive.search("منظمة:قسد").total == 4


REFUSED = {
    "itself": ("merge", ("isis", "داعش"), "into itself"),
    "unknown": ("merge", ("isis", "لا أحد"), "is no entity of the archive"),
    "twice": ("merge", ("aleppo", "isis", "sdf"), "is of type"),
    "taken": ("alias", ("sdf", "داعش"), "is a name of isis"),
    "again": ("alias", ("isis", "داعش"), "already"),
    "unlinked": ("alias", ("~سالم النهري", "أبو فلان"), "is linked to no entity yet"),
    "no-name": ("unalias", ("isis", "القاعدة"), "is no name of isis"),
    "no-part": ("split", ("~سالم النهري", "سليم"), "is no part"),
    "blank": ("alias", ("isis", " - "), "no letters"),
    "other-type": ("merge", ("aleppo", "~سالم النهري"), "only what is of one type can be one"),
    "long": ("alias", ("isis", "ا" * 201), "at most 200"),
    "closed": ("alias", ("isis", "في"), "nearly every article"),
    "letter": ("alias", ("isis", "@و"), "nearly every article"),
    "separator": ("alias", ("isis", "تنظيم|دولة"), "separates names"),
    "nothing": ("undo", (), "nothing to undo"),
    "no-operation": ("undo", (7,), "there is no operation 7"),
}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    return loaded(tmp_path_factory.mktemp("ready") / "archive", source)


@pytest.mark.parametrize(("name", "arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_leads_nowhere_is_refused(ready: Path, name: str, arguments: tuple[str, ...], message: str) -> None:
    with fihrist.open(ready) as archive, pytest.raises(UsageError, match=message):
        getattr(archive.entities, name)(*arguments)
    with Store.open(ready) as store:
        assert not store.records.operations()


def test_merges_go_in_no_circle(tmp_path: Path, source: Path) -> None:
    with fihrist.open(loaded(tmp_path / "archive", source)) as archive:
        entities = archive.entities
        entities.merge("isis", "sdf")
        for arguments, message in (
            (("sdf", "isis"), "are one already"),
            (("sdf", "un"), "counts for isis; merge isis"),
        ):
            with pytest.raises(UsageError, match=message):
                entities.merge(*arguments)
        with pytest.raises(UsageError, match="counts for isis"):
            entities.alias("sdf", "القوات")
        entities.merge("un", "isis")
        assert [part.id for part in entities.show("un").parts] == ["isis", "sdf"]
        entities.split("un", "isis")
        assert [part.id for part in entities.show("isis").parts] == ["sdf"]


def test_what_others_build_on_is_not_taken_back(tmp_path: Path, source: Path) -> None:
    with fihrist.open(loaded(tmp_path / "archive", source)) as archive:
        entities = archive.entities
        identifier = entities.add("لواء العقاب", type="organisation").id
        entities.alias(identifier, "كتيبة العقاب")
        with pytest.raises(UsageError, match="undo 2 first"):
            entities.undo(1)
        entities.undo(2)
        entities.undo(1)
        entities.undo(4)
        assert entities.show("لواء العقاب").entity.articles == 2
        with pytest.raises(UsageError, match="taken back already"):
            entities.undo(4)
        assert [(event.kind, event.in_force) for event in entities.log()] == [
            ("add", True), ("alias", False), ("undo", True), ("undo", False), ("undo", True)
        ]  # fmt: skip


def test_articles_that_come_later_are_read_with_what_was_decided(tmp_path: Path, source: Path) -> None:
    path = loaded(tmp_path / "archive", source)
    later = tmp_path / "later.jsonl"
    lines = [{"title": f"نبأ {n}", "text": f"دخل لواء العقاب البلدة {n}. وقال سليم النهري: عدنا."} for n in range(4)]
    later.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    with fihrist.open(path) as archive:
        identifier = archive.entities.add("لواء العقاب", type="organisation", aliases=["كتيبة العقاب"]).id
        archive.entities.merge("~سالم النهري", "~سليم النهري")
        for workers in (1, 2):
            archive.ingest(later, workers=workers)
            assert archive.entities.show(identifier).entity.articles == 3 + 4
            assert archive.entities.show("سليم النهري").entity.articles == 2 + 4
            later.write_text(later.read_text("utf-8") + "\n")


def test_a_reader_keeps_what_it_sees_until_it_looks_again(tmp_path: Path, source: Path) -> None:
    path = loaded(tmp_path / "archive", source)
    with fihrist.open(path) as reader, fihrist.open(path) as writer:
        assert reader.search("منظمة:sdf").total == 2
        writer.entities.merge("isis", "sdf")
        assert reader.search("منظمة:sdf").total == 2
        assert reader.refresh()
        assert reader.search("منظمة:sdf").total == 4


BEFORE_DECISIONS = """
DROP TRIGGER operations_are_kept; DROP TRIGGER operations_are_fixed;
DROP TABLE steps; DROP TABLE operations; DROP TABLE own_entities; DROP TABLE own_names; DROP TABLE links;
DROP INDEX entities_linked; ALTER TABLE entities DROP COLUMN canonical; ALTER TABLE stale DROP COLUMN part;
DELETE FROM migrations WHERE version > 2; PRAGMA user_version = 2;
"""


def test_an_archive_of_before_there_were_decisions_takes_them(tmp_path: Path, source: Path) -> None:
    path = loaded(tmp_path / "archive", source)
    before = facets(path)
    older = sqlite3.connect(path / "records.db")
    older.executescript(BEFORE_DECISIONS)
    older.close()
    assert facets(path) == before
    with fihrist.open(path) as archive:
        archive.entities.merge("isis", "sdf")
        assert archive.search("كيان:sdf").total == 4
        archive.entities.undo()
    assert facets(path) == before


def test_a_single_alias_is_one_name(tmp_path: Path, source: Path) -> None:
    with fihrist.open(loaded(tmp_path / "archive", source)) as archive:
        added = archive.entities.add("هيئة الاختبار", type="organisation", aliases="كتيبة العقاب")
        assert archive.entities.show(added.id).names == ("هيئة الاختبار", "كتيبة العقاب")


@pytest.mark.parametrize(
    ("kind", "parent", "refused"),
    [("place", "isis", True), ("organisation", "isis", False), ("organisation", "sy", False), ("place", "sy", False)],
)
def test_what_a_parent_may_be(tmp_path: Path, source: Path, kind: str, parent: str, refused: bool) -> None:
    with fihrist.open(loaded(tmp_path / "archive", source)) as archive:
        if refused:
            with pytest.raises(UsageError, match="give a place as its parent"):
                archive.entities.add("تل الاختبار", type=kind, parent=parent)
            assert archive.entities.log() == ()
        else:
            assert archive.entities.add("تل الاختبار", type=kind, parent=parent).number == 1


WRONG: dict[str, Callable[[Entities], object]] = {
    "name": lambda entities: entities.add(cast("str", None), type="person"),
    "aliases": lambda entities: entities.add("هيئة", type="organisation", aliases=cast("list[str]", [4])),
    "id": lambda entities: entities.add("هيئة", type="organisation", id=cast("str", 4)),
    "names": lambda entities: entities.merge("isis", cast("str", None)),
    "entity": lambda entities: entities.show(cast("str", None)),
    "minimum": lambda entities: entities.list(minimum=-1),
    "number": lambda entities: entities.undo(cast("int", "x")),
    "path": lambda entities: entities.import_list(cast("str", None)),
}


@pytest.mark.parametrize("argument", WRONG)
def test_values_of_another_kind_are_told_with_their_argument(ready: Path, argument: str) -> None:
    with fihrist.open(ready) as archive, pytest.raises(UsageError, match=f"^{argument} is "):
        WRONG[argument](archive.entities)
