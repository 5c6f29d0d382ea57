"""The places above places are those of the gazetteer."""

from __future__ import annotations

from fihrist.index.entities.gazetteer import shipped_entities
from fihrist.index.model import EntityType
from fihrist.index.places import place_parents


def test_they_are_those_of_the_gazetteer() -> None:
    places = {entity.id: entity.parent for entity in shipped_entities() if entity.type is EntityType.PLACE}
    assert place_parents() == {place: parent for place, parent in places.items() if parent in places}


def test_no_place_lies_in_itself() -> None:
    parents = place_parents()
    for place in parents:
        above = [place]
        while above[-1] in parents:
            above.append(parents[above[-1]])
            assert len(above) == len(set(above)), above
