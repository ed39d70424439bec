"""The SQLite schema of the log, as named migrations, with its append-only guards."""

import hashlib

from monitor.errors import LogCorrupt
from monitor.eventlog.apsw_connection import Connection

# REPLACE deletes without firing delete triggers unless recursive_triggers is on, hence event_guard.
# No AUTOINCREMENT: the writer gives the positions, and its table would be written at every append.
FIRST = """
CREATE TABLE event(
  position       INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  type           TEXT NOT NULL,
  schema_version INTEGER NOT NULL CHECK(schema_version >= 1),
  subject        TEXT NOT NULL,
  version        INTEGER NOT NULL CHECK(version >= 1),
  time           INTEGER NOT NULL,
  recorded_at    INTEGER NOT NULL,
  correlation_id TEXT NOT NULL,
  causation_id   TEXT,
  data           BLOB NOT NULL,
  prev_hash      BLOB NOT NULL CHECK(length(prev_hash) = 32),
  hash           BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(subject, version)) STRICT;
CREATE INDEX event_by_type ON event(type, position);
CREATE INDEX event_by_cause ON event(causation_id) WHERE causation_id IS NOT NULL;
CREATE TABLE body(digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE checkpoint(name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot(name TEXT PRIMARY KEY, version TEXT NOT NULL, position INTEGER NOT NULL,
  state BLOB NOT NULL) STRICT;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_guard BEFORE INSERT ON event WHEN
  EXISTS(SELECT 1 FROM event WHERE id = NEW.id)
  OR EXISTS(SELECT 1 FROM event WHERE subject = NEW.subject AND version = NEW.version)
  OR EXISTS(SELECT 1 FROM event WHERE position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
"""


# In the order in which they came. What a log has of them stands in the table that the tool
# sqlite-utils keeps for it, which made the first logs: all logs have the same tables.
MIGRATIONS = {"create_the_log": FIRST}
_APPLIED = """
CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
"""
_RECORD = """
INSERT INTO _sqlite_migrations(migration_set, name, applied_at)
  VALUES ('eventlog', ?, strftime('%Y-%m-%d %H:%M:%f+00:00', 'now'))
"""


def migrate(db: Connection) -> None:
    """Bring a database to the present schema; refuse one whose guards were taken away."""
    applied = _applied(db)
    missing = [name for name in MIGRATIONS if name not in applied]
    with db:  # all of it, or nothing
        if missing:
            _apply(db, missing)
        _hold(db)


def _applied(db: Connection) -> set[str]:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchall():
        return set()
    found = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'eventlog'")
    return {row[0] for row in found}


def _apply(db: Connection, names: list[str]) -> None:
    db.execute(_APPLIED)
    for name in names:
        db.execute(MIGRATIONS[name])
        db.execute(_RECORD, (name,))


def _hold(db: Connection) -> None:
    """Compare the schema with the one that the log was made with."""
    row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    found = schema_digest(db)
    if row is None:
        db.execute("INSERT INTO meta(key, value) VALUES ('schema', ?)", (found,))
    elif row[0] != found:
        raise LogCorrupt(
            "the log's schema was changed by another program: its append-only guards may be gone",
            hint="Restore the log from a backup, or export what `monitor log verify` accepts.",
        )


def schema_digest(db: Connection) -> str:
    """Return a SHA-256 over every table, index and trigger of the log."""
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE '_sqlite_migrations%' ORDER BY type, name"
    ).fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()
