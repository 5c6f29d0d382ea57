"""Which words a text must have for a change of names to change what is found in it.

The rules walk the gazetteer's names over the words of a text, so a name that is added or taken away concerns the texts
that have its words side by side: in any of the spellings that count as one, the first word with or without clitics.
Besides, the rules for unknown names ask whether a word begins a known one, or a longer one, or is an adjective made of
such a word (داعشي): a first word of which that was not so concerns the texts that have it, or the adjective, by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from fihrist.index.arabic.folding import fold_name
from fihrist.index.entities.gazetteer import LATIN_MIN, MINISTRY, Alias, Gazetteer, GazetteerEntity, spellings
from fihrist.index.entities.spelling import ABD, ARTICLE, KUNYA_CASES, KUNYA_JOINED_MIN, unusual, usual
from fihrist.index.entities.words import CLITICS, DOUBLED_LAM

Pattern = tuple[frozenset[str], ...]
"""For each word of a row the norms that it may be."""

_PREFIXES: Final = tuple(chain.from_iterable(CLITICS.values()))
_NISBA: Final = ("ي", "يه")
_FATHER: Final = KUNYA_CASES[0]
_ABD_JOINED_MIN: Final = 6


folded = lru_cache(maxsize=1 << 16)(fold_name)
"""`fold_name`, which a long list asks for the same names several times."""


def written_apart(name: str) -> str:
    """A folded name with its compounds in two words, of which the gazetteer makes all ways of writing it."""
    words: list[str] = []
    parts = name.split()
    for place, word in enumerate(parts):
        if word.startswith(ABD + ARTICLE) and len(word) >= _ABD_JOINED_MIN:
            words += [ABD, word[len(ABD) :]]
        elif word.startswith(_FATHER) and len(word) >= KUNYA_JOINED_MIN:
            words += [_FATHER, word[len(_FATHER) :]]
        else:
            words.append(_FATHER if word in KUNYA_CASES and place + 1 < len(parts) else word)
    return " ".join(words)


def all_written(entity: GazetteerEntity) -> tuple[Alias, ...]:
    """The names of an entity, and those that it takes to find each of them in one word and in two."""
    found: dict[str, Alias] = {}
    for alias in entity.aliases:
        key = folded(alias.name)
        found.setdefault(key, alias)
        apart = written_apart(key)
        if apart != key:
            found.setdefault(apart, Alias(apart, alias.mark))
    return tuple(found.values())


def concerned(entity: GazetteerEntity, names: Iterable[Alias], shipped: Gazetteer) -> Iterator[Pattern]:
    """What texts have that these names of an entity, added or taken away, concern; a pattern may come twice."""
    for alias in names:
        if alias.mark != "#":
            yield from _patterns(alias.name, shipped)
    label = folded(entity.label)
    if label.startswith(MINISTRY) and entity.parent:
        # وزارة الداخلية alone is that of the country that the text speaks of.
        yield tuple(_spelt(word, first=not place) for place, word in enumerate(label.split()[:-1]))


def _patterns(name: str, shipped: Gazetteer) -> Iterator[Pattern]:
    key = folded(name)
    if not key or (key.isascii() and len(key) < LATIN_MIN):
        return
    for words in spellings([usual(word) for word in key.split()]):
        yield tuple(_spelt(word, first=not place) for place, word in enumerate(words))
        begins = shipped.root.get(words[0])
        if begins is None or (len(words) > 1 and not begins.next):
            yield (_spelt(words[0], first=True) | _nisbas(words[0]),)


def _spelt(word: str, *, first: bool) -> frozenset[str]:
    """The norms that count as a word of a name."""
    forms = unusual(word)
    if not first:
        return frozenset(forms)
    found = {*forms, *(prefix + form for prefix in _PREFIXES for form in forms)}
    found.update(
        doubled + form[len(ARTICLE) :] for doubled in DOUBLED_LAM.values() for form in forms if form.startswith(ARTICLE)
    )
    return frozenset(found)


def _nisbas(word: str) -> frozenset[str]:
    bases = (word, word.removesuffix("ا"), word.removeprefix(ARTICLE))
    return frozenset(base + ending for base in bases for ending in _NISBA)
