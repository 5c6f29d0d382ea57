"""Words side by side, or near each other, by their positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce

import numpy as np

from fihrist.index.engine import Postings, Segment
from fihrist.index.engine.model import NO_POSTINGS
from fihrist.search.execute.arrays import Indices, Rows, intersect

_ROW_SHIFT = 32
"""A place in a segment is one number: row index, shifted by this, plus position."""


def side_by_side(segment: Segment, words: Sequence[str], within: Rows | None) -> Postings:
    """The rows of a segment that hold words side by side and in order, by their norms, and how often.

    Only in the rows of `within` when it is given. No occurrence begins in an article's title and ends in its body.
    """
    ids = [segment.lookup("norm", word) for word in words]
    if min(ids) < 0:
        return NO_POSTINGS
    sets = [segment.rows_with("norm", term) for term in dict.fromkeys(ids)]
    if within is not None:
        sets.append(within)
    candidates = _in_all(segment, sets)
    if not len(candidates):
        return NO_POSTINGS
    starts, ends = _chains([_places(segment, term, candidates) for term in ids])
    return _count(segment, candidates, starts, ends)


def nearby(segment: Segment, stems: Sequence[str], distance: int, within: Rows | None) -> Postings:
    """The rows of a segment that hold words near each other, by their stems, and how often; only in `within`, if given.

    An occurrence is a shortest stretch of a title or a body that holds every word, one named twice twice, in any
    order, with at most `distance` other words in it. Stretches may overlap, but none lies inside another.
    """
    wanted = Counter(stems)
    ids = [segment.lookup("stem", stem) for stem in wanted]
    if min(ids) < 0:
        return NO_POSTINGS
    sets = [segment.rows_with("stem", stem) for stem in ids]
    candidates = _in_all(segment, sets if within is None else [*sets, within])
    if not len(candidates):
        return NO_POSTINGS
    places = [_stem_places(segment, stem, candidates) for stem in ids]
    starts, ends = _stretches(places, [*wanted.values()], distance + len(stems) - 1)
    return _count(segment, candidates, starts, ends)


def _in_all(segment: Segment, sets: list[Rows]) -> Rows:
    return reduce(lambda left, right: intersect(left, right, segment.rows), sorted(sets, key=len))


def _stem_places(segment: Segment, stem: int, rows: Rows) -> Indices:
    return np.sort(np.concatenate([_places(segment, norm, rows) for norm in segment.stem_norms(stem).tolist()]))


def _stretches(places: list[Indices], counts: list[int], longest: int) -> tuple[Indices, Indices]:
    """First and last place of every shortest stretch that holds so many of the places of each kind.

    From each place on, the stretch ends where the last kind has come as often as it should; of stretches that end at
    one place the shortest begins last.
    """
    starts = np.sort(np.concatenate(places))
    ends = starts
    for kind, count in zip(places, counts, strict=True):
        known = np.append(kind, np.full(count, np.iinfo(np.int64).max))
        ends = np.maximum(ends, known[np.searchsorted(kind, starts) + count - 1])
    shortest = np.append(ends[1:] != ends[:-1], True)
    starts, ends = starts[shortest], ends[shortest]
    near = (ends - starts <= longest) & (starts >> _ROW_SHIFT == ends >> _ROW_SHIFT)
    return starts[near], ends[near]


def _places(segment: Segment, term: int, rows: Rows) -> Indices:
    at, position = segment.positions(term, rows)
    return (at.astype(np.int64) << _ROW_SHIFT) | position.astype(np.int64)


def _chains(places: list[Indices]) -> tuple[Indices, Indices]:
    """First and last place of every occurrence."""
    starts = ends = places[0]
    for later in places[1:]:
        if not len(later):
            return later, later
        at = np.searchsorted(later, ends + 1)
        at[at == len(later)] = 0
        found = later[at] == ends + 1
        starts, ends = starts[found], later[at][found]
    return starts, ends


def _count(segment: Segment, candidates: Rows, starts: Indices, ends: Indices) -> Postings:
    index = starts >> _ROW_SHIFT
    titles = segment.title_lengths[candidates][index]
    mask = (1 << _ROW_SHIFT) - 1
    in_title = (ends & mask) < titles
    in_body = (starts & mask) >= titles
    title = np.bincount(index[in_title], minlength=len(candidates)).astype(np.uint32)
    body = np.bincount(index[in_body], minlength=len(candidates)).astype(np.uint32)
    held = np.flatnonzero(title + body)
    return Postings(candidates[held], title[held], body[held])
