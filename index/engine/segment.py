"""One immutable segment, mapped into memory."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihrist.index.arabic.folding import fold_norm
from fihrist.index.engine.arrays import sort_by
from fihrist.index.engine.columns import Columns
from fihrist.index.engine.encoders import TermRows
from fihrist.index.engine.layout import damaged, open_pack
from fihrist.index.engine.manifest import SegmentEntry
from fihrist.index.engine.model import I64, NO_POSTINGS, U32, Bools, Postings, View
from fihrist.index.engine.postings import Core, PositionsReader, PostingsReader, exact_postings
from fihrist.index.engine.terms import TermDictionary, Texts

NONE_FOUND = np.empty(0, np.int64)


class Segment(Columns):
    """Articles by row, ordered undated first, then by first possible day of publication, then by key.

    Rows of deleted articles stay in every array: `live` says which they are. Arrays are read-only views of mapped
    files; they stay valid after the files are removed.
    """

    def __init__(self, folder: Path, entry: SegmentEntry) -> None:
        arrays: dict[str, NDArray[Any]] = {}
        for pack in entry.packs:
            arrays.update(open_pack(folder, pack))
        path = folder / entry.packs[0].name if entry.packs else folder / entry.name
        try:
            super().__init__(path, arrays, entry.rows)
            self._core = Core(path, arrays, entry.rows)
            self._terms: dict[str, TermDictionary] = {
                view: TermDictionary(path, arrays[f"{view}.text_offsets"], arrays[f"{view}.text"])
                for view in ("norm", "stem")
            }
            self._exact_texts = Texts(path, arrays["exact.text_offsets"], arrays["exact.text"])
            self._postings = {view: PostingsReader(self._core, view) for view in ("norm", "stem")}
            self._positions = PositionsReader(self._core, self._postings["norm"])
        except KeyError as error:
            raise damaged(path, f"it has no array {error}") from error
        self.entry = entry
        self.name = entry.name
        self._tombstones = open_pack(folder, entry.tombstones) if entry.tombstones else None
        self._check_sizes()

    def _check_sizes(self) -> None:
        arrays = self._core.arrays
        norms, stems = self.term_count("norm"), self.term_count("stem")
        sizes = {"norm.widths": norms, "norm.position_offsets": norms + 1}
        sizes |= {"exact.offsets": norms + 1, "exact.occurrence_offsets": len(self._exact_texts) + 1}
        sizes |= {"stem.widths": stems, "stem.norm_offsets": stems + 1, "stem.norms": norms}
        for name, size in sizes.items():
            if name not in arrays or len(arrays[name]) != size:
                raise damaged(self._core.path, f"{name} is not of the size it should have")

    @cached_property
    def live(self) -> Bools | None:
        """Which rows are not deleted; None when none is."""
        if self._tombstones is None:
            return None
        dead = np.unpackbits(self._tombstones["dead"], count=self.rows).astype(np.bool_)
        return ~dead

    def term_count(self, view: View) -> int:
        """Number of different terms, those of deleted rows included."""
        return len(self._terms[view])

    def lookup(self, view: View, term: str) -> int:
        """Id of a term, -1 when no row has it. Ids ascend with the terms."""
        return self._terms[view].find(term)

    def term(self, view: View, term_id: int) -> str:
        """The term of an id."""
        return self._terms[view].text(term_id)

    def prefix_range(self, view: View, prefix: str) -> tuple[int, int]:
        """Ids of the terms that begin so: first, and one after the last."""
        return self._terms[view].prefix_range(prefix)

    def first_from(self, view: View, term: str) -> int:
        """Id of the first term that is not less than this one; `term_count` when there is none."""
        return self._terms[view].first_from(term)

    def postings(self, view: View, term_id: int) -> Postings:
        """Rows that hold a term, live or not."""
        if view == "stem":
            norms = self.stem_norms(term_id)
            if len(norms) == 1:
                return self._postings["norm"].read(int(norms[0]))
        return self._postings[view].read(term_id)

    def rows_with(self, view: View, term_id: int) -> U32:
        """Rows that hold a term, live or not, without frequencies."""
        if view == "stem":
            norms = self.stem_norms(term_id)
            if len(norms) == 1:
                view, term_id = "norm", int(norms[0])
        return self._postings[view].rows(term_id)

    def live_frequency(self, view: View, term_id: int) -> int:
        """Number of live rows that hold a term."""
        if self.live is not None:
            return int(np.count_nonzero(self.live[self.rows_with(view, term_id)]))
        if view == "stem":
            norms = self.stem_norms(term_id)
            if len(norms) == 1:
                return self._postings["norm"].count(int(norms[0]))
        return self._postings[view].count(term_id)

    def live_frequencies(self, norm_ids: I64) -> I64:
        """Number of live rows that hold each of some norms."""
        reader = self._postings["norm"]
        if self.live is None:
            return reader.counts(norm_ids)
        rows, counts = reader.rows_of(norm_ids)
        alive = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(self.live[rows], out=alive[1:])
        ends = np.cumsum(counts)
        frequencies: I64 = alive[ends] - alive[ends - counts]
        return frequencies

    def united(self, norm_ids: I64) -> Postings:
        """Rows that hold any of some norms, live or not, and how often they hold them in all; the ids ascend."""
        return self._postings["norm"].united(norm_ids)

    def stem_norms(self, stem_id: int) -> I64:
        """Ids of the norms that have a stem, ascending."""
        values = self._core.arrays["stem.norms"]
        start, end = self._core.cut("stem.norm_offsets", stem_id, len(values))
        norms = values[start:end].astype(np.int64)
        if len(norms) and int(norms.max()) >= self.term_count("norm"):
            raise damaged(self._core.path, f"stem {stem_id} names a norm that does not exist")
        return norms

    def positions(self, norm_id: int, rows: NDArray[Any]) -> tuple[I64, I64]:
        """Where a norm stands in some rows: (index into `rows`, position), sorted by both.

        `rows` must ascend; rows without the norm give nothing. A title's words stand at 0…title_length - 1, a body's
        from BODY_START + title_length on.
        """
        return self._positions.positions(norm_id, rows)

    def _exact(self, exact: str) -> tuple[int, I64]:
        """Id of the norm of an exact form, and which of the norm's tokens have the form."""
        norm_id = self.lookup("norm", fold_norm(exact))
        if norm_id < 0:
            return norm_id, NONE_FOUND
        first, last = self._core.cut("exact.offsets", norm_id, len(self._exact_texts))
        for form in range(first, last):
            if (self._exact_texts.text(form) or self.term("norm", norm_id)) == exact:
                return norm_id, self._positions.occurrences(norm_id, form)
        return norm_id, NONE_FOUND

    def exact_forms(self, norm_id: int) -> tuple[str, ...]:
        """The spellings of a norm, the most frequent one first."""
        first, last = self._core.cut("exact.offsets", norm_id, len(self._exact_texts))
        return tuple(self._exact_texts.text(form) or self.term("norm", norm_id) for form in range(first, last))

    def tokens(self, view: View, term_id: int) -> tuple[I64, I64]:
        """(row, position) of all tokens of a term, sorted by both."""
        if view == "stem":
            return _sorted_tokens([self.tokens("norm", norm_id) for norm_id in self.stem_norms(term_id).tolist()])
        owners, positions = self._positions.tokens(term_id)
        return self.rows_with("norm", term_id)[owners].astype(np.int64), positions

    def exact_tokens(self, exact: str) -> tuple[I64, I64]:
        """(row, position) of all tokens of an exact form, sorted by both."""
        norm_id, tokens = self._exact(exact)
        if not len(tokens):
            return NONE_FOUND, NONE_FOUND
        rows, positions = self.tokens("norm", norm_id)
        return rows[tokens], positions[tokens]

    def terms(self, view: View) -> TermDictionary:
        """All terms of a view."""
        return self._terms[view]

    @property
    def forms(self) -> Texts:
        """All exact forms, by norm; empty where a form is spelt as the norm."""
        return self._exact_texts

    def exact_texts(self) -> list[str]:
        """All exact forms, by norm."""
        norms = self._terms["norm"].all()
        owners = np.repeat(np.arange(len(norms)), np.diff(self.exact_offsets())).tolist()
        return [form or norms[owner] for form, owner in zip(self._exact_texts.all(), owners, strict=True)]

    def exact_offsets(self) -> I64:
        """Where in `forms` each norm's forms begin; one more entry than norms."""
        offsets: I64 = self._core.arrays["exact.offsets"].astype(np.int64)
        counts = offsets[1:] - offsets[:-1]
        if int(counts.min(initial=0)) < 0 or int(counts.sum()) != len(self._exact_texts):
            raise damaged(self._core.path, "exact.offsets are not in order")
        return offsets

    @property
    def norm_stems(self) -> I64:
        """Stem id of each norm."""
        offsets = self._core.arrays["stem.norm_offsets"].astype(np.int64)
        stems = np.zeros(self.term_count("norm"), np.int64)
        stems[self._core.arrays["stem.norms"]] = np.repeat(np.arange(self.term_count("stem")), np.diff(offsets))
        return stems

    def token_slice(self, first: int, last: int) -> tuple[TermRows, I64, I64]:
        """Postings, and the tokens' positions and exact forms' numbers, of a range of norms."""
        return self._positions.read_range(first, last)

    def token_offsets(self) -> NDArray[Any]:
        """How many tokens stand before each norm."""
        return self._core.arrays["norm.position_offsets"]

    def exact_postings(self, exact: str) -> Postings:
        """Rows that hold a word in this spelling (tier-1 folded), live or not."""
        norm_id, tokens = self._exact(exact)
        if not len(tokens):
            return NO_POSTINGS
        owners, positions = self._positions.tokens(norm_id)
        rows = self.rows_with("norm", norm_id)
        return exact_postings(rows, owners[tokens], positions[tokens], self.title_lengths)

    def exact_positions(self, exact: str, rows: NDArray[Any]) -> tuple[I64, I64]:
        """Where an exact form stands in some rows, as `positions`."""
        held, positions = self.exact_tokens(exact)
        known = np.append(np.asarray(rows, np.int64), self.rows)
        places = np.searchsorted(known, held)
        kept = known[places] == held
        return places[kept], positions[kept]


def _sorted_tokens(parts: list[tuple[I64, I64]]) -> tuple[I64, I64]:
    if len(parts) == 1:
        return parts[0]
    rows = np.concatenate([part[0] for part in parts])
    positions = np.concatenate([part[1] for part in parts])
    order = sort_by(rows, positions)
    return rows[order], positions[order]
