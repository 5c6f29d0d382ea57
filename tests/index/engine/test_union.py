"""Merging vocabularies: the same as a set of all their words, sorted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.engine.arrays import offsets_of
from fihrist.index.engine.encoders import encode_texts
from fihrist.index.engine.terms import Texts
from fihrist.index.engine.union import unite, unite_forms

WORD = st.text(alphabet="ابت\ufffdz\U0001f600", min_size=1, max_size=3)
VOCABULARY = st.dictionaries(WORD, st.sets(WORD, min_size=1, max_size=3), max_size=8)


def packed(texts: list[str]) -> Texts:
    sections = dict(encode_texts("x", len(texts), texts))
    offsets, data = (np.asarray(sections[name]) for name in ("x.text_offsets", "x.text"))
    return Texts(Path("x"), offsets, data)


@given(st.lists(VOCABULARY, min_size=1, max_size=4), st.data())
def test_union_of_vocabularies(vocabularies: list[dict[str, set[str]]], data: st.DataObject) -> None:
    norms = [sorted(words) for words in vocabularies]
    kept = [np.array([at for at in range(len(words)) if data.draw(st.booleans(), "kept")], np.int64) for words in norms]
    wanted = [[words[at] for at in numbers.tolist()] for words, numbers in zip(norms, kept, strict=True)]
    dictionaries = [packed(words) for words in norms]
    united, maps = unite(dictionaries, kept)
    assert list(united) == sorted({word for words in wanted for word in words})
    assert [[united[number] for number in numbers] for numbers in maps] == wanted

    owned = [
        [(norm, form) for norm in words for form in of[norm]] for words, of in zip(norms, vocabularies, strict=True)
    ]
    forms = [packed(["" if form == norm else form for norm, form in pairs]) for pairs in owned]
    counts = [
        np.array([len(of[norm]) for norm in words], np.int64) for words, of in zip(norms, vocabularies, strict=True)
    ]
    found, numbers_of = unite_forms(dictionaries, kept, forms, [offsets_of(each) for each in counts])
    pairs = {pair for words, of in zip(wanted, owned, strict=True) for pair in of if pair[0] in words}
    assert list(found) == [form for _, form in sorted(pairs)]
    for words, of, numbers in zip(wanted, owned, numbers_of, strict=True):
        for (norm, form), number in zip(of, numbers.tolist(), strict=True):
            assert norm not in words or found[number] == form
