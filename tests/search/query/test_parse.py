"""The query language: what typed queries mean, and what is said about those that make no sense."""

from __future__ import annotations

import pytest

from fihrist.index.arabic.chain import forms
from fihrist.index.model import EntityType
from fihrist.search.query.parse import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, parse, render
from fihrist.search.query.tree import (
    And,
    Boost,
    DateField,
    DateRange,
    Entity,
    Everything,
    Exact,
    Fuzzy,
    Language,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Scope,
    Severity,
    Source,
    Undated,
    Wide,
    Wildcard,
    Word,
    children_of,
)
from fihrist.search.roots import root_key


def word(text: str, scope: Scope = Scope.ANY) -> Word:
    _, norm, stem = forms(text)
    return Word(text, norm, stem, scope)


def exact(text: str, scope: Scope = Scope.ANY) -> Exact:
    spelt, norm, _ = forms(text)
    return Exact(text, spelt, norm, scope)


def phrase(text: str, *, scope: Scope = Scope.ANY) -> Phrase:
    return Phrase(text, tuple(forms(part)[1] for part in text.replace("-", " ").split()), scope)


def near(text: str, distance: int, scope: Scope = Scope.ANY) -> Near:
    return Near(text, tuple(word(part, scope) for part in text.split()), distance, scope)


def fuzzy(text: str, distance: int = 1, scope: Scope = Scope.ANY) -> Fuzzy:
    return Fuzzy(text, forms(text)[1], distance, scope)


def wild(text: str, pattern: str = "", scope: Scope = Scope.ANY, *, alone: bool = False) -> Wildcard:
    return Wildcard(text, pattern or text, scope, alone)


def wide(text: str, scope: Scope = Scope.ANY) -> Wide:
    norm = forms(text)[1]
    return Wide(text, norm, root_key(norm), scope)


def published(earliest: int | None, latest: int | None) -> DateRange:
    return DateRange(DateField.PUBLISHED, earliest, latest)


def kinds(query: str) -> list[str]:
    return [diagnostic.kind for diagnostic in parse(query).diagnostics]


SDF = "قوات سوريا الديمقراطية"

