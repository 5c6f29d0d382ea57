"""Nouns and adjectives: what stands before an ending, and how frequent it must be for the ending to come off."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from fihrist.index.arabic import plurals
from fihrist.index.arabic.affixes import PRONOUNS
from fihrist.index.arabic.lemmas import Lemmas

_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_WAW: Final = "\N{ARABIC LETTER WAW}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_HEH: Final = "\N{ARABIC LETTER HEH}"
_TEH: Final = "\N{ARABIC LETTER TEH}"
_MEEM: Final = "\N{ARABIC LETTER MEEM}"
_HAMZA: Final = "\N{ARABIC LETTER HAMZA}"
_CARRIERS: Final = "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
_PLURAL: Final = _ALEF + _TEH
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"

NISBA_SHARE: Final = 0.25
"""A word in -iya is an adjective's feminine when its masculine is at least this frequent beside it."""
_RARE_DUAL: Final = 10
"""A noun is so many times as frequent as its dual at least."""

MASDAR: Final = re.compile("ت..ي.|ت.ا..|است..ا.|ا.ت.ا.|ا[صض]ط.ا.|ان..ا.|ا..ا.|م..و.")
"""Shapes of verbal nouns and passive participles whose plural is in -at without a singular in teh marbuta: خلافات."""

PARTICIPLE_SHARE: Final = 0.45
"""The same for participles, which have sound plurals."""

_MISSPELT: Final = 20
"""Frequency of a word beside it that makes its form in teh marbuta a misspelt pronoun (زعيمة for زعيمه)."""

Proof = Callable[[Lemmas, str, int], bool]
"""Lemmas, the letters before the ending, the word's own weight → whether the ending may be one."""


class Ending(NamedTuple):
    """One way to read an ending."""

    added: str
    """What the dictionary form has in its place."""
    need: float
    """How frequent the dictionary form must be, by the frequency of the word with its ending."""
    boost: float
    """Preference before other readings, as a factor of the frequency."""
    proof: Proof | None
    definite: bool
    """Whether the ending can follow the article."""


def _sound_plural(words: Lemmas, core: str, _own: int) -> bool:
    return core not in words.plurals and (core in words.people or words.occurrences(core + "ين") > 0)


def _plural_construct(words: Lemmas, core: str, own: int) -> bool:
    """The plural in -in that lost its noon is more frequent than the yeh of relation: مقاتليه, not إرهابيه."""
    if core + _YEH in words.adjectives:
        return False
    return _sound_plural(words, core, own) and words.occurrences(core + "ين") >= words.occurrences(core + _YEH)


def _singular(words: Lemmas, core: str, _own: int) -> bool:
    """Broken plurals take no ending of the sound plural or the dual; teh marbuta has given way to it."""
    return core not in words.plurals and len(core) > 2 and not words.spellings.get(core, "").endswith(_TEH_MARBUTA)


def _no_verb(words: Lemmas, core: str, own: int) -> bool:
    """A listed verb takes the plural in -at when it is a noun too, as those in teh are: توقعات."""
    verb = core in words.verbs and not (core[0] == _TEH and len(core) > 3)
    if verb and core not in words.nouns and not words.counts.get("ال" + core):
        return False
    return _singular(words, core, own)


def _feminine_plural(words: Lemmas, core: str, own: int) -> bool:
    if MASDAR.fullmatch(core) and core not in words.verbs and words.weight(core) > words.weight(core + _HEH):
        return False
    return core + _HEH not in words.plurals and _feminine(words, core, own)


def _dual(words: Lemmas, core: str, own: int) -> bool:
    """The dual in -an of a word whose other dual is known, or of a listed one that is far more frequent: صاروخان, not شعبان."""
    if _sound_plural(words, core, own):
        return True
    if (
        core not in words.nouns
        or not _singular(words, core, own)
        or (len(core) < 4 and (own or core not in words.singulars))
    ):
        return False
    return own * _RARE_DUAL <= words.weight(core)


