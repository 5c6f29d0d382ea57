"""What is asked: words of the corpus by how common they are, alone, together, as phrases, as patterns, and narrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.corpus import Text
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import WORD

PER_KIND = 12
SAMPLE = 2000
"""Articles that words and phrases are chosen from."""
BANDS = {"common": (0.05, 0.3), "medium": (0.01, 0.04), "rare": (0.001, 0.005)}
"""Shares of the articles that hold the words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how its answer can be counted."""

    kind: str
    text: str
    operator: Literal["and", "or", "phrase", "all", "expanded"]
    """``expanded``: what stands for words that it does not name, or for words near each other."""
    words: tuple[str, ...]
    """Stems; norms for a phrase; none where it is expanded."""
    published: tuple[str, ...] = ()


def stems_of(text: Text) -> list[str]:
    """Stems of an article's words, title and body."""
    found = (forms(word) for part in (text.title, text.body) for word in WORD.findall(part))
    return [stem for exact, _, stem in found if exact]


def make_questions(sample: Sequence[Text]) -> list[Question]:
    """The same questions for the same articles, whenever it is asked."""
    bands = {name: _words(sample, *band) for name, band in BANDS.items()}
    made = [Question("everything", "", "all", ())]
    for name, words in bands.items():
        made += [Question(f"{name} word", word, "and", (_stem(word),)) for word in words]
    for first, second in zip(bands["common"], reversed(bands["medium"]), strict=False):
        stems = (_stem(first), _stem(second))
        made.append(Question("two words", f"{first} {second}", "and", stems))
        made.append(Question("either word", f"{first} OR {second}", "or", stems))
        made.append(Question("word in a year", first, "and", stems[:1], ("2015", "2017")))
    made += [Question("phrase", f'"{" ".join(words)}"', "phrase", norms) for words, norms in _phrases(sample)]
    return made + list(_expanded(bands["medium"])) + list(_titles(sample))


def _expanded(words: Sequence[str]) -> Iterator[Question]:
    """Patterns and misspellings of words."""
    for word in words:
        yield Question("prefix", f"{word[:4]}*", "expanded", ())
        yield Question("wildcard", f"{word[:2]}*{word[-2:]}", "expanded", ())
        yield Question("fuzzy word", f"{word}~", "expanded", ())
        yield Question("fuzzy word, 2 edits", f"{word}~2", "expanded", ())
        yield Question("root", f"root:{word}", "expanded", ())


def _titles(sample: Sequence[Text]) -> Iterator[Question]:
    """Titles as a search for any of their words, and two of their words near each other."""
    for text in sample[:: len(sample) // PER_KIND][:PER_KIND]:
        words = list(dict.fromkeys(word for word in WORD.findall(text.title) if word.isalpha() and forms(word)[0]))
        if len(words) > 1:
            yield Question("any word of a title", " OR ".join(words), "or", tuple(map(_stem, words)))
            yield Question("near", f'"{words[0]} {words[-1]}"~8', "expanded", ())


def _stem(word: str) -> str:
    return forms(word)[2]


def _words(sample: Sequence[Text], low: float, high: float) -> list[str]:
    """Words whose stems so many articles hold, spread evenly over all there are."""
    held: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for text in sample:
        held.update(set(stems_of(text)))
        for word in WORD.findall(text.title):
            exact, _, stem = forms(word)
            if word == exact and len(word) > 3 and word.isalpha():
                spelt[stem] = min(word, spelt.get(stem, word))
    fitting = sorted(stem for stem in spelt if low <= held[stem] / len(sample) < high)
    return [spelt[stem] for stem in fitting[:: max(1, len(fitting) // PER_KIND)]][:PER_KIND]


def _phrases(sample: Sequence[Text]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Two or three words that stand side by side in a title."""
    for number, text in enumerate(sample[:: len(sample) // PER_KIND][:PER_KIND]):
        words = tuple(word for word in WORD.findall(text.title) if word.isalpha() and forms(word)[0])[: 2 + number % 2]
        if len(words) > 1:
            yield words, tuple(forms(word)[1] for word in words)


def count_answers(questions: Iterable[Question], articles: Iterable[Text]) -> Mapping[Question, int]:
    """How many articles answer each question of words, by looking at every article."""
    counted = [question for question in questions if question.operator in ("and", "or") and not question.published]
    wanted = {stem for question in counted for stem in question.words}
    totals: Counter[Question] = Counter()
    for text in articles:
        held = wanted.intersection(stems_of(text))
        for question in counted:
            present = [stem in held for stem in question.words]
            totals[question] += all(present) if question.operator == "and" else any(present)
    return totals
