"""How what was done and what is offered is worded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import fihrist
from fihrist.search.wording import without_filters


@pytest.mark.parametrize(
    ("values", "english", "arabic"),
    [
        ({"places": ["حلب", "إدلب"]}, "without the filter on حلب, إدلب", "دون قصر البحث على: حلب، إدلب"),
        ({"exclude_sources": ["سانا"]}, "with what was left out: سانا", "مع ما استُبعد: سانا"),
        (
            {"places": ["حلب"], "exclude_entities": ["داعش"]},
            "without the filter on حلب and with what was left out: داعش",
            "دون قصر البحث على: حلب، ومع ما استُبعد: داعش",
        ),
    ],
)
def test_filters_that_are_left_out(values: dict[str, list[str]], english: str, arabic: str) -> None:
    assert without_filters(values) == (english, arabic)


def test_other_spellings_are_said_as_the_archive_spells_them(tmp_path: Path) -> None:
    """Neither folded, nor behind an article or preposition that nobody typed."""
    body = "قوات سوريا الديمقراطية. رد أميركي. مؤتمر للديمقراطية."
    (tmp_path / "one.jsonl").write_text(json.dumps({"title": "خبر", "body": body}, ensure_ascii=False), "utf-8")
    with fihrist.open(tmp_path / "archive", create=True) as archive:
        archive.ingest(tmp_path / "one.jsonl", workers=1)
        for typed, said in (("ديموقراطية", "ديمقراطية"), ("امريكي", "أميركي")):
            (note,) = [each for each in archive.search(typed).diagnostics if each.kind == "variants"]
            assert note.message_ar.startswith(f"«{typed}» بحث عنها أيضا بإملاء: {said}.")
            assert f"also as {said}." in note.message
