"""An archive's folder: the records, the index, and who may write.

records.db      the truth                   archive.toml   the archive's settings
index/          made from the records       quarantine/    what could not be read
lock            held by the one writer
"""

from __future__ import annotations

import os
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fihrist.errors import ArchiveError, ArchiveReadOnlyError, ArchiveVersionError, DamagedError
from fihrist.index.records import Records, RecordWriter
from fihrist.index.records.database import FILE_NAME as RECORDS
from fihrist.index.records.database import is_outdated, not_an_archive
from fihrist.index.records.lock import FILE_NAME as LOCK
from fihrist.index.records.lock import WriterLock

if TYPE_CHECKING:
    from fihrist.index.engine import Snapshot
    from fihrist.index.engine.manifest import Manifest
    from fihrist.index.entities import GazetteerEntity
    from fihrist.index.model import EntityType

INDEX = "index"
QUARANTINE = "quarantine"
SETTINGS = "archive.toml"
LOCK_SECONDS = 10.0
"""How long a writer waits for another one."""

SETTINGS_FORMAT = 1
_SETTINGS_TEXT = f"""\
# An archive of Fihrist. Its articles are in records.db; index/ is made from them and can be made anew.
format = {SETTINGS_FORMAT}
"""
_OURS = {RECORDS, f"{RECORDS}-wal", f"{RECORDS}-shm", f"{RECORDS}-journal", INDEX, QUARANTINE, SETTINGS, LOCK}


class Store:
    """An opened archive folder. Close it, or use it as a context manager.

    Reading is safe from several threads, and goes on while another process writes.
    """

    def __init__(self, path: Path, records: Records, lock: WriterLock | None) -> None:
        self.path = path
        self.records = records
        self._lock = lock
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, writable: bool = False, wait: float = LOCK_SECONDS
    ) -> Self:
        """Open the archive in a folder; records that an older Fihrist wrote are brought up to date where that is possible.

        Args:
            path: the folder.
            create: make an archive where there is none: in a new folder or an empty one.
            writable: hold the archive's lock until closed.
            wait: seconds to wait for another writer.

        Raises:
            NotAnArchiveError: there is no archive, or none can be made because other files are there.
            ArchiveVersionError: a newer Fihrist wrote it.
            ArchiveLockedError: another process is writing.
            ArchiveReadOnlyError: it is to be written and cannot be.
            DamagedError: the records are not what was written.
            ArchiveError: the disk is full or failing, or a file may not be read.
        """
        folder = Path(path)
        there = _look(folder)
        if not there and not create:
            what = "there is no archive" if folder.exists() else "there is no such folder"
            raise not_an_archive(folder, what)
        if not there:
            _prepare(folder)
        _check_settings(folder / SETTINGS)
        outdated = there and is_outdated(folder / RECORDS) and os.access(folder, os.W_OK)
        if there and not writable and not outdated:
            return cls(folder, Records.open(folder / RECORDS), None)
        lock = WriterLock.acquire(folder, wait=wait)
        try:
            _write_settings(folder / SETTINGS)
            writer = RecordWriter.open(folder / RECORDS, create=create)
        except BaseException:
            lock.release()
            raise
        store = cls(folder, writer, lock)
        if writable:
            return store
        store.close()
        return cls(folder, Records.open(folder / RECORDS), None)

    @property
    def index_path(self) -> Path:
        """The folder of the index."""
        return self.path / INDEX

    @property
    def quarantine_path(self) -> Path:
        """The folder of what could not be read."""
        return self.path / QUARANTINE

    @property
    def writer(self) -> RecordWriter:
        """The records, for writing.

        Raises:
            ArchiveReadOnlyError: the store was opened for reading.
        """
        if not isinstance(self.records, RecordWriter):
            message = f"{self.path}: opened for reading; open it with writable=True"
            raise ArchiveReadOnlyError(message)
        return self.records

    @property
    def snapshot(self) -> Snapshot:
        """The state of the index that searches of this store see, until `refresh`.

        Raises:
            ArchiveVersionError: another version of the analysis made the index.
            DamagedError: the index is not what was written, or not that of these records.
            ArchiveError: the index may not be read, or holds nothing while the records hold articles.
        """
        with self._opening:
            if self._snapshot is None:
                self._snapshot = self._open_snapshot()
            return self._snapshot

    @property
    def behind(self) -> int:
        """How many articles of the records the index does not hold as they are now.

        Above 0 while an ingest is under way, and after one that was interrupted until the next or a rebuild; what is
        committed and `snapshot` does not show before `refresh` is not counted.

        Raises:
            ArchiveError: as for `snapshot`.
        """
        count = self.records.unindexed(self.snapshot.record_sequence)
        return self.records.unindexed(self.manifest.record_sequence) if count else 0

    @property
    def manifest(self) -> Manifest:
        """What the index consists of, whichever analysis made it; an empty one where there is no index.

        Raises:
            ArchiveVersionError: a newer Fihrist wrote the index.
            DamagedError: the manifest is not what was written.
            ArchiveError: it may not be read.
        """
        from fihrist.index.engine.manifest import read_manifest

        with _readable(self.index_path):
            return read_manifest(self.index_path)

    def lookup(self, name: str, type: EntityType | None = None) -> list[GazetteerEntity]:  # noqa: A002
        """The entities with this id or name, in either script: those of the archive's users, then the shipped ones.

        A name that users took from an entity finds it no longer.
        """
        from fihrist.index.curation.references import lookup

        return lookup(self.records, name, type)

    def refresh(self) -> bool:
        """See what was committed since; True when there is something new. Searches under way keep what they see.

        Raises:
            ArchiveError: as for `snapshot`, which stays what it was.
        """
        from fihrist.index.engine.manifest import read_manifest

        with self._opening, _readable(self.index_path):
            if self._snapshot is None:
                return False
            if read_manifest(self.index_path).generation == self._snapshot.generation:
                return False
            self._snapshot = self._open_snapshot()
            return True

    def close(self) -> None:
        """Let go of files and, when it was opened for writing, of the lock."""
        with self._opening:
            self._snapshot = None
        self.records.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open_snapshot(self) -> Snapshot:
        # Loaded when it is first needed: an interface is on the screen before that.
        from fihrist.index.engine import Snapshot
        from fihrist.index.engine.manifest import read_manifest

        with _readable(self.index_path):
            self._see_maker(read_manifest(self.index_path))  # what another version wrote may not open at all
            snapshot = Snapshot.open(self.index_path)
        self.records.look_again()
        try:
            self._see_maker(snapshot.manifest)
            self._compare(snapshot)
        except BaseException:
            snapshot.close()
            raise
        return snapshot

    def _see_maker(self, manifest: Manifest) -> None:
        """See that an index was made by this version of the analysis.

        Raises:
            ArchiveVersionError: it was made by another one.
        """
        if manifest.generation and manifest.analysis_id != index_identity():
            message = f"{self.index_path}: made by another version of the analysis; run fihrist rebuild {self.path}"
            raise ArchiveVersionError(message)

    def _compare(self, snapshot: Snapshot) -> None:
        """See that an index is that of the records, which were asked after it was opened: they only ever grow.

        Raises:
            DamagedError: it holds more than they do.
            ArchiveError: it holds nothing, and they hold articles.
        """
        if snapshot.record_sequence > self.records.last_sequence():
            message = f"{self.index_path}: it is ahead of the records; run fihrist rebuild {self.path}"
            raise DamagedError(message)
        if not snapshot.doc_count and (count := self.records.count()):
            held = "1 article that is" if count == 1 else f"{count:,} articles that are"
            message = (
                f"{self.index_path}: the records hold {held} not indexed; run fihrist rebuild {self.path}, "
                "or the ingest again, unless one is under way"
            )
            raise ArchiveError(message)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what the system says of reading into an error of the archive."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        message = f"{error.filename or path}: it cannot be read ({reason}); check its permissions, and the disk"
        raise ArchiveError(message) from error


