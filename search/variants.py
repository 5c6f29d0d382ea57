"""Spellings that stand for each other: the shipped table, and an archive's own, which extends it.

The table is ``variants.tsv`` beside this module, where its format is described; an archive's own table of the same
format and name lies in the archive's folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from pathlib import Path
from stat import S_ISREG
from typing import Final

from fihrist.index.arabic.affixes import ARTICLES, CLITICS
from fihrist.index.arabic.chain import forms
from fihrist.index.arabic.folding import fold_name

FILE_NAME: Final = "variants.tsv"
MAX_BYTES: Final = 4_000_000
"""Of an archive's own table; a larger file is none."""
MAX_SPELLINGS: Final = 50
"""On one line."""
MAX_WORDS: Final = 6
"""Words of one spelling."""
REMEMBERED: Final = 10_000
"""Words whose spellings are kept."""
SHORTEST: Final = 3
"""Letters that the beginning of a word has at least."""
SHORTEST_JOINED: Final = 3
"""Letters of a word that may be written in one with the word before it."""

KUNYAS: Final = ("ابو", "ابي", "ابا")
"""Father of, in the three cases."""
ARTICLE: Final = "ال"
_BEFORE: Final = ("", *sorted((*ARTICLES, *CLITICS), key=len, reverse=True))
_CLITICS: Final = ("", *CLITICS)

FOREIGN: Final = 5
"""Letters of a foreign name at least."""
LONG_VOWELS: Final = 2
MAX_PLACES: Final = 2
"""Letters of a name that are exchanged."""
_FOREIGN_LETTERS: Final = frozenset("ابتثجدرزسشغفقكلمنهويئ")
_LONG: Final = ("ا", "و", "ي")
_SOUNDS: Final = {letter: letters for letters in ("غجكق", "ثتس", "فو") for letter in letters if letter != "و"}
"""Letter → those that stand for the same foreign sound."""

