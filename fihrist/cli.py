"""The command line: arguments to one call of the library, its answer to a printer.

Standard output is data, standard error is narration. Exit codes: 0 found or done, 1 nothing found, 2 error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fihrist import __version__, console
from fihrist.console import ExitCode
from fihrist.errors import FihristError, UsageError

if TYPE_CHECKING:
    from fihrist.archive import Archive, Results
    from fihrist.index.sources import SourceOptions

Command = TypeVar("Command", bound=Callable[..., Any])

_FACET_NAMES = ("person", "organisation", "place", "source", "year", "month", "day")
_SHOWN_FACETS = ("person", "organisation", "place", "source", "year")


def main() -> None:
    """Run the command line; every expected failure ends as one message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = ExitCode.ERROR
    except FihristError as error:
        console.say(f"fihrist: {error}")
        code = ExitCode.ERROR
    except KeyboardInterrupt:
        console.say("fihrist: interrupted; what was acknowledged is kept, and the same command goes on from there")
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.FOUND
    except (OSError, MemoryError) as error:
        console.say(f"fihrist: {error.__class__.__name__}: {error}")
        code = ExitCode.ERROR
    sys.exit(int(code or 0))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fihrist")
def cli() -> None:
    """Fihrist (فهرست) searches archives of Arabic news: load folders of scraped pages, find every article that
    speaks of a thing however it is spelt, narrow by who, where and when, and read it.

    \b
    Begin with
        fihrist demo                        a ready archive to try
        fihrist ingest ARCHIVE FOLDER       make an archive of your own
        fihrist tui ARCHIVE                 search and read it
    """


def _archive(path: str) -> Archive:
    from fihrist.archive import Archive

    return Archive.open(path)


def _read(text: str, file: str | None) -> str:
    """The text itself, or that of a file; ``-`` is standard input."""
    if file is not None:
        data = sys.stdin.buffer.read() if file == "-" else _bytes(file)
        return data.decode("utf-8", errors="replace")
    return sys.stdin.buffer.read().decode("utf-8", errors="replace") if text == "-" else text


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        message = f"{file}: {error.strerror}; give the path of a text file, or - for standard input"
        raise UsageError(message) from None


def _json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def _text_arguments(command: Command) -> Command:
    command = click.option("--file", metavar="FILE", help="Read the text from a file (UTF-8).")(command)
    return click.argument("text", default="-")(command)


def _filter_options(command: Command) -> Command:
    """The options that narrow a search; `search`, `facets` and `tui` share them."""
    options = (
        click.option("--person", "persons", multiple=True, metavar="NAME", help="Only articles that name this person."),
        click.option(
            "--org", "organisations", multiple=True, metavar="NAME", help="Only articles that name this organisation."
        ),
        click.option("--place", "places", multiple=True, metavar="NAME", help="Only articles that name this place."),
        click.option(
            "--source",
            "sources",
            multiple=True,
            metavar="NAME",
            help="Only articles of this outlet; repeat for any of several.",
        ),
        click.option(
            "--published",
            multiple=True,
            metavar="DATES",
            help="2014, 2014-06, 2014-06-10, 2014-06..2014-08 or undated.",
        ),
        click.option("--from", "since", metavar="DATE", help="Published on this day or later."),
        click.option("--to", "until", metavar="DATE", help="Published on this day or earlier."),
        click.option("--mentioned", multiple=True, metavar="DATES", help="Speaking of these days."),
        click.option(
            "--exclude", "exclude_entities", multiple=True, metavar="NAME", help="Leave out articles that name this."
        ),
        click.option(
            "--exclude-source", "exclude_sources", multiple=True, metavar="NAME", help="Leave out this outlet."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _filters(since: str | None, until: str | None, published: tuple[str, ...], **rest: Any) -> dict[str, Any]:
    if (since or until) and published:
        message = "--from and --to say the same as --published; give one or the other"
        raise UsageError(message)
    dates = [f"{since or ''}..{until or ''}"] if since or until else list(published)
    return {**rest, "published": dates, "mentioned": list(rest.get("mentioned", ()))}


def _narrate(results: Results, *, show_query: bool = True) -> None:
    """Say on standard error how the query was understood and what is odd about it."""
    if show_query and results.interpreted != results.query.strip():
        console.say(f"searched: {results.interpreted}")
    for diagnostic in results.diagnostics:
        console.say(f"{diagnostic.severity}: {diagnostic.message}")
    noun = "article" if results.total == 1 else "articles"
    console.say(f"{results.total:,} {noun} in {results.page.seconds * 1000:.1f} ms")


@cli.command()
@click.argument("archive")
@click.argument("paths", nargs=-1, required=True)
@click.option("--encoding", help="The files' encoding, where detection is wrong: utf-8, windows-1256 …")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "html", "jsonl", "csv"]),
    help="The files' format, where the name misleads.",
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column or key holds title, body, source, url, published, byline.",
)
@click.option(
    "--day-first/--month-first",
    default=None,
    help="How 03/04/2015 is to be read; undecided dates are reported otherwise.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes to use.")
