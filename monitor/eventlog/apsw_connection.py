"""The one door to SQLite for the log: APSW, which brings a SQLite of its own.

Exactly one connection writes *and* checkpoints (docs/decisions/0002-sqlite-log.md). Nothing else in
a process may open a log's file through another copy of SQLite, such as Python's ``sqlite3``: when
one copy closes a file, the system takes away the locks that the other holds on it.
"""

from collections.abc import Sequence
from pathlib import Path

import apsw

from monitor.errors import LogBroken, LogError, LogFull
from monitor.eventlog.rows import INSERT, Row

SqliteError = apsw.Error
# The schema says no: an id, a version or a position is taken.
Objection = apsw.ConstraintError

WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-16000",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
)
READER = ("PRAGMA wal_autocheckpoint=0", "PRAGMA query_only=ON", "PRAGMA busy_timeout=10000")

# The index beside the WAL cannot grow: as good as always a full disk, and nothing was stored.
_FULL = {apsw.SQLITE_FULL, apsw.SQLITE_IOERR_SHMSIZE}
_BROKEN = {apsw.SQLITE_IOERR, apsw.SQLITE_CORRUPT, apsw.SQLITE_NOTADB, apsw.SQLITE_CANTOPEN}
_CREATING = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
_DENIED = {
    apsw.SQLITE_INSERT: {"event"},
    apsw.SQLITE_UPDATE: {"event"},
    apsw.SQLITE_DELETE: {"event"},
    apsw.SQLITE_DROP_TABLE: {"event"},
    apsw.SQLITE_DROP_TRIGGER: {"event_no_update", "event_no_delete", "event_guard"},
}


class Connection(apsw.Connection):
    """A connection to a log's file. Once guarded, it adds events by ``add`` alone."""

    _adding = False

    def guard(self) -> None:
        """Deny every statement that could change what was written, or write events otherwise.

        So the triggers in the file, which guard it against other programs, need not run for this
        one: they would look again at each event for what the unique keys refuse anyway.
        """
        self.authorizer = self._authorize
        self.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)

    def add(self, rows: Sequence[Row]) -> None:
        """Insert events; raise ``Objection`` where the log has one of them, or its place."""
        self._adding = True
        try:
            self.executemany(INSERT, rows)
        finally:
            self._adding = False

    def _authorize(self, action: int, first: str | None, *_: str | None) -> int:
        if self._adding and action == apsw.SQLITE_INSERT:
            return apsw.SQLITE_OK
        if action == apsw.SQLITE_ATTACH or first in _DENIED.get(action, ()):
            return apsw.SQLITE_DENY
        return apsw.SQLITE_OK


def opened(path: Path, *, read_only: bool) -> Connection:
    """Open a log's file with the settings that it needs; raise ``SqliteError``."""
    how = apsw.SQLITE_OPEN_READONLY if read_only else _CREATING
    connection = Connection(str(path.resolve()), how)
    try:
        # A plan does not hang on values: else each would be made anew for each stream asked for.
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        for pragma in READER if read_only else WRITER:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def copy(source: Connection, target: Path) -> None:
    """Write a consistent copy of a database that is in use."""
    made = apsw.Connection(str(target))
    try:
        with made.backup("main", source, "main") as backup:
            while not backup.done:
                backup.step()
    finally:
        made.close()


def told(error: SqliteError | UnicodeDecodeError, what: str) -> LogError:
    """Return an error of SQLite's in the log's own words: try again later, or stop.

    ``what`` says what could not be done. A text that is no text comes as a ``UnicodeDecodeError``.
    """
    code = getattr(error, "extendedresult", 0)
    if code in _FULL or code & 0xFF in _FULL:
        return LogFull(
            f"{what}: the disk is full",
            hint="Make room. Nothing was half stored; it goes on by itself.",
        )
    if code & 0xFF in _BROKEN:
        return LogBroken(
            f"{what}: {error}",
            hint="Check the path, its permissions and the disk; `monitor log verify` says more.",
        )
    return LogError(f"{what}: {error}", hint="Nothing of this was stored.")
