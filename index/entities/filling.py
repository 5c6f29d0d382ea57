"""Names that the statistical extractor adds to those of the rules, and what it says of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Final

from fihrist.index.entities import features, weights
from fihrist.index.entities.found import Found
from fihrist.index.entities.gazetteer import GazetteerEntity, Node
from fihrist.index.entities.refining import refined
from fihrist.index.entities.scan import SOFT, TIGHT, Scan
from fihrist.index.entities.spelling import ARTICLE
from fihrist.index.entities.table import WordTable
from fihrist.index.entities.tagger import Reading, Span, Tagger, WordScores
from fihrist.index.entities.words import (
    FREQUENT,
    GIVEN,
    NATIONALITY,
    NO_NAME,
    ORG_TRIGGER,
    PLACE_TRIGGER,
    WEAK_GIVEN,
    Vocabulary,
    Word,
)
from fihrist.index.model import EntityType

RULE: Final = "statistical"
LEAST: Final = 0.4
"""Spans below this probability are no mentions."""
FAINT: Final = 0.2
"""Mentions below this confidence are not kept."""
LONGER: Final = 0.5
"""Probability of a person's name that takes the place of a shorter one found by the rules."""
LATIN_WORDS: Final = 3
"""Words of a name in Latin script; more are a sentence of another language."""
JOINING: Final = "و"
ADJECTIVES: Final = ("ي", "يه")
KIND_WORDS: Final = 2
"""A noun and its adjective."""
DOUBT: Final = 0.8
"""Probability from which the reading of a known place as part of something else's name counts: a national team, a
treaty named after its town."""
UNSURE: Final = 0.45
"""Confidence of such places, of institutions named by one general word, and of names that need a context; shown by no
facet."""
LOSS: Final = {EntityType.PERSON: 0.0, EntityType.ORGANISATION: 0.4, EntityType.PLACE: 0.5}
"""What probabilities overrate each type by, measured on the training part beside what the rules find."""


class Filler:
    """The statistical extractor beside the rules of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, adjectives: Mapping[str, str]) -> None:
        """Read the shipped weights; for `adjectives` see `Gazetteer.adjectives`."""
        self._vocabulary = vocabulary
        self._adjectives = adjectives
        self._weights = weights.shipped()
        self._tagger = Tagger(self._weights)
        self._scores: WordScores | None = None

    def fill(self, scan: Scan, found: list[Found]) -> None:
        """Adds to what the rules found and doubts some of it; the words of what is added are taken."""
        reading = self._tagger.read(scan, self._of(scan.table), found)
        _doubt(scan, found, reading)
        persons = {
            i: one
            for one in found
            if one.entity is None and one.type is EntityType.PERSON and not one.nested
            for i in range(one.first, one.last)
        }
        likely = (span for span in reading.spans if span.confidence >= LEAST)
        for span in chain.from_iterable(
            refined(scan, span, self._adjectives, self._vocabulary.count) for span in likely
        ):
            if scan.free(span.first, span.last):
                mention = None if _implausible(scan, span) else self._mention(scan, span)
                if mention is not None and mention.confidence >= FAINT:
                    found.append(mention)
                    scan.taken[span.first : span.last] = b"\x01" * (span.last - span.first)
            elif span.type is EntityType.PERSON and span.confidence >= LONGER:
                self._lengthen(scan, span, persons)

    def alone(self, scan: Scan, found: list[Found]) -> list[Found]:
        """All likely names, whatever the rules made of their words."""
        spans = self._tagger.read(scan, self._of(scan.table), found).spans
        return [Found(s.first, s.last, 0, s.type, RULE, s.confidence) for s in spans if s.confidence >= LEAST]

    def _of(self, table: WordTable) -> WordScores:
        scores = self._scores
        if scores is None or scores.table is not table:
            scores = self._scores = WordScores(table, self._vocabulary, self._weights, features.tags(), scores)
        return scores

    def _mention(self, scan: Scan, span: Span) -> Found:
        known = _known(scan, span)
        if known is not None:
            entity, clitic = known
            return Found(span.first, span.last, clitic, span.type, RULE, span.confidence, entity)
        confidence = span.confidence - LOSS[span.type]
        if _ambiguous(scan.words[span.first : span.last], span.type):
            confidence = min(confidence, UNSURE)
        return Found(span.first, span.last, self._clitic(scan, span.first), span.type, RULE, confidence)

    def _lengthen(self, scan: Scan, span: Span, persons: dict[int, Found]) -> None:
        """A person of whom the rules found a part."""
        taken = [i for i in range(span.first, span.last) if scan.taken[i]]
        one = persons.get(taken[0])
        if one is None or taken != list(range(one.first, one.last)):
            return
        if span.first < one.first:
            one.clitic = self._clitic(scan, span.first)
        one.first, one.last = span.first, span.last
        scan.taken[span.first : span.last] = b"\x01" * (span.last - span.first)

    def _clitic(self, scan: Scan, i: int) -> int:
        """Letters of the clitic of a name's first word: one whose rest is the likelier name."""
        word = scan.words[i]
        for form in word.forms[1:]:
            rest = self._vocabulary.evidence(form.word)
            if rest.frequency <= word.evidence.frequency:
                continue
            named = form.word.startswith(ARTICLE) or rest.given or rest.surname
            if form.bits & (GIVEN | WEAK_GIVEN) or (not form.bits & NO_NAME if named else form.bits & ORG_TRIGGER):
                return form.clitic
        if not word.norm.startswith(JOINING) or len(word.forms) < 2 or not i or not scan.taken[i - 1]:
            return 0
        # (واحة برس): a name in brackets behind a town begins with its own letter.
        return int(scan.gaps[i - 1] >= SOFT and not scan.opened(i))


