"""Asking the sample reports: judged queries in ``demo_gold/queries.tsv``, searched as a user searches.

A query and, behind a tab, parts of the titles of the reports that answer it, parted by ``|``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fihrist
from fihrist.demo import reports_path
from tests.quality.figures import Figure

JUDGED = Path(__file__).resolve().parent / "demo_gold" / "queries.tsv"
TOP = 10


@dataclass(frozen=True)
class Judged:
    """A query and parts of the titles that answer it."""

    query: str
    answers: tuple[str, ...]


def judged() -> list[Judged]:
    """All judged queries."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Judged(query, tuple(answer.strip() for answer in answers.split("|"))) for query, answers in parts]


def titles_found(queries: Sequence[str]) -> list[list[str]]:
    """The titles that each query finds in the sample reports, best first."""
    with (
        tempfile.TemporaryDirectory(prefix="fihrist-quality-") as folder,
        reports_path() as reports,
        fihrist.open(Path(folder) / "archive", create=True) as archive,
    ):
        archive.ingest([reports])
        return [[hit.title for hit in archive.search(query, limit=TOP, facets=()).hits] for query in queries]


def ranks(answers: Sequence[str], titles: Sequence[str]) -> list[int]:
    """Where each answer stands among the titles, from 1; 0: nowhere."""
    return [next((at for at, title in enumerate(titles, 1) if answer in title), 0) for answer in answers]


def measure() -> list[Figure]:
    """How high the first answer stands, how many of the answers come at all, how many queries miss all of theirs."""
    queries = judged()
    found = titles_found([each.query for each in queries])
    placed = [ranks(each.answers, titles) for each, titles in zip(queries, found, strict=True)]
    first = [min((rank for rank in ranked if rank), default=0) for ranked in placed]
    answers = [rank for ranked in placed for rank in ranked]
    return [
        Figure("demo/queries MRR@10", sum(1 / rank for rank in first if rank) / len(first), 0.9, note=f"{len(first)}"),
        Figure("demo/queries R@10", sum(map(bool, answers)) / len(answers), 0.9, note=f"of {len(answers)} answers"),
        Figure("demo/queries missed", first.count(0) / len(first), 0.05, "lower"),
    ]
