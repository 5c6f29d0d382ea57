"""Names that bodies and places of several countries bear: المحكمة الاتحادية العليا, طرابلس.

An entity with the flag `generic` is meant when the phrase names its country, or names none and the text speaks of its
country; one with the flag `namesake`, unless an adjective of another country follows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from fihrist.index.entities.candidates import Candidate
from fihrist.index.entities.gazetteer import Gazetteer, GazetteerEntity, Sense
from fihrist.index.entities.scan import SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import SAY, STOP, Word
from fihrist.index.model import EntityType

GENERIC: Final = "generic"
NAMESAKE: Final = "namesake"
IN: Final = "في"
SIDES: Final = frozenset(("شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "عاصمه"))
INSIDE: Final = "بل"
"""Clitics of the country in which a body is: بمصر, لليبيا."""
FEMININE: Final = "ه"
REACH: Final = 2
"""Words behind a name to the adjective of its country: الفرقة 25 مشاة الأميركية."""
SHARE: Final = 2
"""A country that a text names at least half as often as any other is one that it speaks of."""


@dataclass(frozen=True, slots=True)
class Said:
    """The country that a phrase names, and the word behind the phrase."""

    country: str
    end: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name of several bearers means: an entity, or none that is known, and then the word behind its span."""

    entity: GazetteerEntity | None
    end: int
    told: bool
    """The phrase itself says so."""


def concerned(candidate: Candidate) -> bool:
    """Whether one of the bearers shares the name with bodies of other countries."""
    return any(sense.entity.flags and sense.entity.flags & {GENERIC, NAMESAKE} for sense in candidate.senses)


class Countries:
    """The countries that one text speaks of."""

    def __init__(self, scan: Scan, gazetteer: Gazetteer) -> None:
        self._scan = scan
        self._gazetteer = gazetteer
        self._counts: Counter[str] | None = None

    def choose(self, candidate: Candidate) -> Choice | None:
        """What the name means; None where the country has no say."""
        senses = [sense for sense in candidate.senses if _open(sense, candidate)]
        if not senses or self._told_inside(candidate):
            return None
        flags = senses[0].entity.flags
        said = self._said(candidate.last, adjective_only=GENERIC not in flags)
        homes = {self._home(sense.entity): sense.entity for sense in reversed(senses)}
        if said is not None:
            entity = homes.get(said.country)
            return Choice(entity, candidate.last if entity else said.end, told=True)
        if GENERIC not in flags:
            return None
        return self._by_text(senses, homes, candidate)

    def _by_text(self, senses: list[Sense], homes: dict[str, GazetteerEntity], candidate: Candidate) -> Choice | None:
        counts = self._count()
        most = max(counts.values(), default=0)
        home = max(homes, key=lambda one: counts[one])
        if not any(map(self._is_country, homes)):
            return None
        if not most:
            return None if len(senses) == 1 else Choice(None, candidate.last, told=False)
        if senses[0].entity.type is EntityType.PLACE:
            return Choice(homes[home], candidate.last, told=False) if counts[home] and len(homes) > 1 else None
        meant = counts[home] * SHARE >= most and counts[home] > 0
        return Choice(homes[home] if meant else None, candidate.last, told=False)

    def _home(self, entity: GazetteerEntity) -> str:
        return self._gazetteer.country(entity)

    def _told_inside(self, candidate: Candidate) -> bool:
        """The name itself has a country in it."""
        words = self._scan.words[candidate.first : candidate.last]
        return len(words) > 1 and any(self._adjective(word) or _country(word) for word in words)

    def _said(self, i: int, *, adjective_only: bool) -> Said | None:
        """The country named by the words from `i` on."""
        scan = self._scan
        for k in range(i, min(i + REACH, scan.size)):
            if scan.gaps[k - 1] != TIGHT:
                return None
            word = scan.words[k]
            country = self._adjective(word)
            if country and not self._disagrees(k):
                return Said(country, k + 1)
            if adjective_only or k > i:
                return None
            if word.norm == IN or word.norm in SIDES:
                return self._inside(k + 1)
            country = self._place(word, joined=True)
            if country:
                return Said(country, k + 1)
            if word.any_bits & (SAY | STOP):
                return None
        return None

    def _disagrees(self, k: int) -> bool:
        """الحوثيون السعودية: the country's name, which is an adjective too, and no feminine noun before it."""
        return _country(self._scan.words[k]) and not self._scan.words[k - 1].norm.endswith(FEMININE)

    def _inside(self, k: int) -> Said | None:
        """Behind في: a place, or what an adjective gives to a country (الجيش السوري)."""
        scan = self._scan
        if k >= scan.size or scan.gaps[k - 1] < SOFT:
            return None
        country = self._place(scan.words[k], joined=False)
        if country:
            return Said(country, k + 1)
        after = scan.words[k + 1] if k + 1 < scan.size and scan.gaps[k] == TIGHT else None
        country = self._adjective(after) if after is not None else ""
        return Said(country, k + 2) if country else None

    def _adjective(self, word: Word) -> str:
        """The country that a definite adjective is of."""
        return self._gazetteer.adjectives.get(word.spelt, "") if word.norm.startswith(ARTICLE) else ""

    def _place(self, word: Word, *, joined: bool) -> str:
        """The country of a place that a word alone names, behind a clitic of where when `joined`."""
        for node, clitic, doubtful in word.entries:
            if doubtful or (joined != (clitic == 1 and word.norm[0] in INSIDE)):
                continue
            for sense in node.senses:
                if sense.entity.type is EntityType.PLACE and not sense.mark and GENERIC not in sense.entity.flags:
                    return self._home(sense.entity)
        return ""

    def _count(self) -> Counter[str]:
        """How often the text names each country, by its places and adjectives."""
        if self._counts is None:
            self._counts = Counter()
            adjectives = self._gazetteer.adjectives
            for i in self._scan.entering:
                for node, _, doubtful in self._scan.words[i].entries:
                    if not doubtful and node.senses and not node.marked:
                        entity = node.senses[0].entity
                        if entity.type is EntityType.PLACE and GENERIC not in entity.flags:
                            self._counts[self._home(entity)] += 1
            for word in self._scan.words:
                country = adjectives.get(word.spelt) or adjectives.get(word.spelt[1:])
                if country:
                    self._counts[country] += 1
            self._counts = Counter({c: n for c, n in self._counts.items() if self._is_country(c)})
        return self._counts

    def _is_country(self, identifier: str) -> bool:
        entity = self._gazetteer.entities.get(identifier)
        return entity is not None and "country" in entity.flags


def _open(sense: Sense, candidate: Candidate) -> bool:
    """A bearer that the country may decide for."""
    if sense.mark in ("", "?"):
        return True
    return bool(sense.entity.flags & {GENERIC}) and candidate.trigger is sense.entity.type


def _country(word: Word) -> bool:
    return any(
        "country" in sense.entity.flags for node, _, doubtful in word.entries if not doubtful for sense in node.senses
    )
