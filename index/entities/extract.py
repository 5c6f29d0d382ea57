"""The extractor: text → mentions."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from typing import Final

from fihrist.index.entities import features, lexicon, weights, wordlists
from fihrist.index.entities.filling import Filler
from fihrist.index.entities.found import Found
from fihrist.index.entities.gazetteer import Gazetteer, default_gazetteer
from fihrist.index.entities.known import find_known
from fihrist.index.entities.persons import PersonRules
from fihrist.index.entities.propagate import doubt_bare_names, join_nicknames, propagate
from fihrist.index.entities.scan import Scan
from fihrist.index.entities.spelling import name_key, nominative
from fihrist.index.entities.table import WordTable
from fihrist.index.entities.triggers import find_listed_places, find_organisations, find_places, resolve_ministries
from fihrist.index.entities.words import Vocabulary
from fihrist.index.model import Mention

NAME: Final = "names"
VERSION: Final = 6
"""Counts changes of the rules."""


_grouped = lru_cache(maxsize=16_384)(name_key)
_listed = lru_cache(maxsize=16_384)(nominative)


class Extractor:
    """The rules with one gazetteer; may be shared by threads."""

    def __init__(self, gazetteer: Gazetteer, *, statistical: bool = True) -> None:
        self._gazetteer = gazetteer
        self._vocabulary = Vocabulary(gazetteer)
        self._table = WordTable(self._vocabulary)
        self._filler = Filler(self._vocabulary, gazetteer.adjectives) if statistical else None

    @property
    def gazetteer(self) -> Gazetteer:
        """The entities it knows."""
        return self._gazetteer

    @property
    def identity(self) -> str:
        """Name, version and a hash of all that decides what is found."""
        parts: tuple[str, ...] = (self._gazetteer.identity, wordlists.identity(), lexicon.identity())
        if self._filler is not None:
            parts += (weights.identity(), features.identity())
        return f"{NAME}-{VERSION}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"

    def __call__(self, text: str) -> list[Mention]:
        """The same as `find`."""
        return self.find(text)

    def find(self, text: str) -> list[Mention]:
        """The names in a text, in text order; names inside names follow the longer one, flagged as nested."""
        if self._table.full:
            self._table = WordTable(self._vocabulary, self._table)
        scan = Scan(text, self._table)
        found = self.by_rules(scan)
        if self._filler is not None:
            self._filler.fill(scan, found)
        resolve_ministries(scan, found, self._gazetteer)
        found += propagate(scan, found, self._vocabulary)
        join_nicknames(scan, found)
        doubt_bare_names(scan, found)
        found.sort(key=lambda mention: (mention.first, mention.nested, -mention.last))
        return _mentions(scan, found)

    def by_statistics(self, text: str) -> list[Mention]:
        """What the statistical extractor alone takes for names, unlinked; for measuring."""
        scan = Scan(text, self._table)
        return _mentions(scan, self._filler.alone(scan, self.by_rules(scan)) if self._filler is not None else [])

    def by_rules(self, scan: Scan) -> list[Found]:
        """What the gazetteer and the patterns find, before anything is concluded from it; their words are taken."""
        found = find_known(scan, self._gazetteer)
        found += PersonRules(scan, self._vocabulary).find()
        found += find_places(scan)
        found += find_listed_places(scan, found)
        found += find_organisations(scan)
        return found


def _surface(scan: Scan, found: Found) -> str:
    text = scan.text[scan.start(found.first, found.clitic) : scan.ends[found.last - 1]]
    # للقاعدة: the span begins with the second lam of an article whose alef is not written.
    return f"ا{text}" if found.clitic and _lost_alef(scan, found) else text


def _lost_alef(scan: Scan, found: Found) -> bool:
    word = scan.words[found.first]
    form = next((form for form in word.forms if form.clitic == found.clitic), None)
    return form is not None and len(form.word) > len(word.norm) - found.clitic


def _key(scan: Scan, found: Found) -> str:
    if found.entity is not None:
        return found.entity.id
    return _grouped(_surface(scan, found.full or found))


def _commonest(counts: dict[str, int]) -> str:
    """The first of those with the highest count."""
    return max(counts, key=counts.__getitem__)


def _mentions(scan: Scan, found: list[Found]) -> list[Mention]:
    keys = [_key(scan, mention) for mention in found]
    spellings: dict[str, dict[str, int]] = {}
    for mention, key in zip(found, keys, strict=True):
        if mention.entity is None and mention.full is None:
            counts, spelling = spellings.setdefault(key, {}), " ".join(_surface(scan, mention).split())
            counts[spelling] = counts.get(spelling, 0) + 1
    mentions = []
    for mention, key in zip(found, keys, strict=True):
        start, end = scan.start(mention.first, mention.clitic), scan.ends[mention.last - 1]
        entity = mention.entity
        label = entity.label if entity is not None else _listed(_commonest(spellings[key]))
        mentions.append(
            Mention(
                start, end, scan.text[start:end], mention.type, entity.id if entity else None,
                round(mention.confidence, 3), mention.rule, key, label, mention.nested,
            )
        )  # fmt: skip
    return mentions


@cache
def default_extractor() -> Extractor:
    """The extractor with the shipped gazetteer, made once per process."""
    return Extractor(default_gazetteer())
