"""What the statistical extractor goes by: features of a word, whatever text it stands in.

A feature is a short string; a model has weights for it at the word itself and at its neighbours.
"""

from __future__ import annotations

import gzip
import hashlib
from bisect import bisect_right
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.words import BIT, Word

AFFIX: Final = 3
"""Letters of the longest prefix and suffix; a word of more than LONG letters also has those of one more."""
LONG: Final = 5
LENGTH: Final = 9
COUNTS: Final = (1, 10, 40, 200, 1000)
"""Bounds of the bins of a word's count in the corpus of everyday news."""
SHARE: Final = 6
CLASSES: Final = (
    "given", "weak_given", "title", "nickname", "role", "say", "place_trigger", "place_strong", "region",
    "org_trigger", "org_plain", "org_two", "person_trigger", "skip", "month", "stop", "compound", "facility",
    "org_media", "country_before", "place_before", "member", "nationality", "place_first",
)  # fmt: skip
_MASKS: Final = tuple((BIT[name], f"k={name}") for name in CLASSES)
OWN: Final = ("p", "s", "len", "rest", "derived", "goes-on")
"""Features, up to their equals sign or affix length, that count only at the word itself."""


@cache
def tags() -> dict[str, tuple[str, ...]]:
    """Folded word → how often it is part of a name of each type in the corpus of everyday news.

    From `tags.tsv.gz`, which `make_names_model` writes: ``person3`` for half to four fifths of its occurrences.
    """
    lines = gzip.decompress(packed_tags()).decode("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {word: tuple(f"tag={tag}" for tag in found.split()) for word, found in rows}


@cache
def packed_tags() -> bytes:
    """The file as it is."""
    return resources.files("fihrist.index.entities").joinpath("tags.tsv.gz").read_bytes()


@cache
def identity() -> str:
    """Hash of the words' tags."""
    return hashlib.sha256(packed_tags()).hexdigest()[:16]


def count_bin(count: int) -> int:
    """0 for a word that the corpus does not have, and so on."""
    return bisect_right(COUNTS, count)


def word_features(word: Word, count: Callable[[str], int], tagged: dict[str, tuple[str, ...]]) -> list[str]:
    """The features of a word.

    Args:
        word: of a text.
        count: how often the corpus has a folded word.
        tagged: `tags`, or nothing to go without.
    """
    norm = word.norm
    rests = [form.word for form in word.forms[1:]]
    features = [f"w={norm}", *[f"f={rest}" for rest in rests or (norm,)]]
    for length in range(1, min(len(norm), AFFIX + 1 + (len(norm) > LONG))):
        features += (f"p{length}={norm[:length]}", f"s{length}={norm[-length:]}")
    features += (f"len={min(len(norm), LENGTH)}", f"shape={_shape(norm)}")
    evidence = word.evidence
    features.append(f"count={count_bin(evidence.frequency)}")
    if rests:
        features.append(f"rest={count_bin(max(map(count, rests)))}")
    if evidence.frequency:
        features += (f"before={min(evidence.given, SHARE)}", f"behind={min(evidence.surname, SHARE)}")
    if norm.startswith(ARTICLE):
        features.append("article")
    if word.rare:
        features.append("rare")
    elif word.derived:
        features.append("derived")
    if word.nisba:
        features.append("nisba")
    if word.strong:
        features.append("strong")
    features += _classes(word.any_bits)
    if word.entries:
        features += _entered(word)
    found = tagged.get(norm)
    if found is None:
        found = next((tuple(f"rest-{tag}" for tag in tagged[rest]) for rest in rests if rest in tagged), ())
    features += found
    return features


@lru_cache(maxsize=4096)
def _classes(bits: int) -> tuple[str, ...]:
    return tuple(name for mask, name in _MASKS if bits & mask)


def _shape(norm: str) -> str:
    if norm[:1].isdigit():
        return "digits"
    return "latin" if norm.isascii() else "arabic"


def _entered(word: Word) -> list[str]:
    """The types of the gazetteer's names that begin with the word, ``?`` for those that count only in context."""
    features = []
    for node, _, _ in word.entries:
        features += [f"known={sense.entity.type.value}{'?' if sense.mark else ''}" for sense in node.senses]
        if node.next:
            features.append("goes-on")
    return list(dict.fromkeys(features))
