"""The told way of a word through the chain is the way it went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihrist.index.arabic.chain import Step, forms, steps
from fihrist.index.arabic.lexicon import lexicon

NOTES = ("spelling",)
"""Steps that tell of the word without changing it."""


def way(word: str) -> list[str]:
    return [step.name for step in steps(word)]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        pytest.param("وبهجماتهم", "proclitic ending plural-table", id="clitic, pronoun, broken plural"),
        pytest.param("الهجمات", "proclitic plural-table", id="article"),
        pytest.param("هجوم", "", id="a word of its own"),
        pytest.param("قَصْـف", "letters", id="vowelled and stretched"),
        pytest.param("مدرسه", "spelling", id="heh for teh marbuta"),
        pytest.param("يقتلون", "verb", id="imperfect"),
        pytest.param("لداعش", "proclitic protected", id="a name"),
        pytest.param("وعلى", "search-form spelling proclitic protected", id="a function word"),
        pytest.param("السورية", "search-form spelling proclitic ending", id="feminine adjective"),
        pytest.param("42,500", "letters unchanged", id="a number"),
        pytest.param("شخصياتهن", "ending", id="a pronoun"),
    ],
)
def test_the_way_of_a_word(word: str, names: str) -> None:
    assert way(word) == names.split()


def chained(word: str) -> None:
    told = steps(word)
    stem = forms(word)[2]
    current = word
    for step in told:
        assert isinstance(step, Step)
        assert step.why
        assert step.why_ar
        assert step.before == current, (word, told)
        if step.name not in NOTES:
            current = step.after
    assert current == stem, (word, told)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئأإآىةـَّ", min_size=1, max_size=12))
def test_every_step_begins_where_the_last_one_ended(word: str) -> None:
    chained(word)


def test_the_ways_of_news_words() -> None:
    for word in list(lexicon().counts)[::23]:
        chained(word)