UNDERSTOOD = [
    pytest.param("", Everything(), id="nothing typed"),
    pytest.param("  \n\t", Everything(), id="only blanks"),
    pytest.param("قصف", word("قصف"), id="word"),
    pytest.param("قَصْف", word("قَصْف"), id="vowelled word"),
    pytest.param("قصف مستشفى", And((word("قصف"), word("مستشفى"))), id="all words"),
    pytest.param("قصف،مستشفى", And((word("قصف"), word("مستشفى"))), id="Arabic comma"),
    pytest.param("قصف؛مستشفى,حلب،", And((word("قصف"), word("مستشفى"), word("حلب"))), id="commas"),
    pytest.param("مكان:حلب،قصف", And((Entity("حلب", EntityType.PLACE), word("قصف"))), id="comma behind a name"),
    pytest.param("٤٢،٥٠٠", word("٤٢،٥٠٠"), id="comma in a number"),
    pytest.param("قصف عنوان :هجوم", And((word("قصف"), word("هجوم", Scope.TITLE))), id="blank before the colon"),
    pytest.param("مكان : درعا", Entity("درعا", EntityType.PLACE), id="blanks around the colon"),
    pytest.param('"قصف حلب"~٠٠٥', near("قصف حلب", 5), id="proximity in Arabic digits"),
    pytest.param('تاريخ:"1435 هـ"', published(20131104, 20141024), id="Hijri year"),
    pytest.param("قصف، مستشفى؟", And((word("قصف"), word("مستشفى"))), id="punctuation"),
    pytest.param(f'"{SDF}"', phrase(SDF), id="straight quotes"),
    pytest.param(f"«{SDF}»", phrase(SDF), id="guillemets"),
    pytest.param(f"“{SDF}”", phrase(SDF), id="curly quotes"),
    pytest.param(f"”{SDF}“", phrase(SDF), id="curly quotes turned round"),
    pytest.param(f"„{SDF}“", phrase(SDF), id="low quotes"),
    pytest.param(f'“{SDF}"', phrase(SDF), id="mismatched quotes"),
    pytest.param('«قال "نعم" ثم»', phrase("قال نعم ثم"), id="quotes inside quotes"),
    pytest.param("«داعش»", Phrase("داعش", ("داعش",)), id="phrase of one word"),
    pytest.param("ب”هفو“", And((word("ب"), Phrase("هفو", ("هفو",)))), id="quote after a letter"),
    pytest.param('"قوات ديمقراطية"~5', near("قوات ديمقراطية", 5), id="proximity"),
    pytest.param('"هجوم"~5', word("هجوم"), id="proximity of one word"),
    pytest.param('عنوان:"هجوم مطار"~0', near("هجوم مطار", 0, Scope.TITLE), id="side by side in any order"),
    pytest.param('"42,500 قتيل"', Phrase("42,500 قتيل", ("42500", "قتيل")), id="number in a phrase"),
    pytest.param("مقاتل*", wild("مقاتل*"), id="beginning"),
    pytest.param("*مقاتل", wild("*مقاتل"), id="ending"),
    pytest.param("م?اتل", wild("م?اتل"), id="one letter"),
    pytest.param("م؟اتل", wild("م؟اتل", "م?اتل"), id="one letter, Arabic keyboard"),
    pytest.param("مقا*ون", wild("مقا*ون"), id="middle"),
    pytest.param("م?ات?", wild("م?ات?"), id="question mark at the end of a pattern"),
    pytest.param("أ**ة٭", wild("أ**ة٭", "ا*ه*"), id="folded pattern"),
    pytest.param("مُقــاتِل*", wild("مُقــاتِل*", "مقاتل*"), id="vowelled pattern"),
    pytest.param("SY*", wild("SY*", "sy*"), id="Latin pattern"),
    pytest.param("٢٠١٤*", wild("٢٠١٤*", "2014*"), id="pattern of digits"),
    pytest.param("42,5*", wild("42,5*", "425*"), id="pattern with a separator"),
    pytest.param("SY-2*", And((word("SY"), wild("2*"))), id="pattern in a chunk"),
    pytest.param("عنوان:مقاتل*", wild("مقاتل*", scope=Scope.TITLE), id="pattern in the title"),
    pytest.param("=مقاتل*", wild("مقاتل*", alone=True), id="pattern without particles"),
    pytest.param("-مقاتل*", Not(wild("مقاتل*")), id="excluded pattern"),
    pytest.param("ماذا حدث في حلب؟", And(tuple(map(word, ["ماذا", "حدث", "في", "حلب"]))), id="question"),
    pytest.param("كلمة~", fuzzy("كلمة"), id="fuzzy"),
    pytest.param("المقاتل~٢", fuzzy("المقاتل", 2), id="fuzzy in Arabic digits"),
    pytest.param("متن:كلمة~1", fuzzy("كلمة", 1, Scope.BODY), id="fuzzy in the body"),
    pytest.param("42,500~1", fuzzy("42,500"), id="fuzzy number"),
    pytest.param("هجوم^2", Boost(word("هجوم"), 2.0), id="factor"),
    pytest.param("هجوم^٠٫٥", Boost(word("هجوم"), 0.5), id="factor in Arabic digits"),
    pytest.param("«حصار حلب»^0,25", Boost(phrase("حصار حلب"), 0.25), id="factor of a phrase"),
    pytest.param('"هجوم مطار"~5^3', Boost(near("هجوم مطار", 5), 3.0), id="factor of proximity"),
    pytest.param("(هجوم OR غارة)^3", Boost(Or((word("هجوم"), word("غارة"))), 3.0), id="factor of a group"),
    pytest.param(
        "عنوان:(هجوم غارة)^3",
        Boost(And(tuple(word(each, Scope.TITLE) for each in ("هجوم", "غارة"))), 3.0),
        id="factor in a field",
    ),
    pytest.param("(هجوم^2)^3", Boost(word("هجوم"), 6.0), id="factor of a factor"),
    pytest.param("هجوم^1", word("هجوم"), id="factor of one"),
    pytest.param("-هجوم^2", Not(Boost(word("هجوم"), 2.0)), id="factor of what is excluded"),
    pytest.param("كلمة~1^2", Boost(fuzzy("كلمة"), 2.0), id="factor of a fuzzy word"),
    pytest.param("root:هجوم", wide("هجوم"), id="root"),
    pytest.param("عنوان:جذر:هجوم", wide("هجوم", Scope.TITLE), id="root in the title"),
    pytest.param("جذر:(هجوم OR قتال)", Or((wide("هجوم"), wide("قتال"))), id="roots in a group"),
    pytest.param("لغة:العربية", Language("ar"), id="language"),
    pytest.param("lang:en", Language("en"), id="language by code"),
    pytest.param("!قصف", Not(word("قصف")), id="exclamation mark"),
    pytest.param("هجوم&&غارة", And((word("هجوم"), word("غارة"))), id="ampersands"),
    pytest.param("هجوم||غارة", Or((word("هجوم"), word("غارة"))), id="bars"),
    pytest.param("published:[2014 TO 2015]", published(20140101, 20151231), id="range in brackets"),
    pytest.param("published:{* TO 2015-06}", published(None, 20150531), id="open range in brackets"),
    pytest.param("published:{2014 TO 2016}", published(20150101, 20151231), id="range in braces"),
    pytest.param("published:[2014 TO 2016}", published(20140101, 20151231), id="range in bracket and brace"),
    pytest.param("published:{2016 TO 2014]", published(20140101, 20151231), id="range turned round"),
    pytest.param("تاريخ:2014-2016", published(20140101, 20161231), id="years and a hyphen"),
    pytest.param("تاريخ:2014–2016", published(20140101, 20161231), id="years and a dash"),
    pytest.param("تاريخ:2014-06–2014-08", published(20140601, 20140831), id="months and a dash"),
    pytest.param("تاريخ:2014 – 2016", published(20140101, 20161231), id="years and a standing dash"),
    pytest.param("تاريخ:2014 .. 2016", published(20140101, 20161231), id="years and standing dots"),
    pytest.param("تاريخ:06/2014", published(20140601, 20140630), id="month before the year"),
    pytest.param("تاريخ:٦/٢٠١٤", published(20140601, 20140630), id="month before the year in Arabic digits"),
    pytest.param("تاريخ:201406", published(20140601, 20140630), id="month without a hyphen"),
    pytest.param("تاريخ:20140610", published(20140610, 20140610), id="day without hyphens"),
    pytest.param("تاريخ:=2014", published(20140101, 20141231), id="equals sign before a date"),
    pytest.param("تاريخ:من 2014 إلى 2016", published(20140101, 20161231), id="from and to"),
    pytest.param(
        "تاريخ:من 3 حزيران 2014 إلى 5 آب 2015 قصف",
        And((published(20140603, 20150805), word("قصف"))),
        id="from a day to a day",
    ),
    pytest.param("تاريخ:بين 2014 و2016", published(20140101, 20161231), id="between"),
    pytest.param("تاريخ:2014 إلى حلب", And((published(20140101, 20141231), word("إلى"), word("حلب"))), id="to no date"),
    pytest.param(
        "تاريخ:2014|2016", Or((published(20140101, 20141231), published(20160101, 20161231))), id="dates and a bar"
    ),
    pytest.param(
        "قصف مكان:درعا|«دير الزور»",
        And((word("قصف"), Or((Entity("درعا", EntityType.PLACE), Entity("دير الزور", EntityType.PLACE))))),
        id="names and a bar",
    ),
    pytest.param(
        "عنوان:هجوم | غارة", Or((word("هجوم", Scope.TITLE), word("غارة"))), id="bar with blanks joins no values"
    ),
    pytest.param("كيان:-داعش", Not(Entity("داعش")), id="minus behind a field"),
    pytest.param("-كيان:-داعش", Not(Not(Entity("داعش"))), id="minus on both sides of a field"),
    pytest.param(" *", Everything(), id="star"),
    pytest.param("published:>2014", published(20150101, None), id="after"),
    pytest.param("published:>=2014", published(20140101, None), id="from"),
    pytest.param("تاريخ:<2014-03", published(None, 20140228), id="before"),
    pytest.param("تاريخ:≤٢٠١٤", published(None, 20141231), id="until"),
    pytest.param("=القريشي", exact("القريشي"), id="exact"),
    pytest.param('="القريشي"', exact("القريشي"), id="exact in quotes"),
    pytest.param("هجوم OR غارة", Or((word("هجوم"), word("غارة"))), id="OR"),
    pytest.param("هجوم أو غارة", Or((word("هجوم"), word("غارة"))), id="or in Arabic"),
    pytest.param("هجوم او غارة", Or((word("هجوم"), word("غارة"))), id="or without hamza"),
    pytest.param("هجوم|غارة", Or((word("هجوم"), word("غارة"))), id="bar"),
    pytest.param("هجوم AND غارة", And((word("هجوم"), word("غارة"))), id="AND"),
    pytest.param("+هجوم +غارة", And((word("هجوم"), word("غارة"))), id="plus"),
    pytest.param("هجوم NOT تدريب", And((word("هجوم"), Not(word("تدريب")))), id="NOT"),
    pytest.param("هجوم -تدريب", And((word("هجوم"), Not(word("تدريب")))), id="minus"),
    pytest.param("-حلب", Not(word("حلب")), id="only an exclusion"),
    pytest.param("-«جبهة النصرة»", Not(phrase("جبهة النصرة")), id="excluded phrase"),
    pytest.param("-(حلب إدلب)", Not(And((word("حلب"), word("إدلب")))), id="excluded group"),
    pytest.param("(هجوم OR غارة) الرقة", And((Or((word("هجوم"), word("غارة"))), word("الرقة"))), id="group"),
    pytest.param(
        "قصف هجوم OR غارة", And((word("قصف"), Or((word("هجوم"), word("غارة"))))), id="OR joins its neighbours"
    ),
    pytest.param("قصف AND هجوم OR غارة", Or((And((word("قصف"), word("هجوم"))), word("غارة"))), id="AND before OR"),
    pytest.param("ليس هجوم", And((word("ليس"), word("هجوم"))), id="laysa is a word"),
    pytest.param("or and not", And((word("or"), word("and"), word("not"))), id="operators are capitals"),
    pytest.param("وأعلن", word("وأعلن"), id="attached waw"),
    pytest.param("SY-24", phrase("SY-24"), id="hyphenated"),
    pytest.param("2014-06-10", phrase("2014-06-10"), id="a date without a field"),
    pytest.param("twitter.com", Phrase("twitter.com", ("twitter", "com")), id="host"),
    pytest.param("42,500", word("42,500"), id="number"),
    pytest.param("title:هجوم", word("هجوم", Scope.TITLE), id="title"),
    pytest.param("عنوان:هجوم", word("هجوم", Scope.TITLE), id="title in Arabic"),
    pytest.param("متن:«حصار حلب»", phrase("حصار حلب", scope=Scope.BODY), id="phrase in the body"),
    pytest.param("title:=القريشي", exact("القريشي", Scope.TITLE), id="exact in the title"),
    pytest.param(
        "title:(هجوم OR غارة)", Or((word("هجوم", Scope.TITLE), word("غارة", Scope.TITLE))), id="group in the title"
    ),
    pytest.param("-عنوان:هجوم", Not(word("هجوم", Scope.TITLE)), id="excluded title"),
    pytest.param("entity:ISIS", Entity("ISIS"), id="entity"),
    pytest.param("كيان:داعش", Entity("داعش"), id="entity in Arabic"),
    pytest.param("شخص:البغدادي", Entity("البغدادي", EntityType.PERSON), id="person"),
    pytest.param("منظمة:قسد", Entity("قسد", EntityType.ORGANISATION), id="organisation"),
    pytest.param("organization:SDF", Entity("SDF", EntityType.ORGANISATION), id="organisation, American"),
    pytest.param("مكان: درعا", Entity("درعا", EntityType.PLACE), id="blank behind the colon"),
    pytest.param("\u200fمكان:درعا\u200f", Entity("درعا", EntityType.PLACE), id="bidi marks around"),
    pytest.param("مكان\u200f:درعا", Entity("درعا", EntityType.PLACE), id="bidi mark before the colon"),
    pytest.param('"هجوم مطار"\u200f~5\u200f^2', Boost(near("هجوم مطار", 5), 2.0), id="bidi marks behind a phrase"),
    pytest.param("(هجوم مطار)\u200f^2", Boost(And((word("هجوم"), word("مطار"))), 2.0), id="bidi mark behind a group"),
    pytest.param("مقاتل*\u200f مقاتل~\u200f", And((wild("مقاتل*"), fuzzy("مقاتل"))), id="bidi marks behind signs"),
    pytest.param("place:«دير الزور»", Entity("دير الزور", EntityType.PLACE), id="name in quotes"),
    pytest.param(
        "place:(دير الزور OR حلب)",
        Or((Entity("دير الزور", EntityType.PLACE), Entity("حلب", EntityType.PLACE))),
        id="names in a group",
    ),
    pytest.param("entity:Q42-x", Entity("Q42-x"), id="id"),
    pytest.param("مصدر:سانا", Source("سانا"), id="source"),
    pytest.param('source:"The Independent"', Source("The Independent"), id="source in quotes"),
    pytest.param("published:2014", published(20140101, 20141231), id="year"),
    pytest.param("تاريخ:٢٠١٤", published(20140101, 20141231), id="Arabic digits"),
    pytest.param("published:2014-06", published(20140601, 20140630), id="month"),
    pytest.param("published:2014-06-10", published(20140610, 20140610), id="day"),
    pytest.param("تاريخ:2014-06..2014-08", published(20140601, 20140831), id="range"),
    pytest.param("published:..2015", published(None, 20151231), id="open start"),
    pytest.param("published:2015..", published(20150101, None), id="open end"),
    pytest.param("تاريخ:حزيران 2014", published(20140601, 20140630), id="month name without quotes"),
    pytest.param('تاريخ:"10 حزيران 2014"', published(20140610, 20140610), id="month name in quotes"),
    pytest.param("تاريخ:2014 حلب", And((published(20140101, 20141231), word("حلب"))), id="word behind a date"),
    pytest.param(
        "تاريخ:(2014 OR 2016)", Or((published(20140101, 20141231), published(20160101, 20161231))), id="dates"
    ),
    pytest.param("ذكر:2016", DateRange(DateField.MENTIONED, 20160101, 20161231), id="mentioned"),
    pytest.param("published:undated", Undated(), id="undated"),
    pytest.param("تاريخ:غير_مؤرخ", Undated(), id="undated in Arabic"),
    pytest.param("تاريخ:غير مؤرخ", Undated(), id="undated in two words"),
    pytest.param("تاريخ:بلا حلب", And((Undated(), word("حلب"))), id="undated and a word"),
    pytest.param("* -حلب", And((Everything(), Not(word("حلب")))), id="everything but"),
    pytest.param("-*", Nothing(), id="nothing"),
]


