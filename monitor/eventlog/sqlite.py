"""The default engine: one SQLite file, durable at every commit.

WAL with ``synchronous=FULL``: an append is acknowledged only when it is on the disk. After an
error of the disk itself the engine refuses all further work: what a second fsync says after a
failed one is worth nothing, and a process that starts anew finds out what is really there.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any, TypeVar

from monitor.clock import Clock
from monitor.errors import LogBroken
from monitor.eventlog.appending import Appending, Group, Wish, is_one_event
from monitor.eventlog.apsw_connection import (
    Connection,
    Objection,
    SqliteError,
    copy,
    opened,
    told,
)
from monitor.eventlog.group_commit import GroupCommit
from monitor.eventlog.protocol import Checkpoint, Expected, Head, Snapshot
from monitor.eventlog.rows import COLUMNS, HEADER, SELECT, STORED, reading
from monitor.eventlog.schema import migrate
from monitor.eventlog.writer_lock import lock
from monitor.events.codec import decode_all
from monitor.events.envelope import Envelope, Header, NewEvent, Recorded, microseconds

Given = TypeVar("Given")


class _Health:
    """What broke the log, if anything did: from then on all work is refused."""

    broken: LogBroken | None = None


class _Using:
    """Holds the connection; written out, for it stands around every append and every page."""

    __slots__ = ("_health", "_threads", "_what")

    def __init__(self, threads: threading.RLock, health: _Health, what: str) -> None:
        self._threads, self._health, self._what = threads, health, what

    def __enter__(self) -> None:
        self._threads.acquire()
        broken = self._health.broken
        if broken:
            self._threads.release()
            raise LogBroken(str(broken), hint=broken.hint)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if isinstance(error, SqliteError | UnicodeDecodeError):
                failure = told(error, self._what)
                if isinstance(failure, LogBroken):
                    self._health.broken = failure
                raise failure from error
        finally:
            self._threads.release()


def _connect(path: Path, *, read_only: bool) -> Connection:
    """Open a log's file; raise a ``LogError`` that names it where that is not possible."""
    connection = None
    try:
        connection = opened(path, read_only=read_only)
        if not read_only:
            migrate(connection)
            connection.guard()
    except BaseException as error:
        if connection:
            connection.close()
        if isinstance(error, SqliteError | UnicodeDecodeError):
            raise told(error, f"the event log {path} cannot be opened") from error
        raise
    return connection


class SqliteLog:
    """Keeps the promises of ``EventLog`` in one SQLite file.

    ``committed`` is told the head after each commit that moved it; it must not raise.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        read_only: bool = False,
        committed: Callable[[Head], None] = lambda _: None,
    ) -> None:
        self._committed = committed
        self._head: Head | None = None  # what we wrote last: nobody else writes
        self._clock = clock
        self._threads = threading.RLock()
        self._group: GroupCommit[Wish, list[Recorded]] = GroupCommit(self._commit)
        self._lock_file = None if read_only else lock(path)
        self._health = _Health()
        self._reading = self._using("the event log could not be read")
        self._writing = self._using("the event log could not be written")
        try:
            self._conn = _connect(path, read_only=read_only)
        except BaseException:
            self._release()
            raise
        self._appending = Appending(self._conn)

    def _using(self, what: str) -> "_Using":
        """Hold the connection, and say in the log's own words what goes wrong with it."""
        return _Using(self._threads, self._health, what)

    def _transaction(self, write: Callable[[], Given], *, whole: bool = False) -> Given:
        """Write inside a transaction. ``whole``: what is written is one of its own anyway."""
        try:
            # Plain BEGIN would read first and fail at the write when another commit came between.
            if not whole:
                self._conn.execute("BEGIN IMMEDIATE")
            given = write()
            if not whole:
                self._conn.execute("COMMIT")
        except BaseException:
            self._appending.undo()
            # A commit may fail too; some errors end the transaction themselves, others do not.
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            raise
        self._appending.settle()
        return given

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        return self._group.submit(Wish(events, expected, checkpoint, bodies or {}))

    def _commit(self, group: Group) -> None:
        with self._writing:
            before = self._head or self._appending.head()
            head = self._written(group, before, microseconds(self._clock.now()))
            self._head = head
        if head.position > before.position:
            self._committed(head)

    def _written(self, group: Group, head: Head, now: int) -> Head:
        if not [True for waiting in group if waiting.asked.expected]:
            try:
                return self._transaction(
                    lambda: self._appending.at_once(group, head, now), whole=is_one_event(group)
                )
            except Objection:
                # Something of it is in the log already, as after a crash: look at each.
                pass
        return self._transaction(lambda: self._appending.one_by_one(group, head, now))

    def read(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Recorded]:
        return list(starmap(Recorded, self._after(COLUMNS, after, types, limit)))

    def decoded(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Envelope[Any]]:
        return decode_all(self._after(STORED, after, types, limit))

    def headers(
        self, after: int = 0, *, types: Collection[str] | None = None, limit: int = 500
    ) -> list[Header]:
        return list(starmap(Header, self._after(HEADER, after, types, limit)))

    def _after(
        self, columns: str, after: int, types: Collection[str] | None, limit: int
    ) -> list[Any]:
        if types is None:
            return self._rows(reading(columns, None), after, limit)
        if not types:
            return []
        values = [value for name in types for value in (name, after, limit)]
        return self._rows(reading(columns, len(types)), *values, limit)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._reading:
            return self._conn.execute(query, values).fetchall()

    def _select(self, query: str, *values: object) -> list[Recorded]:
        return list(starmap(Recorded, self._rows(query, *values)))

    def read_stream(self, subject: str) -> list[Recorded]:
        return self._select(f"{SELECT} WHERE subject = ? ORDER BY version", subject)

    def streams(self, prefix: str, *, limit: int = 20) -> list[str]:
        query = (
            "SELECT subject FROM event WHERE subject >= ? AND subject < ? AND version = 1 "
            "ORDER BY subject LIMIT ?"
        )
        return [row[0] for row in self._rows(query, prefix, prefix + "\U0010ffff", limit)]

    def get(self, event_id: str) -> Recorded | None:
        found = self._select(f"{SELECT} WHERE id = ?", event_id)
        return found[0] if found else None

    def caused_by(self, event_id: str) -> list[Recorded]:
        return self._select(f"{SELECT} WHERE causation_id = ? ORDER BY position", event_id)

    def head(self) -> Head:
        with self._reading:
            return self._head or self._appending.head()

    def _one(self, query: str, value: str) -> Any:
        rows = self._rows(query, value)
        return rows[0][0] if rows else None

    def checkpoint(self, name: str) -> int:
        return self._one("SELECT position FROM checkpoint WHERE name = ?", name) or 0

    def body(self, digest: str) -> bytes | None:
        found: bytes | None = self._one("SELECT bytes FROM body WHERE digest = ?", digest)
        return found

    def save_snapshot(self, snapshot: Snapshot) -> None:
        values = (snapshot.name, snapshot.version, snapshot.position, snapshot.state)
        insert = "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?)"
        with self._writing:
            self._transaction(lambda: self._conn.execute(insert, values))

    def snapshot(self, name: str) -> Snapshot | None:
        rows = self._rows("SELECT version, position, state FROM snapshot WHERE name = ?", name)
        if not rows:
            return None
        version, position, state = rows[0]
        return Snapshot(name=name, version=version, position=position, state=state)

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the log while it is in use."""
        with self._using(f"the log could not be copied to {target}"):
            copy(self._conn, target)

    def close(self) -> None:
        try:
            with self._threads:
                self._conn.close()
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock_file:
            self._lock_file.close()
            self._lock_file = None
