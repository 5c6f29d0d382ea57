"""A typed query to tokens. Every character belongs to a token or to the space between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from math import prod
from typing import Final

from fihrist.index.arabic.folding import fold
from fihrist.index.arabic.letters import INVISIBLES, MARKS, expand
from fihrist.search.query.diagnostics import Diagnostics
from fihrist.search.query.fields import SCOPES, Field, field_named


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    """Characters without space: one word or several joined by punctuation."""
    QUOTED = auto()
    LEFT = auto()
    RIGHT = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    EXACT = auto()
    """The ``=`` before a word or phrase."""
    BOOST = auto()
    """``^2`` directly behind a word, phrase or group."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A token of a query; `text` is what it holds without quotation marks, colon or prefix."""

    kind: Kind
    text: str
    start: int
    end: int
    field: Field | None = None
    slop: int | None = None
    """Of a quoted phrase: the number after ``~``."""
    factor: float = 1.0
    """The number after ``^``."""


QUOTES: Final = '"«»“”„‟″＂‹›'
"""Any of them opens a phrase, and any of them closes one that its own partner does not close."""
_PARTNERS: Final = {"«": "»", "»": "«", "“": "”“", "”": "”“", "„": "“”", "‹": "›", "›": "‹"}

MAX_SLOP: Final = 100

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What is read as a blank: no text holds it, half surrogate pairs included."""
_CHUNK: Final = re.compile(rf"(?:(?!&&)[^\s()|{QUOTES}])+")
_QUOTE: Final = re.compile(f"[{QUOTES}]")
_FIELD: Final = re.compile(rf"([^\W\d_][\w{MARKS}{INVISIBLES}]{{0,40}}):")
_SIGN: Final = re.compile(r"-+|\+|=")
_BANG: Final = re.compile(r"!+(?=[^\s!)|])")
"""Like a minus; with a blank behind it, it is punctuation."""
_FACTOR: Final = re.compile(r"\d+(?:[.,]\d+)?|\.\d+")
_LONGEST_FACTORS: Final = 40
_FACTOR_CHARACTERS: Final = frozenset("^.,\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}")
MAX_FACTOR: Final = 100.0
MIN_FACTOR: Final = 0.001
DASHES: Final = re.compile(r"-+(?=\S)")
"""Minuses before a name or date that stands behind its field."""
_DASHES: Final = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{MINUS SIGN}]+(?=[^\\s)])")
"""What keyboards and word processors make of a minus; with a blank behind it, it is punctuation."""
_COMMA: Final = re.compile(
    r"(?<!\d)[,\N{ARABIC COMMA}\N{ARABIC SEMICOLON}]|[,\N{ARABIC COMMA}\N{ARABIC SEMICOLON}](?!\d)"
)
"""Parts words; between digits it belongs to the number."""
_UNSEEN: Final = expand(INVISIBLES)
_SLOP: Final = re.compile(rf"[{INVISIBLES}]*~0*(\d*)")
_WORDS: Final = {"AND": Kind.AND, "&": Kind.AND, "&&": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
_OR_WORD: Final = fold("أو")
_WAW: Final = fold("و")


def operator(word: str) -> Kind | None:
    """The operator that a word standing alone is; None for a word to search for."""
    kind = _WORDS.get(word)
    if kind is None and fold(word) == _OR_WORD:
        return Kind.OR
    return kind


def is_waw(word: str) -> bool:
    """Whether a word is و alone, which joins nothing that is not joined already."""
    return fold(word) == _WAW


def clean(text: str) -> str:
    """A phrase or name in the spelling that quotation marks can hold: no quotation marks, single blanks."""
    return " ".join(_QUOTE.sub(" ", text).split())


def factor_within(factor: float) -> float:
    """A factor within its bounds, as exact as it is rendered."""
    return round(min(max(factor, MIN_FACTOR), MAX_FACTOR), 3)


def lex(text: str, found: Diagnostics) -> list[Lexeme]:
    """The tokens of a query in order."""
    return _Lexer(_CONTROLS.sub(" ", text), found).run()


class _Lexer:
    def __init__(self, text: str, found: Diagnostics) -> None:
        self.text = text
        self.found = found
        self.out: list[Lexeme] = []

    def run(self) -> list[Lexeme]:
        at = 0
        while at < len(self.text):
            char = self.text[at]
            if char.isspace():
                at += 1
            elif char in "()":
                self._put(Kind.LEFT if char == "(" else Kind.RIGHT, at, at + 1)
                at += 1
            elif char == "|":
                at = self._repeated(Kind.OR, at)
            elif self.text.startswith("&&", at):
                at = self._repeated(Kind.AND, at)
            elif char in QUOTES:
                at = self._quoted(at)
            else:
                chunk = _CHUNK.match(self.text, at)
                end = chunk.end() if chunk else at + 1
                self._chunks(at, end)
                at = end
        return self.out

    def _put(self, kind: Kind, start: int, end: int, field: Field | None = None) -> None:
        self.out.append(Lexeme(kind, self.text[start:end], start, end, field))

    def _repeated(self, kind: Kind, start: int) -> int:
        """An operator of one character said once or more."""
        end = start
        while end < len(self.text) and self.text[end] == self.text[start]:
            end += 1
        self._put(kind, start, end)
        return end

    def _quoted(self, start: int) -> int:
        close = self._closing(start)
        if close < 0:
            self.found.add("unbalanced-quote", start, start + 1)
            close = end = len(self.text)
        else:
            end = close + 1
        match = _SLOP.match(self.text, end)
        slop = None
        if match:
            slop, end = self._slop(match), match.end()
        self.out.append(Lexeme(Kind.QUOTED, clean(self.text[start + 1 : close]), start, end, slop=slop))
        return end

    def _slop(self, match: re.Match[str]) -> int | None:
        """The number after ``~``, within bounds; None when there is none."""
        start, end = match.span()
        if not match[1] and match.group()[-1] == "~":
            self.found.add("slop-missing", start, end, match.group())
            return None
        number = int(match[1][:6] or 0)
        if len(match[1]) > 6 or number > MAX_SLOP:
            self.found.add("slop", start, end, str(MAX_SLOP))
        return min(number, MAX_SLOP)

    def _closing(self, start: int) -> int:
        """Where the phrase that opens at `start` closes; -1 when nowhere."""
        opening = self.text[start]
        partners = _PARTNERS.get(opening, opening)
        nearest = _QUOTE.search(self.text, start + 1)
        if nearest is None or nearest.group() in partners:
            return nearest.start() if nearest else -1
        # Another kind comes first: it is nested when it comes in pairs before the partner, else it is the closing one.
        ends = [at for at in (self.text.find(partner, start + 1) for partner in partners) if at >= 0]
        if not ends:
            return nearest.start()
        inside = self.text[start + 1 : min(ends)]
        nested = opening not in inside and len(_QUOTE.findall(inside)) % 2 == 0
        return min(ends) if nested else nearest.start()

    def _chunks(self, start: int, end: int) -> None:
        """Characters without space, parenthesis or quotation mark; commas in them part words."""
        signs = [(match.start(), match.end()) for match in _COMMA.finditer(self.text, start, end)]
        parts = [*zip([start, *(after for _, after in signs)], [*(at for at, _ in signs), end], strict=True)]
        parts = [(first, last) for first, last in parts if first < last] or [(start, end)]
        for first, last in parts:
            self._chunk(self._colon(first), last)

    def _colon(self, start: int) -> int:
        """Make a field of the word before a colon that stands apart from it; the place behind the colon."""
        before = self.out[-1] if self.out and self.text[start] == ":" else None
        if before is None or before.kind is not Kind.TEXT or not self.text[before.end : start].isspace():
            return start
        field = field_named(before.text)
        if field is None:
            return start
        self.out[-1] = Lexeme(Kind.FIELD, f"{before.text}:", before.start, start + 1, field)
        return start + 1

    def _chunk(self, start: int, end: int) -> None:
        """A chunk without commas: prefixes, field names, then the rest."""
        while start < end and self.text[start] in _UNSEEN:
            start += 1
        while end > start and self.text[end - 1] in _UNSEEN:
            end -= 1
        whole = self.text[start:end]
        kind = operator(whole)
        if kind is not None:
            self._put(kind, start, end)
        elif is_waw(whole):
            self.found.add("standing-waw", start, end)
        else:
            if whole.upper() in _WORDS:
                self.found.add("small-operator", start, end, whole)
            self._word(start, end)

    def _word(self, start: int, end: int) -> None:
        """A chunk that is no operator: prefixes, the text, and the factors behind it."""
        factors = self._factors_from(start, end)
        start = self._prefixes(start, factors)
        sign = self.text.find("^", start, factors)
        if sign > start:
            self.found.add("bad-boost", sign, factors, self.text[sign:factors])
            self._put(Kind.TEXT, start, sign)
            return
        while start < factors and self.text[start] == "^":
            self.found.add("bad-boost", start, start + 1, "^")
            start += 1
        if start < factors:
            self._put(Kind.TEXT, start, factors)
        if factors < end:
            self._factors(factors, end)

    def _factors_from(self, start: int, end: int) -> int:
        """Where the ``^2`` at the end of a chunk begins; the end when there is none."""
        at = end
        while at > start and (self.text[at - 1] in _FACTOR_CHARACTERS or self.text[at - 1].isdecimal()):
            at -= 1
        first = self.text.find("^", at, end)
        return first if first >= 0 else end

    def _factors(self, start: int, end: int) -> None:
        """Factors behind what stands directly before them; several are multiplied."""
        typed = self.text[start:end]
        numbers = fold(typed)[1:].split("^")
        owner = self.out[-1] if self.out and not self.text[self.out[-1].end : start].strip(_UNSEEN) else None
        sound = all(map(_FACTOR.fullmatch, numbers)) and len(typed) < _LONGEST_FACTORS
        factor = prod(float(number.replace(",", ".")) for number in numbers) if sound else 0.0
        if not factor or owner is None or owner.kind not in (Kind.TEXT, Kind.QUOTED, Kind.RIGHT):
            self.found.add("bad-boost", start, end, typed)
            return
        if not MIN_FACTOR <= factor <= MAX_FACTOR:
            self.found.add("boost-bound", start, end, typed)
        self.out.append(Lexeme(Kind.BOOST, typed, start, end, factor=factor_within(factor)))

    def _plus(self, sign: re.Match[str]) -> None:
        """A plus asks for what has to match anyway; before nothing it is a slip."""
        follower = self.text[sign.end() : sign.end() + 1]
        if not follower or follower.isspace() or follower == ")":
            self.found.add("plus", sign.start(), sign.end(), sign.group())

    def _prefixes(self, at: int, end: int) -> int:
        """Take the prefixes of a chunk; the place behind them. What follows the name of a name or date is its value."""
        while at < end:
            dashes = _DASHES.match(self.text, at)
            if dashes is not None:
                self.found.add("dash", at, dashes.end(), dashes.group())
                self.out.append(Lexeme(Kind.NOT, "-", at, dashes.end()))
                at = dashes.end()
                continue
            bang = _BANG.match(self.text, at)
            if bang is not None:
                self.found.add("dash", at, bang.end(), bang.group())
                self.out.append(Lexeme(Kind.NOT, "-", at, bang.end()))
                at = bang.end()
                continue
            sign = _SIGN.match(self.text, at, end)
            if sign is not None:
                if sign.group() == "+":
                    self._plus(sign)
                else:
                    self._put(Kind.EXACT if sign.group() == "=" else Kind.NOT, at, sign.end())
                at = sign.end()
                continue
            name = _FIELD.match(self.text, at, end)
            if name is None:
                break
            field = field_named(name[1])
            if field is None:
                self.found.add("unknown-field", at, name.end(), name.group())
                break
            self._put(Kind.FIELD, at, name.end(), field)
            at = name.end()
            if field not in SCOPES:
                break
        return at
