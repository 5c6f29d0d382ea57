"""Two names of countries that are something else as often: سورية, also the adjective, and عمان, also Jordan's capital."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fihrist.index.arabic.folding import fold
from fihrist.index.entities.gazetteer import Gazetteer, GazetteerEntity
from fihrist.index.entities.scan import DASHED, SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE, SYRIA
from fihrist.index.entities.wordlists import word_class
from fihrist.index.entities.words import COUNTRY_BEFORE, PLACE_TRIGGER, SAY, Word
from fihrist.index.model import EntityType

SURE: Final = 0.8
UNSURE: Final = 0.4
"""Shown by no facet."""
OMAN: Final = fold("عمان")
COUNTRY: Final = "country"
CONJUNCTION: Final = "و"
PREPOSITIONS: Final = "بل"
"""Clitics that no adjective carries."""
FEMININE: Final = ("ه", "ات", "ين", "يه", "ان")
VERB_ENDING: Final = "ت"
VERB_MIN: Final = 4
IMPERFECT: Final = ("ت", "ي", "ست", "سي")
ORIGIN: Final = frozenset(map(fold, ("الأصل", "الجنسية", "الصنع", "المنشأ", "الهوية", "الولادة")))
"""Behind the adjective: سورية الجنسية."""
AMMAN_BEFORE: Final = word_class("amman_before")
OMAN_BEFORE: Final = word_class("oman_before")
JORDAN_WORDS: Final = word_class("jordan")
OMAN_WORDS: Final = word_class("oman")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a homonym means at one place, and how sure that is; nothing when it is no name there."""

    entity: GazetteerEntity | None
    confidence: float = 0.0


class Homonyms:
    """Reads the homonyms of one text."""

    def __init__(self, scan: Scan, gazetteer: Gazetteer) -> None:
        self._scan = scan
        self._entities = gazetteer.entities
        self._known = all(key in gazetteer.entities for key in ("sy", "om", "amman"))

    def concerns(self, i: int, last: int, clitic: int) -> bool:
        """Whether words i … last-1 are one of the two names alone."""
        if last - i > 1 or not self._known:
            return False
        return self._scan.words[i].norm[clitic:] in (SYRIA[1], OMAN)

    def read(self, i: int, clitic: int, countries: set[str]) -> Reading:
        """Of word `i`, where the text's other names are in these countries."""
        if self._scan.words[i].norm[clitic:] == SYRIA[1]:
            return Reading(self._entities["sy"], SURE) if self._is_syria(i, clitic) else Reading(None)
        return self._oman(i, clitic, countries)

    def _before(self, i: int) -> Word | None:
        """The word before, unless a sentence ends between."""
        return self._scan.words[i - 1] if i and self._scan.gaps[i - 1] >= SOFT else None

    def _after(self, i: int) -> Word | None:
        return self._scan.words[i + 1] if i + 1 < self._scan.size and self._scan.gaps[i] >= SOFT else None

    def _is_syria(self, i: int, clitic: int) -> bool:
        after = self._after(i)
        if after is not None and after.norm in ORIGIN:
            return False
        marker = self._scan.words[i].norm[clitic - 1] if clitic else ""
        if marker and marker in PREPOSITIONS:
            return True
        before = self._before(i)
        if before is None:
            return True
        if marker == CONJUNCTION:
            return _place(before) or before.norm.startswith(ARTICLE) or not before.norm.endswith((*FEMININE, "ي"))
        return self._heads(before, i) or (_listed(after) and not before.norm.endswith(FEMININE))

    def _heads(self, before: Word, i: int) -> bool:
        """Whether the word before سورية is none that it could agree with."""
        if before.any_bits & COUNTRY_BEFORE or before.bits & SAY or before.norm[0].isdigit():
            return True
        if before.any_bits & PLACE_TRIGGER or self._scan.gaps[i - 1] != TIGHT:
            # A city is feminine: مدينة سورية; quotes and brackets open a new phrase.
            return self._scan.gaps[i - 1] != TIGHT
        if before.norm.startswith(ARTICLE) or _place(before):
            return True
        norm = before.norm
        if len(norm) < VERB_MIN:
            return False
        past = norm.endswith(VERB_ENDING) and not norm.endswith("ات")
        # تعيش سورية, يشمل سورية; a masculine noun (تقسيم) does not agree with it either.
        return past or (norm.startswith(IMPERFECT) and not norm.endswith(FEMININE))

    def _oman(self, i: int, clitic: int, countries: set[str]) -> Reading:
        oman, amman = self._entities["om"], self._entities["amman"]
        before, after = self._before(i), self._after(i)
        if before is not None and not clitic:
            if before.norm in OMAN_BEFORE or any(form.word in OMAN_BEFORE for form in before.forms):
                return Reading(oman, SURE)
            if before.norm in AMMAN_BEFORE:
                return Reading(amman, SURE)
        listed = clitic and self._scan.words[i].norm[0] == CONJUNCTION
        gaps = self._scan.gaps
        listed = listed or (i > 0 and gaps[i - 1] == DASHED)
        for word in (before if listed else None, after if _listed(after) or gaps[i] == DASHED else None):
            if word is not None and (kind := _kind(word)):
                return Reading(oman if kind == COUNTRY else amman, SURE)
        return self._by_article(countries)

    def _by_article(self, countries: set[str]) -> Reading:
        norms = {form.word for word in self._scan.words for form in word.forms}
        jordan = "jo" in countries or not norms.isdisjoint(JORDAN_WORDS)
        oman = "om" in countries or not norms.isdisjoint(OMAN_WORDS)
        if jordan == oman:
            return Reading(self._entities["amman"], UNSURE)
        return Reading(self._entities["amman" if jordan else "om"], SURE)


def _listed(after: Word | None) -> bool:
    """A place that is joined by and."""
    return after is not None and after.norm[0] == CONJUNCTION and bool(_kind(after, clitic=1))


def _place(word: Word) -> bool:
    return bool(_kind(word))


def _kind(word: Word, clitic: int | None = None) -> str:
    """`COUNTRY`, another place, or nothing, by the first place that a word alone names."""
    for node, letters, _ in word.entries:
        if clitic is not None and letters != clitic:
            continue
        for sense in node.senses:
            if sense.entity.type is EntityType.PLACE:
                return COUNTRY if COUNTRY in sense.entity.flags else "place"
    return ""
