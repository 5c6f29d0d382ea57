"""One writer at a time: a lock on a file in the archive, which names its holder."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from fihrist.errors import ArchiveLockedError, ArchiveReadOnlyError
from fihrist.index.records.database import now

FILE_NAME = "lock"
_STEP_SECONDS = 0.1


class WriterLock:
    """Held while an archive is written; the system lets go of it when the process dies.

    The file stays; only the lock on it counts. Its content says who holds it, or who did last.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, archive: Path, *, wait: float) -> Self:
        """Take the lock of an archive.

        Args:
            archive: its folder.
            wait: seconds to wait for another writer.

        Raises:
            ArchiveLockedError: another process holds it; the message says which, where and since when.
            ArchiveReadOnlyError: the folder may not be written, or its file system has no locks.
        """
        try:
            descriptor = os.open(archive / FILE_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            reason = error.strerror or error
            message = f"{archive}: the archive cannot be written ({reason}); copy it to where you may write"
            raise ArchiveReadOnlyError(message) from error
        try:
            _wait(descriptor, archive, time.monotonic() + wait)
        except OSError as error:
            os.close(descriptor)
            reason = error.strerror or error
            message = f"{archive}: the archive cannot be locked ({reason}); copy it to a disk of this machine"
            raise ArchiveReadOnlyError(message) from error
        except BaseException:
            os.close(descriptor)
            raise
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": now()}
        with suppress(OSError):  # on a full disk the lock holds all the same, without a name
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Let go of the lock; a second time does nothing."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def _wait(descriptor: int, archive: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise ArchiveLockedError(_held(archive)) from None
            time.sleep(_STEP_SECONDS)
        else:
            return


def _held(archive: Path) -> str:
    try:
        holder = json.loads((archive / FILE_NAME).read_bytes())
        who = f"process {int(holder['pid'])} on {str(holder['host'])[:64]} has been writing since {str(holder['since'])[:32]}"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process is writing"
    return f"{archive}: {who}; wait for it to end, or stop it"
