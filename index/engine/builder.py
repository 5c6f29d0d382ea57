"""Articles of one batch → the arrays of one segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.engine.arrays import narrow, offsets_of, sort_by
from fihrist.index.engine.encoders import Tokens
from fihrist.index.engine.encoding import Vocabulary, encode_core
from fihrist.index.engine.layout import Named
from fihrist.index.engine.model import BODY_START, I32, I64, U32, U64, IndexDocument
from fihrist.index.engine.spool import Scratch
from fihrist.index.engine.surface import SurfaceTable

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """An article whose words are numbers."""

    document: IndexDocument
    """Without its texts."""
    title: I32
    body: I32


@dataclass(frozen=True, slots=True)
class SegmentArrays:
    """A segment before it is written."""

    rows: int
    title_length: int
    """Words in all titles."""
    body_length: int
    """Words in all bodies."""
    core: Named
    """Terms and postings, made while they are written."""
    columns: Named
    """Values of the rows."""
    entities: Named
    """The entities of the rows, which change more often than the rest."""


def build(documents: Sequence[AnalysedDocument], table: SurfaceTable, scratch: Scratch) -> SegmentArrays:
    """Make one segment of articles with distinct keys; rows are ordered by day of publication, then by key."""
    days = np.array([entry.document.published_earliest for entry in documents], np.uint32)
    keys = np.array([entry.document.key for entry in documents], np.uint64)
    ordered = [documents[index] for index in np.lexsort((keys, days)).tolist()]
    titles = np.array([len(entry.title) for entry in ordered], np.int64)
    bodies = np.array([len(entry.body) for entry in ordered], np.int64)
    return SegmentArrays(
        len(ordered),
        int(titles.sum()),
        int(bodies.sum()),
        _core(ordered, titles, titles + bodies, table, scratch),
        _columns(ordered, titles, bodies),
        _entities(ordered),
    )


def _core(
    ordered: Sequence[AnalysedDocument], titles: I64, lengths: I64, table: SurfaceTable, scratch: Scratch
) -> Named:
    words = np.concatenate([part for entry in ordered for part in (entry.title, entry.body)])
    rows = np.repeat(np.arange(len(ordered), dtype=np.int64), lengths)
    places = np.arange(len(words), dtype=np.int64) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    positions = places + (places >= titles[rows]) * BODY_START
    exact_ranks, exacts = _rank(words, table.exacts)
    norm_ids = table.exact_norms[words]
    norm_ranks, norms = _rank(norm_ids, table.norms)
    norm_stems = _of_terms(norm_ids, norm_ranks, table.norm_stems, len(norms))
    stem_ranks, stems = _rank(norm_stems, table.stems)
    order = sort_by(norm_ranks)
    tokens = Tokens(norm_ranks[order], rows[order], positions[order], exact_ranks[order])
    return encode_core([tokens], Vocabulary(norms, stems, exacts, stem_ranks), titles, scratch)


def _rank(ids: Array, texts: Sequence[str]) -> tuple[I64, list[str]]:
    """Renumber ids so that they ascend with their texts, and the texts that occur, ascending."""
    used = np.flatnonzero(np.bincount(ids, minlength=1))
    found = [texts[number] for number in used.tolist()]
    order = sorted(range(len(found)), key=found.__getitem__)
    ranks = np.zeros(int(used[-1]) + 1 if len(used) else 1, np.int64)
    ranks[used[order]] = np.arange(len(order))
    return ranks[ids], [found[index] for index in order]


def _of_terms(ids: Array, ranks: I64, values: U32, terms: int) -> U32:
    """A value of each term, by rank, from the value of each id."""
    found = np.zeros(terms, np.uint32)
    found[ranks] = values[ids]
    return found


def _columns(ordered: Sequence[AnalysedDocument], titles: I64, bodies: I64) -> Named:
    documents = [entry.document for entry in ordered]
    keys = np.array([document.key for document in documents], np.uint64)
    mentioned = [_mentioned(document) for document in documents]
    days = np.array([day for row in mentioned for day in row], np.uint32).reshape(-1, 3)
    yield "keys", keys
    yield "key_order", key_order(keys)
    yield "title_lengths", narrow(titles)
    yield "body_lengths", narrow(bodies)
    yield "published_earliest", np.array([document.published_earliest for document in documents], np.uint32)
    yield "published_latest", np.array([document.published_latest for document in documents], np.uint32)
    yield "published_precision", np.array([document.published_precision for document in documents], np.uint8)
    yield "source", np.array([document.source for document in documents], np.uint32)
    yield "language", np.array([document.language for document in documents], np.uint8)
    yield "mentioned_offsets", offsets_of(np.array([len(row) for row in mentioned], np.int64)).astype(np.uint32)
    yield "mentioned_earliest", np.ascontiguousarray(days[:, 0])
    yield "mentioned_latest", np.ascontiguousarray(days[:, 1])
    yield "mentioned_wide", days[:, 2].astype(np.uint8)


def _mentioned(document: IndexDocument) -> list[tuple[int, int, int]]:
    """The dates that an article speaks of, in order: first day, last day, whether it is less exact than a month."""
    exact = {(first, last, 0) for first, last in document.mentioned}
    return sorted(exact | {(first, last, 1) for first, last in document.mentioned_wide})


def _entities(ordered: Sequence[AnalysedDocument]) -> Named:
    entities = [sorted(set(entry.document.entities)) for entry in ordered]
    ordinals = np.array([ordinal for row in entities for ordinal in row], np.uint32)
    return entity_columns(offsets_of(np.array([len(row) for row in entities], np.int64)), ordinals)


def key_order(keys: U64) -> U32:
    """The rows in the order of their keys."""
    return np.argsort(keys, kind="stable").astype(np.uint32)


def entity_columns(offsets: I64, ordinals: U32) -> Named:
    """The entities of each row, ascending, and the rows of each entity.

    Args:
        offsets: where each row's entities begin in `ordinals`; one more entry than rows.
        ordinals: ascending in each row.
    """
    yield "entity_offsets", offsets.astype(np.uint32)
    yield "entity_ordinals", ordinals
    present, counts = np.unique(ordinals, return_counts=True)
    yield "present_entities", present.astype(np.uint32)
    yield "present_offsets", offsets_of(counts).astype(np.uint32)
    rows = np.repeat(np.arange(len(offsets) - 1, dtype=np.uint32), np.diff(offsets))
    yield "present_rows", rows[sort_by(ordinals, rows)]
