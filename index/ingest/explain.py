"""How pages would be cut, without storing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fihrist.index.ingest import cutter
from fihrist.index.model import CutArticle, Notice, Page, Quarantined
from fihrist.index.sources import SourceFile, SourceOptions, discover, read, read_stdin


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """A page and its cuts, or why it cannot be read.

    Attributes:
        path: the file.
        text: of the page.
        articles: what it is cut into; nothing for a record, which is one article as it is.
        problem: why there is no page, or what was left open.
        record: of a page that is one article, its number in the file, from 1; else 0.
        title: of such a page.
        columns: which column each of its fields was read from.
    """

    path: str
    text: str
    articles: tuple[CutArticle, ...]
    problem: str = ""
    record: int = 0
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The page line by line, each with what it was taken for and the rule that decided; a record in one line."""
        if self.record:
            mapping = "".join(f"; {name} from {column}" for name, column in self.columns.items())
            yield f"{self.path}: record {self.record}: {self.title or '(no title)'} (whole; not cut{mapping})"
            return
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
        counts: Counter[str] = Counter()
        for page in _pages(path, options):
            if not isinstance(page, Page):
                yield ExplainedPage(page.path, "", (), problem=page.reason)
            elif page.whole:
                counts[page.path] += 1
                title = page.metadata.get("title", "")
                yield ExplainedPage(page.path, page.text, (), "", counts[page.path], title, page.columns)
            else:
                yield ExplainedPage(page.path, page.text, cutter.cut(page.text))


def _pages(path: str, options: SourceOptions) -> Iterator[Page | Quarantined | Notice]:
    if path == "-":
        yield from read_stdin(options)
        return
    for found in discover([path]):
        if isinstance(found, SourceFile):
            yield from read(found, options)
        else:
            yield found
