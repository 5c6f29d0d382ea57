"""Dates in a text and the day an article was published.

`find_dates` finds what a text says of days, months and years, in the month systems of the whole region, and resolves
it against the day of publication. `parse_published`, `published_from_name` and `decide_day_first` find that day;
`parse_interval` reads the dates of queries.
"""

from __future__ import annotations

from fihrist.index.dates.find import DATES_ID, find_dates
from fihrist.index.dates.interval import parse_interval
from fihrist.index.dates.numeric import decide_day_first
from fihrist.index.dates.published import parse_published, published_from_name

__all__ = [
    "DATES_ID",
    "decide_day_first",
    "find_dates",
    "parse_interval",
    "parse_published",
    "published_from_name",
]
