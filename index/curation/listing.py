"""The entities of an archive with how many articles name them, and all there is to say of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.curation.describing import Event, events_of
from fihrist.index.engine import Snapshot
from fihrist.index.entities.user_decisions import Decisions
from fihrist.index.entities.user_steps import Thing, entity_from
from fihrist.index.model import FACET_CONFIDENCE, EntityType
from fihrist.index.records import Records
from fihrist.index.store import Store

Array = NDArray[Any]
READ_FOR_NAMES = 2_000
"""Articles that are read, the newest first, to count how an entity is named in them."""


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """An entity, or names that are linked to none."""

    id: str
    """What facets and filters take: an id, or ``~`` and the folded name."""
    type: EntityType
    label: str
    articles: int
    """That name it."""
    linked: bool
    """Whether it is an entity, and no group of unlinked names."""
    own: bool
    """Whether users added it or changed its names."""


@dataclass(frozen=True, slots=True)
class ShownEntity:
    """All there is to say of an entity."""

    entity: ListedEntity
    label_en: str
    parent: str
    names: tuple[str, ...]
    """That it is found by, with their marks."""
    parts: tuple[ListedEntity, ...]
    """What was merged into it; their articles are among its own."""
    seen: tuple[tuple[str, int], ...]
    """How articles name it, and how often, the most frequent first."""
    articles_read: int
    """In how many articles that was counted: the newest."""
    first: str
    """Earliest day of publication of an article that names it, ISO 8601; empty when none is dated."""
    last: str
    sources: tuple[tuple[str, int], ...]
    """The outlets of the articles, and how many of each."""
    undated: int
    operations: tuple[Event, ...]
    """That concern it, oldest first."""


def counts(snapshot: Snapshot) -> NDArray[np.int64]:
    """How many live articles name each entity, by ordinal."""
    known = len(snapshot.entity_types)
    total = np.zeros(known, np.int64)
    for segment in snapshot.segments:
        ordinals = segment.entity_ordinals
        if segment.live is not None:
            offsets = segment.entity_offsets.astype(np.int64)
            ordinals = ordinals[np.repeat(segment.live, offsets[1:] - offsets[:-1])]
        total += np.bincount(ordinals, minlength=known)[:known]
    return total


def list_entities(
    store: Store,
    *,
    type: EntityType | None = None,  # noqa: A002
    linked: bool | None = None,
    own: bool = False,
    minimum: int = 1,
    limit: int = 0,
) -> list[ListedEntity]:
    """The entities that articles name, the most frequent first.

    Args:
        store: the archive.
        type: only those of this type.
        linked: only entities (True), only names that are linked to none (False), both (None).
        own: only those that users added or whose names they changed, be they named in articles or not.
        minimum: articles that must name it.
        limit: how many at most; 0 for all.
    """
    total = counts(store.snapshot)
    mine = {entity.id: entity for entity in map(entity_from, store.records.own_entities())}
    rows = store.records.entity(np.flatnonzero(total >= max(1, minimum)).tolist())
    found = [
        ListedEntity(
            row.key, row.type, row.label, int(total[row.ordinal]), not row.key.startswith("~"), row.key in mine
        )
        for row in rows
    ]
    if own:
        named = {entity.id for entity in found}
        found = [entity for entity in found if entity.own]
        found += [ListedEntity(e.id, e.type, e.label, 0, True, True) for e in mine.values() if e.id not in named]
    found = [one for one in found if type in (None, one.type) and linked in (None, one.linked)]
    found.sort(key=lambda one: (-one.articles, one.label, one.id, one.type))
    return found[:limit] if limit else found


def show_entity(store: Store, decisions: Decisions, thing: Thing) -> ShownEntity:
    """All there is to say of an entity, or of what it counts for."""
    whole = decisions.canonical(thing)
    known = decisions.entity(whole.key)
    records = store.records
    row = next(
        (row for row in records.entity(records.entity_ordinals(whole.key, whole.type)) if row.key == whole.key), None
    )
    held = _Articles(store, row.ordinal if row else -1)
    names = _names_in(records, held.newest(READ_FOR_NAMES), whole)
    label = known.label if known else row.label if row else whole.key.removeprefix("~")
    own = {entity.id for entity in map(entity_from, records.own_entity([whole.key]))}
    return ShownEntity(
        entity=ListedEntity(whole.key, whole.type, label, len(held.keys), known is not None, whole.key in own),
        label_en=known.label_en if known else "",
        parent=(known.parent or "") if known else "",
        names=tuple(alias.mark + alias.name for alias in known.aliases) if known else (),
        parts=tuple(_parts(records, decisions, whole)),
        seen=tuple(names.most_common()),
        articles_read=min(len(held.keys), READ_FOR_NAMES),
        first=held.first,
        last=held.last,
        sources=tuple(held.sources(records)),
        undated=held.undated,
        operations=tuple(events_of(records, decisions, whole)),
    )


class _Articles:
    """The live articles that name an entity."""

    def __init__(self, store: Store, ordinal: int) -> None:
        parts: list[tuple[Array, ...]] = []
        for segment in store.snapshot.segments:
            rows = segment.entity_rows(ordinal) if ordinal >= 0 else segment.entity_rows(0)[:0]
            if segment.live is not None:
                rows = rows[segment.live[rows]]
            days = (segment.published_earliest[rows], segment.published_latest[rows])
            parts.append((segment.keys[rows], *days, segment.source[rows]))
        columns: list[Array] = [np.empty(0, np.uint64)] * 4
        if parts:
            columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
        self.keys, self._earliest, self._latest, self._sources = columns
        dated = self._earliest > 0
        self.undated = int(len(self.keys) - np.count_nonzero(dated))
        self.first = _iso(int(self._earliest[dated].min())) if dated.any() else ""
        self.last = _iso(int(self._latest[dated].max())) if dated.any() else ""

    def newest(self, limit: int) -> list[str]:
        """Ids of the newest articles."""
        order = np.lexsort((self.keys, -self._earliest.astype(np.int64)))[:limit]
        return [f"{key:016x}" for key in self.keys[order].tolist()]

    def sources(self, records: Records) -> list[tuple[str, int]]:
        """Outlets and how many articles are theirs, the most frequent first; articles that state none left out."""
        found = Counter(self._sources.tolist())
        rows = records.source([ordinal for ordinal in found if ordinal])
        return sorted(((row.label, found[row.ordinal]) for row in rows), key=lambda one: (-one[1], one[0]))


def _names_in(records: Records, ids: Sequence[str], thing: Thing) -> Counter[str]:
    """How articles name an entity, and how often."""
    found: Counter[str] = Counter()
    for start in range(0, len(ids), 100):
        for article in records.articles(ids[start : start + 100]):
            findings = records.findings(article)
            found.update(
                " ".join(mention.text.split())
                for mention in (*findings.title_mentions, *findings.mentions)
                if mention.key == thing.key
                and mention.type is thing.type
                and mention.confidence >= FACET_CONFIDENCE
                and not mention.nested
            )
    return found


def _parts(records: Records, decisions: Decisions, whole: Thing) -> list[ListedEntity]:
    """What was merged into an entity."""
    parts = []
    for thing in sorted(thing for thing in decisions.merged if decisions.canonical(thing) == whole):
        known = decisions.entity(thing.key)
        rows = [row for row in records.entity(records.entity_ordinals(thing.key, thing.type)) if row.key == thing.key]
        label = known.label if known else rows[0].label if rows else thing.key.removeprefix("~")
        parts.append(ListedEntity(thing.key, thing.type, label, 0, known is not None, thing.key in decisions.own))
    return parts


def _iso(day: int) -> str:
    return f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"
