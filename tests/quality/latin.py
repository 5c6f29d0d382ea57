"""Names in Latin letters: how often the Arabic name is among those that sound like it, and among how many.

Each pair's Latin name is looked up among the Arabic names of all pairs: by skeleton alone, and as searches offer them,
cut by their distance. Then what searches apply by themselves: spellings of newspapers that reach their entity, and
words of English and French news that are taken for a name. Who's On First's places of six countries, a sample; and the persons of the gazetteer, only reported, for the
list grows.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.model import EntityType
from fihrist.search.latin import FITTING, arabic_skeleton, distance, latin_skeletons
from fihrist.search.latin_aliases import is_ordinary, meant, near, otherwise_called, shipped_names
from fihrist.search.sounds import MARGIN
from tests.quality.figures import SHARED, Figure

PLACES = SHARED / "data" / "gazetteer" / "wof_ar_names.tsv.gz"
SAMPLE = 4_000
Pair = tuple[str, str]


def measure() -> list[Figure]:
    """Shares of names found, and the mean number of names offered."""
    persons = [each for each in default_gazetteer().entities.values() if each.type is EntityType.PERSON]
    pairs = [(each.label_en, each.label) for each in persons if each.label_en]
    return [*(replace(each, floor=None) for each in figures("persons", pairs, pairs)), *_places(), *_applied()]


def _applied() -> list[Figure]:
    asked = [line.split("\t") for line in lines("latin_names.tsv")]
    reached = sum(identifier in stands_for(typed) for typed, identifier in asked)
    words = dict.fromkeys(word for line in lines("latin_words.txt") for word in line.split())
    taken = sum(bool(stands_for(form)) for word in words for form in (word, word.capitalize()))
    return [
        Figure("latin/spellings: reach their entity", reached / len(asked), 0.0, note=f"{len(asked)} spellings"),
        Figure(
            "latin/words: taken for a name", taken / 2 / len(words), 1.0, better="lower", note=f"{len(words)} words"
        ),
    ]


def stands_for(typed: str) -> set[str]:
    """The entities of the gazetteer that a search for some words would be for, in an archive that names them all."""
    gazetteer = default_gazetteer()
    if is_ordinary(typed) and typed.islower():
        return set()
    exact = {entity.id for entity in gazetteer.lookup(typed)} or set(otherwise_called(typed))
    if exact or is_ordinary(typed):
        return exact
    found = meant(near(typed, [shipped_names()]), lambda _: True)
    return set(found.bearers) if found else set()


def lines(name: str) -> list[str]:
    """Those of a file beside this one that are no comments."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def figures(name: str, asked: Sequence[Pair], known: Iterable[Pair]) -> list[Figure]:
    """The figures of some pairs, looked up among the Arabic names of others."""
    index: dict[str, set[str]] = {}
    for _, arabic in known:
        index.setdefault(arabic_skeleton(arabic), set()).add(arabic)
    alike = offered = found = 0
    for latin, arabic in asked:
        candidates = set[str]().union(*(index.get(skeleton, set()) for skeleton in latin_skeletons(latin)))
        far = {each: distance(latin, each) for each in candidates}
        kept = [each for each in far if far[each] <= min(FITTING, min(far.values()) + MARGIN)]
        alike += arabic in candidates
        found += arabic in kept
        offered += len(kept)
    return [
        Figure(f"latin/{name}: same skeleton", alike / len(asked), 0.0),
        Figure(f"latin/{name}: offered", found / len(asked), 0.0),
        Figure(f"latin/{name}: names offered", offered / len(asked), 10.0, better="lower"),
    ]


def _places() -> list[Figure]:
    name = "places"
    if not PLACES.exists():
        return [Figure(f"latin/{name}: offered", None, None)]
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    pairs = [(row["name_latin"], row["name_ar"]) for row in rows if not row["name_ar"].isascii()]
    named = [pair for pair in pairs if len(pair[0]) > 3 and pair[0].isascii() and pair[0][0].isalpha()]
    return figures(name, random.Random(1).sample(named, SAMPLE), pairs)