@click.option("--explain", is_flag=True, help="Only show how each page would be cut; store nothing.")
@_json_option
def ingest(
    archive: str, paths: tuple[str, ...], explain: bool, as_json: bool, workers: int | None, **options: Any
) -> int:
    """Load files and folders into ARCHIVE, which is made when it is missing.

    Pages are cut into articles; what is there already is skipped, so that the same command every week adds only
    what is new. What cannot be read is kept in the archive's quarantine with the reason.

    \b
        fihrist ingest archive scraped/
        fihrist ingest archive export.jsonl.gz --map body=content --map title=headline
        curl … | fihrist ingest archive -
    """
    settings = _source_options(**options)
    if explain:
        return _explain_cuts(paths, settings, as_json=as_json)
    from fihrist import printers
    from fihrist.archive import Archive

    line = console.ProgressLine()
    try:
        with Archive.open(archive, create=True) as opened:
            report = opened.ingest(list(paths), options=settings, progress=line, workers=workers)
    finally:
        line.close()
    if as_json:
        printers.write_json(report.to_json())
    else:
        for text in report.lines():
            printers.Paper().line(text)
    return ExitCode.FOUND


def _source_options(
    *, encoding: str | None, format_: str | None, mapping: tuple[str, ...], day_first: bool | None
) -> SourceOptions:
    from fihrist.index.sources import SourceOptions

    pairs = [item.partition("=") for item in mapping]
    wrong = [field for field, equals, column in pairs if not (field and equals and column)]
    if wrong:
        message = f"--map {wrong[0]!r} has no column; write it as --map body=content"
        raise UsageError(message)
    return SourceOptions(
        encoding=encoding,
        format=format_,
        mapping={field: column for field, _, column in pairs},
        day_first=day_first,
    )


def _explain_cuts(paths: tuple[str, ...], options: SourceOptions, *, as_json: bool) -> int:
    from fihrist import printers
    from fihrist.index.ingest.explain import explain_cuts

    found = ExitCode.NOTHING_FOUND
    for page in explain_cuts(paths, options):
        found = ExitCode.FOUND
        if as_json:
            printers.write_json(
                {"file": page.path, "articles": [printers.cut_record(cut) for cut in page.articles]}, indent=None
            )
            continue
        for text in page.lines():
            printers.Paper().line(text)
    return found


