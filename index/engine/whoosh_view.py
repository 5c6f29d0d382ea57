"""A snapshot as Whoosh's queries see it. This is the one module that imports ``whoosh.reading``.

A document's number is its row, counted on from segment to segment; deleted articles keep theirs and are in no
postings. Statistics count live articles only, `doc_count_all` excepted, which Whoosh takes for the highest number.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.reading import IndexReader, TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from fihrist.index.engine.arrays import offsets_of
from fihrist.index.engine.fields import FIELDS, FieldKey, make_schema
from fihrist.index.engine.model import I64, NO_POSTINGS, Bools, Postings
from fihrist.index.engine.segment import NONE_FOUND, Segment
from fihrist.index.engine.snapshot import Snapshot
from fihrist.index.engine.whoosh_matcher import ArrayMatcher, Found

CACHED_TERMS = 1024
Text = str | bytes


class SnapshotReader(IndexReader):
    """A snapshot as one atomic Whoosh reader."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.schema: Schema = make_schema()
        self.is_closed = False
        self._segments: tuple[Segment, ...] = snapshot.segments
        self._bases: list[int] = offsets_of(np.array([segment.rows for segment in self._segments], np.int64)).tolist()
        self._found = lru_cache(CACHED_TERMS)(self._find)
        self._field_lengths = lru_cache(len(FIELDS))(self._lengths)

    @cached_property
    def _live(self) -> Bools:
        """Which documents are not deleted."""
        parts = [np.ones(part.rows, np.bool_) if part.live is None else part.live for part in self._segments]
        return np.concatenate([np.empty(0, np.bool_), *parts])

    # Terms

    def _key(self, fieldname: str) -> FieldKey:
        return FIELDS[fieldname]

    def __contains__(self, term: tuple[str, Text]) -> bool:
        return term[0] in FIELDS and self.doc_frequency(*term) > 0

    def indexed_field_names(self) -> list[str]:
        """Names of all fields, ascending."""
        return sorted(FIELDS)

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        """(field, term) of all terms of live documents, ascending."""
        for name in self.indexed_field_names():
            yield from self.terms_from(name, b"")

    def terms_from(self, fieldname: str, prefix: Text) -> Iterator[tuple[str, bytes]]:
        """(field, term) of the field's terms from one on, ascending."""
        key = self._key(fieldname)
        first = _text(prefix)
        merged = heapq.merge(*(self._segment_terms(index, key, first) for index in range(len(self._segments))))
        certain = key.scope == "any" and all(segment.live is None for segment in self._segments)
        for term, _ in groupby(merged):
            if certain or self.doc_frequency(fieldname, term):
                yield fieldname, term.encode()

    def _segment_terms(self, index: int, key: FieldKey, first: str) -> Iterator[str]:
        segment = self._segments[index]
        if key.view == "exact":
            forms = self._exact_forms[index]
            return iter(forms[bisect_left(forms, first) :])
        view = key.view
        start = segment.first_from(view, first)
        return (segment.term(view, number) for number in range(start, segment.term_count(view)))

    @cached_property
    def _exact_forms(self) -> list[list[str]]:
        return [sorted(segment.exact_texts()) for segment in self._segments]

    def term_info(self, fieldname: str, text: Text) -> TermInfo:
        """Statistics of a term over live documents.

        Raises:
            TermNotFound: no live document has it.
        """
        found = self._get(fieldname, text)
        lengths = self._field_lengths(self._key(fieldname))[found.docs]
        return TermInfo(
            weight=float(found.freqs.sum()),
            df=len(found.docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(found.freqs.max()),
            minid=int(found.docs[0]),
            maxid=int(found.docs[-1]),
        )

    def doc_frequency(self, fieldname: str, text: Text) -> int:
        """Number of live documents that hold a term in a field."""
        key, term = self._key(fieldname), _text(text)
        if key.scope == "any" and key.view != "exact":
            return self.snapshot.document_frequency(key.view, term)
        return len(self._found(key, term).docs)

    def frequency(self, fieldname: str, text: Text) -> float:
        """Occurrences of a term in a field of live documents."""
        return float(self._found(self._key(fieldname), _text(text)).freqs.sum())

    def postings(self, fieldname: str, text: Text, scorer: BaseScorer | None = None) -> ArrayMatcher:
        """The documents that hold a term in a field.

        Raises:
            TermNotFound: there is none.
        """
        found = self._get(fieldname, text)
        return ArrayMatcher(found, reader=self, term=(fieldname, _text(text).encode()), scorer=scorer)

    def _get(self, fieldname: str, text: Text) -> Found:
        if fieldname in FIELDS:
            found = self._found(FIELDS[fieldname], _text(text))
            if len(found.docs):
                return found
        message = f"no article has {fieldname}:{_text(text)}"
        raise TermNotFound(message)

    def _find(self, key: FieldKey, term: str) -> Found:
        parts = [self._find_in(index, key, term) for index in range(len(self._segments))]
        if not parts:
            return Found(NONE_FOUND, NONE_FOUND, NONE_FOUND)
        return Found(
            np.concatenate([part.docs for part in parts]),
            np.concatenate([part.title_freqs for part in parts]),
            np.concatenate([part.body_freqs for part in parts]),
        )

    def _find_in(self, index: int, key: FieldKey, term: str) -> Found:
        postings = _postings(self._segments[index], key, term)
        docs = postings.rows.astype(np.int64) + self._bases[index]
        titles, bodies = postings.title_freqs.astype(np.int64), postings.body_freqs.astype(np.int64)
        kept = self._live[docs]
        if key.scope == "title":
            kept &= titles > 0
            bodies = np.zeros_like(bodies)
        elif key.scope == "body":
            kept &= bodies > 0
            titles = np.zeros_like(titles)
        return Found(docs[kept], titles[kept], bodies[kept])

    def tokens(self, fieldname: str, text: Text) -> tuple[I64, I64]:
        """(document, position) of all tokens of a term in a field, sorted by both; titles' positions begin at 0."""
        key, term = self._key(fieldname), _text(text)
        parts = [self._tokens_in(index, key, term) for index in range(len(self._segments))]
        if not parts:
            return NONE_FOUND, NONE_FOUND
        return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])

    def _tokens_in(self, index: int, key: FieldKey, term: str) -> tuple[I64, I64]:
        segment = self._segments[index]
        if key.view == "exact":
            rows, positions = segment.exact_tokens(term)
        else:
            term_id = segment.lookup(key.view, term)
            rows, positions = segment.tokens(key.view, term_id) if term_id >= 0 else (NONE_FOUND, NONE_FOUND)
        docs = rows + self._bases[index]
        kept = self._live[docs]
        if key.scope != "any":
            in_title = positions < segment.title_lengths[rows]
            kept &= in_title if key.scope == "title" else ~in_title
        return docs[kept], positions[kept]

    # Documents

    def has_deletions(self) -> bool:
        """Whether any article is deleted."""
        return any(segment.live is not None for segment in self._segments)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted; a number beyond the last counts as deleted, for Whoosh asks that too."""
        return docnum >= len(self._live) or not self._live[docnum]

    def doc_count_all(self) -> int:
        """Number of documents, deleted ones included."""
        return self._bases[-1]

    def doc_count(self) -> int:
        """Number of live documents."""
        return self.snapshot.doc_count

    def all_doc_ids(self) -> Iterator[int]:
        """All live documents."""
        numbers: list[int] = np.flatnonzero(self._live).tolist()
        return iter(numbers)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The article's key; texts are in the records."""
        index = bisect_left(self._bases, docnum + 1) - 1
        return {"key": int(self._segments[index].keys[docnum - self._bases[index]])}

    def _lengths(self, key: FieldKey) -> I64:
        """Words in a field of each document, deleted ones included."""
        parts = [NONE_FOUND]
        for segment in self._segments:
            titles, bodies = segment.title_lengths.astype(np.int64), segment.body_lengths.astype(np.int64)
            parts.append({"title": titles, "body": bodies, "any": titles + bodies}[key.scope])
        return np.concatenate(parts)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Words in a field of a document; `default` where there is none."""
        return int(self._field_lengths(self._key(fieldname))[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        """Words in a field of all live documents."""
        return int(self._field_lengths(self._key(fieldname))[self._live].sum())

    def min_field_length(self, fieldname: str) -> int:
        """Words in the field of the live document where it is shortest."""
        lengths = self._field_lengths(self._key(fieldname))[self._live]
        return int(lengths.min()) if len(lengths) else 0

    def max_field_length(self, fieldname: str) -> int:
        """Words in the field of the live document where it is longest."""
        return int(self._field_lengths(self._key(fieldname))[self._live].max(initial=0))

    def has_vector(self, docnum: int, fieldname: str) -> bool:  # noqa: ARG002 - Whoosh's signature
        """False: no vectors are kept."""
        return False

    def generation(self) -> int:
        """The snapshot's generation."""
        return self.snapshot.generation


def _text(text: Text) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def _postings(segment: Segment, key: FieldKey, term: str) -> Postings:
    if key.view == "exact":
        return segment.exact_postings(term)
    term_id = segment.lookup(key.view, term)
    return segment.postings(key.view, term_id) if term_id >= 0 else NO_POSTINGS