def _known(scan: Scan, span: Span) -> tuple[GazetteerEntity, int] | None:
    """The entity of this type whose unmistakable name the words are, and the letters of the clitic before it."""
    for node, clitic, _ in scan.words[span.first].entries:
        end: Node | None = node
        for word in scan.words[span.first + 1 : span.last]:
            end = end.next.get(word.spelt) if end is not None else None
        for sense in end.senses if end is not None else ():
            if not sense.mark and sense.entity.type is span.type:
                return sense.entity, clitic
    return None


def _ambiguous(words: list[Word], kind: EntityType) -> bool:
    """What may be a name in one place and none, or another's, in the next.

    A definite noun of everyday use (البرلمان), an indefinite kind of organisation (ميليشيات سورية), or a name that the
    gazetteer counts only in context (الأسد).
    """
    first, last = words[0], words[-1]
    if kind is EntityType.ORGANISATION:
        if len(words) == 1 and first.norm.startswith(ARTICLE) and first.evidence.frequency >= FREQUENT:
            return True
        indefinite = not last.norm.startswith(ARTICLE) and last.norm.endswith(ADJECTIVES)
        if len(words) == KIND_WORDS and indefinite and first.any_bits & ORG_TRIGGER:
            return True
    return len(words) == 1 and any(sense.mark for node, _, _ in first.entries for sense in node.senses)


def _doubt(scan: Scan, found: list[Found], reading: Reading) -> None:
    """Known places that are hardly meant as places."""
    for one in found:
        known = one.type is EntityType.PLACE and one.entity is not None and not one.nested
        # The training texts tell little of Latin letters, and names in them are hardly ambiguous.
        if not known or scan.words[one.first].norm.isascii():
            continue
        kind, probability = reading.kinds.get(one.first, (EntityType.PLACE.value, 1.0))
        if kind != EntityType.PLACE.value and probability >= DOUBT:
            one.confidence = min(one.confidence, UNSURE)


def _implausible(scan: Scan, span: Span) -> bool:
    """What the rules know better."""
    words = scan.words[span.first : span.last]
    if all(word.norm.isascii() for word in words):
        beside = (*scan.words[max(0, span.first - 1) : span.first], *scan.words[span.last : span.last + 1])
        return len(words) > LATIN_WORDS or any(word.norm.isascii() for word in beside)
    if span.type is EntityType.PLACE and any(gap < TIGHT for gap in scan.gaps[span.first : span.last - 1]):
        return True
    if span.type is EntityType.PERSON or len(words) > 1:
        return False
    (word,) = words
    common = word.evidence.frequency >= FREQUENT
    if span.type is EntityType.PLACE:
        known = any(node.senses for node, _, _ in word.entries)
        everyday = common and not word.norm.startswith(ARTICLE)
        return bool(known or everyday or word.nisba or word.adjective or word.any_bits & PLACE_TRIGGER)
    return common and bool(word.any_bits & (ORG_TRIGGER | NATIONALITY))
