"""Judged queries on real texts: what is searched, what is asked, and which text answers."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fihrist.index.arabic.tokens import analyze
from tests.quality.figures import SHARED

RETRIEVAL = SHARED / "data" / "retrieval"
NEWS = SHARED / "data" / "news" / "ant.jsonl.gz"
SEED = 7
KNOWN_ITEMS = 1000
WORDS_ASKED = 3


@dataclass(frozen=True)
class Query:
    """A question and the one text that answers it."""

    text: str
    answer: int
    """Index of the text."""
    itself: int = -1
    """Index of a text that is the question, word for word; it does not count. -1: there is none."""
    group: int = 0
    """Queries of one group share their subject; sets are halved between groups."""


@dataclass(frozen=True)
class Collection:
    """Texts and queries."""

    texts: tuple[str, ...]
    queries: tuple[Query, ...]


def arcd() -> Collection | None:
    """ARCD: questions on passages of Wikipedia, grouped by article (Mozannar and others, 2019)."""
    path = RETRIEVAL / "arcd.json"
    if not path.exists():
        return None
    texts: dict[str, int] = {}
    queries = []
    for group, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        for paragraph in article["paragraphs"]:
            at = texts.setdefault(paragraph["context"], len(texts))
            queries += [Query(asked["question"], at, group=group) for asked in paragraph["qas"]]
    return Collection(tuple(texts), tuple(queries))


def ans(part: str) -> Collection | None:
    """ANS: a headline for its paraphrase, among all headlines of the file (Khouja, 2020).

    Many pairs stand in the file both ways round; a headline that is the paraphrase itself does not count.
    """
    path = RETRIEVAL / "ans" / f"stance-{part}.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {text: at for at, text in enumerate(dict.fromkeys(row["s1"] for row in rows))}
    agreeing = [row for row in rows if row["stance"] == "agree"]
    queries = [Query(row["s2"], texts[row["s1"]], texts.get(row["s2"], -1)) for row in agreeing]
    return Collection(tuple(texts), tuple(queries))


def news() -> Collection | None:
    """ANT: three words of a title for the body of its article; the titles are not searched."""
    if not NEWS.exists():
        return None
    pick = Random(SEED)
    texts: list[str] = []
    queries: list[Query] = []
    for title, body in _articles(NEWS):
        words = list(dict.fromkeys(token.text for token in analyze(title) if len(token.norm) > 3))
        if len(words) > WORDS_ASKED + 1:
            queries.append(Query(" ".join(pick.sample(words, WORDS_ASKED)), len(texts)))
        texts.append(body)
    return Collection(tuple(texts), tuple(pick.sample(queries, KNOWN_ITEMS)))


def _articles(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            title, body = record["title"] or "", record["text"] or ""
            yield title, body.removeprefix(title)


def loosely(text: str) -> str:
    """A text as many type it: no hamza on alef, ه for ة and ى for a final ي."""
    words = (word[:-1] + "ى" if word.endswith("ي") else word for word in text.split())
    return " ".join(words).translate(_LOOSE_LETTERS)


_LOOSE_LETTERS = str.maketrans("أإآة", "اااه")
