"""The words of an archive that a wildcard, a fuzzy word or a root stands for.

Words are compared by their norms. The article, and the particles written together with it, may stand before a word:
``مقاتل*`` stands for المقاتلين and للمقاتل as well, ``كلمة~`` for الكلمة. Other attached particles (وبمقاتليه) count
before a pattern where the stemmer takes them off, so that ``لدى*`` does not stand for ولد.

At most `MAX_FORMS` words are searched: those nearest to a fuzzy word, then the most frequent, then the first by their
letters. Frequencies are those of all live articles, so the words are the same however the archive is cut into segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from fihrist.index.arabic.affixes import ARTICLES, CLITICS
from fihrist.index.arabic.chain import forms
from fihrist.index.engine import Segment, Snapshot
from fihrist.index.engine.model import I64, U8, Bools
from fihrist.search.execute.distances import distances
from fihrist.search.execute.kin import kin
from fihrist.search.execute.patterns import ONE, PORTION, STAR, Letters, fitting
from fihrist.search.query.attached import core
from fihrist.search.query.tree import Fuzzy, Kin, Scope, Wide, Wildcard
from fihrist.search.roots import root_key

MAX_FORMS: Final = 4_000
"""Words that one part of a query stands for at most."""
CACHED: Final = 64
"""Parts of queries whose words are remembered for a snapshot: counting, scoring and highlighting ask for them again."""
BEHIND_ARTICLE: Final = 2
"""Letters that a pattern must begin with for the article to be put before it."""
BEHIND_PARTICLE: Final = 3

_ARTICLE: Final = ARTICLES[0]
_WEAK: Final = "\N{ARABIC LETTER HAMZA}"
_RANKS: Final = 40
"""More bits than any frequency has."""
_NO_IDS: Final = np.empty(0, np.int64)

Expandable = Wildcard | Fuzzy | Wide | Kin


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a part of a query stands for."""

    norms: tuple[tuple[str, ...], ...]
    """The words by how many edits they are away, those of a pattern or a root under 0; ascending."""
    ids: dict[str, tuple[I64, ...]]
    """The same as ids of norms, by the segment's name."""
    left_out: int
    """How many more words it stands for, which are not searched."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Norms of one segment: ids, ascending, and how many edits each is away."""

    segment: Segment
    ids: I64
    grades: U8


_REMEMBERED: WeakKeyDictionary[Snapshot, dict[Expandable, Expansion]] = WeakKeyDictionary()


def expand(snapshot: Snapshot, node: Expandable) -> Expansion:
    """The words of a snapshot that a node stands for, wherever they are searched."""
    node = replace(node, scope=Scope.ANY)
    remembered = _REMEMBERED.setdefault(snapshot, {})
    found = remembered.get(node)
    if found is None:
        found = _chosen([_held(snapshot, segment, node) for segment in snapshot.segments])
        if len(remembered) >= CACHED:
            remembered.clear()
        remembered[node] = found
    return found


def _held(snapshot: Snapshot, segment: Segment, node: Expandable) -> _Held:
    match node:
        case Wildcard():
            ids = _patterned(snapshot, segment, node)
        case Wide():
            ids = _rooted(segment, node)
        case Kin():
            ids = kin(segment, node.stem)
        case Fuzzy():
            return _near(segment, node)
    return _Held(segment, ids, np.zeros(len(ids), np.uint8))


def _patterned(snapshot: Snapshot, segment: Segment, node: Wildcard) -> I64:
    found = [fitting(segment, "norm", node.pattern)]
    if not node.alone:
        found += [fitting(segment, "norm", pattern) for pattern in with_article(node.pattern)]
        found += [_detached(snapshot, segment, particle, node.pattern) for particle in _particles(node.pattern)]
    return np.unique(np.concatenate(found))


def with_article(pattern: str) -> list[str]:
    """The pattern behind the article and what is written together with it; one that begins with the article as it is."""
    head = _head(pattern)
    if head.startswith(_ARTICLE) and len(head) >= len(_ARTICLE) + BEHIND_ARTICLE:
        return [article + pattern[len(_ARTICLE) :] for article in ARTICLES]
    return [article + pattern for article in ARTICLES] if _arabic(head) and len(head) >= BEHIND_ARTICLE else []


def _particles(pattern: str) -> Sequence[str]:
    head = _head(pattern)
    return CLITICS if _arabic(head) and len(head) >= BEHIND_PARTICLE else ()


def _detached(snapshot: Snapshot, segment: Segment, particle: str, pattern: str) -> I64:
    """Words of a particle and what fits the pattern that are no words of their own."""
    ids = fitting(segment, "norm", particle + pattern)
    words = segment.terms("norm").some(ids)
    kept = [_is_detached(word, word[len(particle) :]) and not _behind_article(snapshot, word) for word in words]
    return ids[np.array(kept, np.bool_)] if kept else ids


def _is_detached(word: str, rest: str) -> bool:
    """Whether the stemmer takes a particle off a word, and no further letter off the rest: للبنوك is no لبنوك."""
    stem = forms(rest)[2]
    return forms(word)[2] == stem and not (rest[0] in CLITICS and forms(rest[1:])[2] == stem)


