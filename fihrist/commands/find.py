"""Commands that search an archive and show what it holds: search, facets, show, tui."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from fihrist.commands.offers import as_typed_option, offer
from fihrist.commands.options import (
    SHOWN_FACETS,
    filter_arguments,
    filter_options,
    json_option,
    narrate,
    open_archive,
    read_query,
)
from fihrist.console import ExitCode
from fihrist.errors import UsageError
from fihrist.search.results import ALL_FACETS, FACETS, Hit, Sort

if TYPE_CHECKING:
    from fihrist.search.explanation import Explanation


@click.command(context_settings={"ignore_unknown_options": True})  # a query may begin with a minus
@click.argument("archive")
@click.argument("query", default="")
@filter_options
@as_typed_option
@click.option("--sort", type=click.Choice([order.value for order in Sort]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to skip.")
@click.option(
    "--facet",
    "facet_names",
    multiple=True,
    type=click.Choice(ALL_FACETS),
    help="Print this facet; repeat for several. Default: person, organisation, place, source, year.",
)
@click.option("--no-facets", is_flag=True, help="Print hits only.")
@click.option(
    "--explain", is_flag=True, help="Say of each hit which of its words answer which of the query's, and its score."
)
@click.option("--raw", is_flag=True, help="Print Arabic in logical order on a terminal too.")
@click.option("--jsonl", is_flag=True, help="Print one hit a line as JSON, all of them unless --limit is given.")
@json_option
def search(
    archive: str,
    query: str,
    sort: str,
    limit: int,
    offset: int,
    facet_names: tuple[str, ...],
    no_facets: bool,
    explain: bool,
    raw: bool,
    jsonl: bool,
    as_json: bool,
    **filters: Any,
) -> int:
    """Find articles of ARCHIVE. An empty QUERY finds all of them, newest first; - reads it from standard input.

    \b
        fihrist search archive 'قصف مستشفى'              both words, in any form
        fihrist search archive '«قوات سوريا الديمقراطية»'   the phrase
        fihrist search archive '=القريشي'                the word as it is spelt
        fihrist search archive 'هجوم OR غارة -تدريب'
        fihrist search archive 'كيان:داعش تاريخ:2014-06..2014-08'
        fihrist search archive 'place:درعا published:undated'
        fihrist search archive '' --org داعش --from 2014 --to 2015-03 --sort oldest
    """
    from fihrist import as_data, printers

    if as_json and jsonl:
        message = "--json prints one object and --jsonl one hit a line; give one or the other"
        raise UsageError(message)
    wanted = () if no_facets or jsonl else facet_names or (FACETS if as_json else SHOWN_FACETS)
    given = click.get_current_context().get_parameter_source("limit") is not click.core.ParameterSource.DEFAULT
    with open_archive(archive) as opened:
        asked, narrowed = read_query(query), filter_arguments(**filters)
        results = opened.search(asked, sort=sort, limit=limit, offset=offset, facets=wanted, **narrowed)

        why = opened.explainer(asked, **narrowed) if explain else None

        def explained(hits: Iterable[Hit]) -> dict[str, Explanation]:
            return {hit.id: why(hit.id) for hit in hits} if why else {}

        if as_json:
            printers.write_json(as_data.results_record(results, explained(results.hits)))
        elif jsonl:
            narrate(results)
            offer(results)
            for hit in results.hits if given else results:
                printers.write_json(as_data.hit_record(hit, explained([hit]).get(hit.id)), indent=None)
        else:
            narrate(results)
            offer(results)
            printers.Paper(raw=raw).results(results, wanted, explained(results.hits))
    return ExitCode.FOUND if results.total else ExitCode.NOTHING_FOUND


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("archive")
@click.argument("query", default="")
@filter_options
@as_typed_option
@click.option(
    "--facet",
    "facet_names",
    multiple=True,
    type=click.Choice(ALL_FACETS),
    help="Only this facet; repeat for several.",
)
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Values of each facet; 0 for all.")
@click.option("--base", is_flag=True, help="Print beside each count that of the whole archive.")
@json_option
def facets(
    archive: str, query: str, facet_names: tuple[str, ...], limit: int, base: bool, as_json: bool, **filters: Any
) -> int:
    """Count who, where, which outlet and when, over the articles that QUERY finds.

    \b
        fihrist facets archive                              the whole archive
        fihrist facets archive 'قصف' --facet place --limit 0 --base
        fihrist facets archive --facet precision --facet provenance
    """
    from fihrist import as_data, printers

    names = facet_names or FACETS
    with open_archive(archive) as opened:
        results = opened.search(
            read_query(query),
            limit=0,
            facets=names,
            facet_limit=limit,
            facet_base=base,
            **filter_arguments(**filters),
        )
    if as_json:
        printers.write_json({**as_data.results_record(results), "hits": []})
    else:
        narrate(results)
        offer(results)
        paper = printers.Paper()
        for name in names:
            paper.facet(name, results.facets[name], results.facet_sizes[name])
    return ExitCode.FOUND if results.total else ExitCode.NOTHING_FOUND


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("archive")
@click.argument("query")
@click.argument("article_id", metavar="ID")
@filter_options
@as_typed_option
@json_option
def explain(archive: str, query: str, article_id: str, as_json: bool, **filters: Any) -> int:
    """Say why QUERY finds the article ID of ARCHIVE, or why not, and the parts of its score.

    \b
        fihrist explain archive 'قصف مستشفى' 5f0c2a9be1d34e77
    """
    from fihrist import as_data, printers

    with open_archive(archive) as opened:
        explained = opened.explain(read_query(query), article_id, **filter_arguments(**filters))
    if as_json:
        printers.write_json(as_data.explanation_record(explained))
    else:
        paper = printers.Paper()
        paper.line(explained.title)
        paper.explanation(explained)
    return ExitCode.FOUND if explained.found else ExitCode.NOTHING_FOUND


@click.command()
@click.argument("archive")
@click.argument("article_id", metavar="ID")
@click.option("--query", default="", help="Light the words of this query.")
@click.option("--raw", is_flag=True, help="Print Arabic in logical order on a terminal too.")
@json_option
def show(archive: str, article_id: str, query: str, raw: bool, as_json: bool) -> int:
    """Print one article of ARCHIVE with where it came from.

    \b
        fihrist show archive 5f0c2a9be1d34e77
        fihrist show archive 5f0c2a9be1d34e77 --json
    """
    from fihrist import as_data, printers

    with open_archive(archive) as opened:
        article, floor = opened.article(article_id), opened.not_before(article_id)
        if as_json:
            names, title_names = opened.mentions(article.id), opened.title_mentions(article.id)
            printers.write_json(as_data.article_record(article, names, title_names, opened.dates(article.id), floor))
        else:
            printers.Paper(raw=raw).article(article, opened.highlights(query, article), floor)
    return ExitCode.FOUND


@click.command()
@click.argument("archive")
@click.argument("query", default="")
@click.option(
    "--bidi",
    type=click.Choice(["auto", "visual", "logical"]),
    default="auto",
    show_default=True,
    help="Who lays out Arabic: this program (visual) or the terminal (logical).",
)
def tui(archive: str, query: str, bidi: str) -> int:
    """Search and read ARCHIVE in the terminal.

    Type to search; Tab moves between panes, Enter opens, Esc goes back, ? shows all keys.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = "the terminal interface needs a terminal; in a pipe use: fihrist search ARCHIVE QUERY"
        raise UsageError(message)
    with open_archive(archive) as opened:
        from fihrist.tui.app import run

        run(opened, query=query, mode=bidi)
    return ExitCode.FOUND
