"""Dates in a text and the day an article was published.

`find_dates` finds what a text says of days, months and years, in the month systems of the whole region, and resolves
it against the day of publication. `parse_published`, `published_from_name` and `decide_day_first` find that day;
`parse_interval` reads the dates of queries. The grammar is compiled when it is first used: most searches never need it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fihrist.index.dates.find import DATES_ID, find_dates
    from fihrist.index.dates.floor import PublishedFloor, published_floor
    from fihrist.index.dates.interval import parse_interval
    from fihrist.index.dates.numeric import decide_day_first
    from fihrist.index.dates.published import parse_published, published_from_name

__all__ = [
    "DATES_ID",
    "PublishedFloor",
    "decide_day_first",
    "find_dates",
    "parse_interval",
    "parse_published",
    "published_floor",
    "published_from_name",
]

_MODULES = {
    "DATES_ID": "find",
    "PublishedFloor": "floor",
    "decide_day_first": "numeric",
    "find_dates": "find",
    "parse_interval": "interval",
    "parse_published": "published",
    "published_floor": "floor",
    "published_from_name": "published",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
