"""HTML pages: metadata first, then the main text."""

from __future__ import annotations

from pathlib import Path

import pytest

from fihrist.index.model import Page
from fihrist.index.sources import SourceFile, SourceOptions, discover, read

PARAGRAPHS = (
    "هز انفجار هائل مرفأ بيروت مساء الثلاثاء ودمر أجزاء واسعة من العاصمة اللبنانية، موقعا عشرات القتلى وآلاف الجرحى.",
    "وقال رئيس الحكومة إن <b>2750</b> طنا من نترات الأمونيوم كانت مخزنة في المرفأ منذ ست سنوات من دون إجراءات وقائية.",
    "وتصاعدت سحابة ضخمة من الدخان فوق المدينة وسمع دوي الانفجار في جزيرة قبرص، وتحطم زجاج المنازل في الضواحي.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def pages(tmp_path: Path, html: str, encoding: str = "utf-8") -> list[Page]:
    path = tmp_path / "page.html"
    path.write_bytes(html.encode(encoding))
    (file,) = discover([path])
    assert isinstance(file, SourceFile)
    return [item for item in read(file, SourceOptions()) if isinstance(item, Page)]


def page(tmp_path: Path, head: str = "", body: str = BODY) -> Page:
    (found,) = pages(tmp_path, f'<html lang="ar"><head>{head}</head><body><article>{body}</article></body></html>')
    return found


def test_the_main_text_comes_without_menus_and_cards(tmp_path: Path) -> None:
    html = (
        "<html><body><nav><a>الرئيسية</a> <a>سياسة</a></nav><article><h1>انفجار في مرفأ بيروت</h1>"
        f"{BODY}</article><aside><h3>مقالات ذات صلة</h3><a>خبر آخر</a></aside><footer>جميع الحقوق محفوظة</footer></body></html>"
    )

    (found,) = pages(tmp_path, html)

    lines = found.text.split("\n")
    assert lines[0] == "انفجار في مرفأ بيروت"
    assert [line for line in lines if "2750" in line] == [PARAGRAPHS[1].replace("<b>", "").replace("</b>", "")]
    assert not {"الرئيسية", "خبر آخر", "جميع الحقوق محفوظة"} & set(lines)


def test_json_ld_goes_before_meta_tags(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="عنوان المشاركة"><meta property="og:site_name" content="الموقع">'
        '<meta property="article:published_time" content="2020-08-05T00:00:00Z">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],'
        '"headline": "انفجار &quot;المرفأ&quot;", "datePublished": "2020-08-04T20:15:00+03:00",'
        '"author": [{"name": "سمير"}, {"name": "هدى"}], "publisher": {"name": "الصحيفة"}}]}</script>'
    )

    assert page(tmp_path, head).metadata == {
        "title": 'انفجار "المرفأ"',
        "published": "2020-08-04T20:15:00+03:00",
        "byline": "سمير، هدى",
        "source": "الصحيفة",
        "language": "ar",
    }


def test_meta_tags_alone(tmp_path: Path) -> None:
    head = '<meta name="author" content="سمير"><meta name="date" content="2020-08-04"><link rel="canonical" href="https://a.example/1">'

    metadata = page(tmp_path, head).metadata

    assert metadata["byline"] == "سمير"
    assert metadata["published"] == "2020-08-04"
    assert metadata["url"] == "https://a.example/1"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ('<time datetime="2020-08-04">الثلاثاء</time>' + BODY, "2020-08-04"),
        ("<time>4 آب 2020</time>" + BODY, "2020-08-04"),
        ('<span class="entry-date">4 أغسطس 2020</span>' + BODY, "2020-08-04"),
        ('<time datetime="2020-08-04"></time>' + BODY + '<time datetime="2019-01-01"></time>', None),
        ('<time datetime="soon">قريبا</time>' + BODY, None),
    ],
)
def test_the_time_of_the_page(tmp_path: Path, body: str, published: str | None) -> None:
    assert page(tmp_path, body=body).metadata.get("published") == published


def test_a_date_in_the_head_of_the_page_is_not_its_publication(tmp_path: Path) -> None:
    (found,) = pages(tmp_path, f'<div class="date">3 كانون الأول 2023</div><article>{BODY}</article>')

    assert "published" not in found.metadata


