"""The date expressions of ``dates_own.tsv`` as gold: reading the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LIST = Path(__file__).resolve().parent / "dates_own.tsv"
_JOINED = " | "
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the list and what a careful reader finds in it, in the notation of the gold files."""

    line: int
    anchor: str | None
    text: str
    mentions: list[dict[str, Any]]


def examples() -> Iterator[Example]:
    """All sentences, in order.

    Raises:
        ValueError: a line is not of the list's form.
    """
    for number, line in enumerate(LIST.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield _example(number, line)


def _example(number: int, line: str) -> Example:
    anchor, text, *columns = line.split("\t")
    mentions: list[dict[str, Any]] = []
    if columns != ["-"]:
        at = 0
        for expression, value, meant in zip(*(column.split(_JOINED) for column in columns), strict=True):
            at = text.index(expression, at)
            end = at + len(expression)
            mentions.append({
                "start": at, "end": end, "value": value, "resolved": None if meant == _UNKNOWN else meant,
            })  # fmt: skip
            at = end
    return Example(number, None if anchor == "-" else anchor, text, mentions)