def _defective(words: Lemmas, core: str, _own: int) -> bool:
    """Participles that end in yeh lose it before the plural: محامون."""
    lemma = core + _YEH
    if words.plurals.get(core) == lemma:
        return True
    return lemma in words.listed and core not in words.counts and core not in words.listed


def _feminine(words: Lemmas, core: str, _own: int) -> bool:
    """Whether the word has teh marbuta in the singular; a listed noun without one (رشاش) has it not."""
    lemma = core + _HEH
    if core in words.adjectives:  # شقيقتها, though شقيقه is more often "his brother"
        return True
    return words.feminine(lemma) and (core not in words.nouns or lemma in words.listed)


def _construct(words: Lemmas, core: str, own: int) -> bool:
    """A sound plural before a noun; what has a feminine in -iya ends in the yeh of relation."""
    if not own and core in words.nouns and not MASDAR.fullmatch(core):
        return True
    if not _sound_plural(words, core, own):
        return False
    feminine = core + _YEH + _HEH
    return not words.spellings.get(feminine, "").endswith(_TEH_MARBUTA) or words.occurrences(feminine) < 0.05 * own


def _pronoun_heh(words: Lemmas, core: str, _own: int) -> bool:
    word = core + _HEH
    if not _bears_pronoun(words, core, _own):
        return False
    if not words.spellings.get(word, "").endswith(_TEH_MARBUTA):
        return True
    known = core in words.listed or core in words.plurals
    return known and word not in words.listed and words.weight(core) > _MISSPELT * words.weight(word)


def _bears_pronoun(words: Lemmas, core: str, _own: int) -> bool:
    """Before a pronoun teh marbuta is written as teh; the plural in -at has an ending of its own with it."""
    if core.endswith(_PLURAL):
        return core in words.nouns or core in words.plurals
    return core[-1] != _HEH or not words.feminine(core, seen=True)


def _accusative(words: Lemmas, core: str, _own: int) -> bool:
    """Neither teh marbuta nor the pronoun takes the alef of the accusative: زوجها is of زوج, not of زوجة."""
    if core[-1] != _HEH:
        return True
    if core in words.listed:
        owner = core[:-1] in words.nouns or words.weight(core[:-1]) >= words.weight(core)
        return not owner and not words.feminine(core, seen=True)
    return core[-2] != _TEH and not words.weight(core[:-1]) and not words.feminine(core)


def _verbal(words: Lemmas, core: str, _own: int) -> bool:
    """Teh of a verb's feminine: the word does not stand with the article."""
    word = core + _TEH
    if core in words.plurals or core[-1] == _ALEF or len(core) < 3:
        return False
    return words.counts.get("ال" + word, 0) * 20 < max(1, words.counts.get(word, 0))


def _in_alef(words: Lemmas, core: str, _own: int) -> bool:
    """Loan words keep their alef before the plural: ميليشيات."""
    return core + _ALEF in words.listed


def _carried(_words: Lemmas, core: str, _own: int) -> bool:
    return core[-1] in _CARRIERS


def _adjective(words: Lemmas, core: str, _own: int) -> bool:
    return core in words.adjectives


def _table_plural(words: Lemmas, core: str, _own: int) -> bool:
    return core + "ات" in words.plurals


