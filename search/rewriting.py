"""What is searched besides the words as they were typed: other spellings, and the names that Latin words stand for.

Runs between parsing and compiling, for searches, highlights and explanations alike. Only what the archive's dictionary
holds is added, as `Alternatives` whose first child is what was typed; what was added is told in diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.affixes import CLITICS
from fihrist.index.arabic.chain import forms
from fihrist.search.anyword import rank_any_word
from fihrist.search.latin_names import LatinName, latin_name, transcribed_name
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    Diagnostic,
    Exact,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Scope,
    Span,
    Word,
    children_of,
)
from fihrist.search.runs import MAX_RUN, latin_run, norms_of, side_by_side, span_of, typed_text
from fihrist.search.spelling_notes import Added, bad_lines, variants_note
from fihrist.search.suggest import spelt
from fihrist.search.variants import VariantTable, table_of

if TYPE_CHECKING:
    from fihrist.index.engine import Snapshot
    from fihrist.index.store import Store

MAX_NODES: Final = 1_600
"""Of a query with all that is added: filters must find room beside it, see `fihrist.search.execute.compile`."""
MAX_ADDED: Final = 200
"""Nodes added to one query; what would come after is searched as it was typed."""
MAX_LOOKED_UP: Final = 100
"""Names in Latin letters that are looked up for one query."""
MAX_SPELLINGS: Final = 16
"""Of one word or phrase, the typed one included."""
_CLITICS: Final = ("", *CLITICS)
_ARTICLE: Final = "ال"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A query with what was added to it."""

    tree: Node
    diagnostics: tuple[Diagnostic, ...]


def rewrite(store: Store, tree: Node, text: str) -> Rewritten:
    """Add spellings and names to a query.

    Args:
        store: the archive, whose dictionary and names decide what is added.
        tree: the query as it was parsed.
        text: what was typed; spans of the tree count in it.
    """
    table = table_of(store.path)
    rewriter = _Rewriter(store, table, text)
    added = rewriter.node(tree)
    rewritten = rank_any_word(added)
    if _size(rewritten) > MAX_NODES:
        rewritten = added
    return Rewritten(rewritten, (*rewriter.notes(), *bad_lines(store.path, table)))


def _size(tree: Node) -> int:
    return 1 + sum(map(_size, children_of(tree)))


