"""Every error that Fihrist raises on purpose.

    FihristError                 all of them
    ├── ArchiveError             an archive cannot be used
    │   ├── NotAnArchiveError        the path holds no archive
    │   ├── ArchiveVersionError      a newer Fihrist wrote it
    │   ├── ArchiveLockedError       another process is writing
    │   ├── ArchiveReadOnlyError     writing to a read-only archive
    │   └── DamagedError             a file's content is not what was written
    ├── SourceError              a source file cannot be read; carries path and reason
    ├── UnknownArticleError      no article has this id
    └── UsageError               an argument has no meaning; the message says which values do

A message names the value or the file, says what is wrong with it, and ends with the cure.
What a user types as a query is never an error: see `fihrist.search.query`.
"""

from __future__ import annotations


class FihristError(Exception):
    """The base of all errors raised on purpose; its text is meant for the user."""


class ArchiveError(FihristError):
    """An archive cannot be used."""


class NotAnArchiveError(ArchiveError):
    """The path holds no archive."""


class ArchiveVersionError(ArchiveError):
    """The archive was written by a newer Fihrist."""


class ArchiveLockedError(ArchiveError):
    """Another process is writing to the archive."""


class ArchiveReadOnlyError(ArchiveError):
    """The archive, or the medium it lies on, is read-only."""


class DamagedError(ArchiveError):
    """A file of the archive does not hold what was written to it."""


class SourceError(FihristError):
    """A source cannot be read.

    Attributes:
        path: the source as the user named it.
        reason: what is wrong, without the path.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownArticleError(FihristError):
    """No article of the archive has this id."""


class UsageError(FihristError):
    """An argument has no meaning here."""
