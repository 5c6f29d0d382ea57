"""What is known of a single word, whatever text it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.entities.gazetteer import Gazetteer, Node
from fihrist.index.entities.lexicon import UNSEEN, Evidence, evidence
from fihrist.index.entities.spelling import ABD, ARTICLE, KUNYA_CASES, KUNYA_JOINED_MIN, usual
from fihrist.index.entities.wordlists import word_class

CLITICS: Final = {
    "و": ("و", "وب", "ول", "وك"),
    "ف": ("ف", "فب", "فل"),
    "ب": ("ب",),
    "ل": ("ل",),
    "ك": ("ك",),
}
"""Clitics by their first letter, the only one that most words need to be asked for."""
DOUBLED_LAM: Final = {"ل": "لل", "و": "ولل", "ف": "فلل"}
"""Beginnings, by their first letter, in which the second lam is an article whose alef is not written."""
FALSE_FRIENDS: Final = ("على", "وأدى", "آبي")
"""Fold to the name علي, to the noun وادي, to the case أبي of a kunya; the spelling tells them apart."""
JOINED: Final = ("و", "ف")
"""Clitics before a word that is no name: وعلى."""
ONE_WORD: Final = ("بابا",)
"""No clitic before a kunya."""
TANWIN: Final = "\N{ARABIC FATHATAN}"
KAF: Final = "ك"
CLITIC_REST_MIN: Final = 3
SHORT_REST: Final = 2
"""Letters that must remain behind a clitic."""

CLASSES: Final = (
    "given", "weak_given", "title", "nickname", "role", "say", "place_trigger", "place_strong", "place_own", "region",
    "org_trigger", "org_plain", "org_two", "person_trigger", "skip", "month", "stop", "royal", "ordinal",
    "compound", "compound_tail", "facility", "ministry_tail", "org_media", "org_unsure", "place_first",
    "country_before", "place_before", "place_moved", "member", "cup", "ministry_and", "ministry_of", "nationality",
    "title_surname", "no_place", "prayer",
)  # fmt: skip
BIT: Final = {name: 1 << i for i, name in enumerate(CLASSES)}
GIVEN, WEAK_GIVEN, TITLE, NICKNAME, ROLE, SAY = (BIT[name] for name in CLASSES[:6])
PLACE_TRIGGER, PLACE_STRONG, PLACE_OWN, REGION = (BIT[name] for name in CLASSES[6:10])
ORG_TRIGGER, ORG_PLAIN, ORG_TWO, PERSON_TRIGGER = (BIT[name] for name in CLASSES[10:14])
SKIP, MONTH, STOP, ROYAL, ORDINAL = (BIT[name] for name in CLASSES[14:19])
COMPOUND, COMPOUND_TAIL, FACILITY, MINISTRY_TAIL = (BIT[name] for name in CLASSES[19:23])
ORG_MEDIA, ORG_UNSURE, PLACE_FIRST = (BIT[name] for name in CLASSES[23:26])
COUNTRY_BEFORE, PLACE_BEFORE, PLACE_MOVED, MEMBER, CUP = (BIT[name] for name in CLASSES[26:31])
MINISTRY_AND, MINISTRY_OF, NATIONALITY, TITLE_SURNAME, NO_PLACE, PRAYER = (BIT[name] for name in CLASSES[31:])
KUNYA: Final = 1 << len(CLASSES)
JOINED_KUNYA: Final = KUNYA << 1
CONNECTED: Final = KUNYA << 2
ABD_BIT: Final = KUNYA << 3
ANNOUNCING: Final = (
    COMPOUND | GIVEN | WEAK_GIVEN | TITLE | ROLE | SAY | KUNYA | JOINED_KUNYA | ABD_BIT | NICKNAME
    | PLACE_TRIGGER | ORG_TRIGGER
)  # fmt: skip
"""Classes of words that begin a name or stand before one."""
NO_NAME: Final = TITLE | SAY | MONTH | STOP | ROLE | PLACE_TRIGGER | ORG_TRIGGER | SKIP | NICKNAME
_CONNECTORS: Final = frozenset(("بن", "ابن", "بنت", "ال", "ولد", "دي", "فان", "فون", "ديل", "لو", "بو"))

FREQUENT: Final = 40
RARE: Final = 5
"""Counts in the corpus of `lexicon`: at least FREQUENT is an everyday word, less than RARE hardly a word at all."""
NAME_TENTHS: Final = 3
"""A word that stands in names this often, in tenths, may be part of one."""
NAME_COUNT: Final = 4
GUARD: Final = 3
"""A word this many times as frequent as its rest without clitic has no clitic (كتركيا, بلدة)."""
_PRONOUNS: Final = ("ها", "هم", "هما", "نا", "كم", "وا", "ون", "ات", "تين", "تان")
_ENDINGS: Final = ("ه", "ين", "ي", "ا")
_NO_KUNYA: Final = re.compile("ابو(?:اب|اق|ي|ت)?(?:ه|ها|هم|هما|هن|نا|كم|ا|ي|ين|ان|يه|يها|يهم|يهما|ك)?")
"""Doors, horns, parents with a pronoun: أبوابه, أبواقه, أبويها."""
_NISBA: Final = ("ي", "يه", "يين", "يون", "يات", "يتين")


@dataclass(slots=True)
class Form:
    """A word without `clitic` of its letters."""

    word: str
    clitic: int
    bits: int


class Word:
    """A folded word, the forms it has without clitics, and its doors into the gazetteer.

    Most words of a text play no part in a name, so what the rules do not ask of every word is found out when one asks.
    """

    __slots__ = ("_adverb", "_rare", "_vocabulary", "any_bits", "bits", "entries", "evidence", "forms", "norm", "spelt")

    def __init__(self, surface: str, vocabulary: Vocabulary) -> None:
        exact = fold_exact(surface)
        self._vocabulary = vocabulary
        self.norm = fold_norm(exact)
        self.spelt = usual(self.norm)
        """In the usual spelling of names."""
        self.evidence = vocabulary.evidence(self.norm)
        """What the corpus tells of the word."""
        self.forms = vocabulary.forms(self.norm)
        if self.norm in ONE_WORD:
            self.forms = self.forms[:1]
        self._adverb = TANWIN in surface
        self._rare: bool | None = None
        self.entries = () if self._adverb else vocabulary.entries(self.norm, self.forms)
        """Nodes of the gazetteer's trie, letters of the clitic before them, whether a name of this one word is
        doubtful."""
        if exact in FALSE_FRIENDS:
            self.forms[0].bits = STOP | (self.forms[0].bits & COUNTRY_BEFORE)
        elif exact[:1] in JOINED and exact[1:] in FALSE_FRIENDS:
            for form in self.forms[1:]:
                form.bits = STOP
        self.bits = self.forms[0].bits
        """Classes of the word itself."""
        self.any_bits = self.bits
        """Classes of any of its forms."""
        for form in self.forms[1:]:
            self.any_bits |= form.bits

    @property
    def strong(self) -> bool:
        """Stands in persons' names more than elsewhere."""
        if self.bits & GIVEN:
            return True
        evidence = self.evidence
        if self._adverb or self.bits & NO_NAME or evidence.frequency < NAME_COUNT:
            return False
        return evidence.surname >= NAME_TENTHS or evidence.given >= NAME_TENTHS

    @property
    def rare(self) -> bool:
        """The corpus hardly has it, in any form."""
        if self._rare is None:
            adverb = self._adverb and not self.bits & GIVEN
            count = self._vocabulary.count
            self._rare = (
                self.evidence.frequency < RARE and not adverb and count(ARTICLE + self.norm) < RARE and not self.derived
            )
        return self._rare

    @property
    def derived(self) -> bool:
        """An inflected form of an everyday word."""
        return self._vocabulary.derived(self.norm, self.forms)

    @property
    def adjective(self) -> bool:
        """Without the article, and an adjective made of an everyday word or of a name (جنوبية, داعشي)."""
        return not self.nisba and self._vocabulary.adjective(self.norm)

    @property
    def nisba(self) -> bool:
        """Has the article and the ending of an adjective of origin."""
        norm = self.norm
        return norm.startswith(ARTICLE) and norm.endswith(_NISBA) and len(norm) > len(ARTICLE) + 2

    @property
    def namelike(self) -> bool:
        """May stand in a person's name."""
        if self.bits & (GIVEN | WEAK_GIVEN):
            return True
        if self.bits & NO_NAME or len(self.norm) < 2 or self.norm[0].isdigit():
            return False
        if self.strong or self.rare:
            return True
        return self.nisba and self.norm.endswith("ي") and self.evidence.frequency < FREQUENT