@dataclass(slots=True)
class _Rewriter:
    """Walks one query once."""

    store: Store
    table: VariantTable
    text: str
    room: int = MAX_ADDED
    names_left: int = MAX_LOOKED_UP
    spellings: list[Added] = field(default_factory=list)
    bare: dict[Node, str] = field(default_factory=dict)
    """What was added behind a preposition, without it, to be told."""
    latin: list[tuple[Span, LatinName]] = field(default_factory=list)

    @property
    def _snapshot(self) -> Snapshot:
        return self.store.snapshot

    def node(self, node: Node) -> Node:
        match node:
            case And(children):
                return node if _is_exact_phrase(children) else self._all_of(node)
            case Or(children):
                return replace(node, children=tuple(map(self.node, children)))
            case Not(child) | Boost(child):
                return replace(node, child=self.node(child))
            case Word() | Phrase() | Near():
                return self._all_of(And((node,), span=node.span))
            case _:
                return node

    def _all_of(self, group: And) -> Node:
        """Parts that have to match all; words side by side are looked at together first."""
        done: list[Node] = []
        at = 0
        while at < len(group.children):
            run = list(side_by_side(group.children[at : at + MAX_RUN], self.text))
            count, node = self._name(run) or self._compound(run) or (1, self._single(group.children[at], run[1:]))
            done.append(node)
            at += count
        return done[0] if len(done) == 1 else replace(group, children=tuple(done))

    def _single(self, node: Node, behind: Sequence[Node]) -> Node:
        match node:
            case Word():
                return self._word(node, kunya=bool(behind) and isinstance(behind[0], Word))
            case Phrase():
                return self._phrase(node)
            case Near():
                return self._near(node)
            case _:
                return self.node(node)

    def _name(self, run: Sequence[Node]) -> tuple[int, Node] | None:
        """The longest name in Latin script that a run of words begins with."""
        words = latin_run(run)
        for count in range(len(words), 0, -1):
            named = words[:count]
            if any(part.scope is not Scope.ANY for part in named):
                continue
            name = self._named(named)
            if name is None or self.room <= 0:
                continue
            typed = named[0] if count == 1 else And(tuple(named), span=span_of(named))
            self.room -= 4 + sum(map(len, name.spellings))
            self.latin.append((span_of(named), name))
            return count, Alternatives((typed, name.node), span=span_of(named))
        return None

    def _named(self, words: Sequence[Word | Phrase]) -> LatinName | None:
        """What words in Latin letters stand for: a known name as it is typed, or else in another transcription."""
        self.names_left -= 1
        if self.names_left < 0:
            return None
        name = latin_name(self.store, " ".join(norm for part in words for norm in norms_of(part)), typed_text(words))
        if name is None and not all(self._held(norm) for part in words for norm in norms_of(part)):
            return transcribed_name(self.store, typed_text(words))
        return name

    def _compound(self, run: Sequence[Node]) -> tuple[int, Node] | None:
        """Words typed apart that are written in one as well, or in other words."""
        words = [part for part in run if isinstance(part, Word)]
        words = words[: next((at for at, part in enumerate(words) if part is not run[at]), len(words))]
        if len(words) < 2:
            return None
        norms = [word.norm for word in words]
        count, variants = self.table.of_words(norms)
        spellings = [variant.words for variant in variants]
        joined = self.table.joined(norms[0], norms[1])
        if joined:
            count = count or 2
            spellings += [(joined,)] if count == 2 else []
        if not count:
            return None
        typed = words[:count]
        added = list(self._phrases(spellings, typed[0].scope, span_of(typed)))
        if not added:
            return None
        parts = tuple(self._word(word, kunya=word is not typed[-1]) for word in typed)
        return count, self._with(And(parts, span=span_of(typed)), typed_text(typed), added)

    def _word(self, word: Word, *, kunya: bool) -> Node:
        added: list[Node] = []
        for variant in self.table.of_word(word.norm):
            if variant.literal:
                added += self._phrases([variant.words], word.scope, word.span)
            else:
                added += self._inflected(word, variant.words[0], variant.text)
        if not self._snapshot.document_frequency("stem", word.stem):
            for norm in self.table.foreign(word.norm):
                held = any(self._held(clitic + norm) for clitic in _CLITICS)
                added += self._inflected(word, norm, norm) if held else ()
        parted = self.table.parted(word.norm)
        if parted:
            cases = [(first, *parted[1:]) for first in (parted[0], *self.table.kunya(parted[0]))]
            added += self._phrases(cases, word.scope, word.span)
        for norm in self.table.kunya(word.norm) if kunya else ():
            added += self._inflected(word, norm, norm)
        return self._with(word, word.text, added)

    def _inflected(self, typed: Word, norm: str, text: str) -> Iterator[Word]:
        """A word that stands for another in all its forms, if the archive has any."""
        stem = forms(norm)[2]
        if stem != typed.stem and self._snapshot.document_frequency("stem", stem):
            yield Word(self._usual(norm, text), norm, stem, typed.scope, span=typed.span)

    def _usual(self, norm: str, text: str) -> str:
        """A word as the archive spells it, alone or behind the article; where it has neither form, `text`."""
        for article in ("", _ARTICLE):
            if self._held(article + norm):
                return spelt(self._snapshot, article + norm).removeprefix(article)
        return text

    def _phrases(self, spellings: Iterable[tuple[str, ...]], scope: Scope, span: Span) -> Iterator[Phrase]:
        """Words as they are spelt, alone or behind a preposition, as far as the archive has them."""
        for words in dict.fromkeys(spellings):
            for clitic in _CLITICS:
                norms = (clitic + words[0], *words[1:])
                if all(self._held(norm) for norm in norms):
                    texts = [spelt(self._snapshot, norm) for norm in norms]
                    phrase = Phrase(" ".join(texts), norms, scope, span=span)
                    self.bare[phrase] = " ".join([texts[0][len(clitic) :], *texts[1:]])
                    yield phrase

    def _phrase(self, phrase: Phrase) -> Node:
        found = (norms for norms in self._sequences(phrase.norms) if norms != phrase.norms)
        held = islice((norms for norms in found if all(map(self._held, norms))), MAX_SPELLINGS - 1)
        added = [
            replace(phrase, text=" ".join(spelt(self._snapshot, norm) for norm in norms), norms=norms) for norms in held
        ]
        return self._with(phrase, phrase.text, added)

    def _near(self, near: Near) -> Node:
        choices = [[word, *self._other_forms(word)] for word in near.words]
        several = islice(product(*choices), 1, MAX_SPELLINGS)
        added = [replace(near, text=" ".join(word.text for word in words), words=words) for words in several]
        return self._with(near, near.text, added)

    def _other_forms(self, word: Word) -> list[Word]:
        variants = [variant for variant in self.table.of_word(word.norm) if not variant.literal]
        return [found for variant in variants for found in self._inflected(word, variant.words[0], variant.text)]

    def _sequences(self, norms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The ways to write a phrase, a bounded number."""
        units: list[list[tuple[str, ...]]] = []
        at = 0
        while at < len(norms):
            count, unit = self._unit(norms[at:])
            units.append([*dict.fromkeys(unit)][:MAX_SPELLINGS])
            at += count
        for choice in islice(product(*units), MAX_SPELLINGS * MAX_SPELLINGS):
            yield tuple(norm for unit in choice for norm in unit)

    def _unit(self, norms: tuple[str, ...]) -> tuple[int, list[tuple[str, ...]]]:
        """The first word or words of a phrase, as they are and in other spellings."""
        count, variants = self.table.of_words(norms)
        first = norms[0]
        if count:
            return count, [norms[:count], *(variant.words for variant in variants)]
        behind = len(norms) > 1
        joined = self.table.joined(first, norms[1]) if behind else ""
        if joined:
            firsts = [first, *self.table.kunya(first)]
            return 2, [*((case, norms[1]) for case in firsts), (joined,)]
        parted = self.table.parted(first)
        found = [(first,), *(variant.words for variant in self.table.of_word(first))]
        if not self._held(first):
            found += [(norm,) for norm in self.table.foreign(first)]
        if parted:
            found += [(case, *parted[1:]) for case in (parted[0], *self.table.kunya(parted[0]))]
        return 1, [words for words in found if words == (first,) or all(map(self._held, words))]

    def _held(self, norm: str) -> bool:
        return self._snapshot.document_frequency("norm", norm) > 0

    def _with(self, node: Node, typed: str, added: Sequence[Node]) -> Node:
        """A node and what was found beside it, as far as there is room."""
        kept = [*dict.fromkeys(added)][: min(MAX_SPELLINGS - 1, max(self.room, 0))]
        if not kept:
            return node
        self.room -= len(kept)
        texts = [self.bare.get(each, each.text) for each in kept if isinstance(each, Word | Phrase | Near)]
        self.spellings.append((node.span, typed, texts))
        return Alternatives((node, *kept), span=node.span)

    def notes(self) -> Iterator[Diagnostic]:
        """What was added."""
        if self.spellings:
            yield variants_note(self.spellings)
        for span, name in self.latin:
            yield name.note(span)


def _is_exact_phrase(children: Sequence[Node]) -> bool:
    """Whether these are what ``="…"`` asks for: a phrase, and each of its words as it is spelt."""
    return isinstance(children[0], Phrase) and any(
        isinstance(child, Exact) and child.span == children[0].span for child in children
    )
