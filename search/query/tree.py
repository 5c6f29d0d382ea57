"""The query as a tree: what the parser makes and the executor runs.

Nodes are immutable. `span` is where in the typed query the node stands (characters, end exclusive) and takes no part
in comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fihrist.index.model import EntityType


class Scope(StrEnum):
    """Which part of an article is searched."""

    ANY = "any"
    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the typed query."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query."""

    span: Span = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """No article."""


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A bare word: matches by `stem`; `norm` adds to the score only."""

    text: str
    norm: str
    stem: str
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Exact(Node):
    """``=word``: matches the word as it is spelt, marks and tatweel aside."""

    text: str
    exact: str
    norm: str
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words side by side and in order, by their `norm`."""

    text: str
    norms: tuple[str, ...]
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Near(Node):
    """``"…"~5``: words near each other in any order, each in any of its forms."""

    text: str
    words: tuple[Word, ...]
    """Two or more, all of the node's scope."""
    distance: int
    """How many other words may stand between the first and the last of them in all."""
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Wildcard(Node):
    """``مقاتل*``: words by their `norm`; ``*`` is any number of letters, ``?`` one."""

    text: str
    pattern: str
    """Folded as norms are; holds at least one ``*`` or ``?``, never two ``*`` side by side."""
    scope: Scope = Scope.ANY
    alone: bool = False
    """``=مقاتل*``: words with the article or attached particles before what fits the pattern do not count."""


@dataclass(frozen=True, slots=True)
class Fuzzy(Node):
    """``كلمة~``: words whose `norm` is at most so many edits away; exchanging two neighbours is one edit."""

    text: str
    norm: str
    distance: int = 1
    """1 or 2."""
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Wide(Node):
    """``root:كلمة``: all words that seem to be of one root. It confuses words; the last resort."""

    text: str
    norm: str
    root: str
    """What `fihrist.search.roots.root_key` gives for the word."""
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Boost(Node):
    """``…^2``: the score of its child, times a factor; what matches stays the same."""

    child: Node
    factor: float
    """Above 0, at most 100."""


@dataclass(frozen=True, slots=True)
class Alternatives(Node):
    """Several ways to say one thing: articles of any of them, scored by the best of them.

    Rewriting makes these (spelling variants, Latin names), the parser never does; the first child is what was typed.
    """

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Kin(Node):
    """All words that share their consonants with a word, by their stems: هاجم and مهاجم with هجوم.

    Rewriting makes these, the parser never does; they only ever add to scores, inside of `Preferring`.
    """

    text: str
    stem: str
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True)
class Preferring(Node):
    """Articles of its child; those that hold what is preferred score more, by what it would score alone.

    Rewriting makes these, the parser never does.
    """

    child: Node
    preferred: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class And(Node):
    """All of its children; two or more."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Any of its children; two or more."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Every article but those of its child."""

    child: Node


@dataclass(frozen=True, slots=True)
class Entity(Node):
    """Articles that name an entity (facet mentions, not the text).

    `name` is as typed: an id of the gazetteer, any alias, or a name that is not in the gazetteer.
    """

    name: str
    type: EntityType | None = None
    """None: of any type."""
    inside: bool = False
    """Of a place: articles that name any place in it, too, however large it is. Without it those of a governorate or
    a smaller place are found, not those of a country."""


@dataclass(frozen=True, slots=True)
class Source(Node):
    """Articles of an outlet, by its folded name."""

    name: str


@dataclass(frozen=True, slots=True)
class Language(Node):
    """Articles in a language, by its ISO 639-1 code; ``und`` where it is not known."""

    code: str


class DateField(StrEnum):
    """Which date of an article."""

    PUBLISHED = "published"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class DateRange(Node):
    """Articles published in, or speaking of, an interval; both ends included.

    A publication date that is a month or a year matches when all of it lies inside the interval, so that the facets of
    dates count what their values find; at an open end there is nothing to lie inside of. A date that an article speaks
    of matches when it overlaps the interval.
    """

    field: DateField
    earliest: int | None
    """YYYYMMDD; None: no lower end."""
    latest: int | None
    """YYYYMMDD; None: no upper end."""
    overlapping: bool = False
    """Publication dates that merely overlap the interval match too."""


@dataclass(frozen=True, slots=True)
class Undated(Node):
    """Articles without a publication date."""


class DateAspect(StrEnum):
    """What may be asked about a publication date beside the day."""

    PRECISION = "precision"
    """How much of it is known: day, month, year, or undated."""
    PROVENANCE = "provenance"
    """Where it comes from: metadata, dateline, filename, user, inferred, or undated."""


@dataclass(frozen=True, slots=True)
class Dated(Node):
    """Articles by how much is known of their publication date, or by where it comes from; made by filters only."""

    aspect: DateAspect
    values: tuple[str, ...]
    """Any of them."""


def children_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one."""
    match node:
        case And(children) | Or(children) | Alternatives(children):
            return children
        case Not(child) | Boost(child):
            return (child,)
        case Preferring(child, preferred):
            return (child, *preferred)
        case _:
            return ()


class Severity(StrEnum):
    """How much a diagnostic changes the answer."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something about the typed query that its author should know."""

    kind: str
    """Stable name to branch on: ``unbalanced-quote``, ``unknown-field``, ``bad-date`` …"""
    severity: Severity
    start: int
    end: int
    message: str
    """What is the case and what to do, in English."""
    message_ar: str
    """The same in Arabic."""


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a typed query means."""

    text: str
    tree: Node
    interpreted: str
    """The query as it was understood, in the query language itself; parsing it gives the same tree."""
    diagnostics: tuple[Diagnostic, ...]
