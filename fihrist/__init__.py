"""Fihrist (فهرست): a search engine for Arabic conflict-news archives.

    import fihrist

    with fihrist.open("archive") as archive:
        found = archive.search("قصف مستشفى", places=["إدلب"], published="2015..2017-04")
        print(found.total, found.facets["organisation"][:5])
        for hit in found:
            print(hit.score, hit.title, hit.published, hit.snippet.text)

For any text, without an archive: `analyze`, `find_entities`, `find_dates` and `cut`.
Nothing here imports the terminal interface, and everything is loaded when it is first used.
"""

from __future__ import annotations

import datetime
import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fihrist.archive import Archive
    from fihrist.errors import FihristError
    from fihrist.index.arabic.tokens import Token
    from fihrist.index.dates import PublishedFloor
    from fihrist.index.model import Article, CutArticle, DateMention, Mention
    from fihrist.results import Results
    from fihrist.search.related import RelatedEntities
    from fihrist.search.results import FacetValue, Hit
    from fihrist.search.timeline import Timeline

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "Article",
    "CutArticle",
    "DateMention",
    "FacetValue",
    "FihristError",
    "Hit",
    "Mention",
    "PublishedFloor",
    "RelatedEntities",
    "Results",
    "Timeline",
    "Token",
    "__version__",
    "analyze",
    "cut",
    "find_dates",
    "find_entities",
    "open",
]

_LAZY = {
    "Archive": "fihrist.archive",
    "Article": "fihrist.index.model",
    "CutArticle": "fihrist.index.model",
    "DateMention": "fihrist.index.model",
    "FacetValue": "fihrist.search.results",
    "FihristError": "fihrist.errors",
    "Hit": "fihrist.search.results",
    "Mention": "fihrist.index.model",
    "PublishedFloor": "fihrist.index.dates",
    "RelatedEntities": "fihrist.search.related",
    "Results": "fihrist.results",
    "Timeline": "fihrist.search.timeline",
    "Token": "fihrist.index.arabic.tokens",
}


def __getattr__(name: str) -> Any:
    module = _LAZY.get(name)
    if module is None:
        message = f"module 'fihrist' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def open(path: str | os.PathLike[str], *, create: bool = False) -> Archive:  # noqa: A001 - reads as fihrist.open
    """Open an archive for searching.

    Args:
        path: the archive's folder.
        create: make an empty archive there when the folder is missing or empty.

    Raises:
        NotAnArchiveError: there is no archive at `path`.
        ArchiveVersionError: a newer Fihrist wrote it.
    """
    from fihrist.archive import Archive
    from fihrist.arguments import path_of

    return Archive.open(path_of("path", path), create=create)


def analyze(text: str) -> list[Token]:
    """The words of a text with their raw offsets and search forms `exact`, `norm`, `stem`."""
    from fihrist.arguments import text_of
    from fihrist.index.arabic import tokens

    return tokens.analyze(text_of("text", text))


def find_entities(text: str) -> list[Mention]:
    """The persons, organisations and places named in a text, in text order."""
    from fihrist.arguments import text_of
    from fihrist.index import entities

    return entities.find_entities(text_of("text", text))


def find_dates(text: str, anchor: int | str | datetime.date | None = None) -> list[DateMention]:
    """The dates said in a text, in text order.

    Args:
        text: any text.
        anchor: the day the text was published (a date, ``"2023-12-03"`` or ``20231203``). Relative and partial dates
            are resolved against it; without it they stay unresolved.
    """
    from fihrist.arguments import text_of
    from fihrist.index import dates

    return dates.find_dates(text_of("text", text), anchor)


def cut(text: str) -> tuple[CutArticle, ...]:
    """The articles of one scraped page, with what each line of the page was taken for."""
    from fihrist.arguments import text_of
    from fihrist.index.ingest import cutter

    return cutter.cut(text_of("text", text))
