"""Names by statistics: how likely each word of a text begins or goes on a name of each type.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over the words of each sentence. Since each
of its features is of one word, what a word says for itself and its neighbours is added up once and kept; a text costs a
few array operations. The forward-backward algorithm runs over the short stretches that are not clearly outside of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fihrist.index.entities.features import word_features
from fihrist.index.entities.found import Found
from fihrist.index.entities.scan import BROKEN, DASHED, ENDED, TIGHT, Scan
from fihrist.index.entities.table import WordTable
from fihrist.index.entities.weights import LABELS, OFFSETS, OTHER, REACH, Floats, Weights
from fihrist.index.entities.words import Vocabulary
from fihrist.index.model import EntityType

POSSIBLE: Final = 4.5
"""By how much all labels have to be behind "outside" for a word to be out of question."""
LIKELY: Final = 0.0
"""The same for a word with none of a likelier one beside it."""
LONGEST_RUN: Final = 16
"""Words of a run; so few that no probability grows or shrinks out of range."""
RULES: Final = ("", *(f"{begins}-{kind.value}" for kind in EntityType for begins in "BI"))
"""What the rules made of a word: nothing, or the beginning or a later word of a name."""
_RULE: Final = {kind: 1 + 2 * i for i, kind in enumerate(EntityType)}
_GAPS: Final = range(ENDED, TIGHT + 1)
_CENTRE: Final = REACH
NO_FEATURE: Final = -1
AT_ONCE: Final = 256
"""Words whose weights are added up together; more would be too many to stay in the processor's cache."""
LEAST_MOVE: Final = -5.0
"""Of the weights of transitions, where training saw none at all."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first` … `last - 1`, taken for a name."""

    first: int
    last: int
    type: EntityType
    confidence: float
    """The least probability of the labels of its words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text's words likely are."""

    spans: list[Span]
    """In text order."""
    kinds: dict[int, tuple[str, float]]
    """Word → type of the name that it is part of (`OTHER` included), and the probability of its label; words outside
    of names have none."""


class WordScores:
    """What each word of a table says for the labels of itself and its neighbours."""

    def __init__(
        self,
        table: WordTable,
        vocabulary: Vocabulary,
        weights: Weights,
        tagged: dict[str, tuple[str, ...]],
        before: WordScores | None = None,
    ) -> None:
        """Know no word yet.

        Args:
            table: of the words.
            vocabulary: that the table's words are of.
            weights: of the features.
            tagged: see `word_features`.
            before: the scores, by the same weights, of the table whose place this one takes.
        """
        self.table = table
        self._before = before
        if before is not None:
            before._before = None
        self._vocabulary = vocabulary
        self._weights = weights
        self._tagged = tagged
        flat = weights.table.reshape(len(weights.table), -1)
        self._flat: Floats = np.concatenate([flat, np.zeros_like(flat[:1])])
        """Features × (offsets × labels), and a last row for no feature."""
        self._lock = Lock()
        self._done = 0
        self._scores: Floats = np.zeros((1, len(OFFSETS) * len(LABELS)), np.float32)
        self._scores[0] = weights.of("end").ravel()

    def rows(self) -> Floats:
        """Words × (offsets × labels); row 0 is for where a sentence has no word, row n + 1 for word n."""
        wanted = len(self.table.words)
        if wanted > self._done:
            with self._lock:
                self._fill(wanted)
        return self._scores

    def _fill(self, wanted: int) -> None:
        """Add rows up to that of the last word wanted."""
        if wanted + 1 > len(self._scores):
            grown = np.zeros((max(wanted + 1, 2 * len(self._scores)), self._scores.shape[1]), np.float32)
            grown[: len(self._scores)] = self._scores
            self._scores = grown
        former = np.array(self.table.former[self._done : wanted], np.intp)
        before = self._before
        kept = (former >= 0) & (former < before._done) if before is not None else np.zeros(len(former), bool)
        if before is not None:
            self._scores[self._done + 1 + kept.nonzero()[0]] = before._scores[former[kept] + 1]
        fresh = (self._done + (~kept).nonzero()[0]).tolist()
        for i in range(0, len(fresh), AT_ONCE):
            self._sum(fresh[i : i + AT_ONCE])
        self._done = wanted

    def _sum(self, numbers: list[int]) -> None:
        """Make the rows of some words: the weights of a word's features added up, in the order of the features."""
        get, count, words = self._weights.index.get, self._vocabulary.count, self.table.words
        known = []
        for number in numbers:
            features = word_features(words[number], count, self._tagged) if words[number].norm else ()
            known.append([row for row in map(get, features) if row is not None])
        widest = max(map(len, known))
        rows = np.array([row + [NO_FEATURE] * (widest - len(row)) for row in known], np.intp)
        self._scores[np.array(numbers) + 1] = self._flat.take(rows, 0).sum(1)


