"""What is known about words: the lexicon's counts, and the hand-written lists of lemmas, plurals, verbs and names.

``nouns.txt`` and ``adjectives.txt`` hold dictionary forms. An adjective's feminine is filed under its masculine, and it
has the plural in -un; so have nouns marked by ``+``. All of them are tables of the chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from fihrist.index.arabic import plurals, verbs
from fihrist.index.arabic.lexicon import Lexicon, lexicon
from fihrist.index.arabic.resources import entries, search_form, words

_NOUNS: Final = "nouns.txt"
_ADJECTIVES: Final = "adjectives.txt"
_NAMES: Final = "names.txt"
_CLOSED_CLASS: Final = "closed_class.txt"
TABLES: Final = (_CLOSED_CLASS, _NAMES, _NOUNS, _ADJECTIVES, plurals.TABLE, verbs.LIST)
"""Files that decide about stems besides the lexicon."""

LISTED_WEIGHT: Final = 40
"""Occurrences that a word in a list counts for."""
MIN_NAME: Final = 3

_OWN_FORMS: Final = 2
"""How often a masculine imperfect stands for all forms of the verb in teh whose past the feminine imperfect looks like."""

_ARTICLE: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_HEH: Final = "\N{ARABIC LETTER HEH}"
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_PERSON: Final = "+"


def _bare(name: str) -> str:
    """A name as spelt without its article; the alef of ألمانيا carries a hamza and is none."""
    rest = name.removeprefix(_ARTICLE)
    return rest if len(rest) >= MIN_NAME else name


CLOSED_CLASS: Final = words(_CLOSED_CLASS)
"""Words that are not inflected, folded."""
NAMES: Final = frozenset(search_form(" ".join(map(_bare, entries(_NAMES)))).split())
"""Names, folded, without the article."""


@dataclass(frozen=True, slots=True)
class Lemmas:
    """All tables of words, in search form. Read only, so that threads may share it."""

    counts: dict[str, int]
    """Occurrences in the corpus."""
    spellings: dict[str, str]
    """The usual spelling of a word, where its search form is another."""
    plurals: dict[str, str]
    """Broken plural → singular."""
    singulars: frozenset[str]
    """Words that have a broken plural in the table."""
    nouns: frozenset[str]
    adjectives: frozenset[str]
    people: frozenset[str]
    """Words with a plural in -un."""
    verbs: frozenset[str]
    feminine_verbs: frozenset[str]
    """Past tenses in teh that are more often another verb's imperfect: تعود is of عاد."""
    listed: frozenset[str]
    """Every dictionary form of a list."""
    weights: dict[str, int]
    """What a list adds to the occurrences of a word."""
    closed: frozenset[str]
    """Words that are not inflected."""
    names: frozenset[str]
    """Names that are not stemmed, without the article."""
    definite_names: frozenset[str]
    """Those of them that stand with the article alone."""

    def weight(self, word: str) -> int:
        """How frequent a bare word is, with the article and without, what the lists add included."""
        get = self.counts.get
        return get(word, 0) + get(_ARTICLE + word, 0) + self.weights.get(word, 0)

    def occurrences(self, word: str) -> int:
        """How often the corpus has a bare word, with the article and without."""
        get = self.counts.get
        return get(word, 0) + get(_ARTICLE + word, 0)

    def feminine(self, word: str, *, seen: bool = False) -> bool:
        """Whether the heh that ends a word is teh marbuta, as far as the lexicon knows; listed words end in one.

        With `seen` a listed word is judged by its spelling as well.
        """
        if word in self.listed and not seen:
            return True
        counted = word if word in self.counts else _ARTICLE + word
        return counted not in self.counts or self.spellings.get(counted, word)[-1] == _TEH_MARBUTA


@cache
def lemmas() -> Lemmas:
    """The tables, read once."""
    found = lexicon()
    marked = entries(_NOUNS)
    adjectives = words(_ADJECTIVES)
    written = frozenset(search_form(noun.removesuffix(_PERSON)) for noun in marked)
    singulars = _singulars(found, written, adjectives)
    nouns = written | (set(singulars.values()) - adjectives)
    past, imperfect = verbs.paradigms()
    feminine = _feminine_verbs(found, set(past.full.values()) - nouns, imperfect)
    listed = nouns | adjectives | (set(past.full.values()) - feminine)
    return Lemmas(
        counts=found.counts,
        spellings=found.spellings,
        plurals=singulars,
        singulars=frozenset(singulars.values()),
        nouns=nouns,
        adjectives=adjectives,
        people=adjectives | {search_form(noun.removesuffix(_PERSON)) for noun in marked if noun.endswith(_PERSON)},
        verbs=frozenset(past.full.values()),
        feminine_verbs=feminine,
        listed=listed,
        weights=dict.fromkeys(listed | singulars.keys(), LISTED_WEIGHT),
        closed=CLOSED_CLASS,
        names=NAMES - nouns - adjectives - singulars.keys(),
        definite_names=NAMES - words(_NAMES),
    )


def _feminine_verbs(found: Lexicon, past: set[str], imperfect: verbs.Bodies) -> frozenset[str]:
    """Past tenses of the shape تفعل whose letters are rather the feminine imperfect of another listed verb.

    The other forms of both tell them apart, and the verbal noun with the article: يعود, but يتدخل and التدخل, تمكنت.
    """
    count = found.counts.get

    def is_imperfect(verb: str) -> bool:
        masculine = count(verbs.YEH + verb[1:], 0)
        own = sum(count(form, 0) for form in (verbs.YEH + verb, _ARTICLE + verb, verb + verbs.TEH, verb + "وا"))
        return masculine > _OWN_FORMS * own and masculine * 2 >= count(verb, 0)

    return frozenset(
        verb
        for verb in past
        if verb[0] == verbs.TEH
        and verb[2:3] != _ALEF
        and imperfect.full.get(verb[1:], verb) != verb
        and is_imperfect(verb)
    )


def _singulars(found: Lexicon, nouns: frozenset[str], adjectives: frozenset[str]) -> dict[str, str]:
    """The table of plurals; a singular that is an adjective's feminine is filed under the masculine."""
    singulars = {
        plural: singular
        for plural, singular, spelling in plurals.table()
        if not spelling or _is_spelt(plural, spelling, found)
    }
    return singulars | {
        plural: one[:-1]
        for plural, one in singulars.items()
        if one not in nouns and one[:-1] in adjectives and one[-1] == _HEH
    }


def _is_spelt(plural: str, expected: str, found: Lexicon) -> bool:
    """Whether the search form of a plural is usually that plural: not إعلام for أعلام, قوي for قوى."""
    definite = _ARTICLE + plural
    usual = plural if found.counts.get(plural, 0) > found.counts.get(definite, 0) else definite
    if usual not in found.counts:
        return True
    strict = plural.startswith(_ARTICLE)  # ألغاز and الغاز
    spelling = found.spellings.get(usual, usual)[-len(plural) :]
    return spelling == expected or all(
        a == b or (_ALEF in (a, b) and not strict) for a, b in zip(spelling, expected, strict=True)
    )
