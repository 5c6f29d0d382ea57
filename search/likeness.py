"""How the words of an article are like what a part of a query asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.tokens import analyze
from fihrist.search.explanation import Form, Matched
from fihrist.search.highlighting import Span
from fihrist.search.query import tree
from fihrist.search.query.tree import Node

if TYPE_CHECKING:
    from fihrist.index.model import Article

_FORMS = {tree.Wildcard: Form.WILDCARD, tree.Fuzzy: Form.FUZZY, tree.Wide: Form.ROOT, tree.Kin: Form.KIN}
"""How the words of a node match that are neither the word asked for nor an inflection of it."""


def counted(
    article: Article, spans: tuple[Sequence[Span], Sequence[Span]], form: Callable[[str], Form]
) -> tuple[Matched, ...]:
    """Words of the title and the body by how they are written, each once, with how often they stand there."""
    in_title = Counter(article.title[start:end] for start, end in spans[0])
    in_body = Counter(article.body[start:end] for start, end in spans[1])
    every = [Matched(text, form(text), in_title[text], in_body[text]) for text in {**in_title, **in_body}]
    order = list(Form)
    return tuple(sorted(every, key=lambda each: (order.index(each.form), -each.title - each.body, each.text)))


class Likeness:
    """How a word of a text is like what a node asks for."""

    def __init__(self, node: Node) -> None:
        typed = analyze(getattr(node, "text", ""))
        self._exacts = {token.exact for token in typed}
        self._norms = {token.norm for token in typed}
        self._other = _FORMS.get(type(node), Form.STEM)

    def __call__(self, word: str) -> Form:
        """The closest form in which a word of the text answers the node."""
        exact, norm, _ = forms(word)
        if exact in self._exacts:
            return Form.EXACT
        return Form.NORM if norm in self._norms else self._other
