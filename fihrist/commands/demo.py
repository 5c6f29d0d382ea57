"""The demo command: from the sample reports to an archive, a search with facets, and the interface."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from fihrist import console
from fihrist.commands.options import SHOWN_FACETS
from fihrist.console import ExitCode

QUERY = "هجوم OR معركة OR قصف"


@click.command()
@click.argument("folder", required=False)
def demo(folder: str | None) -> int:
    """Build a small archive of sample reports, search it, and open it when run in a terminal.

    The archive is made in FOLDER and stays there; without FOLDER it is temporary.

    \b
        fihrist demo
        fihrist demo archive
    """
    from fihrist.archive import Archive
    from fihrist.demo import reports_path
    from fihrist.printers import Paper

    with ExitStack() as stack:
        if folder is None:
            folder = str(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fihrist-"))) / "demo")
        archive = stack.enter_context(Archive.open(folder, create=True))
        with reports_path() as reports:
            report = archive.ingest(reports)
        for line in report.lines():
            console.say(line)
        console.say(f"\nfihrist search {folder} '{QUERY}'")
        results = archive.search(QUERY, limit=5, facets=SHOWN_FACETS, facet_limit=5)
        console.say(f"{results.total} articles in {results.page.seconds * 1000:.1f} ms\n")
        Paper().results(results, SHOWN_FACETS)
        console.finish()
        if sys.stdin.isatty() and sys.stdout.isatty():
            from fihrist.tui.app import run

            run(archive)
    return ExitCode.FOUND if results.total else ExitCode.NOTHING_FOUND
