"""What the words around a candidate say: which type they ask for, and whether it belongs to another name."""

from __future__ import annotations

from typing import Final

from fihrist.index.entities.candidates import Candidate
from fihrist.index.entities.scan import SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.wordlists import word_class
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

PRESIDENT: Final = "رئيس"
FOOTBALL: Final = "لكره"
QUOTED_WORDS: Final = 3
FROM: Final = "من"
TO: Final = "الي"
AFFAIRS: Final = ("باعمال", "بالاعمال")
"""Behind القائم: a diplomat."""
IN: Final = "في"
STREETS: Final = word_class("named_after_always")
NAMED_AFTER: Final = word_class("named_after")
OPERATIONS: Final = word_class("operation")
ROLE_REACH: Final = 3
"""Words between a role and the surname behind it: رئيس الوزراء العراقي …"""


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


def of_other_name(scan: Scan, candidate: Candidate) -> bool:
    """The union of a sport or its cup: «الاتحاد … لكرة القدم», «كأس الاتحاد …»."""
    i, after = candidate.first, candidate.last
    if i and scan.gaps[i - 1] == TIGHT and scan.words[i - 1].any_bits & CUP:
        return True
    return after < scan.size and scan.gaps[after - 1] == TIGHT and scan.words[after].norm == FOOTBALL


def of_unknown_name(scan: Scan, candidate: Candidate) -> bool:
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


def named_after(scan: Scan, candidate: Candidate) -> bool:
    """A street, or a hospital elsewhere, that bears the place's name (شارع بغداد, مشفى القدس في حلب), or an operation."""
    i, after = candidate.first, candidate.last
    if not i or candidate.clitic:
        return False
    if scan.gaps[i - 1] == TIGHT:
        forms = {form.word for form in scan.words[i - 1].forms}
        if not forms.isdisjoint(STREETS):
            return True
        if not forms.isdisjoint(NAMED_AFTER) and after + 1 < scan.size and scan.gaps[after - 1] == TIGHT:
            return scan.words[after].norm == IN or _names_place(scan.words[after], 1)
    return _of_operation(scan, i, after)


def _of_operation(scan: Scan, i: int, after: int) -> bool:
    """معركة "درع الفرات": the end of what the quotes behind such a noun hold."""
    for k in range(i - 1, max(0, i - QUOTED_WORDS), -1):
        if scan.gaps[k] != TIGHT:
            return False
        if scan.opened(k):
            return scan.quoted(k, after) and any(form.word in OPERATIONS for form in scan.words[k - 1].forms)
    return False


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


def of_longer_name(scan: Scan, candidate: Candidate) -> bool:
    """Behind a given name it belongs to another person's name (محمد البغدادي, جورج واشنطن, بندر بن عبد الله)."""
    i = candidate.first
    if candidate.clitic or not i or scan.gaps[i - 1] != TIGHT:
        return False
    before = scan.words[i - 1]
    person = candidate.senses[0].entity.type is EntityType.PERSON
    organisation = candidate.senses[0].entity.type is EntityType.ORGANISATION and not candidate.marked
    if organisation or (candidate.last - i > 1 and not person):
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


def look_around(scan: Scan, candidate: Candidate) -> None:
    """Sets what the words around a doubtful candidate say."""
    candidate.trigger = _trigger(scan, candidate)
    if candidate.trigger is EntityType.PERSON:
        candidate.ruling = _ruling(scan, candidate.first)
    elif candidate.trigger is None and any(sense.mark == "%" for sense in candidate.senses):
        candidate.situated = _situated(scan, candidate)
    if candidate.first and not candidate.clitic and scan.gaps[candidate.first - 1] == TIGHT:
        candidate.moved = bool(scan.words[candidate.first - 1].any_bits & PLACE_MOVED)


def adjectival(scan: Scan, candidate: Candidate) -> bool:
    """A doubtful common noun with an adjective of its own: القاعدة العسكرية."""
    if candidate.last - candidate.first > 1 or candidate.trigger or not candidate.senses[0].mark:
        return False
    after = candidate.last
    return after < scan.size and scan.gaps[after - 1] == TIGHT and scan.words[after].nisba
