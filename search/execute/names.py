"""What the names in a query stand for: entities and outlets of the archive, by their ordinals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fihrist.index.arabic.folding import fold_name
from fihrist.index.model import EntityType
from fihrist.search.execute.compile import Names
from fihrist.search.execute.rollup import places_within
from fihrist.search.query.parse import render
from fihrist.search.query.tree import Diagnostic, Entity, Node, Severity, Source, children_of

if TYPE_CHECKING:
    from fihrist.index.store import Store


def resolve(store: Store, tree: Node) -> tuple[Names, tuple[Diagnostic, ...]]:
    """Look up every name of a query; for those that are not found there is a diagnostic with the name's span."""
    entities: dict[Entity, tuple[int, ...]] = {}
    sources: dict[Source, tuple[int, ...]] = {}
    diagnostics = []
    for node in _named(tree):
        if isinstance(node, Entity):
            entities[node] = _entities(store, node)
            if not entities[node]:
                diagnostics.append(_other_type(node) if mistyped(store, node) else _unknown_entity(node))
        else:
            sources[node] = source_ordinals(store, node.name)
            if not sources[node]:
                diagnostics.append(_unknown_source(node))
    return Names(entities, sources), tuple(diagnostics)


def entity_ordinals(store: Store, name: str, kind: EntityType | None) -> tuple[int, ...]:
    """The entities that a name stands for.

    A facet's value (an id, or the key of a name that is not in the gazetteer) stands for that entity alone. Else the
    name is one of an entity's in either script, or a name as it is written in articles.
    """
    from fihrist.index.entities import name_key

    exact = store.records.entity_ordinals(name, kind)
    if exact:
        return tuple(exact)
    keys = {name_key(name), *(entity.id for entity in store.lookup(name, kind))}
    found = {ordinal for key in keys for ordinal in store.records.entity_ordinals(key, kind)}
    folded = fold_name(name)
    if folded:
        found.update(row.ordinal for row in store.records.find_entity_rows(folded, kind))
    return tuple(sorted(found))


def mistyped(store: Store, node: Node) -> bool:
    """Whether a name stands for no entity of the type that was asked for, but for one of another type."""
    if not isinstance(node, Entity) or node.type is None or _entities(store, node):
        return False
    return bool(entity_ordinals(store, node.name, None))


def _entities(store: Store, node: Entity) -> tuple[int, ...]:
    """The entities of a node; a place stands for the places in it, too, see `fihrist.search.execute.rollup`."""
    found = entity_ordinals(store, node.name, node.type)
    if node.type not in (None, EntityType.PLACE):
        return found
    ids = {row.key for row in store.records.entity(found) if row.type is EntityType.PLACE}
    if not found:
        ids = _unnamed_places(store, node.name)
        found = tuple(at for place in ids for at in store.records.entity_ordinals(place, EntityType.PLACE))
    within = places_within(store, ids, inside=node.inside)
    lower = store.records.ordinals_by_key(sorted(within), EntityType.PLACE)
    return tuple(sorted({*found, *(at for ordinals in lower.values() for at in ordinals)}))


def _unnamed_places(store: Store, name: str) -> set[str]:
    """The ids of the places with a name that no article has so: «محافظة درعا» is درعا."""
    from fihrist.index.entities.wordlists import word_class

    first, _, rest = " ".join(name.split()).partition(" ")
    names = (name, rest) if rest and fold_name(first) in word_class("place_kind") else (name,)
    bearers = (store.lookup(each, EntityType.PLACE) for each in names)
    return next(({entity.id for entity in found} for found in bearers if found), set())


def source_ordinals(store: Store, name: str) -> tuple[int, ...]:
    """The outlets of a name: the one of this key, else those that have its words side by side."""
    from fihrist.index.entities.outlets import outlet_key

    folded = outlet_key(name)
    if not folded:
        return ()
    exact = store.records.source_ordinals(folded)
    if exact:
        return tuple(exact)
    last = max((int(segment.source.max(initial=0)) for segment in store.snapshot.segments), default=0)
    known = store.records.source(range(1, last + 1))
    return tuple(row.ordinal for row in known if f" {folded} " in f" {row.folded} ")


def _named(tree: Node) -> Iterator[Entity | Source]:
    """The names of a query, in order, each once."""
    seen: set[Node] = set()
    waiting: list[Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Entity | Source) and node not in seen:
            seen.add(node)
            yield node
        waiting.extend(reversed(children_of(node)))


_TYPES_AR = {EntityType.PERSON: "شخصا", EntityType.ORGANISATION: "منظمة", EntityType.PLACE: "مكانا"}


def _other_type(node: Entity) -> Diagnostic:
    assert node.type is not None
    cure = render(Entity(node.name))
    article = "an" if node.type is EntityType.ORGANISATION else "a"
    return Diagnostic(
        "wrong-type",
        Severity.WARNING,
        node.span.start,
        node.span.end,
        f"Articles name “{node.name}”, but not as {article} {node.type}; ask for {cure} to find them.",
        f"في الأرشيف كيان باسم «{node.name}» لكنه ليس {_TYPES_AR[node.type]}؛ اكتب {cure} للعثور عليه.",
    )


def _unknown_entity(node: Entity) -> Diagnostic:
    return Diagnostic(
        "unknown-entity",
        Severity.WARNING,
        node.span.start,
        node.span.end,
        f"No article names an entity “{node.name}”; write the words alone to search the text for them.",
        f"لا تذكر أي مادة كيانا باسم «{node.name}»؛ اكتب الكلمات وحدها للبحث عنها في النص.",
    )


def _unknown_source(node: Source) -> Diagnostic:
    return Diagnostic(
        "unknown-source",
        Severity.WARNING,
        node.span.start,
        node.span.end,
        f"No article is from an outlet “{node.name}”; the facet of sources lists those there are.",
        f"لا مادة من مصدر باسم «{node.name}»؛ المصادر المتاحة في قائمة المصادر.",
    )
