"""What an archive holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from fihrist.index.store import Store


@dataclass(frozen=True, slots=True)
class Stats:
    """What an archive holds."""

    articles: int
    related_blocks: int
    undated: int
    sources: int
    entities: int
    quarantined: int
    earliest: str
    """Earliest publication date, ISO to its precision; empty when none is known."""
    latest: str
    segments: int
    records_bytes: int
    index_bytes: int

    @classmethod
    def of(cls, store: Store) -> Self:
        """Those of an opened archive."""
        counts = store.records.counts()
        earliest, latest = store.records.published_range()
        return cls(
            articles=counts.articles,
            related_blocks=counts.related,
            undated=counts.undated,
            sources=counts.sources,
            entities=counts.entities,
            quarantined=counts.quarantined,
            earliest=earliest,
            latest=latest,
            segments=len(store.manifest.segments),
            records_bytes=_size(store.path, "records.db*"),
            index_bytes=_size(store.index_path, "**/*"),
        )


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())
