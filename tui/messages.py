"""What workers tell the app when they are done. `serial` numbers the request: answers to older ones are dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from fihrist.index.model import Article, Mention
from fihrist.search.results import FacetValue, Hit
from fihrist.tui.archive_view import Found
from fihrist.tui.searching import Cause, Request

if TYPE_CHECKING:
    from fihrist.search.explanation import Explanation

SpanPairs = Sequence[tuple[int, int]]


class Answered(Message):
    """A search has its first page and total."""

    def __init__(self, serial: int, request: Request, found: Found, milliseconds: float, more: int = 0) -> None:
        super().__init__()
        self.serial = serial
        self.request = request
        self.found = found
        self.milliseconds = milliseconds
        self.more = more
        """Articles by which the archive has grown since the search before."""


class Counted(Message):
    """A search has its facets."""

    def __init__(self, serial: int, request: Request, facets: Mapping[str, Sequence[FacetValue]]) -> None:
        super().__init__()
        self.serial = serial
        self.request = request
        self.facets = facets


class Explained(Message):
    """Why a search found nothing."""

    def __init__(self, serial: int, request: Request, causes: Sequence[Cause]) -> None:
        super().__init__()
        self.serial = serial
        self.request = request
        self.causes = causes


class ReasonsArrived(Message):
    """Why a result is found."""

    def __init__(self, explained: Explanation) -> None:
        super().__init__()
        self.explained = explained


class PageArrived(Message):
    """More hits of the search that is shown."""

    def __init__(self, serial: int, offset: int, hits: Sequence[Hit]) -> None:
        super().__init__()
        self.serial = serial
        self.offset = offset
        self.hits = hits


class Reading(NamedTuple):
    """What the reader shows: an article with the matches of a query."""

    article_id: str
    query: str
    as_typed: bool


class ArticleArrived(Message):
    """An article, where the query matches it, and its names."""

    def __init__(
        self, read: Reading, article: Article, title: SpanPairs, body: SpanPairs, mentions: Sequence[Mention]
    ) -> None:
        super().__init__()
        self.read = read
        self.article = article
        self.title = title
        self.body = body
        self.mentions = mentions


class Failed(Message):
    """Something could not be done; the text is meant for the user."""

    def __init__(self, serial: int, text: str) -> None:
        super().__init__()
        self.serial = serial
        self.text = text
