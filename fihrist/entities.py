"""The entities of an archive: who and what its articles name, and what users know better.

    with fihrist.open("archive") as archive:
        archive.entities.add("لواء العقاب", type="organisation", aliases=["كتيبة العقاب", "Eagle Brigade"])
        archive.entities.merge("isis", "~تنظيم البغدادي")
        archive.entities.undo()

What is done is durable, in the log, and can be taken back. Only the articles concerned are looked at again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fihrist.arguments import entity_type_of, names_of, path_of, text_of, whole_number
from fihrist.errors import UsageError
from fihrist.index.curation import describing, listing, references
from fihrist.index.curation.describing import Event
from fihrist.index.curation.listing import ListedEntity, ShownEntity
from fihrist.index.curation.state import current, performed
from fihrist.index.curation.wording import alias_of, id_of, splitting
from fihrist.index.entities.gazetteer import GazetteerEntity
from fihrist.index.entities.spelling import name_key
from fihrist.index.entities.user_decisions import Decisions, in_force
from fihrist.index.entities.user_steps import Add, Merge, Name, Step, Unname
from fihrist.index.model import EntityType
from fihrist.index.store import Store

if TYPE_CHECKING:
    from fihrist.index.curation.deciding import Done
    from fihrist.index.curation.importing import Imported
    from fihrist.index.curation.suggest import Suggestion
    from fihrist.index.ingest.report import Progress

    Report = Callable[[Progress], None] | None

__all__ = ["Entities", "Event", "ListedEntity", "ShownEntity"]


class Entities:
    """The entities of one archive; `fihrist.Archive.entities`.

    An entity is named by its id, by the key of a facet (``~`` and the name, for names that are linked to none), or by
    a name when only one thing bears it. What cannot be done raises `UsageError` and changes nothing.
    """

    def __init__(self, store: Callable[[], Store]) -> None:
        self._opened = store

    def list(
        self,
        *,
        type: str | None = None,  # noqa: A002
        unlinked: bool | None = None,
        own: bool = False,
        minimum: int = 1,
        limit: int = 0,
    ) -> list[ListedEntity]:
        """The entities that articles name, the most frequent first.

        Args:
            type: ``person``, ``organisation`` or ``place``; None for all.
            unlinked: True for names that are linked to no entity alone, False for entities alone.
            own: only entities that users added or whose names they changed, be they named in articles or not.
            minimum: articles that must name it.
            limit: how many at most; 0 for all.
        """
        return listing.list_entities(
            self._opened(),
            type=entity_type_of(type),
            linked=None if unlinked is None else not unlinked,
            own=own,
            minimum=whole_number("minimum", minimum),
            limit=whole_number("limit", limit),
        )

    def show(self, entity: str, *, type: str | None = None) -> ShownEntity:  # noqa: A002
        """All there is to say of an entity: its names, how articles name it, when, and what was done to it.

        Raises:
            UsageError: nothing, or several things, are called so.
        """
        store = self._opened()
        decisions = current(store.records)
        return listing.show_entity(
            store,
            decisions,
            references.thing_of(store.records, decisions, text_of("entity", entity), entity_type_of(type)),
        )

    def log(self) -> tuple[Event, ...]:
        """What users did, oldest first, with what was taken back."""
        return tuple(describing.events(self._opened().records))

    def add(
        self,
        name: str,
        *,
        type: str,  # noqa: A002
        aliases: str | Sequence[str] = (),
        en: str = "",
        id: str | None = None,  # noqa: A002
        parent: str | None = None,
        ambiguous: bool = False,
        progress: Report = None,
    ) -> Done:
        """Add an entity; the articles that have one of its names are found by the index and read again.

        Args:
            name: its name as it is shown, in Arabic.
            type: ``person``, ``organisation`` or ``place``.
            aliases: other names, or one, in either script. One with ``@`` before it counts only behind a word such as
                "the city of", in quotes, or in articles that also name the entity otherwise.
            en: its name in English.
            id: what filters take; made of the English name, or numbered, when it is left out.
            parent: id of the place it lies in, or of the organisation it belongs to.
            ambiguous: all names are to count as with ``@`` before them.
            progress: called while articles are read.

        Raises:
            UsageError: the id or one of the names is another entity's, or a value has no meaning.
            ArchiveLockedError: another process is writing.
        """
        kind = _required(type)
        en = text_of("en", en)
        given = (text_of("name", name), *((en,) if en else ()), *names_of("aliases", aliases))
        names = [alias_of(text, ambiguous=ambiguous) for text in given]
        identifier = None if id is None else text_of("id", id)
        lies_in = text_of("parent", parent) if parent else None
        from fihrist.index.curation import deciding

        with self._writable() as store:
            decisions = current(store.records)
            entity = GazetteerEntity(
                id_of(decisions, identifier, en),
                kind,
                names[0].name,
                en.strip(),
                tuple({name_key(alias.name): alias for alias in reversed(names)}.values())[::-1],
                parent=references.thing_of(store.records, decisions, lies_in).key if lies_in else None,
            )
            done = deciding.decide(store, "add", [Add(entity)], progress=progress)
        return replace(done, id=entity.id)

    def alias(self, entity: str, *names: str, ambiguous: bool = False, progress: Report = None) -> Done:
        """Give an entity more names; see `add` for what a name may be.

        Raises:
            UsageError: there is no such entity, or one of the names is another's.
            ArchiveLockedError: another process is writing.
        """

        def steps(store: Store, decisions: Decisions) -> Sequence[Step]:
            known = references.entity_of(
                decisions, references.thing_of(store.records, decisions, text_of("entity", entity))
            )
            return [Name(known.id, alias_of(name, ambiguous=ambiguous)) for name in _some(names)]

        return self._decide("alias", steps, progress)

    def unalias(self, entity: str, *names: str, progress: Report = None) -> Done:
        """Take names from an entity: texts that have them name it no longer.

        Raises:
            UsageError: there is no such entity, or it has no such name, or no other.
            ArchiveLockedError: another process is writing.
        """

        def steps(store: Store, decisions: Decisions) -> Sequence[Step]:
            known = references.entity_of(
                decisions, references.thing_of(store.records, decisions, text_of("entity", entity))
            )
            return [Unname(known.id, alias_of(name).name) for name in _some(names)]

        return self._decide("unalias", steps, progress)

    def merge(self, keep: str, *others: str, type: str | None = None, progress: Report = None) -> Done:  # noqa: A002
        """Have others count for an entity; an article that names several of them counts once.

        Args:
            keep: the entity, or the unlinked name, under which all count.
            others: entities and unlinked names.
            type: of all that are named, where a name alone does not say it.
            progress: called while articles are read.

        Raises:
            UsageError: one of them is unknown, is the same, counts for another already, or is of another type.
            ArchiveLockedError: another process is writing.
        """

        def steps(store: Store, decisions: Decisions) -> Sequence[Step]:
            kind = entity_type_of(type)
            things = [
                references.thing_of(store.records, decisions, name, kind)
                for name in (text_of("keep", keep), *_some(others))
            ]
            return [Merge(things[0], other) for other in things[1:]]

        return self._decide("merge", steps, progress)

    def split(self, entity: str, *names: str, id: str | None = None, progress: Report = None) -> Done:  # noqa: A002
        """Take names out of an entity: what was merged stands by itself again; other names become an entity of their own.

        Args:
            entity: what they count for now.
            names: what was merged (an id, a key, a name of it), or names of the entity.
            id: of the new entity, when there is one; numbered when it is left out.
            progress: called while articles are read.

        Raises:
            UsageError: one of the names is none of the entity's.
            ArchiveLockedError: another process is writing.
        """

        def steps(store: Store, decisions: Decisions) -> Sequence[Step]:
            whole = decisions.canonical(references.thing_of(store.records, decisions, text_of("entity", entity)))
            return splitting(decisions, whole, _some(names), None if id is None else text_of("id", id))

        return self._decide("split", steps, progress)

    def undo(self, number: int | None = None, *, progress: Report = None) -> Done:
        """Take back the last operation, or the one with a number; undoing an undo does the operation again.

        Raises:
            UsageError: there is nothing to take back, or later operations build on it.
            ArchiveLockedError: another process is writing.
        """
        from fihrist.index.curation import deciding

        with self._writable() as store:
            wanted = None if number is None else whole_number("number", number)
            return deciding.undo(store, wanted, progress=progress)

    def suggest(self, *, type: str | None = None, limit: int = 50) -> Sequence[Suggestion]:  # noqa: A002
        """What might be one, with what speaks for it; nothing is merged.

        Args:
            type: only of this type.
            limit: how many at most, what is plainest first; 0 for all.
        """
        from fihrist.index.curation.suggest import suggest

        return suggest(self._opened(), type=entity_type_of(type), limit=whole_number("limit", limit))

    def export(self, *, format: str = "tsv") -> Iterator[str]:  # noqa: A002
        """What users decided, line by line, for `import_list` to read back into this archive or another.

        Args:
            format: ``tsv``, what the decisions amount to, to be read and edited; or ``jsonl``, the steps in force in
                the order they were done.

        Raises:
            UsageError: there is no such format.
        """
        from fihrist.index.entities.importers import operations, tsv

        if format not in ("tsv", "jsonl"):
            message = f"{format!r} is no format to export; there are tsv and jsonl"
            raise UsageError(message)
        records = self._opened().records
        if format == "tsv":
            return tsv.write(current(records))
        standing = in_force(performed(records))
        return operations.write(step for operation in standing for step in operation.steps)

    def import_list(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,  # noqa: A002
        trust: bool = False,
        progress: Report = None,
    ) -> Imported:
        """Take a list of entities in, as one operation; lines that cannot be taken are told, the rest is taken.

        Args:
            path: the list, in UTF-8, gzip too.
            format: ``tsv``, ``jsonl`` (both as `export` writes them), ``geonames``, ``wof`` or ``ftm``; None for what
                the first line looks like.
            trust: names of lists that others made count wherever they stand; else those of one word, or of everyday
                words, count only where the context says what is meant.
            progress: called while articles are read.

        Raises:
            SourceError: the list cannot be read.
            UsageError: there is no such format.
            ArchiveLockedError: another process is writing.
        """
        from fihrist.index.curation.importing import import_list

        listed, format = path_of("path", path), None if format is None else text_of("format", format)  # noqa: A001
        with self._writable() as store:
            return import_list(store, listed, format=format, trust=trust, progress=progress)

    def _decide(self, kind: str, steps: Callable[[Store, Decisions], Sequence[Step]], progress: Report) -> Done:
        from fihrist.index.curation import deciding

        with self._writable() as store:
            return deciding.decide(store, kind, steps(store, current(store.records)), progress=progress)

    @contextmanager
    def _writable(self) -> Iterator[Store]:
        """The archive, for writing; what is searched sees the change when it is left."""
        opened = self._opened()
        with Store.open(Path(opened.path), writable=True) as store:
            yield store
        opened.refresh()


def _some(names: Sequence[str]) -> Sequence[str]:
    names = names_of("names", names)
    if not names:
        message = "name at least one more; see fihrist entities ARCHIVE --help"
        raise UsageError(message)
    return names


def _required(type: str) -> EntityType:  # noqa: A002
    kind = entity_type_of(type)
    if kind is None:
        message = "give the type: person, organisation or place"
        raise UsageError(message)
    return kind
