"""Taking lists of entities in, as one operation; a line that cannot be taken is told, and the rest is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from fihrist.errors import UsageError
from fihrist.index.arabic.folding import fold_name
from fihrist.index.curation.deciding import Done, Report, carry_out
from fihrist.index.curation.state import current
from fihrist.index.entities.gazetteer import Alias, GazetteerEntity, default_gazetteer
from fihrist.index.entities.importers import BadLine, Listed, Passed, Said, read_list
from fihrist.index.entities.lexicon import UNSEEN, evidence
from fihrist.index.entities.spelling import name_words
from fihrist.index.entities.user_decisions import Decisions, key_of
from fihrist.index.entities.user_steps import Add, Merge, Name, Step, Unname, storable
from fihrist.index.entities.user_words import folded
from fihrist.index.entities.wordlists import word_class
from fihrist.index.entities.words import FREQUENT
from fihrist.index.model import EntityType
from fihrist.index.store import Store

MAX_ENTITIES: Final = 200_000
"""Entities that one list may add: some 1 GB while it is taken in, 500 MB where names are looked for."""
MAX_TOLD: Final = 1_000
"""Lines that are told one by one."""
_AMBIGUOUS, _LOOKED_UP = "@", "#"
_SHORTEST: Final = 3
"""Letters of a name that is taken from a list."""


@dataclass(slots=True)
class Imported:
    """What became of a list."""

    lines: int = 0
    """Read, that hold something."""
    added: int = 0
    """Entities."""
    names: int = 0
    """Given to entities that were known, or taken from them."""
    merged: int = 0
    known: int = 0
    """Lines that say what is known already."""
    ambiguous: int = 0
    """Names that count only where the context says that they are meant."""
    looked_up: int = 0
    """Names that are only for looking up: everyday words, and names of shipped entities."""
    bad: list[BadLine] = field(default_factory=list)
    """The first of the lines that could not be taken."""
    bad_count: int = 0
    passed_over: int = 0
    """Lines of others' lists of which there is nothing to take: no name in Arabic letters, or of another kind."""
    left_out: int = 0
    """Entities beyond what one list may add."""
    done: Done | None = None
    """The operation; None when there was nothing to do."""


def import_list(
    store: Store,
    path: str,
    *,
    format: str | None = None,  # noqa: A002
    trust: bool = False,
    progress: Report = None,
) -> Imported:
    """Take a list of entities in.

    Names of lists that others made (GeoNames, Who's On First, FollowTheMoney) count in texts only behind a word such
    as "the town of", in quotes, or beside another name of the same entity when they are of one word or of everyday
    words: such lists hold thousands of villages called like ordinary things. A name that another entity bears is only
    looked up.

    Args:
        store: opened for writing.
        path: the list.
        format: one of `fihrist.index.entities.importers.FORMATS`; None for what the first line looks like.
        trust: names of others' lists count wherever they stand.
        progress: called while articles are read again.

    Raises:
        SourceError: the list cannot be read.
        UsageError: there is no such format.
    """
    before = current(store.records)
    taking = _Taking(before.copy(), trust=trust)
    for entry in read_list(path, format):
        taking.take(entry)
    report = taking.report
    if taking.steps:
        report.done = carry_out(store, before, taking.decisions, "import", taking.steps, progress=progress)
    return report


