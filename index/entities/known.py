"""Names of the gazetteer: longest match over folded words, doubtful names only where their context speaks for them."""

from __future__ import annotations

from typing import Final

from fihrist.index.entities.candidates import Candidate, candidates
from fihrist.index.entities.found import Found
from fihrist.index.entities.gazetteer import NEAR, Gazetteer, GazetteerEntity, Sense
from fihrist.index.entities.generic import Choice, Countries, concerned
from fihrist.index.entities.homonyms import SURE, Homonyms
from fihrist.index.entities.scan import ENDED, TIGHT, WRAPPED, Scan
from fihrist.index.entities.surroundings import (
    adjectival,
    look_around,
    named_after,
    of_longer_name,
    of_other_name,
    of_unknown_name,
)
from fihrist.index.model import EntityType

CERTAIN: Final = 0.95
BY_CONTEXT: Final = 0.8
OTHER_COUNTRY: Final = 0.6
"""A body that the phrase gives to a country whose body the gazetteer does not know."""
BUTTONS: Final = 3
"""Names of networks in a row that no sentence has."""
NO_COUNTRY: Final = 0.45
"""A name of bodies of several countries, in a text of another country; shown by no facet."""


class Context:
    """What the certain names of a text say about the doubtful ones."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._named: set[str] = set()
        self.countries: set[str] = set()
        """Of the places named beyond doubt."""

    def see(self, entity: GazetteerEntity) -> None:
        """An entity that is named beyond doubt."""
        self._named.add(entity.id)
        if entity.type is EntityType.PLACE:
            self.countries.add(self._gazetteer.country(entity))

    def named(self, entity: GazetteerEntity) -> bool:
        """The entity is named elsewhere in the text."""
        return entity.id in self._named

    def supports(self, sense: Sense) -> bool:
        """Another name of the entity, or its country, is in the text."""
        return self.named(sense.entity) or (sense.mark in "?&%" and self.near(sense.entity))

    def near(self, entity: GazetteerEntity) -> bool:
        """Its country, or one that counts as near, or the organisation it belongs to is in the text."""
        if self._gazetteer.country(entity) in self.countries or entity.parent in self._named:
            return True
        return any(flag[len(NEAR) :] in self.countries for flag in entity.flags if flag.startswith(NEAR))


def _by_trigger(candidate: Candidate) -> list[Sense]:
    """Senses that the context at the very place speaks for."""
    senses = [sense for sense in candidate.senses if sense.entity.type is candidate.trigger]
    shared = len(candidate.senses) > 1
    # Any title goes before any surname; alone it is somebody known only behind a president's or a government's.
    return [
        sense
        for sense in senses
        if not (sense.mark == "?" and shared)
        and (candidate.ruling or sense.entity.type is not EntityType.PERSON or sense.mark != "@")
    ]


def _certain(candidate: Candidate) -> GazetteerEntity | None:
    """The entity that is meant whatever else the text names."""
    if concerned(candidate):
        return None
    if not candidate.marked:
        return candidate.senses[0].entity
    by_trigger = [sense for sense in _by_trigger(candidate) if sense.mark and sense.mark != "&"]
    if len(by_trigger) == 1:
        return by_trigger[0].entity
    return next((sense.entity for sense in candidate.senses if not sense.mark), None)


def _supported(candidate: Candidate, context: Context) -> list[Sense]:
    """Senses that the text's other names speak for."""
    return [
        sense
        for sense in candidate.senses
        if sense.mark
        and context.supports(sense)
        and ("common" not in sense.entity.flags or (candidate.moved and sense.entity.type is EntityType.PLACE))
        and (sense.mark != "%" or candidate.situated or sense.entity.type is candidate.trigger)
    ]


def _resolve(candidate: Candidate, context: Context) -> tuple[GazetteerEntity | None, float]:
    """The entity meant and how sure that is; confidence 0 when the name counts for nothing here."""
    if candidate.reading is not None:
        return candidate.reading.entity, candidate.reading.confidence
    if not candidate.marked:
        return candidate.senses[0].entity, CERTAIN
    triggered = [sense for sense in _by_trigger(candidate) if sense.mark]
    supported = _supported(candidate, context)
    triggered = [sense for sense in triggered if sense.mark != "&" or sense in supported]
    supported = [sense for sense in supported if sense.mark != "&" or sense in triggered or context.named(sense.entity)]
    both = [sense for sense in triggered if sense in supported]
    if both or len(triggered) == 1:
        return (both or triggered)[0].entity, BY_CONTEXT
    plain = next((sense.entity for sense in candidate.senses if not sense.mark), None)
    if supported and (plain is None or not context.named(plain)):
        strict = [sense for sense in supported if plain is None or sense.mark == "?"]
        if strict:
            return strict[0].entity, BY_CONTEXT
    if plain is not None:
        return plain, CERTAIN
    if triggered and all(sense.entity.type is EntityType.PERSON for sense in triggered):
        return None, BY_CONTEXT
    return None, 0.0


