"""Texts that say that somebody has another name: «المدعو X الملقب Y», «X المعروف باسم Y», «المدعو X (Y)»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from fihrist.index.curation.touched import touched
from fihrist.index.entities.spelling import name_key
from fihrist.index.model import EntityType, Mention
from fihrist.index.store import Store

MOST_ARTICLES: Final = 5_000
"""Articles that are read, the newest first."""
_WORDS: Final = (
    "الملقب",
    "الملقبه",
    "المكني",
    "المكناه",
    "المعروف",
    "المعروفه",
    "الشهير",
    "المسمي",
    "المدعو",
    "المدعوه",
)
"""Folded; one of them stands in each article that is read."""
_BY: Final = r"\s+(?:باسم|بإسم|بلقب|بكنية|بـ|ب(?=\w))"
_SAYS: Final = re.compile(
    r"(?:(?:الملق[ّ]?بة?|المكن[ّ]?[ىيا]ة?)(?:\s+(?:حركيا|حركياً))?(?:" + _BY + r")?"
    r"|(?:المعروفة?|الشهيرة?|المسم[ّ]?[ىيا]ة?)(?:\s+(?:أيضا|أيضاً|حركيا|حركياً|إعلاميا|إعلامياً|محليا|محلياً))*" + _BY + ")"
    r"\s*[\"«“(]?\s*"
)
_CALLED: Final = re.compile("المدعوة?\\s+$")
_QUOTED: Final = re.compile('\\s*[(«"“]\\s*')
_BETWEEN: Final = re.compile('[\\s,،«»"“”()]{0,4}$')
_REACH: Final = 3
"""Characters between a word such as "known as" and the name."""
_AROUND: Final = 40
"""Characters of context in a quotation."""


@dataclass(frozen=True, slots=True)
class Called:
    """A text says that somebody has another name."""

    bearer: str
    """Key of the one it is said of."""
    key: str
    """Key of the other name, by itself."""
    name: str
    """As the text spells it."""
    type: EntityType
    article: str
    """Id."""
    quote: str


def also_called(store: Store) -> Iterator[Called]:
    """What the newest of the articles with such words say."""
    snapshot = store.snapshot
    keys = touched(snapshot, [(frozenset((word, "و" + word)),) for word in _WORDS])
    ids = [f"{key:016x}" for key in _newest(store, keys)]
    for start in range(0, len(ids), 100):
        for article in store.records.articles(ids[start : start + 100]):
            found = store.records.findings(article)
            yield from _said(article.id, article.title, found.title_mentions)
            yield from _said(article.id, article.body, found.mentions)


def _newest(store: Store, keys: Sequence[int]) -> list[int]:
    wanted = np.array(keys, np.uint64)
    found: list[tuple[int, int]] = []
    for segment in store.snapshot.segments:
        rows = segment.rows_of(wanted)
        rows = rows[rows >= 0]
        found += zip(segment.published_earliest[rows].tolist(), segment.keys[rows].tolist(), strict=True)
    return [key for _, key in sorted(found, reverse=True)[:MOST_ARTICLES]]


def _said(article: str, text: str, mentions: Sequence[Mention]) -> Iterator[Called]:
    own = [mention for mention in mentions if not mention.nested]
    for match in _SAYS.finditer(text):
        bearer = next(
            (one for one in own if one.end <= match.start() and _BETWEEN.fullmatch(text[one.end : match.start()])), None
        )
        other = next((one for one in own if match.end() <= one.start + 1 and one.start - match.end() <= _REACH), None)
        if bearer and other:
            yield from _called(article, text, bearer, other)
    for bearer, other in pairwise(own):
        between = text[bearer.end : other.start]
        if _CALLED.search(text[max(0, bearer.start - 12) : bearer.start]) and _QUOTED.fullmatch(between):
            yield from _called(article, text, bearer, other)


def _called(article: str, text: str, bearer: Mention, other: Mention) -> Iterator[Called]:
    key = other.key if other.key != bearer.key else name_key(other.text)
    if bearer.type is other.type and key != bearer.key:
        start, end = max(0, bearer.start - _AROUND // 4), min(len(text), other.end + _AROUND // 4)
        quote = " ".join(text[start:end].split())
        yield Called(bearer.key, key, " ".join(other.text.split()), other.type, article, quote)
