"""The default engine: one SQLite file, durable at every commit.

WAL with ``synchronous=FULL``: an append is acknowledged only when it is on the disk. Exactly one
connection writes and checkpoints (see docs/decisions/0002-sqlite-log.md); others only read.
"""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import sqlite_utils

from monitor.clock import Clock
from monitor.errors import IdempotencyConflict, LogError, LogInUse, WrongExpectedVersion
from monitor.eventlog.chain import seal
from monitor.eventlog.protocol import GENESIS, Checkpoint, Expected, Head, Snapshot
from monitor.eventlog.schema import migrate
from monitor.events.envelope import NewEvent, Recorded, microseconds

COLUMNS = (
    "position, id, type, schema_version, subject, version, time, recorded_at, "
    "correlation_id, causation_id, data, prev_hash, hash"
)
INSERT = f"INSERT INTO event({COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608
SELECT = f"SELECT {COLUMNS} FROM event"  # noqa: S608

WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
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


def _recorded(row: tuple[Any, ...]) -> Recorded:
    return Recorded(
        position=row[0],
        id=row[1],
        type=row[2],
        schema_version=row[3],
        subject=row[4],
        version=row[5],
        time=row[6],
        recorded_at=row[7],
        correlation_id=row[8],
        causation_id=row[9],
        data=row[10],
        prev_hash=row[11],
        hash=row[12],
    )


def _row(event: Recorded) -> tuple[Any, ...]:
    return (
        event.position,
        event.id,
        event.type,
        event.schema_version,
        event.subject,
        event.version,
        event.time,
        event.recorded_at,
        event.correlation_id,
        event.causation_id,
        event.data,
        event.prev_hash,
        event.hash,
    )


