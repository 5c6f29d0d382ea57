"""The articles that are measured: about 41,000 of Arabic news, in a folder beside the repository."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "news"
FILES = ("saudinewsnet.jsonl.gz", "ant.jsonl.gz")


@dataclass(frozen=True, slots=True)
class Text:
    """An article's title and body."""

    title: str
    body: str
    source: str

    @property
    def size(self) -> int:
        """Bytes in UTF-8."""
        return len(self.title.encode()) + len(self.body.encode())


def available() -> bool:
    """Whether the articles are there."""
    return all((NEWS / name).exists() for name in FILES)


def lines(limit: int | None = None) -> Iterator[str]:
    """The articles as they are stored, one JSON object a line, the files in turn."""

    def every() -> Iterator[str]:
        for name in FILES:
            with gzip.open(NEWS / name, "rt", encoding="utf-8") as file:
                yield from file

    return islice(every(), limit)


def texts(limit: int | None = None) -> Iterator[Text]:
    """The articles' texts."""
    for line in lines(limit):
        record: dict[str, Any] = json.loads(line)
        body = record.get("content") or record.get("text") or ""
        yield Text(record.get("title") or "", body, record.get("source") or record.get("src") or "")


def write_files(folder: Path, limit: int | None) -> list[Path]:
    """The files to load: those of the corpus, or the first articles of it in new files."""
    if limit is None:
        return [NEWS / name for name in FILES]
    path = folder / "some.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(limit))
    return [path]
