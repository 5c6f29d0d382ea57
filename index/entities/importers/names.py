"""Names in lists of places and persons: which are Arabic, and which id a country has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from fihrist.index.entities.gazetteer import default_gazetteer

_ARABIC: Final = re.compile("[\u0621-\u064a]")
_OTHER_LANGUAGES: Final = re.compile("[\u0671-\u06d3\u06d5\u06ee-\u06ff]")
"""Letters of Persian, Urdu, Kurdish and Pashto that Arabic does not write."""


def is_arabic(name: str) -> bool:
    """Whether a name is written in Arabic letters, and not in those of a language that borrowed them."""
    return bool(_ARABIC.search(name)) and not _OTHER_LANGUAGES.search(name)


def arabic_first(names: Iterable[str]) -> list[str]:
    """Distinct names without blanks around them, those in Arabic before the others."""
    distinct = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    return sorted(distinct, key=lambda name: not is_arabic(name))


def country_id(code: str) -> str | None:
    """The gazetteer's id of a country by its ISO 3166 code of two letters; None for one that it does not know."""
    identifier = code.strip().lower()
    known = default_gazetteer().entities.get(identifier)
    return identifier if known is not None and "country" in known.flags else None
