"""Right-to-left text for plain printing on a terminal, without an application around it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from fihrist.tui.text.layout import RTL, Cell, Display, Mode, Paragraph

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_LRI, _RLI, _PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_FSI = "\N{FIRST STRONG ISOLATE}"
_LRM = "\N{LEFT-TO-RIGHT MARK}"
_DELIMITERS = re.compile(r"[/\\?#&=:.\s]+")
_ISOLATING = re.compile(f"[{_LRI}{_RLI}{_FSI}{_PDI}]")
_BIDI_TERMINALS = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID")
"""Environment variables of terminals that lay out right-to-left text themselves, each line on its own."""


def ltr(value: object) -> str:
    """A date, count, id or path for use inside an Arabic label: it keeps its left-to-right order there."""
    return f"{_LRI}{value}{_PDI}"


def address(text: str) -> str:
    """A URL or path for a left-to-right paragraph: its parts stay in their order where some are Arabic."""
    return _DELIMITERS.sub(f"{_LRM}\\g<0>{_LRM}", text)


def isolated(text: str) -> str:
    """A name of any script for use inside an Arabic label: its signs stay where its own first letter puts them."""
    return f"{_FSI}{_ISOLATING.sub('', text)}{_PDI}" if text else ""


def printing_mode(environment: Mapping[str, str] = os.environ) -> Mode:
    """Who should lay out printed lines on this terminal: `FIHRIST_BIDI`, else by what the terminal is known to do."""
    wanted = environment.get("FIHRIST_BIDI", "auto").lower()
    if wanted in {"visual", "logical"}:
        return Mode(wanted)
    known = any(environment.get(name) for name in _BIDI_TERMINALS)
    return Mode.LOGICAL if known or environment.get("TERM_PROGRAM") == "Apple_Terminal" else Mode.VISUAL


def visual_line(text: str, width: int = 0, *, display: Display | None = None, base: int | None = None) -> str:
    """One line as it must be sent to a terminal that does not reorder or shape Arabic.

    Args:
        text: one line; a longer one is cut and ends in an ellipsis.
        width: cells to fill, right-to-left text at the right end; 0 for no filling and no cutting.
        display: how text is drawn; visual order with marks when left out.
        base: 0 left-to-right, 1 right-to-left, None by the text.
    """
    paragraph = Paragraph(text, display=display or Display(), base=base)
    return fill(fit(paragraph, width) if width else paragraph.all_cells(), width, paragraph)


def visual_lines(
    text: str,
    width: int,
    spans: Sequence[tuple[int, int]] = (),
    *,
    light: tuple[str, str] = ("", ""),
    mode: Mode | None = None,
) -> list[str]:
    """A paragraph wrapped to `width` cells, ready for printing.

    Args:
        text: one paragraph.
        width: cells of a line, at least 2.
        spans: stretches of `text` to light.
        light: what is sent before and after each lit run, such as two colour sequences.
        mode: who lays out the text; by default `printing_mode`.
    """
    paragraph = Paragraph(text, display=Display(mode or printing_mode()))
    lines = range(paragraph.wrap(width))
    return [fill(paragraph.cells(line), width, paragraph, spans, light) for line in lines]


def fit(paragraph: Paragraph, width: int) -> list[Cell]:
    """The cells of a paragraph on one line of at most `width` cells; what does not fit gives way to an ellipsis."""
    cells = paragraph.all_cells()
    if sum(cell.width for cell in cells) <= width:
        return cells
    if width < 3:
        return cells[:0]
    paragraph.wrap(max(2, width - 1))
    cells = paragraph.cells(0)
    ellipsis = Cell(ELLIPSIS, 1, paragraph.lines[0][1], paragraph.lines[0][1], paragraph.base == RTL)
    first = paragraph.base == RTL and paragraph.display.mode is not Mode.LOGICAL
    return [ellipsis, *cells] if first else [*cells, ellipsis]


def fill(
    cells: Sequence[Cell],
    width: int,
    paragraph: Paragraph,
    spans: Sequence[tuple[int, int]] = (),
    light: tuple[str, str] = ("", ""),
) -> str:
    """Cells as a string, lit where they show a part of `spans`, filled to `width` on the side where lines end."""
    parts = []
    for lit, run in groupby(cells, key=lambda cell: is_lit(cell, spans)):
        glyphs = "".join(cell.glyph for cell in run)
        parts.append(f"{light[0]}{glyphs}{light[1]}" if lit else glyphs)
    text = "".join(parts)
    if paragraph.display.mode is Mode.LOGICAL and text:
        text = f"{_RLI if paragraph.base == RTL else _LRI}{text}{_PDI}"
    blank = " " * (width - sum(cell.width for cell in cells))
    return blank + text if paragraph.base == RTL else text + blank


def is_lit(cell: Cell, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a cell shows a part of one of the spans."""
    return any(start < cell.end and cell.start < end for start, end in spans)
