"""What a name in Latin letters stands for in an archive: a known entity, by a name of it or another transcription of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.affixes import CLITICS
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold_name
from fihrist.index.records import EntityRow
from fihrist.search.execute.names import entity_ordinals
from fihrist.search.latin_aliases import is_ordinary, otherwise_called, transcribed
from fihrist.search.query.tree import Alternatives, Diagnostic, Entity, Node, Or, Phrase, Severity, Span, Word
from fihrist.search.suggest import spelt

if TYPE_CHECKING:
    from fihrist.index.store import Store

MAX_NAMES: Final = 5
"""Arabic names of an entity that are looked for as words, too."""
MAX_FORMS: Final = 5
"""Of each of them, those behind prepositions included."""
SHORTEST: Final = 3
"""Letters of a name that is typed in small letters; shorter ones (us, in) are words of a language."""
_NAMED: Final = 3
"""Entities that a diagnostic names at most."""

_ARABIC: Final = re.compile("[\u0620-\u064a]")


@dataclass(frozen=True, slots=True)
class LatinName:
    """A name in Latin letters that entities of the archive bear in Arabic."""

    typed: str
    labels: tuple[str, ...]
    """Of the entities, in Arabic."""
    entities: tuple[Entity, ...]
    spellings: tuple[tuple[Phrase, ...], ...]
    """How texts write each Arabic name of the entities, alone and behind prepositions."""

    @property
    def node(self) -> Node:
        """The articles that name the entity, and those that have its name as words; a name scores by its best form."""
        written = (forms[0] if len(forms) == 1 else Alternatives(forms) for forms in self.spellings)
        either = (*self.entities, *written)
        return either[0] if len(either) == 1 else Or(either)

    def note(self, span: Span) -> Diagnostic:
        """Word of what was searched for besides the letters themselves."""
        labels = ", ".join(self.labels[:_NAMED]) + (", …" if len(self.labels) > _NAMED else "")
        labels_ar = "، ".join(self.labels[:_NAMED]) + ("، …" if len(self.labels) > _NAMED else "")
        return Diagnostic(
            "latin-name",
            Severity.NOTE,
            span.start,
            span.end,
            f"“{self.typed}” was searched for as a name too: {labels}. Search as typed (--as-typed) for the Latin letters alone.",
            f"بُحث عن «{self.typed}» اسما أيضا: {labels_ar}. ابحث كما كُتب (--as-typed) للحروف اللاتينية وحدها.",
        )


def latin_name(store: Store, folded: str, typed: str) -> LatinName | None:
    """What a name in Latin letters stands for, when the gazetteer or the archive knows it as it is typed.

    Args:
        store: the archive; entities that no article of it names do not count.
        folded: the words of the name, folded.
        typed: the words as they were typed.
    """
    if len(folded.replace(" ", "")) < SHORTEST and not typed.isupper():
        return None
    if is_ordinary(typed) and typed.islower():
        return None  # rice, straw, hit: a name only with its capital letter
    ordinals = entity_ordinals(store, typed, None)
    if ordinals:
        return _name(store, typed, (Entity(typed),), _arabic(store, ordinals))
    return _of_entities(store, typed, otherwise_called(typed))


def transcribed_name(store: Store, typed: str) -> LatinName | None:
    """What a name in Latin letters stands for, when it is another transcription of a name of one known entity."""
    found = transcribed(store, typed)
    return _of_entities(store, typed, sorted(found.bearers)) if found else None


def _of_entities(store: Store, typed: str, ids: Iterable[str]) -> LatinName | None:
    held = {each: store.records.entity_ordinals(each) for each in ids}
    rows = [row for ordinals in held.values() for row in _arabic(store, ordinals)]
    return _name(store, typed, tuple(Entity(each) for each in held if held[each]), rows)


def _arabic(store: Store, ordinals: Iterable[int]) -> list[EntityRow]:
    return [row for row in store.records.entity(tuple(ordinals)) if _ARABIC.search(row.label)]


def _name(store: Store, typed: str, entities: tuple[Entity, ...], rows: list[EntityRow]) -> LatinName | None:
    if not rows:
        return None
    known = (entity for key in dict.fromkeys(row.key for row in rows) for entity in store.lookup(key)[:1])
    names = [alias.name for entity in known for alias in entity.aliases if not alias.mark]
    spellings = tuple(_spellings(store, names))
    return LatinName(typed, tuple(dict.fromkeys(row.label for row in rows)), entities, spellings)


def _spellings(store: Store, names: Iterable[str]) -> Iterator[tuple[Phrase, ...]]:
    """Names in Arabic letters that always count in a text, as the archive has them: «تل أبيض», «وتل أبيض»."""
    held = store.snapshot.document_frequency
    written = dict.fromkeys(tuple(fold_name(name).split()) for name in names if _ARABIC.search(name))
    for first, *rest in [words for words in written if words and not _holds_another(words, written)][:MAX_NAMES]:
        ways = [(clitic + first, *rest) for clitic in ("", *CLITICS)]
        found = [norms for norms in ways if all(held("norm", norm) for norm in norms)][:MAX_FORMS]
        if found:
            yield tuple(Phrase(" ".join(spelt(store.snapshot, norm) for norm in norms), norms) for norms in found)


def _holds_another(words: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> bool:
    """Whether a name says a shorter one, too, which finds it then: «حزب الله اللبناني»."""
    text = f" {' '.join(words)} "
    return any(name != words and f" {' '.join(name)} " in text for name in names if name)


def name_node(name: str, norms: tuple[str, ...]) -> Node:
    """A name as a query asks for it in texts: a word in all its forms, or a phrase."""
    return Word(name, norms[0], forms(norms[0])[2]) if len(norms) == 1 else Phrase(name, norms)
