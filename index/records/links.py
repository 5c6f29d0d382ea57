"""Entities that count for others: what users merged, and names they gave to an entity that articles had without one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from fihrist.index.records.connected import Connected
from fihrist.index.records.rows import text, whole


@dataclass(frozen=True, slots=True)
class Link:
    """A key whose articles count for another entity."""

    key: str
    type: str
    """Empty: whatever type the name was taken for."""
    target: str
    target_type: str
    label: str
    """Of the target."""
    folded: str


class Links(Connected):
    """Which ordinals count for which, for reading.

    What another process changes is seen after `look_again`: the index that is open holds what was so before.
    """

    _links: dict[int, int]
    _links_of = -1
    _changed = 0
    """Counts changes of what counts for what."""

    def look_again(self) -> None:
        """See what was changed since; goes with opening an index."""
        self._changed += 1

    def links(self) -> dict[int, int]:
        """The ordinals that count for another, with that other one's."""
        with self._reading():
            if self._changed != self._links_of:
                statement = "SELECT ordinal, canonical FROM entities WHERE canonical IS NOT NULL"
                rows = self._connection.execute(statement).fetchall()
                self._links = {whole(row, "ordinal"): whole(row, "canonical") for row in rows}
                self._links_of = self._changed
            return self._links

    def canonical(self, ordinals: Iterable[int]) -> tuple[int, ...]:
        """For each ordinal that of the entity it counts for: itself, as a rule."""
        links = self.links()
        return tuple(links.get(ordinal, ordinal) for ordinal in ordinals) if links else tuple(ordinals)


def link_of(connection: sqlite3.Connection, key: str, kind: str) -> Link | None:
    """What a key of a type counts for: what was said of this very type, else of the name."""
    row = connection.execute(
        "SELECT * FROM links WHERE key = ? AND type IN (?, '') ORDER BY type DESC LIMIT 1", (key, kind)
    ).fetchone()
    return link_from(row) if row else None


def link_from(row: sqlite3.Row) -> Link:
    """A row of the table of links."""
    return Link(*(text(row, name) for name in ("key", "type", "target", "target_type", "label", "folded")))