@pytest.mark.parametrize(("query", "tree"), UNDERSTOOD)
def test_what_a_query_means(query: str, tree: Node) -> None:
    parsed = parse(query)
    assert parsed.tree == tree
    assert parsed.text == query
    assert [found for found in parsed.diagnostics if found.severity is Severity.WARNING] == []


@pytest.mark.parametrize(
    ("query", "tree", "kind", "span"),
    [
        pytest.param('قصف "حلب إدلب', And((word("قصف"), phrase("حلب إدلب"))), "unbalanced-quote", (4, 5), id="quote"),
        pytest.param("(قصف حلب", And((word("قصف"), word("حلب"))), "unbalanced-parenthesis", (0, 1), id="left"),
        pytest.param("قصف) حلب", And((word("قصف"), word("حلب"))), "unbalanced-parenthesis", (3, 4), id="right"),
        pytest.param("http://a.b", phrase("http a b"), "unknown-field", (0, 5), id="address"),
        pytest.param("مكان:", Nothing(), "empty-field", (0, 5), id="field without value"),
        pytest.param("title: OR قصف", word("قصف"), "empty-field", (0, 6), id="field before an operator"),
        pytest.param("تاريخ:هراء قصف", word("قصف"), "bad-date", (6, 10), id="no date"),
        pytest.param("ذكر:undated", Nothing(), "bad-date", (4, 11), id="undated is of the publication"),
        pytest.param('ذكر:"7 أكتوبر"', Nothing(), "bad-date", (4, 14), id="no year"),
        pytest.param("-(تاريخ:هراء)", Nothing(), "bad-date", (8, 12), id="no date in a group"),
        pytest.param("كيان:()", Nothing(), "empty-group", (5, 7), id="field of an empty group"),
        pytest.param("قصف ()", word("قصف"), "empty-group", (4, 6), id="empty group"),
        pytest.param("+", Nothing(), "plus", (0, 1), id="only a plus"),
        pytest.param("قصف + حلب", And((word("قصف"), word("حلب"))), "plus", (4, 5), id="standing plus"),
        pytest.param("قصف –حلب", And((word("قصف"), Not(word("حلب")))), "dash", (4, 5), id="en dash"),
        pytest.param("قصف ‑حلب", And((word("قصف"), Not(word("حلب")))), "dash", (4, 5), id="non-breaking hyphen"),
        pytest.param("–«حصار حلب»", Not(phrase("حصار حلب")), "dash", (0, 1), id="en dash before a phrase"),
        pytest.param("قصف – حلب", And((word("قصف"), word("حلب"))), "no-word", (4, 5), id="standing en dash"),
        pytest.param(
            "هجوم or غارة", And((word("هجوم"), word("or"), word("غارة"))), "small-operator", (5, 7), id="small or"
        ),
        pytest.param("تاريخ:1435", published(14350101, 14351231), "hijri-year", (6, 10), id="Hijri year"),
        pytest.param(
            "تاريخ:2014-08..2014-06", published(20140601, 20140831), "reversed-range", (6, 22), id="reversed range"
        ),
        pytest.param('"قصف حلب"~99999999', near("قصف حلب", 100), "slop", (9, 18), id="slop"),
        pytest.param('"قصف حلب"~101', near("قصف حلب", 100), "slop", (9, 13), id="slop above the bound"),
        pytest.param("OR قصف", word("قصف"), "misplaced-operator", (0, 2), id="operator in front"),
        pytest.param("قصف AND", word("قصف"), "misplaced-operator", (4, 7), id="operator at the end"),
        pytest.param("قصف OR OR حلب", Or((word("قصف"), word("حلب"))), "misplaced-operator", (4, 6), id="two operators"),
        pytest.param("قصف NOT", word("قصف"), "misplaced-operator", (4, 7), id="NOT at the end"),
        pytest.param("قصف - حلب", And((word("قصف"), word("حلب"))), "minus-apart", (4, 5), id="dash"),
        pytest.param("= حلب", word("حلب"), "misplaced-operator", (0, 1), id="equals sign"),
        pytest.param("NOT -حلب", Not(word("حلب")), "misplaced-operator", (4, 5), id="doubled exclusion"),
        pytest.param("و شاركوا", word("شاركوا"), "standing-waw", (0, 1), id="waw"),
        pytest.param(
            "قصف هجوم|غارة", And((word("قصف"), Or((word("هجوم"), word("غارة"))))), "mixed-operators", (8, 9), id="mix"
        ),
        pytest.param("ــً قصف", word("قصف"), "no-word", (0, 3), id="marks"),
        pytest.param("😀", Nothing(), "no-word", (0, 1), id="emoji"),
        pytest.param('""', Nothing(), "no-word", (0, 2), id="empty phrase"),
        pytest.param("شخص:؟", Nothing(), "no-word", (4, 5), id="name without letters"),
        pytest.param("*مق", word("مق"), "wildcard-letters", (0, 3), id="few letters behind a star"),
        pytest.param(
            "قصف ??ق", And((word("قصف"), word("ق"))), "wildcard-letters", (4, 7), id="few letters behind marks"
        ),
        pytest.param('"مقاتل* حلب"', phrase("مقاتل حلب"), "wildcard-in-quotes", (0, 12), id="star in a phrase"),
        pytest.param("مكان:حلب*", Entity("حلب", EntityType.PLACE), "wildcard-in-quotes", (5, 9), id="star in a name"),
        pytest.param("ماذا؟هجوم", wild("ماذا؟هجوم", "ماذا?هجوم"), "question-mark", (0, 9), id="question mark"),
        pytest.param("حل~", word("حل"), "fuzzy-short", (0, 3), id="short fuzzy word"),
        pytest.param("الحلب~2", fuzzy("الحلب"), "fuzzy-short", (0, 7), id="short fuzzy word behind the article"),
        pytest.param("مقاتل~7", fuzzy("مقاتل", 2), "fuzzy-distance", (0, 7), id="far fuzzy word"),
        pytest.param("مقاتل~0.8", fuzzy("مقاتل"), "fuzzy-distance", (0, 9), id="similarity"),
        pytest.param("SY-24~", phrase("SY-24"), "fuzzy-place", (0, 6), id="fuzzy chunk"),
        pytest.param("=كلمة~", exact("كلمة"), "fuzzy-place", (1, 6), id="fuzzy and exact"),
        pytest.param("مقا*~2", wild("مقا*"), "fuzzy-place", (0, 6), id="fuzzy pattern"),
        pytest.param('"قصف حلب"~', phrase("قصف حلب"), "slop-missing", (9, 10), id="no distance"),
        pytest.param("قصف^كبير", word("قصف"), "bad-boost", (3, 8), id="no factor"),
        pytest.param("قصف^", word("قصف"), "bad-boost", (3, 4), id="factor without a number"),
        pytest.param("قصف^0", word("قصف"), "bad-boost", (3, 5), id="factor of nothing"),
        pytest.param("قصف ^2", word("قصف"), "bad-boost", (4, 6), id="factor behind a blank"),
        pytest.param("قصف^1000", Boost(word("قصف"), 100.0), "boost-bound", (3, 8), id="large factor"),
        pytest.param("مكان:حلب^2", Entity("حلب", EntityType.PLACE), "boost-unscored", (8, 10), id="factor of a name"),
        pytest.param("لغة:الصينية", Nothing(), "unknown-language", (4, 11), id="unknown language"),
        pytest.param("؟؟؟", Nothing(), "no-word", (0, 3), id="question marks"),
        pytest.param("=", Nothing(), "misplaced-operator", (0, 1), id="only an equals sign"),
        pytest.param("تاريخ:2014-02-30", Nothing(), "impossible-date", (6, 16), id="30 February"),
        pytest.param("تاريخ:2014-13 قصف", word("قصف"), "impossible-date", (6, 13), id="month 13"),
        pytest.param("تاريخ:05/06/2015", Nothing(), "ambiguous-date", (6, 16), id="day or month first"),
        pytest.param("قصف هجوم^-1", And((word("قصف"), word("هجوم"))), "bad-boost", (8, 11), id="factor below nothing"),
        pytest.param("هجوم^1e3", word("هجوم"), "bad-boost", (4, 8), id="factor with an exponent"),
        pytest.param("^هجوم", word("هجوم"), "bad-boost", (0, 1), id="caret before a word"),
        pytest.param("201?", word("201"), "question-ended", (0, 4), id="question mark behind digits"),
        pytest.param("كيان:(داعش قسد)", Entity("داعش قسد"), "name-group", (6, 14), id="names side by side in a group"),
        pytest.param("root:هجوم", wide("هجوم"), "root", (5, 9), id="root"),
        pytest.param("!قصف", Not(word("قصف")), "dash", (0, 1), id="exclamation mark"),
        pytest.param(
            '="قوات سورية"',
            And((phrase("قوات سورية"), exact("قوات"), exact("سورية"))),
            "exact-phrase",
            (0, 13),
            id="exact phrase",
        ),
    ],
)
def test_what_is_said_about_a_query(query: str, tree: Node, kind: str, span: tuple[int, int]) -> None:
    parsed = parse(query)
    assert parsed.tree == (phrase_of_words(parsed.tree, tree) if kind == "unknown-field" else tree)
    (found,) = (each for each in parsed.diagnostics if each.kind != "nothing-left")
    assert ("nothing-left" in kinds(query)) == isinstance(tree, Nothing)
    assert (found.kind, (found.start, found.end)) == (kind, span)
    assert found.message
    assert any("\u0620" <= char <= "\u064a" for char in found.message_ar)


