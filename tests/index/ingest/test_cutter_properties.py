"""What holds for the cut of any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fihrist.index.ingest.cutter import cut
from fihrist.index.ingest.cutter_model import TRIM
from fihrist.index.model import ArticleKind, PartKind

LINES = st.sampled_from(
    [
        "عنوان من أربع كلمات هنا",
        "عنوان آخر لخبر مختلف تماما",
        "عنوان من أربع كلمات هنا - موقع",
        "هذه فقرة من النص تنتهي بنقطة وتكفي لتكون فقرة.",
        "وهذه فقرة ثانية " + "طويلة جدا " * 30,
        "هذه فقرة من النص تنتهي",
        "مقالات ذات صلة",
        "اقرأ أيضا:",
        "للمزيد.. خبر ذو صلة بهذا",
        "التعليقات (3)",
        "المصدر: رويترز",
        "المصدر",
        "رويترز",
        "تاريخ النشر: 4 آب 2020",
        "4 آب 2020",
        "آخر تحديث: 5 آب 2020",
        "بقلم: سمير حداد",
        "سمير حداد (بيروت)",
        "ترجمة: هدى",
        "كلمات دلالية: أ ب",
        "الوسوم",
        "العنوان: خبر من أربع كلمات",
        "صورة (أ ف ب)",
        "TT",
        "Facebook",
        "الرئيسية | أخبار",
        "==========",
        "***",
        "© The Times",
        "end of list",
        "خاص - موقع",
        "\u200f",
        "\u00a0 نص \u00a0",
        "",
        "  ",
        "؟",
    ]
)
pages = st.one_of(
    st.lists(LINES, max_size=40).map("\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=20).map("\n".join),
    st.text(max_size=400),
)


@settings(max_examples=150, deadline=None)
@given(pages)
def test_every_line_is_in_exactly_one_part(page: str) -> None:
    articles = cut(page)
    parts = sorted((part.start, part.end) for article in articles for part in article.parts)

    assert all(start < end for start, end in parts)
    assert all(before[1] <= after[0] for before, after in pairwise(parts))
    covered = "".join(page[start:end] for start, end in parts)
    between = [0, *(place for part in parts for place in part), len(page)]
    outside = "".join(page[start:end] for start, end in zip(between[::2], between[1::2], strict=True))
    if articles:
        assert outside.strip(TRIM) == "" or not set(outside) - set(TRIM)
        assert covered.strip()


@settings(max_examples=150, deadline=None)
@given(pages)
def test_what_an_article_says_is_what_its_parts_hold(page: str) -> None:
    for article in cut(page):
        held: dict[PartKind, list[str]] = {}
        for part in article.parts:
            held.setdefault(part.kind, []).append(page[part.start : part.end])
        lines = [line.strip(TRIM) or line.strip() for text in held.get(PartKind.BODY, []) for line in text.split("\n")]
        assert article.body == "\n".join(line for line in lines if line)
        titles = held.get(PartKind.RELATED if article.kind is ArticleKind.RELATED else PartKind.TITLE, [])
        assert not article.title or any(article.title in text for text in titles)
        assert list(article.parts) == sorted(article.parts, key=lambda part: part.start)
        if article.kind is ArticleKind.RELATED:
            assert article.body == article.published_text == article.source == ""
        else:
            assert article.title or article.body or article.deck or article.related


@settings(max_examples=60, deadline=None)
@given(pages, st.sampled_from(["\n\n", "\n \u00a0\n"]))
def test_blank_lines_change_nothing(page: str, blank: str) -> None:
    apart = [article.body for article in cut(page.replace("\n", blank))]

    assert apart == [article.body for article in cut(page)]


@given(pages)
@settings(max_examples=50, deadline=None)
def test_the_same_page_is_cut_the_same(page: str) -> None:
    assert cut(page) == cut(page)


def test_every_stated_thing_is_of_its_own_article() -> None:
    def article(number: int) -> str:
        return (
            f"عنوان الخبر رقم {number} من أخبار اليوم\nتاريخ النشر: {number} آب 2020\nبقلم: كاتب الخبر {'أبتثج'[number]}\n"
            + "".join(f"الفقرة {n} من الخبر {number} وفيها ما يكفي من الكلمات لتكون فقرة.\n" for n in range(3))
            + f"المصدر: وكالة النبأ {'أبتثج'[number]}\n"
        )

    found = cut("".join(article(number) for number in range(1, 5)))

    assert [item.published_text for item in found] == [f"{number} آب 2020" for number in range(1, 5)]
    assert [item.byline[-1] for item in found] == list("بتثج")
    assert [item.source[-1] for item in found] == list("بتثج")


@pytest.mark.parametrize(
    "page",
    [
        "كلمة " * 100_000,
        "a" + " " * 300_000 + "b",
        "\n" * 100_000,
        "\n".join(["سطر قصير من الكلمات"] * 4_000),
        "\n".join(["مقالات ذات صلة", "خبر قصير من خمس كلمات هنا"] * 2_000),
        "\n".join(["a" + " " * 397 + "b"] * 800),
        "\n".join(["1" * 390, "- " * 190, "| 2 " * 90] * 300),
        "\n".join(["خبر من أربع كلمات", "4 آب 2020", "فقرة قصيرة من النص تنتهي بنقطة وفيها كلمات."] * 1_000),
    ],
    ids=["one line", "blanks", "newlines", "short lines", "headings", "runs", "signs", "briefs"],
)
def test_large_pages_are_cut_in_linear_time(page: str) -> None:
    parts = [part for article in cut(page) for part in article.parts]

    assert all(0 <= part.start < part.end <= len(page) for part in parts)
