"""What grammar knows better than statistics: names that are cut where another word begins, and words that are no names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from fihrist.index.entities.scan import DASHED, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.tagger import Span
from fihrist.index.entities.wordlists import word_class
from fihrist.index.entities.words import (
    ABD_BIT,
    CONNECTED,
    FREQUENT,
    GIVEN,
    KUNYA,
    RARE,
    ROLE,
    SAY,
    STOP,
    TITLE,
    WEAK_GIVEN,
    Word,
)
from fihrist.index.model import EntityType

KNOWN_AS: Final = word_class("known_as")
KIN: Final = word_class("kin")
LAWS: Final = word_class("code_of")
CODE: Final = "مجله"
"""A magazine, and in the Maghreb a code of law."""
MONTH_NAME: Final = "رمضان"
MONTH_ADJECTIVES: Final = word_class("month_adjective")
LETTERS: Final = 2
"""Letters of an organisation's name; as few are a letter of a list, or of something's abbreviation."""
HEAD: Final = 2
"""Words of a body before those of a person that may follow: البنك المركزي."""
VERB_PREFIX: Final = "ي"
VERB_MIN: Final = 4
DOUBTED: Final = 0.45
"""Confidence of a word of origin alone, which may be somebody's surname; shown by no facet."""
SHORT_DOUBTED: Final = 0.84
"""Probability of an organisation of so few letters, of which too little remains to be shown by a facet."""
NAMED: Final = 2
"""Tenths behind given names from which a word is a surname rather than a verb."""
ADJECTIVES: Final = ("ي", "يه")
SEVERAL: Final = ("ان", "ون", "تين")
"""Endings of adjectives of more than one: سفينتان أميركيتان."""


def refined(scan: Scan, span: Span, adjectives: Mapping[str, str], count: Callable[[str], int]) -> Iterator[Span]:
    """The names in a stretch that statistics take for one; none where it is no name.

    Args:
        scan: the text.
        span: a stretch of it.
        adjectives: see `Gazetteer.adjectives`.
        count: how often the corpus has a folded word.
    """
    if span.type is EntityType.PERSON:
        for part in _persons(scan, span):
            part = _without_verb(scan, part, count)
            if part.first == part.last or _month(scan, part) or _called(scan, part):
                continue
            if not _no_person(scan, part, adjectives):
                yield part
            else:
                yield replace(part, confidence=min(part.confidence, DOUBTED))
    elif span.type is EntityType.ORGANISATION:
        yield from _organisation(scan, span, adjectives)
    else:
        yield span


def _persons(scan: Scan, span: Span) -> Iterator[Span]:
    """The parts between words of kinship and of nicknames, and between the dashes of a list."""
    first = span.first
    for i in range(span.first, span.last):
        word = scan.words[i]
        if word.norm in KNOWN_AS or word.norm in KIN:
            yield replace(span, last=i, first=first)
            first = i + 1
        elif i > first + 1 and _dashed(scan, i):
            yield replace(span, last=i, first=first)
            first = i
    yield replace(span, first=first)


def _dashed(scan: Scan, i: int) -> bool:
    """A dash with blanks on both sides before word `i`."""
    return scan.gaps[i - 1] == DASHED and scan.starts[i] - scan.ends[i - 1] >= len(" - ")


def _without_verb(scan: Scan, span: Span, count: Callable[[str], int]) -> Span:
    """كيم جونغ يأمر: the verb behind the name."""
    last = scan.words[span.last - 1] if span.last > span.first + 1 else None
    if last is None or not last.norm.startswith(VERB_PREFIX) or len(last.norm) < VERB_MIN or last.strong:
        return span
    if last.bits & (GIVEN | WEAK_GIVEN) or scan.words[span.last - 2].bits & (CONNECTED | KUNYA | ABD_BIT):
        return span
    root = last.norm.removeprefix(VERB_PREFIX)
    verb = last.evidence.surname < NAMED and count(root) >= FREQUENT
    return replace(span, last=span.last - 1) if verb else span


