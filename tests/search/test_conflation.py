"""What an archive takes for one word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import fihrist
from fihrist.cli import cli

BODIES = ("هجوم كبير", "الهجوم انتهى", "هُجُوم آخر والهجوم", "في أمس وامس", "لا شيء هنا")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fihrist.Archive]:
    folder: Path = tmp_path_factory.mktemp("conflation")
    with fihrist.open(folder / "a", create=True) as opened:
        for part in (BODIES[:3], BODIES[3:]):
            lines = [json.dumps({"title": f"خبر {body}", "body": body}, ensure_ascii=False) for body in part]
            (folder / "x.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            opened.ingest(folder / "x.jsonl", workers=1)
        yield opened


def test_each_form_is_counted_in_articles(archive: fihrist.Archive) -> None:
    (use,) = archive.word_uses("هجوم")
    assert (use.exact, use.norm, use.stem) == (2, 2, 3)
    assert use.stem == archive.search("هجوم", as_typed=True).total
    assert [(other.text, other.documents) for other in use.others] == [("الهجوم", 1), ("والهجوم", 1)]
    (spelt,) = archive.word_uses("أمس")
    assert (spelt.exact, spelt.norm) == (1, 1)
    assert archive.word_uses("غائب")[0].others == ()


def test_the_most_frequent_are_named_and_the_rest_counted(archive: fihrist.Archive) -> None:
    (use,) = archive.word_uses("هجوم", others=1)
    assert len(use.others) == use.left_out == 1


def test_the_command_shows_the_way_and_counts(archive: fihrist.Archive) -> None:
    printed = run("analyze", "والهُجُوم", "--archive", str(archive.path))
    assert [line.split()[:4] for line in printed.splitlines() if "→" in line][1] == [
        "proclitic",
        "والهجوم",
        "→",
        "هجوم",
    ]
    assert "stem            هجوم  in 3 articles" in printed
    assert "same stem       هجوم 2, الهجوم 1" in printed
    assert run("analyze", "الهجوم", "--archive", str(archive.path), "--table").splitlines()[1].endswith("هجوم\t1\t1\t3")


def test_json_has_the_same(archive: fihrist.Archive) -> None:
    (word,) = json.loads(run("analyze", "الهجوم", "--archive", str(archive.path), "--json"))
    assert word["documents"] == {"exact": 1, "norm": 1, "stem": 3}
    assert word["same_stem"] == [{"text": "هجوم", "documents": 2}, {"text": "والهجوم", "documents": 1}]
    assert word["steps"][-1]["after"] == word["stem"]
    assert "documents" not in json.loads(run("analyze", "الهجوم", "--json"))[0]


def run(*arguments: str) -> str:
    return str(CliRunner().invoke(cli, arguments).stdout)
