"""An oracle for the index: the same answers, from the articles' tokens, by counting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import WORD
from fihrist.index.engine import BODY_START, IndexDocument, Snapshot, View

FORMS = {"exact": 0, "norm": 1, "stem": 2}
Occurrences = dict[str, dict[int, tuple[list[int], list[int]]]]


class Oracle:
    """Articles by key, and what an index must say of them."""

    def __init__(self, documents: Iterable[IndexDocument] = ()) -> None:
        self.documents = {document.key: document for document in documents}

    def words(self, key: int, view: str) -> tuple[list[str], list[str]]:
        """The terms of an article's title and body."""
        document = self.documents[key]
        found = [[forms(word) for word in WORD.findall(text)] for text in (document.title, document.body)]
        title, body = ([word[FORMS[view]] for word in words if word[0]] for words in found)
        return title, body

    def occurrences(self, view: str) -> Occurrences:
        """Term → key → positions in the title, positions in the body."""
        found: Occurrences = {}
        for key in self.documents:
            title, body = self.words(key, view)
            for place, word in enumerate(title):
                found.setdefault(word, {}).setdefault(key, ([], []))[0].append(place)
            for place, word in enumerate(body, BODY_START + len(title)):
                found.setdefault(word, {}).setdefault(key, ([], []))[1].append(place)
        return found

    def check(self, snapshot: Snapshot) -> None:
        """Compare all that a snapshot says."""
        self._check_totals(snapshot)
        self._check_columns(snapshot)
        for view in FORMS:
            expected = self.occurrences(view)
            assert read(snapshot, view) == expected
        views: tuple[View, ...] = ("norm", "stem")
        for name in views:
            for term, held in self.occurrences(name).items():
                assert snapshot.document_frequency(name, term) == len(held)
        for term, held in self.occurrences("exact").items():
            assert snapshot.exact_document_frequency(term) == len(held)
        for segment in snapshot.segments:
            check_together(segment)

    def _check_totals(self, snapshot: Snapshot) -> None:
        assert snapshot.doc_count == len(self.documents)
        assert snapshot.total_title_length == sum(len(self.words(key, "norm")[0]) for key in self.documents)
        assert snapshot.total_body_length == sum(len(self.words(key, "norm")[1]) for key in self.documents)

    def _check_columns(self, snapshot: Snapshot) -> None:
        seen = []
        for segment in snapshot.segments:
            order = list(zip(segment.published_earliest.tolist(), segment.keys.tolist(), strict=True))
            assert order == sorted(order)
            for row in live_rows(segment):
                key = int(segment.keys[row])
                seen.append(key)
                self._check_row(segment, row, self.documents[key])
        assert sorted(seen) == sorted(self.documents)

    def _check_row(self, segment: Any, row: int, document: IndexDocument) -> None:
        title, body = self.words(document.key, "norm")
        assert (segment.title_lengths[row], segment.body_lengths[row]) == (len(title), len(body))
        for name in ("published_earliest", "published_latest", "published_precision", "source", "language"):
            assert int(getattr(segment, name)[row]) == getattr(document, name)
        start, end = segment.entity_offsets[row : row + 2].tolist()
        assert segment.entity_ordinals[start:end].tolist() == sorted(set(document.entities))
        for ordinal in document.entities:
            assert row in segment.entity_rows(ordinal).tolist()
        start, end = segment.mentioned_offsets[row : row + 2].tolist()
        columns = (segment.mentioned_earliest, segment.mentioned_latest, segment.mentioned_wide)
        days = list(zip(*(column[start:end].tolist() for column in columns), strict=True))
        exact, wide = ({(*span, kind) for span in spans} for spans, kind in self._said(document))
        assert days == sorted(exact | wide)

    @staticmethod
    def _said(document: IndexDocument) -> tuple[tuple[Any, bool], tuple[Any, bool]]:
        return (document.mentioned, False), (document.mentioned_wide, True)


def check_together(segment: Any) -> None:
    """Many norms asked for at once answer as each alone."""
    dictionary = segment.terms("norm")
    norms = dictionary.all()
    codes, begins = dictionary.letters(0, len(norms))
    assert ["".join(map(chr, codes[start:end])) for start, end in pairwise(begins.tolist())] == norms
    assert dictionary.some(np.arange(len(norms))) == norms
    for step in (1, 2, 3):
        ids = np.arange(0, len(norms), step)
        alone = [segment.postings("norm", number) for number in ids.tolist()]
        assert segment.live_frequencies(ids).tolist() == [segment.live_frequency("norm", at) for at in ids.tolist()]
        expected: dict[int, tuple[int, int]] = {}
        for postings in alone:
            columns = (postings.rows.tolist(), postings.title_freqs.tolist(), postings.body_freqs.tolist())
            for row, title, body in zip(*columns, strict=True):
                before = expected.get(row, (0, 0))
                expected[row] = (before[0] + title, before[1] + body)
        found = segment.united(ids)
        columns = (found.rows.tolist(), found.title_freqs.tolist(), found.body_freqs.tolist())
        assert [*zip(*columns, strict=True)] == [(row, *counts) for row, counts in sorted(expected.items())]


def live_rows(segment: Any) -> list[int]:
    """Rows that are not deleted."""
    rows: list[int] = (np.arange(segment.rows) if segment.live is None else np.flatnonzero(segment.live)).tolist()
    return rows


def read(snapshot: Snapshot, view: str) -> Occurrences:
    """All that a snapshot's live rows hold, in the oracle's form."""
    found: Occurrences = {}
    for segment in snapshot.segments:
        for term, postings, tokens in _terms(segment, view):
            positions: dict[int, list[int]] = {}
            for row, position in zip(*(column.tolist() for column in tokens), strict=True):
                positions.setdefault(row, []).append(position)
            _add(found, segment, term, postings, positions)
    return found


def _terms(segment: Any, view: str) -> Iterable[tuple[str, Any, Any]]:
    every = np.arange(segment.rows, dtype=np.uint32)
    if view == "exact":
        for form in segment.exact_texts():
            yield form, segment.exact_postings(form), segment.exact_positions(form, every)
        return
    for term_id in range(segment.term_count(view)):
        term = segment.term(view, term_id)
        assert segment.lookup(view, term) == term_id
        by_row = segment.positions(term_id, every) if view == "norm" else segment.tokens(view, term_id)
        yield term, segment.postings(view, term_id), by_row


def _add(found: Occurrences, segment: Any, term: str, postings: Any, positions: dict[int, list[int]]) -> None:
    rows = postings.rows.tolist()
    assert rows == sorted(set(rows))
    live = set(live_rows(segment))
    for row, titles, bodies in zip(rows, postings.title_freqs.tolist(), postings.body_freqs.tolist(), strict=True):
        places = positions[row]
        assert places == sorted(places)
        assert len(places) == titles + bodies
        if row in live:
            found.setdefault(term, {})[int(segment.keys[row])] = (places[:titles], places[titles:])


@pytest.fixture(scope="session")
def oracle() -> type[Oracle]:
    """Makes an oracle of some articles."""
    return Oracle


@pytest.fixture(scope="session")
def content() -> Callable[[Snapshot], Any]:
    """All that a snapshot says of its articles, to be compared with another's."""
    return lambda snapshot: (snapshot.record_sequence, snapshot.doc_count, read(snapshot, "norm"))
