"""The gazetteer: known entities, their names, and the trie that finds the names in a row of words."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Final

from fihrist.errors import SourceError
from fihrist.index.arabic.folding import fold_name
from fihrist.index.entities.spelling import ABD, ARTICLE, KUNYA_CASES, SYRIA, name_words, usual, usual_words
from fihrist.index.model import EntityType

DATA_FILES: Final = ("organisations.tsv", "persons.tsv", "places.tsv", "countries.tsv")
MARKS: Final = "@?&#%"
COLUMNS: Final = 8
MINISTRY: Final = "وزاره "
LATIN_MIN: Final = 3
"""Shorter names in Latin script are for looking up: UN and IS stand for too much else in a text."""


COUNTRY: Final = "country"
"""Flag of countries."""
FLAGS: Final = ("common", "generic", "namesake", COUNTRY)
NEAR: Final = "near:"
"""Begins a flag; behind it stands a country's id."""
ADJECTIVE_ENDINGS: Final = ("", "ه", "ين", "ون", "ان", "تين", "تان")
IRREGULAR: Final = {"افغاني": "af", "انجليزي": "gb", "تشيكي": "cz", "نمساوي": "at"}
"""Adjectives of countries that are not made of the country's name."""
LATITUDE_MAX: Final = 90.0
LONGITUDE_MAX: Final = 180.0
LATIN_ARTICLES: Final = (["al"], ["el"])
SURNAME_MIN: Final = 4
"""Letters of a surname in Latin script; what is shorter is a number (VI) or a common given name (Ali)."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entity, and when it counts in a text."""

    name: str
    mark: str = ""
    """Empty: always; ``@``: after a trigger, in quotes, or beside another name of the entity; ``?``: as ``@``, or when
    its country is named in the text; ``&``: after a trigger and when its country is named; ``#``: only for
    looking up; ``%``: as ``@``, or behind a preposition of place or beside another place when its country is
    named."""


@dataclass(frozen=True, slots=True)
class GazetteerEntity:
    """An entity that the gazetteer knows."""

    id: str
    type: EntityType
    label: str
    """Preferred Arabic name."""
    label_en: str
    aliases: tuple[Alias, ...]
    """All names, both labels included."""
    flags: frozenset[str] = frozenset()
    parent: str | None = None
    """The place it lies in, or the organisation it belongs to."""
    location: tuple[float, float] | None = None
    """Latitude and longitude of a place in degrees, north and east positive; None where they are not known."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One entity that a name may stand for."""

    entity: GazetteerEntity
    mark: str


@dataclass(slots=True)
class Node:
    """A node of the trie: the words that may follow, and what the words so far name."""

    next: dict[str, Node] = field(default_factory=dict)
    senses: list[Sense] = field(default_factory=list)
    marked: bool = False
    """Some of the senses count only in context."""


_VARIED: Final = frozenset((ABD, KUNYA_CASES[0], *SYRIA))
"""Words that make a name have several spellings."""

# A name is folded when its line is read, and again when it is entered.
_folded = lru_cache(maxsize=32_768)(fold_name)


def _alias(text: str) -> Alias:
    return Alias(text[1:].strip(), text[0]) if text[0] in MARKS else Alias(text.strip())


def _without_parentheses(label: str) -> str:
    return " ".join(label.split("(")[0].split())


def _aliases(label: str, label_en: str, column: str) -> tuple[Alias, ...]:
    """The names of one line; a mark in the column also holds for the label spelt the same."""
    found: dict[str, Alias] = {}
    for text in (*column.split("|"), _without_parentheses(label), _without_parentheses(label_en)):
        if not text.strip():
            continue
        alias = _alias(text.strip())
        found.setdefault(_folded(alias.name), alias)
    return tuple(found.values())


def parse_line(line: str) -> GazetteerEntity:
    """One line of a gazetteer file; ValueError says what is wrong with it."""
    cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
    cells += [""] * (COLUMNS - len(cells))
    identifier, kind, label, label_en, aliases, flags, parent, location = cells[:COLUMNS]
    if not identifier or not label:
        message = "an entity needs an id and a label"
        raise ValueError(message)
    names = _aliases(label, label_en, aliases)
    return GazetteerEntity(
        identifier,
        type_from(kind),
        label,
        label_en,
        names,
        _flags(flags),
        parent or None,
        _location(location) if location else None,
    )


