"""What grammar corrects: nicknames, bare given names, words of origin, names in other names."""

from __future__ import annotations

import pytest

from fihrist.index.entities import find_entities
from fihrist.index.model import FACET_CONFIDENCE, EntityType


def shown(text: str, kind: EntityType) -> list[str]:
    return [m.text for m in find_entities(text) if m.type is kind and m.confidence >= FACET_CONFIDENCE and not m.nested]


NICKNAMES = [
    ("قال المدعو خالد الملقب أبو الوليد إنه شارك.", "خالد", "أبو الوليد"),
    ("اعتقل حسن الملقب بأبي عمر أمس.", "حسن", "أبي عمر"),
    ("قتل محمد المعروف بأبي حسن.", "محمد", "أبي حسن"),
    ("اعتقل أحمد المكنى أبو سعيد.", "أحمد", "أبو سعيد"),
    ("وصل سالم المعروف باسم أبو ليلى.", "سالم", "أبو ليلى"),
    ("اعتقل نزار الحسين الملقب بأبي القعقاع.", "نزار الحسين", "أبي القعقاع"),
]


@pytest.mark.parametrize(("text", "name", "nickname"), NICKNAMES, ids=[text for text, _, _ in NICKNAMES])
def test_a_nickname_without_quotes_is_the_same_person(text: str, name: str, nickname: str) -> None:
    first, second = (mention for mention in find_entities(text) if mention.type is EntityType.PERSON)
    assert (first.text, second.text) == (name, nickname)
    assert first.key == second.key


@pytest.mark.parametrize("text", ["وصل محمد إلى حلب.", "عاد عبد الله إلى حلب.", "قال خالد إنه رأى القصف في حلب."])
def test_a_given_name_alone_is_shown_by_no_facet(text: str) -> None:
    assert shown(text, EntityType.PERSON) == []


@pytest.mark.parametrize(
    "text", ["وصل محمد العبيدي إلى حلب. وقال محمد العبيدي إنه بخير.", "وصل الشيخ محمد العبيدي إلى حلب."]
)
def test_a_given_name_with_a_surname_is_shown(text: str) -> None:
    assert "محمد العبيدي" in shown(text, EntityType.PERSON)


@pytest.mark.parametrize(
    "text",
    [
        "أكد ذلك مصدر أمني روسي للوكالة.",
        "قال ضابط أردني رفيع إن القصف توقف.",
        "غرقت سفينتان أميركيتان في البحر.",
        "حل شهر رمضان المعظم أمس.",
        "وسيطروا على مركزه وعلى القرى المحيطة به.",
        "بدأت في تموز وسماها الجيش الإسرائيلي «الجرف الصامد» بعد أيام.",
        "المكنى معروف في البلدة.",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert shown(text, EntityType.PERSON) == []


def test_kin_is_no_part_of_a_name() -> None:
    persons = [m.text for m in find_entities("اعتقل هشام شقيق سلمان عبيدي.") if m.type is EntityType.PERSON]
    assert persons == ["هشام", "سلمان عبيدي"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قصف الطيران مشفى القدس في حلب.", "القدس"),
        ("وقع الانفجار في شارع بغداد في دمشق.", "بغداد"),
        ('أعلن الجيش معركة "درع الفرات" في الشمال.', "الفرات"),
    ],
)
def test_places_that_something_else_is_named_after_are_shown_by_no_facet(text: str, place: str) -> None:
    assert place not in shown(text, EntityType.PLACE)


@pytest.mark.parametrize("text", ["عادت القوات إلى القدس في المساء.", "قصف الطيران مشفى حلب."])
def test_other_places_are_shown(text: str) -> None:
    assert shown(text, EntityType.PLACE)


def test_organisations_are_cut_where_a_person_begins() -> None:
    mentions = find_entities("قال محافظ البنك المركزي التونسي الشاذلي العياري إن الدينار تراجع.")
    assert [m.text for m in mentions if not m.nested] == ["البنك المركزي التونسي", "الشاذلي العياري"]


@pytest.mark.parametrize("text", ['هاجمت فصائل "إسلامية" القرية.', "نصت مجلة الاستثمار على ذلك.", "أ - الخبر الأول."])
def test_what_is_no_organisation(text: str) -> None:
    assert shown(text, EntityType.ORGANISATION) == []


def test_an_agency_in_brackets_behind_a_town_keeps_its_first_letter() -> None:
    assert "احة برس" not in [
        m.text for m in find_entities("نيويورك (واحة برس) 27 سبتمبر 2013 - تبنى مجلس الأمن قرارا.")
    ]


def test_listed_definite_words_between_places_are_places() -> None:
    text = "سيطرت الفصائل على قطاع طريق السد، والحمادين، والمهندسين، ومخيم درعا، وعادت."
    assert [m.text for m in find_entities(text) if m.rule == "place-list"] == ["الحمادين", "المهندسين"]


def test_buttons_of_networks_are_no_names() -> None:
    assert find_entities("Facebook Twitter WhatsApp Telegram\nنشر الموقع ذلك.") == []
