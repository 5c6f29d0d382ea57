"""Suggestions: texts that say that two are one, names spelt nearly alike, short forms; with what speaks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import fihrist
from fihrist.index.curation.suggest import Suggestion
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store

TEXTS = (
    "قال المدعو نزار الشيحي الملقب أبو القعقاع الحمصي إن لواء العقاب انسحب من كفر نبل.",
    "وصل أبو القعقاع الحمصي إلى كفر نبل، والتقى القيادي مروان الغراوي في البلدة.",
    "قتل القيادي سليمان الغراوي وقال سليمان الغراوي قبل مقتله إنه من كفر نبل، كما قال حازم القطيني.",
    "قال حازم القطيني في كفر نبل إن القيادي سليمن الغراوي قتل.",
    "قال سعيد الجزار المعروف بالشدة إن السوق مغلقة.",
    "قتل المدعو نادر الفارعي الملقب باسم «أبو جزوان» في البلدة.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("suggestions")
    source = folder / "articles.jsonl"
    lines = [json.dumps({"title": f"نبأ {n}", "text": text}, ensure_ascii=False) for n, text in enumerate(TEXTS)]
    source.write_text("\n".join(lines), encoding="utf-8")
    with Store.open(folder / "archive", create=True, writable=True) as store:
        pipeline.ingest(store, [str(source)], options=SourceOptions(), workers=1)
    return folder / "archive"


@pytest.fixture(scope="module")
def found(archive: Path) -> dict[tuple[str, str], Suggestion]:
    with fihrist.open(archive) as opened:
        return {(one.keep, one.other): one for one in opened.entities.suggest()}


def test_a_text_says_so(found: dict[tuple[str, str], Suggestion], archive: Path) -> None:
    one = found["~ابو القعقاع الحمصي", "~نزار الشيحي"]
    assert (one.kind, one.articles) == ("called", (1, 1))
    assert "نزار الشيحي الملقب أبو القعقاع الحمصي" in one.evidence[0].text
    assert one.command("an archive").startswith(
        "fihrist entities 'an archive' merge '~ابو القعقاع الحمصي' '~نزار الشيحي'"
    )


def test_a_text_gives_another_name(found: dict[tuple[str, str], Suggestion], archive: Path) -> None:
    one = found["~نادر الفارعي", "~ابو جزوان"]
    assert one.kind == "name"
    assert one.command("a") == "fihrist entities a add 'نادر الفارعي' --type person --alias 'أبو جزوان'"


def test_names_spelt_nearly_alike_in_the_same_company(found: dict[tuple[str, str], Suggestion]) -> None:
    one = found["~سليمان الغراوي", "~سليمن الغراوي"]
    assert one.kind == "spelling"
    assert "حازم القطيني" in one.company
    assert ("~سليمان الغراوي", "~مروان الغراوي") not in found


def test_what_is_done_is_suggested_no_more(archive: Path, found: dict[tuple[str, str], Suggestion]) -> None:
    with fihrist.open(archive) as opened:
        for one in found.values():
            if one.kind == "name":
                opened.entities.add(one.labels[0], type=one.type, aliases=[one.labels[1]])
            else:
                opened.entities.merge(one.keep, one.other)
        assert opened.entities.suggest() == []
        for _ in found:
            opened.entities.undo()
        assert {(one.keep, one.other) for one in opened.entities.suggest()} == found.keys()
        assert opened.entities.suggest(type="place") == []


def test_a_name_of_several_bearers_says_so(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    texts = [f"قتل المدعو {name} الملقب باسم «أبو جزوان» في البلدة." for name in ("نادر الفارعي", "سمير الخطيبي")]
    source.write_text("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts), encoding="utf-8")
    with Store.open(tmp_path / "archive", create=True, writable=True) as store:
        pipeline.ingest(store, [str(source)], options=SourceOptions(), workers=1)
    with fihrist.open(tmp_path / "archive") as opened:
        found = {one.labels[0]: one.also for one in opened.entities.suggest()}
    assert found == {"نادر الفارعي": ("سمير الخطيبي",), "سمير الخطيبي": ("نادر الفارعي",)}
