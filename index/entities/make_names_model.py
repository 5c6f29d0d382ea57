"""Trains the statistical extractor: ``python -m fihrist.index.entities.make_names_model train.txt ant.jsonl.gz``.

The first file has a word and its tag a line (``B-PERS``, ``I-LOC``, ``O``) and an empty line behind each sentence, as
CLEANANERCorp (Al-Duwais, Al-Khalifa and Al-Salman 2024, GPL-3.0); only its first `SHARE` is read, the rest is kept for
measuring. The second is the ANT corpus: a first model, trained without `tags.tsv.gz`, reads it and writes there which
words it takes for names how often; the second model, which is `names.tsv.gz`, also goes by these.

Training needs python-crfsuite (the extra ``training``); finding names does not.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pycrfsuite

from fihrist.index.entities.extract import Extractor
from fihrist.index.entities.features import OWN, word_features
from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.entities.scan import BROKEN, ENDED, Scan
from fihrist.index.entities.table import WordTable
from fihrist.index.entities.tagger import RULES, Tagger, WordScores, rule_labels
from fihrist.index.entities.weights import LABELS, OFFSETS, OTHER, OUTSIDE, Weights, make_weights, write
from fihrist.index.entities.words import Vocabulary

SHARE: Final = 0.85
KINDS: Final = {"PERS": "person", "ORG": "organisation", "LOC": "place", "MISC": OTHER}
SETTINGS: Final = {"c1": 0.25, "c2": 0.02, "max_iterations": 80, "feature.possible_transitions": True}
"""Of the optimisation by L-BFGS; `c1` drives weights of no use to zero."""
NEAR_ONLY: Final = ("f=", "nisba", "strong", "rare", "before=", "behind=")
"""Features that count at the next word but not at the one behind it."""
BLIND: Final = 2
"""Of so many sentences one is read as if the gazetteer were empty: it knows the names of the training part better than
those of other texts, and must not be trusted for that."""
KNOWLEDGE: Final = ("known=", "goes-on")
SURE: Final = 0.6
FEWEST: Final = 3
BOUNDS: Final = (0.05, 0.2, 0.5, 0.8)
"""Of the shares of a word's occurrences that are in names; below the first nothing is said."""

