"""Pages of many layouts, written for these tests, and the five real pages beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from fihrist.index.ingest.cutter import cut
from fihrist.index.model import ArticleKind, CutArticle, PartKind

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"

LEDE = "هز انفجار هائل مرفأ بيروت مساء الثلاثاء ودمر أجزاء واسعة من العاصمة اللبنانية، موقعا عشرات القتلى وآلاف الجرحى."
MORE = "وقال رئيس الحكومة حسان دياب إن 2750 طنا من نترات الأمونيوم كانت مخزنة في المرفأ منذ ست سنوات."
LAST = "وتصاعدت سحابة ضخمة من الدخان فوق المدينة وسمع دوي الانفجار في جزيرة قبرص، وتحطم زجاج المنازل."
STORY = f"{LEDE}\n{MORE}\n{LAST}"
TITLE = "انفجار هائل في مرفأ بيروت يوقع عشرات القتلى"
OTHER = (
    "أعلن مجلس الأمن الدولي تمديد نظام العقوبات المفروضة على شخصيات يمنية لعام إضافي بأغلبية أعضائه.\n"
    "ويشمل القرار تجميد أصول ومنع سفر عدد من القيادات، كما يمدد ولاية فريق الخبراء المعني باليمن.\n"
    "وأكدت الدول الأعضاء دعمها جهود المبعوث الأممي للتوصل إلى حل سياسي ينهي الصراع المستمر."
)
OTHER_TITLE = "مجلس الأمن يمدد العقوبات على شخصيات يمنية"


def articles(text: str) -> list[CutArticle]:
    return [article for article in cut(text) if article.kind is ArticleKind.ARTICLE]


def only(text: str) -> CutArticle:
    (article,) = articles(text)
    return article


def texts(text: str, article: CutArticle, kind: PartKind) -> list[str]:
    return [text[part.start : part.end] for part in article.parts if part.kind is kind]


def test_plain_text_is_one_article_with_its_first_line_as_title() -> None:
    article = only(f"{TITLE}\n\n{STORY}\n")

    assert (article.title, article.body) == (TITLE, STORY)
    assert (article.deck, article.byline, article.source, article.published_text) == ("", "", "", "")


def test_one_long_paragraph_has_no_title() -> None:
    article = only(STORY.replace("\n", " "))

    assert article.title == ""
    assert article.body == STORY.replace("\n", " ")


def test_short_lines_only_are_a_title_and_a_text() -> None:
    article = only("أغنية قديمة\nيا طير يا طاير\nعلى أطراف الدني\nلو فيك تحكي")

    assert article.title == "أغنية قديمة"
    assert article.body.split("\n")[0] == "يا طير يا طاير"


@pytest.mark.parametrize(
    "page",
    [
        "",
        " \n\t\n\u200f\n",
        "Facebook\nTwitter\nواتساب",
        "الرئيسية | أخبار | سياسة\nتسجيل الدخول\nجميع الحقوق محفوظة © 2023",
        "شارك على فيسبوك\n\n25 °C\n00963 11 555 12 34\n1 2 3 التالي",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك\nقبول",
    ],
)
def test_a_page_of_furniture_gives_no_article(page: str) -> None:
    assert cut(page) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Facebook", "شارك عبر واتساب", "نسخ الرابط", "طباعة", "مشاركة", "A+ A-", "حجم الخط", "دمشق 18 °C", "TT", "12:35 م",
        "1250 مشاهدة", "عدد المشاهدات: 300", "منذ 3 ساعات", "مدة القراءة: 4 دقائق", "تابعنا على تويتر", "https://a.example/b",
        "جميع الحقوق محفوظة © 2023", "Sorry, you need to enable JavaScript to visit this website.", "الرئيسية > أخبار > لبنان",
        "اشترك في النشرة الإخبارية", "This site uses cookies", "info@a.example", "\u200f\u200e",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [0, 1, 2, 5])
def test_furniture_is_dropped_wherever_it_stands(line: str, place: int) -> None:
    lines = [TITLE, *STORY.split("\n")]
    lines.insert(place, line)

    article = only("\n".join(lines))

    assert (article.title, article.body) == (TITLE, STORY)


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("تاريخ النشر: 4 آب 2020", "4 آب 2020"),
        ("نُشر في: 2020-08-04 14:20", "2020-08-04 14:20"),
        ("نشر بتاريخ 4 أغسطس 2020", "4 أغسطس 2020"),
        ("الثلاثاء 4 آب/أغسطس 2020", "الثلاثاء 4 آب/أغسطس 2020"),
        ("2020-08-04 | 14:20", "2020-08-04 | 14:20"),
        ("٤ أغسطس ٢٠٢٠", "٤ أغسطس ٢٠٢٠"),
        ("4/8/2020", "4/8/2020"),
        ("August 4th, 2020", "August 4th, 2020"),
        ("نشر: 4 أغسطس 2020 - آخر تحديث: 5 أغسطس 2020", "4 أغسطس 2020"),
        ("تاريخ النشر\n4 آب 2020", "4 آب 2020"),
        ("سمير حداد | 4 آب 2020", "4 آب 2020"),
    ],
)
def test_the_published_line_is_kept_as_the_page_says_it(line: str, stated: str) -> None:
    article = only(f"{TITLE}\n{line}\n{STORY}")

    assert article.published_text == stated
    assert article.body == STORY


def test_a_label_goes_before_a_bare_date_and_publication_before_the_last_change() -> None:
    article = only(f"{TITLE}\nآخر تحديث: 6 آب 2020\n5 آب 2020\nتاريخ النشر: 4 آب 2020\n{STORY}")

    assert article.published_text == "4 آب 2020"


def test_the_date_over_the_menus_is_the_day_of_the_visit() -> None:
    article = only(f"الأحد 3 كانون الأول 2023\nالرئيسية\nأخبار\nرياضة\n{TITLE}\n{STORY}")

    assert article.published_text == ""
    assert article.title == TITLE


def test_dates_over_paragraphs_are_a_chronology() -> None:
    page = f"أبرز محطات الحرب في اليمن\n21 أيلول 2014\n{LEDE}\n26 آذار 2015\n{MORE}\n4 كانون الأول 2017\n{LAST}"

    article = only(page)

    assert article.published_text == ""
    assert "26 آذار 2015" in article.body


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("بقلم: سمير حداد", "سمير حداد", ""),
        ("كتب سمير حداد", "سمير حداد", ""),
        ("إعداد: هدى العلي", "هدى العلي", ""),
        ("سمير حداد (بيروت)", "سمير حداد (بيروت)", ""),
        ("سمير حداد", "سمير حداد", ""),
        ("خاص - المرصد", "خاص - المرصد", "المرصد"),
        ("المرصد – خاص", "المرصد – خاص", "المرصد"),
        ("دمشق-سانا", "دمشق-سانا", "سانا"),
        ("بيروت: «الشرق الأوسط»", "بيروت: «الشرق الأوسط»", "«الشرق الأوسط»"),
        ("الموصل / علي جواد / الأناضول", "الموصل / علي جواد / الأناضول", "الأناضول"),
    ],
)
def test_bylines(line: str, byline: str, source: str) -> None:
    article = only(f"{TITLE}\n{line}\n{STORY}")

    assert article.byline == byline
    assert article.source.strip("«»") == source.strip("«»")
    assert article.body == STORY


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("المصدر: رويترز", "رويترز"),
        ("المصدر : الجزيرة + وكالات", "الجزيرة + وكالات"),
        ("المصدر: موقع المدن اللبناني", "المدن"),
        ("المصدر: صحيفة «الغارديان» البريطانية", "الغارديان"),
        ("المصدر: وكالة أنباء الإمارات", "وكالة أنباء الإمارات"),
        ("نقلا عن: المدن", "المدن"),
        ("© The Guardian", "The Guardian"),
        ("© 2020 المدن", "المدن"),
        ("المصدر\nرويترز", "رويترز"),
    ],
)
def test_sources(line: str, source: str) -> None:
    article = only(f"{TITLE}\n{STORY}\n{line}")

    assert article.source == source
    assert article.body == STORY


def test_translator_and_keywords() -> None:
    article = only(f"{TITLE}\n{STORY}\nترجمة: هدى العلي\nكلمات مفتاحية: لبنان، بيروت")

    assert (article.translator, article.keywords) == ("هدى العلي", "لبنان، بيروت")


def test_keywords_under_their_heading() -> None:
    article = only(
        f"{TITLE}\n{STORY}\nالوسوم\nلبنان\nمرفأ بيروت\nالتعليقات (1)\nرحم الله الشهداء وشفى الجرحى جميعا يا رب."
    )

    assert article.keywords == "لبنان مرفأ بيروت"
    assert article.body == STORY


@pytest.mark.parametrize(
    "headline",
    [
        "مصدر: مقتل قيادي بارز في غارة على ريف إدلب",
        "تقرير: المعارك تقترب من وسط العاصمة الليبية طرابلس",
        "شاهد: لحظة انفجار مرفأ بيروت من زوايا عدة",
        "تحقيق.. كيف دخلت نترات الأمونيوم إلى المرفأ",
        "كتب التاريخ تروي حكاية مرفأ بيروت القديم",
    ],
)
def test_headlines_that_begin_like_a_label(headline: str) -> None:
    assert only(f"{headline}\n{STORY}").title == headline


def test_captions_are_not_text() -> None:
    caption = "دخان يتصاعد من المرفأ بعد الانفجار (أ ف ب)"

    article = only(f"{TITLE}\n{caption}\n{LEDE}\n{caption}\nمصدر الصورة، Getty Images\n{MORE}\n{LAST}")

    assert article.captions[0] == caption
    assert article.body == STORY


def test_a_paragraph_that_ends_with_an_agency_stays_text() -> None:
    article = only(f"{TITLE}\n{LEDE}\n{MORE} (رويترز)\n{LAST}")

    assert "(رويترز)" in article.body


def test_the_deck_under_the_title() -> None:
    deck = "عشرات القتلى وآلاف الجرحى ومستشفيات العاصمة تستغيث"

    article = only(f"{TITLE}\n{deck}\n4 آب 2020\n{STORY}")

    assert article.deck == deck
    assert article.body == STORY


def test_a_title_with_the_name_of_the_site() -> None:
    article = only(f"{TITLE} - صحيفة المدن\n{TITLE}\n{STORY}")

    assert article.title == TITLE
    assert article.source == "المدن"


def test_headlines_before_the_title_are_not_taken_for_it() -> None:
    page = (
        f"آخر الأخبار\nأسعار النفط ترتفع بعد قرار خفض الإنتاج\nالمنتخب المغربي يتأهل إلى نصف النهائي\n{TITLE}\n{STORY}"
    )

    assert only(page).title == TITLE


def test_a_box_of_links_in_the_text_does_not_end_the_article() -> None:
    link = "لبنان يعلن حالة الطوارئ في العاصمة بيروت"

    article = only(f"{TITLE}\n{LEDE}\nاقرأ أيضا:\n{link}\n{MORE}\nللمزيد.. {link}\n{LAST}")

    assert article.body == STORY
    assert article.see_also == (link, link)


def test_a_block_of_cards_stands_for_itself() -> None:
    page = (
        f"{TITLE}\n{STORY}\nمقالات ذات صلة\nلبنان يعلن حالة الطوارئ في العاصمة\n"
        "أعلنت الحكومة اللبنانية حالة الطوارئ لأسبوعين بعد الانفجار.\nسمير حداد (بيروت)\n"
        "فرنسا ترسل مساعدات عاجلة إلى لبنان\nوصلت طائرات تحمل مستشفى ميدانيا إلى بيروت مساء الأربعاء.\nهدى العلي (باريس)\n"
    )

    article, related = cut(page)

    assert article.body == STORY
    assert related.kind is ArticleKind.RELATED
    assert [(card.title[:5], card.byline, card.city) for card in related.related] == [
        ("لبنان", "سمير حداد", "بيروت"),
        ("فرنسا", "هدى العلي", "باريس"),
    ]
    assert related.body == ""


def test_an_article_after_the_end_of_another_has_its_own_statements() -> None:
    page = (
        f"{TITLE}\nتاريخ النشر: 4 آب 2020\nبقلم: سمير حداد\n{STORY}\nالمصدر: المدن\nكلمات دلالية: لبنان\nإقرأ أيضاً:\n"
        f"{OTHER_TITLE}\n{OTHER}"
    )

    first, second = articles(page)

    assert (first.title, first.published_text, first.source, first.byline) == (TITLE, "4 آب 2020", "المدن", "سمير حداد")
    assert (second.title, second.body) == (OTHER_TITLE, OTHER)
    assert (second.published_text, second.source, second.byline, second.keywords) == ("", "", "", "")


@pytest.mark.parametrize("rule", ["=" * 30, "-" * 20, "* * * * * * * *"])
def test_articles_between_long_rules(rule: str) -> None:
    first, second = articles(f"{TITLE}\n{STORY}\n{rule}\n{OTHER_TITLE}\n{OTHER}")

    assert (first.body, second.title, second.body) == (STORY, OTHER_TITLE, OTHER)


def test_briefs_with_a_date_under_each_title() -> None:
    first, second = articles(f"{TITLE}\n4 آب 2020\n{LEDE}\n{OTHER_TITLE}\n26 شباط 2021\n{OTHER}")

    assert [(a.title, a.published_text) for a in (first, second)] == [
        (TITLE, "4 آب 2020"),
        (OTHER_TITLE, "26 شباط 2021"),
    ]


def test_briefs_with_the_date_and_source_over_each_title() -> None:
    def brief(title: str, day: str, source: str, body: str) -> str:
        return f"التاريخ: {day}\nالمصدر: {source}\nالعنوان: {title}\n{body}\n"

    page = brief(TITLE, "2020-08-04", "المدن", STORY) + brief(OTHER_TITLE, "2021-02-26", "رويترز", OTHER)

    found = [(a.title, a.published_text, a.source, a.body) for a in articles(page)]

    assert found == [(TITLE, "2020-08-04", "المدن", STORY), (OTHER_TITLE, "2021-02-26", "رويترز", OTHER)]


@pytest.mark.parametrize("cards", [
    "{a}\n2019-03-03\n{b}\n2019-03-04", "2019-03-03\n{a}\n2019-03-04\n{b}", "2019-03-04\n{a}", "{a}\n4 آذار 2019",
    "{a}\nتاريخ النشر: 2019-03-04\n{b}\nالمصدر: رويترز", "{a}\nبقلم: سمير حداد\n{b}\nالمصدر: الأناضول",
])  # fmt: skip
@pytest.mark.parametrize("heading", ["الأكثر قراءة", "آخر الأخبار"])
def test_what_cards_before_the_title_state_is_not_the_articles(cards: str, heading: str) -> None:
    shown = cards.format(a="حريق كبير في غابات الساحل السوري", b="انطلاق معرض الكتاب العربي في بيروت")
    article = only(f"{heading}\n{shown}\n\n{TITLE}\n\n{STORY}")

    assert (article.published_text, article.source, article.byline) == ("", "", "")
    assert article.body.endswith(STORY)


@pytest.mark.parametrize("date", ["2019-03-03", "تاريخ النشر: 2019-03-03"])
def test_the_date_of_another_headline_is_not_the_articles(date: str) -> None:
    article = only(f"القائمة\nحريق كبير في غابات الساحل السوري\n{date}\n{TITLE}\n{STORY}")

    assert (article.title, article.published_text) == (TITLE, "")


def test_a_box_of_dated_cards_before_the_title_leaves_the_title() -> None:
    page = f"الأكثر قراءة\nحريق كبير في غابات الساحل\n2019-03-03\n\n{TITLE}\nتاريخ النشر: 4 آب 2020\n{STORY}"
    article = only(page)

    assert (article.title, article.published_text) == (TITLE, "4 آب 2020")


def test_a_box_of_cards_under_the_title_states_nothing_of_the_article() -> None:
    box = "الأكثر قراءة\nحريق كبير في غابات الساحل السوري\n2019-03-03\nالمصدر: رويترز"
    article = only(f"{TITLE}\n{box}\n\n{STORY}")
    dated = only(f"{TITLE}\nبقلم: سمير حداد\n2020-08-04\n{box}\n\n{STORY}")

    assert (article.title, article.deck, article.published_text, article.source) == (TITLE, "", "", "")
    assert (dated.published_text, dated.byline, dated.body) == ("2020-08-04", "سمير حداد", STORY)


def test_what_cards_after_the_text_state_is_not_the_articles() -> None:
    cards = "حريق كبير في غابات الساحل السوري\nالمصدر: رويترز\n2019-03-03\nانطلاق معرض الكتاب العربي في بيروت\nالمصدر: تاس\n2019-03-04"
    for heading in ("الأكثر قراءة\n", "مقالات ذات صلة\n"):
        article = only(f"{TITLE}\n{STORY}\n{heading}{cards}")
        assert (article.published_text, article.source) == ("", "")
    bare = only(f"{TITLE}\n{STORY}\nحريق كبير في غابات الساحل السوري\n2019-03-03")
    assert bare.published_text == ""


def test_the_last_change_is_no_publication() -> None:
    page = f"{TITLE}\nآخر تحديث: 5 أغسطس 2020\n{STORY}"
    article = only(page)

    assert article.published_text == ""
    assert texts(page, article, PartKind.UPDATED) == ["آخر تحديث: 5 أغسطس 2020"]


def test_a_title_with_its_own_source_begins_an_undated_article() -> None:
    long = f"{OTHER}\n{OTHER}"
    page = f"{TITLE}\nتاريخ النشر: 4 آب 2020\n{STORY}\nالمصدر: وكالات\n\n{OTHER_TITLE}\nالمصدر: رويترز\n\n{long}"
    first, second = articles(page)

    assert (first.published_text, first.source) == ("4 آب 2020", "وكالات")
    assert (second.title, second.published_text, second.source) == (OTHER_TITLE, "", "رويترز")


def test_the_label_of_a_date_again_begins_an_article_without_title() -> None:
    page = f"{TITLE}\nتاريخ النشر: 2020-08-04\n{STORY}\n\nتاريخ النشر: 2021-02-25\n\n{OTHER}"
    first, second = articles(page)

    assert (first.published_text, first.body) == ("2020-08-04", STORY)
    assert (second.published_text, second.body) == ("2021-02-25", OTHER)


def test_the_same_date_again_begins_nothing() -> None:
    assert (
        only(f"{TITLE}\nتاريخ النشر: 2020-08-04\n{STORY}\nتاريخ النشر: 2020-08-04\n{OTHER}").published_text
        == "2020-08-04"
    )


def test_a_date_under_the_text_ends_the_article() -> None:
    long = f"{STORY}\n{STORY.replace('مرفأ', 'ميناء')}"
    page = f"{TITLE}\n{long}\nتاريخ النشر: 2020-08-04\n\n{OTHER_TITLE}\n{OTHER}\nتاريخ النشر: 2021-02-25"

    assert [(article.title, article.published_text) for article in articles(page)] == [
        (TITLE, "2020-08-04"),
        (OTHER_TITLE, "2021-02-25"),
    ]


def test_an_address_is_no_title() -> None:
    page = f"{TITLE}\n{STORY}\nالعنوان: شارع الحمراء، بيروت، لبنان\n{OTHER}\nالعنوان: ساحة النجمة"
    article = only(page)

    assert article.title == TITLE
    assert article.body == page.split("\n", 1)[1]


def test_labelled_titles_begin_articles() -> None:
    page = f"العنوان: {TITLE}\n{STORY}\nالعنوان: {OTHER_TITLE}\n{OTHER}"

    assert [article.title for article in articles(page)] == [TITLE, OTHER_TITLE]


def test_subheadings_do_not_split() -> None:
    article = only(
        f"{TITLE}\n{LEDE}\nمن المسؤول عن تخزين هذه المواد؟\n{MORE}\nالمصدر: غيتي\nماذا حدث بعد ذلك\n{LAST}\n{OTHER}"
    )

    assert article.body.count("\n") == 7


def test_a_pull_quote_is_counted_once() -> None:
    said = f'وقال المتحدث باسم الدفاع المدني: "لم نر مثل هذا الدمار منذ نهاية الحرب الأهلية ونحتاج إلى كل مساعدة ممكنة". {LAST}'
    quote = "لم نر مثل هذا الدمار منذ نهاية الحرب الأهلية ونحتاج إلى كل مساعدة"

    page = f"{TITLE}\n{LEDE}\n{quote}\n{said}\n{MORE}"
    article = only(page)

    assert texts(page, article, PartKind.PULL_QUOTE) == [quote]
    assert article.body == f"{LEDE}\n{said}\n{MORE}"


def test_bidi_marks_and_hard_blanks_around_lines_do_not_count() -> None:
    article = only(f"\u200f\u00a0{TITLE}\u200e \n\ufeff{LEDE}\n\u202b{MORE}\u202c\n{LAST}")

    assert (article.title, article.body) == (TITLE, STORY)


seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real pages are not beside the repository")


def seed(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


@seeds
def test_the_real_pages_are_seven_articles_and_one_block_of_five_cards() -> None:
    cuts = [article for path in sorted(SEEDS.glob("*.txt")) for article in cut(path.read_text(encoding="utf-8"))]

    assert [article.kind.value for article in cuts].count("article") == 7
    (related,) = [article for article in cuts if article.kind is ArticleKind.RELATED]
    assert len(related.related) == 5
    assert all(card.title and card.teaser and card.byline and card.city for card in related.related)
    assert [bool(article.published_text) for article in cuts] == [
        article.title.startswith('"التحالف') for article in cuts
    ]


@seeds
def test_what_the_real_pages_state() -> None:
    (mon,), (ind,), (sy24,) = (articles(seed(number)) for number in ("000", "001", "003"))
    coalition, caliphate = articles(seed("004"))
    cells, blinken = articles(seed("002"))

    assert (mon.source, mon.translator) == ("المونيتور", "أوغاريت بوست")
    assert mon.deck
    assert ind.source == "The Independent"
    assert len(ind.captions) == 1
    assert sy24.source == "SY24"
    assert "SY24" in sy24.byline
    assert (coalition.published_text, coalition.source) == ("3rd, December 2023 GMT", "البوابة نيوز")
    assert coalition.keywords
    assert (caliphate.published_text, caliphate.source, len(caliphate.see_also)) == ("", "", 3)
    assert cells.deck
    assert (cells.source, blinken.source, blinken.deck, len(blinken.captions)) == ("", "", "", 1)
