"""The report of an ingest, as text."""

from __future__ import annotations

import pytest

from fihrist.index.ingest.report import IngestReport, Progress, QuarantineEntry

UNREADABLE = (QuarantineEntry("a.html", 0, 9, "it holds no text"),)


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        pytest.param(
            IngestReport(files=1, new=1, related=1, duplicates=1, changed=1, gone=1, seconds=0.5),
            [
                "1 new article from 1 file in 0.5 s",
                "  1 block of related links, kept and not searched",
                "  1 article known already",
                "  1 file changed since last read",
                "  1 article no longer where read before; the archive keeps everything",
            ],
            id="one-of-each",
        ),
        pytest.param(
            IngestReport(files=5, unchanged=2, new=4_000, related=2, seconds=2.0),
            [
                "4,000 new articles from 3 files in 2.0 s, 2,000 articles/s",
                "  2 files unchanged since last read",
                "  2 blocks of related links, kept and not searched",
            ],
            id="several",
        ),
        pytest.param(
            IngestReport(files=1, unchanged=1), ["nothing new: 1 file unchanged since last read"], id="second-run"
        ),
        pytest.param(
            IngestReport(files=34, unchanged=34, quarantined=1, quarantine=UNREADABLE),
            [
                "nothing new: 34 files unchanged since last read",
                "  1 unreadable, in quarantine:",
                "    a.html: it holds no text",
            ],
            id="second-run-with-something-unreadable",
        ),
        pytest.param(
            IngestReport(),
            ["no files to read: folders are empty, or hold nothing but hidden files"],
            id="nothing-there",
        ),
        pytest.param(
            IngestReport(files=1, new=2, duplicates=3, completed=2, repeated=2, seconds=0.5),
            [
                "2 new articles from 1 file in 0.5 s",
                "  3 articles known already",
                "  2 articles of these gained a date or an outlet",
                "  2 copies of articles among the new ones",
            ],
            id="completed-and-repeated",
        ),
        pytest.param(
            IngestReport(
                files=2,
                quarantined=1,
                quarantine=(QuarantineEntry("a\n9 new\x1b[2J\u202e.txt", 0, 9, "it is\r bad"),),
                notices=("b\nc.csv: it holds nothing",),
            ),
            [
                "0 new articles from 2 files in 0.0 s",
                "  1 unreadable, in quarantine:",
                r"    a\n9 new\x1b[2J\u202e.txt: it is\r bad",
                r"  b\nc.csv: it holds nothing",
            ],
            id="names-that-forge-lines",
        ),
    ],
)
def test_lines_of_a_report(report: IngestReport, lines: list[str]) -> None:
    assert list(report.lines()) == lines


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (Progress("reading", files_done=1, files_total=1, articles=1, new=1), "reading: 1 of 1 file, 1 article, 1 new"),
        (Progress("reading", files_done=2, articles=3), "reading: 2 files, 3 articles, 0 new"),
        (Progress("indexing", articles=1_000, seconds=2), "indexing: 1,000 articles, 2 s"),
    ],
)
def test_progress_as_text(progress: Progress, text: str) -> None:
    assert str(progress) == text


def test_what_is_not_shown_is_in_the_json() -> None:
    entries = tuple(QuarantineEntry(f"{number}.html", 0, 9, "it holds no text") for number in range(37))
    report = IngestReport(files=37, quarantined=37, quarantine=entries)
    assert list(report.lines())[-1] == "    … and 17 more; with --json a load lists its first 1,000"
    assert [entry["path"] for entry in report.to_json()["quarantine"]] == [entry.path for entry in entries]
