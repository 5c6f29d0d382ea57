"""Places and organisations behind the nouns that announce them: بلدة …, صحيفة «…»."""

from __future__ import annotations

from typing import Final

from fihrist.index.entities.found import Found
from fihrist.index.entities.scan import SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import (
    FREQUENT,
    MINISTRY_TAIL,
    MONTH,
    NO_NAME,
    NO_PLACE,
    ORG_MEDIA,
    ORG_PLAIN,
    ORG_TRIGGER,
    ORG_TWO,
    ORG_UNSURE,
    PLACE_FIRST,
    PLACE_OWN,
    PLACE_STRONG,
    PLACE_TRIGGER,
    RARE,
    REGION,
    SAY,
    SKIP,
    STOP,
    Word,
)
from fihrist.index.model import EntityType

QUOTED: Final = 0.6
STRONG_PLACE: Final = 0.55
"""Behind a noun that little but a name can follow."""
WEAK: Final = 0.4
"""Behind other nouns; shown by no facet."""
MINISTRY: Final = 0.55
MEDIA: Final = 0.5
LONGEST: Final = 4
PLACE_MIN: Final = 3


def find_places(scan: Scan) -> list[Found]:
    """Places behind a noun such as بلدة; marks their words as taken."""
    found = []
    for i in scan.announcing:
        word = scan.words[i]
        if not word.any_bits & PLACE_TRIGGER or scan.gaps[i] != TIGHT or scan.taken[i] or scan.taken[i + 1]:
            continue
        own = word.bits & PLACE_OWN
        bits = word.any_bits
        following = scan.words[i + 2] if i + 2 < scan.size and scan.gaps[i + 1] == TIGHT else None
        often = bool(bits & PLACE_STRONG or own)
        if (bits & REGION and not own) or not _may_be_place(scan.words[i + 1], following, often=often):
            continue
        first, last = (i if own else i + 1), _place_end(scan, i + 1)
        confidence = STRONG_PLACE if bits & PLACE_STRONG or own else WEAK
        found.append(Found(first, last, 0, EntityType.PLACE, "place-trigger", confidence))
        scan.taken[first:last] = b"\x01" * (last - first)
    return found


def _place_end(scan: Scan, i: int) -> int:
    """Behind the place that begins at `i`: two words for كفر كلا or نيو أورليانز."""
    open_end = i + 1 < scan.size and scan.gaps[i] == TIGHT and not scan.taken[i + 1]
    return i + 2 if open_end and scan.words[i].bits & PLACE_FIRST else i + 1


def _may_be_place(word: Word, following: Word | None, *, often: bool) -> bool:
    if word.bits & PLACE_FIRST:
        return not (following is not None and following.bits & NO_PLACE)
    if word.bits & NO_NAME or len(word.norm) < PLACE_MIN or word.norm[0].isdigit():
        return False
    if word.nisba or word.norm.endswith(("ها", "هم")) or word.norm.isascii():
        return False
    return word.evidence.frequency < (3 * RARE if often else RARE) and not (word.adjective or word.derived)


def find_organisations(scan: Scan) -> list[Found]:
    """Organisations behind a noun such as صحيفة: the name in quotes, else the definite words that follow."""
    found = []
    for i in scan.announcing:
        word = scan.words[i]
        if not word.any_bits & ORG_TRIGGER or scan.taken[i] or scan.gaps[i] < SOFT:
            continue
        mention = _quoted(scan, i) or _media(scan, i) or _definite(scan, i)
        if mention is not None:
            found.append(mention)
            scan.taken[mention.first : mention.last] = b"\x01" * (mention.last - mention.first)
    return found


def _quoted(scan: Scan, i: int) -> Found | None:
    for j in range(i + 2, min(i + 2 + LONGEST, scan.size + 1)):
        if not scan.free(i + 1, j):
            return None
        if scan.quoted(i + 1, j):
            word = scan.words[i + 1]
            if j == i + 2 and word.evidence.frequency >= FREQUENT and not word.norm.startswith(ARTICLE):
                return None
            return Found(i + 1, j, 0, EntityType.ORGANISATION, "org-quoted", QUOTED)
        if scan.gaps[j - 1] < SOFT:
            return None
    return None


def _media(scan: Scan, i: int) -> Found | None:
    """صحيفة الوفاق: the name is one definite word, and the noun before it no part of it."""
    word = scan.words[i + 1]
    free = scan.gaps[i] == TIGHT and not scan.taken[i + 1]
    if not free or not scan.words[i].any_bits & ORG_MEDIA or word.nisba or word.bits & NO_NAME:
        return None
    if not word.norm.startswith(ARTICLE):
        return None
    return Found(i + 1, i + 2, 0, EntityType.ORGANISATION, "org-media", MEDIA)


def _definite(scan: Scan, i: int) -> Found | None:
    j = i + 1
    while j < min(i + LONGEST, scan.size) and scan.gaps[j - 1] == TIGHT and not scan.taken[j]:
        word = scan.words[j]
        if not word.norm.startswith(ARTICLE) or word.bits & (STOP | SAY | SKIP | MONTH):
            break
        if j > i + 1 and scan.words[i].any_bits & ORG_PLAIN and not word.bits & MINISTRY_TAIL:
            break
        j += 1
    trigger = next(form for form in scan.words[i].forms if form.bits & ORG_TRIGGER)
    if trigger.bits & ORG_PLAIN and j > i + 1:
        return Found(i, j, trigger.clitic, EntityType.ORGANISATION, "ministry", MINISTRY)
    if trigger.bits & (ORG_MEDIA | ORG_UNSURE):
        return None
    if j - i >= (2 if trigger.bits & ORG_TWO and scan.words[i + 1].evidence.frequency < FREQUENT else 3):
        return Found(i, j, trigger.clitic, EntityType.ORGANISATION, "org-trigger", WEAK)
    return None