class _Taking:
    """A list on its way in."""

    def __init__(self, decisions: Decisions, *, trust: bool) -> None:
        self.decisions = decisions
        self.steps: list[Step] = []
        self.report = Imported()
        self._trust = trust
        self._shipped = default_gazetteer()

    def take(self, entry: Listed | Passed | Said | BadLine) -> None:
        """Take a line."""
        self.report.lines += 1
        match entry:
            case BadLine():
                self._bad(entry)
            case Passed():
                self.report.passed_over += 1
            case Listed(number, entity):
                self._try(number, self._listed(entity))
            case Said(number):
                self._try(number, self._said(entry))

    def _bad(self, line: BadLine) -> None:
        self.report.bad_count += 1
        if len(self.report.bad) < MAX_TOLD:
            self.report.bad.append(line)

    def _try(self, number: int, steps: Iterator[Step]) -> None:
        """Go the steps of a line; what comes before one that is refused stays."""
        went = 0
        try:
            for step in steps:
                if isinstance(step, Add) and self.report.added >= MAX_ENTITIES:
                    self.report.left_out += 1
                    return
                kept = storable(step)
                self.decisions.apply(kept)
                self.steps.append(kept)
                self._count(kept)
                went += 1
        except (UsageError, ValueError) as error:
            self._bad(BadLine(number, str(error)))
            return
        self.report.known += not went

    def _count(self, step: Step) -> None:
        match step:
            case Add(entity):
                self.report.added += 1
                self.report.ambiguous += sum(alias.mark == _AMBIGUOUS for alias in entity.aliases)
                self.report.looked_up += sum(alias.mark == _LOOKED_UP for alias in entity.aliases)
            case Merge():
                self.report.merged += 1
            case _:
                self.report.names += 1

    def _said(self, said: Said) -> Iterator[Step]:
        """The steps of a line of a user's own list that are not gone yet."""
        if said.step is not None:
            yield from self._step(said.step)
            return
        entity = said.entity
        if entity is not None:
            known = self.decisions.entity(entity.id)
            if known is None:
                yield Add(entity)
            elif known.type is not entity.type:
                message = f"{entity.id} is of type {known.type}, not {entity.type}; give it another id"
                raise UsageError(message)
            else:
                yield from _more_names(known, entity, said.taken)
        for other in said.merged:
            if said.keep and self.decisions.canonical(other) != self.decisions.canonical(said.keep):
                yield Merge(said.keep, other)

    def _step(self, step: Step) -> Iterator[Step]:
        """A step of an operation, unless it is gone already."""
        match step:
            case Add(entity) if self.decisions.entity(entity.id) == entity:
                return
            case Name(identifier, alias):
                known = self.decisions.entity(identifier)
                if known and alias in known.aliases:
                    return
            case Merge(keep, other) if keep != other and self.decisions.canonical(keep) == self.decisions.canonical(
                other
            ):
                return
        yield step

    def _listed(self, entity: GazetteerEntity) -> Iterator[Step]:
        if self.decisions.entity(entity.id) is not None or self._is_known(entity):
            return
        aliases: dict[str, Alias] = {}
        for alias in entity.aliases:
            if len(folded(alias.name).replace(" ", "")) >= _SHORTEST:
                aliases.setdefault(key_of(alias.name), self._marked(alias))
        if not aliases:
            message = f"“{entity.label}” is too short to be looked for"
            raise UsageError(message)
        yield Add(replace(entity, aliases=tuple(aliases.values())))

    def _marked(self, alias: Alias) -> Alias:
        """A name with what it takes to count in a text."""
        if self._shipped.lookup(alias.name):
            # What is shipped says when the name counts; another bearer would take some of its mentions.
            return Alias(alias.name, _LOOKED_UP)
        if alias.mark or self.decisions.owner(alias.name) is not None:
            return Alias(alias.name, alias.mark or _AMBIGUOUS)
        return alias if self._trust else Alias(alias.name, _mark(alias.name))

    def _is_known(self, entity: GazetteerEntity) -> bool:
        """A place of a country that Fihrist has under the same name, or a person or organisation that it has."""
        names = [entity.label]
        if entity.type is EntityType.PLACE:
            kind, _, rest = entity.label.partition(" ")
            names += [rest] if rest and fold_name(kind) in word_class("place_kind") else []
        for known in (known for name in names for known in self._shipped.lookup(name, entity.type)):
            if entity.type is not EntityType.PLACE or not entity.parent:
                return True
            if self._shipped.country(known) == entity.parent:
                return True
        return False


def _more_names(known: GazetteerEntity, said: GazetteerEntity, taken: tuple[str, ...]) -> Iterator[Step]:
    """What a line about a known entity changes."""
    held = {key_of(alias.name): alias for alias in known.aliases}
    gone = {key_of(name) for name in taken}
    for alias in {key_of(alias.name): alias for alias in reversed(said.aliases)}.values():
        if key_of(alias.name) not in gone and held.get(key_of(alias.name), Alias("", "-")).mark != alias.mark:
            yield Name(known.id, alias)
    for name in taken:
        if key_of(name) in held:
            yield Unname(known.id, name)


def _mark(name: str) -> str:
    """What it takes for a name of a list to count in a text."""
    words = name_words(name)
    counts = evidence()
    everyday = all(counts.get(word, UNSEEN).frequency >= FREQUENT for word in words)
    if len(words) == 1:
        return _LOOKED_UP if everyday else _AMBIGUOUS
    return _AMBIGUOUS if everyday else ""
