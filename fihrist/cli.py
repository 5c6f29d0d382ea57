"""The command line: arguments to one call of the library, its answer to a printer.

Standard output is data, standard error is narration. Exit codes: 0 found or done, 1 nothing found, 2 error.
"""

from __future__ import annotations

import os
import sys

import click

from fihrist import __version__, console
from fihrist.commands import find, load, over_time, words
from fihrist.commands.curation import entities
from fihrist.commands.demo import demo
from fihrist.commands.options import more_words
from fihrist.console import ExitCode
from fihrist.errors import FihristError


def main() -> None:
    """Run the command line; every expected failure ends as one message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
        console.finish()
    except console.OutputClosedError:
        console.hush(sys.stdout, sys.stderr)
        code = ExitCode.FOUND
    except (click.exceptions.Abort, KeyboardInterrupt):  # click makes the one of the other
        console.say("fihrist: interrupted; what was acknowledged is kept, and the same command goes on from there")
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        hint = more_words(error) if isinstance(error, click.UsageError) else ""
        if hint:
            console.say(hint)
        code = ExitCode.ERROR
    except FihristError as error:
        console.say(f"fihrist: {error}")
        code = ExitCode.ERROR
    except OSError as error:
        console.say(f"fihrist: {error.filename or 'a file'}: {error.strerror or error}")
        if error.filename == console.OUTPUT:
            console.hush(sys.stdout, sys.stderr)
        code = ExitCode.ERROR
    except Exception as error:  # noqa: BLE001 - a fault of ours is one message to the user, too
        code = _fault(error)
    sys.exit(int(code or 0))


def _fault(error: Exception) -> int:
    """Say that the program is at fault; the traceback is for those who ask for it."""
    if os.environ.get("FIHRIST_DEBUG"):
        raise error
    console.say(
        f"fihrist: a fault in Fihrist itself: {error.__class__.__name__}: {error}\n"
        "The archive is safe. Run the same command with FIHRIST_DEBUG=1 and report what it prints."
    )
    return ExitCode.ERROR


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fihrist")
def cli() -> None:
    """Fihrist (فهرست) searches archives of Arabic news.

    Load folders of scraped pages, find every article that speaks of a thing however it is spelt, narrow by who,
    where and when, and read it.

    \b
    Begin with
        fihrist demo archive                a ready archive to try
        fihrist ingest ARCHIVE FOLDER       make an archive of your own
        fihrist tui ARCHIVE                 search and read it
    """


for command in (
    load.ingest,
    find.search,
    find.show,
    find.facets,
    over_time.timeline,
    over_time.related,
    find.explain,
    words.analyze,
    words.names,
    entities,
    words.dates,
    load.stats,
    load.rebuild,
    find.tui,
    demo,
):
    cli.add_command(command)
