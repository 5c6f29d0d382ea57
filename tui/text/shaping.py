"""Contextual forms of Arabic letters, and what of a text a terminal cell may show.

The tables are derived from `unicodedata`: the decompositions of Arabic Presentation Forms-A and -B name the form and
the letter. Nothing that acts as a command leaves this module: control characters become U+FFFD, separators a blank;
joiners, bidirectional controls and other format characters act on the shapes and are not shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

TATWEEL = "\N{ARABIC TATWEEL}"
LAM = "\N{ARABIC LETTER LAM}"
DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ZWJ = "\N{ZERO WIDTH JOINER}"
_ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
_ALEFS = (
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
)
_BLOCKS = (range(0xFB50, 0xFC00), range(0xFE70, 0xFF00))
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that have a glyph: Arabic number, year, footnote, page, verse and pound marks and the like."""
_WORD = re.compile(" +|[^ ]+")
_LONGEST_CACHED = 48
"""Characters; longer words are rare and would fill the cache."""
_MOST_MARKS = 4
"""Marks shown on one base; real text has at most three, and towers of them would cover the lines around."""
_UNSEEN_MARKS = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks without a glyph: the grapheme joiner, variation selectors and the like."""


class Cluster(NamedTuple):
    """What one cell (two for wide characters) shows, and where it comes from."""

    glyph: str
    """A base character and its marks; empty only when the whole text shows nothing."""
    start: int
    end: int
    width: int
    """Cells: 1 or 2; 0 when the glyph is empty."""


def _forms() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Forms by letter, and forms of the lam-alef ligature by alef."""
    letters: dict[str, dict[str, str]] = {}
    ligatures: dict[str, dict[str, str]] = {}
    for code in (code for block in _BLOCKS for code in block):
        kind, *codes = unicodedata.decomposition(chr(code)).split() or [""]
        chars = [chr(int(part, 16)) for part in codes]
        if kind not in {"<isolated>", "<final>", "<initial>", "<medial>"}:
            continue
        if len(chars) == 1 and unicodedata.category(chars[0]) == "Lo":
            letters.setdefault(chars[0], {})[kind[1:-1]] = chr(code)
        elif len(chars) == 2 and chars[0] == LAM and chars[1] in _ALEFS:
            ligatures.setdefault(chars[1], {})[kind[1:-1]] = chr(code)
    return letters, ligatures


FORMS, LAM_ALEF = _forms()
FORMS["\N{ARABIC LETTER AE}"] = {form: FORMS["\N{ARABIC LETTER HEH}"][form] for form in ("isolated", "final")}
_DUAL = frozenset(letter for letter, forms in FORMS.items() if "initial" in forms) | frozenset(
    TATWEEL + _ZWJ + "\N{ARABIC LETTER LAM WITH SMALL V}\N{ARABIC LETTER YEH WITH SMALL V}\N{ARABIC LETTER NOON GHUNNA}"
)
"""Joining types D and C: joins on both sides. The letters named here and in `_RIGHT` lack some presentation forms and
are shown as they are; their neighbours join."""
_RIGHT = frozenset(letter for letter, forms in FORMS.items() if "final" in forms) - _DUAL | frozenset(
    "\N{ARABIC LETTER REH WITH SMALL V BELOW}\N{ARABIC LETTER U WITH HAMZA ABOVE}"
)
"""Joining type R: joins the letter before only."""


def is_transparent(char: str) -> bool:
    """Whether letters join across a character (joining type T)."""
    category = unicodedata.category(char)
    return category in {"Mn", "Me"} or (category == "Cf" and char not in {_ZWNJ, _ZWJ} and char not in _VISIBLE_FORMAT)


def is_mark(char: str) -> bool:
    """Whether a character is drawn on the one before it."""
    return unicodedata.category(char) in {"Mn", "Me"} if char else False


@lru_cache(maxsize=8192)
def plain_glyph(char: str) -> str:
    """What is shown for a character outside any joining; empty for those that are not shown."""
    category = unicodedata.category(char)
    if category in {"Zl", "Zp", "Zs"} or char in "\t\n\r\v\f\x85":
        return " "
    if category == "Cf":
        return char if char in _VISIBLE_FORMAT else ""
    if category in {"Cc", "Cs", "Cn"}:
        return REPLACEMENT
    return "" if _UNSEEN_MARKS.match(char) else char


