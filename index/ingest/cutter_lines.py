"""The lines of a page, each with what it is by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from fihrist.index.ingest.cutter_patterns import INVISIBLE, Patterns, fold, is_separator

SHORT = 400
"""No furniture, label or title has more characters; longer lines are paragraphs and are not looked into."""

_LABELLED = re.compile(r"^\W{0,3}(\w[^:\N{FULLWIDTH COLON}|\n]{0,40}?)\s*(?:[:\N{FULLWIDTH COLON}|]|\.{2,}|\N{HORIZONTAL ELLIPSIS}|\s[-\N{EN DASH}\N{EM DASH}])\s*(.*)$", re.DOTALL)
_BLANKS = " \t\r\n\v\f\N{NO-BREAK SPACE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\x1c\x1d\x1e\x1f\x85"
_TRIM = _BLANKS + INVISIBLE
_CITY = re.compile(r"^[^()]{3,45}\s\([^()\d]{2,20}\)$")
_RIGHTS = re.compile(r"(?:\N{COPYRIGHT SIGN}|\([cC]\))\s*(?:\d{4}(?:\s*[-\N{EN DASH}]\s*\d{4})?)?\s*([^\d.|]{2,40}?)\s*(?:\d{4}(?:\s*[-\N{EN DASH}]\s*\d{4})?)?\s*\.?$")
_SENTENCE_END = re.compile(r"[.!\N{ARABIC QUESTION MARK}?\N{HORIZONTAL ELLIPSIS}][\s\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK})\]]{0,3}$")
_DASHED = re.compile(r"^(.{2,30}?)\s*[-\N{EN DASH}\N{EM DASH}/|]\s*(.{2,30})$")
_WORD = re.compile(r"[^\W_]+")
_FREE_LABELS = {"byline": 6, "published": 16, "updated": 16, "see_also": 25, "translator": 6}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_UPDATE_INSIDE = re.compile(r"\s*[-|,\N{ARABIC COMMA}(\N{EN DASH}]?\s*(?:و?[\N{ARABIC LETTER ALEF WITH MADDA ABOVE}\N{ARABIC LETTER ALEF}]خر (?:تحديث|تعديل)|last updated?|updated)", re.IGNORECASE)


class Role(StrEnum):
    """What a line is by itself, before its neighbours are looked at."""

    TEXT = "text"
    FURNITURE = "furniture"
    MENU = "menu"
    PUBLISHED = "published"
    UPDATED = "updated"
    SOURCE = "source"
    RIGHTS = "rights"
    TRANSLATOR = "translator"
    KEYWORDS = "keywords"
    BYLINE = "byline"
    CAPTION = "caption"
    SEE_ALSO = "see_also"
    READ_ALSO = "read_also"
    RELATED = "related"
    COMMENTS = "comments"
    SEPARATOR = "separator"


@dataclass(slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        start: offset of its first character in the page.
        end: after its last character.
        text: the characters between, without blanks and invisible characters around.
        key: the folded text; the text itself when it is long.
        role: what it is.
        value: what follows the label.
        rule: the rule that decided.
        paragraph: running text, not a title.
        words: how many, of the first 400 characters.
        outlet: the outlet that a byline names beside the way the report was made.
    """

    start: int
    end: int
    text: str
    key: str
    role: Role = Role.TEXT
    value: str = ""
    rule: str = ""
    paragraph: bool = False
    words: int = 0
    outlet: str = ""

    @property
    def size(self) -> int:
        """Length in characters."""
        return self.end - self.start

    @property
    def titular(self) -> bool:
        """It may be a title: a few words, not running text."""
        return self.role is Role.TEXT and not self.paragraph and self.words >= 2 and self.size <= 220


def split_lines(text: str, patterns: Patterns) -> list[Line]:
    """The lines of a page that are not blank, in order, classified one by one."""
    lines = []
    start = 0
    for raw in text.split("\n"):
        body = raw.strip(_TRIM)
        shown = body or raw.strip()
        if shown:
            offset = start + raw.index(shown)
            lines.append(_classified(offset, shown, patterns, invisible=not body))
        start += len(raw) + 1
    return lines


def is_paragraph(text: str) -> bool:
    """Running text: long, or of middle length and a sentence to its end."""
    if len(text) >= 180:
        return True
    end = _SENTENCE_END.search(text[-12:])
    if end is None:
        return False
    return len(text) >= (60 if end[0][0] == "." and not text.endswith("..") else 120)


