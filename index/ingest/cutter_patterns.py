"""The cutter's phrases and expressions, read from ``patterns.toml`` and compiled once."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from fihrist.index.arabic import folding

INVISIBLE = "".join(
    map(
        chr,
        (
            *range(ord("\N{ZERO WIDTH SPACE}"), ord("\N{RIGHT-TO-LEFT MARK}") + 1),
            *range(ord("\N{LEFT-TO-RIGHT EMBEDDING}"), ord("\N{RIGHT-TO-LEFT OVERRIDE}") + 1),
            *range(ord("\N{LEFT-TO-RIGHT ISOLATE}"), ord("\N{POP DIRECTIONAL ISOLATE}") + 1),
            *map(ord, "\N{ARABIC LETTER MARK}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}"),
        ),
    )
)
"""Characters that show nothing and stick to the ends of scraped lines."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)?")
_ALPHA_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
_ALPHA = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_DAY_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2}))(?!\d)"
)
_BREADCRUMB = re.compile(r"\s*[/>»›|\\]\s*|\s-\s")
_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*[.]?$")
_SEPARATOR_LINE = re.compile(r"^([-_=*~#•·.—–]\s?){3,}$")


def fold(text: str) -> str:
    """The form in which lines are compared: folded for search, single blanks."""
    return " ".join(folding.fold(text).split())


@dataclass(frozen=True, slots=True)
class Patterns:
    """What the cutter knows, in folded form."""

    labels: Mapping[str, str]
    label_beginnings: frozenset[str]
    headings: Mapping[str, str]
    exact: frozenset[str]
    words: frozenset[str]
    sections: frozenset[str]
    prefixes: tuple[str, ...]
    more_from: tuple[str, ...]
    ends: tuple[str, ...]
    containing: re.Pattern[str]
    shapes: re.Pattern[str]
    credits: frozenset[str]
    credit_beginnings: tuple[str, ...]
    kinds: frozenset[str]
    generic: frozenset[str]
    nationalities: frozenset[str]
    exclusive: frozenset[str]
    agencies: frozenset[str]
    definite_sources: frozenset[str]
    months: frozenset[str]
    date_words: frozenset[str]

    def is_furniture(self, key: str) -> str:
        """The rule by which a folded line is furniture, empty when it is none."""
        bare = key.strip(" :.»«|/-–•*+>‹›<,!\"'")
        if bare in self.exact:
            return "furniture line"
        if len(key) <= 200:
            if key.startswith(self.prefixes):
                return "furniture beginning"
            if self.containing.search(key):
                return "furniture phrase"
            if self.shapes.search(key):
                return "furniture shape"
        if len(key) > 120 or (found := _WORD.search(key)) is None or not self._is_button(found[0]):
            return ""
        words = _WORD.findall(key)
        if len(words) <= 12 and all(map(self._is_button, words)):
            return "buttons and counters"
        return ""

    def _is_button(self, word: str) -> bool:
        return word in self.words or word.isdigit()

    def is_menu(self, key: str) -> bool:
        """The folded line consists of names of sections."""
        found = _WORD.search(key)
        if found is None or found[0] not in self.sections:
            return False
        return all(word in self.sections for word in _WORD.findall(key))

    def is_breadcrumb(self, key: str) -> bool:
        """The folded line leads from the front page to this one."""
        first = _BREADCRUMB.split(key, maxsplit=1)
        return len(first) == 2 and self.is_menu(first[0]) and ("الرئيسيه" in first[0] or first[0] == "home")

    def is_date(self, key: str) -> bool:
        """The folded line is a date and nothing else."""
        if len(key) > 120 or _DIGIT.search(key) is None:
            return False
        if (first := _ALPHA.search(key)) is not None and not self._is_date_word(first[0]):
            return False
        pieces = _ALPHA_OR_NUMBER.findall(key)
        words = [piece for piece in pieces if not piece.isdigit()]
        numbers = [piece for piece in pieces if piece.isdigit()]
        if len(pieces) > 24 or not all(map(self._is_date_word, words)):
            return False
        if _DAY_NUMBERS.search(key):
            return True
        named = any(word in self.months for word in words)
        return named and any(1 <= len(number) <= 2 for number in numbers) and len(numbers) >= 1

    def _is_date_word(self, word: str) -> bool:
        return word in self.months or word in self.date_words or word in {"t", "z"}

    def is_credit(self, key: str) -> bool:
        """The folded line ends with the credit of a picture in brackets."""
        found = _CREDIT.search(key)
        if found is None or key[: found.start()].rstrip().endswith((".", "»", '"')) or not key[: found.start()].strip():
            return False
        inside = found[1].strip()
        pieces = [piece.strip() for piece in re.split(r"\s*[-/–|,+]\s*", inside)]
        return any(piece in self.credits for piece in pieces) or inside.startswith(self.credit_beginnings)


def is_separator(line: str) -> bool:
    """A line of dashes, stars or the like."""
    return len(line) <= 300 and _SEPARATOR_LINE.match(line) is not None


@functools.cache
def patterns() -> Patterns:
    """The patterns of the package."""
    raw = resources.files("fihrist.index.ingest").joinpath("patterns.toml").read_text(encoding="utf-8")
    data = tomllib.loads(raw)
    furniture, names = data["furniture"], data["source_names"]
    labels = _inverse(data["labels"])
    return Patterns(
        labels=labels,
        label_beginnings=frozenset(label.split()[0] for label in labels),
        headings=_inverse(data["headings"]),
        exact=_folded(furniture["exact"]),
        words=_folded(furniture["words"]),
        sections=_folded(furniture["sections"]),
        prefixes=tuple(_folded(furniture["prefixes"])),
        more_from=tuple(_folded(furniture["more_from"])),
        ends=tuple(_folded(furniture["ends"])),
        containing=re.compile("|".join(map(re.escape, sorted(_folded(furniture["containing"]))))),
        shapes=re.compile("|".join(f"(?:{shape})" for shape in furniture["shapes"])),
        credits=_folded(data["credits"]["names"]),
        credit_beginnings=tuple(_folded(data["credits"]["beginnings"])),
        kinds=_folded(names["kinds"]),
        generic=_folded(names["generic"]),
        nationalities=_folded(names["nationalities"] + [f"{name}ة" for name in names["nationalities"]]),
        exclusive=_folded(names["exclusive"]),
        agencies=_folded(names["agencies"]),
        definite_sources=_folded(names["definite"]),
        months=_folded(data["dates"]["months"]),
        date_words=_folded(data["dates"]["other"]),
    )


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases)


def _inverse(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    inverse: dict[str, str] = {}
    for role, phrases in table.items():
        for phrase in phrases:
            inverse.setdefault(fold(phrase), role)
    return inverse
