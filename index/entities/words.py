"""What is known of a single word, whatever text it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.entities.gazetteer import Gazetteer, Node
from fihrist.index.entities.lexicon import UNSEEN, Evidence, evidence
from fihrist.index.entities.spelling import ABD, ARTICLE, KUNYA_CASES, KUNYA_JOINED_MIN, usual
from fihrist.index.entities.wordlists import word_class

CLITICS: Final = ("و", "ب", "ل", "ف", "ك", "وب", "ول", "فب", "فل", "وك")
FALSE_FRIENDS: Final = ("على", "وأدى")
"""Fold to the name علي and to the noun وادي; the spelling tells them apart."""
TANWIN: Final = "\N{ARABIC FATHATAN}"
KAF: Final = "ك"
LAM: Final = "ل"
CLITIC_REST_MIN: Final = 3
"""Letters that must remain behind a clitic."""
CACHED_WORDS: Final = 100_000

CLASSES: Final = (
    "given", "weak_given", "title", "nickname", "role", "say", "place_trigger", "place_strong", "place_own", "region",
    "org_trigger", "org_plain", "org_two", "person_trigger", "skip", "place_skip", "month", "stop", "royal", "ordinal",
    "compound", "compound_tail", "facility", "ministry_tail", "org_media", "org_unsure", "place_first",
)  # fmt: skip
BIT: Final = {name: 1 << i for i, name in enumerate(CLASSES)}
GIVEN, WEAK_GIVEN, TITLE, NICKNAME, ROLE, SAY = (BIT[name] for name in CLASSES[:6])
PLACE_TRIGGER, PLACE_STRONG, PLACE_OWN, REGION = (BIT[name] for name in CLASSES[6:10])
ORG_TRIGGER, ORG_PLAIN, ORG_TWO, PERSON_TRIGGER = (BIT[name] for name in CLASSES[10:14])
SKIP, PLACE_SKIP, MONTH, STOP, ROYAL, ORDINAL = (BIT[name] for name in CLASSES[14:20])
COMPOUND, COMPOUND_TAIL, FACILITY, MINISTRY_TAIL = (BIT[name] for name in CLASSES[20:24])
ORG_MEDIA, ORG_UNSURE, PLACE_FIRST = (BIT[name] for name in CLASSES[24:])
KUNYA: Final = 1 << len(CLASSES)
JOINED_KUNYA: Final = KUNYA << 1
CONNECTED: Final = KUNYA << 2
ABD_BIT: Final = KUNYA << 3
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
_NISBA: Final = ("ي", "يه", "يين", "يون", "يات", "يتين")


@dataclass(slots=True)
class Form:
    """A word without `clitic` of its letters."""

    word: str
    clitic: int
    bits: int


@dataclass(slots=True)
class Word:
    """A folded word, the forms it has without clitics, and its doors into the gazetteer."""

    norm: str
    spelt: str
    """In the usual spelling of names."""
    bits: int
    """Classes of the word itself."""
    any_bits: int
    """Classes of any of its forms."""
    forms: tuple[Form, ...]
    entries: tuple[tuple[Node, int, bool], ...]
    """Nodes of the gazetteer's trie, letters of the clitic before them, whether a name of this one word is doubtful."""
    evidence: Evidence
    namelike: bool
    """May stand in a person's name."""
    strong: bool
    """Stands in persons' names more than elsewhere."""
    rare: bool
    derived: bool
    """An inflected form of an everyday word."""
    adjective: bool
    """Without the article, and an adjective made of an everyday word or of a name (جنوبية, داعشي)."""
    nisba: bool
    """Has the article and the ending of an adjective of origin."""


def _splits(norm: str) -> list[tuple[str, int]]:
    splits = [(norm, 0)]
    if norm.isascii():
        return splits
    splits += (
        (norm[len(clitic) :], len(clitic))
        for clitic in CLITICS
        if norm.startswith(clitic) and len(norm) - len(clitic) >= CLITIC_REST_MIN
    )
    for clitic in ("", "و", "ف"):
        doubled = clitic + LAM + LAM
        if norm.startswith(doubled) and len(norm) - len(doubled) >= CLITIC_REST_MIN - 1:
            splits.append((ARTICLE + norm[len(doubled) :], len(clitic) + 1))
    return splits


