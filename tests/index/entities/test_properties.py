"""What holds of the mentions in any text."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.entities import find_entities, name_key
from fihrist.index.entities.gazetteer import default_gazetteer

_NAMES = [alias.name for entity in default_gazetteer().entities.values() for alias in entity.aliases]
_WORDS = [
    "الرئيس", "قال", "وأضاف", "أبو", "أبي", "عبد", "الله", "بن", "محمد", "وخالد", "علي", "على", "بلدة", "محافظة",
    "صحيفة", "تنظيم", "وزارة", "الملقب", "«", "»", "(", ")", "\n", "،", ".", "لـ", "ـ", "\u064b", "\u200f", "الدين",
    "نور", "الصحة", "البغدادي", "الحوراني", "SY24", "أ", "ف", "ب", "2014", "مستشفى", "وزير", "الخارجية", "المقدم",
]  # fmt: skip
_PIECES = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_NAMES), st.text(max_size=6))
_TEXTS = st.lists(_PIECES, max_size=25).flatmap(
    lambda pieces: st.sampled_from([" ", "", "\n"]).map(lambda glue: glue.join(pieces))
)


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    mentions = find_entities(text)
    last_end = 0
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert "\n" not in mention.text
        assert 0 < mention.confidence <= 1
        assert mention.key
        assert mention.label
        assert (mention.key == mention.entity) if mention.entity else mention.key.startswith("~")
        if not mention.nested:
            assert mention.start >= last_end
            last_end = mention.end
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert find_entities(text) == find_entities(text)


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_nested_mentions_lie_in_longer_ones(text: str) -> None:
    mentions = find_entities(text)
    outer = [m for m in mentions if not m.nested]
    for inner in mentions:
        if inner.nested:
            assert any(o.start <= inner.start and inner.end <= o.end and o.text != inner.text for o in outer)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_keys_are_keys_of_themselves(name: str) -> None:
    key = name_key(name)
    assert key.startswith("~")
    assert name_key(key) == key


def test_every_certain_name_is_found_when_it_stands_alone() -> None:
    entities = default_gazetteer().entities.values()
    names = [
        (entity.id, alias.name)
        for entity in entities
        for alias in entity.aliases
        if not alias.mark and (len(alias.name) > 2 or not alias.name.isascii()) and not {".", "&"} & set(alias.name)
    ]
    random.Random(7).shuffle(names)
    missing = []
    for identifier, name in names:
        mentions = [m for m in find_entities(f"تحدث التقرير عن {name}.") if not m.nested]
        if [m.entity for m in mentions] != [identifier]:
            missing.append((identifier, name))
    assert missing == []
