"""What is loaded when: the command line and the library start without the heavy parts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "trafilatura", "babel", "whoosh", "numpy", "tashaphyne", "rich")


def loaded(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import fihrist", "import fihrist.cli"])
def test_starting_loads_no_heavy_library(statement: str) -> None:
    assert loaded(statement).isdisjoint(HEAVY)


def test_the_archive_loads_no_heavy_library() -> None:
    assert loaded("import fihrist.archive").isdisjoint(HEAVY)


def test_searching_loads_no_textual(tmp_path: Path) -> None:
    statement = f"import fihrist\nwith fihrist.open({str(tmp_path / 'a')!r}, create=True) as a: a.search('كلمة')"
    assert "textual" not in loaded(statement)


def test_opening_an_archive_waits_with_what_only_a_search_needs(tmp_path: Path) -> None:
    statement = f"import fihrist\nwith fihrist.open({str(tmp_path / 'a')!r}, create=True) as a: a.path"
    assert loaded(statement).isdisjoint({"numpy", "whoosh", "tashaphyne"})


def test_stemming_loads_no_table_that_it_does_not_use() -> None:
    names = "sorted(name for name in sys.modules if 'tashaphyne' in name)"
    code = f"import sys, fihrist\nfihrist.analyze('وبمقاتليهم قاتلوا زغرنطات')\nprint({names})"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert "tashaphyne.stemming" in done.stdout
    assert "tashaphyne.stopwords" not in done.stdout


def test_what_was_put_off_still_works() -> None:
    code = (
        "import fihrist\nfihrist.analyze('وبمقاتليهم')\nfrom tashaphyne.stemming import ArabicLightStemmer\n"
        "stemmer = ArabicLightStemmer()\nstemmer.light_stem('المستشفيات')\nprint(stemmer.get_stem())"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert "مستشف" in done.stdout
