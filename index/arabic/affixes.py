"""The affixes that inflection and clitics add to a word, in tier-2 spelling, and what each of them asks of the word.

Chosen from those Tashaphyne knows: what makes new words (meem, ist-, alef-noon) is left out, for it opens and closes
names too (بشار, لبنان), and so is the second person, which news hardly use and which ends many a root (اشتباك, محاكم).
The yeh of relation stays: سوري, السورية and السوريين meet, and stay apart from سور.
"""

from __future__ import annotations

from typing import Final

ARTICLES: Final = ("ال", "وال", "بال", "كال", "فال", "لل", "ولل", "فلل", "وبال", "وكال", "فبال")
"""The article, alone and behind clitics."""

CLITICS: Final = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
"""Conjunctions and prepositions, as they stand before a word without the article."""

FUTURE: Final = ("س", "وس", "فس")
"""The future particle."""

PRONOUNS: Final = ("ه", "ها", "هم", "هما", "هن")
"""Attached pronouns; heh is teh marbuta as well. Noon-alef is left out: it is a root's noon with an accusative more often."""

FEMININE: Final = ("ته", "تها", "تهم", "تهما", "تنا", "تي", "تين", "تان")
"""Teh marbuta before a pronoun or the dual."""

PLURALS: Final = ("ات", "اته", "اتها", "اتهم", "اتهما", "اتنا", "اتي")
"""The sound feminine plural, alone and with a pronoun."""

MASCULINES: Final = ("ين", "ون")
"""The sound masculine plural, and the dual."""

CONSTRUCTS: Final = ("ي", "يها", "يهم", "ينا", "و", "وه", "وها", "وهم")
"""The sound masculine plural before a noun or pronoun."""

ENDINGS: Final = ("ا", "ت", "وا")
"""Accusative, and the endings of verbs."""

PREFIXES: Final = (*ARTICLES, *CLITICS, *FUTURE)
SUFFIXES: Final = (*PRONOUNS, *FEMININE, *PLURALS, *MASCULINES, *CONSTRUCTS, *ENDINGS)
