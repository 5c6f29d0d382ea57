"""Lines that say what they are: "published: …", "by …", "outlet - exclusive"."""

from __future__ import annotations

import re
from itertools import pairwise

from fihrist.index.ingest.cutter_model import TRIM, Line, Role
from fihrist.index.ingest.cutter_patterns import Patterns, fold

_ALEF = "[\N{ARABIC LETTER ALEF}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}]"
_LABELLED = re.compile(
    r"^\W{0,3}(\w[^:|,\n\N{ARABIC COMMA}\N{FULLWIDTH COLON}]{0,40}?)\s*"
    r"([:|,\N{ARABIC COMMA}\N{FULLWIDTH COLON}]|\.{2,}|\N{HORIZONTAL ELLIPSIS}|\s[-\N{EN DASH}\N{EM DASH}])\s*(.*)$",
    re.DOTALL,
)
_UPDATE = re.compile(
    r" ?[-|,(\N{ARABIC COMMA}\N{EN DASH}]? ?(?:"
    rf"\N{{ARABIC LETTER WAW}}?{_ALEF}خر (?:تحديث|تعديل)|محدث|last updated?|updated)",
    re.IGNORECASE,
)
_LABEL = 80
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_BARS = re.compile(r"[|\N{BULLET}\N{MIDDLE DOT}\N{BROKEN BAR}]")
_CITY = re.compile(r"^([^().:!\N{ARABIC QUESTION MARK}\N{ARABIC COMMA}\d]{3,45})\s\([^()\d]{2,20}\)$")
_NAME_WORDS = 4
_SIDES = re.compile(r" ?[-\N{EN DASH}\N{EM DASH}/|:] ?")
_QUOTES = "«»\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_WITHOUT_SEPARATOR = {"byline": 6, "published": 16, "updated": 16, "see_also": 25, "translator": 6}
"""Roles whose label needs no colon, and how many words may follow."""
_HEADINGS = frozenset({Role.SOURCE, Role.PUBLISHED, Role.KEYWORDS, Role.TRANSLATOR, Role.TITLE})
"""Roles whose label may stand on the line before."""


def label(line: Line, patterns: Patterns) -> bool:
    """Give a line the role that its label announces; False when it has none."""
    found = _LABELLED.match(line.flat)
    if found is not None:
        name = fold(found[1])
        role = patterns.labels.get(name, "")
        comma = found[2] in ",\N{ARABIC COMMA}"
        if role and (not comma or role == "caption") and _fits(role, name, found[3], patterns):
            line.become(Role(role), "label", line.text if role == "caption" else _value(role, found[3]))
            return True
    own = patterns.labels.get(line.key.rstrip(" :"), "")
    if own in _HEADINGS and (own != "title" or line.key.endswith(":")):
        line.become(Role(own), "heading")
        return True
    return line.words <= 30 and _leading_words(line, patterns)


def long_label(line: Line, patterns: Patterns) -> bool:
    """The same for a long line, which only a list of keywords may be."""
    found = _LABELLED.match(" ".join(line.text[:_LABEL].split()))
    if found is None or patterns.labels.get(fold(found[1])) != "keywords" or found[2] not in line.text[:_LABEL]:
        return False
    line.become(Role.KEYWORDS, "label", line.text[line.text.index(found[2]) + len(found[2]) :])
    return True


def date_among_bars(line: Line, patterns: Patterns) -> bool:
    """A line of short pieces between bars, one of which is a date."""
    pieces = _BARS.split(line.flat)
    if len(pieces) < 2 or line.size > 160:
        return False
    for piece in pieces:
        shown = _UPDATE.split(piece)[0].strip(" -,")
        if shown and patterns.is_date(fold(shown)):
            line.become(Role.PUBLISHED, "date line", shown)
            return True
    return False


