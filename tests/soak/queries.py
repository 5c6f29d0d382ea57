"""Any string is a valid query: random and grammar-made strings, parsed, compiled, and a share of them searched for.

    python -P tests/soak/queries.py [COUNT] [--seed N] [--search-every N] [--only N]

Every query has a number; ``--only`` asks a single one again. Exits with 1 and the queries that broke a promise.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from fihrist.demo import reports_path
from fihrist.index.ingest import pipeline
from fihrist.index.sources import SourceOptions
from fihrist.index.store import Store
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.expansion import MAX_FORMS, expand
from fihrist.search.highlighting import asked_for
from fihrist.search.query.diagnostics import MAX_DIAGNOSTICS
from fihrist.search.query.loose import MAX_LOOSE
from fihrist.search.query.parse import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, parse
from fihrist.search.query.tree import Diagnostic, Fuzzy, Node, ParsedQuery, Wide, Wildcard, children_of
from fihrist.search.service import search

PORTION = 2_000
"""Queries that a worker asks at a time."""
SHOWN = 20
"""Broken promises that are reported at most."""

WORDS = (
    "قصف", "الهجوم", "وبهجماتهم", "مستشفى", "المُقاتلون", "ســوريا", "داعش", "الرقة", "حلب", "إدلب", "درعا", "دير",
    "الزور", "عبدالله", "قوات", "الجيش", "مقاتل", "في", "من", "على", "إلى", "و", "أو", "ليس", "ما", "42,500",
    "٤٢٥٠٠", "3.5", "2014", "SY24", "G20", "Daesh", "ISIS", "Sana'a", "or", "and", "not", "]hua", "s,vdh", "ـ",
    "ً", "ب", "ﷲ",
)  # fmt: skip
OPERATORS = ("AND", "OR", "NOT", "&&", "||", "|", "&", "+", "-", "!", "=", "–", "أو", "و", "او")
FIELDS = (
    "title:", "عنوان:", "body:", "متن:", "source:", "مصدر:", "entity:", "كيان:", "person:", "شخص:", "org:",
    "منظمة:", "place:", "مكان:", "published:", "تاريخ:", "mentioned:", "ذكر:", "lang:", "لغة:", "root:", "جذر:",
    "tag:", "in:", "http:", "غريب:",
)  # fmt: skip
DATES = ("2014", "2014-06", "2014-06-10", "..2014", "2014..", "2014..2016", ">=2014", "[2014 TO *]", "undated", "حزيران 2014", "١٤٣٥", "99999", "0")  # fmt: skip
QUOTES = (('"', '"'), ("«", "»"), ("“", "”"), ("„", "“"), ('"', "»"), ("«", ""), ("", "”"))
TAILS = ("*", "~", "~1", "~2", "~99", "^2", "^0.5", "^", "^x", "؟", "?", "*^3", "~2^٣", ":", "،", "!", "…")
MARKS = ("\u064b", "\u0651", "\u0640", "\u200f", "\u202e", "\u200d", "\ufeff", "\u0300")
CONTROLS = (
    "\x00", "\x1b[31m", "\n", "\t", "\x7f", "\x85", "\u2028", "\u2067", "\ud800", "\udfff", "\U0010ffff", "😀",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
)  # fmt: skip


def query_of(seed: int, number: int) -> str:
    """The query of a number."""
    random = Random(f"{seed}:{number}")
    if number % 2_000 == 0:
        return _huge(random)
    return random.choice((_characters, _pieces, _pieces, _grammatical, _grammatical, _spoilt))(random)


def _characters(random: Random) -> str:
    planes = ((0x20, 0x7F), (0x600, 0x700), (0x600, 0x700), (0, 0x20), (0xFB50, 0x10000), (0, 0x110000))
    return "".join(chr(random.randrange(*random.choice(planes))) for _ in range(random.randrange(40)))


def _pieces(random: Random) -> str:
    kinds = (WORDS, WORDS, OPERATORS, FIELDS, DATES, TAILS, MARKS, CONTROLS, ("(", ")", " ", " ", '"', "«", "»", "“"))
    return "".join(random.choice(random.choice(kinds)) for _ in range(random.randrange(25)))


def _grammatical(random: Random) -> str:
    return " ".join(_clause(random, random.randrange(5)) for _ in range(random.randrange(1, 5)))


def _clause(random: Random, depth: int) -> str:
    if depth and random.random() < 0.5:
        inner = f" {random.choice(OPERATORS)} ".join(_clause(random, depth - 1) for _ in range(random.randrange(1, 4)))
        return (
            random.choice(("", "-", "NOT ", random.choice(FIELDS)))
            + f"({inner})"
            + random.choice(("", "", "^2", "^٠٫٥"))
        )
    return random.choice((_word, _word, _phrase, _value))(random)


def _word(random: Random) -> str:
    word = random.choice(WORDS)
    if random.random() < 0.3:
        at = random.randrange(len(word) + 1)
        word = word[:at] + random.choice(("*", "?", "؟", "**", "٭")) + word[at:]
    return (
        random.choice(("", "", "", "=", "-", "+", "!")) + word + (random.choice(TAILS) if random.random() < 0.4 else "")
    )


def _phrase(random: Random) -> str:
    before, behind = random.choice(QUOTES)
    words = " ".join(random.choices(WORDS, k=random.randrange(6)))
    return f"{before}{words}{behind}" + random.choice(("", "", "~5", "~0", "~", "~5^2", "^2"))


def _value(random: Random) -> str:
    return random.choice(FIELDS) + random.choice((*DATES, random.choice(WORDS), _phrase(random), "en", "عربية", "()"))


def _spoilt(random: Random) -> str:
    text = list(_grammatical(random))
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(text) + 1)
        spoil = random.choice((_cut, _repeated, _put))
        spoil(random, text, at)
    return "".join(text)


def _cut(random: Random, text: list[str], at: int) -> None:
    del text[at : at + random.randrange(4)]


def _repeated(random: Random, text: list[str], at: int) -> None:
    text[at:at] = text[at : at + 5] * random.randrange(1, 4)


def _put(random: Random, text: list[str], at: int) -> None:
    text.insert(
        at, random.choice((*MARKS, *CONTROLS, *QUOTES[0], "(", ")", "^", "~", "*", ":", "-", "=", "&&", "[", ","))
    )


def _huge(random: Random) -> str:
    piece = random.choice(
        (*WORDS, *OPERATORS, *FIELDS, *TAILS, *MARKS, *CONTROLS, "(", ")", '"', "«", "كلمة* ", "كلمة~2 ", "(ا OR ")
    )
    return random.choice(("", "(", "عنوان:", '"', "-")) + (piece + random.choice(("", " "))) * random.choice(
        (1_000, 10_000)
    )


class Broken(Exception):
    """A promise that a query broke."""


def check(condition: bool, promise: str) -> None:
    """Raise unless the promise is kept."""
    if not condition:
        raise Broken(promise)


def check_parsed(query: str) -> ParsedQuery:
    """Parse, compile, and hold what comes of it against the promises of the query language."""
    parsed = parse(query)
    nodes = [*_nodes(parsed.tree, 1)]
    check(len(nodes) <= MAX_NODES, "no more parts than the bound")
    check(max(depth for _, depth in nodes) <= MAX_DEPTH, "no more levels than the bound")
    check(
        sum(isinstance(node, Wildcard | Fuzzy | Wide) for node, _ in nodes) <= MAX_LOOSE, "few wildcards and the like"
    )
    check(len(parsed.interpreted) <= MAX_CHARACTERS, "an interpreted query no longer than the bound")
    check(len(parsed.diagnostics) <= MAX_DIAGNOSTICS, "few diagnostics")
    for node, _ in nodes:
        check(0 <= node.span.start <= node.span.end <= len(query), f"{node}: the span lies inside the query")
    check_diagnostics(query, parsed.diagnostics)
    for found in parsed.diagnostics:
        check(found.start < found.end, f"{found.kind}: the span is not empty")
    check(parse(parsed.interpreted).tree == parsed.tree, "the interpreted query means the same")
    compile_tree(parsed.tree, Names())
    return parsed


def check_diagnostics(query: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Every message is there in both languages, about a stretch of the query."""
    for found in diagnostics:
        check(0 <= found.start <= found.end <= len(query), f"{found.kind}: the span lies inside the query")
        check(bool(found.message), f"{found.kind}: there is a message")
        check(
            any("\u0620" <= char <= "\u064a" for char in found.message_ar),
            f"{found.kind}: there is a message in Arabic",
        )


