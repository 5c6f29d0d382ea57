"""What is told of spellings that were searched besides the typed ones, and of an archive's own table of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from fihrist.search.query.tree import Diagnostic, Severity, Span
from fihrist.search.variants import FILE_NAME, VariantTable

_NAMED: Final = 5
"""Additions that a diagnostic names at most."""

Added = tuple[Span, str, list[str]]
"""Where something was typed, what, and what was added to it."""


def variants_note(found: Sequence[Added]) -> Diagnostic:
    """Which spellings were added, in one note for the whole query."""
    named = [(typed, _without_clitics(texts)) for _, typed, texts in found[:_NAMED]]
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


def _without_clitics(texts: Sequence[str]) -> list[str]:
    """Spellings without those that are another one behind a preposition."""
    return [each for each in dict.fromkeys(texts) if not any(each != other and each.endswith(other) for other in texts)]


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