@pytest.mark.parametrize("query", ["(", '"', "«", ' ("', "\u200f", "*"])
def test_what_is_not_typed_yet_is_blank(query: str) -> None:
    parsed = parse(query)
    assert parsed.tree == Everything()
    assert "nothing-left" not in kinds(query)


@pytest.mark.parametrize(
    "query", ["(((", '""', "((", "= -", "مكان: تاريخ:", "\udcff\udcfe", "AND", ")", "-(*)", "()()"]
)
def test_a_query_without_anything_to_search_for_finds_nothing(query: str) -> None:
    parsed = parse(query)
    assert parsed.tree == Nothing()
    assert ("nothing-left" in kinds(query)) == ("*" not in query)


def test_nothing_left_is_said_however_much_else_is_wrong() -> None:
    assert "nothing-left" in kinds("((" * 40)


def test_braces_can_leave_no_day() -> None:
    parsed = parse("published:{2014 TO 2015} قصف")
    assert parsed.tree == And((Nothing(), word("قصف")))
    assert kinds("published:{2014 TO 2015}") == ["empty-range"]


def test_a_long_query_is_cut_at_a_blank() -> None:
    parsed = parse("هجوم " * 1500)
    assert parsed.tree == And((word("هجوم"),) * (MAX_NODES - 1))
    assert parse("مستشفى " * 900 + "ا" * 9000).tree == And((word("مستشفى"),) * 900)
    assert len(parse("ا" * 20_000).interpreted) == MAX_CHARACTERS


