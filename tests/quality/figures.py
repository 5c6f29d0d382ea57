"""What a quality measurement gives back, and where the data lie that it may use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
"""Real data beside the repository; measurements on them print "not run" where the folder is absent."""


@dataclass(frozen=True)
class Figure:
    """One number of one area."""

    name: str
    """Unique over all areas: ``stems/inflection recall``."""
    value: float | None
    """None: not run, for its data are absent."""
    floor: float | None
    """What the number may not fall below (rise above, when lower is better), unless baseline.json says otherwise; None
    for a number that is only reported."""
    better: Literal["higher", "lower"] = "higher"
    note: str = ""

    def holds(self, floor: float) -> bool:
        """Whether the number is as good as a floor."""
        if self.value is None:
            return True
        return self.value >= floor if self.better == "higher" else self.value <= floor
