"""Tokens of a query to a tree.

    query   = clause*                    all have to match
    clause  = both (OR both)*            OR joins its neighbours only
    both    = single (AND single)*       AND binds closer than OR
    single  = NOT? (word | phrase | field:value | (query)) ^factor?

What makes no sense where it stands is left out, with a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from fihrist.search.query import fields, leaves, wildcards
from fihrist.search.query.diagnostics import Diagnostics
from fihrist.search.query.fields import DATES, SCOPES, Field
from fihrist.search.query.lexer import DASHES, Kind, Lexeme, clean, factor_within
from fihrist.search.query.loose import Loose
from fihrist.search.query.tree import (
    And,
    Boost,
    DateRange,
    Entity,
    Everything,
    Language,
    Node,
    Not,
    Nothing,
    Or,
    Scope,
    Source,
    Span,
    Undated,
)

MAX_NESTING: Final = 50
"""Parentheses inside parentheses; deeper ones are read as if they were not there."""

_OPERATORS: Final = (Kind.AND, Kind.OR)
_UNSCORED: Final = (DateRange, Entity, Everything, Language, Not, Nothing, Source, Undated)
"""What gives no score that a factor could change."""
_END: Final = Lexeme(Kind.RIGHT, "", -1, -1)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the field before a value or group makes of the words in it."""

    scope: Scope = Scope.ANY
    field: Field | None = None
    """Field of a name or date; None where words are searched."""
    grouped: bool = False
    """In the parentheses of a field: words side by side are one name."""
    depth: int = 0


