"""A tree to the query that means it: what the interpreted query shows."""

from __future__ import annotations

import calendar

from fihrist.index.arabic.pattern import WORD
from fihrist.search.query.fields import DATES, SCOPES, TYPES, Field
from fihrist.search.query.lexer import is_waw, operator
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
)

_SCOPE_FIELDS = {scope: f"{field}:" for field, scope in SCOPES.items()} | {Scope.ANY: ""}
_TYPE_FIELDS = {kind: field for field, kind in TYPES.items() if field is not Field.INSIDE}
_DATE_FIELDS = {date: field for field, date in DATES.items()}


def render(tree: Node) -> str:
    """The query that parses to this tree; empty for `Everything`.

    Groups always stand in parentheses, so that nothing depends on which operator binds closer.
    """
    return "" if isinstance(tree, Everything) else _render(tree)


def _render(node: Node) -> str:
    match node:
        case And(children):
            return " ".join(map(_part, children))
        case Or(children) | Alternatives(children):
            return " OR ".join(map(_part, children))
        case Boost(child):
            single = f"({_render(child)})" if isinstance(child, Not | Boost) else _part(child)
            return f"{single}^{_factor(node.factor)}"
        case Not(child):
            single = _part(child)
            return f"-({single})" if single.startswith("-") else f"-{single}"
        case Nothing():
            return "-*"
        case Preferring(child):
            return _render(child)
        case _:
            return _leaf(node)


def _part(node: Node) -> str:
    """A node as it stands inside another one."""
    if isinstance(node, Preferring):
        return _part(node.child)
    return f"({_render(node)})" if isinstance(node, And | Or | Alternatives) else _render(node)


def _factor(factor: float) -> str:
    return f"{factor:.3f}".rstrip("0").rstrip(".")


def _leaf(node: Node) -> str:
    match node:
        case Word(text):
            return f"{_SCOPE_FIELDS[node.scope]}{text}"
        case Kin(text):
            return f"{_SCOPE_FIELDS[node.scope]}≈{text}"
        case Exact(text):
            return f"{_SCOPE_FIELDS[node.scope]}={text}"
        case Phrase(text):
            return f'{_SCOPE_FIELDS[node.scope]}"{text}"'
        case Near(text):
            return f'{_SCOPE_FIELDS[node.scope]}"{text}"~{node.distance}'
        case Wildcard(text):
            return f"{_SCOPE_FIELDS[node.scope]}{'=' if node.alone else ''}{text}"
        case Fuzzy(text):
            return f"{_SCOPE_FIELDS[node.scope]}{text}~{node.distance if node.distance > 1 else ''}"
        case Wide(text):
            return f"{_SCOPE_FIELDS[node.scope]}{Field.ROOT}:{text}"
        case _:
            return _condition(node)


def _condition(node: Node) -> str:
    match node:
        case Entity(name, kind):
            return f"{Field.INSIDE if node.inside else _TYPE_FIELDS[kind]}:{_name(name)}"
        case Source(name):
            return f"{Field.SOURCE}:{_name(name)}"
        case DateRange(field):
            return f"{_DATE_FIELDS[field]}:{interval(node.earliest, node.latest)}"
        case Undated():
            return f"{Field.PUBLISHED}:undated"
        case Language(code):
            return f"{Field.LANGUAGE}:{code}"
        case Dated(aspect, values):
            return f"{aspect}:{'|'.join(values)}"
        case _:
            return "*"


def _name(name: str) -> str:
    plain = WORD.fullmatch(name) and operator(name) is None and not is_waw(name)
    return name if plain else f'"{name}"'


def interval(earliest: int | None, latest: int | None) -> str:
    """Days YYYYMMDD as a query writes them: ``2014``, ``2014-06``, ``2014-06-10``, ``2014-06-10..2014-07-01``."""
    if earliest is None or latest is None:
        return f"{_day(earliest)}..{_day(latest)}"
    if earliest == latest:
        return _day(earliest)
    year, month = divmod(earliest // 100, 100)
    if (earliest, latest) == (year * 10_000 + 101, year * 10_000 + 1231):
        return f"{year:04}"
    first_of_month = year * 10_000 + month * 100 + 1
    if year and 1 <= month <= 12 and earliest == first_of_month:
        last_of_month = first_of_month - 1 + calendar.monthrange(year, month)[1]
        if latest == last_of_month:
            return f"{year:04}-{month:02}"
    return f"{_day(earliest)}..{_day(latest)}"


def _day(day: int | None) -> str:
    return "" if day is None else f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"
