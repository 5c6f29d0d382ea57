"""Broken plurals: a table of them, and templates whose singulars the lexicon must know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.resources import rows

if TYPE_CHECKING:
    from fihrist.index.arabic.lemmas import Lemmas

TABLE: Final = "broken_plurals.tsv"

ALEF: Final = "\N{ARABIC LETTER ALEF}"
WAW: Final = "\N{ARABIC LETTER WAW}"
YEH: Final = "\N{ARABIC LETTER YEH}"
ARTICLE: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
HEH: Final = "\N{ARABIC LETTER HEH}"
MEEM: Final = "\N{ARABIC LETTER MEEM}"
TEH: Final = "\N{ARABIC LETTER TEH}"
NOON: Final = "\N{ARABIC LETTER NOON}"
HAMZA: Final = "\N{ARABIC LETTER HAMZA}"
YEH_HAMZA: Final = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"


def table() -> list[tuple[str, str, str]]:
    """Plurals and their singulars in search form, and the plural as it is spelt when only that spelling counts."""
    folded = [(row[0], row[1]) for row in rows(TABLE, folded=True)]
    spelt = [row[0] if len(row) < 3 else "" for row in rows(TABLE)]
    return [(plural, singular, spelling) for (plural, singular), spelling in zip(folded, spelt, strict=True)]


def singulars(word: str) -> Iterator[str]:
    """The singulars that a word of the shape of a broken plural may have."""
    if len(word) == 5:
        yield from _five(word)
    elif len(word) == 6 and word[2] == ALEF and word[4] == YEH:
        yield from _six(word)


def _five(w: str) -> Iterator[str]:
    if w[2] == ALEF and w[4] not in (HEH, TEH):
        yield from _middle_alef(w)
    if w[0] == ALEF and w[4] == HEH:  # أسلحة
        yield w[1:3] + ALEF + w[3]
    if w[0] == ALEF and w[3] == ALEF and w[4] not in (TEH, HAMZA):  # أحزاب، أفراد، أبواب
        yield w[1:3] + w[4]
        if w[2] in (WAW, YEH):
            yield w[1] + ALEF + w[4]
    if w[0] != ALEF and w[3:] == ALEF + HAMZA:  # وزراء، علماء
        yield w[:2] + YEH + w[2]
        yield w[:2] + YEH + w[2] + HEH
        yield w[0] + ALEF + w[1:3]


def _middle_alef(w: str) -> Iterator[str]:
    if w[3] == YEH_HAMZA:  # فصائل، رسائل
        yield w[:2] + YEH + w[4] + HEH
        yield w[:2] + YEH + w[4]
        yield w[:2] + ALEF + w[4] + HEH
        return
    if w[3:] == YEH + ALEF:  # خلايا
        yield w[:2] + YEH + HEH
        return
    if w[1] == WAW:  # حواجز، عواصم
        yield w[0] + ALEF + w[3:]
        yield w[0] + ALEF + w[3:] + HEH
        return
    if w[0] == MEEM and w[3] not in (WAW, YEH):  # مصادر، مناطق
        yield w[:2] + w[3:]
        yield w[:2] + w[3:] + HEH
    elif w[0] == ALEF:  # أجانب، أماكن
        yield w[1] + w[3:] + YEH
    elif w[3] not in (WAW, YEH):  # عناصر، قنابل
        yield w[:2] + w[3:]
        yield w[:2] + w[3:] + HEH


def _six(w: str) -> Iterator[str]:
    if w[1] == WAW:
        yield w[0] + ALEF + w[3] + WAW + w[5]
    for vowel in (WAW, ALEF, YEH):
        yield w[:2] + w[3] + vowel + w[5]


def _alef(word: str, words: Lemmas) -> str:
    """The letter that the usual spelling of a word opens with; empty when the word was not seen."""
    for seen, at in ((word, 0), (ARTICLE + word, 2)):
        if seen in words.counts:
            return words.spellings.get(seen, seen)[at]
    return ""


def by_template(word: str, words: Lemmas) -> str | None:
    """The singular of a word by its shape, when the word is no singular itself and the lexicon knows the other.

    Masdars (إعلام, اتصال) are told from plurals (أفلام) by their usual spelling.
    """
    if word.endswith(YEH + HEH) or (len(word) == 5 and word[0] in (TEH, YEH, NOON) and word[2] == ALEF):
        return None
    if word[0] == ALEF and _alef(word, words) not in ("", "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"):
        return None
    weight = words.weight
    own = weight(word)
    if words.occurrences(word + YEH + NOON) > 0.1 * own:
        return None
    least = max(5.0, 0.08 * own)
    best, top = None, 0.0
    for one in singulars(word):
        found = weight(one)
        if found >= least and found > top:
            best, top = one, found
    return best
