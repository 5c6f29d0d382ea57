"""Commands that make and keep an archive: ingest, rebuild, stats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fihrist import console
from fihrist.commands.options import json_option, open_archive, writing
from fihrist.console import ExitCode
from fihrist.errors import UsageError

if TYPE_CHECKING:
    from fihrist.index.sources import SourceOptions


@click.command()
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
@click.option(
    "--max-page", type=click.IntRange(1, 1024), metavar="MIB", help="Longest page or record to accept, in MiB."
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes to use.")
@click.option("--explain", is_flag=True, help="Only show how each page would be cut; store nothing.")
@json_option
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
    from fihrist.index.ingest.intake import require

    require(paths)  # before an archive is made for nothing
    line = console.ProgressLine()
    try:
        with writing(archive), Archive.open(archive, create=True) as opened:
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
    *, encoding: str | None, format_: str | None, mapping: tuple[str, ...], day_first: bool | None, max_page: int | None
) -> SourceOptions:
    from fihrist.index.sources import SourceOptions
    from fihrist.index.sources.options import MAX_PAGE_BYTES

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
        max_page_bytes=max_page << 20 if max_page else MAX_PAGE_BYTES,
    )


def _explain_cuts(paths: tuple[str, ...], options: SourceOptions, *, as_json: bool) -> int:
    from fihrist import as_data, printers
    from fihrist.index.ingest.explain import explain_cuts

    found = ExitCode.NOTHING_FOUND
    for page in explain_cuts(paths, options):
        found = ExitCode.FOUND
        if as_json:
            printers.write_json(as_data.explained_record(page), indent=None)
            continue
        for text in page.lines():
            printers.Paper().line(text)
    return found


@click.command()
@click.argument("archive")
def rebuild(archive: str) -> int:
    """Make ARCHIVE's index anew from its records; names and dates too where the rules for them have changed.

    Needed after an upgrade that changes the analysis, or when the index is damaged. Searches go on meanwhile.
    """
    line = console.ProgressLine()
    try:
        with writing(archive), open_archive(archive) as opened:
            opened.rebuild(progress=line)
            console.say(f"{archive}: the index is rebuilt, {opened.count:,} articles")
    finally:
        line.close()
    return ExitCode.FOUND


@click.command()
@click.argument("archive")
@json_option
def stats(archive: str, as_json: bool) -> int:
    """Show what ARCHIVE holds: articles, dates, sources, sizes."""
    from dataclasses import asdict

    from fihrist import printers

    with open_archive(archive) as opened:
        values = asdict(opened.stats())
    if as_json:
        printers.write_json(values)
    else:
        printers.table(("what", "value"), [(name.replace("_", " "), value) for name, value in values.items()])
    return ExitCode.FOUND
