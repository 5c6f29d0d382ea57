"""Where an article names the entities, or says the dates, that a query asks for. Offsets count in its title or body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fihrist.index.model import FACET_CONFIDENCE, Article, DateMention, Mention
from fihrist.index.records.mentions import is_found_by
from fihrist.search.execute.compile import Names
from fihrist.search.highlighting import Span, asked_for
from fihrist.search.query.tree import DateField, DateRange, Entity, Node

if TYPE_CHECKING:
    from fihrist.index.records import Records

_NEVER = 10**9
"""A day after every YYYYMMDD."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The names and dates of a query that are not words of it: they match where an article was found to have them."""

    keys: frozenset[str] = frozenset()
    """Of the entities."""
    days: tuple[DateRange, ...] = ()
    """What articles are to speak of."""

    @classmethod
    def of(cls, records: Records, tree: Node, names: Names) -> Marks:
        """Those that a query asks for; what stands after NOT is not."""
        asked = list(asked_for(tree))
        ordinals = {at for node in asked if isinstance(node, Entity) for at in names.entities.get(node, ())}
        keys = frozenset(row.key for row in records.entity(sorted(ordinals))) if ordinals else frozenset()
        days = [node for node in asked if isinstance(node, DateRange) and node.field is DateField.MENTIONED]
        return cls(keys, tuple(days))

    def spans(self, records: Records, article: Article) -> tuple[list[Span], list[Span]]:
        """Spans of the title and of the body."""
        if not self.keys and not self.days:
            return [], []
        found = records.findings(article)
        said = [(date.start, date.end) for date in found.dates if self._asks_for(date)]
        return self._names(found.title_mentions), self._names(found.mentions) + said

    def _names(self, mentions: Sequence[Mention]) -> list[Span]:
        """The names that facets count: they are what the article was found by."""
        return [
            (mention.start, mention.end)
            for mention in mentions
            if mention.key in self.keys and not mention.nested and mention.confidence >= FACET_CONFIDENCE
        ]

    def _asks_for(self, date: DateMention) -> bool:
        return any(is_found_by(date, node.earliest or 0, node.latest or _NEVER) for node in self.days)
