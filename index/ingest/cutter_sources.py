"""The name of an outlet, without what describes it."""

from __future__ import annotations

from fihrist.index.ingest.cutter_patterns import Patterns, fold

_QUOTES = "«»\"'“”„‘’()[]"
_AROUND = " .،,:؛-–—"


def outlet_name(value: str, patterns: Patterns) -> str:
    """The bare name: ``موقع المونيتور الأمريكي`` is ``المونيتور``; a kind that belongs to the name stays."""
    value = value.strip(_AROUND)
    words = value.split()
    if len(words) >= 2 and fold(words[0]) in patterns.kinds and fold(words[1].strip(_QUOTES)) not in patterns.generic:
        words = words[1:]
        if len(words) >= 2 and fold(words[-1].strip(_QUOTES)) in patterns.nationalities:
            words = words[:-1]
    name = " ".join(words)
    bare = name.strip(_QUOTES + _AROUND)
    # A quotation mark inside belongs to the name's parts; only a pair around the whole goes.
    return bare if not any(mark in bare for mark in _QUOTES) else name
