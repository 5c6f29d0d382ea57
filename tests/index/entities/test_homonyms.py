"""Names that are also everyday words, adjectives, or another name: when they count."""

from __future__ import annotations

import pytest

from fihrist.index.entities import find_entities
from fihrist.index.model import FACET_CONFIDENCE


def keys(text: str, word: str) -> list[str]:
    """Keys of the shown mentions of a word."""
    shown = [m for m in find_entities(text) if not m.nested and m.confidence >= FACET_CONFIDENCE]
    return [m.key for m in shown if m.text == word]


@pytest.mark.parametrize(
    "text",
    [
        "قتلى في سورية", "خطر على سورية", "تعيش سورية أزمة", "حل يشمل سورية", "دخلوا سورية أمس", "سورية والعراق", "تركيا وسورية", "الحرب في سورية", "سورية في حرب", "سورية تعلن التعبئة",
        "شمال سورية", "رئيس سورية", "مستقبل سورية", "دعت سورية إلى", "قالت سورية إن", "داخل سورية", "شهدت سورية ذلك",
        "السعودية وسورية", "أن سورية", "اتهمت الولايات المتحدة سورية",
    ],
)  # fmt: skip
def test_syria_the_country(text: str) -> None:
    assert keys(text, "سورية") == ["sy"]


@pytest.mark.parametrize("text", ["عاد إلى بلدته بسورية", "أرسل المساعدات لسورية"])
def test_syria_behind_a_preposition_in_the_word(text: str) -> None:
    assert keys(text, "سورية") == ["sy"]


@pytest.mark.parametrize(
    "text",
    [
        "وصلت قوات سورية إلى لبنان", "مدينة سورية قرب الحدود", "فصائل سورية معارضة", "عائلات سورية في تركيا",
        "لاجئة سورية في لبنان", "طائرة حربية سورية", "قوات تركية وسورية", "امرأة سورية الجنسية", "قرية سورية",
        "مصادر سورية مطلعة", "من جنسيات غير سورية", "تنظيمات سورية", "ليرة سورية", "وسائل إعلام سورية",
    ],
)  # fmt: skip
def test_syrian_the_adjective(text: str) -> None:
    assert keys(text, "سورية") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حادث جنوب عمان قرب العقبة في الأردن", ["amman"]),
        ("العاصمة عمان", ["amman"]),
        ("طريق دمشق-عمان", ["amman"]),
        ("وزير الخارجية الأردني في عمان", ["amman"]),
        ("بيروت وعمان", ["amman"]),
        ("وصل سلطان عمان إلى الرياض", ["om"]),
        ("خليج عمان", ["om"]),
        ("الكويت واليمن وعمان", ["om"]),
        ("السعودية وعمان والبحرين", ["om"]),
        ("الخارجية العمانية قالت إن عمان تدعم الحوار", ["om"]),
        ("وصل إلى عمان أمس", []),
    ],
)
def test_oman_or_amman(text: str, expected: list[str]) -> None:
    assert keys(text, "عمان") == expected


@pytest.mark.parametrize(
    ("text", "keys_found"),
    [
        ("الخطيب البغدادي", ["~الخطيب البغدادي"]),
        ("داعش تنفي مقتل البغدادي", ["isis", "abu-bakr-baghdadi"]),
        ("بعد صلاة المغرب", []),
        ("في المغرب", ["ma"]),
        ("شركة «بوسطن كونسلتينغ غروب»", ["~بوسطن كونسلتينغ غروب"]),
        ("سعود الفيصل والأمير خالد الفيصل", ["saud-faisal", "~خالد الفيصل"]),
        ("سعود الفيصل ثم قال الفيصل", ["saud-faisal", "saud-faisal"]),
        ("بابا زجاجيا", []),
    ],
)
def test_parts_of_other_names(text: str, keys_found: list[str]) -> None:
    assert [m.key for m in find_entities(text) if not m.nested] == keys_found


def test_oman_holds_no_amman() -> None:
    assert [m.key for m in find_entities("سلطنة عمان")] == ["om"]


