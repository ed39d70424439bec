"""The SQLite schema of the log, as named migrations, with its append-only guards."""

import hashlib
import sqlite3

import sqlite_utils
from sqlite_utils.migrations import Migrations

from monitor.errors import LogCorrupt

MIGRATIONS = Migrations("eventlog")

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


@MIGRATIONS()
def create_the_log(db: sqlite_utils.Database) -> None:
    for statement in _statements(FIRST):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    statements, start = [], 0
    for end, character in enumerate(script):
        if character == ";" and sqlite3.complete_statement(script[start : end + 1]):
            statements.append(script[start : end + 1])
            start = end + 1
    return statements


def migrate(db: sqlite_utils.Database) -> None:
    """Bring a database to the present schema; refuse one whose guards were taken away."""
    MIGRATIONS.apply(db)
    found = schema_digest(db)
    row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    if row is None:
        db.execute("INSERT INTO meta(key, value) VALUES ('schema', ?)", [found])
    elif row[0] != found:
        raise LogCorrupt(
            "the log's schema was changed by another program: its append-only guards may be gone",
            hint="Restore the log from a backup, or export what `monitor log verify` accepts.",
        )


def schema_digest(db: sqlite_utils.Database) -> str:
    """Return a SHA-256 over every table, index and trigger of the log."""
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE '_sqlite_migrations%' ORDER BY type, name"
    ).fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()
