"""What might be one: suggestions with what speaks for each, never applied by themselves.

Three things speak for two names being one: a text says so («المدعو … الملقب …»); they are spelt nearly alike, and stand
among the same others; one is a short form of the other, and stands among the same others.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np

from fihrist.index.curation.called import Called, also_called
from fihrist.index.curation.listing import counts
from fihrist.index.curation.references import lookup
from fihrist.index.engine import Snapshot
from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.entities.spelling import ARTICLE, KUNYA_CASES, name_words
from fihrist.index.entities.user_steps import entity_from
from fihrist.index.model import EntityType
from fihrist.index.records import EntityRow, Records
from fihrist.index.store import Store

MOST_NAMES: Final = 20_000
"""Names that are compared, the most frequent ones."""
_LONG: Final = 7
"""Letters from which on one letter more or less is no other name."""
_KUNYA: Final = f"~{KUNYA_CASES[0]} "
_SURNAME: Final = 4
_ROWS: Final = 200
"""Articles of a name that are looked at for who else they name."""
_COMMON: Final = 0.05
"""Share of the articles that name somebody from which on his company says nothing."""
_FEW: Final = 20
"""Articles of a small archive, where that share is too few."""
_WEAK: Final = str.maketrans("", "", "اويىءئؤأإآ")
_PLAINEST: Final = ("called", "name", "spelling", "short")
_LARGEST_GROUP: Final = 50
"""Names that sound alike, beyond which the sound says nothing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place where a text speaks for it."""

    article: str
    """Id."""
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two that might be one."""

    kind: str
    """``called`` (a text says so), ``name`` (a text gives another name, which nobody in the archive has by himself),
    ``spelling`` (nearly the same letters), ``short`` (a part of the other name)."""
    keep: str
    """Id, or key of an unlinked name."""
    other: str
    type: EntityType
    labels: tuple[str, str]
    articles: tuple[int, int]
    together: int
    """Articles that name both."""
    company: tuple[str, ...]
    """Others that articles of both name, as far as that says something."""
    evidence: tuple[Evidence, ...]
    also: tuple[str, ...] = ()
    """Labels of others of whom a text, or the spelling, says the same: the name has several bearers."""

    def command(self, archive: str) -> str:
        """What does it, to be typed."""
        if self.kind != "name":
            what = ["merge", self.keep, self.other, "--type", str(self.type)]
        else:
            label, name = self.labels
            name = name if len(name.split()) > 1 else f"@{name}"
            new = ["add", label, "--type", str(self.type), "--alias", name]
            what = new if self.keep.startswith("~") else ["alias", self.keep, name]
        return shlex.join(["fihrist", "entities", archive, *what])


def suggest(store: Store, *, type: EntityType | None = None, limit: int = 50) -> list[Suggestion]:  # noqa: A002
    """What might be one, what speaks for it most plainly first.

    Args:
        store: the archive.
        type: only of this type.
        limit: how many at most; 0 for all.
    """
    names = _Names(store)
    found: dict[tuple[int, int], Suggestion] = {}
    more_names: dict[tuple[str, str], Suggestion] = {}
    for called in also_called(store):
        pair = names.called(called)
        if pair and pair not in found:
            found[pair] = names.suggestion("called", pair, [Evidence(called.article, called.quote)])
        elif pair:
            known = found[pair]
            more = (*known.evidence, Evidence(called.article, called.quote))[:3]
            found[pair] = names.suggestion("called", pair, more)
        elif one := names.named(called):
            more_names.setdefault((one.keep, one.other), one)
    for kind, pairs in (("spelling", names.spelt_alike()), ("short", names.short_forms())):
        for pair in pairs:
            if pair not in found:
                suggestion = names.suggestion(kind, pair, [])
                if suggestion.company or (suggestion.together and kind == "short"):
                    found[pair] = suggestion
    told = _with_bearers([*found.values(), *more_names.values()])
    chosen = [one for one in told if type in (None, one.type)]
    chosen.sort(
        key=lambda one: (_PLAINEST.index(one.kind), -len(one.company) - one.together, -min(one.articles), one.other)
    )
    return chosen[:limit] if limit else chosen