def _nodes(node: Node, depth: int) -> Iterator[tuple[Node, int]]:
    yield node, depth
    for child in children_of(node):
        yield from _nodes(child, depth + 1)


def check_search(store: Store, query: str, parsed: ParsedQuery) -> None:
    """Search for the query, and hold the page against what a page may be."""
    page = search(store, query, limit=3)
    check(0 <= page.total <= store.snapshot.doc_count, "no more articles than there are")
    check(len(page.hits) == min(3, page.total), "as many hits as were asked for")
    check_diagnostics(query, page.diagnostics)
    for hit in page.hits:
        for text, spans in ((hit.title, hit.title_highlights), (hit.snippet.text, hit.snippet.highlights)):
            check(all(0 <= start < end <= len(text) for start, end in spans), "highlights lie inside the text")
    for node in asked_for(parsed.tree):
        if isinstance(node, Wildcard | Fuzzy | Wide):
            check(sum(map(len, expand(store.snapshot, node).norms)) <= MAX_FORMS, "no more words than the bound")


def ask(seed: int, numbers: range, archive: str, search_every: int) -> list[tuple[int, str, str]]:
    """Ask the queries of some numbers; those that broke a promise with what they broke."""
    broken = []
    with Store.open(archive) as store:
        for number in numbers:
            query = query_of(seed, number)
            try:
                parsed = check_parsed(query)
                if number % search_every == 0:
                    check_search(store, query, parsed)
            except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
                broken.append((number, query, str(error) if isinstance(error, Broken) else traceback.format_exc()))
    return broken


