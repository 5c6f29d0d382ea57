"""A paragraph laid out on terminal cells: wrapped in logical order, each line then put into visual order.

Every cell knows the stretch of the paragraph it shows, so highlights, cursors and selections stay in the offsets of
the original text. Levels are resolved over the whole paragraph, never over a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from fihrist.tui.text import shaping, uax9
from fihrist.tui.text.bidi_classes import MIRROR, bidi_class
from fihrist.tui.text.shaping import Cluster


class Mode(StrEnum):
    """Who lays out right-to-left text."""

    VISUAL = "visual"
    """This program: cells are sent from left to right, letters in their contextual forms."""
    LOGICAL = "logical"
    """The terminal: text is sent in reading order, each line isolated from what stands beside it."""
    KITTY = "kitty"
    """This program orders the words and the terminal the letters of each word."""


@dataclass(frozen=True, slots=True)
class Display:
    """How text is drawn on this terminal."""

    mode: Mode = Mode.VISUAL
    marks: bool = True
    """Whether combining marks (tashkeel) are shown."""


class Cell(NamedTuple):
    """One glyph on the screen and the part of the paragraph that it shows."""

    glyph: str
    width: int
    start: int
    end: int
    rtl: bool


LTR, RTL = 0, 1
_WORD = re.compile("[^ ]+")
_RTL_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN_LETTERS = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_SAMPLE = 400
"""Characters looked at for the direction of a paragraph."""


def _one_paragraph() -> dict[int, str]:
    table = {code: shaping.plain_glyph(chr(code)) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
    table |= dict.fromkeys((0x1680, *range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000), " ")
    table |= {0x202D: "\N{LEFT-TO-RIGHT EMBEDDING}", 0x202E: "\N{RIGHT-TO-LEFT EMBEDDING}"}
    return table


_ONE_PARAGRAPH = _one_paragraph()
"""Character for character: separators become blanks, controls U+FFFD; overrides, which could show letters in an order
that nobody wrote, become embeddings."""


def direction(text: str) -> int:
    """The direction of a paragraph of an Arabic page: right-to-left unless it is mostly Latin.

    A first Latin word (HRW قالت) does not turn a paragraph round, as the rule of the first strong character would.
    """
    sample = text[:_SAMPLE]
    rtl, latin = len(_RTL_LETTERS.findall(sample)), len(_LATIN_LETTERS.findall(sample))
    return RTL if 2 * rtl >= latin else LTR


class Paragraph:
    """One paragraph, wrapped for a width.

    Attributes:
        text: the text with separators and controls replaced one for one; offsets are those of the original.
        base: `LTR` or `RTL`.
        lines: start and end of each wrapped line in `text`; blanks at the end of a line belong to it.
    """

    __slots__ = ("_cells", "_levels", "_width", "base", "display", "lines", "text")

    def __init__(self, text: str, *, display: Display, base: int | None = None) -> None:
        self.text = text.translate(_ONE_PARAGRAPH)
        self.base = direction(text) if base is None else base
        self.display = display
        self.lines: list[tuple[int, int]] = [(0, len(text))]
        self._levels: list[int] | None = None
        self._width = -1
        self._cells: dict[int, list[Cell]] = {}

    @property
    def levels(self) -> list[int]:
        """The level of each character of `text`."""
        if self._levels is None:
            self._levels = uax9.resolve(self.text, self.base)[1]
        return self._levels

    @property
    def _forms(self) -> bool:
        return self.display.mode is not Mode.LOGICAL

    def wrap(self, width: int) -> int:
        """Break into lines of at most `width` cells, at blanks where possible; gives the number of lines."""
        width = max(2, width)
        if width != self._width:
            self._width = width
            self._cells.clear()
            self.lines = self._break(width)
        return len(self.lines)

    def _break(self, width: int) -> list[tuple[int, int]]:
        lines = []
        start = used = end = 0
        for match in _WORD.finditer(self.text):
            word, at = match.group(), match.start()
            size = shaping.width_of(word, marks=self.display.marks, forms=self._forms)
            blanks = at - end if end > start or at > start == 0 else 0
            if used + blanks and used + blanks + size > width:
                lines.append((start, at))
                start, used, blanks = at, 0, 0
            if size > width:
                for cut in self._cuts(word, width):
                    lines.append((start, at + cut))
                    start = at + cut
                used = self._width_between(start, match.end())
            else:
                used += blanks + size
            end = match.end()
        lines.append((start, len(self.text)))
        return lines

    def _cuts(self, word: str, width: int) -> list[int]:
        """Where a word that is longer than a line is cut."""
        cuts = []
        room = width
        for cluster in shaping.shape(word, marks=self.display.marks, forms=self._forms):
            if cluster.width > room and cluster.start:
                cuts.append(cluster.start)
                room = width
            room -= cluster.width
        return cuts

    def _width_between(self, start: int, end: int) -> int:
        return sum(cluster.width for cluster in self._clusters(start, end))

    def _clusters(self, start: int, end: int) -> list[Cluster]:
        """The clusters between two offsets; words are shaped whole, even those that a line cuts."""
        first = self.text.rfind(" ", 0, start) + 1
        last = self.text.find(" ", end)
        part = self.text[first : last if last >= 0 else len(self.text)]
        shaped = shaping.shape(part, marks=self.display.marks, forms=self._forms)
        if first == start and first + len(part) == end:
            return [Cluster(c.glyph, c.start + first, c.end + first, c.width) for c in shaped]
        return [
            Cluster(c.glyph, c.start + first, c.end + first, c.width) for c in shaped if start <= c.start + first < end
        ]

    def cells(self, line: int) -> list[Cell]:
        """The cells of a line from left to right, trailing blanks left out; in `Mode.LOGICAL` in reading order."""
        known = self._cells.get(line)
        if known is None:
            start, end = self.lines[line]
            end = start + len(self.text[start:end].rstrip(" "))
            known = self._cells[line] = self.order(self._clusters(start, end) if end > start else [])
        return known

    def order(self, clusters: list[Cluster]) -> list[Cell]:
        """Clusters of one line as cells in the order they are sent."""
        clusters = [cluster for cluster in clusters if cluster.glyph]
        heads = [self._head(cluster) for cluster in clusters]
        levels = [self.levels[head] for head in heads]
        if self.display.mode is Mode.LOGICAL:
            return [
                Cell(c.glyph, c.width, c.start, c.end, bool(level & 1))
                for c, level in zip(clusters, levels, strict=True)
            ]
        cells = []
        for k in uax9.visual_order("".join(self.text[head] for head in heads), levels, self.base):
            glyph, start, end, width = clusters[k]
            rtl = bool(levels[k] & 1)
            cells.append(Cell(MIRROR.get(glyph, glyph) if rtl else glyph, width, start, end, rtl))
        return kitty_words(cells) if self.display.mode is Mode.KITTY else cells

    def _head(self, cluster: Cluster) -> int:
        """The first character of a cluster that is shown; a joiner or bidi control may stand before it."""
        if shaping.plain_glyph(self.text[cluster.start]):
            return cluster.start
        return next((i for i in range(cluster.start, cluster.end) if shaping.plain_glyph(self.text[i])), cluster.start)

    def all_cells(self) -> list[Cell]:
        """The whole paragraph as one line, trailing blanks kept; for editing."""
        return self.order(self._clusters(0, len(self.text)))

    def boundaries(self) -> list[int]:
        """Offsets at which a cursor may stand: 0 and the end of each cluster."""
        return [0, *(cluster.end for cluster in self._clusters(0, len(self.text)))]

    def line_of(self, offset: int) -> int:
        """The line that holds the character at `offset`."""
        return max(0, bisect_right(self.lines, (offset, len(self.text) + 1)) - 1)


def kitty_words(cells: list[Cell]) -> list[Cell]:
    """Cells for a terminal that turns the letters of each Arabic word round (kitty without ``force_ltr``).

    Each stretch between blanks whose first letter, as sent, is Arabic is sent back to front. Places and offsets stay,
    only glyphs move.
    """
    out = list(cells)
    start = 0
    while start < len(cells):
        stop = start
        while stop < len(cells) and cells[stop].glyph.strip():
            stop += 1
        word = cells[start:stop]
        classes = (bidi_class(cell.glyph[0]) for cell in reversed(word))
        if next((name for name in classes if name in {"AL", "L", "R"}), None) == "AL":
            glyphs = [MIRROR.get(cell.glyph, cell.glyph) if cell.rtl else cell.glyph for cell in reversed(word)]
            out[start:stop] = [cell._replace(glyph=glyph) for cell, glyph in zip(word, glyphs, strict=True)]
        start = stop + 1
    return out