def _month(scan: Scan, span: Span) -> bool:
    """رمضان المعظم."""
    return scan.words[span.first].norm == MONTH_NAME and scan.words[span.last - 1].norm in MONTH_ADJECTIVES


def _called(scan: Scan, span: Span) -> bool:
    """«الجرف الصامد»: two definite words alone in quotes, neither of them a name."""
    words = scan.words[span.first : span.last]
    definite = len(words) > 1 and all(word.norm.startswith(ARTICLE) and not word.strong for word in words)
    return definite and scan.quoted(span.first, span.last)


def _no_person(scan: Scan, span: Span, adjectives: Mapping[str, str]) -> bool:
    """Nothing but words of origin, alone (مصدر أمني روسي) or behind the noun that they describe (ضابط أردني)."""
    words = scan.words[span.first : span.last]
    if any(word.strong or word.bits & (GIVEN | WEAK_GIVEN | KUNYA | ABD_BIT) for word in words[:-1]):
        return False
    last = words[-1]
    if ARTICLE + last.spelt in adjectives:
        if last.norm.endswith(SEVERAL):
            return True
        return len(words) == 1 or words[0].evidence.frequency >= RARE or ARTICLE + words[0].spelt in adjectives
    if len(words) > 1 or last.strong or last.bits & (GIVEN | WEAK_GIVEN):
        return False
    return last.adjective and _described(scan, span.first)


def _described(scan: Scan, i: int) -> bool:
    """Behind an everyday noun, which word `i` may describe."""
    if not i or scan.gaps[i - 1] != TIGHT:
        return False
    before = scan.words[i - 1]
    return before.evidence.frequency >= FREQUENT and not before.any_bits & (TITLE | ROLE | SAY | STOP)


def _organisation(scan: Scan, span: Span, adjectives: Mapping[str, str]) -> Iterator[Span]:
    words = scan.words[span.first : span.last]
    if span.first and scan.words[span.first - 1].norm.endswith(CODE) and words[0].norm in LAWS:
        return
    if len(words) == 1 and not words[0].norm.isascii() and len(words[0].norm) <= LETTERS:
        yield replace(span, confidence=min(span.confidence, SHORT_DOUBTED))
        return
    for k in range(HEAD, len(words)):
        if _begins_person(words, k, adjectives) and scan.gaps[span.first + k - 1] == TIGHT:
            yield replace(span, last=span.first + k)
            if len(words) - k > 1:
                yield replace(span, first=span.first + k, type=EntityType.PERSON)
            return
    yield _whole(scan, span)


def _begins_person(words: list[Word], k: int, adjectives: Mapping[str, str]) -> bool:
    """البنك المركزي التونسي الشاذلي …: a name behind the adjective that ends a body's."""
    before, word = words[k - 1], words[k]
    if not before.nisba or before.strong or word.bits & (TITLE | STOP) or word.spelt in adjectives:
        return False
    if word.strong:
        return True
    unusual = word.evidence.frequency < FREQUENT and k + 1 < len(words)
    return unusual and before.spelt in adjectives and word.namelike


def _whole(scan: Scan, span: Span) -> Span:
    """مجلس نواب الشعب: an everyday noun without article asks for the definite one behind it."""
    i = span.last
    if span.last - span.first < HEAD or i >= scan.size or scan.gaps[i - 1] != TIGHT or scan.taken[i]:
        return span
    last, following = scan.words[i - 1], scan.words[i]
    plain = (
        last.evidence.frequency >= FREQUENT and not last.norm.startswith(ARTICLE) and not last.norm.endswith(ADJECTIVES)
    )
    definite = following.norm.startswith(ARTICLE) and not following.nisba and following.evidence.frequency >= FREQUENT
    return replace(span, last=i + 1) if plain and definite and not last.strong else span
