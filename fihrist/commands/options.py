"""Options and helpers that several commands share."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from fihrist import console
from fihrist.errors import NotAnArchiveError, UsageError

if TYPE_CHECKING:
    from fihrist.archive import Archive
    from fihrist.results import Results
    from fihrist.search.query.tree import Diagnostic

Command = TypeVar("Command", bound=Callable[..., Any])

PRECISIONS = ("day", "month", "year", "undated")
PROVENANCES = ("metadata", "dateline", "filename", "user", "inferred", "undated")
_SPOKEN: Final = {"": "*", "-*": "nothing"}
"""Interpreted queries that are put otherwise for people."""
_EXTRA = re.compile(r"unexpected extra arguments? \((.*)\)")
SHOWN_FACETS = ("person", "organisation", "place", "source", "year")


def open_archive(path: str) -> Archive:
    """The archive at `path`, loading the library only now.

    Raises:
        UsageError: there is none, but the query of the command under way names one.
        ArchiveError: it cannot be opened.
    """
    from fihrist.archive import Archive

    try:
        return Archive.open(path)
    except NotAnArchiveError:
        context = click.get_current_context(silent=True)
        other = str(context.params.get("query") or "") if context is not None else ""
        if context is None or not other or not (Path(other) / "archive.toml").is_file():
            raise
        command = shlex.join(["fihrist", context.info_name or "search", other, path])
        message = f"{path} is no archive, but {other} is: the archive comes first, as in: {command}"
        raise UsageError(message) from None


def more_words(error: click.UsageError) -> str:
    """What to do about words behind a query that was not put in quotes; empty for other mistakes."""
    context, extra = error.ctx, _EXTRA.search(error.format_message())
    query = context.params.get("query") if context is not None else None
    if context is None or extra is None or not query:
        return ""
    command = shlex.join([*context.command_path.split(), str(context.params["archive"]), f"{query} {extra.group(1)}"])
    return f"A query of several words is one argument, in quotes: {command}"


class ArchiveFirst(click.Group):
    """Commands behind an archive: ``GROUP ARCHIVE COMMAND``. Help of a command is given without an archive, too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Click's, with the archive's place filled where only help is asked for.

        Raises:
            UsageError: a command stands where the archive should.
        """
        first, second = [*args, "", ""][:2]
        if first in self.commands and second not in self.commands and not Path(first).is_dir():
            if not {"-h", "--help"} & set(args):
                message = f"the archive comes before the command: {ctx.command_path} ARCHIVE {shlex.join(args)}"
                raise UsageError(message)
            args = ["ARCHIVE", *args]
        return super().parse_args(ctx, args)


@contextmanager
def writing(archive: str) -> Iterator[None]:
    """Have what the system says of writing name the archive, where it names no file."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror, archive) from error


def read_text(text: str, file: str | None) -> str:
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


def read_query(query: str) -> str:
    """The query itself, or standard input for ``-``: a query may be longer than an argument can be."""
    return sys.stdin.buffer.read().decode("utf-8", errors="replace") if query == "-" else query


def json_option(command: Command) -> Command:
    """The option to print JSON."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def text_arguments(command: Command) -> Command:
    """A text as an argument, in a file, or on standard input."""
    command = click.option("--file", metavar="FILE", help="Read the text from a file (UTF-8).")(command)
    return click.argument("text", default="-")(command)


def filter_options(command: Command) -> Command:
    """The options that narrow a search; `search`, `facets` and `tui` share them."""
    options = (
        click.option("--person", "persons", multiple=True, metavar="NAME", help="Only articles that name this person."),
        click.option(
            "--org", "organisations", multiple=True, metavar="NAME", help="Only articles that name this organisation."
        ),
        click.option("--place", "places", multiple=True, metavar="NAME", help="Only articles that name this place."),
        click.option(
            "--any", "any_entities", multiple=True, metavar="NAME", help="Only articles that name one of these."
        ),
        click.option(
            "--in", "inside", multiple=True, metavar="PLACE", help="Only articles that name this or any place in it."
        ),
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
            "--precision",
            multiple=True,
            type=click.Choice(PRECISIONS),
            help="Only articles whose publication date is known so exactly.",
        ),
        click.option(
            "--provenance",
            multiple=True,
            type=click.Choice(PROVENANCES),
            help="Only articles whose publication date comes from there.",
        ),
        click.option(
            "--exclude", "exclude_entities", multiple=True, metavar="NAME", help="Leave out articles that name this."
        ),
        click.option(
            "--exclude-source", "exclude_sources", multiple=True, metavar="NAME", help="Leave out this outlet."
        ),
        click.option("--exclude-published", multiple=True, metavar="DATES", help="Leave out these publication dates."),
        click.option(
            "--exclude-mentioned", multiple=True, metavar="DATES", help="Leave out what speaks of these days."
        ),
        click.option("--exclude-precision", multiple=True, type=click.Choice(PRECISIONS), help="Leave these out."),
        click.option("--exclude-provenance", multiple=True, type=click.Choice(PROVENANCES), help="Leave these out."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def filter_arguments(since: str | None, until: str | None, published: tuple[str, ...], **rest: Any) -> dict[str, Any]:
    """The narrowing options as arguments of `Archive.search`."""
    if (since or until) and published:
        message = "--from and --to say the same as --published; give one or the other"
        raise UsageError(message)
    dates = [f"{since or ''}..{until or ''}"] if since or until else list(published)
    lists = {name: list(rest.get(name, ())) for name in ("mentioned", "exclude_published", "exclude_mentioned")}
    return {**rest, **lists, "published": dates}


def remark(query: str, interpreted: str, diagnostics: Iterable[Diagnostic]) -> None:
    """Say on standard error how a query was understood, where that differs, and what is odd about it."""
    if interpreted != query.strip():
        console.say(f"searched: {_SPOKEN.get(interpreted, interpreted)}")
    for diagnostic in diagnostics:
        console.say(f"{diagnostic.severity}: {diagnostic.message}")


def narrate(results: Results, *, show_query: bool = True) -> None:
    """Say on standard error how the query was understood and what is odd about it."""
    remark(results.query if show_query else results.interpreted, results.interpreted, results.diagnostics)
    noun = "article" if results.total == 1 else "articles"
    console.say(f"{results.total:,} {noun} in {results.page.seconds * 1000:.1f} ms")
