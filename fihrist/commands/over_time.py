"""Commands that sum up what a query finds: how it spreads over time, and who and what appears in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fihrist import console
from fihrist.commands.offers import as_typed_option
from fihrist.commands.options import filter_arguments, filter_options, json_option, open_archive, read_query, remark
from fihrist.console import ExitCode, put

if TYPE_CHECKING:
    from fihrist.search.related import RelatedEntities
    from fihrist.search.timeline import DateOf, Timeline, Unit

_BAR = 40
"""Columns of the longest bar."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
_GAP = 12
"""So many empty units in a row are printed as one line."""


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("archive")
@click.argument("query", default="")
@filter_options
@as_typed_option
@click.option(
    "--by",
    type=click.Choice(["year", "month", "day"]),
    default="month",
    show_default=True,
    help="What a line stands for.",
)
@click.option(
    "--date",
    type=click.Choice(["published", "mentioned"]),
    default="published",
    show_default=True,
    help="When articles were published, or what times they speak of.",
)
@json_option
def timeline(archive: str, query: str, by: Unit, date: DateOf, as_json: bool, **filters: Any) -> int:
    """Count the articles that QUERY finds by year, month or day, empty ones included.

    \b
        fihrist timeline archive 'كيان:داعش'
        fihrist timeline archive '' --place الموصل --by year --date mentioned
    """
    from fihrist import as_data, printers

    with open_archive(archive) as opened:
        asked = read_query(query)
        found = opened.timeline(asked, by=by, date=date, **filter_arguments(**filters))
    if as_json:
        printers.write_json(as_data.timeline_record(found))
    else:
        remark(asked, found.interpreted, found.diagnostics)
        _print_timeline(found)
    return ExitCode.FOUND if found.total else ExitCode.NOTHING_FOUND


def _print_timeline(found: Timeline) -> None:
    top = max((point.count for point in found.points), default=0)
    empty: list[str] = []
    for point in found.points:
        if not point.count:
            empty.append(point.value)
            continue
        _print_gap(empty)
        empty = []
        put(f"{point.value:<10} {point.count:>9,}  {_bar(point.count, top)}")
    if found.undated:
        put(f"{'undated':<10} {found.undated:>9,}")
    if found.coarser:
        console.say(f"{found.coarser:,} of these are dated less exactly than by {found.by}")
    console.say(f"{found.total:,} {'article' if found.total == 1 else 'articles'}")


def _print_gap(empty: list[str]) -> None:
    """Units without articles: one by one, a long row of them as one line."""
    if len(empty) < _GAP:
        for value in empty:
            put(f"{value:<10} {0:>9,}")
    else:
        put(f"{'…':<10} {0:>9,}  {empty[0]} to {empty[-1]}")


def _bar(count: int, top: int) -> str:
    """A bar in eighths of a column; never nothing for something."""
    eighths = max(1, round(count * _BAR * 8 / top))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("archive")
@click.argument("query")
@filter_options
@as_typed_option
@click.option("--type", "kind", type=click.Choice(["person", "organisation", "place"]), help="Only these.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 for all.")
@click.option("--support", type=click.IntRange(1), default=3, show_default=True, help="Articles they must share.")
@json_option
def related(archive: str, query: str, kind: str | None, limit: int, support: int, as_json: bool, **filters: Any) -> int:
    """Say who and what the articles that QUERY finds name more often than chance has it, the surest first.

    \b
        fihrist related archive 'كيان:داعش' --type person
        fihrist related archive 'قصف مستشفى' --from 2016 --to 2017
    """
    from fihrist import as_data, printers

    with open_archive(archive) as opened:
        asked = read_query(query)
        found = opened.related(asked, type=kind, limit=limit, support=support, **filter_arguments(**filters))
    if as_json:
        printers.write_json(as_data.related_record(found))
    else:
        remark(asked, found.interpreted, found.diagnostics)
        _print_related(found)
    return ExitCode.FOUND if found.entities else ExitCode.NOTHING_FOUND


def _print_related(found: RelatedEntities) -> None:
    from fihrist.printers import Paper

    paper = Paper()
    if found.entities:
        put(f"{'together':>9}  {'by chance':>9}  {'times':>6}  {'G²':>9}")
    for each in found.entities:
        put(
            f"{each.observed:>9,}  {each.expected:>9,.1f}  {each.lift:>6.1f}  {each.score:>9,.1f}  "
            f"{paper.label(each.label)} ({each.type})"
        )
    console.say(f"over {found.found:,} of {found.articles:,} articles")