def shape(text: str, *, marks: bool = True, forms: bool = True) -> list[Cluster]:
    """The clusters of a text in logical order; together they cover all of it.

    Args:
        text: a paragraph or a part of it that ends at a blank.
        marks: whether combining marks are shown.
        forms: whether letters take their contextual forms; else the terminal shapes them.
    """
    clusters: list[Cluster] = []
    for match in _WORD.finditer(text):
        word, at = match.group(), match.start()
        shaped = _cached(word, marks, forms) if len(word) <= _LONGEST_CACHED else _shape_word(word, marks, forms)
        clusters += [Cluster(c.glyph, c.start + at, c.end + at, c.width) for c in shaped] if at else shaped
    if any(not cluster.glyph for cluster in clusters):
        return _melt(clusters)
    return clusters


def width_of(word: str, *, marks: bool = True, forms: bool = True) -> int:
    """Cells that a word without blanks takes."""
    if len(word) <= _LONGEST_CACHED:
        return _cached_width(word, marks, forms)
    return sum(cluster.width for cluster in _shape_word(word, marks, forms))


@lru_cache(maxsize=65536)
def _cached(word: str, marks: bool, forms: bool) -> tuple[Cluster, ...]:
    return tuple(_shape_word(word, marks, forms))


@lru_cache(maxsize=65536)
def _cached_width(word: str, marks: bool, forms: bool) -> int:
    return sum(cluster.width for cluster in _cached(word, marks, forms))


def _joins(word: str) -> tuple[list[bool], list[bool]]:
    """Which characters join the one before, and which the one after."""
    before, after = [False] * len(word), [False] * len(word)
    last = -1
    for i, char in enumerate(word):
        if is_transparent(char):
            continue
        both = char in _DUAL
        if last >= 0 and (both or char in _RIGHT):
            before[i] = after[last] = True
        last = i if both else -1
    return before, after


def _shape_word(word: str, marks: bool, forms: bool) -> list[Cluster]:
    joins = _joins(word) if forms and not word.isascii() else None
    out: list[Cluster] = []
    i = 0
    while i < len(word):
        glyph, end = _glyph(word, i, *joins) if joins else (plain_glyph(word[i]), i + 1)
        width = get_character_cell_size(glyph) if glyph else 0
        if width == 0 or is_mark(glyph):
            _attach(out, glyph if marks or not is_mark(glyph) else "", i, end)
        else:
            inner = "".join(filter(is_mark, word[i + 1 : end])) if marks else ""
            out.append(Cluster(glyph + inner[:_MOST_MARKS], i, end, width))
        i = end
    return _melt(out)


def _glyph(word: str, i: int, before: list[bool], after: list[bool]) -> tuple[str, int]:
    """The base glyph of the cluster at `i`, and where its text ends; lam-alef takes two letters."""
    char = word[i]
    table = FORMS.get(char)
    if table is None:
        return plain_glyph(char), i + 1
    if char == LAM and after[i]:
        alef = i + 1
        while alef < len(word) and is_transparent(word[alef]):
            alef += 1
        ligature = LAM_ALEF.get(word[alef]) if alef < len(word) else None
        if ligature:
            return ligature["final" if before[i] else "isolated"], alef + 1
    closed = "final" if before[i] else "isolated"
    form = ("medial" if before[i] else "initial") if after[i] else closed
    return table.get(form) or table.get(closed) or char, i + 1


def _attach(out: list[Cluster], mark: str, start: int, end: int) -> None:
    """Put a mark, or a character that is not shown, into the cluster before."""
    if out and (out[-1].glyph or not mark):
        last = out[-1]
        full = len(last.glyph) > _MOST_MARKS
        out[-1] = Cluster(last.glyph if full else last.glyph + mark, last.start, end, last.width)
    elif mark:
        out.append(Cluster(DOTTED_CIRCLE + mark, start, end, 1))
    else:
        out.append(Cluster("", start, end, 0))


def _melt(clusters: list[Cluster]) -> list[Cluster]:
    """Let clusters without a glyph go into the one before, at the start into the one after."""
    out: list[Cluster] = []
    start = None
    for cluster in clusters:
        if not cluster.glyph and out:
            out[-1] = out[-1]._replace(end=cluster.end)
        elif not cluster.glyph:
            start = cluster.start if start is None else start
        else:
            out.append(cluster if start is None else cluster._replace(start=start))
            start = None
    if not out and clusters:
        return [Cluster("", clusters[0].start, clusters[-1].end, 0)]
    return out
