"""The judged queries name reports that there are, and the baselines' BM25 is ours."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

import fihrist
from fihrist.demo import reports_path
from fihrist.index.arabic.folding import fold_norm
from fihrist.index.store import Store
from fihrist.search.execute.compile import Names, compile_tree
from fihrist.search.execute.executor import Plan, execute
from fihrist.search.execute.scoring import NORM_WEIGHT, STEM_WEIGHT
from fihrist.search.query.parse import parse
from tests.quality import asking
from tests.quality.baselines import BM25, light10, lucene, our_stem, trigrams, whole, words

WORDS = ["هجوم", "القوات", "المدينة", "2014"]


def test_every_answer_is_one_report(tmp_path: Path) -> None:
    with fihrist.open(tmp_path / "archive", create=True) as archive:
        with reports_path() as reports:
            archive.ingest([reports])
        titles = [hit.title for hit in archive.search("", limit=500, facets=()).hits]
    for judged in asking.judged():
        assert judged.query
        for answer in judged.answers:
            assert sum(answer in title for title in titles) == 1, answer
    assert len(asking.judged()) >= 50


def test_the_baselines_bm25_scores_as_the_executor_does() -> None:
    texts = [f"{'هجوم ' * (at % 3)}القوات في المدينة {at + 2010} {'نص ' * at}" for at in range(9)]
    lines = "\n".join(f'{{"text": "{text}", "url": "https://example.org/{at}"}}' for at, text in enumerate(texts))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "texts.jsonl").write_text(lines, encoding="utf-8")
        with fihrist.open(Path(folder) / "archive", create=True) as archive:
            archive.ingest([Path(folder) / "texts.jsonl"])
        with Store.open(Path(folder) / "archive") as store:
            urls = {int(stored.article.id, 16): stored.article.url for stored in store.records.stored()}
            query = compile_tree(parse(" OR ".join(WORDS)).tree, Names())
            answer = execute(store.snapshot, Plan(query, limit=100))
    scores = {int(urls[key][-1]): score for key, score in zip(answer.keys, answer.scores, strict=True)}
    ours = BM25(map(words, texts), [(whole(fold_norm), NORM_WEIGHT), (whole(our_stem), STEM_WEIGHT)]).scores(WORDS)
    assert scores == pytest.approx(dict(enumerate(ours.tolist())), rel=1e-5)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والمدينة", "مدين"),
        ("بالأسلحة", "اسلح"),
        ("للمقاتلين", "مقاتل"),
        ("وقف", "وقف"),
        ("ولدان", "لد"),
        ("مستشفيات", "مستشف"),
    ],
)
def test_light_stems_are_those_of_the_papers(word: str, expected: str) -> None:
    assert light10(word) == lucene(word) == expected


def test_light10_takes_two_prefixes_off_and_lucene_one() -> None:
    assert (light10("ووالده"), lucene("ووالده")) == ("ده", "والد")


def test_trigrams_know_the_edges_of_words() -> None:
    assert trigrams("قصف") == [" قص", "قصف", "صف "]
    assert trigrams("و") == [" و "]