def test_several_articles_are_several_pages_with_their_own_dates(tmp_path: Path) -> None:
    def article(title: str, day: str) -> str:
        return f'<article><h2>{title}</h2><time datetime="{day}"></time>{BODY}</article>'

    first, second = pages(
        tmp_path, f"<body>{article('الخبر الأول', '2020-08-04')}{article('الخبر الثاني', '2021-01-01')}</body>"
    )

    assert first.whole
    assert second.whole
    assert [found.metadata for found in (first, second)] == [
        {"title": "الخبر الأول", "published": "2020-08-04"},
        {"title": "الخبر الثاني", "published": "2021-01-01"},
    ]
    assert not first.text.startswith("الخبر الأول")


def test_cards_do_not_make_several_articles(tmp_path: Path) -> None:
    cards = "".join(f"<article><h3>خبر {n}</h3><p>موجز قصير</p></article>" for n in range(5))

    assert len(pages(tmp_path, f"<article><h1>الخبر</h1>{BODY}</article>{cards}")) == 1


def test_what_the_extractor_finds_too_little_in_is_read_plainly(tmp_path: Path) -> None:
    (found,) = pages(
        tmp_path, "<form><div>عنوان قصير</div><div>سطر <b>واحد</b> من\n النص.</div><script>x()</script></form>"
    )

    assert found.text == "عنوان قصير\nسطر واحد من النص."


def test_windows_1256_by_its_declaration(tmp_path: Path) -> None:
    html = f'<html><head><meta charset="windows-1256"></head><body><article>{BODY}</article></body></html>'

    (found,) = pages(tmp_path, html, "cp1256")

    assert found.encoding == "cp1256"
    assert PARAGRAPHS[0] in found.text


def test_deep_nesting_and_odd_characters_do_no_harm(tmp_path: Path) -> None:
    (found,) = pages(tmp_path, "<div>" * 5000 + "نص\x00 عميق\x0b في الصفحة" + "</div>" * 5000)

    assert "عميق" in found.text


def test_several_texts_in_the_body_keep_their_headings(tmp_path: Path) -> None:
    first, second = "انفجار هائل في مرفأ بيروت", "تمديد العقوبات على شخصيات يمنية"
    text = BODY.replace("<b>", "").replace("</b>", "")
    other = text.replace("مرفأ بيروت", "ميناء عدن").replace("الحكومة", "المجلس").replace("سحابة", "غيمة")
    html = (
        f"<html><body><h1>{first}</h1><p>تاريخ النشر: 2020-08-04</p>{text}<hr>"
        f"<h1>{second}</h1><p>تاريخ النشر: 2021-02-25</p>{other}</body></html>"
    )

    (found,) = pages(tmp_path, html)

    lines = found.text.split("\n")
    assert lines[lines.index("تاريخ النشر: 2020-08-04") - 1] == first
    assert lines[lines.index("تاريخ النشر: 2021-02-25") - 1] == second


CARD = '<h3><a href="/x">خبر آخر من الأمس</a></h3><time datetime="2019-03-03">3 آذار 2019</time>'


@pytest.mark.parametrize("box", [
    "<aside>{}</aside>", '<div class="most-read">{}</div>', '<div id="sidebar"><p>{}</p></div>', "<article>{}</article>",
    '<section class="related_posts">{}</section>', "<ul><li>{}</li></ul>", "<footer>{}</footer>", '<a href="/x">{}</a>',
])  # fmt: skip
@pytest.mark.parametrize("marked", ["", ' itemprop="datePublished"'])
def test_the_time_of_a_card_is_not_the_pages(tmp_path: Path, box: str, marked: str) -> None:
    card = box.format(CARD.replace("<time", f"<time{marked}"))
    html = f"<html><body>{card}<div><h1>انفجار في مرفأ بيروت</h1>{BODY}</div></body></html>"

    (found,) = pages(tmp_path, html)
    (dated,) = pages(tmp_path, html.replace("</h1>", '</h1><time datetime="2020-08-04">4 آب</time>'))

    assert "published" not in found.metadata
    assert dated.metadata["published"] == "2020-08-04"


def test_of_several_articles_in_the_data_the_shown_one_counts(tmp_path: Path) -> None:
    data = (
        '<script type="application/ld+json">[{{"@type": "NewsArticle", "headline": "خبر آخر", "datePublished": "2019-03-03"}},'
        '{{"@type": "NewsArticle", "headline": "{}", "datePublished": "2020-08-04"}}]</script>'
    )
    for headline, published in (("انفجار في مرفأ بيروت", "2020-08-04"), ("خبر ثالث", None)):
        found = page(tmp_path, data.format(headline), f"<h1>انفجار في مرفأ بيروت</h1>{BODY}")
        assert found.metadata.get("published") == published
        assert found.metadata["title"] == "انفجار في مرفأ بيروت"
