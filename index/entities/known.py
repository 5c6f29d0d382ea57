"""Names of the gazetteer: longest match over folded words, doubtful names only where their context speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fihrist.index.entities.found import Found
from fihrist.index.entities.gazetteer import Gazetteer, GazetteerEntity, Node, Sense
from fihrist.index.entities.homonyms import SURE, Homonyms, Reading
from fihrist.index.entities.scan import DASHED, SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import (
    CONNECTED,
    CUP,
    GIVEN,
    KUNYA,
    MEMBER,
    ORG_TRIGGER,
    PERSON_TRIGGER,
    PLACE_BEFORE,
    PLACE_MOVED,
    PLACE_TRIGGER,
    PRAYER,
    ROLE,
    SAY,
    SKIP,
    TITLE,
    WEAK_GIVEN,
    Word,
)
from fihrist.index.model import EntityType

CERTAIN: Final = 0.95
NEAR: Final = "near:"
BY_CONTEXT: Final = 0.8
PRESIDENT: Final = "رئيس"
FOOTBALL: Final = "لكره"
QUOTED_WORDS: Final = 3
FROM: Final = "من"
TO: Final = "الي"
AFFAIRS: Final = ("باعمال", "بالاعمال")
"""Behind القائم: a diplomat."""
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
    ruling: bool = False
    """Behind a president's title or a word such as government."""
    situated: bool = False
    """Behind a word of where, or in a list of places."""
    moved: bool = False
    """Behind a word of where or where to."""
    reading: Reading | None = None
    """Of a homonym."""


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
        if not node.next or scan.gaps[j] < (SOFT if j == i else DASHED):
            return
        following = node.next.get(scan.words[j + 1].spelt)
        if following is None:
            return
        if scan.gaps[j] == SOFT:
            _walk_quoted(scan, i, following, found)
            return
        node = following
        j += 1


def _walk_quoted(scan: Scan, i: int, node: Node, found: list[Candidate]) -> None:
    """حركة «النهضة»: a name whose first word, the kind, stands before the quotes; the mention is what they hold."""
    j = i + 1
    while True:
        if node.senses and scan.quoted(i + 1, j + 1):
            found.append(Candidate(i + 1, j + 1, 0, [Sense(node.senses[0].entity, "")], marked=False))
            return
        following = node.next.get(scan.words[j + 1].spelt) if j + 1 < scan.size and scan.gaps[j] >= DASHED else None
        if following is None:
            return
        node = following
        j += 1


def _trigger(scan: Scan, candidate: Candidate) -> EntityType | None:
    i = candidate.first
    if _listed_place(scan, candidate):
        return EntityType.PLACE
    if i and scan.gaps[i - 1] >= SOFT and not candidate.clitic:
        bits = scan.words[i - 1].any_bits
        if (
            bits & PLACE_TRIGGER
            and scan.gaps[i - 1] == TIGHT
            and any(sense.entity.type is EntityType.PLACE for sense in candidate.senses)
        ):
            return EntityType.PLACE
        whole = scan.gaps[i - 1] == TIGHT or not scan.opened(i) or scan.quoted(i, candidate.last)
        if (
            whole
            and bits & (ORG_TRIGGER | MEMBER)
            and any(sense.entity.type is EntityType.ORGANISATION for sense in candidate.senses)
        ):
            return EntityType.ORGANISATION
        if (bits & (TITLE | PERSON_TRIGGER) or _behind_role(scan, i)) and not _begins_name(scan, candidate):
            return EntityType.PERSON
    if scan.quoted(i, candidate.last):
        return EntityType.ORGANISATION
    return None


def _listed_place(scan: Scan, candidate: Candidate) -> bool:
    """بلدتي نبل والزهراء: the noun before the first place of a list announces the second as well."""
    i = candidate.first
    if candidate.clitic != 1 or i < 2 or not scan.words[i].norm.startswith("و"):
        return False
    if scan.gaps[i - 1] != TIGHT or scan.gaps[i - 2] != TIGHT or not scan.words[i - 1].entries:
        return False
    places = any(sense.entity.type is EntityType.PLACE for sense in candidate.senses)
    return places and bool(scan.words[i - 2].any_bits & PLACE_TRIGGER)


