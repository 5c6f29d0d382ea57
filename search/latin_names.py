"""What a name in Latin letters stands for in an archive: by alias, else by sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold_name
from fihrist.search.execute.names import entity_ordinals
from fihrist.search.query.tree import And, Diagnostic, Entity, Everything, Node, Or, Phrase, Severity, Span, Word
from fihrist.search.sounds import sounding

if TYPE_CHECKING:
    from fihrist.index.store import Store

MAX_SPELLINGS: Final = 6
"""Arabic names of an entity that count for the score."""
SHORTEST: Final = 3
"""Letters of a name that is typed in small letters; shorter ones (us, in) are words of a language."""
SURE: Final = 0.7
"""How far a name may be from the one that is searched in its place; farther ones are offered only."""
_NAMED: Final = 3
"""Entities that a diagnostic names at most."""

_ARABIC: Final = re.compile("[\u0620-\u064a]")


@dataclass(frozen=True, slots=True)
class LatinName:
    """A name in Latin letters that entities of the archive bear in Arabic."""

    typed: str
    labels: tuple[str, ...]
    """Of the entities, in Arabic."""
    spellings: tuple[Node, ...]
    """How texts write the name in Arabic."""
    by_sound: bool = False
    """Nothing but its sound says so."""

    @property
    def node(self) -> Node:
        """The articles that name the entity, those that say it most first; by sound those that have the words."""
        if self.by_sound:
            return self.spellings[0]
        return And((Entity(self.typed), Or((Everything(), *self.spellings)))) if self.spellings else Entity(self.typed)

    def note(self, span: Span) -> Diagnostic:
        """Word of what was searched for besides the letters themselves."""
        labels = ", ".join(self.labels[:_NAMED]) + (", …" if len(self.labels) > _NAMED else "")
        if self.by_sound:
            return Diagnostic(
                "latin-name",
                Severity.WARNING,
                span.start,
                span.end,
                f"No article has “{self.typed}”; {labels}, the one name that sounds like it, was searched for instead. "
                "Search as typed (--as-typed) to leave it out.",
                f"لا توجد مادة فيها «{self.typed}»، فبُحث عن {labels}، وهو الاسم الوحيد القريب منه لفظا. ابحث كما كُتب (--as-typed) لتركه.",
            )
        return Diagnostic(
            "latin-name",
            Severity.NOTE,
            span.start,
            span.end,
            f"“{self.typed}” was searched for as a name too: {labels}. Search as typed (--as-typed) for the Latin letters alone.",
            f"بُحث عن «{self.typed}» اسما أيضا: {labels}. ابحث كما كُتب (--as-typed) للحروف اللاتينية وحدها.",
        )


def latin_name(store: Store, folded: str, typed: str) -> LatinName | None:
    """What a name in Latin letters stands for, when the gazetteer or the archive knows it as an alias.

    Args:
        store: the archive; entities that no article of it names do not count.
        folded: the words of the name, folded.
        typed: the words as they were typed.
    """
    if len(folded.replace(" ", "")) < SHORTEST and not typed.isupper():
        return None
    ordinals = entity_ordinals(store, typed, None)
    rows = [row for row in store.records.entity(ordinals) if _ARABIC.search(row.label)] if ordinals else []
    if not rows:
        return None
    keys = {row.key for row in rows}
    aliases = [
        alias.name for each in store.lookup(typed) if each.id in keys for alias in each.aliases if alias.mark != "#"
    ]
    spellings = _spellings(store, [*(row.label for row in rows), *aliases])
    return LatinName(typed, tuple(dict.fromkeys(row.label for row in rows)), spellings)


def sounding_name(store: Store, typed: str) -> LatinName | None:
    """The one name of the archive that a name in Latin letters sounds like; None when there is none, or several."""
    if len(typed) <= SHORTEST:
        return None
    names = sounding(store, typed)
    if len(names) != 1 or names[0].distance > SURE:
        return None
    return LatinName(typed, (names[0].text,), (name_node(names[0].text, names[0].norms),), by_sound=True)


def _spellings(store: Store, names: Iterable[str]) -> tuple[Node, ...]:
    """Names in Arabic letters that the archive has, as words and phrases to look for."""
    found: dict[Node, None] = {}
    for name in names:
        norms = tuple(fold_name(name).split())
        if len(found) >= MAX_SPELLINGS:
            break
        if norms and _ARABIC.search(name) and all(store.snapshot.document_frequency("norm", norm) for norm in norms):
            found[name_node(name, norms)] = None
    return tuple(found)


def name_node(name: str, norms: tuple[str, ...]) -> Node:
    """A name as a query asks for it in texts: a word in all its forms, or a phrase."""
    return Word(name, norms[0], forms(norms[0])[2]) if len(norms) == 1 else Phrase(name, norms)
