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
_ASIDES = frozenset({"aside", "nav", "footer"})
_PAGE = frozenset({"html", "body", "main"})
_CARDS = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|side-bar|widget|recommended|recommendations|popular|trending|teaser|teasers|cards?|most|latest|more-news|read-more|read-also|comments?)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to their boxes of other articles, and to what readers wrote."""
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
    main = _with_headings(main, tree)
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


def in_card(element: HtmlElement) -> bool:
    """Whether an element lies in a card of another article: in an aside, a box of such links, an article without the page's heading."""
    around = list(element.iterancestors())
    headed = bool(around) and next(around[-1].iter("h1"), None) is not None
    for above in around:
        name = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in _ASIDES or (above.tag not in _PAGE and _CARDS.search(name)):
            return True
        if above.tag == "article" and headed and next(above.iter("h1"), None) is None:
            return True
        if above.tag in ("a", "li") and next(above.iter("h2", "h3", "h4"), None) is not None:
            return True
    return False


def plain_text(tree: HtmlElement) -> str:
    """All text of an element, or of a page's body, without scripts and menus; one line for each block."""
    body = tree.find("body")
    lines = ("".join(_pieces(body if body is not None else tree))).split("\n")
    return "\n".join(stripped for line in lines if (stripped := line.strip()))


def _with_headings(main: str, tree: HtmlElement) -> str:
    """The main text of a page of several texts, each with its own heading before it."""
    sections = [(title, texts) for title, texts in _sections(tree) if _is_text(texts)]
    if len(sections) < 2:
        return main
    lines = main.split("\n")
    places: dict[str, int] = {}
    for place, line in enumerate(lines):
        places.setdefault(" ".join(line.split()), place)
    before: dict[int, str] = {}
    for title, texts in sections:
        found = next((places[text] for text in texts if text in places), None)
        if found is not None and title not in places:
            before.setdefault(found, title)
    return "\n".join(f"{before[place]}\n{line}" if place in before else line for place, line in enumerate(lines))


def _sections(tree: HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """The main headings of a page, each with the paragraphs up to the next."""
    title, texts = "", list[str]()
    for element in tree.iter("h1", "p"):
        text = " ".join(element.text_content().split())
        if element.tag == "p":
            texts.append(text)
        elif text:
            if title:
                yield title, texts
            title, texts = text, []
    if title:
        yield title, texts


def _is_whole(article: HtmlElement) -> bool:
    return _is_text([text for found in article.iter("p") if (text := found.text_content().strip())])


def _is_text(paragraphs: list[str]) -> bool:
    return len(paragraphs) >= _MIN_PARAGRAPHS and sum(map(len, paragraphs)) >= _MIN_ARTICLE


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
