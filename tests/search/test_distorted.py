"""Highlights fall on the same words however they are vowelled, stretched, joined and encoded."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import fihrist
from fihrist.index.arabic.tokens import WORD, analyze
from fihrist.index.model import Article

MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0610\u06d6"
"""Vowels, tanween, shadda, sukun, small alef, Koranic signs."""
INSIDE = ("\N{ARABIC TATWEEL}", "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}", "\N{SOFT HYPHEN}")
HAMZA = {"أ": "ا\u0654", "إ": "ا\u0655", "آ": "ا\u0653", "ؤ": "و\u0654", "ئ": "ي\u0654"}
BODY = (
    "هجوم الهجوم وبهجماتهم قصف القصف مستشفى المستشفيات أبو آخر إدلب مسؤول مسئول رئيس الأمم اللاجئين لأهالي الآن "
    "قوات سوريا الديمقراطية سورية مقاتل المقاتلون مقاتلين كلمة كلمات قرشي القريشي 42500 عن في\n"
    "قوات سوريا الديمقراطية، ثم قصف على مستشفى إدلب: هجوم مقاتلين في سوريا."
)
QUERIES = (
    "هجوم",
    "=القريشي",
    "قصف مستشفي",
    '"قوات سوريا الديمقراطية"',
    '"قصف إدلب"~4',
    "مقاتل*",
    "?قاتل*",
    "كلمه~",
    "القرشي~1",
    "root:قتال",
    "سوريا",
    "ابو -كلمة",
    "مسؤول OR رئيس",
    "42500",
    "title:هجوم",
    "لاجئ امم^2",
)


def presentation_forms() -> dict[str, list[str]]:
    """The code points that show a letter, or lam and alef, in one of its shapes."""
    forms: dict[str, list[str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE80, 0xFEFD)):
        shape, *shown = unicodedata.decomposition(chr(code)).split()[:3] or ["", ""]
        if shape in {"<initial>", "<medial>", "<final>", "<isolated>"}:
            text = "".join(chr(int(each, 16)) for each in shown)
            if len(unicodedata.normalize("NFKC", chr(code))) == len(text):
                forms.setdefault(text, []).append(chr(code))
    return forms


FORMS = presentation_forms()


def distorted(word: str, chance: Random) -> str:
    """A word as scraped text may hold it: no letter is changed, so no form of the word is."""
    out: list[str] = []
    at = 0
    while at < len(word):
        pair, letter = word[at : at + 2], word[at]
        shown = letter
        kind = chance.randrange(6)
        if kind == 0 and len(pair) == 2 and pair in FORMS:
            shown, at = chance.choice(FORMS[pair]), at + 1
        elif kind == 1 and letter in FORMS:
            shown = chance.choice(FORMS[letter])
        elif kind == 2 and letter in HAMZA:
            base, hamza = HAMZA[letter][0], HAMZA[letter][1]
            shown = base + "".join(chance.choices(MARKS[:6], k=chance.randrange(2))) + hamza
        elif letter.isdigit():
            shown = chance.choice((letter, chr(0x660 + int(letter)), chr(0x6F0 + int(letter))))
        at += 1
        out.append(shown)
        if not letter.isdigit():
            out += chance.choices(MARKS, k=chance.choice((0, 0, 1, 2)))
            if at < len(word):
                out += chance.choices(INSIDE, k=chance.choice((0, 0, 0, 1, 3)))
    return "".join(out)


def distort(text: str, chance: Random) -> str:
    return WORD.sub(lambda match: distorted(match.group(), chance), text)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    folder = tmp_path_factory.mktemp("distorted")
    report = {"title": "هجوم في سوريا", "body": BODY, "source": "وكالة", "published": "2016"}
    (folder / "x.jsonl").write_text(json.dumps(report, ensure_ascii=False) + "\n", encoding="utf-8")
    with fihrist.open(folder / "a", create=True) as opened:
        opened.ingest(folder / "x.jsonl", workers=1)
        yield opened


@pytest.fixture(scope="module")
def article(archive: fihrist.Archive) -> Article:
    (hit,) = archive.search("")
    return archive.article(hit.id)


def places(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which words of a text are lit, by their numbers; every span is a whole word, or a phrase from its first to its last."""
    first = {token.start: number for number, token in enumerate(analyze(text))}
    last = {token.end: number for number, token in enumerate(analyze(text))}
    return [(first[start], last[end]) for start, end in spans]


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(QUERIES), st.randoms(use_true_random=False))
@example("root:قتال", Random(1))
@example("مقاتل*", Random(2))
def test_the_same_words_are_lit(archive: fihrist.Archive, article: Article, query: str, chance: Random) -> None:
    strange = replace(article, title=distort(article.title, chance), body=distort(article.body, chance))
    expected = archive.highlights(query, article)
    found = archive.highlights(query, strange)
    assert expected[0] or expected[1]
    for text, other, spans, lit in zip(
        (article.title, article.body), (strange.title, strange.body), expected, found, strict=True
    ):
        assert [token.norm for token in analyze(other)] == [token.norm for token in analyze(text)]
        assert places(other, lit) == places(text, spans)
        for start, end in lit:
            whole(other, start, end)


def whole(text: str, start: int, end: int) -> None:
    """No mark is left outside of the letter it stands on."""
    for edge in (start, end):
        assert edge == len(text) or unicodedata.category(text[edge]) not in ("Mn", "Me")
    assert unicodedata.category(text[end - 1]) != "Cf"


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(QUERIES), st.randoms(use_true_random=False))
def test_a_distorted_query_asks_for_the_same(
    archive: fihrist.Archive, article: Article, query: str, chance: Random
) -> None:
    strange = distort(query, chance) if ":" not in query and " " not in query else query
    assert archive.highlights(strange, article) == archive.highlights(query, article)