def lock(path: Path) -> IO[str]:
    """Take the one right to write a log; raise ``LogInUse`` where another process holds it."""
    handle = path.with_name(path.name + ".lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        owner = handle.read().strip() or "unknown"
        handle.close()
        raise LogInUse(
            f"another monitor (process {owner}) already writes {path}",
            hint="Stop it first, or give this one a state directory of its own.",
        ) from None
    handle.truncate(0)
    handle.write(f"{os.getpid()}\n")
    handle.flush()
    return handle


class SqliteLog:
    """Keeps the promises of ``EventLog`` in one SQLite file."""

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False) -> None:
        self._clock = clock
        self._threads = threading.RLock()
        self._lock_file = None if read_only else lock(path)
        try:
            self._db = self._open(path, read_only=read_only)
        except BaseException:
            self._release()
            raise
        self._conn = self._db.conn

    def _open(self, path: Path, *, read_only: bool) -> sqlite_utils.Database:
        try:
            uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            connection = sqlite3.connect(
                uri, uri=True, isolation_level=None, check_same_thread=False
            )
            db = sqlite_utils.Database(connection, recursive_triggers=not read_only)
            for pragma in READER if read_only else WRITER:
                connection.execute(pragma)
            if not read_only:
                migrate(db)
                connection.set_authorizer(_authorize)
        except sqlite3.Error as error:
            raise LogError(
                f"the event log {path} cannot be opened: {error}",
                hint="Check the path and its permissions; `monitor log verify` says more.",
            ) from error
        return db

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        # Plain BEGIN would read first and fail at the write when another commit came between.
        with self._threads:
            self._conn.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise
            self._conn.execute("COMMIT")

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        try:
            with self._transaction():
                self._check(expected)
                recorded = self._insert(events)
                for digest, data in (bodies or {}).items():
                    self._conn.execute("INSERT OR IGNORE INTO body VALUES (?, ?)", (digest, data))
                if checkpoint:
                    self._conn.execute(
                        "INSERT OR REPLACE INTO checkpoint VALUES (?, ?)",
                        (checkpoint.name, checkpoint.position),
                    )
        except sqlite3.Error as error:
            raise LogError(
                f"the event log could not be written: {error}",
                hint="Nothing of this append was stored. Is the disk full?",
            ) from error
        return recorded

    def _check(self, expected: Sequence[Expected]) -> None:
        for wish in expected:
            found = self._version(wish.subject)
            if found != wish.version:
                raise WrongExpectedVersion(
                    f"{wish.subject} is at version {found}, not {wish.version}"
                )

    def _version(self, subject: str) -> int:
        row = self._conn.execute(
            "SELECT max(version) FROM event WHERE subject = ?", (subject,)
        ).fetchone()
        return int(row[0] or 0)

    def _insert(self, events: Sequence[NewEvent]) -> list[Recorded]:
        now = microseconds(self._clock.now())
        head = self.head()
        versions: dict[str, int] = {}
        result = []
        for event in events:
            known = self.get(event.id)
            if known:
                if known.data != event.data or known.type != event.type:
                    raise IdempotencyConflict(f"event {event.id} came again with another payload")
                result.append(known)
                continue
            if event.subject not in versions:
                versions[event.subject] = self._version(event.subject)
            versions[event.subject] += 1
            recorded = seal(
                event,
                position=head.position + 1,
                version=versions[event.subject],
                recorded_at=now,
                prev_hash=head.hash,
            )
            self._conn.execute(INSERT, _row(recorded))
            head = Head(recorded.position, recorded.hash)
            result.append(recorded)
        return result

    def read(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Recorded]:
        if types is None:
            return self._select(
                f"{SELECT} WHERE position > ? ORDER BY position LIMIT ?", after, limit
            )
        # One range scan a type, merged: the planner would sort a whole IN list instead.
        each = " UNION ALL ".join(
            f"SELECT * FROM ({SELECT} WHERE type = ? AND position > ? ORDER BY position LIMIT ?)"  # noqa: S608
            for _ in types
        )
        values = [value for name in types for value in (name, after, limit)]
        if not values:
            return []
        return self._select(f"SELECT * FROM ({each}) ORDER BY position LIMIT ?", *values, limit)  # noqa: S608

    def _select(self, query: str, *values: object) -> list[Recorded]:
        with self._threads:
            return [_recorded(row) for row in self._conn.execute(query, values).fetchall()]

    def read_stream(self, subject: str) -> list[Recorded]:
        return self._select(f"{SELECT} WHERE subject = ? ORDER BY version", subject)

    def get(self, event_id: str) -> Recorded | None:
        found = self._select(f"{SELECT} WHERE id = ?", event_id)
        return found[0] if found else None

    def caused_by(self, event_id: str) -> list[Recorded]:
        return self._select(f"{SELECT} WHERE causation_id = ? ORDER BY position", event_id)

    def head(self) -> Head:
        with self._threads:
            row = self._conn.execute(
                "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1"
            ).fetchone()
        return Head(row[0], row[1]) if row else Head(0, GENESIS)

    def _one(self, query: str, value: str) -> Any:
        with self._threads:
            row = self._conn.execute(query, (value,)).fetchone()
        return row[0] if row else None

    def checkpoint(self, name: str) -> int:
        return self._one("SELECT position FROM checkpoint WHERE name = ?", name) or 0

    def body(self, digest: str) -> bytes | None:
        found: bytes | None = self._one("SELECT bytes FROM body WHERE digest = ?", digest)
        return found

    def save_snapshot(self, snapshot: Snapshot) -> None:
        with self._transaction():
            self._conn.execute(
                "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?)",
                (snapshot.name, snapshot.version, snapshot.position, snapshot.state),
            )

    def snapshot(self, name: str) -> Snapshot | None:
        with self._threads:
            row = self._conn.execute(
                "SELECT name, version, position, state FROM snapshot WHERE name = ?", (name,)
            ).fetchone()
        if row is None:
            return None
        return Snapshot(name=row[0], version=row[1], position=row[2], state=row[3])

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the log while it is in use."""
        with self._threads, sqlite3.connect(target) as copy:
            self._conn.backup(copy)

    def close(self) -> None:
        self._conn.close()
        self._release()

    def _release(self) -> None:
        if self._lock_file:
            self._lock_file.close()
            self._lock_file = None