Tags = dict[str, tuple[str, ...]]
Sentence = list[tuple[str, str]]


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of the training part."""
    lines = path.read_text(encoding="utf-8").split("\n")
    sentence: Sentence = []
    for line in [*lines[: int(len(lines) * SHARE)], ""]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            sentence.append((word, tag))
        elif sentence:
            yield sentence
            sentence = []


class Trainer:
    """Makes examples out of sentences."""

    def __init__(self, tagged: Tags) -> None:
        self._extractor = Extractor(default_gazetteer(), statistical=False)
        self._vocabulary = Vocabulary(default_gazetteer())
        self._table = WordTable(self._vocabulary)
        self._tagged = tagged
        self._features: dict[str, list[str]] = {}
        self._read = 0

    def examples(self, sentence: Sentence) -> Iterator[tuple[list[list[str]], list[str]]]:
        """The features and labels of the words, for each stretch that ends as a sentence does."""
        text = " ".join(word for word, _ in sentence)
        scan = Scan(text, self._table)
        if not scan.size:
            return
        labels = list(_labels(scan, sentence))
        self._read += 1
        blind = self._read % BLIND == 0
        found = [] if blind else self._extractor.by_rules(scan)
        rules = [RULES[label] for label in rule_labels(scan, found)]
        first = 0
        for i, gap in enumerate(scan.gaps):
            if gap < BROKEN:
                rows = [self._row(scan, rules, k, first, i + 1) for k in range(first, i + 1)]
                yield [_without_knowledge(row) for row in rows] if blind else rows, labels[first : i + 1]
                first = i + 1

    def _row(self, scan: Scan, rules: list[str], i: int, first: int, last: int) -> list[str]:
        before = scan.gaps[i - 1] if i > first else ENDED
        row = [f"0\tgap-before={before}", f"0\tgap-after={scan.gaps[i]}"]
        for offset in OFFSETS:
            at = i + offset
            if not first <= at < last:
                row.append(f"{offset}\tend")
                continue
            row += [f"{offset}\t{feature}" for feature in self._of(scan, at) if _counts(feature, abs(offset))]
            if abs(offset) <= 1:
                row.append(f"{offset}\trule={rules[at]}")
        return row

    def _of(self, scan: Scan, i: int) -> list[str]:
        word = scan.words[i]
        surface = scan.text[scan.starts[i] : scan.ends[i]]
        if surface not in self._features:
            self._features[surface] = word_features(word, self._vocabulary.count, self._tagged)
        return self._features[surface]


def _without_knowledge(row: list[str]) -> list[str]:
    return [feature for feature in row if not feature.partition("\t")[2].startswith(KNOWLEDGE)]


def _counts(feature: str, distance: int) -> bool:
    if not distance:
        return True
    name = feature.partition("=")[0]
    if name.rstrip("1234") in OWN and name not in ("p2", "s2"):
        return False
    return distance == 1 or not (name in ("p2", "s2") or feature.startswith(NEAR_ONLY))


def _labels(scan: Scan, sentence: Sentence) -> Iterator[str]:
    """The label of each word of a scan, which may be a part of a word of the sentence."""
    spans = []
    start = 0
    for word, tag in sentence:
        spans.append((start + len(word), tag))
        start += len(word) + 1
    k, inside = 0, False
    for begin in scan.starts:
        while spans[k][0] <= begin:
            k, inside = k + 1, False
        begins, _, kind = spans[k][1].partition("-")
        known = KINDS.get(kind)
        yield OUTSIDE if known is None else f"{'I' if inside or begins == 'I' else 'B'}-{known}"
        inside = True


def train(path: Path, tagged: Tags) -> Weights:
    """The weights that fit the training part best."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    maker = Trainer(tagged)
    for sentence in sentences(path):
        for rows, labels in maker.examples(sentence):
            trainer.append(rows, labels)
    with TemporaryDirectory() as folder:
        model = str(Path(folder) / "names.crf")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
    states = {}
    for (attribute, label), weight in info.state_features.items():
        offset, _, feature = attribute.partition("\t")
        states[feature, int(offset), label] = weight
    moves = {(a, b): w for (a, b), w in info.transitions.items() if a in LABELS and b in LABELS}
    return make_weights(states, moves)


def tag(texts: Iterable[str], weights: Weights) -> dict[str, str]:
    """How often each folded word is part of a name of each type: ``person4 place1``."""
    extractor = Extractor(default_gazetteer(), statistical=False)
    vocabulary = Vocabulary(default_gazetteer())
    table = WordTable(vocabulary)
    scores = WordScores(table, vocabulary, weights, {})
    tagger = Tagger(weights)
    counts: Counter[str] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    for text in texts:
        scan = Scan(text, table)
        counts.update(word.norm for word in scan.words)
        for span in tagger.read(scan, scores, extractor.by_rules(scan)).spans:
            if span.confidence >= SURE:
                named.update((scan.words[i].norm, span.type.value) for i in range(span.first, span.last))
    found: dict[str, list[str]] = {}
    for (word, kind), number in sorted(named.items()):
        level = sum(number >= bound * counts[word] for bound in BOUNDS)
        if counts[word] >= FEWEST and level:
            found.setdefault(word, []).append(f"{kind}{level}")
    return {word: " ".join(levels) for word, levels in sorted(found.items())}


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record['title']}\n{record['text']}"


def main(names: Path, news: Path) -> None:
    """Writes `tags.tsv.gz` and `names.tsv.gz`."""
    tags = tag(_texts(news), train(names, {}))
    lines = "".join(f"{word}\t{found}\n" for word, found in tags.items())
    folder = Path(__file__).parent
    (folder / "tags.tsv.gz").write_bytes(gzip.compress(lines.encode("utf-8"), 9, mtime=0))
    tagged = {word: tuple(f"tag={level}" for level in found.split()) for word, found in tags.items()}
    (folder / "names.tsv.gz").write_bytes(write(train(names, tagged)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