def _with_bearers(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Suggestions that tell whom else the same name is offered for."""
    bearers: dict[tuple[str, EntityType], dict[str, str]] = defaultdict(dict)
    for one in suggestions:
        for name, bearer, label in _offered(one):
            bearers[name, one.type][bearer] = label
    return [
        replace(
            one,
            also=tuple(
                label
                for name, bearer, _ in _offered(one)
                for other, label in bearers[name, one.type].items()
                if other != bearer
            ),
        )
        for one in suggestions
    ]


def _offered(one: Suggestion) -> Iterator[tuple[str, str, str]]:
    """The name that is offered, for whom, and his label; of two, a kunya is the name of the other as well."""
    yield one.other, one.keep, one.labels[0]
    if one.keep.startswith(_KUNYA):
        yield one.keep, one.other, one.labels[1]


class _Names:
    """The names of an archive that may be merged, by ordinal."""

    def __init__(self, store: Store) -> None:
        self._records: Records = store.records
        self._snapshot: Snapshot = store.snapshot
        self._counts = counts(self._snapshot)
        order = np.argsort(-self._counts, kind="stable")[:MOST_NAMES]
        rows = self._records.entity([at for at in order.tolist() if self._counts[at]])
        self.rows: dict[int, EntityRow] = {row.ordinal: row for row in rows}
        self._own = {entity.id: entity for entity in map(entity_from, self._records.own_entity([r.key for r in rows]))}
        self._company: dict[int, frozenset[int]] = {}
        self._keys: dict[int, frozenset[int]] = {}

    def called(self, called: Called) -> tuple[int, int] | None:
        """The two that a text says are one, when both are in the archive and not one yet."""
        first = self._ordinal(called.bearer, called.type)
        second = self._ordinal(called.key, called.type)
        if first is None or second is None or first == second:
            return None
        return self._ordered(first, second)

    def named(self, called: Called) -> Suggestion | None:
        """Another name of one who is in the archive, which nobody has."""
        ordinal = self._ordinal(called.bearer, called.type)
        if ordinal is None or ordinal not in self.rows or self._records.entity_ordinals(called.key, called.type):
            return None
        if lookup(self._records, called.name):
            return None
        row = self.rows[ordinal]
        labels, evidence = (row.label, called.name), (Evidence(called.article, called.quote),)
        articles = (int(self._counts[ordinal]), 0)
        return Suggestion("name", row.key, called.key, row.type, labels, articles, 0, (), evidence)

    def _ordinal(self, key: str, kind: EntityType) -> int | None:
        found = [at for at in self._records.entity_ordinals(key, kind) if at in self.rows]
        return self._records.canonical(found)[0] if found else None

    def _ordered(self, first: int, second: int) -> tuple[int, int] | None:
        """The one to keep first: what is linked, else the longer name, else the more frequent one; one is unlinked."""
        if first not in self.rows or second not in self.rows:
            return None
        pair = sorted(
            (first, second),
            key=lambda at: (self._unlinked(at), -len(self.rows[at].label.split()), -self._counts[at], at),
        )
        return (pair[0], pair[1]) if self._unlinked(pair[1]) else None

    def _unlinked(self, ordinal: int) -> bool:
        return self.rows[ordinal].key.startswith("~")

    def _spellings(self, ordinal: int) -> Iterator[list[str]]:
        """The words of each Arabic name of an entity."""
        row = self.rows[ordinal]
        if self._unlinked(ordinal):
            yield row.key[1:].split()
            return
        entity = self._own.get(row.key) or default_gazetteer().entities.get(row.key)
        for alias in entity.aliases if entity else ():
            words = name_words(alias.name)
            if words and not words[0].isascii():
                yield words

    def spelt_alike(self) -> Iterator[tuple[int, int]]:
        """Names of one type that differ by a letter, or only in the letters that are written this way or that."""
        groups: dict[tuple[EntityType, str], set[int]] = defaultdict(set)
        for ordinal, row in self.rows.items():
            for words in self._spellings(ordinal):
                if len(words) > 1 and len("".join(words)) >= _LONG:
                    for key in _shapes(words):
                        groups[row.type, key].add(ordinal)
        yield from self._pairs(groups.values())

    def short_forms(self) -> Iterator[tuple[int, int]]:
        """A surname and the only name that ends so; the beginning of a chain of names and the only chain that goes on."""
        longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for ordinal, row in self.rows.items():
            if row.type is EntityType.PERSON:
                for words in self._spellings(ordinal):
                    for short in _shortened(words):
                        longer[short].add(ordinal)
        for ordinal, row in self.rows.items():
            if row.type is EntityType.PERSON and self._unlinked(ordinal):
                others = longer.get(tuple(row.key[1:].split()), set()) - {ordinal}
                near = [other for other in others if self._near(ordinal, other)]
                pair = self._ordered(ordinal, near[0]) if len(near) == 1 else None
                if pair:
                    yield pair

    def _near(self, first: int, second: int) -> bool:
        return bool(self._articles(first) & self._articles(second) or self._shared(first, second))

    def _pairs(self, groups: Iterable[set[int]]) -> Iterator[tuple[int, int]]:
        seen: set[tuple[int, int]] = set()
        for group in groups:
            if len(group) > _LARGEST_GROUP:
                continue
            for first, second in combinations(sorted(group), 2):
                pair = self._ordered(first, second)
                if pair and pair not in seen:
                    seen.add(pair)
                    yield pair

    def suggestion(self, kind: str, pair: tuple[int, int], evidence: Sequence[Evidence]) -> Suggestion:
        """A pair with what speaks for it."""
        keep, other = (self.rows[ordinal] for ordinal in pair)
        company = self._records.entity(sorted(self._shared(*pair), key=lambda at: int(self._counts[at]))[:5])
        return Suggestion(
            kind,
            keep.key,
            other.key,
            other.type,
            (keep.label, other.label),
            (int(self._counts[pair[0]]), int(self._counts[pair[1]])),
            len(self._articles(pair[0]) & self._articles(pair[1])),
            tuple(row.label for row in company),
            tuple(evidence),
        )

    def _shared(self, first: int, second: int) -> frozenset[int]:
        """Others whom articles of both name."""
        return (self._in_company(first) & self._in_company(second)) - {first, second}

    def _in_company(self, ordinal: int) -> frozenset[int]:
        self._look(ordinal)
        return self._company[ordinal]

    def _articles(self, ordinal: int) -> frozenset[int]:
        self._look(ordinal)
        return self._keys[ordinal]

    def _look(self, ordinal: int) -> None:
        """See which articles name somebody, and whom else."""
        if ordinal in self._company:
            return
        common = max(_FEW, int(self._snapshot.doc_count * _COMMON))
        keys: set[int] = set()
        company: set[int] = set()
        for segment in self._snapshot.segments:
            rows = segment.entity_rows(ordinal)
            rows = rows if segment.live is None else rows[segment.live[rows]]
            keys.update(segment.keys[rows].tolist())
            for row in rows[-_ROWS:].tolist():
                start, end = segment.entity_offsets[row : row + 2].tolist()
                company.update(segment.entity_ordinals[start:end].tolist())
        self._company[ordinal] = frozenset(at for at in company if self._counts[at] < common)
        self._keys[ordinal] = frozenset(keys)


def _shapes(words: Sequence[str]) -> Iterator[str]:
    """What names that are spelt alike have in common: the strong letters, or all letters but one."""
    bare = [word.removeprefix(ARTICLE) or word for word in words]
    strong = " ".join(_single(word.translate(_WEAK)) for word in bare)
    if len(strong.replace(" ", "")) >= _SURNAME:
        yield f"={strong}"
    text = " ".join(words)
    for at, letter in enumerate(text):
        if letter != " ":
            yield text[:at] + text[at + 1 :]
    yield text


def _single(word: str) -> str:
    """A word without doubled letters."""
    return "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])


def _shortened(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Short forms of a person's name."""
    if len(words) > 1 and len(words[-1]) >= _SURNAME:
        yield (words[-1],)
    for end in range(2, len(words)):
        yield tuple(words[:end])
