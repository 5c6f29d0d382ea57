"""The articles that a change of names concerns: all in which the rules find something else are among them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.arabic.tokens import analyze
from fihrist.index.curation.touched import touched
from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot
from fihrist.index.entities import Alias, Extractor, GazetteerEntity, find_entities, matcher
from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.entities.user_decisions import matchable
from fihrist.index.entities.user_words import Pattern, all_written, concerned
from fihrist.index.model import EntityType

NAMES = {
    "أبوالقعقاع الحمصي": EntityType.PERSON,
    "عبدالغفور الزعبوط": EntityType.PERSON,
    "الزعبوط": EntityType.ORGANISATION,
    "كتيبة سورية الأميركية": EntityType.ORGANISATION,
    "وزارة الغبار السورية": EntityType.ORGANISATION,
    "تل": EntityType.PLACE,
    "كفر زعبوط": EntityType.PLACE,
    "@الغبار": EntityType.PLACE,
    "داعش الغبار": EntityType.ORGANISATION,
}
WORDS = (
    "قال", "أبو", "أبي", "أبا", "القعقاع", "أبوالقعقاع", "الحمصي", "عبد", "الغفور", "عبدالغفور", "الزعبوط", "وللزعبوط",
    "بالزعبوط", "زعبوطي", "الزعبوطي", "كتيبة", "وكتيبة", "«", "»", "سوريا", "سورية", "الأميركية", "الأمريكية", "وزارة",
    "لوزارة", "الغبار", "السورية", "تل", "بتل", "تلي", "كفر", "زعبوط", "زعبوطية", "مدينة", "في", "بلدة", "دمشق", "،", ".",
    "-", "الرئيس", "داعش", "كفرزعبوط", "وكفر", "غباري",
)  # fmt: skip


@cache
def extractor(name: str) -> Extractor:
    return matcher([matchable(entity(name))])


def entity(name: str) -> GazetteerEntity:
    mark = name[0] if name[0] == "@" else ""
    text = name.removeprefix(mark)
    return GazetteerEntity("new", NAMES[name], text, "", (Alias(text, mark),), parent="sy")


def patterns(name: str) -> set[Pattern]:
    return set(concerned(entity(name), all_written(entity(name)), default_gazetteer()))


def has(norms: list[str], pattern: Pattern) -> bool:
    starts = range(len(norms) - len(pattern) + 1)
    return any(all(norms[at + place] in words for place, words in enumerate(pattern)) for at in starts)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=9))
def test_where_something_else_is_found_there_are_the_words(name: str, words: list[str]) -> None:
    text = " ".join(words)
    if extractor(name).find(text) != find_entities(text):
        norms = [token.norm for token in analyze(text)]
        assert any(has(norms, pattern) for pattern in patterns(name))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=8),
    st.sets(st.sampled_from(sorted(NAMES)), min_size=1, max_size=3),
    st.booleans(),
)
def test_articles_are_found_by_rows_of_words(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], names: set[str], many: bool
) -> None:
    folder: Path = tmp_path_factory.mktemp("index")
    wanted = {pattern for name in names for pattern in patterns(name)}
    with IndexWriter(folder, spill=20) as writer:
        for key, words in enumerate(texts):
            writer.add(IndexDocument(key, " ".join(words[:3]), " ".join(words[3:])))
        writer.delete(0)
        writer.commit(1, np.zeros(1, np.uint8), "chain")
    expected = [
        key
        for key, words in enumerate(texts)
        for title, body in [
            ([t.norm for t in analyze(" ".join(words[:3]))], [t.norm for t in analyze(" ".join(words[3:]))])
        ]
        if key and any(has(title, pattern) or has(body, pattern) for pattern in wanted)
    ]
    padding = {(frozenset((f"حشو{number}",)),) for number in range(2_500)} if many else set()
    with Snapshot.open(folder) as snapshot:
        assert touched(snapshot, wanted | padding) == expected