def _classified(start: int, text: str, patterns: Patterns, *, invisible: bool) -> Line:
    line = Line(start, start + len(text), text, text if len(text) > SHORT else fold(text))
    if invisible or (len(text) <= SHORT and not any(character.isalnum() for character in text)):
        line.role = Role.SEPARATOR if is_separator(text) else Role.FURNITURE
        line.rule = "no letters"
        return line
    line.paragraph = is_paragraph(text)
    line.words = len(_WORD.findall(text[:SHORT]))
    if len(text) <= SHORT:
        _classify_short(line, patterns)
    elif (found := _LABELLED.match(text)) and patterns.labels.get(fold(found[1])) == "keywords":
        _set(line, Role.KEYWORDS, "label", found[2])
    if line.role is not Role.TEXT:
        line.paragraph = False
    return line


def _set(line: Line, role: Role, rule: str, value: str = "") -> None:
    line.role, line.rule, line.value = role, rule, value.strip(_TRIM)


def _classify_short(line: Line, patterns: Patterns) -> None:
    heading = patterns.headings.get(line.key.strip(" :.…•*-–|<>»«"))
    if heading is not None:
        _set(line, Role(heading), "heading")
        return
    if _labelled(line, patterns):
        return
    if patterns.is_date(line.key):
        _set(line, Role.PUBLISHED, "date line", line.text)
        return
    rights = _RIGHTS.search(line.text)
    if rights is not None and not any(part in line.key for part in patterns.containing):
        name = rights[1].strip(_TRIM)
        _set(line, Role.RIGHTS if len(name.split()) <= 4 else Role.FURNITURE, "copyright", name)
        return
    rule = patterns.is_furniture(line.key)
    if rule:
        _set(line, Role.FURNITURE, rule)
        return
    if line.words <= 8 and line.key.startswith(patterns.more_from):
        _set(line, Role.RELATED, "heading of a section")
        return
    if line.size <= 230 and patterns.is_credit(line.key):
        _set(line, Role.CAPTION, "credit", line.text)
        return
    if patterns.is_breadcrumb(line.key) or (line.words <= 40 and patterns.is_menu(line.key)):
        _set(line, Role.MENU, "names of sections")
        return
    _classify_name(line, patterns)


def _labelled(line: Line, patterns: Patterns) -> bool:
    found = _LABELLED.match(line.text)
    if found is not None:
        label = fold(found[1])
        role = patterns.labels.get(label)
        if role is not None and _fits(role, label, found[2], patterns):
            value = _UPDATE_INSIDE.split(found[2])[0] if role == "published" else found[2]
            _set(line, Role(role), "label", value if role != "caption" else line.text)
            return True
    if line.words > 30:
        return False
    words = line.text.split()
    for count in (4, 3, 2, 1):
        if len(words) <= count:
            continue
        label = fold(" ".join(words[:count]))
        role = patterns.labels.get(label)
        value = " ".join(words[count:])
        if role in _FREE_LABELS and len(words) - count <= _FREE_LABELS[role] and _fits_free(role, count, value, patterns):
            value = _UPDATE_INSIDE.split(value)[0] if role == "published" else value
            _set(line, Role(role), "words of a label", value)
            return True
    return False


def _fits(role: str, label: str, value: str, patterns: Patterns) -> bool:
    """Whether a value is what its label announces; a title may begin with a word and a colon too."""
    words = len(value.split())
    if role in {"published", "updated"}:
        shown = fold(_UPDATE_INSIDE.split(value)[0])
        return patterns.is_date(shown) or (words <= 14 and _YEAR.search(shown) is not None)
    if role == "source":
        return 0 < words <= (3 if " " not in label and not label.startswith("ال") else 10) and not is_paragraph(value)
    if role in {"byline", "translator"}:
        limit = 8 if role == "translator" else 5
        return 0 < words <= limit and len(value) <= 60 and not any(character.isdigit() for character in value)
    if role == "see_also":
        return words >= 2 and not (words > 30)
    if role == "caption":
        return words >= 1
    return True


def _fits_free(role: str, count: int, value: str, patterns: Patterns) -> bool:
    if role in {"published", "updated"}:
        return patterns.is_date(fold(_UPDATE_INSIDE.split(value)[0]))
    if role == "see_also":
        return count >= 2 and not is_paragraph(value)
    return 2 <= len(value.split()) <= 4 and not any(not (c.isalpha() or c in " .'’-") for c in value)


def _classify_name(line: Line, patterns: Patterns) -> None:
    """Bylines that their shape gives away: "name (city)", "exclusive - outlet"."""
    if line.words <= 7 and _CITY.match(line.text):
        _set(line, Role.BYLINE, "name and city", line.text)
        return
    sides = _DASHED.match(line.text) if line.words <= 5 and line.size <= 45 else None
    if sides is None:
        if line.key in patterns.exclusive:
            _set(line, Role.BYLINE, "how it was made", line.text)
        return
    for way, name in ((sides[1], sides[2]), (sides[2], sides[1])):
        if fold(way) in patterns.exclusive:
            _set(line, Role.BYLINE, "how it was made and outlet", line.text)
            line.outlet = name.strip(_TRIM)
            return