def join_headings(lines: list[Line]) -> None:
    """A label alone on its line passes its role to the short line after it."""
    for heading, line in pairwise(lines):
        if heading.rule == "heading" and heading.role in _HEADINGS and heading.role is not Role.KEYWORDS:
            fits = heading.role is Role.TITLE or line.words <= 6
            if line.role is Role.TEXT and not line.paragraph and fits:
                line.become(heading.role, "under its heading", line.text)


def byline_by_shape(line: Line, patterns: Patterns) -> bool:
    """Bylines that their shape gives away anywhere: "name (city)", "exclusive - outlet"."""
    found = _CITY.match(line.flat) if line.flat.endswith(")") else None
    if found is not None and len(found[1].split()) <= _NAME_WORDS:
        line.become(Role.BYLINE, "name and city", line.text)
        return True
    if line.key in patterns.exclusive:
        line.become(Role.BYLINE, "how it was made", line.text)
        return True
    sides = _SIDES.split(line.flat) if line.words <= 6 and line.size <= 45 else []
    if len(sides) == 2:
        for way, name in (sides, sides[::-1]):
            if fold(way) in patterns.exclusive and name:
                line.become(Role.BYLINE, "how it was made and outlet", line.text)
                line.outlet = name.strip(TRIM)
                return True
    return False


def byline_under_title(line: Line, patterns: Patterns) -> bool:
    """Under a title also "city - agency", "city: name", "city / name / agency"."""
    sides = _SIDES.split(line.flat)
    if not 2 <= len(sides) <= 3 or line.words > 9 or line.size > 70 or any(c.isdigit() for c in line.text):
        return False
    if not all(1 <= len(side.split()) <= 4 for side in sides):
        return False
    line.become(Role.BYLINE, "city and name", line.text)
    line.outlet = next((side.strip(TRIM) for side in sides if fold(side.strip(_QUOTES)) in patterns.agencies), "")
    return True


def _value(role: str, value: str) -> str:
    return _UPDATE.split(value)[0] if role == "published" else value


def _leading_words(line: Line, patterns: Patterns) -> bool:
    if line.key.split(" ", 1)[0] not in patterns.label_beginnings:
        return False
    words = line.flat.split(" ")
    for count in range(min(4, len(words) - 1), 0, -1):
        role = patterns.labels.get(fold(" ".join(words[:count])), "")
        rest = len(words) - count
        value = " ".join(words[count:])
        if role and rest <= _WITHOUT_SEPARATOR.get(role, 0) and _fits_bare(role, count, value, patterns):
            line.become(Role(role), "words of a label", _value(role, value))
            return True
    return False


def _fits(role: str, name: str, value: str, patterns: Patterns) -> bool:
    """Whether a value is what its label announces; a title may begin with a word and a colon too."""
    words = len(value.split())
    if role in {"published", "updated"}:
        shown = fold(_UPDATE.split(value)[0])
        return patterns.is_date(shown) or (words <= 14 and _YEAR.search(shown) is not None)
    if role == "source":
        # One bare word, "a source: …", opens many headlines; "the source" does not.
        limit = 10 if " " in name or name in patterns.definite_sources else 3
        return 0 < words <= limit and not value.endswith(".")
    if role in {"byline", "translator"}:
        limit = 8 if role == "translator" else 5
        return 0 < words <= limit and len(value) <= 60 and not any(character.isdigit() for character in value)
    if role == "see_also":
        return 2 <= words <= 30
    if role == "address":
        return words == 1 and ("." in value or "/" in value)
    return words >= 1


def _fits_bare(role: str, count: int, value: str, patterns: Patterns) -> bool:
    if role in {"published", "updated"}:
        return patterns.is_date(fold(_UPDATE.split(value)[0]))
    if role == "see_also":
        return count >= 2 and not value.endswith(".")
    return 2 <= len(value.split()) <= 4 and all(
        c.isalpha() or c in " .'\N{RIGHT SINGLE QUOTATION MARK}-" for c in value
    )
