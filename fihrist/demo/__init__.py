"""The sample archive's reports.

Short original news reports of well-known public events from 2011 to 2024, in the forms an archive really has: text
pages with furniture, HTML pages, a JSON Lines file and a table, in UTF-8, UTF-16 and Windows-1256. The outlets they
name do not exist. The texts were written for Fihrist and are licensed as Fihrist is, GPL-3.0-or-later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["reports_path"]


@contextmanager
def reports_path() -> Iterator[Path]:
    """The folder of the reports, as a path on disk for as long as the context lasts."""
    with as_file(files("fihrist.demo") / "reports") as folder:
        yield folder
