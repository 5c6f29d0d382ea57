"""Persons' names that no gazetteer has: kunya and nisba, chains of given names, names behind titles, roles and verbs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fihrist.index.entities.found import Found
from fihrist.index.entities.names import PLURALS, chain, is_compound
from fihrist.index.entities.refining import KNOWN_AS, MONTH_ADJECTIVES, MONTH_NAME
from fihrist.index.entities.scan import SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import (
    ABD_BIT,
    COMPOUND,
    CONNECTED,
    FACILITY,
    FREQUENT,
    GIVEN,
    JOINED_KUNYA,
    KUNYA,
    NICKNAME,
    NO_NAME,
    ORDINAL,
    ORG_TRIGGER,
    PLACE_STRONG,
    PLACE_TRIGGER,
    RARE,
    ROLE,
    ROYAL,
    SAY,
    SKIP,
    STOP,
    TITLE,
    WEAK_GIVEN,
    Vocabulary,
    Word,
)
from fihrist.index.model import EntityType

SKIPPED: Final = 3
"""Adjectives between a title and the name."""
ROLE_REACH: Final = 6
"""Words between a role and the name of who has it."""
SINGLE_MIN: Final = 4
"""Letters of a lone surname behind a title."""
NICKNAME_WORDS: Final = 3
STRONG_PLACE: Final = 0.55
WEAK_PLACE: Final = 0.4
"""A place named after somebody; shown by no facet unless a noun such as village announces it."""
FACILITY_LOSS: Final = 0.5
"""A street or a hospital named after somebody hardly speaks of him."""
VERB_PREFIX: Final = "ي"
VERB_ENDINGS: Final = ("ت", "ته", "تها", "هم")

BY_NAME: Final = "باسم"
JOINED: Final = "و"
MONTH_NOUN: Final = "شهر"

CONFIDENCE: Final = {
    "kunya": 0.85, "given": 0.8, "given-weak": 0.7, "title": 0.75, "title-single": 0.55, "say": 0.65, "role": 0.55,
    "nickname": 0.6,
}  # fmt: skip


class PersonRules:
    """The rules over one text; each word is looked at once, from the beginning."""

    def __init__(self, scan: Scan, vocabulary: Vocabulary) -> None:
        self._scan = scan
        self._vocabulary = vocabulary

    def find(self) -> list[Found]:
        """Persons' names over free words; marks them as taken."""
        scan = self._scan
        found: list[Found] = []
        for i in scan.announcing:
            for mention in self._at(i, scan.words[i]):
                found.append(mention)
                scan.taken[mention.first : mention.last] = b"\x01" * (mention.last - mention.first)
        return found

    def _at(self, i: int, word: Word) -> Iterator[Found]:
        if not self._scan.taken[i]:
            for rule in (self._kunya, self._given):
                mention = rule(i, word)
                if mention is not None:
                    yield mention
                    return
        for bit, behind in (
            (NICKNAME, self._nickname),
            (TITLE, self._title),
            (SAY, self._say),
            (ROLE, self._role),
        ):
            if word.any_bits & bit:
                mention = behind(i)
                if mention is not None:
                    yield mention
                    return

    def _mention(self, i: int, j: int, rule: str, clitic: int = 0) -> Found:
        return Found(i, j, clitic, EntityType.PERSON, rule, CONFIDENCE[rule])

    def _kunya(self, i: int, word: Word) -> Found | None:
        scan = self._scan
        if i and scan.gaps[i - 1] == TIGHT and scan.words[i - 1].bits & CONNECTED:
            return None
        for form in word.forms:
            if form.bits & KUNYA:
                if i + 1 >= scan.size or scan.gaps[i] != TIGHT or scan.taken[i + 1]:
                    return None
                after = scan.words[i + 1]
                if after.bits & (STOP | SAY | KUNYA) or after.norm[0].isdigit():
                    return None
                behind = i + 2
                if after.bits & ABD_BIT and behind < scan.size and scan.gaps[behind - 1] == TIGHT:
                    behind += 1
                return self._place(i, behind, form.clitic) or self._mention(
                    i, self._behind_kunya(behind), "kunya", form.clitic
                )
            if form.bits & JOINED_KUNYA:
                return self._place(i, i + 1, form.clitic) or self._mention(
                    i, self._behind_kunya(i + 1), "kunya", form.clitic
                )
        return None

    def _place(self, i: int, j: int, clitic: int) -> Found | None:
        """مخيم أبو …, مستشفى أبو …: behind the noun of a place a kunya is the place's name."""
        scan = self._scan
        if clitic or not i or scan.gaps[i - 1] != TIGHT:
            return None
        bits = scan.words[i - 1].any_bits
        if not bits & (PLACE_TRIGGER | FACILITY):
            return None
        last = j if bits & PLACE_TRIGGER and not bits & FACILITY else self._behind_kunya(j)
        confidence = STRONG_PLACE if bits & PLACE_STRONG else WEAK_PLACE
        return Found(i, last, clitic, EntityType.PLACE, "place-kunya", confidence)

    def _behind_kunya(self, j: int) -> int:
        """The nisbas behind a kunya."""
        scan = self._scan
        for n in range(SKIPPED):
            word = scan.words[j] if j < scan.size else None
            if word is None or scan.gaps[j - 1] != TIGHT or scan.taken[j] or word.bits & NO_NAME:
                break
            attribute = word.strong or (n == 0 and word.evidence.frequency < FREQUENT)
            attribute = attribute and word.norm.startswith(ARTICLE) and not word.norm.endswith(PLURALS)
            if not attribute and not (word.nisba and word.norm.endswith("ي")):
                break
            j += 1
        return j

    def _given(self, i: int, word: Word) -> Found | None:
        if self._is_no_given_name(i, word):
            return None
        for form in word.forms:
            compound = bool(form.bits & COMPOUND) and is_compound(self._scan, i)
            if not (form.bits & (GIVEN | WEAK_GIVEN | ABD_BIT) or compound) or word.bits & STOP:
                continue
            if form.clitic and self._vocabulary.count(word.norm) > self._vocabulary.count(form.word):
                continue
            scan = self._scan
            j, parts = chain(scan, i) if form.bits & ABD_BIT == 0 or not form.clitic else (i, 0)
            if parts < 2:
                return None
            second = scan.words[i + (2 if compound else 1)]
            everyday = form.clitic and word.evidence.frequency >= RARE
            joined = second.strong or bool(second.bits & (KUNYA | ABD_BIT | CONNECTED))
            if (form.bits & WEAK_GIVEN or everyday) and not (joined or (everyday and second.nisba)):
                return None
            certain = second.strong or second.nisba or second.bits & (KUNYA | ABD_BIT | CONNECTED | WEAK_GIVEN)
            if second.norm.startswith(VERB_PREFIX) and not certain:
                return None
            if i and scan.gaps[i - 1] == TIGHT and scan.words[i - 1].any_bits & FACILITY:
                return Found(i, j, form.clitic, EntityType.PLACE, "facility", WEAK_PLACE)
            return self._mention(i, j, "given" if second.strong or form.bits & ABD_BIT else "given-weak", form.clitic)
        return None

    def _is_no_given_name(self, i: int, word: Word) -> bool:
        """المعروف باسم أبو ليلى, رمضان المعظم: the name's noun, and the month."""
        scan = self._scan
        if word.norm == BY_NAME:
            return bool(i and scan.words[i - 1].norm in KNOWN_AS)
        if word.norm.removeprefix(JOINED) != MONTH_NAME:
            return False
        after = scan.words[i + 1] if i + 1 < scan.size and scan.gaps[i] == TIGHT else None
        before = scan.words[i - 1] if i and scan.gaps[i - 1] == TIGHT else None
        return bool((after and after.norm in MONTH_ADJECTIVES) or (before and before.norm.endswith(MONTH_NOUN)))

    def _skip_adjectives(self, k: int) -> int:
        scan = self._scan
        for _ in range(SKIPPED):
            if k >= scan.size or scan.gaps[k - 1] < SOFT or scan.taken[k]:
                break
            word = scan.words[k]
            if not (word.bits & SKIP or (word.nisba and not word.strong)):
                break
            k += 1
        return k

    def _title(self, i: int) -> Found | None:
        scan = self._scan
        k = self._skip_adjectives(i + 1)
        if k >= scan.size or scan.gaps[k - 1] < SOFT or scan.taken[k]:
            return None
        j, parts = chain(scan, k)
        first = scan.words[k]
        if parts and scan.words[i].any_bits & ROYAL and self._ordinal(j):
            return self._mention(k, j + 1, "title")
        known = first.strong or first.bits & (WEAK_GIVEN | KUNYA | ABD_BIT | COMPOUND)
        if parts >= 2 and (known or (self._foreign(first) and self._firm(k, j))):
            return self._after_facility(i, self._mention(k, j, "title"))
        single = parts == 1 and len(first.norm) >= SINGLE_MIN and not first.bits & (GIVEN | WEAK_GIVEN)
        if single and (first.strong or (first.rare and first.nisba)):
            return self._after_facility(i, self._mention(k, j, "title-single"))
        return None

    def _after_facility(self, i: int, mention: Found) -> Found:
        """مستشفى الملك …: the name of a place."""
        before = self._scan.words[i - 1].any_bits if i else 0
        if before & FACILITY:
            return Found(mention.first, mention.last, 0, EntityType.PLACE, "facility", WEAK_PLACE)
        if before & (ORG_TRIGGER | PLACE_TRIGGER):
            mention.confidence *= FACILITY_LOSS
        return mention

    def _ordinal(self, j: int) -> bool:
        """عبد الله الثاني."""
        scan = self._scan
        return j < scan.size and scan.gaps[j - 1] == TIGHT and bool(scan.words[j].bits & ORDINAL)

    def _say(self, i: int) -> Found | None:
        scan = self._scan
        k = i + 1
        if k >= scan.size or scan.gaps[i] != TIGHT or scan.taken[k]:
            return None
        j, parts = chain(scan, k)
        first = scan.words[k]
        if parts >= 2 and (first.strong or (self._foreign(first) and scan.words[k + 1].strong)) and self._firm(k, j):
            return self._mention(k, j, "say")
        return None

    def _role(self, i: int) -> Found | None:
        scan = self._scan
        for k in range(i + 1, min(i + 1 + ROLE_REACH, scan.size - 1)):
            if scan.gaps[k - 1] < SOFT or scan.words[k].bits & SAY:
                return None
            word = scan.words[k]
            if scan.taken[k] or scan.taken[k + 1]:
                continue
            if word.strong or (self._foreign(word) and scan.words[k - 1].nisba and self._foreign(scan.words[k + 1])):
                j, parts = chain(scan, k)
                if parts >= 2 and self._firm(k, j):
                    return self._mention(k, j, "role")
                if word.strong:
                    return None
        return None

    def _foreign(self, word: Word) -> bool:
        plain = word.rare and len(word.forms) == 1 and not word.norm.isascii()
        return plain and not word.norm.startswith(ARTICLE) and not word.norm.endswith(VERB_ENDINGS)

    def _firm(self, k: int, j: int) -> bool:
        return all(w.strong or w.nisba or self._foreign(w) or w.bits & CONNECTED for w in self._scan.words[k + 1 : j])

    def _nickname(self, i: int) -> Found | None:
        """الملقب «…», المعروف باسم (…): whatever stands in the quotes or brackets, when it is short."""
        scan = self._scan
        k = i + 1
        while k < min(i + 3, scan.size) and scan.words[k].norm in ("ب", "باسم", "باسمه"):
            k += 1
        if k >= scan.size or scan.gaps[k - 1] < SOFT:
            return None
        for j in range(k + 1, min(k + 1 + NICKNAME_WORDS, scan.size + 1)):
            if scan.free(k, j) and scan.quoted(k, j):
                return self._mention(k, j, "nickname")
            if scan.gaps[j - 1] != TIGHT:
                return None
        return None
