"""Names that no rule knows: what the statistical extractor adds, and what it leaves to the rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.entities import Extractor, find_entities
from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.entities.weights import LABELS, OFFSETS, make_weights, read, shipped, write
from fihrist.index.model import FACET_CONFIDENCE, EntityType

RULES = Extractor(default_gazetteer(), statistical=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وسجل واين روني هدفين في مرمى الفريق الضيف", "واين روني"),
        ("وقال جوستين هينان إن المباراة صعبة", "جوستين هينان"),
        ("ودعا بريدراغ ميياتوفيتش الطرفين إلى التهدئة", "بريدراغ ميياتوفيتش"),
    ],
)
def test_foreign_persons(text: str, name: str) -> None:
    assert [(m.text, m.type) for m in find_entities(text) if not m.nested] == [(name, EntityType.PERSON)]
    assert name not in [m.text for m in RULES(text)]


def test_a_clitic_is_no_part_of_the_name() -> None:
    mentions = find_entities("وقدم التقرير لفرقة الحدود البرية للحرس الوطني")
    assert [m.text for m in mentions] == ["فرقة الحدود البرية للحرس الوطني"]


def test_what_the_rules_link_stays() -> None:
    text = "أعلنت قوات سوريا الديمقراطية أن داعش انسحب من الرقة، وقال واين روني إن ذلك صحيح."
    linked = [(m.start, m.end, m.entity) for m in RULES(text) if m.entity]
    assert [(m.start, m.end, m.entity) for m in find_entities(text) if m.entity] == linked


def test_a_treaty_named_after_a_town_is_not_shown() -> None:
    (taif,) = (m for m in find_entities("وقعت الأطراف اللبنانية اتفاق الطائف بعد الحرب") if m.text == "الطائف")
    assert taif.confidence < FACET_CONFIDENCE


def test_a_place_in_latin_letters_is_not_doubted() -> None:
    (place,) = find_entities("وصلت القوة SY24 إلى مشارف Deir ez-Zor")[-1:]
    assert (place.entity, place.confidence >= FACET_CONFIDENCE) == ("deir-ez-zor", True)
    (place,) = (m for m in find_entities("SDF forces near Deir ez-Zor.") if m.type is EntityType.PLACE)
    assert (place.entity, place.confidence >= FACET_CONFIDENCE) == ("deir-ez-zor", True)


@pytest.mark.parametrize("text", ["Sorry, you need to enable JavaScript", "the quick brown fox of the house"])
def test_a_sentence_of_another_language_has_no_names(text: str) -> None:
    assert find_entities(text) == []


def test_statistics_count_in_the_identity() -> None:
    assert RULES.identity != Extractor(default_gazetteer()).identity


_WORDS = st.sampled_from(
    [
        "قال",
        "محمد",
        "خالد",
        "العوضي",
        "واين",
        "روني",
        "في",
        "من",
        "إلى",
        "داعش",
        "الرقة",
        "2014",
        "SDF",
        "و",
        "«",
        "»",
        ".",
        "،",
        "\n",
        "–",
        "المجلس",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=60), st.integers(1, 3))
def test_a_text_reads_the_same_whatever_was_read_before(words: list[str], times: int) -> None:
    text = " ".join(words)
    fresh = Extractor(default_gazetteer()) if times == 1 and len(words) % 20 == 0 else None
    expected = find_entities(text)
    assert all(find_entities(text) == expected for _ in range(times))
    assert fresh is None or fresh(text) == expected


def test_ten_thousand_names() -> None:
    one = "وقال خالد العوضي في درعا إن قوات سوريا الديمقراطية انسحبت مع واين روني. "
    few, many = find_entities(one * 10), find_entities(one * 2500)
    assert len(many) == 250 * len(few) >= 10_000
    assert {(m.text, m.key) for m in many} == {(m.text, m.key) for m in few}


def test_a_row_of_names_without_an_end() -> None:
    mentions = find_entities("واين روني جوستين هينان إدغار دافيدز " * 400)
    assert all(len(m.text.split()) <= 20 for m in mentions)


def test_weights_are_read_as_they_were_written() -> None:
    states = {("w=خالد", 0, "B-person"): 1.25, ("w=خالد", -1, "I-person"): -0.5, ("end", 2, "O"): 0.75}
    weights = make_weights(states, {("O", "B-place"): 0.25})
    again = read(write(weights))
    assert again.table.shape == (2, len(OFFSETS), len(LABELS))
    assert np.array_equal(again.of("w=خالد"), weights.of("w=خالد"))
    assert np.array_equal(again.transitions, weights.transitions)


def test_the_shipped_weights_are_small_and_finite() -> None:
    weights = shipped()
    assert 1000 < len(weights.index) < 50_000
    assert np.isfinite(weights.table).all()
    assert np.isfinite(weights.transitions).all()