def _ruling(scan: Scan, i: int) -> bool:
    """Behind الرئيس, or رئيس and what he presides over; behind قوات, نظام, حكومة."""
    for k in range(i - 1, max(-1, i - 2 - ROLE_REACH), -1):
        word = scan.words[k]
        if PRESIDENT in word.norm or (k == i - 1 and word.any_bits & PERSON_TRIGGER):
            return True
        if scan.gaps[k] != TIGHT or not word.norm.startswith(ARTICLE):
            return False
    return False


def _situated(scan: Scan, candidate: Candidate) -> bool:
    """Behind a word of where or where to, or in a list of places: قرب القائم, القائم والبوكمال."""
    i, after = candidate.first, candidate.last
    following = scan.words[after].norm if after < scan.size and scan.gaps[after - 1] == TIGHT else ""
    if following in AFFAIRS:
        return False
    if not candidate.clitic and i and scan.gaps[i - 1] == TIGHT:
        before = scan.words[i - 1]
        if before.any_bits & PLACE_BEFORE or (before.norm == FROM and following == TO):
            return True
    if candidate.clitic and i and scan.gaps[i - 1] == TIGHT and _names_place(scan.words[i - 1], 0):
        return scan.words[i].norm.startswith("و")
    return after < scan.size and scan.gaps[after - 1] == TIGHT and _names_place(scan.words[after], 1)


def _names_place(word: Word, clitic: int) -> bool:
    return any(
        letters == clitic and any(s.entity.type is EntityType.PLACE and not s.mark for s in node.senses)
        for node, letters, _ in word.entries
    )


def _of_other_name(scan: Scan, candidate: Candidate) -> bool:
    """The union of a sport or its cup: «الاتحاد … لكرة القدم», «كأس الاتحاد …»."""
    i, after = candidate.first, candidate.last
    if i and scan.gaps[i - 1] == TIGHT and scan.words[i - 1].any_bits & CUP:
        return True
    return after < scan.size and scan.gaps[after - 1] == TIGHT and scan.words[after].norm == FOOTBALL


def _of_unknown_name(scan: Scan, candidate: Candidate) -> bool:
    """A place in front of more in the quotes of an organisation (شركة «بوسطن …»), or a prayer (صلاة المغرب)."""
    i, last = candidate.first, candidate.last
    if not i or candidate.senses[0].entity.type is not EntityType.PLACE or scan.gaps[i - 1] < SOFT:
        return False
    bits = scan.words[i - 1].any_bits
    if bits & PRAYER:
        return True
    if scan.gaps[i - 1] == TIGHT or not bits & ORG_TRIGGER or not scan.opened(i) or scan.quoted(i, last):
        return False
    return any(scan.quoted(i, j) for j in range(last + 1, min(last + QUOTED_WORDS, scan.size) + 1))


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
        self.countries: set[str] = set()
        """Of the places named beyond doubt."""

    def see(self, entity: GazetteerEntity) -> None:
        """An entity that is named beyond doubt."""
        self._named.add(entity.id)
        if entity.type is EntityType.PLACE:
            self.countries.add(self._gazetteer.country(entity))

    def named(self, entity: GazetteerEntity) -> bool:
        """The entity is named elsewhere in the text."""
        return entity.id in self._named

    def supports(self, sense: Sense) -> bool:
        """Another name of the entity, or its country, is in the text."""
        return self.named(sense.entity) or (sense.mark in "?&%" and self.near(sense.entity))

    def near(self, entity: GazetteerEntity) -> bool:
        """Its country, or one that counts as near, or the organisation it belongs to is in the text."""
        if self._gazetteer.country(entity) in self.countries or entity.parent in self._named:
            return True
        return any(flag[len(NEAR) :] in self.countries for flag in entity.flags if flag.startswith(NEAR))