def _splits(norm: str) -> list[tuple[str, int]]:
    """A word with each clitic that it may begin with taken off, and the number of letters that takes."""
    splits = [(norm, 0)]
    clitics = CLITICS.get(norm[:1])
    if clitics is None:
        return splits
    splits += [
        (norm[len(clitic) :], len(clitic))
        for clitic in clitics
        if norm.startswith(clitic) and len(norm) - len(clitic) >= CLITIC_REST_MIN
    ]
    doubled = DOUBLED_LAM.get(norm[0])
    if doubled and norm.startswith(doubled) and len(norm) - len(doubled) >= CLITIC_REST_MIN - 1:
        splits.append((ARTICLE + norm[len(doubled) :], len(doubled) - 1))
    return splits


class Vocabulary:
    """Words as one gazetteer sees them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._root = gazetteer.root
        self._evidence = evidence()
        self._false_names = word_class("false_name")
        self._classes: dict[str, int] = {}
        for name in CLASSES:
            for word in word_class(name):
                self._classes[word] = self._classes.get(word, 0) | BIT[name]
        for case in KUNYA_CASES:
            self._classes[case] = self._classes.get(case, 0) | KUNYA
        for word in _CONNECTORS:
            self._classes[word] = self._classes.get(word, 0) | CONNECTED
        self._classes[ABD] = ABD_BIT

    def evidence(self, norm: str) -> Evidence:
        """What the corpus tells of a word."""
        return self._evidence.get(norm, UNSEEN)

    def count(self, norm: str) -> int:
        """How often the corpus has a word."""
        return self._evidence.get(norm, UNSEEN).frequency

    def forms(self, norm: str) -> tuple[Form, ...]:
        """The word as it is, and without each clitic that it may have."""
        return tuple([Form(rest, n, self._bits(rest)) for rest, n in _splits(norm)])

    def entries(self, norm: str, forms: tuple[Form, ...]) -> tuple[tuple[Node, int, bool], ...]:
        """See `Word.entries`."""
        if norm in self._false_names:
            return ()
        entries = self._longer(norm) if len(norm) == SHORT_REST + 1 else []
        for form in forms:
            node = self._root.get(usual(form.word))
            if node is not None and not (form.clitic and form.word.isascii()):
                entries.append((node, form.clitic, bool(form.clitic) and self._doubtful(norm, form)))
        return tuple(entries)

    def _longer(self, norm: str) -> list[tuple[Node, int, bool]]:
        """A clitic and a first word of two letters: وتل أبيض, وأم درمان."""
        node = self._root.get(norm[1:]) if norm[0] in CLITICS else None
        return [(node, 1, True)] if node is not None and node.next else []

    def adjective(self, norm: str) -> bool:
        """Ends as an adjective, and the rest is an everyday word or a name."""
        for ending in ("يه", "ي"):
            base = norm.removesuffix(ending)
            if base != norm and any(
                self.count(form) >= RARE or form in self._root for form in (base, base + "ا", ARTICLE + base)
            ):
                return True
        return False

    def derived(self, norm: str, forms: tuple[Form, ...]) -> bool:
        """An inflected form of an everyday word: with a clitic, an article or a pronoun."""
        for form in forms[1:]:
            if form.clitic and (self.count(form.word) >= RARE or form.word in self._classes):
                return True
        if norm.endswith(_PRONOUNS):
            return True
        if norm.startswith(ARTICLE) and (norm.endswith("ين") or self.count(norm[len(ARTICLE) :]) >= RARE):
            return True
        if not norm.endswith(_ENDINGS):
            return False
        return any(self.count(norm.removesuffix(end)) >= RARE for end in _ENDINGS if norm.endswith(end))

    def _doubtful(self, norm: str, form: Form) -> bool:
        """Rather a word of its own than a clitic and a name: بلدة is not ب and لدة, كلاوس not ك and لاوس."""
        rest = self.count(form.word)
        if self.count(norm) > GUARD * max(1, rest):
            return True
        return norm[form.clitic - 1] == KAF and not form.word.startswith(ARTICLE) and rest < FREQUENT

    def _bits(self, word: str) -> int:
        bits = self._classes.get(word, 0)
        joined = len(word) >= KUNYA_JOINED_MIN and word.startswith(KUNYA_CASES[0])
        if joined and self.count(word) < FREQUENT and not _NO_KUNYA.fullmatch(word):
            bits |= JOINED_KUNYA
        return bits
