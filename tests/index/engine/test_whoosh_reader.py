"""Stock Whoosh queries over a snapshot answer as counting does."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from whoosh import query
from whoosh.formats import Positions
from whoosh.reading import TermNotFound
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from fihrist.index.engine import IndexDocument, IndexWriter, Snapshot, schema, whoosh_reader

WORDS = ["درعا", "مدينه", "المدينة", "مدن", "قصف", "قصفت", "القصف", "احمد", "ادلب", "داعش", "في", "هجوم", "جنود"]
Terms = tuple[list[str], list[str]]


@pytest.fixture(scope="module", params=[1_000_000, 60], ids=["few segments", "many segments"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, oracle: Any) -> tuple[Snapshot, Any]:
    """A snapshot with deleted articles, and its oracle."""
    chance = random.Random(7)
    folder = tmp_path_factory.mktemp("index")
    expected = oracle()
    for number in range(2):
        with IndexWriter(folder, spill=request.param) as writer:
            for key in range(number * 25, number * 25 + 40):
                title, body = (
                    ("هجوم في درعا", "قصف مدن")
                    if key == 30
                    else (" ".join(chance.choices(WORDS, k=chance.randint(0, most))) for most in (8, 12))
                )
                expected.documents[key] = IndexDocument(key, title, body, published_earliest=20140101 + key % 9)
                writer.add(expected.documents[key])
            for key in (5, 26, 27):
                writer.delete(key)
                expected.documents.pop(key, None)
            writer.commit(number, np.zeros(0, np.uint8), "chain")
    return Snapshot.open(folder), expected


def run(snapshot: Snapshot, asked: query.Query) -> list[int]:
    """Keys of what Whoosh finds."""
    with Searcher(whoosh_reader(snapshot), weighting=BM25F()) as searcher:
        hits = searcher.search(asked, limit=None)
        return sorted(int(searcher.stored_fields(hit.docnum or 0)["key"]) for hit in hits)


def has(view: str, word: str) -> tuple[query.Query, str, Callable[[Terms], bool]]:
    return query.Term(view, word), view, lambda words: word in words[0] + words[1]


def distance_one(word: str, other: str) -> bool:
    """Whether two words differ by at most one letter put in, left out, exchanged or swapped with the next."""
    if word == other:
        return True
    heads = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    letters = {*word, *other}
    return other in {
        *(head + tail[1:] for head, tail in heads if tail),
        *(head + letter + tail for head, tail in heads for letter in letters),
        *(head + letter + tail[1:] for head, tail in heads for letter in letters if tail),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in heads if len(tail) > 1),
    }


def side_by_side(words: Terms, wanted: list[str]) -> bool:
    return any(part[start : start + len(wanted)] == wanted for part in words for start in range(len(part)))


CASES: dict[str, tuple[query.Query, str, Callable[[Terms], bool]]] = {
    "term": has("norm", "قصف"),
    "stem": has("stem", "قصف"),
    "exact": has("exact", "المدينة"),
    "missing": has("norm", "غائب"),
    "title": (query.Term("title_norm", "درعا"), "norm", lambda words: "درعا" in words[0]),
    "body": (query.Term("body_stem", "قصف"), "stem", lambda words: "قصف" in words[1]),
    "and": (
        query.And([query.Term("norm", "قصف"), query.Term("norm", "درعا"), query.Term("title_norm", "في")]),
        "norm",
        lambda words: {"قصف", "درعا"} <= {*words[0], *words[1]} and "في" in words[0],
    ),
    "or": (
        query.Or([query.Term("norm", "قصف"), query.Term("norm", "درعا")]),
        "norm",
        lambda words: bool({"قصف", "درعا"} & {*words[0], *words[1]}),
    ),
    "not": (query.Not(query.Term("norm", "قصف")), "norm", lambda words: "قصف" not in words[0] + words[1]),
    "and not": (
        query.And([query.Term("norm", "درعا"), query.Not(query.Term("norm", "قصف"))]),
        "norm",
        lambda words: "درعا" in words[0] + words[1] and "قصف" not in words[0] + words[1],
    ),
    "phrase": (query.Phrase("norm", ["في", "درعا"]), "norm", lambda words: side_by_side(words, ["في", "درعا"])),
    "phrase of stems": (
        query.Phrase("stem", ["في", "قصف"]),
        "stem",
        lambda words: side_by_side(words, ["في", "قصف"]),
    ),
    "phrase in title": (
        query.Phrase("title_norm", ["في", "درعا"]),
        "norm",
        lambda words: side_by_side((words[0], []), ["في", "درعا"]),
    ),
    "prefix": (
        query.Prefix("norm", "قص"),
        "norm",
        lambda words: any(word.startswith("قص") for word in words[0] + words[1]),
    ),
    "prefix of exact": (
        query.Prefix("exact", "الم"),
        "exact",
        lambda words: any(word.startswith("الم") for word in words[0] + words[1]),
    ),
    "wildcard": (
        query.Wildcard("norm", "*د?"),
        "norm",
        lambda words: any(w[-2:-1] == "د" for w in words[0] + words[1]),
    ),
    "fuzzy": (
        query.FuzzyTerm("norm", "قصفت", maxdist=1, prefixlength=0),
        "norm",
        lambda words: any(distance_one("قصفت", word) for word in words[0] + words[1]),
    ),
    "everything": (query.Every(), "norm", lambda words: True),
}


@pytest.mark.parametrize("name", CASES)
def test_queries(pair: tuple[Snapshot, Any], name: str) -> None:
    snapshot, expected = pair
    asked, view, matches = CASES[name]
    found = [key for key in expected.documents if matches(expected.words(key, view))]
    assert run(snapshot, asked) == sorted(found)
    assert name == "missing" or found


def test_lexicon_and_statistics(pair: tuple[Snapshot, Any]) -> None:
    snapshot, expected = pair
    reader = whoosh_reader(snapshot)
    for view in ("exact", "norm", "stem"):
        held = expected.occurrences(view)
        assert [term.decode() for term in reader.lexicon(view)] == sorted(held)
        titles = {term for term, keys in held.items() if any(title for title, _ in keys.values())}
        assert {term.decode() for term in reader.lexicon(f"title_{view}")} == titles
        for term, keys in held.items():
            assert (view, term) in reader
            assert reader.doc_frequency(view, term) == len(keys)
            assert reader.frequency(view, term) == sum(len(title) + len(body) for title, body in keys.values())
            info = reader.term_info(view, term)
            assert (info.doc_frequency(), info.weight()) == (len(keys), reader.frequency(view, term))
    assert sorted(reader.all_terms()) == list(reader.all_terms())
    assert reader.doc_count() == len(expected.documents)
    assert reader.field_length("norm") == snapshot.total_title_length + snapshot.total_body_length


def test_matcher_skips_and_knows_its_positions(pair: tuple[Snapshot, Any]) -> None:
    snapshot, expected = pair
    reader = whoosh_reader(snapshot)
    numbers = list(reader.postings("norm", "قصف").all_ids())
    for wanted in range(reader.doc_count_all() + 2):
        matcher = reader.postings("norm", "قصف")
        matcher.skip_to(wanted)
        rest = [number for number in numbers if number >= wanted]
        assert matcher.is_active() == bool(rest)
        if rest:
            assert matcher.id() == rest[0]
            title, body = expected.occurrences("norm")["قصف"][int(reader.stored_fields(matcher.id())["key"])]
            assert matcher.value_as("positions") == title + body
            stored = schema()["norm"].format
            assert isinstance(stored, Positions)
            assert stored.decode_positions(matcher.value()) == title + body
            assert matcher.weight() == len(title) + len(body)


def test_what_is_missing_is_said(pair: tuple[Snapshot, Any]) -> None:
    reader = whoosh_reader(pair[0])
    for field, term in (("norm", "غائب"), ("nowhere", "قصف")):
        assert (field, term) not in reader
        with pytest.raises(TermNotFound):
            reader.postings(field, term)
