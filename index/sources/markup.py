"""HTML to text: the tree, the main text, the articles of a page that marks several."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from fihrist.index.sources.fields import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"\s+")
_FURNITURE = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "button", "select", "iframe"}
)
_BLOCKS = frozenset({
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "section", "article", "main",
    "blockquote", "figcaption", "figure", "header", "footer", "table", "pre", "time", "address", "dt", "dd",
})  # fmt: skip
_MIN_MAIN = 200
_MIN_ARTICLE = 300
_MIN_PARAGRAPHS = 2


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page; None when there is nothing in it."""
    from lxml import etree, html

    # lxml refuses characters that XML does not allow; they carry no text.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    clean = _XML_DECLARATION.sub("", markup).replace("\x00", " ").encode("utf-8", "surrogatepass")
    try:
        tree = html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def page_text(markup: str, tree: HtmlElement, title: str) -> str:
    """The main text of a page, the title before it when it is not in its first lines."""
    main = _main_text(markup)
    if len(main.strip()) < _MIN_MAIN:
        # A tree that is too deep for the parser comes out empty; its tags are stripped instead.
        everything = plain_text(tree) or plain(markup)
        main = everything if len(everything) > len(main) else main
    head = " ".join(main[:1000].split())
    if title and " ".join(title.split()) not in head:
        main = f"{title}\n{main}"
    return main


def separate_articles(tree: HtmlElement) -> list[HtmlElement]:
    """The ``article`` elements of a page that holds several whole ones; empty when it holds one, or cards only."""
    found = [
        article
        for article in tree.iter("article")
        if next(article.iterancestors("article"), None) is None and heading(article) and _is_whole(article)
    ]
    return found if len(found) > 1 else []


def heading(element: HtmlElement) -> str:
    """The first heading inside an element, as text."""
    texts = (" ".join(found.text_content().split()) for found in element.iter("h1", "h2", "h3"))
    return next(filter(None, texts), "")


def plain_text(tree: HtmlElement) -> str:
    """All text of an element, or of a page's body, without scripts and menus; one line for each block."""
    body = tree.find("body")
    lines = ("".join(_pieces(body if body is not None else tree))).split("\n")
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


def _is_whole(article: HtmlElement) -> bool:
    paragraphs = [len(text) for found in article.iter("p") if (text := found.text_content().strip())]
    return len(paragraphs) >= _MIN_PARAGRAPHS and sum(paragraphs) >= _MIN_ARTICLE


def _main_text(markup: str) -> str:
    import trafilatura

    # What it discards is no news to the user: the plain text is taken instead.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(markup, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # noqa: BLE001 - a page of the web may break a parser anywhere; the plain text remains
        return ""
    return found or ""


def _pieces(root: HtmlElement) -> Iterator[str]:
    """The texts of a tree in order, blocks between newlines; without recursion, trees may be deep."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        block = element.tag in _BLOCKS
        if done:
            yield "\n" if block else ""
        elif isinstance(element.tag, str) and element.tag not in _FURNITURE:
            yield "\n" if block else ""
            yield _SPACE.sub(" ", element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if element is not root:
            yield _SPACE.sub(" ", element.tail or "")
