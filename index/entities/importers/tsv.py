"""Lists in the format of Fihrist's gazetteer; see the head of ``organisations.tsv``.

Two things are added. A name with ``-`` before it is none of the entity's. A ninth column names what counts for the
entity, separated by ``|``: an id, or ``~`` and a name that is linked to none, each with its type behind a colon. For an
id that is known the line's names are given to it; an id that begins with ``~`` stands for an unlinked name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fihrist.index.entities.gazetteer import COLUMNS, GazetteerEntity, parse_line, type_from
from fihrist.index.entities.importers.model import BadLine, Listed, Said
from fihrist.index.entities.user_decisions import Decisions
from fihrist.index.entities.user_steps import Thing

HEAD: Final = "# id, type, label, English, names, flags, parent, location, what counts for it"
_ALIASES: Final = 4
_TAKEN: Final = "-"
_MERGED: Final = "|"


def read(lines: Iterator[tuple[int, str | BadLine]]) -> Iterator[Listed | Said | BadLine]:
    """The entities of a list."""
    for number, line in lines:
        if isinstance(line, BadLine):
            yield line
        elif not line.startswith("#"):
            try:
                yield _said(number, line)
            except ValueError as error:
                yield BadLine(number, f"{error}; its columns are separated by tabs: {HEAD[2:]}")


def write(decisions: Decisions) -> Iterator[str]:
    """Lines that say what decisions amount to, to be read again."""
    yield HEAD
    merged: dict[Thing, list[Thing]] = {}
    for other, keep in decisions.merged.items():
        merged.setdefault(keep, []).append(other)
    for entity in _parents_first(decisions):
        yield _line(entity, decisions.taken(entity), merged.pop(Thing(entity.id, entity.type), ()))
    for keep, others in sorted(merged.items()):
        label = keep.key.removeprefix("~") if keep.unlinked else _label(decisions, keep)
        yield _line(GazetteerEntity(keep.key, keep.type, label, "", ()), (), others)


def _parents_first(decisions: Decisions) -> Iterator[GazetteerEntity]:
    """The entities by id, each behind what it lies in or belongs to, which a reader must know by then."""
    done: set[str] = set()
    for identifier in sorted(decisions.own):
        row: list[GazetteerEntity] = []
        at: str | None = identifier
        while at in decisions.own and at not in done:
            done.add(at)
            row.append(decisions.own[at])
            at = row[-1].parent
        yield from reversed(row)


def _label(decisions: Decisions, thing: Thing) -> str:
    entity = decisions.entity(thing.key)
    return entity.label if entity else thing.key


def _line(entity: GazetteerEntity, taken: tuple[str, ...], merged: list[Thing] | tuple[Thing, ...]) -> str:
    names = [*(alias.mark + alias.name for alias in entity.aliases), *(_TAKEN + name for name in taken)]
    location = ",".join(str(degrees) for degrees in entity.location) if entity.location else ""
    others = _MERGED.join(f"{thing.key}:{thing.type}" for thing in sorted(merged))
    cells = [entity.id, entity.type, entity.label, entity.label_en, "|".join(names)]
    return "\t".join([*cells, " ".join(sorted(entity.flags)), entity.parent or "", location, others]).rstrip("\t")


def _said(number: int, line: str) -> Said:
    cells = line.split("\t")
    if len(cells) == 1:
        message = "it has one column"
        raise ValueError(message)
    cells += [""] * (COLUMNS + 1 - len(cells))
    others = tuple(_thing(part) for part in cells[COLUMNS].split(_MERGED) if part.strip())
    identifier = cells[0].strip()
    if identifier.startswith("~"):
        return Said(number, keep=Thing(identifier, type_from(cells[1].strip())), merged=others)
    names = [name.strip() for name in cells[_ALIASES].split("|")]
    taken = tuple(name[1:].strip() for name in names if name.startswith(_TAKEN))
    cells[_ALIASES] = "|".join(name for name in names if not name.startswith(_TAKEN))
    entity = parse_line("\t".join(cells[:COLUMNS]))
    return Said(number, entity, taken, Thing(entity.id, entity.type), others)


def _thing(text: str) -> Thing:
    key, _, kind = text.strip().rpartition(":")
    return Thing(key, type_from(kind))
