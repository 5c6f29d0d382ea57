"""From the tree of a typed query to query objects of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fihrist.errors import UsageError
from fihrist.index.engine.fields import FieldKey
from fihrist.index.records import LANGUAGES
from fihrist.search.execute import queries
from fihrist.search.execute.dated import codes_of
from fihrist.search.execute.queries import Query
from fihrist.search.execute.scoring import BOTH_VIEWS, NORM_WEIGHT, STEM_WEIGHT
from fihrist.search.query.tree import (
    Alternatives,
    And,
    Boost,
    Dated,
    DateRange,
    Entity,
    Everything,
    Exact,
    Fuzzy,
    Kin,
    Language,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Preferring,
    Scope,
    Source,
    Undated,
    Wide,
    Wildcard,
    Word,
    children_of,
)

MAX_NODES = 2_000
"""Nodes of one query; the parser stays well below."""
MAX_DEPTH = 100
NEARNESS = (1.0, 0.5, 0.25)
"""What the words of a fuzzy word are worth by how many edits away they are."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a query stand for: archive-wide ordinals; none for an unknown name."""

    entities: Mapping[Entity, tuple[int, ...]] = field(default_factory=dict)
    sources: Mapping[Source, tuple[int, ...]] = field(default_factory=dict)


def compile_tree(tree: Node, names: Names) -> Query:
    """The query object that finds what the tree means. A part that is said twice side by side counts once.

    Raises:
        UsageError: the tree is larger or deeper than any typed query can be.
    """
    _check(tree)
    return _compile(tree, names, 1.0)


def _check(tree: Node) -> None:
    level: list[Node] = [tree]
    nodes = depth = 0
    while level:
        nodes += len(level)
        depth += 1
        if nodes > MAX_NODES or depth > MAX_DEPTH:
            message = f"the query has more than {MAX_NODES} parts or {MAX_DEPTH} levels; split it into several"
            raise UsageError(message)
        level = [child for node in level for child in children_of(node)]


def _compile(node: Node, names: Names, boost: float) -> Query:
    """The query object of a node, its scores times `boost`: scores are sums and maxima, so that of their parts will do."""
    match node:
        case And(children):
            return queries.And(_each(children, names, boost))
        case Or(children):
            return queries.Or(_each(children, names, boost))
        case Alternatives(children):
            return queries.DisjunctionMax(_each(children, names, boost))
        case Preferring(child, preferred):
            return queries.AndMaybe(_compile(child, names, boost), queries.Or(_each(preferred, names, boost)))
        case Not(child):
            return queries.Not(_compile(child, names, boost))
        case Boost(child):
            return _compile(child, names, boost * node.factor)
        case Everything():
            return queries.Every()
        case Nothing():
            return queries.NullQuery
        case _:
            return _leaf(node, names, boost)


def _each(children: tuple[Node, ...], names: Names, boost: float) -> list[Query]:
    return [_compile(child, names, boost) for child in dict.fromkeys(children)]


def _leaf(node: Node, names: Names, boost: float) -> Query:
    match node:
        case Word():
            return _word(node, boost)
        case Exact():
            return queries.Term(_field("exact", node.scope), node.exact, boost=BOTH_VIEWS * boost)
        case Phrase():
            if not node.norms:
                return queries.NullQuery
            return queries.Phrase(_field("norm", node.scope), list(node.norms), boost=BOTH_VIEWS * boost)
        case Near(_, words):
            stems = tuple(word.stem for word in words)
            return queries.NearQuery(_field("stem", node.scope), BOTH_VIEWS * boost, stems, node.distance)
        case Wildcard() | Wide() | Kin():
            return queries.FormsQuery(_field("norm", node.scope), BOTH_VIEWS * boost, node)
        case Fuzzy():
            return _fuzzy(node, boost)
        case _:
            return _filter(node, names)


def _filter(node: Node, names: Names) -> Query:
    match node:
        case Entity():
            ordinals = names.entities.get(node, ())
            return queries.EntityQuery(ordinals) if ordinals else queries.NullQuery
        case Source():
            ordinals = names.sources.get(node, ())
            return queries.SourceQuery(ordinals) if ordinals else queries.NullQuery
        case DateRange():
            return queries.DateRangeQuery(node.field, node.earliest, node.latest, overlapping=node.overlapping)
        case Undated():
            return queries.UndatedQuery()
        case Dated(aspect, values):
            return queries.DatedQuery(aspect, tuple(codes_of(aspect, values)))
        case Language(code):
            return queries.LanguageQuery(LANGUAGES.index(code))
        case _:
            message = f"a {type(node).__name__} cannot be searched for"
            raise UsageError(message)


def _word(word: Word, boost: float) -> Query:
    stem = queries.Term(_field("stem", word.scope), word.stem, boost=STEM_WEIGHT * boost)
    norm = queries.Term(_field("norm", word.scope), word.norm, boost=NORM_WEIGHT * boost)
    return queries.WordQuery([stem, norm])


def _fuzzy(node: Fuzzy, boost: float) -> Query:
    """The best of the words that are so many edits away, for each number of edits: farther ones are worth less."""
    field_name = _field("norm", node.scope)
    grades = range(node.distance + 1)
    return queries.DisjunctionMax(
        [queries.FormsQuery(field_name, BOTH_VIEWS * NEARNESS[at] * boost, node, at) for at in grades]
    )


def _field(view: Literal["exact", "norm", "stem"], scope: Scope) -> str:
    return FieldKey(view, scope.value).name
