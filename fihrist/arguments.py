"""What scripts pass to a search, checked: a value that has no meaning is told with the argument's name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from fihrist.errors import UsageError
from fihrist.index.model import EntityType
from fihrist.search.results import ALL_FACETS, Filters, Sort

_DATES = ("published", "mentioned", "exclude_published", "exclude_mentioned")
_FILTERS = tuple(each.name for each in fields(Filters))

Names = str | Sequence[str]
Date = str | int
Dates = Date | Sequence[Date | None] | None
"""A pair that is a tuple is a range."""


def text_of(argument: str, value: Any) -> str:
    """A query."""
    if not isinstance(value, str):
        finds = "; the empty one finds everything" if argument == "query" else ""
        raise _wrong(value, argument, f"a string{finds}")
    return value


def path_of(argument: str, value: Any) -> str:
    """A path of a file or folder."""
    try:
        path = os.fspath(value)
    except TypeError:
        raise _wrong(value, argument, "a path") from None
    if not isinstance(path, str):
        raise _wrong(value, argument, "a path, as a string")
    return path


def names_of(argument: str, value: Any) -> tuple[str, ...]:
    """One name or several."""
    return tuple(text_of(argument, name) for name in _members(argument, value, "a name or a list of names"))


def dates_of(argument: str, value: Any) -> tuple[str, ...]:
    """Dates and intervals as the query language writes them: a pair is a range, a list is its members."""
    if value is None:
        return ()
    if isinstance(value, tuple) and len(value) == 2:
        start, end = ("" if member is None else _date(argument, member) for member in value)
        return (f"{start}..{end}",)
    members = (
        [value] if isinstance(value, int) else _members(argument, value, "a date such as '2014-06', a pair, a list")
    )
    return tuple(_date(argument, member) for member in members if member not in (None, ""))


def filters_of(**given: Any) -> Filters:
    """What narrows a search, by the names of `Filters`."""
    unknown = next((name for name in given if name not in _FILTERS), None)
    if unknown is not None:
        message = f"there is no filter {unknown!r}; there are " + ", ".join(_FILTERS)
        raise UsageError(message)
    return Filters(**{name: (dates_of if name in _DATES else names_of)(name, value) for name, value in given.items()})


def whole_number(argument: str, value: Any) -> int:
    """A count that may be 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(value, argument, "a whole number from 0")
    return value


def wanted_facets(value: Any) -> tuple[str, ...]:
    """Names of facets."""
    names = names_of("facets", value)
    unknown = [name for name in names if name not in ALL_FACETS]
    if unknown:
        message = f"there is no facet {unknown[0]!r}; there are " + ", ".join(ALL_FACETS)
        raise UsageError(message)
    return names


def entity_type_of(value: Any) -> EntityType | None:
    """A type of entities; None: any."""
    try:
        return None if value is None else EntityType(value)
    except ValueError:
        raise _wrong(value, "type", " or ".join(EntityType)) from None


def sort_of(value: Any) -> Sort:
    """An order of hits."""
    try:
        return Sort(value)
    except ValueError:
        raise _wrong(value, "sort", " or ".join(Sort)) from None


def _date(argument: str, value: Any) -> str:
    """A date; a number is a year."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:04d}"
    if isinstance(value, str):
        return value
    raise _wrong(value, argument, "a date such as '2014-06' or 2014")


def _members(argument: str, value: Any, meant: str) -> list[Any]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return list(value)
    raise _wrong(value, argument, meant)


def _wrong(value: Any, argument: str, meant: str) -> UsageError:
    return UsageError(f"{argument} is {value!r}; it can be {meant}")
