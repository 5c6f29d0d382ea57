"""Retrieval: how high the text that answers a question stands when any of the question's words may match.

Texts are indexed and searched as a user's are; a question is its words with OR between them. ARCD was halved by
article: one half, ANS's training file and the news were used to set the parameters of the ranking, the other half and
ANS's development file were looked at in the end only.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import numpy as np

from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.query.parse import parse
from fihrist.search.query.tree import Node, Or, Word
from tests.quality import _collections as collections
from tests.quality._collections import Collection, Query, loosely
from tests.quality.baselines import words
from tests.quality.figures import Figure

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


def key_of(text: str) -> int:
    """The key of a text: ties between hits break on it, as on an article's."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) or 1


@contextmanager
def indexed(texts: Sequence[str], *, titles: bool) -> Iterator[Snapshot]:
    """The texts as an index."""
    with tempfile.TemporaryDirectory(prefix="fihrist-quality-") as folder:
        with IndexWriter(folder) as writer:
            for text in texts:
                writer.add(IndexDocument(key_of(text), text if titles else "", "" if titles else text))
            writer.commit(1, np.zeros(0, np.uint8), "quality")
        with Snapshot.open(folder) as snapshot:
            yield snapshot


def any_word(question: str) -> Node:
    """A question as a search for any of its words."""
    return parse(" OR ".join(dict.fromkeys(words(question)))).tree


def rank(snapshot: Snapshot, collection: Collection, query: Query, ask: Callable[[str], str]) -> int:
    """Where the answer stands among the hits, from 1; 0: it is none of them."""
    tree = any_word(ask(query.text))
    answer = execute(snapshot, Plan(compile_tree(tree, Names()), limit=snapshot.doc_count))
    itself = key_of(collection.texts[query.itself]) if query.itself >= 0 else -1
    keys = [key for key in answer.keys if key != itself]
    wanted = key_of(collection.texts[query.answer])
    return keys.index(wanted) + 1 if wanted in keys else 0


def reciprocal(ranks: Sequence[int]) -> float:
    """MRR@10."""
    return sum(1 / rank for rank in ranks if 0 < rank <= TOP) / len(ranks)


def words_asked(question: str) -> list[str]:
    """The words of a question that are searched for, as typed."""
    tree = any_word(question)
    nodes = tree.children if isinstance(tree, Or) else (tree,)
    return [node.text for node in nodes if isinstance(node, Word)]


def ranks_of(name: str, ask: Callable[[str], str] = str) -> list[int]:
    """The rank of every query's answer in a collection; empty without its data."""
    collection = COLLECTIONS[name]()
    if collection is None:
        return []
    with indexed(collection.texts, titles=name in HEADLINES) as snapshot:
        return [rank(snapshot, collection, query, ask) for query in collection.queries]


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
    arcd, loose = ranks_of("ARCD"), ranks_of("ARCD", loosely)
    tuned, held = halves(arcd)
    loss = reciprocal(arcd) - reciprocal(loose) if arcd else None
    return [
        *figures_of("ARCD", arcd, "465 passages, 1,395 questions"),
        Figure("retrieval/ARCD MRR@10, half tuned on", tuned, None),
        Figure("retrieval/ARCD MRR@10, half held back", held, None),
        Figure("retrieval/ARCD MRR@10 lost by loose typing", loss, 0.01, "lower"),
        *figures_of("ANS dev", ranks_of("ANS dev"), "565 headlines, 268 paraphrases"),
        *figures_of("ANS train", ranks_of("ANS train"), "1,951 headlines, 903 paraphrases; tuned on"),
        *figures_of("news", ranks_of("news"), "10,161 articles, 1,000 queries of three title words; tuned on"),
    ]
