"""Writes `countries.tsv`: the countries' names in Arabic and English from CLDR, and the aliases of `country_names.tsv`.

Run ``python -m fihrist.index.entities.make_countries`` after Babel has moved to a newer CLDR. CLDR data is © Unicode,
Inc., under the Unicode License v3 (https://www.unicode.org/license.txt); Babel carries it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
NOT_COUNTRIES: Final = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
HEAD: Final = """# Written by make_countries.py: names of countries from Unicode CLDR (through Babel), Unicode License v3,
# https://www.unicode.org/license.txt; aliases from country_names.tsv. Columns as in places.tsv.
"""
_PARENTHESES: Final = re.compile(r"\s*\(.*?\)")
_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")


def _clean(name: str) -> str:
    return _CONTROLS.sub("", _PARENTHESES.sub("", name)).strip()


def _own_names() -> dict[str, tuple[str, str]]:
    """Country code → preferred Arabic label (or empty) and aliases, as written in `country_names.tsv`."""
    lines = (FOLDER / "country_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: (label, aliases) for code, label, aliases in rows}


def lines() -> Iterator[str]:
    """The lines of the file, without its head, by country code."""
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    own = _own_names()
    for code in sorted(arabic):
        if len(code) != 2 or not code.isalpha() or code in NOT_COUNTRIES:
            continue
        identifier = code.lower()
        name, name_en = _clean(arabic[code]), _clean(english[code])
        label, aliases = own.get(identifier, ("", ""))
        names = [alias for alias in (name if label else "", *aliases.split("|")) if alias and alias != (label or name)]
        if f"@{name}" in names and name in names:
            names.remove(name)
        yield "\t".join((identifier, "place", label or name, name_en, "|".join(dict.fromkeys(names)), "country", ""))


if __name__ == "__main__":
    (FOLDER / "countries.tsv").write_text(HEAD + "\n".join(lines()) + "\n", encoding="utf-8")
