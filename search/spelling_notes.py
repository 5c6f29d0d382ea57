"""What is told of spellings that were searched besides the typed ones, and of an archive's own table of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from fihrist.index.arabic.affixes import CLITICS
from fihrist.index.arabic.folding import fold
from fihrist.search.query.tree import Diagnostic, Severity, Span
from fihrist.search.variants import FILE_NAME, VariantTable

_NAMED: Final = 5
"""Additions that a diagnostic names at most."""

Added = tuple[Span, str, list[str]]
"""Where something was typed, what, and what was added to it."""


def variants_note(found: Sequence[Added]) -> Diagnostic:
    """Which spellings were added, in one note for the whole query."""
    several = [(typed, _without_clitics(typed, texts)) for _, typed, texts in found]
    named = [(typed, texts) for typed, texts in several if texts][:_NAMED]
    more = "; …" if len(found) > _NAMED else ""
    english = "; ".join(f"“{typed}” also as {', '.join(texts[:_NAMED])}" for typed, texts in named)
    arabic = "؛ ".join(f"«{typed}» بحث عنها أيضا بإملاء: {'، '.join(texts[:_NAMED])}" for typed, texts in named)
    return Diagnostic(
        "variants",
        Severity.NOTE,
        min(span.start for span, _, _ in found),
        max(span.end for span, _, _ in found),
        f"Other spellings were searched for: {english}{more}. Search as typed (--as-typed) to leave them out.",
        f"{arabic}{more}. ابحث كما كُتب (--as-typed) لتركها.",
    )


def _without_clitics(typed: str, texts: Sequence[str]) -> list[str]:
    """Spellings without those that are another one, or what was typed, behind a preposition."""
    known = {fold(other) for other in (typed, *texts)}
    behind = {clitic + other for clitic in CLITICS for other in known}
    told = {fold(each): each for each in reversed(texts) if fold(each) not in behind and fold(each) != fold(typed)}
    return list(reversed(told.values()))


def bad_lines(folder: Path, table: VariantTable) -> Iterator[Diagnostic]:
    """What is wrong with the archive's own table, in one warning."""
    if not table.bad:
        return
    first, more = table.bad[0], len(table.bad) - 1
    path = folder / FILE_NAME
    line = f" line {first.number}" if first.number else ""
    others = f" ({more} more lines are wrong)" if more else ""
    line_ar = f" السطر {first.number}" if first.number else ""
    yield Diagnostic(
        "variants-file",
        Severity.WARNING,
        0,
        0,
        f"{path}{line} was left out: {first.reason}; correct the line{others}",
        f"أُهمل {path}{line_ar}: {first.reason_ar}؛ صحح السطر" + (f" (وفي {more} سطرا آخر خطأ)" if more else ""),
    )
