"""One key for an outlet, however an article names it: وكالة سانا, سانا."""

from __future__ import annotations

from typing import Final

from fihrist.index.arabic.folding import fold_name
from fihrist.index.entities.wordlists import word_class

KINDS: Final = word_class("outlet_kind")
GENERAL: Final = word_class("outlet_general")
ENDINGS: Final = word_class("outlet_ending")


def outlet_key(name: str) -> str:
    """The folded name without the noun that says what kind of outlet it is, and without "for news" behind it.

    A name that would be nothing but a general word keeps them: وكالة الأنباء العراقية, شبكة الأخبار.
    """
    words = fold_name(name).split()
    if len(words) > 1 and words[0] in KINDS and words[1] not in GENERAL:
        words = words[1:]
    if len(words) > 1 and words[-1] in ENDINGS and words[0] not in KINDS:
        words = words[:-1]
    return " ".join(words)
