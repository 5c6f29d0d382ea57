"""Words that stand for others: wildcards, fuzzy words and roots, with the bounds that keep them affordable."""

from __future__ import annotations

import re
from typing import Final

from fihrist.index.arabic.folding import fold
from fihrist.search.query import leaves, wildcards
from fihrist.search.query.attached import core
from fihrist.search.query.diagnostics import Diagnostics
from fihrist.search.query.lexer import Lexeme
from fihrist.search.query.tree import And, Node, Scope, Span

MAX_LOOSE: Final = 20
"""Wildcards, fuzzy words and roots of one query; each looks at a whole dictionary."""
MAX_EDITS: Final = 2
FUZZY_LETTERS: Final = (0, 3, 5)
"""Letters that a word needs, the article aside, for so many edits: shorter ones are near to everything."""

_TILDE: Final = re.compile(r"~+([\d.,\N{ARABIC DECIMAL SEPARATOR}]*)\Z")


class Loose:
    """Makes the nodes of one query."""

    def __init__(self, found: Diagnostics) -> None:
        self._found = found
        self._made = 0
        self._warned = False
        """Whether it was said that roots confuse words; once is enough."""

    def text(self, token: Lexeme, scope: Scope, span: Span) -> Node | None:
        """A chunk: a word, a phrase of joined words, a fuzzy word, or words with wildcards. None when it holds no word."""
        text, tilde = self._parted(token)
        pieces = wildcards.pieces(text)
        if pieces:
            if tilde is not None:
                self._found.add("fuzzy-place", token.start, token.end, token.text)
            return _all([self._pattern(piece, scope, span, alone=False) for piece in pieces], span)
        text = wildcards.without_wildcards(text)
        if tilde is not None:
            return self._fuzzy(token, text, tilde, scope, span)
        return leaves.text_node(text, scope, span)

    def exact(self, token: Lexeme, scope: Scope, span: Span) -> Node | None:
        """What follows ``=``: a word as it is spelt, or a pattern without attached particles."""
        text, tilde = self._parted(token)
        if tilde is not None:
            self._found.add("fuzzy-place", token.start, token.end, token.text)
        pieces = wildcards.pieces(text)
        if pieces:
            return _all([self._pattern(piece, scope, span, alone=True) for piece in pieces], span)
        return leaves.exact_node(wildcards.without_wildcards(text), scope, span)

    def wide(self, token: Lexeme, scope: Scope) -> Node | None:
        """What follows ``root:``: all words of the root of each word."""
        span = Span(token.start, token.end)
        nodes = leaves.wide_nodes(token.text, scope, span)
        if nodes and not self._affordable(token.start, token.end, token.text, len(nodes)):
            return leaves.text_node(wildcards.without_wildcards(token.text), scope, span)
        if nodes and not self._warned:
            self._warned = True
            self._found.add("root", token.start, token.end, token.text)
        return _all([*nodes], span)

    def _parted(self, token: Lexeme) -> tuple[str, str | None]:
        """The text, and the number behind its tilde; None when it has none."""
        tilde = _TILDE.search(token.text)
        if tilde is None:
            return token.text, None
        return token.text[: tilde.start()], fold(tilde[1])

    def _affordable(self, start: int, end: int, text: str, count: int = 1) -> bool:
        if self._made + count > MAX_LOOSE:
            self._found.add("too-many-patterns", start, end, text)
            return False
        self._made += count
        return True

    def _pattern(self, piece: wildcards.Piece, scope: Scope, span: Span, *, alone: bool) -> Node | None:
        make = leaves.exact_node if alone else leaves.text_node
        if not piece.pattern:
            return make(piece.text, scope, span)
        if not wildcards.usable(piece.pattern):
            if leaves.holds_word(wildcards.without_wildcards(piece.text)):
                self._found.add("wildcard-letters", span.start, span.end, piece.text)
        elif self._affordable(span.start, span.end, piece.text):
            if wildcards.asks(piece):
                self._found.add("question-mark", span.start, span.end, piece.text)
            return wildcards.wildcard(piece, scope, span, alone=alone)
        return make(wildcards.without_wildcards(piece.text), scope, span)

    def _fuzzy(self, token: Lexeme, text: str, number: str, scope: Scope, span: Span) -> Node | None:
        norms = leaves.norms_of(text)
        if len(norms) != 1:
            if norms:
                self._found.add("fuzzy-place", token.start, token.end, token.text)
            return leaves.text_node(text, scope, span)
        distance = self._distance(token, number, len(core(norms[0])))
        if not distance or not self._affordable(token.start, token.end, token.text):
            return leaves.text_node(text, scope, span)
        return leaves.fuzzy_node(text, distance, scope, span)

    def _distance(self, token: Lexeme, number: str, letters: int) -> int:
        """How many edits are looked at; 0 when the word is too short for any."""
        asked = int(number) if number in ("1", "2") else 1 if not number else 0
        if not asked:
            self._found.add("fuzzy-distance", token.start, token.end, token.text)
            asked = MAX_EDITS if number.isdigit() and number.strip("0") else 1
        most = max(edits for edits, least in enumerate(FUZZY_LETTERS) if letters >= least)
        if most < asked:
            self._found.add("fuzzy-short", token.start, token.end, token.text)
        return min(asked, most)


def _all(nodes: list[Node | None], span: Span) -> Node | None:
    found = list(dict.fromkeys(node for node in nodes if node is not None))
    if len(found) < 2:
        return found[0] if found else None
    return And(tuple(found), span=span)
