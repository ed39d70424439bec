"""Open SQLite as the log needs it: who writes and checkpoints, who only reads, and what is denied.

Exactly one connection writes *and* checkpoints (docs/decisions/0002-sqlite-log.md).
"""

import sqlite3
from pathlib import Path

import sqlite_utils

from monitor.eventlog.schema import migrate
from monitor.eventlog.sqlite_errors import told

WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-16000",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
)
READER = ("PRAGMA wal_autocheckpoint=0", "PRAGMA query_only=ON", "PRAGMA busy_timeout=10000")

_DENIED = {
    sqlite3.SQLITE_UPDATE: {"event"},
    sqlite3.SQLITE_DELETE: {"event"},
    sqlite3.SQLITE_DROP_TABLE: {"event"},
    sqlite3.SQLITE_DROP_TRIGGER: {"event_no_update", "event_no_delete", "event_guard"},
}


def _authorize(action: int, first: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_ATTACH or first in _DENIED.get(action, ()):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a log's file; raise a ``LogError`` that names it where that is not possible."""
    connection = None
    try:
        uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        db = sqlite_utils.Database(connection, recursive_triggers=not read_only)
        for pragma in READER if read_only else WRITER:
            connection.execute(pragma)
        if not read_only:
            migrate(db)
            connection.set_authorizer(_authorize)
    except BaseException as error:
        if connection:
            connection.close()
        if isinstance(error, sqlite3.Error):
            raise told(error, f"the event log {path} cannot be opened") from error
        raise
    return connection
