"""How pages would be cut, without storing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fihrist.index.ingest import cutter
from fihrist.index.model import CutArticle, Notice, Page, Quarantined
from fihrist.index.sources import SourceFile, SourceOptions, discover, read, read_stdin


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """A page and its cuts, or why it cannot be read."""

    path: str
    text: str
    articles: tuple[CutArticle, ...]
    problem: str = ""

    def lines(self) -> Iterator[str]:
        """The page line by line, each with what it was taken for and the rule that decided."""
        yield f"{self.path}: {self.problem or f'{len(self.articles)} cut(s)'}"
        for number, article in enumerate(self.articles, start=1):
            yield f"  {number}. {article.kind}: {article.title or '(no title)'}"
            for part in article.parts:
                shown = " ".join(self.text[part.start : part.end].split())
                rule = f" [{part.rule}]" if part.rule else ""
                yield f"     {part.kind:<10}{rule} {shown[:100]}"


def explain_cuts(paths: Iterable[str], options: SourceOptions) -> Iterator[ExplainedPage]:
    """Read files and folders and cut their pages; records of JSON Lines and CSV are whole and shown uncut."""
    for path in paths:
        for page in _pages(path, options):
            if not isinstance(page, Page):
                yield ExplainedPage(page.path, "", (), problem=page.reason)
            else:
                yield ExplainedPage(page.path, page.text, () if page.whole else cutter.cut(page.text))


def _pages(path: str, options: SourceOptions) -> Iterator[Page | Quarantined | Notice]:
    if path == "-":
        yield from read_stdin(options)
        return
    for found in discover([path]):
        if isinstance(found, SourceFile):
            yield from read(found, options)
        else:
            yield found
