"""The cutter: lines of the gold pages in the right part, and the number of articles of the real pages.

``documents.json`` gives line numbers from 1, ranges inclusive. A line counts for the part it is in; blank lines count
for nothing. ``drop`` stands for furniture and repetitions.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from fihrist.index.ingest.cutter import cut
from fihrist.index.model import ArticleKind, CutArticle, PartKind
from tests.quality.figures import SHARED, Figure

GOLD = SHARED / "data" / "gold" / "documents.json"
PAGES = SHARED / "seeds"

ARTICLES = {"000": (1, 0), "001": (1, 0), "002": (2, 1), "003": (1, 0), "004": (2, 0)}
"""Articles and related blocks of each page."""

PARTS = ("title", "deck", "byline", "translator", "source", "published", "captions", "pull_quote", "body", "drop")
_NAMES = {
    PartKind.CAPTION: "captions",
    PartKind.CHROME: "drop",
    PartKind.REPEATED: "drop",
    PartKind.UPDATED: "published",
}

Line = tuple[int, str]


def _gold_lines(page: dict[str, Any], text: str) -> set[Line]:
    lines = text.split("\n")
    expected = {(number, "drop") for number in page.get("drop", [])}
    for article in page["articles"]:
        for part in PARTS:
            stated = article.get(part)
            numbers = stated if isinstance(stated, list) else [stated] if isinstance(stated, int) else []
            for number in numbers:
                first, last = number if isinstance(number, list) else (number, number)
                expected |= {(n, part) for n in range(first, last + 1) if lines[n - 1].strip()}
    return expected


def _cut_lines(articles: tuple[CutArticle, ...], text: str) -> set[Line]:
    lines = text.split("\n")
    found: set[Line] = set()
    for article in articles:
        for part in article.parts:
            first, last = text.count("\n", 0, part.start), text.count("\n", 0, part.end)
            name = _NAMES.get(part.kind, part.kind.value)
            found |= {(number + 1, name) for number in range(first, last + 1) if lines[number].strip()}
    return found


def _counted(text: str) -> tuple[int, int]:
    kinds = Counter(article.kind for article in cut(text))
    return kinds[ArticleKind.ARTICLE], kinds[ArticleKind.RELATED]


def _f(right: int, expected: int, found: int) -> float:
    return 2 * right / (expected + found) if expected + found else 1.0


def measure() -> list[Figure]:
    """F of the lines over all parts and of each part, values of source and translator, and counts of articles."""
    if not GOLD.is_file() or not PAGES.is_dir():
        names = ("lines F", "body lines F", "stated values", "pages with the right articles")
        return [Figure(f"cutter/{name}", None, 1.0) for name in names]
    expected: set[tuple[str, int, str]] = set()
    found: set[tuple[str, int, str]] = set()
    values = right_values = 0
    for page in json.loads(GOLD.read_text(encoding="utf-8"))["files"]:
        text = (PAGES / page["file"]).read_text(encoding="utf-8")
        articles = cut(text)
        expected |= {(page["file"], *line) for line in _gold_lines(page, text)}
        found |= {(page["file"], *line) for line in _cut_lines(articles, text)}
        for gold, article in zip(page["articles"], articles, strict=False):
            stated = {field: gold[f"{field}_value"] for field in ("source", "translator") if f"{field}_value" in gold}
            values += len(stated)
            right_values += sum(getattr(article, field) == value for field, value in stated.items())
    counts = [_counted(next(PAGES.glob(f"{n}_*")).read_text(encoding="utf-8")) == want for n, want in ARTICLES.items()]
    figures = [
        Figure("cutter/lines F", _f(len(expected & found), len(expected), len(found)), 1.0),
        Figure("cutter/stated values", right_values / values, 1.0),
        Figure("cutter/pages with the right articles", sum(counts) / len(counts), 1.0),
    ]
    for part in PARTS:
        wanted, got = {line for line in expected if line[2] == part}, {line for line in found if line[2] == part}
        if wanted or got:
            figures.append(Figure(f"cutter/{part} lines F", _f(len(wanted & got), len(wanted), len(got)), 1.0))
    return figures
