"""Operations on entities: what the facets say afterwards is what an archive made anew with the same decisions says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fihrist
from fihrist.errors import UsageError
from fihrist.index.curation import deciding
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
NAMES = ("لواء العقاب", "كتيبة العقاب", "العقاب", "أبو القعقاع الحمصي", "تل الغار", "الغار", "سالم النهري", "داعش", "@الفرقة")
THINGS = ("isis", "sdf", "aleppo", "own-1", "own-2", "~ابو القعقاع الحمصي", "~سالم النهري", "~سليم النهري", "~داعش")

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


def counted(path: Path) -> Facets:
    """The same, counted from the names of each article."""
    totals: dict[str, Counter[tuple[str, str]]] = {"person": Counter(), "organisation": Counter(), "place": Counter()}
    with fihrist.open(path) as archive:
        for hit in archive.search("", facets=()):
            mentions = [*archive.title_mentions(hit.id), *archive.mentions(hit.id)]
            named = {(m.type, m.key, m.label) for m in mentions if m.confidence >= 0.5 and not m.nested}
            for kind, key, label in named:
                totals[kind][key, label] += 1
    return {name: sorted((key, label, count) for (key, label), count in found.items()) for name, found in totals.items()}


Operation = tuple[str, tuple[str, ...]]
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.tuples(st.sampled_from(("person", "organisation", "place")), *[st.sampled_from(NAMES)] * 2)),
        st.tuples(st.just("alias"), st.tuples(st.sampled_from(THINGS), st.sampled_from(NAMES))),
        st.tuples(st.just("unalias"), st.tuples(st.sampled_from(THINGS), st.sampled_from(NAMES))),
        st.tuples(st.just("merge"), st.tuples(st.sampled_from(THINGS), st.sampled_from(THINGS))),
        st.tuples(st.just("split"), st.tuples(st.sampled_from(THINGS), st.sampled_from(NAMES + THINGS))),
        st.tuples(st.just("undo"), st.one_of(st.just(()), st.tuples(st.integers(1, 8).map(str)))),
    ),
    min_size=1,
    max_size=7,
)


def perform(archive: fihrist.Archive, operation: Operation) -> None:
    name, (*arguments,) = operation
    entities = archive.entities
    match name:
        case "add":
            kind, first, second = arguments
            entities.add(first, type=kind, aliases=[second])
        case "undo":
            entities.undo(*map(int, arguments))
        case _:
            getattr(entities, name)(*arguments)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPERATIONS)
def test_any_operations_lead_where_a_new_archive_with_the_same_decisions_is(
    tmp_path_factory: pytest.TempPathFactory, source: Path, operations: list[Operation]
) -> None:
    folder = tmp_path_factory.mktemp("a")
    path = loaded(folder / "archive", source)
    with fihrist.open(path) as archive:
        for operation in operations:
            before = facets(path)
            try:
                perform(archive, operation)
            except UsageError:
                assert facets(path) == before
    assert facets(path) == counted(path)
    assert facets(path) == facets(made_anew(path, folder / "fresh", source))
    with Store.open(path) as store:
        assert store.records.verify_log() is None
        assert store.behind == 0


def made_anew(path: Path, fresh: Path, source: Path) -> Path:
    """An archive in which the operations in force were done before its articles came."""
    with Store.open(path) as store:
        standing = in_force(deciding.performed(store.records))
    with Store.open(fresh, create=True, writable=True) as store:
        for operation in standing:
            deciding.decide(store, operation.kind, operation.steps)
    return loaded(fresh, source)
