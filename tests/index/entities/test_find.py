"""What `find_entities` finds in sentences of the region's press."""

from __future__ import annotations

import pytest

from fihrist.index.entities import EXTRACTOR_ID, find_entities, name_key
from fihrist.index.model import FACET_CONFIDENCE, EntityType, Mention


def found(text: str, *, shown: bool = True) -> list[tuple[str, str]]:
    """(text, key) of the mentions that facets count, or of all."""
    mentions = [m for m in find_entities(text) if not m.nested and (m.confidence >= FACET_CONFIDENCE or not shown)]
    return [(m.text, m.key) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one clitic, the span begins behind it
        ("انسحب مقاتلون من داعش", [("داعش", "isis")]),
        ("وداعش لداعش بداعش فداعش", [("داعش", "isis")] * 4),
        ("وصل إلى سوريا وبالعراق ولبنان", [("سوريا", "sy"), ("العراق", "iq"), ("لبنان", "lb")]),
        ("تقرير للأمم المتحدة", [("لأمم المتحدة", "un")]),
        ("قال للمونيتور", [("لمونيتور", "almonitor")]),
        ("كلاوس وبلدة وفدية", []),
        # marks, tatweel, spelling
        ("مدينة دِمَشْق وحَلَب", [("دِمَشْق", "damascus"), ("حَلَب", "aleppo")]),
        ("ســـوريا ولـداعش", [("ســـوريا", "sy"), ("داعش", "isis")]),
        ("القوات الأميركية والقوات الأمريكية", [("القوات الأميركية", "us-forces"), ("القوات الأمريكية", "us-forces")]),
        ("قوات سورية الديموقراطية", [("قوات سورية الديموقراطية", "sdf")]),
        ("في ديرالزور ودير الزور", [("ديرالزور", "deir-ez-zor"), ("دير الزور", "deir-ez-zor")]),
        # longest match
        ("الجيش السوري الحر والجيش السوري", [("الجيش السوري الحر", "fsa"), ("الجيش السوري", "saa")]),
        # Latin script
        ("قوات سوريا الديمقراطية (SDF) و ISIS", [("قوات سوريا الديمقراطية", "sdf"), ("SDF", "sdf"), ("ISIS", "isis")]),
        ("المصدر: SY24", [("SY24", "sy24")]),
        ("وكالة الأنباء أ.ف.ب", [("أ.ف.ب", "afp")]),
    ],
)
def test_names_of_the_gazetteer(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هذا هو الوضع القائم اليوم", []),
        ("وصلوا إلى مدينة القائم", [("القائم", "qaim")]),
        ("القاعدة العسكرية في الجنوب", []),
        ("أعلن تنظيم القاعدة ذلك ثم انسحبت القاعدة", [("القاعدة", "qaeda"), ("القاعدة", "qaeda")]),
        ("من نصيب الفقراء", []),
        ("أغلق معبر نصيب", [("نصيب", "nasib")]),
        ("طرق الباب", []),
        ("دخلت بلدة الباب", [("الباب", "bab")]),
        ("السلام في الشرق الأوسط", [("الشرق الأوسط", "middle-east")]),
        ("ذكرت صحيفة الشرق الأوسط", [("الشرق الأوسط", "aawsat")]),
        ("قال لـ«الشرق الأوسط» إنه", [("الشرق الأوسط", "aawsat")]),
        ("رأى الأسد في الغابة", []),
        ("التقى بشار الأسد وفدا ثم غادر الأسد", [("بشار الأسد", "bashar-assad"), ("الأسد", "bashar-assad")]),
        ("اتهمت قوات الأسد", [("الأسد", "bashar-assad")]),
        ("تأخرت ولادة جنين", []),
        ("في الضفة الغربية اقتحم الجنود جنين", [("الضفة الغربية", "west-bank"), ("جنين", "jenin")]),
        ("السلطات في مسقط", []),
        ("في سلطنة عمان وعاصمتها مسقط", [("سلطنة عمان", "om"), ("مسقط", "muscat")]),
    ],
)
def test_doubtful_names_need_their_context(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اسمه أبو زرعة الحوراني وهو", [("أبو زرعة الحوراني", "~ابو زرعه الحوراني")]),
        ("المعروف بأبي زرعة الحوراني", [("أبي زرعة الحوراني", "~ابو زرعه الحوراني")]),
        ("بايع أبا زرعة الحوراني", [("أبا زرعة الحوراني", "~ابو زرعه الحوراني")]),
        ("قائدهم أبوزرعة الحوراني", [("أبوزرعة الحوراني", "~ابو زرعه الحوراني")]),
        ("رجل يدعى عبد الرحمن الحوراني", [("عبد الرحمن الحوراني", "~عبدالرحمن الحوراني")]),
        ("رجل يدعى عبدالرحمن الحوراني", [("عبدالرحمن الحوراني", "~عبدالرحمن الحوراني")]),
        ("الرائد نور الدين القحطاني قال", [("نور الدين القحطاني", "~نور الدين القحطاني")]),
        (
            "محمد بن أحمد الشامسي وخالد العوضي",
            [
                ("محمد بن أحمد الشامسي", "~محمد بن احمد الشامسي"),
                ("خالد العوضي", "~خالد العوضي"),
            ],
        ),
        ("الملقب بـ(الصقر)", [("الصقر", "~الصقر")]),
        ("قال محمد البغدادي", [("محمد البغدادي", "~محمد البغدادي")]),
        ("بندر بن عبد الله بن عبد العزيز", [("بندر بن عبد الله بن عبد العزيز", "~بندر بن عبدالله بن عبدالعزيز")]),
        ("الاتفاق على لبنان", [("لبنان", "lb")]),
        ("خلفية الرئيس وأن تكون", []),
    ],
)
def test_persons_by_pattern(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_surname_takes_the_key_of_the_full_name() -> None:
    mentions = find_entities("صرح كمال الطرابيشي أمس. وأضاف الطرابيشي أن الوضع صعب.")
    assert [m.text for m in mentions] == ["كمال الطرابيشي", "الطرابيشي"]
    assert {m.key for m in mentions} == {"~كمال الطرابيشي"}
    assert {m.label for m in mentions} == {"كمال الطرابيشي"}
    assert mentions[1].confidence < mentions[0].confidence


def test_a_kunya_repeats_without_its_nisba() -> None:
    mentions = find_entities("قتل أبو زرعة الحوراني. وكان أبو زرعة يقيم هناك.")
    assert [m.key for m in mentions] == ["~ابو زرعه الحوراني"] * 2


def test_places_and_organisations_behind_triggers() -> None:
    text = "في بلدة طرنجة ذكرت شبكة «عين الساحل» أن كتيبة «أسود الجبل» انسحبت من طرنجة"
    mentions = find_entities(text)
    assert [(m.text, m.type) for m in mentions] == [
        ("طرنجة", EntityType.PLACE),
        ("عين الساحل", EntityType.ORGANISATION),
        ("أسود الجبل", EntityType.ORGANISATION),
        ("طرنجة", EntityType.PLACE),
    ]


@pytest.mark.parametrize("text", ["في محافظة جنوبية", "وأدى القصف إلى", "حي داعشي", "مدينة كبيرة"])
def test_what_is_no_place(text: str) -> None:
    assert [m for m in find_entities(text) if m.rule == "place-trigger"] == []


def test_names_inside_names_are_flagged() -> None:
    mentions = find_entities("قوات سوريا الديمقراطية في مخيم درعا")
    assert [(m.text, m.entity, m.nested) for m in mentions] == [
        ("قوات سوريا الديمقراطية", "sdf", False),
        ("سوريا", "sy", True),
        ("مخيم درعا", "daraa-camp", False),
        ("درعا", "daraa", True),
    ]


def test_a_name_does_not_go_on_in_the_next_paragraph() -> None:
    assert found("المجلس الوطني\nالسوري") == []
    assert all("\n" not in mention.text for mention in find_entities("محمد\nالشامسي"))


def test_a_name_goes_on_in_the_next_line_of_a_text_broken_at_a_fixed_width() -> None:
    text = (
        "أعلنت الوزارة في بيان رسمي مساء أمس أن قافلة من قوات سوريا\n"
        "الديمقراطية وصلت إلى أطراف المدينة بعد أيام طويلة من محافظة دير\n"
        "الزور وأن القائد العسكري في المنطقة الشرقية خالد\n"
        "العوضي كان بين الجرحى"
    )
    assert [key for _, key in found(text)] == ["sdf", "deir-ez-zor", "~خالد العوضي"]


def test_a_facility_named_after_somebody_is_not_shown() -> None:
    assert found("في مستشفى الملك فهد التخصصي") == []


def test_labels_are_the_preferred_names() -> None:
    labels = {m.text: m.label for m in find_entities("داعش في أميركا")}
    assert labels == {"داعش": "تنظيم الدولة الإسلامية (داعش)", "أميركا": "الولايات المتحدة"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبي يحيى", "أبو يحيى"),
        ("أبوبكر البغدادي", "أبا بكر البغدادي"),
        ("عبد الرحمن", "عبدالرحمن"),
        ("إبراهيم القريشي", "ابراهيم القرشي"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_key_is_marked_and_stable() -> None:
    assert name_key("خالد العبيدي") == "~خالد العبيدي"
    assert name_key("خالد") != name_key("خليل")


def test_nothing_in_nothing() -> None:
    assert find_entities("") == []
    assert find_entities(" \n\t") == []
    assert find_entities("في إلى من") == []


def test_the_identity_names_rules_and_data() -> None:
    name, version, digest = EXTRACTOR_ID.split("-")
    assert (name, len(digest)) == ("names", 12)
    assert version.isdigit()


def test_mentions_are_plain_values() -> None:
    mention = find_entities("داعش")[0]
    assert mention == Mention(
        0, 4, "داعش", EntityType.ORGANISATION, "isis", 0.95, "gazetteer", "isis", "تنظيم الدولة الإسلامية (داعش)"
    )


@pytest.mark.parametrize(
    "text",
    ["الملقب «أبو»", "المدعو (عبد)", "يدعى «بن» ثم بن", "أبو", "عبد", "عبد أبي عبد بن", "لل", "محمد بن", "الرئيس"],
)
def test_beginnings_of_names_alone_do_no_harm(text: str) -> None:
    assert all(mention.text for mention in find_entities(text))


def test_a_family_name_behind_the_fathers() -> None:
    assert found("الدكتور إبراهيم بن عبدالعزيز العساف") == [
        ("إبراهيم بن عبدالعزيز العساف", "~ابراهيم بن عبدالعزيز العساف")
    ]


@pytest.mark.parametrize("text", ["أغلق أبوابه أمس", "أبواقه الإعلامية", "مع أبويها", "قتل أبويهما", "ليلة رأس السنة"])
def test_what_is_no_kunya(text: str) -> None:
    assert find_entities(text) == []


@pytest.mark.parametrize(
    "text", ["منطقتي أبو سليم", "مستشفى أبو يوسف النجار", "مخيم أبوتوفاك", "مستشفى شارل نيكول", "مطار أبو الظهور"]
)
def test_places_named_after_somebody_are_no_persons(text: str) -> None:
    assert [m.type for m in find_entities(text)] == [EntityType.PLACE]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال محمد وائل العربي إنه", "محمد وائل العربي"),
        ("الداعية وجدي عبدالحميد محمد غنيم", "وجدي عبدالحميد محمد غنيم"),
        ("ليونيل ميسي يحبذ البقاء", "ليونيل ميسي"),
        ("النائب حيدر الملا في بغداد", "حيدر الملا"),
        ("قتل نادر خلف أبو نبوت", "نادر خلف أبو نبوت"),
        ("سمير ديلو محرزية العبيدي", "سمير ديلو"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert name in [m.text for m in find_entities(text)]


def test_a_kunya_behind_a_given_name_repeats_in_every_case() -> None:
    mentions = find_entities("الخبير فاضل أبو رغيف. وفقا لأبي رغيف")
    assert [m.key for m in mentions] == ["~فاضل ابو رغيف"] * 2


@pytest.mark.parametrize(
    ("text", "name", "shows"),
    [
        ("وزارة الشؤون الخارجية", "وزارة الشؤون الخارجية", False),
        ("وزارة الشؤون الاجتماعية والعمل", "وزارة الشؤون الاجتماعية والعمل", False),
        ("وزارة الأوقاف والشؤون الإسلامية", "وزارة الأوقاف والشؤون الإسلامية", False),
        ("وزارة الصحة والمنظمات الدولية", "وزارة الصحة", False),
        ("وزارة الثقافة والمحافظة على التراث", "وزارة الثقافة", False),
        ("وزارة الصحة السورية", "وزارة الصحة السورية", True),
    ],
)
def test_ministries(text: str, name: str, shows: bool) -> None:
    (mention,) = (m for m in find_entities(text) if not m.nested)
    assert (mention.text, mention.confidence >= FACET_CONFIDENCE) == (name, shows)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("في العراق قالت وزارة الداخلية", "iraqi-moi"),
        ("في دمشق قالت وزارة الداخلية", "syrian-moi"),
        ("بين العراق وتركيا قالت وزارة الداخلية", "~وزاره الداخليه"),
        ("قالت وزارة الداخلية", "~وزاره الداخليه"),
    ],
)
def test_a_ministry_is_the_one_of_the_only_country(text: str, key: str) -> None:
    assert [m.key for m in find_entities(text) if "وزارة" in m.text] == [key]


def test_a_row_of_one_word_is_no_row_of_names() -> None:
    assert len(find_entities("ابو " * 1000)) <= 1
    assert find_entities("محمد " * 1000 + ". وصل خالد العوضي")[-1].text == "خالد العوضي"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('قتل محمد سالم العوضي الملقب بـ"أبي زرعة الحوراني". وكان أبو زرعة الحوراني هناك. وقال أبو زرعة', 4),
        ("خالد العوضي الملقب «هفو» وقال هفو", 3),
    ],
)
def test_a_nickname_is_the_person_before_it(text: str, count: int) -> None:
    assert [len({m.key for m in find_entities(text)}), len(find_entities(text))] == [1, count]


