"""Names that bodies and places of several countries bear."""

from __future__ import annotations

import pytest

from fihrist.index.entities import find_entities
from fihrist.index.model import FACET_CONFIDENCE

PHRASES = [
    ("مديرية الاستخبارات العسكرية المصرية", "مديرية الاستخبارات العسكرية المصرية", None),
    ("مديرية الاستخبارات العسكرية في الجيش السوري", "مديرية الاستخبارات العسكرية في الجيش السوري", None),
    ("إدارة المخابرات العامة في مصر", "إدارة المخابرات العامة في مصر", None),
    ("القناة 12 التونسية", "القناة 12 التونسية", None),
    ("القناة 12 الإسرائيلية", "القناة 12 الإسرائيلية", "channel-12-israel"),
    ("مجلس العموم الكندي", "مجلس العموم الكندي", None),
    ("حزب الله البحريني", "حزب الله البحريني", None),
    ("حزب الله في سوريا", "حزب الله", "hezbollah"),
    ("المحكمة الاتحادية العليا في بغداد", "المحكمة الاتحادية العليا", "federal-supreme-court-of-iraq"),
    ("المحكمة الاتحادية العليا", "المحكمة الاتحادية العليا", "federal-supreme-court-of-iraq"),
    ("قوات الرد السريع في السودان", "قوات الرد السريع في السودان", None),
]


@pytest.mark.parametrize(("text", "span", "entity"), PHRASES, ids=[text for text, _, _ in PHRASES])
def test_the_country_of_the_phrase_decides(text: str, span: str, entity: str | None) -> None:
    first = find_entities(f"قالت مصادر إن {text} رفضت ذلك.")[0]
    assert (first.text, first.entity) == (span, entity)


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("اعتقلت الشرطة التونسية في سوسة عنصرا من أنصار الشريعة.", "أنصار الشريعة", "ansar-sharia-tn"),
        ("قصف الجيش الليبي في بنغازي أنصار الشريعة.", "أنصار الشريعة", "ansar-sharia-ly"),
        ("هاجمت أنصار الشريعة معسكرا في حضرموت باليمن.", "أنصار الشريعة", "ansar-sharia-ye"),
        ("هاجمت أنصار الشريعة المعسكر.", "أنصار الشريعة", None),
        (
            "قضت المحكمة الاتحادية العليا بسجن رجل في الإمارات، وقالت أبوظبي إنها راضية.",
            "المحكمة الاتحادية العليا",
            None,
        ),
        ("دارت اشتباكات في طرابلس قرب باب التبانة في لبنان.", "طرابلس", "tripoli-lb"),
        ("دخل الجيش الليبي طرابلس قادما من بنغازي.", "طرابلس", "tripoli"),
        ("دخلت القوات طرابلس.", "طرابلس", "tripoli"),
        ("قصف الطيران حي صلاح الدين في حلب.", "صلاح الدين", None),
        ("دخلت القوات العراقية محافظة صلاح الدين.", "صلاح الدين", "salah-din"),
    ],
)
def test_the_country_of_the_text_decides(text: str, name: str, entity: str | None) -> None:
    assert [mention.entity for mention in find_entities(text) if mention.text == name] == [entity]


def test_a_general_name_in_a_text_of_another_country_is_shown_by_no_facet() -> None:
    text = "قضت المحكمة الاتحادية العليا بسجنه في الإمارات. وقالت الشرطة الإماراتية إنه في أبوظبي."
    (court,) = (mention for mention in find_entities(text) if mention.text.startswith("المحكمة"))
    assert court.confidence < FACET_CONFIDENCE


def test_a_country_beside_its_adjective_is_no_adjective() -> None:
    assert [m.text for m in find_entities("كلمات دلالية: الحوثيون السعودية")] == ["الحوثيون", "السعودية"]
