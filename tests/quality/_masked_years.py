"""Days of real news whose year is taken away: is it found again? Texts of ANT, with their day of publication."""

from __future__ import annotations

import datetime
import gzip
import json
import re
from collections.abc import Iterator

from fihrist.index.dates import find_dates
from fihrist.index.model import DateKind, DateMention
from tests.quality._spans import Score
from tests.quality.figures import SHARED

NEWS = SHARED / "data" / "news" / "ant.jsonl.gz"
_NEAR = 300
"""Days from the publication: what is farther is hardly written without its year."""
_IN_WORDS = re.compile("[\u0621-\u064a]")


def masked_years() -> Score:
    """How many days of the news keep their year without it being written, of all whose year is written."""
    asked = right = 0
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            published, text = _iso(article["time"]), article["text"] or ""
            for mention in _stated(text, published):
                asked += 1
                right += _without_year(text, published, mention) == mention.earliest
    return Score(right, asked, asked)


def _iso(time: str) -> str:
    """The day of the corpus's two spellings, 2015-05-17T… and 17/05/2015."""
    return time[:10] if "-" in time[:10] else "-".join(reversed(time[:10].split("/")))


def _stated(text: str, published: str) -> Iterator[DateMention]:
    """Days in words that end with their year, not far from the publication."""
    day = datetime.date.fromisoformat(published)
    for mention in find_dates(text, published):
        written = mention.kind is DateKind.ABSOLUTE and mention.precision == "day" and _IN_WORDS.search(mention.text)
        if written and mention.text.endswith(mention.value[:4]):
            meant = datetime.date.fromisoformat(mention.value)
            if abs((meant - day).days) <= _NEAR:
                yield mention


def _without_year(text: str, published: str, mention: DateMention) -> int | None:
    shorter = text[: mention.end - len("2014")].rstrip(" ,،") + text[mention.end :]
    found = (each for each in find_dates(shorter, published) if each.start == mention.start)
    return next((each.earliest for each in found), None)