class Parser:
    """Reads the tokens of one query once, from left to right."""

    def __init__(self, lexemes: list[Lexeme], found: Diagnostics) -> None:
        self._lexemes = lexemes
        self._found = found
        self._loose = Loose(found)
        self._at = 0

    def parse(self) -> Node | None:
        """The tree; None when there is nothing in it that can be searched for."""
        self._ended_by_question()
        context = _Context()
        parts: list[Node] = []
        while True:
            node = self._sequence(context)
            if node is not None:
                parts.append(node)
            if self._at >= len(self._lexemes):
                return _joined(And, parts)
            stray = self._next()
            self._found.add("unbalanced-parenthesis", stray.start, stray.end)

    def _peek(self) -> Lexeme:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else _END

    def _next(self) -> Lexeme:
        self._at += 1
        return self._lexemes[self._at - 1]

    def _sequence(self, context: _Context) -> Node | None:
        clauses: list[Node] = []
        alternatives: Lexeme | None = None
        while self._peek().kind is not Kind.RIGHT:
            if self._peek().kind in _OPERATORS:
                self._misplaced(self._next())
                continue
            before = self._at
            node, joined_by = self._clause(context)
            alternatives = alternatives or joined_by
            if node is not None:
                clauses.append(node)
            assert self._at > before
        if alternatives is not None and len(clauses) > 1:
            self._found.add("mixed-operators", alternatives.start, alternatives.end)
        return _joined(And, clauses)

    def _clause(self, context: _Context) -> tuple[Node | None, Lexeme | None]:
        """The next clause, and the OR in it when it holds one."""
        return self._chain(Kind.OR, Or, lambda: self._chain(Kind.AND, And, lambda: self._single(context))[0])

    def _chain(
        self, kind: Kind, group: type[And | Or], operand: Callable[[], Node | None]
    ) -> tuple[Node | None, Lexeme | None]:
        parts = [operand()]
        joined_by: Lexeme | None = None
        while self._peek().kind is kind:
            sign = self._next()
            if self._peek().kind is Kind.RIGHT or self._peek().kind in _OPERATORS:
                self._misplaced(sign)
                continue
            joined_by = sign
            parts.append(operand())
        return _joined(group, [part for part in parts if part is not None]), joined_by

    def _single(self, context: _Context) -> Node | None:
        negated: Lexeme | None = None
        while self._peek().kind is Kind.NOT:
            sign = self._next()
            follower = self._peek()
            apart = sign.text[0] == "-" and follower.start != sign.end
            if apart and follower.kind not in (Kind.RIGHT, Kind.NOT, *_OPERATORS):
                self._found.add("minus-apart", sign.start, sign.end, sign.text)
            elif follower.kind is Kind.RIGHT or apart or negated:
                self._misplaced(sign)
            else:
                negated = sign
        if self._peek().kind is Kind.RIGHT or self._peek().kind in _OPERATORS:
            if negated is not None:
                self._misplaced(negated)
            return None
        node = self._value(context)
        while self._peek().kind is Kind.BOOST:
            node = self._boosted(node, self._next())
        if negated is None or node is None:
            return node
        span = Span(negated.start, node.span.end)
        return Nothing(span=span) if isinstance(node, Everything) else Not(node, span=span)

    def _boosted(self, node: Node | None, sign: Lexeme) -> Node | None:
        """A part of the query with its score multiplied; factors of one part are one factor."""
        if node is None or isinstance(node, _UNSCORED):
            self._found.add("boost-unscored", sign.start, sign.end, sign.text)
            return node
        child, before = (node.child, node.factor) if isinstance(node, Boost) else (node, 1.0)
        factor = factor_within(before * sign.factor)
        span = Span(node.span.start, sign.end)
        return replace(child, span=span) if factor == 1 else Boost(child, factor, span=span)

    def _value(self, context: _Context) -> Node | None:
        token = self._next()
        match token.kind:
            case Kind.BOOST:
                self._found.add("bad-boost", token.start, token.end, token.text)
                return None
            case Kind.LEFT:
                return self._group(token, context)
            case Kind.FIELD:
                return self._field(token, context)
            case Kind.EXACT:
                return self._exact(token, context)
            case _ if context.field is not None:
                return self._named(token, context)
            case Kind.QUOTED:
                return self._quoted(token, context.scope)
            case _:
                return self._text(token, context.scope)

    def _group(self, opening: Lexeme, context: _Context) -> Node | None:
        if context.depth >= MAX_NESTING:
            self._found.add("too-deep", opening.start, opening.end)
            return self._skipped(context)
        if self._peek().kind is Kind.RIGHT and self._at < len(self._lexemes):
            closing = self._next()
            self._found.add("empty-group", opening.start, closing.end)
            return None
        node = self._sequence(replace(context, grouped=context.field is not None, depth=context.depth + 1))
        if self._at < len(self._lexemes):
            closing = self._next()
            return replace(node, span=Span(opening.start, closing.end)) if node is not None else None
        self._found.add("unbalanced-parenthesis", opening.start, opening.end)
        return node

    def _skipped(self, context: _Context) -> Node | None:
        """The words up to the partner of a parenthesis that lies too deep, whatever groups they form."""
        open_groups = 1
        parts: list[Node] = []
        while self._at < len(self._lexemes) and open_groups:
            token = self._next()
            open_groups += (token.kind is Kind.LEFT) - (token.kind is Kind.RIGHT)
            if token.kind is Kind.TEXT and context.field is None:
                node = self._text(token, context.scope)
                if node is not None:
                    parts.append(node)
        return _joined(And, parts)

    def _field(self, token: Lexeme, context: _Context) -> Node | None:
        field = token.field
        assert field is not None
        follower = self._peek()
        nested = field in SCOPES and follower.field is Field.ROOT
        if follower.kind in (Kind.RIGHT, Kind.FIELD, *_OPERATORS) and not nested:
            self._found.add("empty-field", token.start, token.end, token.text)
            return None
        if field in SCOPES:
            inner = _Context(scope=SCOPES[field], depth=context.depth)
        else:
            inner = _Context(scope=context.scope, field=field, depth=context.depth)
        values = [self._single(inner)]
        while self._joins_values():
            self._next()
            values.append(self._single(inner))
        node = _joined(Or, [value for value in values if value is not None])
        return replace(node, span=Span(token.start, node.span.end)) if node is not None else None

    def _joins_values(self) -> bool:
        """Whether a bar without blanks follows: what stands behind it is another value of the field before."""
        before, sign, behind = (self._lexemes[at : at + 1] for at in range(self._at - 1, self._at + 2))
        if not (before and sign and behind) or sign[0].kind is not Kind.OR or sign[0].text[0] != "|":
            return False
        together = before[0].end == sign[0].start and sign[0].end == behind[0].start
        return together and behind[0].kind in (Kind.TEXT, Kind.QUOTED)

    def _ended_by_question(self) -> None:
        """Say of a query of one word that the question mark behind it is no wildcard."""
        if len(self._lexemes) == 1 and self._lexemes[0].kind is Kind.TEXT:
            only = self._lexemes[0]
            if wildcards.ends_question(only.text) and leaves.holds_word(only.text):
                self._found.add("question-ended", only.start, only.end, only.text)

    def _exact(self, sign: Lexeme, context: _Context) -> Node | None:
        follower = self._peek()
        if follower.kind not in (Kind.TEXT, Kind.QUOTED) or follower.start != sign.end:
            self._misplaced(sign)
            return None
        token = self._next()
        if context.field is not None:
            return self._named(token, context)
        span = Span(sign.start, token.end)
        if token.kind is Kind.TEXT:
            node = self._loose.exact(token, context.scope, span)
        else:
            node = leaves.exact_node(self._plain(token), context.scope, span)
        if isinstance(node, And) and token.kind is Kind.QUOTED:
            self._found.add("exact-phrase", sign.start, token.end)
        return self._worded(token, node)

    def _quoted(self, token: Lexeme, scope: Scope) -> Node | None:
        span, text = Span(token.start, token.end), self._plain(token)
        if token.slop is None:
            return self._worded(token, leaves.phrase_node(text, scope, span))
        return self._worded(token, leaves.near_node(text, token.slop, scope, span))

    def _plain(self, token: Lexeme) -> str:
        """What stands in quotation marks, or is a name: wildcards have no meaning in it."""
        if not wildcards.has_stars(token.text):
            return token.text
        self._found.add("wildcard-in-quotes", token.start, token.end, token.text)
        return clean(wildcards.without_stars(token.text))

    def _text(self, token: Lexeme, scope: Scope) -> Node | None:
        span = Span(token.start, token.end)
        if wildcards.only_stars(token.text):
            return Everything(span=span)
        return self._worded(token, self._loose.text(token, scope, span))

    def _worded(self, token: Lexeme, node: Node | None) -> Node | None:
        if node is None:
            self._found.add("no-word", token.start, token.end, token.text)
        return node

    def _named(self, token: Lexeme, context: _Context) -> Node | None:
        assert context.field is not None
        dash = DASHES.match(token.text) if token.kind is Kind.TEXT else None
        if dash is not None and leaves.holds_word(token.text):
            self._found.add("minus-inside", token.start, token.end, token.text)
            node = self._named(replace(token, text=token.text[dash.end() :], start=token.start + dash.end()), context)
            return Not(node, span=Span(token.start, node.span.end)) if node is not None else None
        if context.field in DATES:
            return self._date(token, context.field)
        if context.field is Field.ROOT:
            return self._worded(token, self._loose.wide(token, context.scope))
        return self._language(token) if context.field is Field.LANGUAGE else self._name(token, context)

    def _language(self, token: Lexeme) -> Node | None:
        node = fields.language_node(token.text, Span(token.start, token.end))
        if node is None:
            self._found.add("unknown-language", token.start, token.end, token.text)
        return node

    def _name(self, token: Lexeme, context: _Context) -> Node | None:
        assert context.field is not None
        words = [token]
        if context.grouped and token.kind is Kind.TEXT:
            words += self._texts(len(self._lexemes))
            self._at += len(words) - 1
        if len(words) > 1:
            typed = " ".join(word.text for word in words)
            self._found.add("name-group", token.start, words[-1].end, typed)
        name = clean(" ".join(self._plain(word) for word in words))
        if leaves.holds_word(name):
            return fields.name_node(context.field, name, Span(token.start, words[-1].end))
        self._found.add("no-word", token.start, token.end, token.text)
        return None

    def _date(self, token: Lexeme, field: Field) -> Node | None:
        """A date, with as many of the words that follow as it takes to be one."""
        words = [token]
        if token.kind is Kind.TEXT:
            words += self._texts(fields.MAX_DATE_WORDS - 1)
        read: tuple[int, str, Node] | None = None
        for count in range(1, len(words) + 1):
            if read is not None and not any(fields.goes_on(word.text) for word in words[read[0] - 1 : read[0] + 1]):
                break
            value = " ".join(word.text for word in words[:count])
            node = fields.date_node(field, value, Span(token.start, words[count - 1].end))
            if node is not None:
                read = count, value, node
        if read is not None:
            count, value, node = read
            self._at += count - 1
            kind = fields.odd(node, value)
            if kind is not None:
                self._found.add(kind, token.start, words[count - 1].end, value)
            return node
        self._found.add(fields.doubtful(token.text), token.start, token.end, token.text)
        return None

    def _texts(self, limit: int) -> list[Lexeme]:
        """The words that follow, up to the first that is none."""
        following = self._lexemes[self._at : self._at + limit]
        return list(takewhile(lambda lexeme: lexeme.kind is Kind.TEXT, following))

    def _misplaced(self, sign: Lexeme) -> None:
        self._found.add("misplaced-operator", sign.start, sign.end, sign.text)


def _joined(group: type[And | Or], parts: list[Node]) -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return group(tuple(parts), span=Span(parts[0].span.start, parts[-1].span.end))
