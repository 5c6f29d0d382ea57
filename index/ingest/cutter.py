"""Cutting a page of scraped text into its articles.

The cutter works line by line and in time linear in the page. `cutter_lines` says what a line is by itself, with the
phrases of ``patterns.toml``; `cutter_structure` finds where articles begin; `cutter_head`, `cutter_related` and
`cutter_quotes` tell titles, decks, cards and pull quotes from text; `cutter_articles` puts the parts together.
Every line that is not blank ends up in exactly one part of one article, so a cut can be checked and overruled.
"""

from __future__ import annotations

from dataclasses import replace

from fihrist.index.ingest.cutter_articles import ArticleBuilder, is_empty
from fihrist.index.ingest.cutter_lines import split_lines
from fihrist.index.ingest.cutter_patterns import patterns
from fihrist.index.ingest.cutter_structure import Structure
from fihrist.index.model import CutArticle


def cut(text: str) -> tuple[CutArticle, ...]:
    r"""Cut a page into articles and related blocks, in page order.

    Args:
        text: the page, newlines as ``\n``; without any furniture it is one article, its first short line the title.

    Returns:
        Articles with offsets into `text`; nothing for a page that holds only furniture. No article takes a date, a
        source or a byline from another.
    """
    known = patterns()
    lines = split_lines(text, known)
    if not lines:
        return ()
    structure = Structure(lines)
    starts = structure.starts()
    articles: list[CutArticle] = []
    for number, start in enumerate(starts):
        end = starts[number + 1].line if number + 1 < len(starts) else len(lines)
        own = lines[start.line : end]
        first = next((place for place in range(start.line, end) if lines[place].paragraph), start.line)
        builder = ArticleBuilder(own, structure.text_from(first), start.rule, known)
        articles.extend(builder.build())
    if all(is_empty(article) for article in articles):
        return ()
    return tuple(_merged(articles))


def _merged(articles: list[CutArticle]) -> list[CutArticle]:
    """Articles without anything to read leave their parts to the article before, or after, them."""
    kept: list[CutArticle] = []
    waiting: list[CutArticle] = []
    for article in articles:
        if not is_empty(article):
            parts = tuple(part for empty in waiting for part in empty.parts) + article.parts
            kept.append(replace(article, parts=parts))
            waiting = []
        elif kept:
            kept[-1] = replace(kept[-1], parts=kept[-1].parts + article.parts)
        else:
            waiting.append(article)
    return kept


__all__ = ["cut"]
