"""The affixes that inflection and clitics add to a word, in tier-2 spelling.

Chosen from those Tashaphyne knows: what makes new words (meem, ist-, alef-noon) is left out, for it opens and closes
names too (بشار, لبنان, بغداد). The yeh of relation stays: سوري, السورية and السوريين meet, and stay apart from سور.
"""

from __future__ import annotations

from typing import Final

ARTICLES: Final = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل", "فلل", "وبال", "وكال", "فبال")
"""The article, alone and behind clitics."""

CLITICS: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
"""Conjunctions and prepositions, as they stand before a word without the article; li- opens verbs as well."""

FUTURE: Final = ("س", "وس", "فس")
"""The future particle."""

PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن", "نا", "كم")
"""Attached pronouns; heh is teh marbuta as well."""

_FEMININE: Final = "ت"
_PLURAL: Final = "ات"
_CONSTRUCTS: Final = ("ي", "و")

NOUN_ENDINGS: Final = (
    "ا",
    "ين",
    "ون",
    "ان",
    *_CONSTRUCTS,
    *(construct + pronoun for construct in _CONSTRUCTS for pronoun in PRONOUNS),
    *("ا" + pronoun for pronoun in PRONOUNS),
    *(_FEMININE + ending for ending in ("ي", "ا", "ين", "ان", *PRONOUNS)),
    *(_FEMININE + "ي" + pronoun for pronoun in PRONOUNS),
    _PLURAL,
    _PLURAL + "ي",
    *(_PLURAL + pronoun for pronoun in PRONOUNS),
)
"""Plurals, duals, accusative, and all of them before a pronoun."""

VERB_ENDINGS: Final = (
    "ت",
    "وا",
    "ن",
    "تم",
    *("ون" + pronoun for pronoun in PRONOUNS),
    *("ان" + pronoun for pronoun in PRONOUNS),
    "ني",
    "تني",
    "وني",
)
"""Endings of verbs that nouns do not have."""

PREFIXES: Final = (*ARTICLES, *CLITICS, *FUTURE)
SUFFIXES: Final = tuple(dict.fromkeys((*PRONOUNS, *NOUN_ENDINGS, *VERB_ENDINGS)))

SHAPED_SUFFIXES: Final = frozenset(
    (
        "ه",
        "ها",
        "هم",
        "هما",
        "هن",
        "ته",
        "تها",
        "تهم",
        "تهما",
        "تنا",
        "تي",
        "تين",
        "تان",
        "ات",
        "اته",
        "اتها",
        "اتهم",
        "اتهما",
        "اتنا",
        "اتي",
        "ين",
        "ون",
        "ي",
        "يها",
        "يهم",
        "ينا",
        "و",
        "وه",
        "وها",
        "وهم",
        "ا",
        "ت",
        "وا",
    )
)
"""The endings that are taken off words the lexicon does not know, by the shape of what is left."""
