"""Makes `lexicon.tsv.gz` from the ANT corpus: ``python -m fihrist.index.entities.make_lexicon ant.jsonl.gz``.

The corpus is JSON Lines with ``title`` and ``text``. Given names of `words.tsv` show which words are surnames; those
show further given names; a second round counts with both.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from fihrist.index.arabic.folding import fold
from fihrist.index.arabic.pattern import WORD
from fihrist.index.entities.wordlists import word_class

MIN_COUNT: Final = 4
ROUNDS: Final = 2
PREPOSITIONS: Final = {fold("على")}
"""Folds to a given name (علي) and is far more frequent than it."""
NAME_TENTHS: Final = 4
"""A word that stands in a name this often counts as a name in the next round."""

_fold = lru_cache(maxsize=None)(fold)


def sentences(path: Path) -> Iterator[list[str]]:
    """Stretches of folded words with nothing but blanks between them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield from _stretches(f"{record['title']}\n{record['text']}")


def _stretches(text: str) -> Iterator[list[str]]:
    stretch: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        if stretch and text[end : match.start()].strip(" ") != "":
            yield stretch
            stretch = []
        word = _fold(match.group())
        if word:
            stretch.append(word)
        end = match.end()
    if stretch:
        yield stretch


def count(stretches: Iterable[list[str]]) -> Iterator[str]:
    """The lines of the lexicon."""
    rows = list(stretches)
    counts = Counter(word for row in rows for word in row)
    given = set(word_class("given")) - PREPOSITIONS
    behind: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for _ in range(ROUNDS):
        behind = Counter(b for row in rows for a, b in pairwise(row) if a in given)
        surnames = {w for w, n in behind.items() if n * 10 >= NAME_TENTHS * counts[w] and counts[w] >= MIN_COUNT}
        before = Counter(a for row in rows for a, b in pairwise(row) if b in surnames)
        given |= {w for w, n in before.items() if n * 10 >= NAME_TENTHS * counts[w] and counts[w] >= MIN_COUNT}
    for word, number in sorted(counts.items()):
        if number >= MIN_COUNT and not word.isascii():
            yield f"{word}\t{number}\t{min(9, behind[word] * 10 // number)}{min(9, before[word] * 10 // number)}"


if __name__ == "__main__":
    target = Path(__file__).with_name("lexicon.tsv.gz")
    content = "\n".join(count(sentences(Path(sys.argv[1])))) + "\n"
    target.write_bytes(gzip.compress(content.encode("utf-8"), 9, mtime=0))
