"""Names of the gazetteer: longest match over folded words, doubtful names only where their context speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fihrist.index.entities.found import Found
from fihrist.index.entities.gazetteer import Gazetteer, GazetteerEntity, Node, Sense
from fihrist.index.entities.scan import DASHED, SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import (
    CONNECTED,
    GIVEN,
    KUNYA,
    ORG_TRIGGER,
    PERSON_TRIGGER,
    PLACE_TRIGGER,
    ROLE,
    SAY,
    SKIP,
    TITLE,
    WEAK_GIVEN,
    Word,
)
from fihrist.index.model import EntityType

CERTAIN: Final = 0.95
BY_CONTEXT: Final = 0.8
PRESIDENT: Final = "رئيس"
ROLE_REACH: Final = 3
"""Words between a role and the surname behind it: رئيس الوزراء العراقي …"""


@dataclass(slots=True)
class Candidate:
    """A stretch that the gazetteer has a name for."""

    first: int
    last: int
    clitic: int
    senses: list[Sense]
    marked: bool
    """Some of the senses count only in context."""
    trigger: EntityType | None = None
    """The type that the words before it, or quotes around it, ask for."""


def candidates(scan: Scan) -> list[Candidate]:
    """All stretches that are names of the gazetteer, overlapping ones too."""
    found: list[Candidate] = []
    for i, word in enumerate(scan.words):
        for node, clitic, doubtful in word.entries:
            _walk(scan, i, node, clitic, found, doubtful=doubtful)
    return found


def _walk(scan: Scan, i: int, node: Node, clitic: int, found: list[Candidate], *, doubtful: bool) -> None:
    j = i
    while True:
        if node.senses and not (doubtful and j == i):
            found.append(Candidate(i, j + 1, clitic, node.senses, node.marked))
        if not node.next or scan.gaps[j] < DASHED:
            return
        following = node.next.get(scan.words[j + 1].spelt)
        if following is None:
            return
        node = following
        j += 1


def _trigger(scan: Scan, candidate: Candidate) -> EntityType | None:
    i = candidate.first
    if i and scan.gaps[i - 1] >= SOFT and not candidate.clitic:
        bits = scan.words[i - 1].any_bits
        if (
            bits & PLACE_TRIGGER
            and scan.gaps[i - 1] == TIGHT
            and any(sense.entity.type is EntityType.PLACE for sense in candidate.senses)
        ):
            return EntityType.PLACE
        if bits & ORG_TRIGGER and any(sense.entity.type is EntityType.ORGANISATION for sense in candidate.senses):
            return EntityType.ORGANISATION
        if (bits & (TITLE | PERSON_TRIGGER) or _behind_role(scan, i)) and not _begins_name(scan, candidate):
            return EntityType.PERSON
    if scan.quoted(i, candidate.last):
        return EntityType.ORGANISATION
    return None


def _begins_name(scan: Scan, candidate: Candidate) -> bool:
    """A surname that is a given name too (الدكتور مبارك بن حسن), unless a president bears it (الرئيس مبارك)."""
    i, after = candidate.first, candidate.last
    if after < scan.size and scan.gaps[after - 1] == TIGHT:
        following = scan.words[after]
        if following.bits & (CONNECTED | GIVEN) or (following.strong and not following.entries):
            return True
    return bool(scan.words[i].bits & (GIVEN | WEAK_GIVEN)) and PRESIDENT not in scan.words[i - 1].norm


def _behind_role(scan: Scan, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 1 - ROLE_REACH), -1):
        if scan.gaps[k] != TIGHT:
            return False
        if scan.words[k].any_bits & (ROLE | TITLE):
            return True
        if not scan.words[k].norm.startswith(ARTICLE):
            return False
    return False


def _of_longer_name(scan: Scan, candidate: Candidate) -> bool:
    """Behind a given name it belongs to another person's name (محمد البغدادي, جورج واشنطن, بندر بن عبد الله)."""
    i = candidate.first
    if candidate.clitic or not i or scan.gaps[i - 1] != TIGHT:
        return False
    before = scan.words[i - 1]
    person = candidate.senses[0].entity.type is EntityType.PERSON
    if candidate.last - i > 1 and not person:
        return False
    if before.bits & (KUNYA | CONNECTED) or (before.bits & GIVEN and not before.bits & TITLE):
        return True
    if candidate.last - i > 1 or not person or before.bits & TITLE:
        return False
    if scan.words[i].nisba and _is_noun(before):
        return True
    return before.strong or (before.rare and before.namelike and len(before.forms) == 1)


def _is_noun(word: Word) -> bool:
    """A definite noun whose adjective follows: المجتمع البغدادي."""
    return word.norm.startswith(ARTICLE) and not word.nisba and not word.any_bits & (TITLE | ROLE | SKIP | SAY)