def phrase_of_words(found: Node, expected: Node) -> Node:
    """The expected phrase with the text that was typed."""
    assert isinstance(found, Phrase)
    assert isinstance(expected, Phrase)
    return Phrase(found.text, expected.norms)


@pytest.mark.parametrize(("query", "tree"), UNDERSTOOD)
def test_the_interpreted_query_means_the_same(query: str, tree: Node) -> None:
    interpreted = parse(query).interpreted
    assert interpreted == render(tree)
    assert parse(interpreted).tree == tree
    assert {found.kind for found in parse(interpreted).diagnostics} <= REMAINING


REMAINING = {"small-operator", "hijri-year", "question-mark", "root"}
"""What is still to be said about a query that is understood."""


def test_a_query_holds_only_so_many_patterns() -> None:
    query = " ".join(
        [f"كلمة{letter}*" for letter in "ابتثجحخدذرز"] + [f"root:{letter}تل~" for letter in "قفكلمنهوي"] + ["مقاتل~"]
    )
    parsed = parse(query)
    assert isinstance(parsed.tree, And)
    assert parsed.tree.children[19] == wide("يتل")
    assert parsed.tree.children[20] == word("مقاتل")
    assert [found.start for found in parsed.diagnostics if found.kind == "too-many-patterns"] == [len(query) - 6]
    assert parse(parsed.interpreted).tree == parsed.tree


