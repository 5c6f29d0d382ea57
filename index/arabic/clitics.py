"""Clitics: which first letters of a word are written onto it, and how frequent what is behind them must be."""

from __future__ import annotations

import re
from typing import Final

from fihrist.index.arabic import affixes, choice, verbs
from fihrist.index.arabic.lemmas import Lemmas

MIN_STEM: Final = 3
"""Letters that a stem keeps."""

ARTICLES: Final = frozenset(affixes.ARTICLES)

FUTURE: Final = frozenset(affixes.FUTURE)

HAMZATED: Final = frozenset(
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
)

DOUBLE_LAM: Final = "لل"

ARTICLE: Final = "ال"

_CLITIC_NEED: Final = {
    "ال": 0.0,
    **dict.fromkeys(("وال", "بال", "كال", "فال", "وبال", "وكال", "فبال"), 0.2),
    **dict.fromkeys(("لل", "ولل", "فلل"), 0.05),
    **dict.fromkeys(("و", "ب", "ل", "وب", "ول", "س", "وس", "فس"), 1.0),
    **dict.fromkeys(("ف", "ك", "وك", "فب", "فل"), 2.0),
}
"""How frequent the rest must be, by the frequency of the word, for its first letters to be clitics."""

PREFERENCE: Final = {
    "": 1.0,
    **dict.fromkeys(affixes.ARTICLES, 1.0),
    **dict.fromkeys(affixes.FUTURE, 1.0),
    **dict.fromkeys(("و", "ب", "ل", "وب", "ول"), 0.15),
    **dict.fromkeys(("ف", "ك", "وك", "فب", "فل"), 0.02),
}
"""How often the letters are clitics: a factor of the evidence when several readings hold."""

_SHORT_REST: Final = 3.0
"""Factor of that need when only three letters are left."""

_CLITIC_LETTERS: Final = frozenset("وفبلك")
"""Clitics of one letter."""

_CONJUNCTIONS: Final = frozenset("\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}")

_DEFINITE_SHARE: Final = 20
"""A word stands once with the article in so many times at least; letters that are clitics never follow the article."""

_RARE_CLITICS: Final = frozenset(("ف", "ك", "وك", "فب", "فل"))

MASDAR: Final = re.compile("ت..ي.|است..ا.|است.ا.ه|ا.ت.ا.|ان..ا.|م.ا..ه")
"""Shapes of verbal nouns of the derived forms, which are no names: لتفريق, باستخدام."""

_HEH: Final = "\N{ARABIC LETTER HEH}"


def prefix_need(norm: str, left: int, words: Lemmas) -> float:
    """How frequent the rest must be, by the frequency of the word; negative when the letters are no clitic."""
    prefix, rest = norm[:left], norm[left:]
    need = _CLITIC_NEED[prefix]
    if prefix in ARTICLES:
        opens = len(rest) >= 2 and (prefix.endswith(DOUBLE_LAM) or article_opens(norm, left, words))
        return need if opens else -1.0
    if rest in words.closed or (prefix in FUTURE and rest[0] not in verbs.PERSONS):
        return -1.0
    if prefix not in FUTURE and stands_with_article(norm, words) and not hamza_follows(norm, left, words):
        return -1.0
    if len(rest) < MIN_STEM:
        return need if rest in words.nouns or (rest in words.verbs and prefix in _CONJUNCTIONS) else -1.0
    if article_opens(rest, 2, words):
        return -1.0
    if rest in words.listed or rest in words.plurals or MASDAR.fullmatch(rest) or hamza_follows(norm, left, words):
        return need * (0.15 if len(rest) == MIN_STEM else 0.05)
    return need * _SHORT_REST if len(rest) == MIN_STEM else need


def stands_with_article(word: str, words: Lemmas) -> bool:
    """Whether the article stands before a word often enough for its first letter to be its own: الكلام, الوفاق."""
    definite = words.counts.get(ARTICLE + word, 0) * _DEFINITE_SHARE
    if not definite or definite < words.counts.get(word, 0):
        return False
    return word[1:] not in words.nouns or definite > words.counts.get(word[1:], 0)


def compound(word: str, words: Lemmas) -> bool:
    """Whether a word of the corpus is a clitic and a listed noun behind it (لتنظيم), and so no dictionary form itself."""
    rest = word[1:]
    return (
        word[0] in _CLITIC_LETTERS
        and word not in words.weights
        and (rest in words.nouns or rest in words.adjectives)
        and words.weight(rest) > words.counts.get(word, 0)
        and not stands_with_article(word, words)
    )


def seen_alone(word: str, words: Lemmas) -> bool:
    """Whether a word is known without the article."""
    return word in words.counts or word in words.weights


def hamza_follows(norm: str, left: int, words: Lemmas) -> bool:
    """Whether the usual spelling shows that a word begins behind the clitics: لأزمة."""
    return left > 0 and words.spellings.get(norm, "")[left : left + 1] in HAMZATED


def article_opens(norm: str, left: int, words: Lemmas) -> bool:
    """Whether the alef and lam before `left` are the article, and no letters of the word as in التزام."""
    word, rest = norm[left - 2 :], norm[left:]
    if not word.startswith("ال"):
        return False
    if words.spellings.get(norm, "")[left - 2 : left - 1] in HAMZATED:
        return False
    alone = words.counts.get(rest, 0)
    if not alone and rest not in words.listed and choice.opens(word):
        return False
    if word in words.verbs and alone < words.counts.get(word, 0):  # التقى
        return False
    if (word in words.listed or word in words.plurals) and not (
        rest in words.listed or alone * 10 >= words.counts.get(word, 0) > 0
    ):
        return False
    return words.counts.get("ال" + word, 0) <= alone


def name_behind(norm: str, left: int, own: int, words: Lemmas) -> bool:
    """Whether the name behind the first letters may have them as clitics; short ones must be frequent."""
    if norm[:left] in ARTICLES:
        return True
    rest = norm[left:]
    if rest in words.definite_names:
        return False
    if norm[:left] in _RARE_CLITICS:
        return words.weight(rest) > own
    return len(rest) > MIN_STEM or words.weight(rest) * 2 >= own


def precedes_particle(norm: str, words: Lemmas) -> bool:
    """Whether the first letter is a clitic of the function word behind it: wa- always, bi- and li- of short ones."""
    if norm[0] == "\N{ARABIC LETTER WAW}":
        return True
    return (
        norm[0] in "\N{ARABIC LETTER BEH}\N{ARABIC LETTER LAM}"
        and (len(norm) > 4 or norm[-1] != _HEH)
        and len(norm) >= 4
        and not stands_with_article(norm, words)
        and 20 * words.counts.get(norm, 0) < words.counts.get(norm[1:], 0)
    )