def _behind_article(snapshot: Snapshot, word: str) -> bool:
    """Whether the archive has a word with the article: no particle stands behind that, as البلدي shows of بلدي."""
    return any(segment.lookup("norm", _ARTICLE + word) >= 0 for segment in snapshot.segments)


def _head(pattern: str) -> str:
    """The letters before the first wildcard."""
    return pattern.split(STAR)[0].split(ONE)[0]


def _arabic(text: str) -> bool:
    return not text.isascii()


def _rooted(segment: Segment, node: Wide) -> I64:
    """Norms of the stems that have the root of the word or of its stem."""
    own = forms(node.norm)[2]
    keys = {node.root, root_key(own)}
    stems = {segment.lookup("stem", own)} - {-1}
    for pattern in {_skeleton(key) for key in keys}:
        ids = fitting(segment, "stem", pattern) if pattern else _NO_IDS
        words = segment.terms("stem").some(ids)
        stems.update(at for at, word in zip(ids.tolist(), words, strict=True) if root_key(word) in keys)
    norms = [segment.stem_norms(stem) for stem in stems]
    return np.sort(np.concatenate(norms)) if norms else _NO_IDS


def _skeleton(key: str) -> str:
    """A pattern that every word of a root fits: its consonants in order, a doubled one once. Empty for fewer than two."""
    letters = [letter for at, letter in enumerate(key) if letter != _WEAK and key[at - 1 : at] != letter]
    return STAR.join(("", *letters, "")) if len(letters) > 1 else ""


def _near(segment: Segment, node: Fuzzy) -> _Held:
    """Norms within the distance: of the whole words, and of what stands behind their articles."""
    dictionary = segment.terms("norm")
    grades = np.full(len(dictionary), node.distance + 1, np.uint8)
    bare = core(node.norm)
    for start, end in _portions(0, len(dictionary)):
        letters = Letters(*dictionary.letters(start, end))
        for word in {node.norm, bare}:
            np.minimum(grades[start:end], distances(letters, word, node.distance), out=grades[start:end])
    for article in ARTICLES if _arabic(bare) else ():
        for start, end in _portions(*segment.prefix_range("norm", article)):
            letters = Letters(*dictionary.letters(start, end))
            behind = distances(letters, bare, node.distance, skipped=len(article))
            np.minimum(grades[start:end], behind, out=grades[start:end])
    ids = np.flatnonzero(grades <= node.distance)
    return _Held(segment, ids, grades[ids])


def _portions(first: int, last: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + PORTION, last)) for start in range(first, last, PORTION))


def _chosen(held: Sequence[_Held]) -> Expansion:
    """The words of all segments, cut to the number that is searched."""
    numbers: dict[str, int] = {}
    held = sorted(held, key=lambda part: -len(part.ids))
    places = [_numbered(part.segment.terms("norm").some(part.ids), numbers) for part in held]
    words = list(numbers)
    grades = np.zeros(len(words), np.uint8)
    for part, place in zip(held, places, strict=True):
        grades[place] = part.grades
    kept, fitting_words = np.ones(len(words), np.bool_), len(words)
    if len(words) > MAX_FORMS:
        kept, fitting_words = _first(held, places, words, grades)
    steps = range(int(grades.max(initial=0)) + 1)
    norms = tuple(tuple(sorted(words[at] for at in np.flatnonzero(kept & (grades == step)))) for step in steps)
    ids = {
        part.segment.name: tuple(part.ids[kept[place] & (part.grades == step)] for step in steps)
        for part, place in zip(held, places, strict=True)
    }
    return Expansion(norms, ids, fitting_words - int(kept.sum()))


def _numbered(words: list[str], numbers: dict[str, int]) -> I64:
    """The number of each word, new ones counted on."""
    if not numbers:
        numbers.update(zip(words, range(len(words)), strict=True))
        return np.arange(len(words))
    return np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), np.int64, len(words))


def _first(held: Sequence[_Held], places: Sequence[I64], words: Sequence[str], grades: U8) -> tuple[Bools, int]:
    """Which words are searched: the nearest, then the most frequent, then the first by their letters.

    Returns:
        Which of the words they are, and how many words live articles have.
    """
    frequencies = np.zeros(len(words), np.int64)
    for part, place in zip(held, places, strict=True):
        frequencies[place] += part.segment.live_frequencies(part.ids)
    alive = np.flatnonzero(frequencies)
    kept: Bools = frequencies > 0
    if len(alive) <= MAX_FORMS:
        return kept, len(alive)
    ranks = (grades[alive].astype(np.int64) << _RANKS) - frequencies[alive]
    bound = np.partition(ranks, MAX_FORMS - 1)[MAX_FORMS - 1]
    kept[alive[ranks >= bound]] = False
    ties = alive[ranks == bound].tolist()
    kept[sorted(ties, key=words.__getitem__)[: MAX_FORMS - int(kept.sum())]] = True
    return kept, len(alive)
