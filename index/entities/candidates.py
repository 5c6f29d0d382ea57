"""Stretches of a text that the gazetteer has a name for."""

from __future__ import annotations

from dataclasses import dataclass

from fihrist.index.entities.gazetteer import Node, Sense
from fihrist.index.entities.homonyms import Reading
from fihrist.index.entities.scan import DASHED, SOFT, Scan
from fihrist.index.model import EntityType


@dataclass(slots=True)
class Candidate:
    """A stretch that the gazetteer has a name for."""

    first: int
    last: int
    clitic: int
    senses: list[Sense]
    marked: bool
    """Some of the senses count only in context."""
    trigger: EntityType | None = None
    """The type that the words before it, or quotes around it, ask for."""
    ruling: bool = False
    """Behind a president's title or a word such as government."""
    situated: bool = False
    """Behind a word of where, or in a list of places."""
    moved: bool = False
    """Behind a word of where or where to."""
    reading: Reading | None = None
    """Of a homonym."""


def candidates(scan: Scan) -> list[Candidate]:
    """All stretches that are names of the gazetteer, overlapping ones too."""
    found: list[Candidate] = []
    for i in scan.entering:
        for node, clitic, doubtful in scan.words[i].entries:
            _walk(scan, i, node, clitic, found, doubtful=doubtful)
    return found


def _walk(scan: Scan, i: int, node: Node, clitic: int, found: list[Candidate], *, doubtful: bool) -> None:
    j = i
    while True:
        if node.senses and not (doubtful and j == i):
            found.append(Candidate(i, j + 1, clitic, node.senses, node.marked))
        if not node.next or scan.gaps[j] < (SOFT if j == i else DASHED):
            return
        following = node.next.get(scan.words[j + 1].spelt)
        if following is None:
            return
        if scan.gaps[j] == SOFT:
            _walk_quoted(scan, i, following, found)
            return
        node = following
        j += 1


def _walk_quoted(scan: Scan, i: int, node: Node, found: list[Candidate]) -> None:
    """حركة «النهضة»: a name whose first word, the kind, stands before the quotes; the mention is what they hold."""
    j = i + 1
    while True:
        if node.senses and scan.quoted(i + 1, j + 1):
            found.append(Candidate(i + 1, j + 1, 0, [Sense(node.senses[0].entity, "")], marked=False))
            return
        following = node.next.get(scan.words[j + 1].spelt) if j + 1 < scan.size and scan.gaps[j] >= DASHED else None
        if following is None:
            return
        node = following
        j += 1
