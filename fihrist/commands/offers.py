"""What to ask instead, as commands to run."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from fihrist import console

if TYPE_CHECKING:
    from fihrist.results import Results
    from fihrist.search.results import Suggestion

PROGRAM = "fihrist"
QUERY = "query"
_SAYING = {"since": "published", "until": "published"}
"""Options that say what another filter says."""


as_typed_option = click.option(
    "--as-typed",
    is_flag=True,
    help="Search for the words as they are typed: no other spellings, names of Latin words, repair of the keyboard.",
)
"""The option to leave out what is searched besides the words themselves."""


def offer(results: Results) -> None:
    """Say on standard error what to ask instead: each suggestion with the command that searches for it."""
    context = click.get_current_context()
    for suggestion in results.suggestions:
        console.say(f"try: {suggestion.message}\n  {command(context, suggestion)}")


def command(context: click.Context, suggestion: Suggestion) -> str:
    """The command under way with another query, and without the options that a suggestion leaves out."""
    words = [PROGRAM, context.info_name or "search"]
    for parameter in context.command.params:
        name = parameter.name or ""
        if isinstance(parameter, click.Argument):
            words.append(suggestion.query if name == QUERY else str(context.params[name]))
        elif _SAYING.get(name, name) not in suggestion.without:
            words += _given(context, parameter)
    return shlex.join(words)


def _given(context: click.Context, parameter: click.Parameter) -> Iterator[str]:
    """An option as it was given; nothing where it was not."""
    name = parameter.name or ""
    if context.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
        return
    value = context.params[name]
    flag = parameter.opts[0]
    if isinstance(value, bool):
        yield flag
        return
    values: Sequence[object] = value if parameter.multiple else (value,)
    for each in values:
        yield from (flag, str(each))
