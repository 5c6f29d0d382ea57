"""The affixes that inflection and clitics add to a word, in tier-2 spelling.

Chosen from those Tashaphyne knows: what makes new words (meem, ist-, alef-noon as prefix) is left out, for it also
opens names (بشار, لبنان). Final heh stands for teh marbuta too.
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final = tuple("و ف ب ل ك ال وال بال كال فال لل ولل فلل وبال وكال فبال وب ول وك فب فل س وس فس".split())
"""Conjunctions, prepositions, the article and the future particle, as they combine."""

SUFFIXES: Final = tuple(
    "ا ات ان ون ين ه ها هم هما هن ي يه يا تي ته تها تهم تنا نا كم ك و وا يها يهم يين يون يان يات اته اتها اتهم ت تين تان "
    "وه وها ني نه".split()
)
"""Number, gender, case, person and attached pronouns, as they combine."""

CLITICS: Final = tuple("و ف ب ل ك وب ول وك فب فل فك".split())
"""What may stand before a name without the article."""

ARTICLES: Final = tuple("ال وال بال كال فال لل ولل فلل وبال وكال فبال".split())
"""The article, alone and behind clitics."""
