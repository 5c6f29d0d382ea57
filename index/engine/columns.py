"""Values of rows: keys, lengths, days, outlets, entities."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.layout import damaged
from fihrist.index.engine.model import I64, U8, U32, U64, Bools

Array = NDArray[Any]
LAST_DAY = 99991231
MAX_ORDINAL = 1 << 28
"""Beyond this an ordinal of an outlet or an entity can only be damage: counting by it would need gigabytes."""


class Columns:
    """The columns of one segment; each is checked when it is first used."""

    def __init__(self, path: Path, arrays: dict[str, Array], rows: int) -> None:
        self.path = path
        self.rows = rows
        self._arrays = arrays
        for name in ("keys", "key_order", "title_lengths", "body_lengths", "source", "language"):
            self._sized(name, rows)
        for name in ("published_earliest", "published_latest", "published_precision"):
            self._sized(name, rows)
        for name in ("entity_offsets", "mentioned_offsets"):
            self._sized(name, rows + 1)
        self._sized("present_offsets", len(arrays["present_entities"]) + 1)
        self._sized("present_rows", len(arrays["entity_ordinals"]))
        self._sized("mentioned_latest", len(arrays["mentioned_earliest"]))
        self._sized("mentioned_wide", len(arrays["mentioned_earliest"]))

    def _sized(self, name: str, size: int) -> None:
        if len(self._arrays[name]) != size:
            raise damaged(self.path, f"{name} is not of the size it should have")

    def _below(self, name: str, limit: int) -> Array:
        values = self._arrays[name]
        if len(values) and int(values.max()) >= limit:
            raise damaged(self.path, f"{name} holds a value that cannot be")
        return values

    def _ascending(self, name: str) -> Array:
        values = self._arrays[name]
        if len(values) and not bool(np.all(values[1:] >= values[:-1])):
            raise damaged(self.path, f"{name} is not in order")
        return values

    def _offsets(self, name: str, values: str) -> Array:
        offsets = self._ascending(name)
        if int(offsets[0]) or int(offsets[-1]) != len(self._arrays[values]):
            raise damaged(self.path, f"{name} does not fit its values")
        return offsets

    @property
    def keys(self) -> U64:
        """Key of each row."""
        return self._arrays["keys"]

    @cached_property
    def title_lengths(self) -> U32:
        """Words in each title."""
        return self._below("title_lengths", 1 << 31).astype(np.uint32)

    @cached_property
    def body_lengths(self) -> U32:
        """Words in each body."""
        return self._below("body_lengths", 1 << 31).astype(np.uint32)

    @cached_property
    def published_earliest(self) -> U32:
        """First possible day of publication, YYYYMMDD, ascending; 0: undated."""
        self._below("published_earliest", LAST_DAY + 1)
        return self._ascending("published_earliest")

    @cached_property
    def published_latest(self) -> U32:
        """Last possible day of publication, YYYYMMDD; 0: undated."""
        return self._below("published_latest", LAST_DAY + 1)

    @cached_property
    def published_precision(self) -> U8:
        """0 undated, 1 year, 2 month, 3 day."""
        return self._below("published_precision", 4)

    @cached_property
    def source(self) -> U32:
        """Archive-wide ordinal of each row's outlet."""
        return self._below("source", MAX_ORDINAL)

    @property
    def language(self) -> U8:
        """Archive-wide ordinal of each row's language."""
        return self._arrays["language"]

    @cached_property
    def entity_offsets(self) -> U32:
        """Where each row's entities begin in `entity_ordinals`; one more entry than rows."""
        return self._offsets("entity_offsets", "entity_ordinals")

    @cached_property
    def entity_ordinals(self) -> U32:
        """Archive-wide ordinals of the rows' entities, ascending in each row."""
        return self._below("entity_ordinals", MAX_ORDINAL)

    @cached_property
    def _present(self) -> tuple[U32, U32, U32]:
        """(ordinals of entities in this segment, where their rows begin, the rows)."""
        offsets = self._offsets("present_offsets", "present_rows")
        return self._ascending("present_entities"), offsets, self._below("present_rows", self.rows)

    def entity_rows(self, ordinal: int) -> U32:
        """Rows that name an entity, ascending, live or not."""
        entities, offsets, rows = self._present
        place = int(np.searchsorted(entities, np.uint32(ordinal)))
        if place == len(entities) or int(entities[place]) != ordinal:
            return rows[:0]
        return rows[int(offsets[place]) : int(offsets[place + 1])]

    @cached_property
    def mentioned_offsets(self) -> U32:
        """Where each row's dates begin in `mentioned_earliest` and `mentioned_latest`; one more entry than rows."""
        return self._offsets("mentioned_offsets", "mentioned_earliest")

    @cached_property
    def mentioned_earliest(self) -> U32:
        """First day of each date the articles speak of, YYYYMMDD."""
        return self._below("mentioned_earliest", LAST_DAY + 1)

    @cached_property
    def mentioned_latest(self) -> U32:
        """Last day of each date the articles speak of, YYYYMMDD."""
        return self._below("mentioned_latest", LAST_DAY + 1)

    @cached_property
    def mentioned_wide(self) -> Bools:
        """Whether each date the articles speak of is known less exactly than to the month."""
        return self._below("mentioned_wide", 2).astype(np.bool_)

    @cached_property
    def _key_order(self) -> tuple[U64, I64]:
        order = self._below("key_order", max(1, self.rows)).astype(np.int64)
        return self.keys[order], order

    def rows_of(self, keys: U64) -> I64:
        """Row of each key, live or not; -1 for a key that is not here."""
        ascending, order = self._key_order
        if not self.rows:
            return np.full(len(keys), -1, np.int64)
        places = np.minimum(np.searchsorted(ascending, keys), self.rows - 1)
        return np.where(ascending[places] == keys, order[places], -1)
