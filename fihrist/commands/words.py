"""Commands on any text, without an archive: analyze, names, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fihrist import console
from fihrist.commands.options import json_option, open_archive, read_text, text_arguments
from fihrist.console import ExitCode
from fihrist.errors import UsageError

if TYPE_CHECKING:
    from fihrist.search.conflation import WordUse


@click.command()
@text_arguments
@click.option(
    "--archive", metavar="ARCHIVE", help="Say how many articles of it have each form, and the words of one stem."
)
@click.option("--table", "as_table", is_flag=True, help="Print one line a word, without the steps.")
@json_option
def analyze(text: str, file: str | None, archive: str | None, as_table: bool, as_json: bool) -> int:
    """Show how words are folded and stemmed, step by step: what a search compares.

    \b
        fihrist analyze 'وبمقاتليهم في الرقّة'
        fihrist analyze مقاتلون --archive archive
    """
    import fihrist
    from fihrist import as_data, printers

    typed = read_text(text, file)
    tokens = fihrist.analyze(typed)
    uses: dict[str, WordUse] = {}
    if archive is not None:
        with open_archive(archive) as opened:
            uses = {use.token.text: use for use in opened.word_uses(typed)}
    if as_json:
        printers.write_json([as_data.word_record(token, uses.get(token.text)) for token in tokens], indent=None)
    elif not tokens:
        console.say("no words found in the text")
    elif as_table:
        printers.words(tokens, uses)
    else:
        paper = printers.Paper()
        for token in {token.text: token for token in tokens}.values():
            paper.word(token, uses.get(token.text))
    return ExitCode.FOUND if tokens else ExitCode.NOTHING_FOUND


@click.command()
@text_arguments
@json_option
def names(text: str, file: str | None, as_json: bool) -> int:
    """Show the persons, organisations and places that a text names.

    \b
        fihrist names 'أعلنت قوات سوريا الديمقراطية السيطرة على الرقة'
        fihrist names --file page.txt --json
    """
    import fihrist
    from fihrist import as_data, printers

    mentions = fihrist.find_entities(read_text(text, file))
    if as_json:
        printers.write_json([as_data.mention_record(mention) for mention in mentions], indent=None)
    elif not mentions:
        console.say("no names found in the text")
    else:
        printers.table(
            ("start", "end", "text", "type", "entity", "confidence", "rule"),
            [(m.start, m.end, m.text, m.type, m.entity or m.key, f"{m.confidence:.2f}", m.rule) for m in mentions],
        )
    return ExitCode.FOUND if mentions else ExitCode.NOTHING_FOUND


@click.command()
@text_arguments
@click.option(
    "--anchor", metavar="DAY", help="The day the text was published, 2023-12-03: resolves أمس, 30 تشرين الثاني …"
)
@json_option
def dates(text: str, file: str | None, anchor: str | None, as_json: bool) -> int:
    """Show the dates that a text speaks of.

    \b
        fihrist dates 'في 30 تشرين الثاني' --anchor 2022-12-05
    """
    import fihrist
    from fihrist import as_data, printers

    try:
        found = fihrist.find_dates(read_text(text, file), anchor)
    except ValueError as error:
        message = f"--anchor {anchor!r}: {error}; write the day as 2023-12-03"
        raise UsageError(message) from None
    if as_json:
        printers.write_json([as_data.date_record(date) for date in found], indent=None)
    elif not found:
        console.say("no dates found in the text")
    else:
        printers.table(
            ("start", "end", "text", "value", "earliest", "latest", "kind"),
            [
                (
                    d.start,
                    d.end,
                    d.text,
                    d.value,
                    as_data.iso_day(d.earliest) or "",
                    as_data.iso_day(d.latest) or "",
                    d.kind,
                )
                for d in found
            ],
        )
    return ExitCode.FOUND if found else ExitCode.NOTHING_FOUND