def type_from(text: str) -> EntityType:
    """A type by its name; ValueError names those there are."""
    try:
        return EntityType(text)
    except ValueError:
        message = f"{text!r} is no type; there are " + ", ".join(EntityType)
        raise ValueError(message) from None


def _flags(cell: str) -> frozenset[str]:
    flags = frozenset(cell.split())
    unknown = sorted(flag for flag in flags if flag not in FLAGS and not flag.startswith(NEAR))
    if unknown:
        message = f"{unknown[0]!r} is no flag; there are " + ", ".join((*FLAGS, NEAR + "ID"))
        raise ValueError(message)
    return flags


def _location(cell: str) -> tuple[float, float]:
    """Of ``32.62,36.10``."""
    latitude, _, longitude = cell.partition(",")
    try:
        degrees = float(latitude), float(longitude)
    except ValueError:
        degrees = (math.inf, math.inf)
    if not (abs(degrees[0]) <= LATITUDE_MAX and abs(degrees[1]) <= LONGITUDE_MAX):
        message = f"'{cell}' is no location; write latitude and longitude in degrees, such as 32.62,36.10"
        raise ValueError(message)
    return degrees


def _parse(text: str, path: str) -> Iterator[GazetteerEntity]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            yield parse_line(line)
        except ValueError as error:
            raise SourceError(path, f"line {number}: {error}; see the head of organisations.tsv") from error


def spellings(words: list[str]) -> Iterator[tuple[str, ...]]:
    """The ways of writing a name: a compound in one word or two, the cases of a kunya, Syria with either ending."""
    if _VARIED.isdisjoint(words):
        yield tuple(words)
        return
    units: list[list[tuple[str, ...]]] = []
    i = 0
    while i < len(words):
        word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
        if word == ABD and after.startswith(ARTICLE):
            units.append([(word, after), (word + after,)])
            i += 2
        elif word == KUNYA_CASES[0] and after:
            units.append([*((case, after) for case in KUNYA_CASES), (word + after,)])
            i += 2
        else:
            units.append([(form,) for form in (SYRIA if word in SYRIA and len(words) > 1 else (word,))])
            i += 1
    for choice in product(*units):
        yield tuple(word for unit in choice for word in unit)


def _adjective(country: str) -> str:
    """سوري of سوريا, مصري of مصر, سعودي of السعودية."""
    base = country.removeprefix(ARTICLE)
    for ending in ("يا", "يه", "ا", "ه"):
        if base.endswith(ending):
            return base.removesuffix(ending) + "ي"
    return base + "ي"


def _child(nodes: dict[str, Node], word: str) -> Node:
    node = nodes.get(word)
    if node is None:
        node = nodes[word] = Node()
    return node


