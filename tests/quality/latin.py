"""Names in Latin letters: how often the Arabic name is among those that sound like it, and among how many.

Each pair's Latin name is looked up among the Arabic names of all pairs: by skeleton alone, and as searches offer them,
cut by their distance. Who's On First's places of six countries, a sample; and the persons of the gazetteer, only reported, for the
list grows.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.model import EntityType
from fihrist.search.latin import FITTING, arabic_skeleton, distance, latin_skeletons
from fihrist.search.sounds import MARGIN
from tests.quality.figures import SHARED, Figure

PLACES = SHARED / "data" / "gazetteer" / "wof_ar_names.tsv.gz"
SAMPLE = 4_000
Pair = tuple[str, str]


def measure() -> list[Figure]:
    """Shares of names found, and the mean number of names offered."""
    persons = [each for each in default_gazetteer().entities.values() if each.type is EntityType.PERSON]
    pairs = [(each.label_en, each.label) for each in persons if each.label_en]
    return [*(replace(each, floor=None) for each in figures("persons", pairs, pairs)), *_places()]


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