@pytest.mark.parametrize(
    "text",
    [
        "أبو زيد الملقب أبو عمر، وأبو عمر الملقب أبو زيد، وقال أبو عمر",
        "أبو زيد الملقب أبو زيد",
        "خالد العوضي الملقب أبو زيد العراقي الملقب أبو عمر، وقال أبو زيد وأبو عمر",
    ],
)
def test_nicknames_of_nicknames_do_no_harm(text: str) -> None:
    assert all(mention.key.startswith("~") for mention in find_entities(text))


@pytest.mark.parametrize(
    ("text", "shown_keys"),
    [
        ("ذكرت صحيفة «الوطن» المصرية", []),
        ("ذكرت صحيفة الشروق أمس", []),
        ("الفصل 31 من مجلة الإجراءات الجزائية", []),
        ("تنظيم «فتح الشام»", ["nusra"]),
        ("حركة «فتح»", ["fatah"]),
    ],
)
def test_quoted_organisations(text: str, shown_keys: list[str]) -> None:
    assert [key for _, key in found(text)] == shown_keys


def test_a_kunya_is_listed_in_the_nominative() -> None:
    (mention,) = find_entities("قال المعروف بأبي زرعة الحوراني")

    assert (mention.text, mention.label) == ("أبي زرعة الحوراني", "أبو زرعة الحوراني")