Words = tuple[str, ...]
"""Folded words side by side."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another spelling of some words."""

    words: Words
    text: str
    """As it is usually spelt."""
    literal: bool = False
    """As it is spelt only, not in its other forms; always so for several words."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One entry of a line."""

    words: Words
    text: str
    literal: bool = False
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a table that is none, which was left out."""

    number: int
    """From 1."""
    reason: str
    reason_ar: str


@dataclass(frozen=True, slots=True)
class VariantTable:
    """What stands for what. Immutable once read."""

    groups: tuple[tuple[_Spelling, ...], ...]
    firsts: frozenset[str]
    """Words that are written in one with the word behind them as well."""
    bad: tuple[BadLine, ...] = ()
    _runs: dict[str, list[tuple[_Spelling, int]]] = field(default_factory=dict, repr=False)
    _stems: dict[str, list[tuple[_Spelling, int]]] = field(default_factory=dict, repr=False)
    _beginnings: dict[str, list[tuple[_Spelling, int]]] = field(default_factory=dict, repr=False)

    _known: dict[str, list[Variant]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for number, group in enumerate(self.groups):
            for spelling in group:
                if spelling.beginning:
                    self._beginnings.setdefault(spelling.words[0][:SHORTEST], []).append((spelling, number))
                    continue
                self._runs.setdefault(spelling.words[0], []).append((spelling, number))
                if len(spelling.words) == 1 and not spelling.literal and _keeps_stem(spelling.words[0]):
                    self._stems.setdefault(forms(spelling.words[0])[2], []).append((spelling, number))

    def of_word(self, norm: str) -> list[Variant]:
        """Other spellings of one word (its `norm`), those of the table first; the word itself is not among them."""
        known = self._known.get(norm)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = [*self._of_run((norm,)), *self._of_stem(norm), *self._of_beginning(norm)]
            known = list(dict.fromkeys(variant for variant in found if variant.words != (norm,)))
            self._known[norm] = known
        return known

    def of_words(self, norms: Sequence[str]) -> tuple[int, list[Variant]]:
        """Other spellings of the first of some words side by side, two or more, and of how many; 0 when of none."""
        for count in range(min(len(norms), MAX_WORDS), 1, -1):
            found = list(dict.fromkeys(self._of_run(tuple(norms[:count]))))
            if found:
                return count, found
        return 0, []

    def joined(self, first: str, second: str) -> str:
        """Two words in one, where names are written so: دير الزور is ديرالزور; empty where they are not."""
        bare = self._without_clitic(first)
        if len(second) < SHORTEST_JOINED or bare == second:
            return ""
        return first + second if bare in self.firsts or bare in KUNYAS else ""

    def parted(self, norm: str) -> Words:
        """One word in two, where names are written so: ديرالزور is دير الزور; empty where they are not."""
        for clitic in _CLITICS:
            rest = norm.removeprefix(clitic) if norm.startswith(clitic) else ""
            for at in range(2, len(rest) - SHORTEST_JOINED + 1):
                first, second = rest[:at], rest[at:]
                named = first == KUNYAS[0] or (first in self.firsts and second.startswith(ARTICLE))
                if named and forms(norm)[2].startswith((first, clitic + first)):  # أبوابها is no kunya but doors
                    return clitic + first, second
        return ()

    @staticmethod
    def foreign(norm: str) -> list[str]:
        """A foreign name with other letters for its sounds: g is غ, ج, ك or ق, v is ف or و, th is ث, ت or س.

        Only what looks foreign has any: five letters and more, none that Arabic words alone have, two long vowels. For
        words that an archive does not have; what of it the archive has is for the caller to see.
        """
        if len(norm) < FOREIGN or not set(norm) <= _FOREIGN_LETTERS or sum(map(norm.count, _LONG)) < LONG_VOWELS:
            return []
        places = [at for at, letter in enumerate(norm) if letter in _SOUNDS][:MAX_PLACES]
        found = []
        for choice in product(*(_SOUNDS[norm[at]] for at in places)):
            letters = list(norm)
            for at, letter in zip(places, choice, strict=True):
                letters[at] = letter
            found.append("".join(letters))
        return [each for each in found if each != norm]

    def kunya(self, norm: str) -> list[str]:
        """The other cases of أبو before a name: أبي, أبا."""
        for clitic in _CLITICS:
            if norm.startswith(clitic) and norm[len(clitic) :] in KUNYAS:
                return [clitic + case for case in KUNYAS if clitic + case != norm]
        return []

    def _without_clitic(self, word: str) -> str:
        if word in self.firsts or word in KUNYAS:
            return word
        held = (word[len(clitic) :] for clitic in CLITICS if word.startswith(clitic))
        return next((bare for bare in held if bare in self.firsts or bare in KUNYAS), word)

    def _of_run(self, norms: Words) -> Iterator[Variant]:
        """Of words that are an entry, as they are or behind a clitic or article, which goes over to its variants."""
        for before in _BEFORE:
            first = norms[0].removeprefix(before) if norms[0].startswith(before) else ""
            for spelling, number in self._runs.get(first, ()):
                if spelling.words != (first, *norms[1:]) or (spelling.literal and before in ARTICLES):
                    continue
                for other in self.groups[number]:
                    if other is not spelling:
                        words = (before + other.words[0], *other.words[1:])
                        yield Variant(words, before + other.text, other.literal or len(words) > 1)

    def _of_stem(self, norm: str) -> Iterator[Variant]:
        """Of a word that is an inflected form of an entry: its letters are exchanged where it has them."""
        for spelling, number in self._stems.get(forms(norm)[2], ()):
            for other in self.groups[number]:
                if other is spelling or other.beginning or len(other.words) > 1:
                    continue
                changed = norm.replace(spelling.words[0], other.words[0], 1)
                if changed == norm:
                    yield Variant(other.words, other.text, other.literal)
                else:
                    yield Variant((changed,), norm.replace(spelling.words[0], other.text, 1), other.literal)

    def _of_beginning(self, norm: str) -> Iterator[Variant]:
        for before in _BEFORE:
            rest = norm.removeprefix(before) if norm.startswith(before) else ""
            for spelling, number in self._beginnings.get(rest[:SHORTEST], ()):
                part = spelling.words[0]
                if rest.startswith(part):
                    for other in self.groups[number]:
                        if other is not spelling and other.beginning:
                            tail = rest[len(part) :]
                            yield Variant((before + other.words[0] + tail,), before + other.text + tail)


def _keeps_stem(norm: str) -> bool:
    """Whether the stem of a word is the word but for its article and one letter: others would match by chance."""
    bare, stem = norm.removeprefix(ARTICLE), forms(norm)[2]
    return bare.startswith(stem[:-1]) and len(stem) >= len(bare) - 1


@cache
def shipped() -> VariantTable:
    """The table that comes with the package, read once."""
    return _read(resources.files(__package__).joinpath(FILE_NAME).read_text(encoding="utf-8").splitlines())


def table_of(folder: Path) -> VariantTable:
    """The shipped table with what the table in an archive's folder adds; it is read again when it has changed."""
    path = folder / FILE_NAME
    try:
        state = path.stat()
    except OSError:
        return shipped()
    if not S_ISREG(state.st_mode):  # reading a pipe would wait
        return _without("it is no file", "ليس ملفا")
    return _extended(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _extended(path: Path, _changed: int, size: int) -> VariantTable:
    if size > MAX_BYTES:
        return _without(
            f"it has {size:,} bytes, more than {MAX_BYTES:,}", f"حجمه {size:,} بايت، أي أكثر من {MAX_BYTES:,}"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return _without(f"it cannot be read ({error.strerror})", "تعذرت قراءته")
    except UnicodeDecodeError:
        return _without("it is no text in UTF-8", "ليس نصا بترميز UTF-8")
    own = _read(text.splitlines())
    return VariantTable(shipped().groups + own.groups, shipped().firsts | own.firsts, own.bad)


def _without(reason: str, reason_ar: str) -> VariantTable:
    return VariantTable(shipped().groups, shipped().firsts, (BadLine(0, reason, reason_ar),))


def _read(lines: Iterable[str]) -> VariantTable:
    groups: list[tuple[_Spelling, ...]] = []
    firsts: set[str] = set()
    bad: list[BadLine] = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if cells[0] == "+":
            firsts.update(word for cell in cells[1:] for word in fold_name(cell).split())
            continue
        group, wrong = _group([cell for cell in cells if cell])
        if wrong:
            bad.append(BadLine(number, *wrong))
        else:
            groups.append(group)
    return VariantTable(tuple(groups), frozenset(firsts), tuple(bad))


def _group(cells: Sequence[str]) -> tuple[tuple[_Spelling, ...], tuple[str, str] | None]:
    """The spellings of a line, or what is wrong with it."""
    group = tuple(dict.fromkeys(map(_spelling, cells)))
    if len(group) < 2:
        return (), ("it needs two spellings, with a tab between them", "يلزم إملاءان بينهما علامة جدولة")
    if len(group) > MAX_SPELLINGS:
        return (), (f"it has more than {MAX_SPELLINGS} spellings", f"فيه أكثر من {MAX_SPELLINGS} إملاء")
    for spelling, cell in zip(map(_spelling, cells), cells, strict=True):
        if not 0 < len(spelling.words) <= MAX_WORDS:
            return (), (f"{cell!r} is not one word or some", f"«{cell}» ليس كلمة ولا كلمات قليلة")
        if spelling.beginning and (len(spelling.words) > 1 or len(spelling.words[0]) < SHORTEST):
            return (), (
                f"{cell!r} is too short, or several words, before its *",
                f"«{cell}» قصير أو كلمات عدة قبل علامة *",
            )
    if len({spelling.beginning for spelling in group}) > 1:
        return (), ("some of its spellings end in * and some do not", "بعض إملاءاته تنتهي بعلامة * وبعضها لا")
    return group, None


def _spelling(cell: str) -> _Spelling:
    words = tuple(fold_name(cell).split())
    return _Spelling(words, cell.strip("=*").strip(), cell.startswith("="), cell.endswith("*"))
