"""The command that looks after the entities of an archive, and what of it only shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from fihrist import console
from fihrist.commands.options import ArchiveFirst, Command, json_option, open_archive
from fihrist.console import ExitCode

if TYPE_CHECKING:
    from fihrist.entities import ListedEntity

TYPES = ("person", "organisation", "place")
_SHOWN = 15
"""Names and outlets that are printed of an entity."""


@click.group(cls=ArchiveFirst)
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
        if one.also:
            paper.line(f"several bear the name: also offered for {', '.join(one.also)}", indent=2)
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


_HEAD = ("articles", "type", "id", "label")


def _row(entity: ListedEntity) -> tuple[object, ...]:
    return entity.articles, entity.type, entity.id, entity.label