def run(
    count: int, ask_some: Callable[[range], list[tuple[int, str, str]]], workers: int
) -> list[tuple[int, str, str]]:
    """Ask all queries, portion by portion, until there is enough to report."""
    portions = [range(start, min(start + PORTION, count)) for start in range(0, count, PORTION)]
    broken: list[tuple[int, str, str]] = []
    started = time.monotonic()
    with ProcessPoolExecutor(workers) as pool:
        for done, found in enumerate(pool.map(ask_some, portions), 1):
            broken += found
            if sys.stderr.isatty():
                rate = done * PORTION / (time.monotonic() - started)
                print(f"\r{min(done * PORTION, count):,} queries, {rate:,.0f} a second", end="", file=sys.stderr)
            if len(broken) >= SHOWN:
                pool.shutdown(cancel_futures=True)
                break
    return broken[:SHOWN]


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--search-every", type=int, default=50, help="which share of the queries is searched for")
    parser.add_argument("--only", type=int, help="the number of a single query to ask")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = str(Path(folder) / "archive")
        with Store.open(archive, create=True, writable=True) as store, reports_path() as reports:
            pipeline.ingest(store, [str(reports)], options=SourceOptions(), progress=None, workers=1)
        if options.only is not None:
            print(repr(query_of(options.seed, options.only)))
            broken = ask(options.seed, range(options.only, options.only + 1), archive, 1)
        else:
            some = partial(_asked, options.seed, archive, options.search_every)
            broken = run(options.count, some, min(os.cpu_count() or 1, 8))
    for number, query, promise in broken:
        print(f"query {number} of seed {options.seed}: {query[:200]!r}\n  {promise}")
    print(f"{options.count:,} queries, every {options.search_every}th searched for: {len(broken)} broke a promise")
    return 1 if broken else 0


def _asked(seed: int, archive: str, search_every: int, numbers: range) -> list[tuple[int, str, str]]:
    return ask(seed, numbers, archive, search_every)


if __name__ == "__main__":
    sys.exit(main())
