"""The command that looks after the entities of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from fihrist import console
from fihrist.commands.options import Command, json_option, open_archive, writing
from fihrist.console import ExitCode

if TYPE_CHECKING:
    from fihrist.entities import Entities, ListedEntity
    from fihrist.index.curation.deciding import Done

TYPES = ("person", "organisation", "place")
_SHOWN = 15
"""Names and outlets that are printed of an entity."""


@click.group()
@click.argument("archive")
@click.pass_context
def entities(context: click.Context, archive: str) -> None:
    """List and correct who and what the articles of ARCHIVE name.

    An entity is given by its id, by a facet's key (~ and a name, for names that are linked to no entity), or by a
    name when only one thing bears it. Every change is in the log and can be undone; only the articles that it
    concerns are looked at again.

    \b
        fihrist entities archive list --unlinked --min 5
        fihrist entities archive add 'لواء العقاب' --type organisation --alias 'كتيبة العقاب' --alias 'Eagle Brigade'
        fihrist entities archive merge isis '~تنظيم البغدادي'
        fihrist entities archive undo
    """
    context.obj = archive


def type_option(*, required: bool = False) -> Callable[[Command], Command]:
    """The option that names a type of entities."""
    return click.option("--type", "type_", type=click.Choice(TYPES), required=required, help="The type of the entity.")


@entities.command("list")
@click.pass_obj
@type_option()
@click.option("--unlinked", is_flag=True, help="Only names that are linked to no entity.")
@click.option("--linked", is_flag=True, help="Only entities.")
@click.option("--own", is_flag=True, help="Only entities that were added here or whose names were changed.")
@click.option("--min", "minimum", type=click.IntRange(1), default=1, help="Only what so many articles name.")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="How many; 0 for all.")
@json_option
def list_(
    archive: str, type_: str | None, unlinked: bool, linked: bool, own: bool, minimum: int, limit: int, as_json: bool
) -> int:
    """List entities and unlinked names with the number of articles that name them."""
    from fihrist import printers

    which = None if unlinked == linked else unlinked
    with open_archive(archive) as opened:
        found = opened.entities.list(type=type_, unlinked=which, own=own, minimum=minimum)
    shown = found[:limit] if limit else found
    if as_json:
        printers.write_json({"entities": [asdict(entity) for entity in shown], "total": len(found)})
    else:
        printers.table(_HEAD, [_row(entity) for entity in shown])
        if len(shown) < len(found):
            console.say(f"{len(found) - len(shown):,} more; --limit 0 lists all")
    return ExitCode.FOUND if found else ExitCode.NOTHING_FOUND


@entities.command()
@click.pass_obj
@click.argument("entity", metavar="ID")
@type_option()
@json_option
def show(archive: str, entity: str, type_: str | None, as_json: bool) -> int:
    """Show an entity: its names, how articles name it, since when, in which outlets, and what was done to it."""
    from fihrist import printers

    with open_archive(archive) as opened:
        found = opened.entities.show(entity, type=type_)
    if as_json:
        printers.write_json(asdict(found))
        return ExitCode.FOUND
    facts = [
        ("id", found.entity.id),
        ("type", found.entity.type),
        ("label", found.entity.label),
        ("english", found.label_en),
        ("parent", found.parent),
        ("articles", f"{found.entity.articles:,}"),
        ("first", found.first),
        ("last", found.last),
        ("undated", str(found.undated or "")),
        *(("name", name) for name in found.names),
        *(("part", f"{part.id} ({part.type}, {part.label})") for part in found.parts),
        *((f"seen {count:,}", name) for name, count in found.seen[:_SHOWN]),
        *((f"outlet {count:,}", name) for name, count in found.sources[:_SHOWN]),
        *(
            (f"operation {event.number}", f"{event.kind}: {event.text}" + ("" if event.in_force else " (taken back)"))
            for event in found.operations
        ),
    ]
    printers.table(("what", "value"), [fact for fact in facts if fact[1]])
    if found.articles_read < found.entity.articles:
        console.say(f"names are counted in the newest {found.articles_read:,} articles")
    return ExitCode.FOUND


@entities.command()
@click.pass_obj
@click.argument("name")
@type_option(required=True)
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name, in either script; repeatable.")
@click.option("--en", default="", metavar="NAME", help="Its name in English.")
@click.option("--id", "identifier", metavar="ID", help="Its id; made of the English name, or numbered, otherwise.")
@click.option("--parent", metavar="ID", help="The place it lies in, or the organisation it belongs to.")
@click.option("--ambiguous", is_flag=True, help="Its names count only where the context says that it is meant.")
@json_option
def add(archive: str, /, name: str, type_: str, identifier: str | None, as_json: bool, **given: Any) -> int:
    """Add an entity. Articles that have one of its names are found by the index and read again, no others.

    \b
        fihrist entities archive add 'لواء العقاب' --type organisation --alias 'كتيبة العقاب' --en 'Eagle Brigade'

    A name with @ before it counts only behind a word such as "the city of", in quotes, or in an article that also
    names the entity otherwise. Prints the id.
    """
    with _changing(archive) as (entities_, line):
        done = entities_.add(name, type=type_, id=identifier, progress=line, **given)
    return _tell(done, as_json=as_json, data=done.id)


@entities.command()
@click.pass_obj
@click.argument("entity", metavar="ID")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--remove", is_flag=True, help="Take the names away instead.")
@click.option("--ambiguous", is_flag=True, help="The names count only where the context says what is meant.")
@json_option
def alias(archive: str, entity: str, names: tuple[str, ...], remove: bool, ambiguous: bool, as_json: bool) -> int:
    """Give an entity more names, or take some away. Prints the number of the operation."""
    with _changing(archive) as (entities_, line):
        if remove:
            done = entities_.unalias(entity, *names, progress=line)
        else:
            done = entities_.alias(entity, *names, ambiguous=ambiguous, progress=line)
    return _tell(done, as_json=as_json)


@entities.command()
@click.pass_obj
@click.argument("keep", metavar="ID")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@type_option()
@json_option
def merge(archive: str, keep: str, others: tuple[str, ...], type_: str | None, as_json: bool) -> int:
    """Have others count for the first one; an article that names several of them counts once."""
    with _changing(archive) as (entities_, line):
        done = entities_.merge(keep, *others, type=type_, progress=line)
    return _tell(done, as_json=as_json)


@entities.command()
@click.pass_obj
@click.argument("entity", metavar="ID")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--id", "identifier", metavar="ID", help="The id of what the names become.")
@json_option
def split(archive: str, entity: str, names: tuple[str, ...], identifier: str | None, as_json: bool) -> int:
    """Take names out of an entity: what was merged stands by itself, other names become an entity of their own."""
    with _changing(archive) as (entities_, line):
        done = entities_.split(entity, *names, id=identifier, progress=line)
    return _tell(done, as_json=as_json)


@entities.command()
@click.pass_obj
@click.argument("number", type=click.IntRange(1), required=False)
@json_option
def undo(archive: str, number: int | None, as_json: bool) -> int:
    """Take back the last operation, or the one with NUMBER; undoing an undo does the operation again."""
    with _changing(archive) as (entities_, line):
        done = entities_.undo(number, progress=line)
    return _tell(done, as_json=as_json)


@entities.command()
@click.pass_obj
@json_option
def log(archive: str, as_json: bool) -> int:
    """Show what was done to the entities, oldest first."""
    from fihrist import printers

    with open_archive(archive) as opened:
        events = opened.entities.log()
    if as_json:
        printers.write_json([asdict(event) for event in events])
    else:
        rows = [
            (event.number, event.at, event.kind, event.text, "" if event.in_force else "taken back") for event in events
        ]
        printers.table(("number", "at", "kind", "what", "state"), rows)
    return ExitCode.FOUND if events else ExitCode.NOTHING_FOUND


@entities.command()
@click.pass_obj
@type_option()
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 for all.")
@json_option
def suggest(archive: str, type_: str | None, limit: int, as_json: bool) -> int:
    """Show what might be one, what speaks for it, and the command that merges it. Nothing is done.

    A text says that somebody is called so; two names are spelt nearly alike; one is a short form of the other.
    """
    from fihrist import printers

    with open_archive(archive) as opened:
        found = opened.entities.suggest(type=type_, limit=limit)
    if as_json:
        printers.write_json([{**asdict(one), "command": one.command(archive)} for one in found])
    paper = printers.Paper()
    for one in () if as_json else found:
        (label, other), (articles, others) = one.labels, one.articles
        paper.line(f"{label} ({articles:,}) = {other}" + (f" ({others:,})" if others else ""))
        console.put(f"  {_WHY[one.kind]}" + (f"; together in {one.together:,}" if one.together else ""))
        if one.company:
            paper.line(f"both beside: {', '.join(one.company)}", indent=2)
        for said in one.evidence:
            paper.line(f"{said.article}: {said.text}", indent=2)
        paper.line(one.command(archive), indent=2)
    return ExitCode.FOUND if found else ExitCode.NOTHING_FOUND


_WHY = {
    "called": "a text says so",
    "name": "a text gives another name",
    "spelling": "spelt nearly alike",
    "short": "one is short for the other",
}


@entities.command()
@click.pass_obj
@click.option(
    "--format",
    "format_",
    type=click.Choice(["tsv", "jsonl"]),
    default="tsv",
    show_default=True,
    help="tsv: what the decisions amount to; jsonl: each step.",
)
def export(archive: str, format_: str) -> int:
    """Print what was decided, for import to read back into this archive or another."""
    from fihrist.text import safe

    count = 0
    with open_archive(archive) as opened:
        for line in opened.entities.export(format=format_):
            console.put(safe(line))
            count += 1
    return ExitCode.FOUND if count > 1 else ExitCode.NOTHING_FOUND


@entities.command("import")
@click.pass_obj
@click.argument("file")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["tsv", "jsonl", "geonames", "wof", "ftm"]),
    help="What the list is, where its first line misleads.",
)
@click.option("--trust", is_flag=True, help="Names count wherever they stand, those of one word too.")
@json_option
def import_(archive: str, file: str, format_: str | None, trust: bool, as_json: bool) -> int:
    """Take a list of entities in, as one operation that undo takes back.

    \b
    tsv       Fihrist's own format, and what export prints; jsonl is export's other one
    geonames  lines of a GeoNames dump          wof  an extract of Who's On First
    ftm       FollowTheMoney entities, JSON Lines

    A line that cannot be taken is told with its number; the rest is taken. Of others' lists, names of one word or of
    everyday words count only behind a word such as "the town of", in quotes, or beside another name of the same
    entity; --trust has them count everywhere.
    """
    from fihrist import printers

    with _changing(archive) as (entities_, line):
        found = entities_.import_list(file, format=format_, trust=trust, progress=line)
    if as_json:
        printers.write_json(asdict(found))
    else:
        for bad in found.bad:
            console.say(f"{file}:{bad.number}: {bad.reason}")
        for name in ("lines", "added", "names", "merged", "known", "ambiguous", "looked_up", "bad_count", "left_out"):
            console.put(f"{name.replace('_count', ' lines').replace('_', ' ')}\t{getattr(found, name)}")
        console.put(f"operation\t{found.done.number if found.done else ''}")
    return ExitCode.FOUND if found.done or found.known else ExitCode.NOTHING_FOUND


_HEAD = ("articles", "type", "id", "label")


def _row(entity: ListedEntity) -> tuple[object, ...]:
    return entity.articles, entity.type, entity.id, entity.label


@contextmanager
def _changing(archive: str) -> Iterator[tuple[Entities, console.ProgressLine]]:
    """The entities of an archive, to be changed."""
    line = console.ProgressLine()
    try:
        with writing(archive), open_archive(archive) as opened:
            yield opened.entities, line
    finally:
        line.close()


def _tell(done: Done, *, as_json: bool, data: str = "") -> int:
    """Say what was done, and print what scripts want of it."""
    from fihrist import printers

    if as_json:
        printers.write_json({name: value for name, value in asdict(done).items() if value != ""})
        return ExitCode.FOUND
    noun = "article" if done.articles == 1 else "articles"
    console.say(
        f"operation {done.number} ({done.kind}): {done.articles:,} {noun} concerned, {done.reread:,} read again"
    )
    console.put(data or str(done.number))
    return ExitCode.FOUND
