"""The reference of the query language describes what the parser does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fihrist.search.query.diagnostics import MESSAGES
from fihrist.search.query.fields import NAMES
from fihrist.search.query.parse import parse
from fihrist.search.query.tree import Severity

PAGE = (Path(__file__).parents[3] / "docs" / "query-language.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?!write|query|-)(.+?) \| (.+) \|$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
NOTED = {"dash", "question-mark", "root"}
"""What may be said about an example."""


def rows() -> list[tuple[str, str]]:
    escaped = PAGE.replace(r"\|", "\N{BROKEN BAR}")
    return [(first.replace("\N{BROKEN BAR}", "|"), second) for first, second in ROW.findall(escaped)]


EXAMPLES = [code for first, second in rows() if not CODE.fullmatch(second) for code in CODE.findall(first)]
MESSAGE_ROWS = [(CODE.findall(first)[0], second.strip("`")) for first, second in rows() if CODE.fullmatch(second)]


@pytest.mark.parametrize("query", EXAMPLES)
def test_examples_are_understood(query: str) -> None:
    parsed = parse(query)
    assert {found.kind for found in parsed.diagnostics} <= NOTED
    assert not any(found.severity is Severity.WARNING for found in parsed.diagnostics)


@pytest.mark.parametrize(("query", "kind"), MESSAGE_ROWS)
def test_messages_are_given_where_the_page_says(query: str, kind: str) -> None:
    assert kind in {found.kind for found in parse(query).diagnostics}


def test_the_page_is_complete() -> None:
    assert len(EXAMPLES) > 50
    assert set(MESSAGES) == {kind for kind in MESSAGES if f"`{kind}`" in PAGE}
    fields = {re.match(r"[(-]?([^\W\d_]+) ?:", code) for code in EXAMPLES}
    named = {match[1] for match in fields if match}
    assert {NAMES[name] for name in named if name in NAMES} == set(NAMES.values())