@cli.command()
@click.argument("archive")
@click.argument("query", default="")
@_filter_options
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="Hits to print.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits to skip.")
@click.option(
    "--facet",
    "facet_names",
    multiple=True,
    type=click.Choice(_FACET_NAMES),
    help="Print this facet; repeat for several. Default: all but month and day.",
)
@click.option("--no-facets", is_flag=True, help="Print hits only.")
@click.option("--raw", is_flag=True, help="Print Arabic in logical order on a terminal too.")
@click.option("--jsonl", is_flag=True, help="Print one hit a line as JSON, all of them unless --limit is given.")
@_json_option
@click.pass_context
def search(
    context: click.Context,
    archive: str,
    query: str,
    sort: str,
    limit: int,
    offset: int,
    facet_names: tuple[str, ...],
    no_facets: bool,
    raw: bool,
    jsonl: bool,
    as_json: bool,
    **filters: Any,
) -> int:
    """Find articles of ARCHIVE. An empty QUERY finds all of them, newest first.

    \b
        fihrist search archive 'قصف مستشفى'              both words, in any form
        fihrist search archive '«قوات سوريا الديمقراطية»'   the phrase
        fihrist search archive '=القريشي'                the word as it is spelt
        fihrist search archive 'هجوم OR غارة -تدريب'
        fihrist search archive 'كيان:داعش تاريخ:2014-06..2014-08'
        fihrist search archive 'place:درعا published:undated'
        fihrist search archive '' --org داعش --from 2014 --to 2015-03 --sort oldest
    """
    from fihrist import printers

    wanted = () if no_facets or jsonl else facet_names or (_FACET_NAMES if as_json else _SHOWN_FACETS)
    given = context.get_parameter_source("limit") is not click.core.ParameterSource.DEFAULT
    with _archive(archive) as opened:
        results = opened.search(query, sort=sort, limit=limit, offset=offset, facets=wanted, **_filters(**filters))  # type: ignore[arg-type]
        if as_json:
            printers.write_json(printers.results_record(results))
        elif jsonl:
            for hit in results.hits if given else results:
                printers.write_json(printers.hit_record(hit), indent=None)
        else:
            _narrate(results)
            printers.Paper(raw=raw).results(results, wanted)
    return ExitCode.FOUND if results.total else ExitCode.NOTHING_FOUND


@cli.command()
@click.argument("archive")
@click.argument("article_id", metavar="ID")
@click.option("--query", default="", help="Light the words of this query.")
@click.option("--raw", is_flag=True, help="Print Arabic in logical order on a terminal too.")
@_json_option
def show(archive: str, article_id: str, query: str, raw: bool, as_json: bool) -> int:
    """Print one article of ARCHIVE with where it came from.

    \b
        fihrist show archive 5f0c2a9be1d34e77
        fihrist show archive 5f0c2a9be1d34e77 --json
    """
    from fihrist import printers

    with _archive(archive) as opened:
        article = opened.article(article_id)
        if as_json:
            record = printers.article_record(article, opened.mentions(article.id), opened.dates(article.id))
            printers.write_json(record)
        else:
            printers.Paper(raw=raw).article(article, opened.highlights(query, article))
    return ExitCode.FOUND


@cli.command()
@click.argument("archive")
@click.argument("query", default="")
@_filter_options
@click.option(
    "--facet",
    "facet_names",
    multiple=True,
    type=click.Choice(_FACET_NAMES),
    help="Only this facet; repeat for several.",
)
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Values of each facet; 0 for all.")
@_json_option
def facets(archive: str, query: str, facet_names: tuple[str, ...], limit: int, as_json: bool, **filters: Any) -> int:
    """Count who, where, which outlet and when, over the articles that QUERY finds.

    \b
        fihrist facets archive                              the whole archive
        fihrist facets archive 'قصف' --facet place --limit 0
    """
    from fihrist import printers

    names = facet_names or _FACET_NAMES
    with _archive(archive) as opened:
        results = opened.search(query, limit=0, facets=names, facet_limit=limit, **_filters(**filters))
    if as_json:
        printers.write_json({**printers.results_record(results), "hits": []})
    else:
        _narrate(results)
        paper = printers.Paper()
        for name in names:
            paper.facet(name, results.facets[name])
    return ExitCode.FOUND if results.total else ExitCode.NOTHING_FOUND


