"""The weights of the statistical extractor: a linear-chain conditional random field whose features are of single words.

`names.tsv.gz` is written by `make_names_model`, trained on the training part of CLEANANERCorp (Al-Duwais, Al-Khalifa
and Al-Salman 2024; GPL-3.0), and is under the GPL-3.0 itself. Weights are hundredths.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fihrist.index.model import EntityType

OUTSIDE: Final = "O"
OTHER: Final = "other"
"""Names of other kinds, told apart in training and given to nobody."""
KINDS: Final = (*(kind.value for kind in EntityType), OTHER)
LABELS: Final = (OUTSIDE, *(f"{begins}-{kind}" for kind in KINDS for begins in "BI"))
REACH: Final = 2
"""Words to either side whose features count."""
OFFSETS: Final = range(-REACH, REACH + 1)
SCALE: Final = 100

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature says for each label."""

    index: Mapping[str, int]
    """Feature → row of `table`."""
    table: Floats
    """Features × offsets × labels: what a feature of the word at that offset says for the label of a word."""
    transitions: Floats
    """Labels × labels, from the earlier to the later."""

    def of(self, feature: str) -> Floats:
        """Offsets × labels, zero for a feature without weight."""
        row = self.index.get(feature)
        return self.table[row] if row is not None else np.zeros(self.table.shape[1:], np.float32)


def make_weights(states: Mapping[tuple[str, int, str], float], moves: Mapping[tuple[str, str], float]) -> Weights:
    """From weights by (feature, offset, label) and by (label, next label)."""
    labels = {label: i for i, label in enumerate(LABELS)}
    index: dict[str, int] = {}
    for feature, _, _ in states:
        index.setdefault(feature, len(index))
    table = np.zeros((len(index), len(OFFSETS), len(LABELS)), np.float32)
    for (feature, offset, label), weight in states.items():
        table[index[feature], offset + REACH, labels[label]] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (earlier, later), weight in moves.items():
        transitions[labels[earlier], labels[later]] = weight
    return Weights(index, table, transitions)


def write(weights: Weights) -> bytes:
    """The file of these weights: a line a feature, then its weights as ``offset,label,hundredths``."""
    hundredths = np.rint(weights.table * SCALE).astype(int)
    lines = ["#\tnames of CLEANANERCorp's training part, GPL-3.0; written by make_names_model"]
    for i, row in enumerate(np.rint(weights.transitions * SCALE).astype(int)):
        lines.append(f">\t{i}\t" + " ".join(map(str, row)))
    for feature, row in sorted(weights.index.items()):
        cells = [f"{o - REACH},{label},{hundredths[row, o, label]}" for o, label in np.argwhere(hundredths[row])]
        if cells:
            lines.append(f"{feature}\t" + " ".join(cells))
    return gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), 9, mtime=0)


def read(packed: bytes) -> Weights:
    """The weights of a file that `write` wrote."""
    index: dict[str, int] = {}
    rows: list[int] = []
    offsets: list[int] = []
    labels: list[int] = []
    values: list[int] = []
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        feature, _, cells = line.partition("\t")
        if feature == ">":
            earlier, _, row = cells.partition("\t")
            transitions[int(earlier)] = [int(value) / SCALE for value in row.split()]
        elif feature != "#":
            row_number = index[feature] = len(index)
            for cell in cells.split():
                offset, label, value = cell.split(",")
                rows.append(row_number)
                offsets.append(int(offset) + REACH)
                labels.append(int(label))
                values.append(int(value))
    table = np.zeros((len(index), len(OFFSETS), len(LABELS)), np.float32)
    table[rows, offsets, labels] = np.array(values, np.float32) / SCALE
    return Weights(index, table, transitions)


@cache
def packed() -> bytes:
    """The shipped file."""
    return resources.files("fihrist.index.entities").joinpath("names.tsv.gz").read_bytes()


@cache
def shipped() -> Weights:
    """The shipped weights."""
    return read(packed())


@cache
def identity() -> str:
    """Hash of the shipped weights."""
    return hashlib.sha256(packed()).hexdigest()[:16]
