"""The query language: what typed queries mean, and what is said about those that make no sense."""

from __future__ import annotations

import pytest

from fihrist.index.arabic.chain import forms
from fihrist.index.model import EntityType
from fihrist.search.query.parse import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, parse, render
from fihrist.search.query.tree import (
    And,
    DateField,
    DateRange,
    Entity,
    Everything,
    Exact,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Scope,
    Severity,
    Source,
    Undated,
    Word,
)


def word(text: str, scope: Scope = Scope.ANY) -> Word:
    _, norm, stem = forms(text)
    return Word(text, norm, stem, scope)


def exact(text: str, scope: Scope = Scope.ANY) -> Exact:
    spelt, norm, _ = forms(text)
    return Exact(text, spelt, norm, scope)


def phrase(text: str, *, slop: int = 0, scope: Scope = Scope.ANY) -> Phrase:
    return Phrase(text, tuple(forms(part)[1] for part in text.replace("-", " ").split()), slop, scope)


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
    pytest.param('"قصف حلب"~٠٠٥', phrase("قصف حلب", slop=5), id="proximity in Arabic digits"),
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
    pytest.param('"قوات ديمقراطية"~5', phrase("قوات ديمقراطية", slop=5), id="proximity"),
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
        pytest.param("مكان:", Everything(), "empty-field", (0, 5), id="field without value"),
        pytest.param("title: OR قصف", word("قصف"), "empty-field", (0, 6), id="field before an operator"),
        pytest.param("تاريخ:هراء قصف", word("قصف"), "bad-date", (6, 10), id="no date"),
        pytest.param("ذكر:undated", Nothing(), "bad-date", (4, 11), id="undated is of the publication"),
        pytest.param('ذكر:"7 أكتوبر"', Nothing(), "bad-date", (4, 14), id="no year"),
        pytest.param("-(تاريخ:هراء)", Nothing(), "bad-date", (8, 12), id="no date in a group"),
        pytest.param("كيان:()", Everything(), "empty-group", (5, 7), id="field of an empty group"),
        pytest.param("قصف ()", word("قصف"), "empty-group", (4, 6), id="empty group"),
        pytest.param("+", Everything(), "plus", (0, 1), id="only a plus"),
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
        pytest.param('"قصف حلب"~99999999', phrase("قصف حلب", slop=100), "slop", (9, 18), id="slop"),
        pytest.param('"قصف حلب"~101', phrase("قصف حلب", slop=100), "slop", (9, 13), id="slop above the bound"),
        pytest.param("OR قصف", word("قصف"), "misplaced-operator", (0, 2), id="operator in front"),
        pytest.param("قصف AND", word("قصف"), "misplaced-operator", (4, 7), id="operator at the end"),
        pytest.param("قصف OR OR حلب", Or((word("قصف"), word("حلب"))), "misplaced-operator", (4, 6), id="two operators"),
        pytest.param("قصف NOT", word("قصف"), "misplaced-operator", (4, 7), id="NOT at the end"),
        pytest.param("قصف - حلب", And((word("قصف"), word("حلب"))), "misplaced-operator", (4, 5), id="dash"),
        pytest.param("= حلب", word("حلب"), "misplaced-operator", (0, 1), id="equals sign"),
        pytest.param("NOT -حلب", Not(word("حلب")), "misplaced-operator", (4, 5), id="doubled exclusion"),
        pytest.param("و شاركوا", word("شاركوا"), "standing-waw", (0, 1), id="waw"),
        pytest.param(
            "قصف هجوم|غارة", And((word("قصف"), Or((word("هجوم"), word("غارة"))))), "mixed-operators", (8, 9), id="mix"
        ),
        pytest.param("ــً قصف", word("قصف"), "no-word", (0, 3), id="marks"),
        pytest.param("😀", Everything(), "no-word", (0, 1), id="emoji"),
        pytest.param('""', Everything(), "no-word", (0, 2), id="empty phrase"),
        pytest.param("شخص:؟", Everything(), "no-word", (4, 5), id="name without letters"),
        pytest.param("مقاتل*", word("مقاتل"), "wildcard", (0, 6), id="star"),
        pytest.param("مقاتل~", word("مقاتل"), "wildcard", (0, 6), id="tilde"),
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
    (found,) = parsed.diagnostics
    assert (found.kind, (found.start, found.end)) == (kind, span)
    assert found.message
    assert any("\u0620" <= char <= "\u064a" for char in found.message_ar)


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
    assert {found.kind for found in parse(interpreted).diagnostics} <= {"small-operator", "hijri-year"}


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


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(child):
            return (child,)
        case _:
            return ()


def size(node: Node) -> int:
    return 1 + sum(map(size, children(node)))


def depth(node: Node) -> int:
    return 1 + max(map(depth, children(node)), default=0)