class Tagger:
    """Finds names by one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self._moves: Doubles = np.exp(np.maximum(weights.transitions, LEAST_MOVE), dtype=np.float64)
        before = np.stack([weights.of(f"gap-before={kind}")[_CENTRE] for kind in _GAPS])
        after = np.stack([weights.of(f"gap-after={kind}")[_CENTRE] for kind in _GAPS])
        self._sites: Floats = (before[:, None] + after[None]).reshape(len(_GAPS) ** 2, len(LABELS))
        """By the gap before and the gap behind a word."""
        rules = [weights.of(f"rule={rule}")[_CENTRE - 1 : _CENTRE + 2] for rule in RULES]
        said: Floats = np.stack([*rules, np.zeros_like(rules[0])])
        around = said[:, None, None, 0] + said[None, :, None, 1] + said[None, None, :, 2]
        self._rules: Floats = around.reshape(len(said) ** 3, len(LABELS))
        """By what the rules made of the word before, the word and the word behind it; the last label is for no word."""

    def read(self, scan: Scan, scores: WordScores, found: list[Found]) -> Reading:
        """The likely names, given what the rules found."""
        if not scan.size:
            return Reading([], {})
        gaps = np.array(scan.gaps, np.intp)
        emissions = self._emissions(scan, gaps, scores.rows(), rule_labels(scan, found))
        return _reading(scan, *self._decode(emissions, gaps < BROKEN))

    def _emissions(self, scan: Scan, gaps: NDArray[np.intp], rows: Floats, rules: list[int]) -> Floats:
        """Words × labels: what all features say for each."""
        before = np.concatenate([[ENDED], gaps[:-1]])
        # Two places without words stand before, between and behind sentences.
        places = np.arange(scan.size) + REACH * np.cumsum(before < BROKEN)
        numbers = np.zeros(places[-1] + REACH + 1, np.intp)
        numbers[places] = scan.numbers + 1
        said = rows[numbers]
        size, width = len(numbers) - 2 * REACH, len(LABELS)
        sums = said[:size, :width]
        for k in range(1, len(OFFSETS)):
            sums = sums + said[k : k + size, k * width : (k + 1) * width]
        total: Floats = sums[places - REACH]
        total += self._sites[(before - ENDED) * len(_GAPS) + gaps - ENDED]
        count = len(RULES) + 1
        labels = np.full(len(numbers), len(RULES), np.intp)
        labels[places] = rules
        total += self._rules[(labels[places - 1] * count + labels[places]) * count + labels[places + 1]]
        return total

    def _decode(
        self, emissions: Floats, ended: NDArray[np.bool_]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], Doubles]:
        """The words that may be in names, their likeliest labels, and the probabilities of these."""
        # Reductions over the few labels are faster across than along.
        by_label = emissions.T
        named = by_label[1:].max(0)
        active = _active(named - by_label[0])
        if not len(active):
            return active, active, np.zeros(0)
        broken = np.ones(len(active), bool)
        broken[1:] = (np.diff(active) > 1) | ended[active[:-1]]
        run, step = _runs(broken)
        own = emissions[active]
        says = np.exp(own - np.maximum(named[active], own[:, 0])[:, None], dtype=np.float64)
        # Outside of a run all words are outside of names; beyond a sentence there are none.
        opens = (active == 0) | ended[active - 1]
        says[(step == 0) & ~opens] *= self._moves[0]
        closes = ended[active]
        says[closes] /= self._moves[:, 0]
        # Steps × runs × labels; behind the end of a run stands a word outside of names.
        grid = np.zeros((step.max() + 2, run[-1] + 1, len(LABELS)))
        grid[:, :, 0] = 1
        grid[step, run] = says
        likely = _forward(grid, self._moves)[step, run] * _backward(grid, self._moves)[step, run]
        across = np.ascontiguousarray(likely.T)
        return active, likely.argmax(1), across.max(0) / across.sum(0)


def _forward(grid: Doubles, moves: Doubles) -> Doubles:
    forward = np.empty_like(grid)
    forward[0] = grid[0]
    for t in range(1, len(grid)):
        np.matmul(forward[t - 1], moves, out=forward[t])
        forward[t] *= grid[t]
    return forward


def _backward(grid: Doubles, moves: Doubles) -> Doubles:
    backward = np.empty_like(grid)
    backward[-1] = 1
    for t in range(len(grid) - 2, -1, -1):
        np.matmul(grid[t + 1] * backward[t + 1], moves.T, out=backward[t])
    return backward


def _active(margins: Floats) -> NDArray[np.intp]:
    """The words in question."""
    likely = margins > -LIKELY
    beside = likely.copy()
    for distance in range(1, REACH + 1):
        beside[distance:] |= likely[:-distance]
        beside[:-distance] |= likely[distance:]
    return (beside & (margins > -POSSIBLE)).nonzero()[0]


def _runs(broken: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number of the run of each word, and its step in the run; very long runs are cut."""
    run = np.cumsum(broken) - 1
    starts = broken.nonzero()[0]
    step = np.arange(len(broken)) - starts[run]
    if step.max() >= LONGEST_RUN:
        return _runs(step % LONGEST_RUN == 0)
    return run, step


def rule_labels(scan: Scan, found: list[Found]) -> list[int]:
    """What the rules made of each word, as numbers of `RULES`."""
    labels = [0] * scan.size
    for one in found:
        if not one.nested:
            begins = _RULE[one.type]
            labels[one.first : one.last] = [begins, *[begins + 1] * (one.last - one.first - 1)]
    return labels


_CUT: Final = [label.partition("-") for label in LABELS]


def _reading(scan: Scan, words: NDArray[np.intp], labels: NDArray[np.intp], likely: Doubles) -> Reading:
    named = labels.nonzero()[0]
    spans: list[list[Any]] = []
    kinds: dict[int, tuple[str, float]] = {}
    for i, label, probability in zip(
        words[named].tolist(), labels[named].tolist(), likely[named].tolist(), strict=True
    ):
        begins, _, kind = _CUT[label]
        kinds[i] = kind, probability
        last = spans[-1] if spans else None
        if last and begins == "I" and kind == last[2] and i == last[1] and scan.gaps[i - 1] >= DASHED:
            last[1], last[3] = i + 1, min(last[3], probability)
        else:
            spans.append([i, i + 1, kind, probability])
    return Reading([Span(a, b, EntityType(kind), p) for a, b, kind, p in spans if kind != OTHER], kinds)