def index_identity() -> str:
    """Identity of what makes an index: the analysis of words, and the arrays that segments hold besides."""
    from fihrist.index.arabic.chain import CHAIN_ID  # loads the analysis, which an interface does not wait for
    from fihrist.index.engine.layout import COLUMNS_ID

    return f"{CHAIN_ID} {COLUMNS_ID}"


def _look(folder: Path) -> bool:
    """Whether there is an archive in a folder.

    Raises:
        NotAnArchiveError: the path is a file.
        ArchiveError: the folder may not be looked into.
    """
    with _readable(folder):
        if folder.exists() and not folder.is_dir():
            raise not_an_archive(folder, "it is a file, an archive is a folder")
        return (folder / RECORDS).exists()


def _write_settings(path: Path) -> None:
    """Write the settings of a new archive.

    Raises:
        ArchiveError: the disk is full or failing.
    """
    if path.exists():
        return
    try:
        path.write_text(_SETTINGS_TEXT, encoding="utf-8")
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        reason = error.strerror or error
        message = f"{path}: it cannot be written ({reason}); free some space and run again"
        raise ArchiveError(message) from error


def _check_settings(path: Path) -> None:
    """Look at the settings of an archive, as far as there are any.

    Raises:
        ArchiveVersionError: a newer Fihrist wrote them.
        DamagedError: they are not what was written.
        ArchiveError: they may not be read.
    """
    try:
        with _readable(path):
            number = tomllib.loads(path.read_bytes().decode())["format"] if path.exists() else SETTINGS_FORMAT
    except tomllib.TOMLDecodeError as error:
        raise _bad_settings(path, str(error)) from error
    except (ValueError, RecursionError) as error:
        raise _bad_settings(path, "it is no text of settings") from error
    except KeyError as error:
        raise _bad_settings(path, "it names no format") from error
    if isinstance(number, int) and number > SETTINGS_FORMAT:
        message = f"{path}: the archive has format {number}, newer than {SETTINGS_FORMAT}; open it with a newer Fihrist"
        raise ArchiveVersionError(message)
    if number != SETTINGS_FORMAT:
        raise _bad_settings(path, f"it names the format {number!r}")


def _bad_settings(path: Path, what: str) -> DamagedError:
    return DamagedError(f"{path}: damaged ({what}); delete it, the next ingest or rebuild writes it anew")


def _prepare(folder: Path) -> None:
    """Make the folder of a new archive.

    Raises:
        NotAnArchiveError: files that are no archive's are there.
        ArchiveReadOnlyError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = sorted(entry.name for entry in folder.iterdir() if entry.name not in _OURS)
    except OSError as error:
        reason = error.strerror or error
        message = f"{folder}: an archive cannot be made there ({reason}); choose another folder"
        raise ArchiveReadOnlyError(message) from error
    if foreign:
        raise not_an_archive(folder, f"it holds other files ({foreign[0]}) and no archive; name a new folder")