def _possible(scan: Scan, context: Context, homonyms: Homonyms) -> list[Candidate]:
    """The candidates that are no part of another name, with what their surroundings say; the longest first."""
    possible = []
    double = []
    for candidate in candidates(scan):
        if of_longer_name(scan, candidate) or of_unknown_name(scan, candidate):
            continue
        if candidate.marked:
            if homonyms.concerns(candidate.first, candidate.last, candidate.clitic):
                double.append(candidate)
                continue
            look_around(scan, candidate)
        entity = _certain(candidate)
        if entity is not None:
            if entity.type is EntityType.ORGANISATION and of_other_name(scan, candidate):
                continue
            context.see(entity)
        possible.append(candidate)
    for candidate in double:
        candidate.reading = homonyms.read(candidate.first, candidate.clitic, context.countries)
        if candidate.reading.entity is not None and candidate.reading.confidence == SURE:
            context.see(candidate.reading.entity)
    possible += double
    possible.sort(key=lambda c: (c.first - c.last, c.clitic, c.first))
    return possible


def find_known(scan: Scan, gazetteer: Gazetteer) -> list[Found]:
    """Mentions of the gazetteer's entities; marks their words as taken. Names inside names come flagged as nested."""
    context = Context(gazetteer)
    countries = Countries(scan, gazetteer)
    found: list[Found] = []
    inner: list[Candidate] = []
    for candidate in _possible(scan, context, Homonyms(scan, gazetteer)):
        choice = countries.choose(candidate) if concerned(candidate) else None
        if choice is not None:
            if scan.free(candidate.first, choice.end):
                found.append(_chosen(scan, candidate, choice))
            continue
        entity, confidence = _resolve(candidate, context)
        if not confidence or adjectival(scan, candidate):
            continue
        if not scan.free(candidate.first, candidate.last):
            inner.append(candidate)
            continue
        kind = entity.type if entity else EntityType.PERSON
        if kind is EntityType.PLACE and named_after(scan, candidate):
            confidence = NO_COUNTRY
        rule = "gazetteer" if confidence == CERTAIN else "gazetteer-context"
        found.append(Found(candidate.first, candidate.last, candidate.clitic, kind, rule, confidence, entity))
        scan.taken[candidate.first : candidate.last] = b"\x01" * (candidate.last - candidate.first)
    found = _without_buttons(scan, found)
    return found + list(_nested(inner, found))


def _without_buttons(scan: Scan, found: list[Found]) -> list[Found]:
    """Leaves out networks in Latin letters in a row, which are a page's buttons for sharing (Facebook Twitter WhatsApp)."""
    latin = sorted(
        (one.first, one.last)
        for one in found
        if one.type is EntityType.ORGANISATION and scan.words[one.first].norm.isascii()
    )
    if len(latin) < BUTTONS:
        return found
    rows: list[list[int]] = []
    for first, last in latin:
        if rows and rows[-1][-1] + 1 == first and scan.gaps[first - 1] in (TIGHT, WRAPPED, ENDED):
            rows[-1].append(last - 1)
        else:
            rows.append([last - 1])
    buttons = {i for row in rows if len(row) >= BUTTONS for i in row}
    return [one for one in found if one.last - 1 not in buttons]


def _chosen(scan: Scan, candidate: Candidate, choice: Choice) -> Found:
    """The mention of a name that bodies of several countries bear; its words are taken."""
    entity, kind = choice.entity, candidate.senses[0].entity.type
    last = choice.end if kind is EntityType.ORGANISATION else candidate.last
    if entity is not None:
        confidence = CERTAIN if choice.told else BY_CONTEXT
    else:
        confidence = OTHER_COUNTRY if choice.told else NO_COUNTRY
    scan.taken[candidate.first : last] = b"\x01" * (last - candidate.first)
    rule = "gazetteer-country" if entity is not None else "generic"
    return Found(candidate.first, last, candidate.clitic, kind, rule, confidence, entity)


def _nested(inner: list[Candidate], found: list[Found]) -> list[Found]:
    """Places inside longer names."""
    nested = []
    # No two of them share a word.
    around = {i: outer for outer in found for i in range(outer.first, outer.last)}
    for candidate in inner:
        entity = next((sense.entity for sense in candidate.senses if not sense.mark), None)
        if entity is None or entity.type is not EntityType.PLACE or candidate.clitic or candidate.reading is not None:
            continue
        outer = around.get(candidate.first)
        if outer is None or outer.type is EntityType.PERSON or candidate.last > outer.last:
            continue
        if outer.last - outer.first > candidate.last - candidate.first:
            nested.append(
                Found(candidate.first, candidate.last, 0, entity.type, "nested", CERTAIN, entity, nested=True)
            )
    return nested
