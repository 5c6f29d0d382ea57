"""Keeping what could not be read: its bytes, and beside them a JSON file with its place and the reason."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from fihrist.index.model import Quarantined

KEPT_FILES = 10_000
"""Bytes of so many unreadable pages are kept; of further ones their place, which the records hold for all."""


class Quarantine:
    """The folder ``quarantine/`` of an archive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = sum(1 for _ in folder.glob("*.raw")) if folder.is_dir() else 0

    def keep(self, found: Quarantined) -> str:
        """Keep the bytes of something unreadable; returns the name of their file, empty when there is nothing to keep.

        The name comes from the content and its place: the same thing met again is kept once.

        Raises:
            OSError: it cannot be written.
        """
        if not found.raw:
            return ""
        place = f"{found.path}\0{found.byte_start}\0{found.byte_end}\0".encode("utf-8", "surrogatepass")
        name = hashlib.sha256(place + found.raw).hexdigest()[:16] + ".raw"
        path = self._folder / name
        if path.exists():
            return name
        if self._count >= KEPT_FILES:
            return ""
        self._folder.mkdir(exist_ok=True)
        about = {
            "path": found.path,
            "byte_start": found.byte_start,
            "byte_end": found.byte_end,
            "reason": found.reason,
            "sha256": hashlib.sha256(found.raw).hexdigest(),
            "kept_bytes": len(found.raw),
            "complete": len(found.raw) == found.byte_end - found.byte_start,
        }
        text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
        path.with_suffix(".json").write_text(text, encoding="utf-8", errors="surrogatepass")
        part = path.with_suffix(".part")
        part.write_bytes(found.raw)
        part.replace(path)  # what has its final name is complete
        self._count += 1
        return name
