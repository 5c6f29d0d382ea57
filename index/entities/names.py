"""How far a person's name goes: given names, fathers, compounds, nisbas, the family's name."""

from __future__ import annotations

from typing import Final

from fihrist.index.entities.scan import TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import (
    ABD_BIT,
    COMPOUND,
    COMPOUND_TAIL,
    CONNECTED,
    FREQUENT,
    GIVEN,
    JOINED_KUNYA,
    KUNYA,
    NO_NAME,
    SAY,
    STOP,
    TITLE,
    TITLE_SURNAME,
    WEAK_GIVEN,
    Word,
)

LONGEST: Final = 5
SOMETIMES: Final = 2
"""Tenths behind a given name that make an unfrequent word a possible surname."""
"""Parts of a name, a kunya or a compound of عبد being one."""
CLITIC_ARTICLE: Final = ("وال", "بال", "كال", "فال", "لل")
SON: Final = ("بن", "ابن", "بنت")
PARTICIPLE: Final = "الم"
BEHIND: Final = "خلف"
ARAB: Final = "العربي"
FEMININE: Final = "ه"
VERB_PREFIX: Final = "ي"
PLURALS: Final = ("ين", "ون", "ات")


def _part(scan: Scan, j: int, parts: int, *, free_nisba: bool, by_father: bool = False) -> int:
    """How many words the next part of a name takes, 0 when the name ends before `j`."""
    word = scan.words[j]
    if word.bits & COMPOUND and is_compound(scan, j):
        return 2
    open_end = j + 1 < scan.size and scan.gaps[j] == TIGHT and not scan.taken[j + 1]
    if word.bits & (KUNYA | ABD_BIT):
        after = scan.words[j + 1].bits if open_end else STOP
        if after & SAY or (word.bits & KUNYA and after & STOP) or not open_end:
            return 0
        return 1 if word.bits & KUNYA and scan.words[j + 1].bits & ABD_BIT else 2
    if parts and word.bits & CONNECTED:
        return 1 if open_end and not scan.words[j + 1].bits & NO_NAME else 0
    if word.bits & STOP:
        return int(_stop_in_name(scan, j, parts))
    if parts and word.bits & TITLE_SURNAME:
        return int(not open_end or not scan.words[j + 1].namelike)
    if parts and word.nisba and word.norm.endswith("ي") and (free_nisba or parts == 1) and not word.bits & NO_NAME:
        return 1 if free_nisba or word.strong or word.evidence.surname or word.evidence.frequency < FREQUENT else 0
    namelike = word.namelike or (parts >= 2 and _possible_surname(word))
    if not namelike or (parts and _joined_by_and(word)) or word.norm.startswith(CLITIC_ARTICLE):
        return 0
    if parts >= 2 and open_end and _begins_next(word, scan.words[j + 1]):
        return 0
    return 1 if parts < 2 or _late_part(word, by_father=by_father) else 0


def _stop_in_name(scan: Scan, j: int, parts: int) -> bool:
    """نادر خلف أبو …, محمد وائل العربي: function words and common adjectives that are names between names."""
    word = scan.words[j]
    if word.norm == BEHIND:
        open_end = parts and j + 1 < scan.size and scan.gaps[j] == TIGHT
        return bool(open_end and (scan.words[j + 1].bits & KUNYA or scan.words[j + 1].strong))
    return word.norm == ARAB and parts >= 2 and scan.words[j - 1].namelike


def _begins_next(word: Word, following: Word) -> bool:
    """سمير … محرزية العبيدي: a woman's name that nothing knows, and the surname behind it."""
    return word.norm.endswith(FEMININE) and not word.strong and (following.strong or following.nisba)


def _late_part(word: Word, *, by_father: bool) -> bool:
    """A third or later part: a known name, a family's name behind بن, or a word that is nothing else."""
    if word.strong:
        return True
    if word.norm.startswith(VERB_PREFIX):
        return False
    if word.norm.startswith(ARTICLE):
        if word.norm.startswith(PARTICIPLE) or word.evidence.frequency >= FREQUENT:
            return False
        return word.nisba or (by_father and not word.norm.endswith(PLURALS))
    return (word.rare or _possible_surname(word)) and len(word.forms) == 1


def _possible_surname(word: Word) -> bool:
    return word.evidence.frequency < FREQUENT and word.evidence.surname >= SOMETIMES and not word.bits & NO_NAME


def is_compound(scan: Scan, j: int) -> bool:
    """نور الدين, فتح الله: two words that are one name."""
    if j + 1 >= scan.size or scan.gaps[j] != TIGHT or scan.taken[j + 1]:
        return False
    return bool(scan.words[j].any_bits & COMPOUND and scan.words[j + 1].bits & COMPOUND_TAIL)


def _joined_by_and(word: Word) -> bool:
    """وخالد: the next name of a list, not the next part of this one."""
    return not word.bits & GIVEN and any(form.bits & (GIVEN | KUNYA | ABD_BIT | TITLE) for form in word.forms[1:])


def chain(scan: Scan, i: int) -> tuple[int, int]:
    """A name that begins with word `i`: the word behind it, and its number of parts."""
    j, parts, by_father = i, 0, False
    free_nisba = bool(scan.words[i].any_bits & (KUNYA | JOINED_KUNYA | ABD_BIT))
    while j < scan.size and parts < LONGEST and not scan.taken[j]:
        if j > i and scan.gaps[j - 1] != TIGHT:
            break
        if j == i and _opens(scan.words[j]):
            taken = 2 if is_compound(scan, j) else 1
        else:
            taken = _part(scan, j, parts, free_nisba=free_nisba, by_father=by_father)
        if not taken:
            break
        by_father = by_father or scan.words[j].norm in SON
        parts += not (scan.words[j].bits & CONNECTED and parts)
        j += taken
    while j > i and scan.words[j - 1].bits & (CONNECTED | KUNYA | ABD_BIT):
        j -= 1
    return j, parts if j > i else 0


def _opens(word: Word) -> bool:
    """The first word of a name behind a clitic (وخالد), or a kunya in one word."""
    if word.bits & (KUNYA | ABD_BIT):
        return False
    return any(form.bits & (GIVEN | WEAK_GIVEN | JOINED_KUNYA | COMPOUND) for form in word.forms)
