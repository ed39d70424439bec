"""What SQLite's errors mean for whoever uses the log: try again later, or stop."""

import sqlite3

from monitor.errors import LogBroken, LogError, LogFull

# The index beside the WAL cannot grow: as good as always a full disk, and nothing was stored.
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_BROKEN = {
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN,
}


def told(error: sqlite3.Error, what: str) -> LogError:
    """Return the error in the log's own words. ``what`` says what could not be done."""
    code = getattr(error, "sqlite_errorcode", None) or 0
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
