"""What articles speak of, what is known of their dates, places inside places: counts against plain Python."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from random import Random

import numpy as np
import pytest

from fihrist.index.engine import IndexDocument, Snapshot
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.execute.rollup import Rollup
from fihrist.search.query.tree import DateAspect, Dated, DateField, DateRange, Everything, Not
from fihrist.search.results import MENTIONED_FACETS

Build = Callable[[Sequence[Sequence[IndexDocument]], Sequence[int]], AbstractContextManager[Snapshot]]

PUBLISHED = [
    (0, 0, 0),
    (20140101, 20141231, 1),
    (20140601, 20140630, 2),
    (20140610, 20140610, 3),
    (20151231, 20151231, 3),
]
DAYS = [20131231, 20140101, 20140609, 20140610, 20140630, 20141231, 20150101, 20151231, 20170101]
ABOVE = np.array([[-1, -1], [2, 5], [5, -1], [-1, -1], [2, -1], [-1, -1]])
"""Entity 1 lies in 2, which lies in 5; entity 4 lies in 2."""


@dataclass(frozen=True)
class Corpus:
    commits: list[list[IndexDocument]]
    deleted: list[int]

    @property
    def articles(self) -> list[IndexDocument]:
        last = {document.key: document for documents in self.commits for document in documents}
        return [document for key, document in last.items() if key not in self.deleted]


def corpus(seed: int) -> Corpus:
    random = Random(seed)
    commits = [[article(random, random.randrange(1, 60)) for _ in range(30)] for _ in range(random.randint(1, 3))]
    commits = [list({each.key: each for each in commit}.values()) for commit in commits]
    return Corpus(commits, random.sample(range(1, 60), random.randint(0, 10)))


def article(random: Random, key: int) -> IndexDocument:
    earliest, latest, precision = random.choice(PUBLISHED)
    drawn = [tuple(sorted(random.choices(DAYS, k=2))) for _ in range(random.randrange(7))]
    spans = [(first, last) for first, last in drawn]
    at = random.randrange(len(spans) + 1)
    return IndexDocument(
        key=key,
        title="خبر",
        body="قصف",
        published_earliest=earliest,
        published_latest=latest,
        published_precision=precision,
        mentioned=spans[:at],
        mentioned_wide=spans[at:],
        entities=sorted(random.sample(range(6), random.randrange(4))),
    )


DIVISORS = {"mentioned_year": 10_000, "mentioned_month": 100, "mentioned_day": 1}


def periods(document: IndexDocument, name: str) -> set[int]:
    """The years (YYYY), months (YYYYMM) or days that an article speaks of, day by day."""
    found = {value for span in document.mentioned for value in values(span, name)}
    whole = (values(span, name) for span in document.mentioned_wide)
    return found.union(*(each for each in whole if len(each) == 1))


def values(span: tuple[int, int], name: str) -> set[int]:
    first, last = (datetime.date.fromisoformat(str(day)).toordinal() for day in span)
    days = (datetime.date.fromordinal(day) for day in range(first, last + 1))
    return {int(day.strftime("%Y%m%d")) // DIVISORS[name] for day in days}


def matching(articles: list[IndexDocument], first: int, last: int) -> list[IndexDocument]:
    return [each for each in articles if speaks_of(each, first, last)]


def speaks_of(document: IndexDocument, first: int, last: int) -> bool:
    overlaps = any(a <= last and b >= first for a, b in document.mentioned)
    return overlaps or any(first <= a and b <= last for a, b in document.mentioned_wide)


@pytest.mark.parametrize("seed", range(12))
def test_what_articles_speak_of(build: Build, seed: int) -> None:
    made = corpus(seed)
    random = Random(seed)
    first, last = sorted(random.choices(DAYS, k=2))
    asked = compile_tree(DateRange(DateField.MENTIONED, first, last), Names())
    every = compile_tree(Everything(), Names())
    with build(made.commits, made.deleted) as snapshot:
        whole = execute(snapshot, Plan(every, facets=MENTIONED_FACETS, limit=0))
        some = execute(snapshot, Plan(asked, facets=MENTIONED_FACETS, limit=0))
        siblings = execute(snapshot, Plan(every, mentioned=asked, facets=MENTIONED_FACETS, limit=0))
    held = matching(made.articles, first, last)
    for name in MENTIONED_FACETS:
        assert whole.dates[name] == Counter(each for document in made.articles for each in periods(document, name))
        assert some.dates[name] == Counter(each for document in held for each in periods(document, name))
        assert siblings.dates[name] == whole.dates[name]
    assert some.total == siblings.total == len(held)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_known_of_publication_dates(build: Build, seed: int) -> None:
    made = corpus(seed)
    values = ("undated", "year", "month", "day")
    known = Counter(values[document.published_precision] for document in made.articles)
    every = compile_tree(Everything(), Names())
    with build(made.commits, made.deleted) as snapshot:
        for value in values:
            asked = compile_tree(Dated(DateAspect.PRECISION, (value,)), Names())
            answer = execute(snapshot, Plan(every, precision=asked, facets=["precision"], limit=0))
            counts = dict(zip(values, answer.aspects["precision"].tolist(), strict=False))
            assert Counter(counts) == known
            assert answer.total == known[value]
            left = compile_tree(Not(Dated(DateAspect.PRECISION, (value,))), Names())
            assert execute(snapshot, Plan(left, limit=0)).total == known.total() - known[value]


@pytest.mark.parametrize("seed", range(12))
def test_places_count_for_those_above_them(build: Build, seed: int) -> None:
    made = corpus(seed)
    first, last = sorted(Random(seed).choices(DAYS, k=2))
    asked = compile_tree(DateRange(DateField.MENTIONED, first, last), Names())
    expected: Counter[int] = Counter()
    for document in matching(made.articles, first, last):
        named = set(document.entities)
        expected.update(named | {int(at) for entity in named for at in ABOVE[entity] if at >= 0})
    with build(made.commits, made.deleted) as snapshot:
        plan = Plan(asked, rollup=Rollup(ABOVE), facets=["place"], limit=0)
        answer = execute(snapshot, plan)
        plain = execute(snapshot, Plan(asked, facets=["place"], limit=0))
    assert answer.entities is not None
    assert plain.entities is not None
    assert Counter(dict(enumerate(answer.entities.tolist()))) == expected
    assert (plain.entities <= answer.entities).all()
