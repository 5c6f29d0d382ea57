"""What one process does with a part of the input: read, cut, analyse. Nothing here writes to the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fihrist.errors import UsageError
from fihrist.index.entities.user_decisions import matchable
from fihrist.index.entities.user_steps import entity_from
from fihrist.index.ingest.analysis import Analyser, unanalysed
from fihrist.index.ingest.article import make_articles
from fihrist.index.model import Article, Notice, Page, Quarantined
from fihrist.index.records import Held, NewArticle
from fihrist.index.sources import SourceFile, SourceOptions, read
from fihrist.index.sources.options import KEPT_BYTES


@dataclass(frozen=True, slots=True)
class Setup:
    """What every task needs."""

    records: Path
    """The archive's ``records.db``."""
    options: SourceOptions
    own: list[Any] = field(default_factory=list)
    """The entities of the archive's users, as `fihrist.index.entities.user_steps.entity_data` writes them."""
    decisions: int = 0
    """Number of the decision that they follow from."""

    def analyser(self) -> Analyser:
        """What finds names and dates by it."""
        return Analyser([matchable(entity_from(data)) for data in self.own], self.decisions)


@dataclass(frozen=True, slots=True)
class FileTask:
    """Read a small file, and make its articles."""

    file: SourceFile


@dataclass(frozen=True, slots=True)
class PagesTask:
    """Make the articles of pages that were read already."""

    pages: list[Page]


@dataclass(frozen=True, slots=True)
class AnalysisTask:
    """Find the names and dates of articles anew."""

    articles: list[Article]


Task = FileTask | PagesTask | AnalysisTask


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that the archive has, and of which nothing new is known."""

    article: Article
    """Without its texts and parts."""
    format: str


@dataclass(frozen=True, slots=True)
class PageDone:
    """A page has been worked on; what was made of it comes before."""

    byte_end: int = 0
    """How far in the file it reaches."""


Outcome = NewArticle | KnownArticle | Quarantined | Notice | PageDone


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task."""

    outcomes: list[Outcome] = field(default_factory=list)


Known = Callable[[Iterable[str]], Mapping[str, Held]]
"""Which of some ids the archive has, and what it knows of each."""


def perform(task: Task, options: SourceOptions, known: Known, analyser: Analyser) -> Result:
    """Do a task. Whatever its input, it ends: what cannot be handled is an outcome with its reason."""
    match task:
        case FileTask(file):
            return Result(list(_of_items(read(file, options), known, analyser)))
        case PagesTask(pages):
            return Result(list(_of_items(pages, known, analyser)))
        case AnalysisTask(articles):
            return Result([outcome for article in articles for outcome in _analysed(article, "", analyser)])


def _of_items(items: Iterable[Page | Quarantined | Notice], known: Known, analyser: Analyser) -> Iterator[Outcome]:
    for item in items:
        if isinstance(item, Page):
            yield from _of_page(item, known, analyser)
            yield PageDone(item.byte_end)
        else:
            yield item


def _of_page(page: Page, known: Known, analyser: Analyser) -> Iterator[Outcome]:
    try:
        articles = make_articles(page)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - one page must not stop the others, whatever is wrong with it
        reason = f"it cannot be cut into articles ({describe(error)}); please report it with the file"
        yield Quarantined(page.path, page.byte_start, page.byte_end, reason, raw_of(page))
        return
    if not articles:
        reason = "it holds nothing but menus, links and other furniture; see what it was cut into with --explain"
        yield Quarantined(page.path, page.byte_start, page.byte_end, reason, raw_of(page))
    present = known([article.id for article in articles])
    for article in articles:
        held = present.get(article.id)
        if held is None or held.lacks(article):
            yield from _analysed(article, page.format, analyser)
        else:
            yield KnownArticle(_bare(article), page.format)


def _bare(article: Article) -> Article:
    return replace(article, title="", body="", deck="", captions=(), see_also=(), related=(), parts=())


def _analysed(article: Article, format: str, analyser: Analyser) -> Iterator[Outcome]:  # noqa: A002
    try:
        yield analyser.analyse(article, format)
    except Exception as error:  # noqa: BLE001 - the article itself is not to be lost
        yield unanalysed(article, format)
        yield Notice(
            article.path,
            f"the names and dates of {article.id} cannot be found ({describe(error)}); report it, and run fihrist rebuild "
            "with a version that is mended: it finds them",
        )


def raw_of(page: Page) -> bytes:
    """A page's first bytes, for the quarantine: those of its file, or its text in UTF-8 where they cannot be had."""
    with suppress(OSError, ValueError), Path(page.path).open("rb") as stream:
        stream.seek(page.byte_start)
        raw = stream.read(page.byte_end - page.byte_start)
        if hashlib.sha256(raw).hexdigest() == page.sha256:
            return raw[:KEPT_BYTES]
    return page.text.encode("utf-8", "surrogatepass")[:KEPT_BYTES]


def describe(error: BaseException) -> str:
    """An unforeseen error in one short line."""
    return f"{type(error).__name__}: {error}"[:200]
