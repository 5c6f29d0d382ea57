"""Whether day or month comes first in numeric dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

SLASHED = re.compile(
    r"(?<!\d)(?<!\d[/.:\\-])(?P<first>\d{1,2})(?P<sep>[-/.\\])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d|[/.\\-]\d)"
)
"""A date of three numbers that ends with the year."""


def decide_day_first(samples: Iterable[str]) -> bool | None:
    """Whether a column writes dd/mm/yyyy (True) or mm/dd/yyyy (False); None when its values do not tell.

    One value over 12 in either place decides; values that contradict each other decide nothing.
    """
    seen: set[bool] = set()
    for sample in samples:
        for match in SLASHED.finditer(sample):
            first, second = int(match["first"]), int(match["second"])
            if 12 < first <= 31 and 1 <= second <= 12:
                seen.add(True)
            elif 12 < second <= 31 and 1 <= first <= 12:
                seen.add(False)
    return seen.pop() if len(seen) == 1 else None
