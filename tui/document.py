"""An article as the blocks that a reader shows. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from fihrist.index.model import Article
from fihrist.tui import labels
from fihrist.tui.text.printing import isolated, ltr

LONGEST_BODY = 2_000_000
"""Characters of a body that are laid out; the block after them says that there is more."""
_LONGEST_BLOCK = 20_000
"""Characters; a longer line is shown as several paragraphs, since direction is resolved over a whole paragraph."""


class BlockKind(Enum):
    """What a block is."""

    TITLE = auto()
    FACTS = auto()
    BODY = auto()
    NOTE = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    kind: BlockKind
    text: str
    origin: int = 0
    """Where it begins in the article's title or body."""


def article_blocks(article: Article) -> list[Block]:
    """Title, facts, body, and where the text comes from."""
    blocks = [
        Block(BlockKind.TITLE, article.title or labels.UNTITLED),
        Block(BlockKind.FACTS, article_facts(article)),
        *_body(article.body),
    ]
    blocks += [Block(BlockKind.NOTE, f"{labels.RELATED}: {link.title}") for link in article.related]
    blocks += [Block(BlockKind.NOTE, f"{labels.CAPTION}: {caption}") for caption in article.captions]
    blocks += [Block(BlockKind.ADDRESS, fact) for fact in provenance(article)]
    return blocks


def article_facts(article: Article) -> str:
    """Source, date, author and id on one line."""
    published = ltr(article.published.value) if article.published else labels.UNDATED_LABEL
    return labels.SEPARATOR.join(
        fact
        for fact in (
            isolated(article.source),
            published,
            isolated(article.byline),
            isolated(article.translator),
            ltr(article.id),
        )
        if fact
    )


def provenance(article: Article) -> list[str]:
    """Where the article was published, and the file and the bytes in it that it was read from."""
    place = f"{article.path} [{article.byte_start}–{article.byte_end}] sha256 {article.page_sha256[:16]}"
    return [article.url, place] if article.url else [place]


def citation(article: Article) -> str:
    """What another person needs to find and check the article, in plain text."""
    published = article.published.value if article.published else labels.UNDATED_LABEL
    facts = (
        article.title,
        article.source,
        published,
        article.url,
        article.id,
        article.path,
        f"sha256:{article.page_sha256}",
    )
    return ". ".join(" ".join(fact.split()) for fact in facts if fact)


def _body(body: str) -> Iterator[Block]:
    at = 0
    for line in body[:LONGEST_BODY].split("\n"):
        for start, end in _pieces(line):
            if line[start:end].strip():
                yield Block(BlockKind.BODY, line[start:end], at + start)
        at += len(line) + 1
    if len(body) > LONGEST_BODY:
        yield Block(BlockKind.NOTE, labels.CUT_SHORT)


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """A very long line in pieces, cut at blanks where there are some."""
    start = 0
    while len(line) - start > _LONGEST_BLOCK:
        blank = line.rfind(" ", start + 1, start + _LONGEST_BLOCK)
        end = blank + 1 if blank > start else start + _LONGEST_BLOCK
        yield start, end
        start = end
    yield start, len(line)


Place = tuple[int, int, int]
"""A stretch of text: number of the block, start and end in it."""


def places(blocks: Sequence[Block], kind: BlockKind, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Spans of an article's title or body as places in its blocks; one that crosses blocks gives several places."""
    of_kind = [(number, block) for number, block in enumerate(blocks) if block.kind is kind]
    out: list[Place] = []
    first = 0
    for start, end in sorted(spans):
        while first < len(of_kind) and of_kind[first][1].origin + len(of_kind[first][1].text) <= start:
            first += 1
        for number, block in of_kind[first:]:
            if block.origin >= end:
                break
            out.append((number, max(0, start - block.origin), min(len(block.text), end - block.origin)))
    return out
