"""Why an article answers a query, and where its score comes from. All types are immutable and plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Form(StrEnum):
    """How a word of the text is like what was asked for; the closest form comes first."""

    EXACT = "exact"
    """The same spelling, marks and tatweel aside."""
    NORM = "norm"
    """The same word but for hamza on alef, teh marbuta and alef maksura."""
    STEM = "stem"
    """Another inflection: the same stem."""
    WILDCARD = "wildcard"
    """It fits the pattern."""
    FUZZY = "fuzzy"
    """It is an edit or two away."""
    ROOT = "root"
    """It seems to be of the same root."""
    KIN = "kin"
    """It shares its consonants with a word of which any may match."""
    ENTITY = "entity"
    """It names the entity."""
    DATE = "date"
    """It says the day."""


class Standing(StrEnum):
    """Whether a part adds to the score."""

    COUNTED = "counted"
    ABSENT = "absent"
    """The article does not have it."""
    OUTSCORED = "outscored"
    """The article has it; another way to say the same scores more and counts instead."""
    UNMATCHED = "unmatched"
    """The article has it but not all that must stand with it."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A word of the article that answers a part of the query."""

    text: str
    """As it stands in the article, marks and tatweel included."""
    form: Form
    title: int
    """How often in the title."""
    body: int
    """How often in the body."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the index, and what it is worth."""

    view: Literal["exact", "norm", "stem"]
    text: str
    documents: int
    """How many articles have it."""
    idf: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """One number of a score: ``score = weight × boost × idf × saturation``."""

    terms: tuple[Term, ...]
    """What was counted; several for a phrase and the like."""
    idf: float
    """The worth of all terms together."""
    title: int
    """Occurrences in the title."""
    body: int
    """Occurrences in the body."""
    frequency: float
    """Occurrences, each in the title worth several of the body."""
    length: float
    """Words of the article, those of the title weighed in the same way."""
    saturation: float
    """What the frequency comes to in an article of this length."""
    weight: float
    """Of the view."""
    boost: float
    """Of ``^2`` in the query, else 1."""
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """A word, phrase or pattern of the query, and what it adds."""

    query: str
    """It alone, in the query language."""
    start: int
    """Where it stands in the typed query."""
    end: int
    standing: Standing
    extra: bool
    """It was added to rank by: articles without it are found as well."""
    instead_of: str
    """What was typed, where this part was added as another way to say it; else empty."""
    score: float
    """0 unless it is counted."""
    matched: tuple[Matched, ...]
    """The article's words, those nearest in form and the most frequent first."""
    weighings: tuple[Weighing, ...]
    """What its score is, or would be, the sum of."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold, or that the query excludes; it scores nothing."""

    query: str
    start: int
    end: int
    holds: bool
    matched: tuple[Matched, ...]
    """Names or dates of the article, for those that stand in its text."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The score of one article for one query. The scores of the parts sum to it; conditions score nothing."""

    article_id: str
    title: str
    query: str
    interpreted: str
    found: bool
    """Whether the article answers the query and the filters; the score is 0 when it does not."""
    score: float
    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...]
    articles: int
    """How many articles the archive has: idf depends on it."""
    average_length: float
    """Of an article of the archive, counted as `Weighing.length`: saturation depends on it."""
    title_boost: float
    """How many words of the body one word of the title is worth."""
