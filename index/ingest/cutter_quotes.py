"""Pull quotes: sentences of the text, set apart and printed twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fihrist.index.ingest.cutter_lines import Line

_LONGEST = 320
_FEWEST_WORDS = 6
_SHARE = 0.55
"""Of a quote's pairs of neighbouring words, how many another paragraph must hold; editors shorten and retouch."""
_SIGNATURE_WORDS = 10
_KEPT = 4
_WORD = re.compile(r"[^\W_]+")


def pull_quotes(lines: Sequence[Line]) -> list[int]:
    """Which lines of a text repeat a longer paragraph of it, with the name under them; numbers in order.

    Every pair of neighbouring words is kept with the first paragraphs that hold it, so the work is linear.
    """
    if len(lines) < 3 or not any(_short(line) for line in lines):
        return []
    holders: dict[tuple[str, str], list[int]] = {}
    words = [_WORD.findall(_folded(line)) for line in lines]
    for number, found in enumerate(words):
        for pair in pairwise(found):
            places = holders.setdefault(pair, [])
            if len(places) < _KEPT and (not places or places[-1] != number):
                places.append(number)
    quotes: list[int] = []
    for number, line in enumerate(lines):
        after_quote = bool(quotes) and quotes[-1] == number - 1
        if _short(line) and _repeats(words, holders, number, after_quote=after_quote):
            quotes.append(number)
    return quotes


def _short(line: Line) -> bool:
    return line.size <= _LONGEST


def _folded(line: Line) -> str:
    return line.key


def _repeats(
    words: Sequence[list[str]], holders: dict[tuple[str, str], list[int]], number: int, *, after_quote: bool
) -> bool:
    own = words[number]
    signature = after_quote and 2 <= len(own) <= _SIGNATURE_WORDS
    if len(own) < _FEWEST_WORDS and not signature:
        return False
    pairs = list(pairwise(own))
    counts = Counter(place for pair in pairs for place in holders[pair] if place != number)
    if not counts:
        return False
    place, count = counts.most_common(1)[0]
    return count >= _SHARE * len(pairs) and len(words[place]) > 1.3 * len(own)
