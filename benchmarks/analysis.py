"""Speed of the analysis chain over real news: ``python -P benchmarks/analysis.py NEWS.jsonl.gz ... [--articles N]``.

Prints processor times: loading what the first word needs, running words with an empty cache, and words that were never
seen before, for which nothing is cached. Files are JSON Lines with ``title`` and ``text`` or ``content``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

TYPES = 100_000
"""Distinct words measured without the cache."""


def texts(paths: list[Path], limit: int) -> Iterator[str]:
    """The first articles of each file, title and body."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number >= limit:
                    break
                record = json.loads(line)
                yield f"{record.get('title') or ''}\n{record.get('text') or record.get('content') or ''}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="NEWS.jsonl.gz")
    parser.add_argument("--articles", type=int, default=10_000, help="of each file (default 10000)")
    options = parser.parse_args()

    from fihrist.index.arabic.chain import forms
    from fihrist.index.arabic.pattern import WORD

    bodies = list(texts(options.paths, options.articles))
    start = time.process_time()
    forms("وبالمقاتلين")
    print(f"first word, lexicon and Tashaphyne loaded: {(time.process_time() - start) * 1000:.0f} ms")

    start, running = time.process_time(), 0
    for body in bodies:
        for word in WORD.findall(body):
            forms(word)
            running += 1
    spent = time.process_time() - start
    print(f"running words, cold cache: {running:,} in {spent:.1f} s, {running / spent:,.0f} a second")

    _distinct({word for body in bodies for word in WORD.findall(body)})


def _distinct(words: set[str]) -> None:
    from fihrist.index.arabic.chain import forms

    types = sorted(words)[:: max(1, len(words) // TYPES)]
    uncached = forms.__wrapped__
    start = time.process_time()
    for word in types:
        uncached(word)
    spent = time.process_time() - start
    print(f"distinct words, uncached: {len(types):,} in {spent:.1f} s, {len(types) / spent:,.0f} a second")


if __name__ == "__main__":
    main()
