"""What to ask instead where a query finds nothing: whole queries with the number of articles each of them finds.

Nothing is applied: a total of zero stays zero. Rungs are tried from the closest to the widest; a rung that finds
nothing is left out, and at most `MAX_SUGGESTIONS` are given for at most `MAX_COUNTED` queries tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic.affixes import CLITICS
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.stemming import CLOSED_CLASS
from fihrist.search.execute.names import entity_ordinals, mistyped
from fihrist.search.highlighting import asked_for
from fihrist.search.keyboard import repairs
from fihrist.search.latin_aliases import is_ordinary
from fihrist.search.latin_names import name_node
from fihrist.search.query.parse import parse, render
from fihrist.search.query.tree import (
    And,
    DateRange,
    Entity,
    Exact,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Source,
    Undated,
    Wide,
    Wildcard,
    Word,
)
from fihrist.search.reshaping import (
    all_of,
    as_words,
    conditions,
    corrected,
    exchanged,
    mapped,
    name_as_words,
    norm_of,
    single_words,
)
from fihrist.search.results import Filters, Suggestion
from fihrist.search.rewriting import rewrite
from fihrist.search.roots import ROOT, root_key
from fihrist.search.runs import latin_runs
from fihrist.search.sounds import sounding
from fihrist.search.suggest import Correction, corrections, spelt
from fihrist.search.understanding import count as count_tree
from fihrist.search.variants import table_of
from fihrist.search.wording import counted, in_arabic, without_filters

if TYPE_CHECKING:
    from fihrist.index.store import Store

MAX_SUGGESTIONS: Final = 6
MAX_COUNTED: Final = 24
"""Queries that are tried to find them."""
MAX_WORDS: Final = 4
"""Words of a query that are corrected."""
MAX_ASKED: Final = 50
"""Words, names and dates of a query that more than its filters and any of its words are tried for."""
MAX_SOUNDED: Final = 8
"""Names in Latin letters whose like is looked for."""
RARE: Final = 2
"""Articles of a word that may be misspelt although the archive has it, and of a query that finds next to nothing."""
MANY_TIMES: Final = 50
"""How much more frequent another word must be then."""
MAX_COMBINED: Final = 8
"""Combinations of corrections that are tried."""
_CORRECTED: Final = 3
"""Corrections of one word that are tried."""
_LATIN: Final = 5
"""Letters of a Latin word that is corrected; shorter ones are near to too many."""
_PREFIX: Final = 4
"""Letters of a word that may be the beginning of others."""

Count = Callable[[str, Filters], int]
"""How many articles a query finds."""
_Words = Word | Exact | Phrase | Near
_Condition = Entity | Source | DateRange | Undated


@dataclass(frozen=True, slots=True)
class _Rung:
    """A query to try, and what to say of it when it finds something."""

    kind: str
    query: Node | str
    english: str
    """Goes on behind the number of articles."""
    arabic: str
    without: tuple[str, ...] = ()


@dataclass(slots=True)
class Ladder:
    """The suggestions for one query."""

    store: Store
    text: str
    """What was typed."""
    tree: Node
    """What that means."""
    filters: Filters
    count: Count
    counted: int = 0
    tried: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """For a query that finds nothing, best first."""
        rungs: tuple[tuple[Callable[[], Iterator[_Rung]], int], ...] = (
            (self._keyboard, 1),
            (self._other_type, 1),
            (self._sound, 3),
            (self._entity, 1),
            (self._spelling, 2),
            (self._words, 1),
            (self._without, 2),
            (self._any_word, 1),
            (self._beginning, 1),
            (self._root, 1),
        )
        if sum(1 for _ in asked_for(self.tree)) > MAX_ASKED:
            rungs = ((self._without, 2), (self._any_word, 1))
        found: list[Suggestion] = []
        for rung, most in rungs:
            found += islice(self._counted(rung()), min(most, MAX_SUGGESTIONS - len(found)))
        return tuple(found)

    def also(self, total: int) -> tuple[Suggestion, ...]:
        """For a query that finds next to nothing: a spelling that is far more frequent."""
        if not 0 < total <= RARE:
            return ()
        return tuple(islice((each for each in self._counted(self._rare()) if each.count >= total * MANY_TIMES), 1))

    def _counted(self, rungs: Iterator[_Rung]) -> Iterator[Suggestion]:
        """What finds something, with how much."""
        for rung in rungs:
            query = rung.query if isinstance(rung.query, str) else render(rung.query)
            if not isinstance(rung.query, str) and parse(query).tree != rung.query:
                continue
            if (query, rung.without) in self.tried or (query == self.text.strip() and not rung.without):
                continue
            if self.counted >= MAX_COUNTED:
                return
            self.tried.add((query, rung.without))
            self.counted += 1
            count = self.count(query, without(self.filters, rung.without))
            if count:
                english, arabic = counted(count, rung.english), f"{rung.arabic}؛ عدد المواد: {count:,}"
                yield Suggestion(rung.kind, query, count, english, arabic, rung.without)

    def _keyboard(self) -> Iterator[_Rung]:
        for repaired in () if is_ordinary(self.text) else repairs(self.text):
            meant = parse(repaired)
            if not any(isinstance(node, _Words | Wildcard) for node in asked_for(meant.tree)):
                continue  # what a query leaves out says nothing of the keyboard
            if not count_tree(self.store, rewrite(self.store, meant.tree, repaired).tree):
                continue
            yield _Rung(
                "keyboard",
                meant.interpreted,
                f"if the keyboard was on the other layout: {repaired}",
                f"لعل لوحة المفاتيح كانت على اللغة الأخرى: {repaired}",
            )

    def _sound(self) -> Iterator[_Rung]:
        for run in islice(latin_runs(self.tree, self.text), MAX_SOUNDED):
            typed = " ".join(part.text for part in run)
            if is_ordinary(typed):
                continue
            for name in sounding(self.store, typed):
                yield _Rung(
                    "latin",
                    exchanged(self.tree, run, name_node(name.text, name.norms)),
                    f"with {name.text}, which sounds like “{typed}”",
                    f"«{name.text}» قريب لفظا من «{typed}»",
                )

    def _other_type(self) -> Iterator[_Rung]:
        """Names whose entities are of another type than was asked for."""

        def untyped(leaf: Node) -> Node:
            if isinstance(leaf, Entity) and mistyped(self.store, leaf):
                return replace(leaf, type=None, inside=False)
            return leaf

        others = [node.name for node in asked_for(self.tree) if isinstance(node, Entity) and mistyped(self.store, node)]
        if others:
            yield _Rung(
                "entity",
                mapped(self.tree, untyped),
                f"name {', '.join(f'“{name}”' for name in others)}, which is of another type",
                f"تذكر {'، '.join(f'«{name}»' for name in others)}، وهو من نوع آخر",
            )

    def _entity(self) -> Iterator[_Rung]:
        """The words of the query as the name of one entity, whose other names texts may use."""
        words = [node for node in asked_for(self.tree) if isinstance(node, Word | Phrase)]
        others = conditions(self.tree, words)
        name = " ".join(node.text for node in words)
        if others is None or not re.search(r"[^\W\d]", name) or not entity_ordinals(self.store, name, None):
            return
        yield _Rung(
            "entity",
            all_of([Entity(name), *others]),
            f"name the entity “{name}”, under any of its names",
            f"تذكر الكيان «{name}» بأي من أسمائه",
        )

    def _spelling(self) -> Iterator[_Rung]:
        unknown = {
            norm: self._distinct(corrections(self.store.snapshot, norm))[:_CORRECTED] for norm in self._unknown()
        }
        known = {norm: found for norm, found in unknown.items() if found}
        if not known:
            yield from self._rare()
            return
        choices = sorted(product(*known.values()), key=lambda several: -sum(each.rank for each in several))
        for choice in choices[:MAX_COMBINED]:
            yield self._respelt(dict(zip(known, choice, strict=True)))
        if len(known) > 1 or isinstance(self.tree, And):
            yield from self._any_word(self._respelt(dict(zip(known, choices[0], strict=True))))

    def _distinct(self, found: Sequence[Correction]) -> list[Correction]:
        """Corrections without those that find the same as another: its other forms and spellings, and prepositions."""
        table = table_of(self.store.path)
        kept: dict[str, Correction] = {}
        for each in found:
            same = {forms(variant.words[0])[2] for variant in table.of_word(each.norm)} | {forms(each.norm)[2]}
            if not any(_alike(stem, other) for stem in same for other in kept):
                kept[forms(each.norm)[2]] = each
        return list(kept.values())

    def _rare(self) -> Iterator[_Rung]:
        """A far more frequent word for one that hardly any article has."""
        snapshot = self.store.snapshot
        words = (node for node in asked_for(self.tree) if isinstance(node, Word))
        for word in islice(words, MAX_WORDS):
            held = snapshot.document_frequency("stem", word.stem)
            if not 0 < held <= RARE:
                continue
            for found in corrections(snapshot, word.norm)[:1]:
                if found.frequency >= held * MANY_TIMES and forms(found.norm)[2] != word.stem:
                    yield self._respelt({word.norm: found})

    def _unknown(self) -> list[str]:
        """Norms of words that no article has: in any form for bare words, as they are in phrases."""
        snapshot = self.store.snapshot
        found: dict[str, None] = {}
        for node in asked_for(self.tree):
            match node:
                case Word() if not snapshot.document_frequency("stem", node.stem):
                    found[node.norm] = None
                case Near(words=words):
                    found.update((w.norm, None) for w in words if not snapshot.document_frequency("stem", w.stem))
                case Phrase():
                    found.update((norm, None) for norm in node.norms if not snapshot.document_frequency("norm", norm))
        return [norm for norm in found if not norm.isascii() or len(norm) >= _LATIN][:MAX_WORDS]

    def _respelt(self, by_norm: dict[str, Correction]) -> _Rung:
        snapshot = self.store.snapshot
        meant = {norm: spelt(snapshot, found.norm) for norm, found in by_norm.items()}
        tree = mapped(self.tree, lambda leaf: corrected(leaf, meant))
        shown = ", ".join(meant.values())
        return _Rung("spelling", tree, f"with the spelling {shown}", f"هل تقصد: {'، '.join(meant.values())}")

    def _words(self) -> Iterator[_Rung]:
        """Phrases as their words, names without entity as words of the text."""
        if any(isinstance(node, Phrase | Near) for node in asked_for(self.tree)):
            yield _Rung(
                "words",
                mapped(self.tree, as_words),
                "have the words of the phrase, though not side by side",
                "فيها كلمات العبارة غير متجاورة",
            )
        if any(isinstance(node, Entity) for node in asked_for(self.tree)):
            yield _Rung(
                "words",
                mapped(self.tree, name_as_words),
                "have the words of the name in their text",
                "فيها كلمات الاسم في النص",
            )

    def _without(self) -> Iterator[_Rung]:
        """The query without one of its conditions or filters; without all filters where no single one decides."""
        parts = self.tree.children if isinstance(self.tree, And) else ()
        for part in parts:
            if isinstance(part, Not | _Condition):
                rest = all_of([other for other in parts if other is not part])
                shown = render(part)
                yield _Rung("without-filter", rest, f"without {shown}", f"دون {in_arabic(shown)}")
        given = [each.name for each in fields(Filters) if getattr(self.filters, each.name)]
        for names in [*([name] for name in given), *([given] if len(given) > 1 else [])]:
            english, arabic = without_filters({name: getattr(self.filters, name) for name in names})
            yield _Rung("without-filter", self.text.strip() or "*", english, arabic, tuple(names))

    def _any_word(self, respelt: _Rung | None = None) -> Iterator[_Rung]:
        """Articles with any of the words, as they were typed or in another spelling."""
        asked = respelt.query if respelt is not None and isinstance(respelt.query, Node) else self.tree
        words = [node for node in asked_for(asked) if isinstance(node, _Words)]
        others = conditions(asked, words)
        if others is None:
            return
        single = [part for node in words for part in single_words(node)]
        telling = [node for node in single if norm_of(node) not in CLOSED_CLASS] or single
        kept = list(dict.fromkeys(telling))
        if len(kept) > 1:
            tree = all_of([Or(tuple(kept)), *others])
            if respelt is None:
                yield _Rung("any-word", tree, "have any of the words", "فيها كلمة من الكلمات على الأقل")
            else:
                english, arabic = f"have any of the words {respelt.english}", f"{respelt.arabic}؛ كلمة منها على الأقل"
                yield _Rung("spelling", tree, english, arabic)

    def _beginning(self) -> Iterator[_Rung]:
        def begun(leaf: Node) -> Node:
            if not isinstance(leaf, Word) or len(leaf.norm) < _PREFIX or leaf.norm.isdigit():
                return leaf
            return Wildcard(f"{leaf.text}*", f"{leaf.norm}*", leaf.scope, span=leaf.span)

        yield _Rung("prefix", mapped(self.tree, begun), "have words that begin so", "فيها كلمات تبدأ هكذا")

    def _root(self) -> Iterator[_Rung]:
        def widened(leaf: Node) -> Node:
            key = root_key(leaf.norm) if isinstance(leaf, Word) and not leaf.norm.isascii() else ""
            if not isinstance(leaf, Word) or len(key) < ROOT:
                return leaf
            return Wide(leaf.text, leaf.norm, key, leaf.scope, span=leaf.span)

        english = "have words of what may be the same root; that confuses words"
        yield _Rung("wider", mapped(self.tree, widened), english, "فيها كلمات قد تكون من الجذر نفسه، وفي ذلك خلط")


def _alike(one: str, other: str) -> bool:
    """Whether two stems are one, alone or behind a preposition."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return one == other or (longer.endswith(shorter) and longer[: -len(shorter)] in CLITICS)


def without(filters: Filters, names: Sequence[str]) -> Filters:
    """Filters with some of their fields empty."""
    return replace(filters, **dict.fromkeys(names, ())) if names else filters
