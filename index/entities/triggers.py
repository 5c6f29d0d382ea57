"""Places and organisations behind the nouns that announce them: بلدة …, صحيفة «…»."""

from __future__ import annotations

from typing import Final

from fihrist.index.entities.found import Found
from fihrist.index.entities.gazetteer import Gazetteer
from fihrist.index.entities.refining import CODE, LAWS
from fihrist.index.entities.scan import BROKEN, SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.wordlists import word_class
from fihrist.index.entities.words import (
    FREQUENT,
    MINISTRY_AND,
    MINISTRY_OF,
    MINISTRY_TAIL,
    MONTH,
    NATIONALITY,
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
LONGEST_MINISTRY: Final = 9
SHARED_MEDIA: Final = word_class("shared_media")
JOINED_ARTICLE: Final = "وال"
ADJECTIVES: Final = word_class("ministry_adjective")
PLACE_MIN: Final = 3
AND: Final = "و"
LISTED_MIN: Final = 6
QUALITIES: Final = ("يه", "ي", "ات", "ون", "ه")
"""Endings of adjectives and plurals in a list of things."""


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


def find_listed_places(scan: Scan, found: list[Found]) -> list[Found]:
    """طريق السد، والحمادين، والمهندسين، ومخيم درعا: definite words in a list that begins and ends with places."""
    ends = [one.last for one in found if one.type is EntityType.PLACE and not one.nested]
    starts = {one.first for one in found if one.type is EntityType.PLACE}
    listed = []
    for end in ends:
        i = end
        while i + 1 < scan.size and _listed_word(scan, i):
            i += 1
        closes = i in starts or (i < scan.size and scan.words[i].any_bits & PLACE_TRIGGER)
        if i > end and closes and scan.gaps[i - 1] == BROKEN and scan.words[i].norm.startswith(AND):
            listed += [Found(k, k + 1, 1, EntityType.PLACE, "place-list", MEDIA) for k in range(end, i)]
            scan.taken[end:i] = b"\x01" * (i - end)
    return listed


def _listed_word(scan: Scan, i: int) -> bool:
    """A definite word that is no everyday one, by itself between the commas of a list."""
    word = scan.words[i]
    if scan.gaps[i - 1] != BROKEN or scan.gaps[i] != BROKEN or scan.taken[i] or word.any_bits & NO_NAME:
        return False
    if (
        not word.norm.startswith(JOINED_ARTICLE)
        or len(word.norm) < LISTED_MIN
        or any(n.senses for n, _, _ in word.entries)
    ):
        return False
    return word.evidence.frequency < RARE and not word.norm.endswith(QUALITIES)


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
            everyday = word.evidence.frequency >= FREQUENT or word.adjective
            if j == i + 2 and everyday and not word.norm.startswith(ARTICLE):
                return None
            confidence = WEAK if j == i + 2 and _shared(scan, i + 1) else QUOTED
            return Found(i + 1, j, 0, EntityType.ORGANISATION, "org-quoted", confidence)
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
    if scan.words[i].spelt.endswith(CODE) and (word.norm in LAWS or (i + 2 < scan.size and scan.words[i + 2].nisba)):
        return None
    confidence = WEAK if _shared(scan, i + 1) else MEDIA
    return Found(i + 1, i + 2, 0, EntityType.ORGANISATION, "org-media", confidence)


def _shared(scan: Scan, i: int) -> bool:
    """A name that papers of several countries bear: الوطن, الشروق."""
    return scan.words[i].norm in SHARED_MEDIA


def _ministry(scan: Scan, i: int, clitic: int) -> Found | None:
    """وزارة الشؤون الاجتماعية والعمل: all the definite words and joined ones that belong to the name."""
    j = i + 1
    while j < min(i + LONGEST_MINISTRY, scan.size) and scan.gaps[j - 1] == TIGHT and not scan.taken[j]:
        if not _of_ministry(scan, i, j):
            break
        j += 1
    if j == i + 1 or scan.words[j - 1].bits & MINISTRY_OF:
        return None
    national = any(word.bits & NATIONALITY for word in scan.words[i + 1 : j])
    return Found(i, j, clitic, EntityType.ORGANISATION, "ministry", MINISTRY if national else WEAK)


def resolve_ministries(scan: Scan, found: list[Found], gazetteer: Gazetteer) -> None:
    """Links ministries without a country's name, where the text names one country only."""
    ministries = [one for one in found if one.rule == "ministry" and one.confidence == WEAK]
    if not ministries:
        return
    countries = {gazetteer.country(f.entity) for f in found if f.entity and f.type is EntityType.PLACE and not f.nested}
    named = {country for country in countries if "country" in gazetteer.entities[country].flags}
    if len(named) != 1:
        return
    (country,) = named
    for one in ministries:
        words = " ".join(word.norm for word in scan.words[one.first : one.last])[one.clitic :]
        one.entity = gazetteer.ministry(words, country)
        if one.entity is not None:
            one.confidence = MINISTRY


def _of_ministry(scan: Scan, i: int, j: int) -> bool:
    word = scan.words[j]
    if j == i + 1:
        definite = word.norm.startswith(ARTICLE) and not word.bits & (STOP | SAY | SKIP | MONTH)
        return definite or bool(word.bits & MINISTRY_OF)
    if word.norm.startswith(JOINED_ARTICLE):
        return any(form.clitic == 1 and form.bits & MINISTRY_AND for form in word.forms)
    if word.bits & (MINISTRY_TAIL | NATIONALITY) or word.norm in ADJECTIVES:
        return True
    # وزارة شؤون المرأة, وزارة حقوق الإنسان
    return bool(scan.words[j - 1].bits & MINISTRY_OF) and word.norm.startswith(ARTICLE)


def _definite(scan: Scan, i: int) -> Found | None:
    j = i + 1
    while j < min(i + LONGEST, scan.size) and scan.gaps[j - 1] == TIGHT and not scan.taken[j]:
        word = scan.words[j]
        if not word.norm.startswith(ARTICLE) or word.bits & (STOP | SAY | SKIP | MONTH):
            break
        j += 1
    trigger = next(form for form in scan.words[i].forms if form.bits & ORG_TRIGGER)
    if trigger.bits & ORG_PLAIN:
        return _ministry(scan, i, trigger.clitic)
    if trigger.bits & (ORG_MEDIA | ORG_UNSURE):
        return None
    if j - i >= (2 if trigger.bits & ORG_TWO and scan.words[i + 1].evidence.frequency < FREQUENT else 3):
        return Found(i, j, trigger.clitic, EntityType.ORGANISATION, "org-trigger", WEAK)
    return None
