"""The index's fields as Whoosh knows them.

Each view (``norm``, ``stem``, ``exact``) is three fields: the whole article under the view's own name, and its title
and its body under names such as ``title_norm`` and ``body_stem``. All give positions, none stores text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import FieldType, Schema
from whoosh.formats import Positions

VIEWS: tuple[Literal["norm", "stem", "exact"], ...] = ("exact", "norm", "stem")
SCOPES: tuple[Literal["any", "title", "body"], ...] = ("any", "title", "body")


@dataclass(frozen=True, slots=True)
class FieldKey:
    """What a field's name stands for."""

    view: Literal["norm", "stem", "exact"]
    scope: Literal["any", "title", "body"] = "any"

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.view if self.scope == "any" else f"{self.scope}_{self.view}"


FIELDS = {key.name: key for scope in SCOPES for view in VIEWS for key in (FieldKey(view, scope),)}


class ArrayPositions(Positions):
    """Positions as a plain array of little-endian 32-bit numbers; Whoosh's own format would unpickle them."""

    def encode(self, poslist: list[int]) -> bytes:
        """The bytes of ascending positions."""
        return np.asarray(poslist, "<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of such bytes."""
        positions: list[int] = np.frombuffer(valuestring, "<u4").tolist()
        return positions

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many positions such bytes hold."""
        return len(valuestring) // 4


class TermField(FieldType):
    """Terms that are analysed already: a query's text is split at blanks only."""

    def __init__(self) -> None:
        super().__init__(ArrayPositions(), SpaceSeparatedTokenizer(), scorable=True)


def make_schema() -> Schema:
    """A schema with all fields; a new one each time, since Whoosh's are mutable."""
    return Schema(**{name: TermField() for name in FIELDS})
