"""Measures loading and searching, with stock Whoosh beside it in the same run, and checks every answer.

python -P benchmarks/run.py [--articles N] [--subset N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parent


def mount() -> None:
    """Make this folder the package ``benchmarks`` without putting the repository on the search path."""
    if "benchmarks" not in sys.modules:
        package = ModuleType("benchmarks")
        package.__path__ = [str(FOLDER)]
        sys.modules["benchmarks"] = package


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, help="load only the first so many articles")
    parser.add_argument("--subset", type=int, default=2000, help="articles that Whoosh indexes too (default: 2000)")
    parser.add_argument("--keep", type=Path, help="keep the archives in this folder, and reuse those that are there")
    options = parser.parse_args()
    mount()
    from benchmarks import corpus, report

    if not corpus.available():
        print(f"no corpus in {corpus.NEWS}: nothing is measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="fihrist-bench-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        report.run(folder, articles=options.articles, subset=options.subset)
    return 0


if __name__ == "__main__":
    sys.exit(main())
