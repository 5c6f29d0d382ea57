"""HTML pages: what they state about themselves, and their main text."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from fihrist.index.model import Page, Quarantined
from fihrist.index.sources import markup, pages
from fihrist.index.sources.fields import pick, plain
from fihrist.index.sources.options import KEPT_BYTES, Item, SourceOptions
from fihrist.index.sources.published import DateReader

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "deck": ("og:description", "description", "twitter:description"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "url": ("og:url",),
    "byline": ("author", "article:author", "dc.creator"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate",
        "publish_date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date",
    ),
    "keywords": ("keywords", "news_keywords", "article:tag"),
}  # fmt: skip
_LD: Mapping[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "deck": ("description",),
    "source": ("publisher",),
    "url": ("url", "mainEntityOfPage"),
    "byline": ("author",),
    "published": ("datePublished",),
    "keywords": ("keywords",),
}
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|published|pubdate|post-date|entry-date)(?:$|[\s_-])", re.IGNORECASE)
_ARTICLE = re.compile(r"Article|BlogPosting|Report")


def read_html(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """Read an HTML file as one page: its metadata, its title and its main text."""
    found = pages.load(path, stream, options, markup=True)
    if isinstance(found, Quarantined):
        yield found
        return
    raw, text, name = found
    tree = markup.parse(text)
    if tree is None:
        yield Quarantined(path, 0, len(raw), "it holds no HTML; rename it to .txt if it is text", raw[:KEPT_BYTES])
        return
    dates = DateReader(path, options.day_first)
    metadata = _metadata(tree, dates)
    digest = hashlib.sha256(raw).hexdigest()
    several = markup.separate_articles(tree)
    for article in several:
        own = _own_metadata(article, metadata, dates)
        body = _without_title(markup.plain_text(article), own["title"])
        yield Page(path, 0, len(raw), digest, name, body, "html", whole=True, metadata=own)
    if several:
        yield from dates.notices()
        return
    text = markup.page_text(text, tree, metadata.get("title", ""))
    if not text.strip():
        yield Quarantined(path, 0, len(raw), "the page holds no text outside its scripts and menus", raw[:KEPT_BYTES])
        return
    if "published" not in metadata:
        dates.look_at(text)
    yield Page(path, 0, len(raw), digest, name, text, "html", metadata=metadata | dates.order())
    yield from dates.notices()


def _metadata(tree: HtmlElement, dates: DateReader) -> dict[str, str]:
    """What JSON-LD, then meta tags, then the page's elements say; nothing that is only probable."""
    stated = _elements(tree) | _meta_tags(tree) | _json_ld(tree)
    metadata = {field: " ".join(plain(value).split()) for field, value in stated.items()}
    metadata = {field: value for field, value in metadata.items() if value}
    published = metadata.pop("published", "")
    if published:
        value = dates.read(published)
        metadata["published" if value else "published_raw"] = value or published[:200]
    language = (tree.get("lang") or "").split("-")[0].lower()
    if language.isalpha():
        metadata["language"] = language
    return metadata


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            tags.setdefault(name, content)
    return {
        field: next(tags[name] for name in names if name in tags)
        for field, names in _META.items()
        if any(name in tags for name in names)
    }


def _elements(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    headings = [heading for heading in tree.iter("h1") if heading.text_content().strip()]
    if len(headings) == 1:
        found["title"] = headings[0].text_content()
    published = _marked_time(tree)
    if published:
        found["published"] = published
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            found["url"] = link.get("href") or ""
    return found


def _marked_time(tree: HtmlElement) -> str:
    """The time that the page marks as its publication; several different ones belong to cards of other articles."""
    marked = [element for element in tree.iter() if (element.get("itemprop") or "").lower() == "datepublished"]
    for elements in (marked, list(tree.iter("time")), list(_dated_by_class(tree))):
        own = [element for element in elements if not markup.in_card(element)]
        stated = [element.get("datetime") or element.get("content") or element.text_content() for element in own]
        times = {" ".join(text.split()) for text in stated} - {""}
        if len(times) == 1 or (times and elements is marked):
            return " ".join(stated[0].split())
    return ""


def _dated_by_class(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Small elements of the article whose class says that they hold a date; outside of it that is often today's."""
    for element in (
        found for article in tree.iter("article") for found in article.iter("span", "div", "p", "li", "small")
    ):
        if _DATE_CLASS.search(element.get("class") or "") and len(element) <= 2:
            text = element.text_content().strip()
            if len(text) <= 60 and any(character.isdigit() for character in text):
                yield element


def _json_ld(tree: HtmlElement) -> dict[str, str]:
    """What the page's data says of its article; of several articles the one with a title that the page shows."""
    found: list[dict[str, str]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        with contextlib.suppress(ValueError, RecursionError):
            items = _items(json.loads(script.text or ""))
            found += [_from_ld(item) for item in items if _ARTICLE.search(pick(item, "@type"))]
    titles = {plain(item.get("title", "")).strip() for item in found}
    if len(titles) <= 1:
        return found[0] if found else {}
    shown = {" ".join(heading.text_content().split()) for heading in tree.iter("h1", "title")}
    return next((item for item in found if " ".join(plain(item.get("title", "")).split()) in shown), {})


def _items(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for item in value:
            yield from _items(item)
    elif isinstance(value, dict):
        yield value
        yield from _items(value.get("@graph"))


def _from_ld(item: Mapping[str, object]) -> dict[str, str]:
    found = {}
    for field, keys in _LD.items():
        value = next((text for key in keys if (text := pick(item, key))), "")
        if value and not (field == "url" and not value.startswith("http")):
            found[field] = value
    return found


def _own_metadata(article: HtmlElement, page: Mapping[str, str], dates: DateReader) -> dict[str, str]:
    """What holds for one of several articles: the page's outlet and language, its own title and time.

    What the page says of its main article is given to the article with that title only.
    """
    title = markup.heading(article)
    if page.get("title", "") == title:
        return dict(page)
    own = {field: page[field] for field in ("source", "language") if field in page}
    times = {time.get("datetime") or "" for time in article.iter("time")} - {""}
    published = dates.read(times.pop()) if len(times) == 1 else ""
    return own | {"title": title} | ({"published": published} if published else {})


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if first == title else text