@cli.command()
@_text_arguments
@_json_option
def analyze(text: str, file: str | None, as_json: bool) -> int:
    """Show how words are folded and stemmed: what a search compares.

    \b
        fihrist analyze 'وبمقاتليهم في الرقّة'
    """
    import fihrist
    from fihrist import printers

    tokens = fihrist.analyze(_read(text, file))
    if as_json:
        printers.write_json(
            [
                {"text": t.text, "start": t.start, "end": t.end, "exact": t.exact, "norm": t.norm, "stem": t.stem}
                for t in tokens
            ],
            indent=None,
        )
    else:
        printers.table(
            ("start", "end", "text", "exact", "norm", "stem"),
            [(t.start, t.end, t.text, t.exact, t.norm, t.stem) for t in tokens],
        )
    return ExitCode.FOUND if tokens else ExitCode.NOTHING_FOUND


@cli.command()
@_text_arguments
@_json_option
def entities(text: str, file: str | None, as_json: bool) -> int:
    """Show the persons, organisations and places that a text names.

    \b
        fihrist entities 'أعلنت قوات سوريا الديمقراطية السيطرة على الرقة'
        fihrist entities --file page.txt --json
    """
    import fihrist
    from fihrist import printers

    mentions = fihrist.find_entities(_read(text, file))
    if as_json:
        printers.write_json([printers.mention_record(mention) for mention in mentions], indent=None)
    else:
        printers.table(
            ("start", "end", "text", "type", "entity", "confidence", "rule"),
            [(m.start, m.end, m.text, m.type, m.entity or m.key, f"{m.confidence:.2f}", m.rule) for m in mentions],
        )
    return ExitCode.FOUND if mentions else ExitCode.NOTHING_FOUND


@cli.command()
@_text_arguments
@click.option(
    "--anchor", metavar="DAY", help="The day the text was published, 2023-12-03: resolves أمس, 30 تشرين الثاني …"
)
@_json_option
def dates(text: str, file: str | None, anchor: str | None, as_json: bool) -> int:
    """Show the dates that a text speaks of.

    \b
        fihrist dates 'في 30 تشرين الثاني' --anchor 2022-12-05
    """
    import fihrist
    from fihrist import printers

    try:
        found = fihrist.find_dates(_read(text, file), anchor)
    except ValueError as error:
        message = f"--anchor {anchor!r}: {error}; write the day as 2023-12-03"
        raise UsageError(message) from None
    if as_json:
        printers.write_json([printers.date_record(date) for date in found], indent=None)
    else:
        printers.table(
            ("start", "end", "text", "value", "earliest", "latest", "kind"),
            [
                (
                    d.start,
                    d.end,
                    d.text,
                    d.value,
                    printers.iso_day(d.earliest) or "",
                    printers.iso_day(d.latest) or "",
                    d.kind,
                )
                for d in found
            ],
        )
    return ExitCode.FOUND if found else ExitCode.NOTHING_FOUND


@cli.command()
@click.argument("archive")
@_json_option
def stats(archive: str, as_json: bool) -> int:
    """Show what ARCHIVE holds: articles, dates, sources, sizes."""
    from dataclasses import asdict

    from fihrist import printers

    with _archive(archive) as opened:
        values = asdict(opened.stats())
    if as_json:
        printers.write_json(values)
    else:
        printers.table(("what", "value"), [(name.replace("_", " "), value) for name, value in values.items()])
    return ExitCode.FOUND


@cli.command()
@click.argument("archive")
def rebuild(archive: str) -> int:
    """Make ARCHIVE's index anew from its records; names and dates too where the rules for them have changed.

    Needed after an upgrade that changes the analysis, or when the index is damaged. Searches go on meanwhile.
    """
    line = console.ProgressLine()
    try:
        with _archive(archive) as opened:
            opened.rebuild(progress=line)
            console.say(f"{archive}: the index is rebuilt, {opened.count:,} articles")
    finally:
        line.close()
    return ExitCode.FOUND


@cli.command()
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
    with _archive(archive) as opened:
        from fihrist.tui.app import run

        run(opened, query=query, mode=bidi)
    return ExitCode.FOUND


@cli.command()
@click.argument("folder", required=False)
def demo(folder: str | None) -> int:
    """Build a small archive of sample reports, search it, and open it when run in a terminal.

    The archive is made in FOLDER and stays there; without FOLDER it is temporary.
    """
    from fihrist.demo.run import run_demo

    return run_demo(folder)
