"""Operations as JSON Lines: a head, then one step a line in the order they were done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from fihrist.index.entities.importers.model import BadLine, Listed, Said
from fihrist.index.entities.user_steps import Step, step_data, step_from

FORMAT: Final = "fihrist-entities"
VERSION: Final = 1


def read(lines: Iterator[tuple[int, str | BadLine]]) -> Iterator[Listed | Said | BadLine]:
    """The steps of a file."""
    for number, line in lines:
        if isinstance(line, BadLine):
            yield line
            continue
        try:
            data = json.loads(line)
            if not (isinstance(data, dict) and data.get("format") == FORMAT):
                yield Said(number, step=step_from(data))
            elif data.get("version") != VERSION:
                yield BadLine(number, f"version {data.get('version')!r} is newer than {VERSION}; use a newer Fihrist")
        except (ValueError, RecursionError) as error:
            yield BadLine(number, f"it is no step of an operation ({error})")


def write(steps: Iterable[Step]) -> Iterator[str]:
    """Lines to be read again."""
    yield json.dumps({"format": FORMAT, "version": VERSION})
    for step in steps:
        yield json.dumps(step_data(step), ensure_ascii=False)
