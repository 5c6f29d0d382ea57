"""The commands that change the entities of an archive; importing them here completes the command `entities`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from fihrist import console
from fihrist.commands.entities import entities, type_option
from fihrist.commands.options import json_option, open_archive, writing
from fihrist.console import ExitCode

if TYPE_CHECKING:
    from fihrist.entities import Entities
    from fihrist.index.curation.deciding import Done

__all__ = ["entities"]


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
        for name in _COUNTED:
            console.put(f"{name.replace('_count', ' lines').replace('_', ' ')}\t{getattr(found, name)}")
        console.put(f"operation\t{found.done.number if found.done else ''}")
    return ExitCode.FOUND if found.done or found.known else ExitCode.NOTHING_FOUND


_COUNTED = (
    "lines", "added", "names", "merged", "known", "ambiguous", "looked_up", "passed_over", "bad_count", "left_out",
)  # fmt: skip
"""What is told of a list."""


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
