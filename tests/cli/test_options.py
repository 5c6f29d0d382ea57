"""Values that options list by themselves, so that the command line starts without the library."""

from __future__ import annotations

from fihrist.commands.entities import TYPES
from fihrist.commands.options import PRECISIONS, PROVENANCES, SHOWN_FACETS
from fihrist.index.model import EntityType
from fihrist.search.execute.dated import VALUES
from fihrist.search.query.tree import DateAspect
from fihrist.search.results import FACETS


def test_options_take_the_values_that_searches_take() -> None:
    assert set(PRECISIONS) == set(VALUES[DateAspect.PRECISION])
    assert set(PROVENANCES) == set(VALUES[DateAspect.PROVENANCE])
    assert set(TYPES) == set(EntityType)
    assert set(SHOWN_FACETS) <= set(FACETS)
