"""The lines of a page, each with what it is by itself."""

from __future__ import annotations

import re

from fihrist.index.ingest.cutter_labels import byline_by_shape, date_among_bars, join_headings, label, long_label
from fihrist.index.ingest.cutter_model import SHORT, TRIM, Line, Role
from fihrist.index.ingest.cutter_patterns import Patterns, fold, is_separator

_LONG = 180
_SENTENCE = 40
_QUESTION = 120
_BARS = re.compile(
    r"[|/>\\\N{BULLET}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}]"
)
_COUNT = re.compile(r"\s*[(\[]?\d*[)\]]?$")
_WORD = re.compile(r"[^\W_]+")
_CLOSERS = (
    "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT SINGLE QUOTATION MARK})]"
)
_RIGHTS = re.compile(
    r"(?:\N{COPYRIGHT SIGN}|\([cC]\))\s?(?:\d{4}(?:\s?[-\N{EN DASH}]\s?\d{4})?)?\s?([^\d.|]{2,40}?)"
    r"\s?(?:\d{4}(?:\s?[-\N{EN DASH}]\s?\d{4})?)?\s?\.?$"
)


def split_lines(text: str, patterns: Patterns) -> list[Line]:
    r"""The lines of a page that are not blank, in order, classified one by one.

    Args:
        text: the page, newlines as ``\n``.
        patterns: what is known of furniture and labels.
    """
    lines = []
    start = 0
    for raw in text.split("\n"):
        body = raw.strip(TRIM)
        shown = body or raw.strip()
        if shown:
            lines.append(_classified(start + raw.index(shown), shown, patterns, visible=bool(body)))
        start += len(raw) + 1
    join_headings(lines)
    return lines


def is_paragraph(text: str) -> bool:
    """Running text: long, or of middle length and a sentence to its end."""
    if len(text) >= _LONG:
        return True
    end = text[-8:].rstrip(" " + _CLOSERS)
    if end.endswith(".") and not end.endswith(".."):
        return len(text) >= _SENTENCE
    return len(text) >= _QUESTION and end.endswith(
        ("!", "?", "\N{ARABIC QUESTION MARK}", ".", "\N{HORIZONTAL ELLIPSIS}")
    )


def _classified(start: int, text: str, patterns: Patterns, *, visible: bool) -> Line:
    short = len(text) <= SHORT
    flat = " ".join(text.split()) if short else text
    line = Line(start, start + len(text), text, flat, fold(text) if short else text)
    if not visible or (short and _WORD.search(text) is None):
        line.become(Role.SEPARATOR if is_separator(text) else Role.FURNITURE, "no letters")
        return line
    line.words = len(_WORD.findall(text[:SHORT]))
    if not (_classify(line, patterns) if short else long_label(line, patterns)):
        line.paragraph = is_paragraph(text)
    return line


def _classify(line: Line, patterns: Patterns) -> bool:
    """Give a short line its role; False when it is text."""
    bare = line.key.strip(' :.…•*-–|<>»«"')
    heading = patterns.headings.get(bare) or patterns.headings.get(_COUNT.sub("", bare))
    if heading is not None:
        line.become(Role(heading), "heading")
        return True
    if label(line, patterns):
        return True
    if patterns.is_date(line.key):
        line.become(Role.PUBLISHED, "date line", line.text)
        return True
    if _rights(line, patterns) or date_among_bars(line, patterns):
        return True
    return _furniture(line, patterns) or byline_by_shape(line, patterns)


def _rights(line: Line, patterns: Patterns) -> bool:
    found = _RIGHTS.search(line.flat)
    if found is None or patterns.containing.search(line.key):
        return False
    name = found[1].strip(TRIM)
    line.become(Role.RIGHTS if len(name.split()) <= 4 else Role.FURNITURE, "copyright", name)
    return True


def _furniture(line: Line, patterns: Patterns) -> bool:
    rule = patterns.is_furniture(line.key)
    if line.key.startswith(patterns.ends):
        line.become(Role.END, "end of a box")
    elif rule:
        line.become(Role.FURNITURE, rule)
    elif line.words <= 8 and line.key.startswith(patterns.more_from):
        line.become(Role.RELATED, "heading of a section")
    elif line.key in patterns.agencies:
        line.become(Role.SOURCE, "name of an agency", line.text)
    elif line.key in patterns.credits or (line.size <= 230 and patterns.is_credit(line.key)):
        line.become(Role.CAPTION, "credit", line.text)
    elif patterns.is_breadcrumb(line.key):
        line.become(Role.MENU, "breadcrumb")
    elif line.words <= 40 and patterns.is_menu(line.key):
        line.become(Role.MENU, "menu" if _BARS.search(line.flat) else "name of a section")
    return line.role is not Role.TEXT