def test_spans_point_into_the_typed_query() -> None:
    query = "قصف (عنوان:هجوم OR -«جبهة النصرة») =القريشي"
    tree = parse(query).tree
    assert isinstance(tree, And)
    pieces = [query[child.span.start : child.span.end] for child in tree.children]
    assert pieces == ["قصف", "(عنوان:هجوم OR -«جبهة النصرة»)", "=القريشي"]


HOSTILE = {
    "words": "ا " * 50_000,
    "one word": "ا" * 100_000,
    "parentheses": "(" * 100_000,
    "nested groups": "(ا OR -(" * 12_500,
    "quotes": '"' * 100_000,
    "guillemets": "«" * 100_000,
    "different quotes": "«“„" * 33_000,
    "minuses": "-" * 100_000,
    "separate minuses": "- " * 50_000,
    "exclusions": "-ا " * 33_000,
    "operators": "OR " * 33_000,
    "fields": "title:" * 16_000,
    "fields that grow": "عنوان:(" + "ا " * 50_000,
    "dates": "تاريخ:ا " * 12_500,
    "date words": "تاريخ:(" + "شهر " * 25_000,
    "colons": "ا:" * 50_000,
    "marks": "\u064b" * 100_000,
    "bidi controls": "\u202e" * 100_000,
    "controls": "\x1b[31m\x00" * 16_000,
    "surrogates": "\ud800" * 100_000,
    "stars": "*" * 100_000,
    "question marks": "?" * 100_000,
    "patterns": "ا*" * 50_000,
    "apart patterns": "اب* " * 25_000,
    "tildes": "~" * 100_000,
    "fuzzy words": "كلمة~ " * 16_000,
    "factors": "ا" + "^2" * 50_000,
    "carets": "^" * 100_000,
    "caret words": "^ا" * 50_000,
    "exclamation marks": "!" * 100_000,
    "ampersands": "&" * 100_000,
    "brackets": "published:[" * 10_000,
    "comparisons": "published:" + ">" * 100_000,
    "nested factors": "(" * 40 + "ا" + ")^2" * 40 + " " * 100_000,
}


@pytest.mark.parametrize("query", [pytest.param(query, id=name) for name, query in HOSTILE.items()])
def test_no_query_is_too_much(query: str) -> None:
    parsed = parse(query)
    assert size(parsed.tree) <= MAX_NODES
    assert depth(parsed.tree) <= MAX_DEPTH
    assert len(parsed.interpreted) <= MAX_CHARACTERS
    assert len(parsed.diagnostics) <= 20
    assert "too-long" in {found.kind for found in parsed.diagnostics}
    assert parse(parsed.interpreted).tree == parsed.tree


def test_parentheses_without_use_do_not_count_as_depth() -> None:
    assert parse("(" * 50 + "قصف" + ")" * 50).tree == word("قصف")
    assert "too-deep" in kinds("(" * 60 + "قصف" + ")" * 60)


def size(node: Node) -> int:
    return 1 + sum(map(size, children_of(node)))


def depth(node: Node) -> int:
    return 1 + max(map(depth, children_of(node)), default=0)
