"""Reading lists of entities that others wrote: one module a format, path → entities and what is wrong with which line.

tsv        Fihrist's own gazetteer format, with names taken away and merges
operations what ``fihrist entities ARCHIVE export`` writes as JSON Lines
geonames   lines of a GeoNames dump      wof  an extract of Who's On First
ftm        FollowTheMoney entities as JSON Lines
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from fihrist.errors import UsageError
from fihrist.index.entities.importers.model import BadLine, Listed, Passed, Said
from fihrist.index.entities.importers.reading import first_line, numbered_lines

__all__ = ["FORMATS", "BadLine", "Listed", "Passed", "Said", "read_list"]

FORMATS: Final = ("tsv", "jsonl", "geonames", "wof", "ftm")

_GEONAMES_COLUMNS: Final = 19


def read_list(path: str, format: str | None = None) -> Iterator[Listed | Passed | Said | BadLine]:  # noqa: A002
    """The entries of a list, read line by line.

    Args:
        path: a file in UTF-8, gzip too.
        format: one of `FORMATS`; None for what the first line looks like.

    Raises:
        SourceError: the file cannot be read.
        UsageError: there is no such format.
    """
    chosen = format or _looks_like(first_line(path))
    if chosen not in FORMATS:
        message = f"{format!r} is no format of lists; there are " + ", ".join(FORMATS)
        raise UsageError(message)
    module = import_module(f"fihrist.index.entities.importers.{'operations' if chosen == 'jsonl' else chosen}")
    read: Callable[[Iterator[tuple[int, str | BadLine]]], Iterator[Listed | Passed | Said | BadLine]] = module.read
    return read(numbered_lines(path))


def _looks_like(line: str) -> str:
    if line.startswith("{"):
        return "ftm" if '"schema"' in line and '"properties"' in line else "jsonl"
    if line.startswith("wof_id\t"):
        return "wof"
    return "geonames" if line.count("\t") == _GEONAMES_COLUMNS - 1 and line.split("\t")[0].isdecimal() else "tsv"