@pytest.mark.parametrize(
    "text",
    [
        "احتجزت الديوانية البضائع في تونس", "معلوم الجولان في سوريا", "عطل حركة الجولان قرب دمشق", "قالت إنه يأتي دوما في دمشق",
        "أهالي القريتين في ريف حمص", "البقاع المقدسة", "أضاء قنديل البيت", "الطريق الأقصر في مصر",
        "الهلال السوداني يفوز في العراق", "على المدى المتوسط", "كأس الاتحاد الإفريقي", "اللاعب أنيس العامري في بغداد",
        "المدعو العامري في بغداد", "المهاجم السوداني", "طرق الباب في حلب",
    ],
)  # fmt: skip
def test_words_that_are_no_names_here(text: str) -> None:
    names = {
        "diwaniyah", "golan", "qaryatayn", "douma", "bekaa", "qandil", "luxor", "mohammed-sudani", "hadi-amiri",
        "mediterranean", "african-union", "bab",
    }  # fmt: skip
    assert names.isdisjoint(m.key for m in find_entities(text))


@pytest.mark.parametrize(
    ("text", "word", "key"),
    [
        ("ضم الجولان إلى إسرائيل", "الجولان", "golan"),
        ("احتلال الجولان السوري", "الجولان السوري", "golan"),
        ("من أبناء دوما في سوريا", "دوما", "douma"),
        ("حرستا ودوما", "دوما", "douma"),
        ("مدينة القريتين", "القريتين", "qaryatayn"),
        ("قرب القائم في العراق", "القائم", "qaim"),
        ("إلى القائم والبوكمال", "القائم", "qaim"),
        ("من القائم إلى البوكمال", "القائم", "qaim"),
        ("في مدينة دوما. قال إنه دوما يعود إليها", "دوما", "douma"),
        ("بلدتي نبل والزهراء في سوريا", "الزهراء", "zahraa-aleppo"),
        ("مخيمي الهول والروج في سوريا", "الروج", "roj"),
        ("مسلحو القاعدة", "القاعدة", "qaeda"),
        ("زعيم القاعدة", "القاعدة", "qaeda"),
        ("هادي العامري ثم قال العامري", "العامري", "hadi-amiri"),
        ("قوات الأسد", "الأسد", "bashar-assad"),
    ],
)
def test_words_that_are_names_here(text: str, word: str, key: str) -> None:
    assert keys(text, word) == [key]


def test_a_door_is_no_town_though_the_town_is_named() -> None:
    text = "سقطت مدينة الباب. أغلق الرجل الباب خلفه ثم عاد إلى الباب"
    assert [m.start for m in find_entities(text) if m.key == "bab"] == [text.index("الباب"), text.rindex("الباب")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ريال مدريد", "real-madrid"),
        ("أتلتيكو مدريد", "atletico-madrid"),
        ("وكالة تونس إفريقيا للأنباء", "tap"),
        ("الاتحاد الإفريقي لكرة القدم", "caf"),
        ("خالد بن سلمان", "khalid-bin-salman"),
        ("الكوت ديفوار", "ci"),
        ("كتائب القسام", "qassam"),
        ("التحالف بقيادة السعودية", "arab-coalition"),
        ("وتل أبيض", "tell-abyad"),
        ("وأم درمان", "omdurman"),
        ("وتل رفعت", "tel-rifaat"),
        ("ودي ميستورا", "staffan-de-mistura"),
    ],
)
def test_whole_names(text: str, key: str) -> None:
    assert [m.key for m in find_entities(text) if not m.nested] == [key]


@pytest.mark.parametrize(
    ("text", "word", "key"),
    [
        ('حركة "النهضة"', "النهضة", "ennahda"),
        ('وكالة "الأناضول"', "الأناضول", "anadolu"),
        ("حركة «حماس»", "حماس", "hamas"),
        ("على الفايسبوك", "الفايسبوك", "facebook"),
    ],
)
def test_quotes_between_the_kind_and_the_name(text: str, word: str, key: str) -> None:
    assert [(m.text, m.key) for m in find_entities(text)] == [(word, key)]
