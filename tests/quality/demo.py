"""Cutter, names and dates on pages of the sample archive; their gold is in ``demo_gold/`` and always there.

The numbers watch over later changes; the rules' authors know these pages, so they say little about others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fihrist.demo import reports_path
from fihrist.index.dates import parse_published
from fihrist.index.entities import find_entities
from fihrist.index.ingest.cutter import cut
from fihrist.index.model import FACET_CONFIDENCE, ArticleKind, CutArticle, Mention, Provenance
from tests.quality import dates
from tests.quality._spans import Score, compare
from tests.quality.figures import Figure

GOLD = Path(__file__).resolve().parent / "demo_gold"


def _documents(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(text, gold) of each document of a gold file."""
    with reports_path() as folder:
        for document in json.loads((GOLD / name).read_text(encoding="utf-8"))["documents"]:
            yield (folder / "pages" / document["file"]).read_bytes().decode("utf-8"), document


def _same_outlet(found: str, stated: str | None) -> bool:
    """Outlets may come with or without the noun before their name: «إذاعة قنديل», «قنديل»."""
    if stated is None or not found:
        return stated is None and not found
    return stated == found or stated.endswith(f" {found}")


def _published(article: CutArticle) -> str | None:
    found = parse_published(article.published_text, Provenance.METADATA, day_first=True)
    return found.value if found else None


def _checks(article: CutArticle, gold: dict[str, Any]) -> list[bool]:
    return [
        article.title == gold["title"],
        _same_outlet(article.source, gold["source"]),
        _published(article) == gold["published"],
        f"{article.deck}\n{article.body}".strip().startswith(gold["body_starts"]),
        article.body.endswith(gold["body_ends"]),
    ]


def cutter() -> Score:
    """Titles, outlets, dates, beginnings and ends that are right; none of a page with a wrong number of articles."""
    total = Score()
    for text, gold in _documents("documents.json"):
        articles = [article for article in cut(text) if article.kind is ArticleKind.ARTICLE]
        checks = [False] * (5 * len(gold["articles"]))
        if len(articles) == len(gold["articles"]):
            pairs = zip(articles, gold["articles"], strict=True)
            checks = [check for article, expected in pairs for check in _checks(article, expected)]
        total += Score(sum(checks), len(checks), len(checks))
    return total


def _counted(text: str, ignored: list[list[int]]) -> list[Mention]:
    found = find_entities(text)
    return [
        m for m in found
        if m.confidence >= FACET_CONFIDENCE and not m.nested and not any(a < m.end and m.start < b for a, b in ignored)
    ]  # fmt: skip


def entities() -> tuple[Score, Score]:
    """Names (exact span and type), and found names that share a key with the rest of their entity and no other's."""
    names = Score()
    keys: dict[str, list[str]] = defaultdict(list)
    for text, gold in _documents("entities.json"):
        expected = {(m["start"], m["end"], m["type"]): m["entity"] for m in gold["mentions"] if not m["nested"]}
        found = {(m.start, m.end, str(m.type)): m.key for m in _counted(text, gold["ignored"])}
        names += compare(found, expected)
        for span in found.keys() & expected.keys():
            keys[expected[span]].append(found[span])
    linked = sum(_linked(entity, keys) for entity in keys)
    count = sum(map(len, keys.values()))
    return names, Score(linked, count, count)


def _linked(entity: str, keys: dict[str, list[str]]) -> int:
    """How many mentions of an entity carry its usual key, 0 when another entity has the same usual key."""
    usual = {name: max(sorted(set(found)), key=found.count) for name, found in keys.items()}
    if sum(key == usual[entity] for key in usual.values()) > 1:
        return 0
    return keys[entity].count(usual[entity])


def expressions() -> tuple[Score, Score, Score]:
    """Dates: spans, values, resolved days."""
    total = (Score(), Score(), Score())
    for text, gold in _documents("dates.json"):
        parts = dates.scores(text, gold["mentions"], gold["published"])
        total = (total[0] + parts[0], total[1] + parts[1], total[2] + parts[2])
    return total


def measure() -> list[Figure]:
    """All areas on the sample pages."""
    cut_score, (names, links) = cutter(), entities()
    return [
        Figure("demo/cutter", cut_score.recall, 0.95, note=f"{cut_score.expected} titles, outlets, dates, edges"),
        Figure("demo/names F", names.f, 0.9, note=f"precision {names.precision:.3f}, recall {names.recall:.3f}"),
        Figure("demo/names linked", links.recall, 0.9, note=f"of {links.expected} found"),
        *dates.figures("demo/dates", expressions(), (0.95, 0.95, 0.9)),
    ]
