"""Pull quotes: sentences of the text, set apart and printed twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fihrist.index.ingest.cutter_model import Line

_LONGEST = 320
_FEWEST_WORDS = 6
_SHARE = 0.55
"""Of a quote's pairs of neighbouring words, how many another paragraph must hold; editors shorten and retouch."""
_SENTENCE_SHARE = 0.9
"""The same for a whole sentence: news repeats its formulas, and a paragraph of its own may resemble another."""
_SIGNATURE_WORDS = 10
_KEPT = 4
_MOST_LINES = 2000
"""A text with more short lines is no news article; its verse and its tables repeat themselves."""
_WORD = re.compile(r"[^\W_]+")


def pull_quotes(lines: Sequence[Line]) -> list[int]:
    """Which lines of a text repeat a longer paragraph of it, with the name under them; numbers in order.

    Pairs of neighbouring words are kept with the first few paragraphs that hold them, so the work is linear.
    """
    short = [number for number, line in enumerate(lines) if line.size <= _LONGEST]
    if len(lines) < 3 or not 0 < len(short) <= _MOST_LINES:
        return []
    words = [_WORD.findall(line.key) for line in lines]
    wanted = {pair for number in short for pair in pairwise(words[number])}
    holders: dict[tuple[str, str], list[int]] = {}
    for number, found in enumerate(words):
        for pair in pairwise(found):
            if pair not in wanted:
                continue
            places = holders.setdefault(pair, [])
            if len(places) < _KEPT and (not places or places[-1] != number):
                places.append(number)
    quotes: list[int] = []
    for number in short:
        after_quote = bool(quotes) and quotes[-1] == number - 1
        share = _SENTENCE_SHARE if lines[number].paragraph else _SHARE
        if _repeats(words, holders, number, share, after_quote=after_quote):
            quotes.append(number)
    return quotes


def _repeats(
    words: Sequence[list[str]],
    holders: dict[tuple[str, str], list[int]],
    number: int,
    share: float,
    *,
    after_quote: bool,
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
    return count >= share * len(pairs) and len(words[place]) > 1.3 * len(own)