def _by_trigger(candidate: Candidate) -> list[Sense]:
    """Senses that the context at the very place speaks for."""
    senses = [sense for sense in candidate.senses if sense.entity.type is candidate.trigger]
    shared = len(candidate.senses) > 1
    # Any title goes before any surname; alone it is somebody known only behind a president's or a government's.
    return [
        sense
        for sense in senses
        if not (sense.mark == "?" and shared)
        and (candidate.ruling or sense.entity.type is not EntityType.PERSON or sense.mark != "@")
    ]


def _certain(candidate: Candidate) -> GazetteerEntity | None:
    """The entity that is meant whatever else the text names."""
    if not candidate.marked:
        return candidate.senses[0].entity
    by_trigger = [sense for sense in _by_trigger(candidate) if sense.mark and sense.mark != "&"]
    if len(by_trigger) == 1:
        return by_trigger[0].entity
    return next((sense.entity for sense in candidate.senses if not sense.mark), None)


def _supported(candidate: Candidate, context: Context) -> list[Sense]:
    """Senses that the text's other names speak for."""
    return [
        sense
        for sense in candidate.senses
        if sense.mark
        and context.supports(sense)
        and ("common" not in sense.entity.flags or (candidate.moved and sense.entity.type is EntityType.PLACE))
        and (sense.mark != "%" or candidate.situated or sense.entity.type is candidate.trigger)
    ]


def _resolve(candidate: Candidate, context: Context) -> tuple[GazetteerEntity | None, float]:
    """The entity meant and how sure that is; confidence 0 when the name counts for nothing here."""
    if candidate.reading is not None:
        return candidate.reading.entity, candidate.reading.confidence
    if not candidate.marked:
        return candidate.senses[0].entity, CERTAIN
    triggered = [sense for sense in _by_trigger(candidate) if sense.mark]
    supported = _supported(candidate, context)
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


def _possible(scan: Scan, context: Context, homonyms: Homonyms) -> list[Candidate]:
    """The candidates that are no part of another name, with what their surroundings say; the longest first."""
    possible = []
    double = []
    for candidate in candidates(scan):
        if _of_longer_name(scan, candidate) or _of_unknown_name(scan, candidate):
            continue
        if candidate.marked:
            if homonyms.concerns(candidate.first, candidate.last, candidate.clitic):
                double.append(candidate)
                continue
            _look_around(scan, candidate)
        entity = _certain(candidate)
        if entity is not None:
            if entity.type is EntityType.ORGANISATION and _of_other_name(scan, candidate):
                continue
            context.see(entity)
        possible.append(candidate)
    for candidate in double:
        candidate.reading = homonyms.read(candidate.first, candidate.clitic, context.countries)
        if candidate.reading.entity is not None and candidate.reading.confidence == SURE:
            context.see(candidate.reading.entity)
    possible += double
    possible.sort(key=lambda c: (c.first - c.last, c.clitic, c.first))
    return possible


def _look_around(scan: Scan, candidate: Candidate) -> None:
    candidate.trigger = _trigger(scan, candidate)
    if candidate.trigger is EntityType.PERSON:
        candidate.ruling = _ruling(scan, candidate.first)
    elif candidate.trigger is None and any(sense.mark == "%" for sense in candidate.senses):
        candidate.situated = _situated(scan, candidate)
    if candidate.first and not candidate.clitic and scan.gaps[candidate.first - 1] == TIGHT:
        candidate.moved = bool(scan.words[candidate.first - 1].any_bits & PLACE_MOVED)


def find_known(scan: Scan, gazetteer: Gazetteer) -> list[Found]:
    """Mentions of the gazetteer's entities; marks their words as taken. Names inside names come flagged as nested."""
    context = Context(gazetteer)
    found: list[Found] = []
    inner: list[Candidate] = []
    for candidate in _possible(scan, context, Homonyms(scan, gazetteer)):
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
        if entity is None or entity.type is not EntityType.PLACE or candidate.clitic or candidate.reading is not None:
            continue
        for outer in found:
            inside = outer.first <= candidate.first and candidate.last <= outer.last
            longer = outer.last - outer.first > candidate.last - candidate.first
            if inside and longer and outer.type is not EntityType.PERSON:
                nested.append(
                    Found(candidate.first, candidate.last, 0, entity.type, "nested", CERTAIN, entity, nested=True)
                )
    return nested
