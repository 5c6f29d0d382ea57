"""The sample archive's reports are complete, readable and varied."""

from __future__ import annotations

import codecs
import csv
import json
import re
from pathlib import Path

import pytest

from fihrist.demo import reports_path
from fihrist.index.dates import parse_published
from fihrist.index.model import Provenance

WORDS = (60, 140)
ENCODINGS = {"2013-09-30_ghouta.txt": "windows-1256", "undated_marshes.txt": "utf-16"}


def pages(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding=ENCODINGS.get(path.name, "utf-8"))
        for path in sorted((folder / "pages").glob("*.txt"))
    }


def records(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "agencies.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "archive.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def html(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "html").glob("*.html"))}


def test_there_are_enough_in_every_format() -> None:
    with reports_path() as folder:
        counts = len(pages(folder)), len(html(folder)), len(records(folder)), len(rows(folder))
    assert counts == (27, 5, 20, 12)


def test_encodings_are_what_they_seem() -> None:
    with reports_path() as folder:
        windows = (folder / "pages" / "2013-09-30_ghouta.txt").read_bytes()
        wide = (folder / "pages" / "undated_marshes.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        windows.decode("utf-8")
    assert wide.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def test_reports_are_short_and_distinct() -> None:
    with reports_path() as folder:
        texts = [record["text"] for record in records(folder)] + [row["body"] for row in rows(folder)]
        texts += [text for name, text in pages(folder).items() if name != "baghdadi_two_reports.txt"]
        texts += [" ".join(re.findall(r"<p>(.*)</p>", text)) for text in html(folder).values()]
    assert len(set(texts)) == len(texts) == 63
    assert [text[:40] for text in texts if not WORDS[0] <= len(text.split()) <= WORDS[1]] == []


def test_dates_of_records_can_be_read() -> None:
    with reports_path() as folder:
        dated = [record["published"] for record in records(folder) if "published" in record]
        columns = [row["date"] for row in rows(folder)]
    assert len(dated) == 19
    for text in dated:
        assert parse_published(text, Provenance.METADATA) is not None
    for text in columns:
        assert parse_published(text, Provenance.METADATA, day_first=True) is not None


def test_spellings_and_systems_vary() -> None:
    with reports_path() as folder:
        everything = "\n".join([*pages(folder).values(), *(record["text"] for record in records(folder))])
    for form in (
        "سورية",
        "سوريا",
        "الأميركي",
        "الأمريكي",
        "الديموقراطية",
        "الديمقراطية",
        "الاسلامية",
        "SDF",
        "YPG",
        "هـ",
        "ـمـ",
        "٢٠١٤",
        "\u064e",
    ):
        assert form in everything, form