def endings() -> dict[str, tuple[Ending, ...]]:
    """Ending → its readings."""
    rules: dict[str, tuple[Ending, ...]] = {
        "ات": (
            Ending(_HEH, 0.15, 99.0, _feminine_plural, True),
            Ending(_ALEF, 0.05, 4.0, _in_alef, True),
            Ending("", 0.15, 1.0, _no_verb, True),
        ),
        "تين": (Ending(_HEH, 0.3, 1.0, _feminine, True),),
        "تان": (Ending(_HEH, 0.3, 1.0, _feminine, True),),
        "ين": (Ending("", 0.1, 1.0, _singular, True), Ending(_YEH, 0.1, 1.0, _defective, True)),
        "ون": (Ending("", 0.1, 1.0, _sound_plural, True), Ending(_YEH, 0.1, 1.0, _defective, True)),
        "ان": (Ending("", 0.3, 1.0, _dual, True),),
        "تي": (Ending(_HEH, 1.0, 1.0, _feminine, False),),
        "تا": (Ending(_HEH, 1.0, 1.0, _feminine, False),),
        "اتي": (Ending(_HEH, 0.3, 4.0, _feminine, False), Ending("", 0.3, 1.0, None, False)),
        "ا": (Ending("", 0.7, 1.0, _accusative, False),),
        "ي": (Ending("", 0.5, 1.0, _construct, False),),
        "و": (Ending("", 0.5, 1.0, _sound_plural, False),),
        "ت": (Ending("", 0.1, 1.0, _verbal, False),),
        "وا": (Ending("", 0.1, 1.0, None, False),),
    }
    for pronoun in PRONOUNS:
        rules |= _before(pronoun)
    rules[_HEH] += (Ending("", 0.0, 9.0, _adjective, True),)
    return rules


def _before(pronoun: str) -> dict[str, tuple[Ending, ...]]:
    proof = _pronoun_heh if pronoun == _HEH else _bears_pronoun
    return {
        pronoun: (Ending("", 1.0, 1.0, proof, False), Ending(_HAMZA, 1.0, 1.0, _carried, False)),
        _TEH + pronoun: (Ending(_HEH, 0.5, 5.0, _feminine, False),),
        "ات" + pronoun: (
            Ending("ات", 1.0, 9.0, _table_plural, False),
            Ending(_ALEF, 0.05, 4.0, _in_alef, False),
            Ending(_HEH, 0.15, 99.0, _feminine_plural, False),
            Ending("", 0.15, 1.0, None, False),
        ),
        "ا" + pronoun: (Ending(_YEH, 1.0, 1.0, None, False),),
        "ي" + pronoun: (Ending("", 0.5, 1.0, _plural_construct, False),),
        "و" + pronoun: (Ending("", 0.5, 1.0, _plural_construct, False),),
        "تي" + pronoun: (Ending(_HEH, 0.5, 1.0, _feminine, False),),
    }


def is_participle_plural(core: str, ending: str) -> bool:
    """Whether a word the lexicon has in the plural alone is a participle by its shape: مستوطنين, not مساكين."""
    if ending not in ("ين", "ون") or len(core) < 4 or core[0] != _MEEM:
        return False
    return len(core) > 4 or core[2] != _ALEF


def dictionary_form(core: str, added: str) -> str:
    """The letters before an ending as a word; a hamza takes the place of its carrier (أعضائها is of أعضاء)."""
    return core[:-1] + added if added == _HAMZA else core + added


def canonical(words: Lemmas, lemma: str) -> tuple[str, str]:
    """The form under which a word is filed, and how it was found: its singular, its masculine, or itself."""
    singular = words.plurals.get(lemma)
    if singular is not None:
        return singular, "table"
    if lemma in words.listed:
        return lemma, ""
    if lemma[-1] == _HEH and len(lemma) > 2:
        masculine = lemma[:-1]
        if _has_masculine(words, lemma, masculine):
            return masculine, "feminine"
    if len(lemma) >= 5:
        found = plurals.by_template(lemma, words)
        if found is not None:
            return found, "template"
    return lemma, ""


def _has_masculine(words: Lemmas, lemma: str, masculine: str) -> bool:
    if masculine in words.adjectives:
        return True
    if not words.feminine(lemma):
        return False
    if masculine[-1] == _YEH:
        share = words.weight(masculine)
        base = len(masculine) > 4 and not share and words.weight(masculine[:-1]) > 0
        return base or (len(masculine) >= 4 and share >= NISBA_SHARE * words.weight(lemma) > 0)
    if len(masculine) < 4 or not (masculine[0] == _MEEM or masculine[1] == _ALEF or masculine[2] == _YEH):
        return False
    plural = words.counts.get("ال" + masculine + "ين", 0) + words.counts.get("ال" + masculine + "ون", 0)
    return plural >= 3 and words.weight(masculine) >= PARTICIPLE_SHARE * words.weight(lemma)