class Vocabulary:
    """Words as one gazetteer sees them, remembered by their surface."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._root = gazetteer.root
        self._evidence = evidence()
        self._classes: dict[str, int] = {}
        for name in CLASSES:
            for word in word_class(name):
                self._classes[word] = self._classes.get(word, 0) | BIT[name]
        for case in KUNYA_CASES:
            self._classes[case] = self._classes.get(case, 0) | KUNYA
        for word in _CONNECTORS:
            self._classes[word] = self._classes.get(word, 0) | CONNECTED
        self._classes[ABD] = ABD_BIT
        self._words: dict[str, Word] = {}

    def word(self, surface: str) -> Word:
        """Everything about a word of a text; the raw word, marks and tatweel included."""
        known = self._words.get(surface)
        if known is None:
            if len(self._words) >= CACHED_WORDS:
                self._words.clear()
            known = self._words[surface] = self._make(surface)
        return known

    def count(self, norm: str) -> int:
        """How often the corpus has a word."""
        return self._evidence.get(norm, UNSEEN).frequency

    def _make(self, surface: str) -> Word:
        exact = fold_exact(surface)
        norm = fold_norm(exact)
        forms = tuple(Form(rest, n, self._bits(rest)) for rest, n in _splits(norm))
        seen = self._evidence.get(norm, UNSEEN)
        entries = () if TANWIN in surface else self._entries(norm, forms)
        if exact in FALSE_FRIENDS:
            forms[0].bits = STOP
        any_bits = 0
        for form in forms:
            any_bits |= form.bits
        bits = forms[0].bits
        strong = bool(bits & GIVEN) or (
            seen.frequency >= NAME_COUNT and max(seen.surname, seen.given) >= NAME_TENTHS and not bits & NO_NAME
        )
        derived = self._derived(norm)
        rare = seen.frequency < RARE and self.count(ARTICLE + norm) < RARE and not derived
        nisba = norm.startswith(ARTICLE) and norm.endswith(_NISBA) and len(norm) > len(ARTICLE) + 2
        adjective = not nisba and self._adjective(norm)
        if TANWIN in surface and not bits & GIVEN:
            rare = strong = False
        namelike = self._namelike(norm, bits, strong=strong, rare=rare, nisba=nisba)
        return Word(
            norm, usual(norm), bits, any_bits, forms, entries, seen, namelike, strong, rare, derived, adjective, nisba
        )  # fmt: skip

    def _entries(self, norm: str, forms: tuple[Form, ...]) -> tuple[tuple[Node, int, bool], ...]:
        if norm in word_class("false_name"):
            return ()
        entries = []
        for form in forms:
            node = self._root.get(usual(form.word))
            if node is not None and not (form.clitic and form.word.isascii()):
                entries.append((node, form.clitic, bool(form.clitic) and self._doubtful(norm, form)))
        return tuple(entries)

    def _adjective(self, norm: str) -> bool:
        for ending in ("يه", "ي"):
            base = norm.removesuffix(ending)
            if base != norm and any(
                self.count(form) >= RARE or form in self._root for form in (base, base + "ا", ARTICLE + base)
            ):
                return True
        return False

    def _doubtful(self, norm: str, form: Form) -> bool:
        """Rather a word of its own than a clitic and a name: بلدة is not ب and لدة, كلاوس not ك and لاوس."""
        rest = self.count(form.word)
        if self.count(norm) > GUARD * max(1, rest):
            return True
        return norm[form.clitic - 1] == KAF and not form.word.startswith(ARTICLE) and rest < FREQUENT

    def _bits(self, word: str) -> int:
        bits = self._classes.get(word, 0)
        if word.startswith(KUNYA_CASES[0]) and len(word) >= KUNYA_JOINED_MIN and self.count(word) < FREQUENT:
            bits |= JOINED_KUNYA
        return bits

    def _derived(self, norm: str) -> bool:
        """An inflected form of an everyday word: with a clitic, an article or a pronoun."""
        for rest, n in _splits(norm)[1:]:
            if n and (self.count(rest) >= RARE or self._classes.get(rest, 0)):
                return True
        if norm.endswith(_PRONOUNS):
            return True
        if norm.startswith(ARTICLE) and (norm.endswith("ين") or self.count(norm[len(ARTICLE) :]) >= RARE):
            return True
        return any(self.count(norm.removesuffix(end)) >= RARE for end in ("ه", "ين", "ي", "ا") if norm.endswith(end))

    def _namelike(self, norm: str, bits: int, *, strong: bool, rare: bool, nisba: bool) -> bool:
        if bits & (GIVEN | WEAK_GIVEN):
            return True
        if bits & NO_NAME or len(norm) < 2 or norm[0].isdigit():
            return False
        if strong or rare:
            return True
        return nisba and norm.endswith("ي") and self.count(norm) < FREQUENT
