"""What a database may answer instead of an answer, said to an archivist."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from pipeline.errors import CablegramError, CatalogueError, OutputError

MOVE_ASIDE = "Move it aside and run `cablegram ingest` again: the catalogue is rebuilt from what is published."

FAULTS: dict[int, tuple[type[CablegramError], str, str]] = {
    sqlite3.SQLITE_BUSY: (CatalogueError, "is locked by another program", "Close what has it open, and run again."),
    sqlite3.SQLITE_LOCKED: (CatalogueError, "is locked by another program", "Close what has it open, and run again."),
    sqlite3.SQLITE_FULL: (OutputError, "cannot grow: the disk is full", "Free some space, and run again."),
    sqlite3.SQLITE_READONLY: (CatalogueError, "cannot be written", "Give the user who runs this the right to write it."),
    sqlite3.SQLITE_CANTOPEN: (CatalogueError, "cannot be opened", "See that it is a file, in a folder that can be written."),
    sqlite3.SQLITE_PERM: (CatalogueError, "cannot be opened", "Give the user who runs this the right to read and write it."),
    sqlite3.SQLITE_IOERR: (CatalogueError, "cannot be read or written: the disk fails", "Look to the disk, and run again."),
    sqlite3.SQLITE_NOTADB: (CatalogueError, "is not a database", MOVE_ASIDE),
    sqlite3.SQLITE_CORRUPT: (CatalogueError, "is corrupt", MOVE_ASIDE),
}
"""Primary result code of SQLite (https://www.sqlite.org/rescode.html) → the error, what is wrong, what to try."""


@contextmanager
def faults_of(where: str) -> Iterator[None]:
    """Turns what the database raises into a CatalogueError (OutputError for a full disk) that names `where`."""
    try:
        yield
    except DatabaseError as error:
        code = getattr(error.orig, "sqlite_errorcode", None)
        kind, what, hint = FAULTS.get(
            code & 0xFF if code is not None else -1,
            (CatalogueError, f"does not answer as it should: {error.orig}", "See that the database runs and is Cablegram's."),
        )
        raise kind(f"The catalogue {where} {what}.", hint) from error
