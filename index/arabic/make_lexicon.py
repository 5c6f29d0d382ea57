"""Makes `lexicon.tsv.gz` from the ANT corpus: ``python -m fihrist.index.arabic.make_lexicon ANT.jsonl.gz [MIN_COUNT]``.

The corpus is JSON Lines with ``title``, ``abstract`` and ``text``; articles that begin alike are counted once. The same
corpus gives the same bytes. See `lexicon` for the form of the list.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from fihrist.index.arabic.folding import fold_exact, fold_norm
from fihrist.index.arabic.pattern import WORD

MIN_COUNT: Final = 3
"""Occurrences that all spellings of a word together need. Stems do not get better with rarer words, the list gets twice as long."""

OPENING: Final = 200
"""Characters by which two articles are taken for the same one."""

HEADER: Final = (
    "# Frequencies of news Arabic, counted on Antcorp: Arabic News Texts (Chouigui, Ben Khiroun and Elayeb 2017).",
    "# Corpus: Apache License 2.0. Form: count, tab, words in their usual spelling that stand so often.",
)

_KEPT: Final = frozenset(
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}\N{ARABIC LETTER ALEF WITH MADDA ABOVE}\N{ARABIC LETTER ALEF MAKSURA}\N{ARABIC LETTER TEH MARBUTA}"
)

_exact = lru_cache(maxsize=None)(fold_exact)


def _plain(spelling: str) -> str:
    """A spelling with loan letters as they are searched."""
    return "".join(char if char in _KEPT else fold_norm(char) for char in spelling)


def texts(path: Path) -> Iterator[str]:
    """The articles of the corpus, title and body together."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            body = record["text"] or record["abstract"]
            if body[:OPENING] not in seen:
                seen.add(body[:OPENING])
                yield f"{record['title']}\n{record['abstract']}\n{record['text']}"


def count(articles: Iterable[str], least: int = MIN_COUNT) -> Iterator[str]:
    """The lines of the lexicon, the most frequent words first."""
    spellings = Counter(_exact(word) for text in articles for word in WORD.findall(text))
    by_norm: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, number in spellings.items():
        if "\u0621" <= word[:1] <= "\u064a":
            by_norm[fold_norm(word)].append((-number, word))
    by_count: dict[int, list[str]] = defaultdict(list)
    for found in by_norm.values():
        total = -sum(number for number, _ in found)
        if total >= least:
            by_count[total].append(_plain(min(found)[1]))
    yield from HEADER
    for total in sorted(by_count, reverse=True):
        yield f"{total}\t{' '.join(sorted(by_count[total]))}"


def main(arguments: Sequence[str], *, target: Path) -> None:
    """Count the corpus named first, with the least count named second, and write the list to `target`."""
    least = int(arguments[1]) if len(arguments) > 1 else MIN_COUNT
    content = "\n".join(count(texts(Path(arguments[0])), least)) + "\n"
    target.write_bytes(gzip.compress(content.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:], target=Path(__file__).with_name("lexicon.tsv.gz"))
