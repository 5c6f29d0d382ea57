"""Retrieval: how high the text that answers a question stands when any of the question's words may match.

Texts are indexed and searched as a user's are; a question is its words with OR between them. ARCD was halved by
article: one half, ANS's training file and the news were used to set the parameters of the ranking, the other half and
ANS's development file were looked at in the end only.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fihrist
from fihrist.index.store import Store
from fihrist.search.execute.compile import compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.question import Question
from fihrist.search.results import Filters
from tests.quality import _collections as collections
from tests.quality._collections import Collection, Query, loosely
from tests.quality.baselines import words
from tests.quality.figures import Figure

NO_FILTERS = Filters()
ADDRESS = "https://quality.example/"
TOP = 10
"""For MRR@10 an answer further down counts as missed."""
DEPTH = 100
"""For R@100."""

COLLECTIONS: dict[str, Callable[[], Collection | None]] = {
    "ARCD": cache(collections.arcd),
    "ANS dev": cache(lambda: collections.ans("dev")),
    "ANS train": cache(lambda: collections.ans("train")),
    "news": cache(collections.news),
}
HEADLINES = ("ANS dev", "ANS train")
"""Collections whose texts are titles."""


@dataclass(frozen=True)
class Loaded:
    """A collection in an archive."""

    store: Store
    collection: Collection
    keys: tuple[int, ...]
    """Of the articles, by the text's index; 0 for a text that was not taken in."""


@contextmanager
def loaded(name: str) -> Iterator[Loaded | None]:
    """A collection, taken in as a user takes in a file; None without its data."""
    collection = COLLECTIONS[name]()
    if collection is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="fihrist-quality-") as temporary:
        folder = Path(temporary)
        part = "title" if name in HEADLINES else "text"
        records = [{"url": f"{ADDRESS}{at}", part: text} for at, text in enumerate(collection.texts)]
        lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        (folder / "texts.jsonl").write_text(lines, encoding="utf-8")
        with fihrist.open(folder / "archive", create=True) as archive:
            archive.ingest([folder / "texts.jsonl"])
        with Store.open(folder / "archive") as store:
            keys = [0] * len(collection.texts)
            for stored in store.records.stored():
                keys[int(stored.article.url.removeprefix(ADDRESS))] = int(stored.article.id, 16)
            yield Loaded(store, collection, tuple(keys))


def any_word(question: str) -> str:
    """What is typed to search for any word of a question."""
    return " OR ".join(dict.fromkeys(words(question)))


def rank(held: Loaded, query: Query, ask: Callable[[str], str]) -> int:
    """Where the answer stands among the hits, from 1; 0: it is none of them."""
    question = Question.of(held.store, any_word(ask(query.text)), NO_FILTERS)
    snapshot = held.store.snapshot
    answer = execute(snapshot, Plan(compile_tree(question.asked, question.names), limit=snapshot.doc_count))
    itself = held.keys[query.itself] if query.itself >= 0 else 0
    keys = [key for key in answer.keys if key != itself]
    wanted = held.keys[query.answer]
    return keys.index(wanted) + 1 if wanted in keys else 0


def reciprocal(ranks: Sequence[int]) -> float:
    """MRR@10."""
    return sum(1 / rank for rank in ranks if 0 < rank <= TOP) / len(ranks)


def ranks_of(name: str, *asks: Callable[[str], str]) -> list[list[int]]:
    """The rank of every query's answer in a collection, for each way of asking; empty lists without its data."""
    with loaded(name) as held:
        if held is None:
            return [[] for _ in asks]
        return [[rank(held, query, ask) for query in held.collection.queries] for ask in asks]


def summary(ranks: Sequence[int]) -> tuple[float | None, float | None, float | None]:
    """MRR@10, the share of answers among the first hundred hits, the share that is no hit at all."""
    if not ranks:
        return None, None, None
    found = sum(0 < rank <= DEPTH for rank in ranks) / len(ranks)
    return reciprocal(ranks), found, sum(rank == 0 for rank in ranks) / len(ranks)


def figures_of(name: str, ranks: Sequence[int], note: str) -> list[Figure]:
    """The figures of one collection."""
    mrr, recall, nothing = summary(ranks)
    return [
        Figure(f"retrieval/{name} MRR@10", mrr, 0.0, note=note),
        Figure(f"retrieval/{name} R@100", recall, 0.0),
        Figure(f"retrieval/{name} missed", nothing, 1.0, "lower"),
    ]


def halves(ranks: Sequence[int]) -> tuple[float | None, float | None]:
    """MRR@10 of the half of ARCD that was tuned on, and of the other."""
    collection = COLLECTIONS["ARCD"]()
    if collection is None:
        return None, None
    pairs = list(zip(ranks, collection.queries, strict=True))
    tuned, held = ([rank for rank, query in pairs if query.group % 2 == half] for half in (0, 1))
    return reciprocal(tuned), reciprocal(held)


def measure() -> list[Figure]:
    """Every collection, and what loose typing costs."""
    arcd, loose = ranks_of("ARCD", str, loosely)
    tuned, held = halves(arcd)
    loss = reciprocal(arcd) - reciprocal(loose) if arcd else None
    return [
        *figures_of("ARCD", arcd, "465 passages, 1,395 questions"),
        Figure("retrieval/ARCD MRR@10, half tuned on", tuned, None),
        Figure("retrieval/ARCD MRR@10, half held back", held, None),
        Figure("retrieval/ARCD MRR@10 lost by loose typing", loss, 0.01, "lower"),
        *figures_of("ANS dev", ranks_of("ANS dev", str)[0], "565 headlines, 268 paraphrases"),
        *figures_of("ANS train", ranks_of("ANS train", str)[0], "1,951 headlines, 903 paraphrases; tuned on"),
        *figures_of("news", ranks_of("news", str)[0], "10,161 articles, 1,000 queries of three title words; tuned on"),
    ]