class Context:
    """What the certain names of a text say about the doubtful ones."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._named: set[str] = set()
        self._countries: set[str] = set()
        self._triggered: set[tuple[str, ...]] = set()

    def see(self, entity: GazetteerEntity) -> None:
        """An entity that is named beyond doubt."""
        self._named.add(entity.id)
        if entity.type is EntityType.PLACE:
            self._countries.add(self._gazetteer.country(entity))

    def named(self, entity: GazetteerEntity) -> bool:
        """The entity is named elsewhere in the text."""
        return entity.id in self._named

    def supports(self, sense: Sense) -> bool:
        """Another name of the entity, or its country, is in the text."""
        if self.named(sense.entity):
            return True
        return sense.mark in "?&" and self._gazetteer.country(sense.entity) in self._countries


def _by_trigger(candidate: Candidate) -> list[Sense]:
    """Senses that the context at the very place speaks for."""
    senses = [sense for sense in candidate.senses if sense.entity.type is candidate.trigger]
    shared = len(candidate.senses) > 1
    return [sense for sense in senses if not (sense.mark == "?" and shared)]


def _certain(candidate: Candidate) -> GazetteerEntity | None:
    """The entity that is meant whatever else the text names."""
    if not candidate.marked:
        return candidate.senses[0].entity
    by_trigger = [sense for sense in _by_trigger(candidate) if sense.mark and sense.mark != "&"]
    if len(by_trigger) == 1:
        return by_trigger[0].entity
    return next((sense.entity for sense in candidate.senses if not sense.mark), None)


def _resolve(candidate: Candidate, context: Context) -> tuple[GazetteerEntity | None, float]:
    """The entity meant and how sure that is; confidence 0 when the name counts for nothing here."""
    if not candidate.marked:
        return candidate.senses[0].entity, CERTAIN
    triggered = [sense for sense in _by_trigger(candidate) if sense.mark]
    supported = [
        sense
        for sense in candidate.senses
        if sense.mark and "common" not in sense.entity.flags and context.supports(sense)
    ]
    triggered = [sense for sense in triggered if sense.mark != "&" or sense in supported]
    supported = [sense for sense in supported if sense.mark != "&" or sense in triggered or context.named(sense.entity)]
    both = [sense for sense in triggered if sense in supported]
    if both or len(triggered) == 1:
        return (both or triggered)[0].entity, BY_CONTEXT
    plain = next((sense.entity for sense in candidate.senses if not sense.mark), None)
    if supported and (plain is None or not context.named(plain)):
        strict = [sense for sense in supported if plain is None or sense.mark == "?"]
        if strict:
            return strict[0].entity, BY_CONTEXT
    if plain is not None:
        return plain, CERTAIN
    if triggered and all(sense.entity.type is EntityType.PERSON for sense in triggered):
        return None, BY_CONTEXT
    return None, 0.0


def find_known(scan: Scan, gazetteer: Gazetteer) -> list[Found]:
    """Mentions of the gazetteer's entities; marks their words as taken. Names inside names come flagged as nested."""
    context = Context(gazetteer)
    possible = []
    for candidate in candidates(scan):
        if _of_longer_name(scan, candidate):
            continue
        if candidate.marked:
            candidate.trigger = _trigger(scan, candidate)
        entity = _certain(candidate)
        if entity is not None:
            context.see(entity)
        possible.append(candidate)
    possible.sort(key=lambda c: (c.first - c.last, c.clitic, c.first))
    found: list[Found] = []
    inner: list[Candidate] = []
    for candidate in possible:
        entity, confidence = _resolve(candidate, context)
        if not confidence or _adjectival(scan, candidate):
            continue
        if not scan.free(candidate.first, candidate.last):
            inner.append(candidate)
            continue
        kind = entity.type if entity else EntityType.PERSON
        rule = "gazetteer" if confidence == CERTAIN else "gazetteer-context"
        found.append(Found(candidate.first, candidate.last, candidate.clitic, kind, rule, confidence, entity))
        scan.taken[candidate.first : candidate.last] = b"\x01" * (candidate.last - candidate.first)
    return found + list(_nested(inner, found))


def _adjectival(scan: Scan, candidate: Candidate) -> bool:
    """A doubtful common noun with an adjective of its own: القاعدة العسكرية."""
    if candidate.last - candidate.first > 1 or candidate.trigger or not candidate.senses[0].mark:
        return False
    after = candidate.last
    return after < scan.size and scan.gaps[after - 1] == TIGHT and scan.words[after].nisba


def _nested(inner: list[Candidate], found: list[Found]) -> list[Found]:
    """Places inside longer names."""
    nested = []
    for candidate in inner:
        entity = next((sense.entity for sense in candidate.senses if not sense.mark), None)
        if entity is None or entity.type is not EntityType.PLACE or candidate.clitic:
            continue
        for outer in found:
            inside = outer.first <= candidate.first and candidate.last <= outer.last
            longer = outer.last - outer.first > candidate.last - candidate.first
            if inside and longer and outer.type is not EntityType.PERSON:
                nested.append(
                    Found(candidate.first, candidate.last, 0, entity.type, "nested", CERTAIN, entity, nested=True)
                )
    return nested
