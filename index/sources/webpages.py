"""HTML pages: what they state about themselves, and their main text."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from fihrist.index.model import Page, Quarantined
from fihrist.index.sources import pages
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
_ARTICLE = re.compile(r"Article|BlogPosting|Report")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_FURNITURE = ("script", "style", "noscript", "template", "svg", "nav", "footer", "header", "aside", "form", "button")
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "section", "article", "main",
    "blockquote", "figcaption", "figure", "header", "footer", "table", "pre", "time", "address", "dt", "dd",
})  # fmt: skip
_MIN_MAIN = 200


def read_html(path: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Item]:
    """Read an HTML file as one page: its metadata, its title and its main text."""
    found = pages.load(path, stream, options, markup=True)
    if isinstance(found, Quarantined):
        yield found
        return
    raw, markup, name = found
    tree = _parse(markup)
    if tree is None:
        yield Quarantined(path, 0, len(raw), "it holds no HTML; rename it to .txt if it is text", raw[:KEPT_BYTES])
        return
    dates = DateReader(path, options.day_first)
    metadata = _metadata(tree, dates)
    text = _text(markup, tree, metadata.get("title", ""))
    if not text.strip():
        yield Quarantined(path, 0, len(raw), "the page holds no text outside its scripts and menus", raw[:KEPT_BYTES])
        return
    digest = hashlib.sha256(raw).hexdigest()
    yield Page(path, 0, len(raw), digest, name, text, "html", metadata=metadata)
    yield from dates.notices()


def _parse(markup: str) -> HtmlElement | None:
    from lxml import etree, html  # noqa: PLC0415 - slow to import, for HTML only

    # lxml refuses characters that XML does not allow; they carry no text.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    clean = _XML_DECLARATION.sub("", markup).replace("\x00", " ").encode("utf-8", "surrogatepass")
    try:
        tree = html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


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
    times = [time.get("datetime") for time in tree.iter("time") if time.get("datetime")]
    marked = [time.get("datetime") for time in tree.iter("time") if (time.get("itemprop") or "") == "datePublished"]
    # Several times on a page belong to the cards of other articles.
    if marked or len(set(times)) == 1:
        found["published"] = (marked or times)[0]
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            found["url"] = link.get("href")
    return found


def _json_ld(tree: HtmlElement) -> dict[str, str]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        with contextlib.suppress(ValueError, RecursionError):
            for item in _items(json.loads(script.text or "")):
                if _ARTICLE.search(pick(item, "@type")):
                    return _from_ld(item)
    return {}


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


def _text(markup: str, tree: HtmlElement, title: str) -> str:
    """The main text, the title before it when it is not in its first lines."""
    main = _main_text(markup)
    if len(main.strip()) < _MIN_MAIN:
        everything = _plain_text(tree)
        main = everything if len(everything) > len(main) else main
    head = " ".join(main[:1000].split())
    if title and " ".join(title.split()) not in head:
        main = f"{title}\n{main}"
    return main


def _main_text(markup: str) -> str:
    import trafilatura  # noqa: PLC0415 - slow to import, for HTML only

    try:
        found = trafilatura.extract(markup, include_comments=False, include_tables=True, with_metadata=False, deduplicate=False)
    except Exception:  # noqa: BLE001 - a page of the web may break a parser anywhere; the plain text remains
        return ""
    return found or ""


def _plain_text(tree: HtmlElement) -> str:
    """All text of the body without scripts and menus, one line for each block."""
    pieces: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(tree.find("body") if tree.find("body") is not None else tree, False)]
    while stack:
        element, done = stack.pop()
        if done:
            pieces.append("\n" if element.tag in _BLOCKS else "")
            pieces.append(element.tail or "")
            continue
        if not isinstance(element.tag, str) or element.tag in _FURNITURE:
            pieces.append(element.tail or "")
            continue
        pieces.append("\n" if element.tag in _BLOCKS else "")
        pieces.append(" ".join((element.text or "").split()) if element.tag not in ("pre",) else element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
