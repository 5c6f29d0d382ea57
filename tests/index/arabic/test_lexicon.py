"""The frequency list that ships, and the script that makes it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from fihrist.index.arabic.folding import fold, fold_exact
from fihrist.index.arabic.lexicon import FILE, lexicon
from fihrist.index.arabic.make_lexicon import count, main, texts
from fihrist.index.arabic.resources import content, entries, rows, search_form

ANT = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "news" / "ant.jsonl.gz"


def corpus(path: Path, *bodies: str) -> Path:
    records = [{"title": "عنوان", "abstract": "", "text": body} for body in bodies]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, records)).encode()))
    return path


def test_the_usual_spelling_stands_for_all_spellings(tmp_path: Path) -> None:
    path = corpus(tmp_path / "news.jsonl.gz", "أحزاب احزاب أحزاب الأحزاب مدرسة", "مدرسه مدرسة قَصْف SY24 42")
    lines = [line for line in count(texts(path), 1) if not line.startswith("#")]
    assert lines == ["3\tأحزاب مدرسة", "2\tعنوان", "1\tالأحزاب قصف"]
    assert [line for line in count(texts(path), 3) if not line.startswith("#")] == ["3\tأحزاب مدرسة"]


def test_articles_that_begin_alike_count_once(tmp_path: Path) -> None:
    path = corpus(tmp_path / "news.jsonl.gz", "قصف " * 60, "قصف " * 60 + "حلب")
    assert len(list(texts(path))) == 1


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    path = corpus(tmp_path / "news.jsonl.gz", "قصف حلب قصف حلب", "حمص حمص قصف")
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    main([str(path), "2"], target=first)
    main([str(path), "2"], target=second)
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()).decode().splitlines()[0].startswith("# Frequencies")


@pytest.mark.skipif(not ANT.exists(), reason="the corpus is not here")
def test_the_list_that_ships_comes_from_the_corpus(tmp_path: Path) -> None:
    main([str(ANT)], target=tmp_path / FILE)
    assert gzip.decompress((tmp_path / FILE).read_bytes()) == gzip.decompress(content(FILE))


def test_words_are_in_search_form_and_spellings_in_the_first_tier() -> None:
    found = lexicon()
    assert len(found.counts) > 30_000
    assert all(fold(word) == word for word in found.counts)
    assert all(fold(spelt) == word and fold_exact(spelt) == spelt for word, spelt in found.spellings.items())
    assert found.spellings["مدرسه"] == "مدرسة"


@pytest.mark.parametrize("name", ["nouns.txt", "adjectives.txt", "verbs.txt", "names.txt", "closed_class.txt"])
def test_a_list_is_folded_as_text_is(name: str) -> None:
    for entry in entries(name):
        assert search_form(entry) == "".join(char if char in "+:," else fold(char) for char in entry)


def test_no_plural_has_two_singulars_or_is_one() -> None:
    table = [(fold(row[0]), fold(row[1])) for row in rows("broken_plurals.tsv")]
    assert len(table) >= 1_400
    assert len({plural for plural, _ in table}) == len(table)
    assert not [(plural, singular) for plural, singular in table if plural == singular]