class Gazetteer:
    """Known entities, to be looked up by name and found in texts. Immutable once made."""

    def __init__(self, entities: Iterable[GazetteerEntity]) -> None:
        self.entities: dict[str, GazetteerEntity] = {}
        self.root: dict[str, Node] = {}
        self._names: dict[str, list[GazetteerEntity]] = {}
        digest = hashlib.sha256()
        for entity in entities:
            self.entities[entity.id] = entity
            digest.update(
                repr(
                    (entity.id, entity.type, entity.label, entity.aliases, entity.parent, sorted(entity.flags))
                ).encode()
            )
        for entity in self.entities.values():
            for alias in entity.aliases:
                self._add(entity, alias)
            if entity.type is EntityType.PERSON:
                self._add_surname(entity)
        self.identity = digest.hexdigest()[:16]
        self._ministries = {
            (_folded(entity.label).rpartition(" ")[0], entity.parent): entity
            for entity in self.entities.values()
            if entity.type is EntityType.ORGANISATION and _folded(entity.label).startswith(MINISTRY)
        }
        self._countries = {identifier: self._top(identifier) for identifier in self.entities}

    def _add(self, entity: GazetteerEntity, alias: Alias) -> None:
        key = _folded(alias.name)
        words = key.split()
        bearers = self._names.setdefault(" ".join(usual_words(words)), [])
        if not bearers or bearers[-1] is not entity:
            # An entity's names follow one another.
            bearers.append(entity)
        if alias.mark == "#" or (key.isascii() and len(key) < LATIN_MIN):
            return
        for first, *rest in spellings([usual(word) for word in words]):
            node = _child(self.root, first)
            for word in rest:
                node = _child(node.next, word)
            if all(sense.entity is not entity for sense in node.senses):
                node.senses.append(Sense(entity, alias.mark))
                node.marked = node.marked or bool(alias.mark)

    def _add_surname(self, entity: GazetteerEntity) -> None:
        """For looking up: the last word of the name in Latin script, with and without the article."""
        surname = _folded(entity.label_en.rpartition(" ")[2].replace("-", " ")).split()
        bare = surname[1:] if surname[:1] in LATIN_ARTICLES else surname
        if not bare or len("".join(bare)) < SURNAME_MIN:
            return
        for words in (bare, *([*article, *bare] for article in LATIN_ARTICLES)):
            bearers = self._names.setdefault(" ".join(words), [])
            if not any(bearer is entity for bearer in bearers):
                bearers.append(entity)

    def _top(self, identifier: str) -> str:
        """The last of its parents: for a place, its country."""
        seen = {identifier}
        parent = self.entities[identifier].parent
        while parent in self.entities and parent not in seen:
            identifier = parent
            seen.add(identifier)
            parent = self.entities[identifier].parent
        return identifier

    def country(self, entity: GazetteerEntity) -> str:
        """Id of the country of a place, as far as the gazetteer says it; else its own id."""
        return self._countries[entity.id]

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """Definite adjectives of countries, folded, in the usual spelling: العراقية → id of Iraq."""
        found = dict(IRREGULAR)
        for entity in self.entities.values():
            if COUNTRY in entity.flags:
                for alias in entity.aliases:
                    name = _folded(alias.name)
                    if " " not in name and not name.isascii():
                        found.setdefault(_adjective(usual(name)), entity.id)
        return {ARTICLE + base + end: country for base, country in found.items() for end in ADJECTIVE_ENDINGS}

    def ministry(self, words: str, country: str) -> GazetteerEntity | None:
        """The ministry of a country by its folded name without the country's: وزارة الداخلية of Iraq."""
        return self._ministries.get((words, country))

    def lookup(self, name: str, type: EntityType | None = None) -> list[GazetteerEntity]:  # noqa: A002
        """Entities with this id or name, in either script, folded; those that bear it without a mark first."""
        words = name_words(name)
        found = list(self._names.get(" ".join(words), ()))
        exact = self.entities.get(name.strip().lower())
        if exact is not None:
            found = [exact, *(entity for entity in found if entity is not exact)]
        else:
            found.sort(key=lambda entity: any(a.mark for a in entity.aliases if name_words(a.name) == words))
        return [entity for entity in found if type is None or entity.type is type]

    def extended(self, entities: Iterable[GazetteerEntity]) -> Gazetteer:
        """A gazetteer with these entities added; one with a known id replaces the known."""
        return Gazetteer((*self.entities.values(), *entities))

    @classmethod
    def from_file(cls, path: str | Path) -> Gazetteer:
        """Fihrist's own entities and those of a TSV file in the same format.

        Raises:
            SourceError: the file cannot be read, or a line is no entity.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(str(path), f"{error}; a gazetteer is a TSV file in UTF-8") from error
        return default_gazetteer().extended(_parse(text, str(path)))


def shipped_entities() -> Iterator[GazetteerEntity]:
    """All lines of the shipped data files."""
    folder = resources.files("fihrist.index.entities")
    for name in DATA_FILES:
        yield from _parse(folder.joinpath(name).read_text(encoding="utf-8"), name)


@cache
def default_gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once per process."""
    return Gazetteer(shipped_entities())
