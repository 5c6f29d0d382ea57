"""Reading a whole index and comparing it with what was written."""

from __future__ import annotations

from pathlib import Path

from fihrist.errors import DamagedError
from fihrist.index.engine.layout import check_pack
from fihrist.index.engine.manifest import read_manifest
from fihrist.index.engine.snapshot import Snapshot


def verify(path: str | Path) -> list[str]:
    """Check every file of an index against its hash.

    Opening an index looks at sizes and at what a search touches; this reads all of it.

    Returns:
        One message for each damaged or missing file, which names it and the cure; none when all is well.

    Raises:
        ArchiveVersionError: a newer Fihrist wrote the index.
    """
    folder = Path(path)
    try:
        manifest = read_manifest(folder)
    except DamagedError as error:
        return [str(error)]
    found = []
    for entry in manifest.files():
        try:
            check_pack(folder, entry)
        except DamagedError as error:
            found.append(str(error))
    if not found:
        try:
            Snapshot.open(folder).close()
        except DamagedError as error:
            found.append(str(error))
    return found
