"""The default engine: one SQLite file, durable at every commit.

WAL with ``synchronous=FULL``: an append is acknowledged only when it is on the disk. After an
error of the disk itself the engine refuses all further work: what a second fsync says after a
failed one is worth nothing, and a process that starts anew finds out what is really there.
"""

import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Any

from monitor.clock import Clock
from monitor.errors import IdempotencyConflict, LogBroken, WrongExpectedVersion
from monitor.eventlog.chain import seal
from monitor.eventlog.group_commit import GroupCommit, Waiting
from monitor.eventlog.protocol import GENESIS, Checkpoint, Expected, Head, Snapshot
from monitor.eventlog.rows import INSERT, SELECT, row_of
from monitor.eventlog.sqlite_connection import connect
from monitor.eventlog.sqlite_errors import told
from monitor.eventlog.writer_lock import lock
from monitor.events.envelope import NewEvent, Recorded, microseconds

ASKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Append:
    events: Sequence[NewEvent]
    expected: Sequence[Expected]
    checkpoint: Checkpoint | None
    bodies: Mapping[str, bytes]


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
        self._moved: Head | None = None
        self._head: Head | None = None  # what we wrote last: nobody else writes
        self._clock = clock
        self._threads = threading.RLock()
        self._group: GroupCommit[_Append, list[Recorded]] = GroupCommit(self._commit)
        self._lock_file = None if read_only else lock(path)
        self._broken: LogBroken | None = None
        try:
            self._conn = connect(path, read_only=read_only)
        except BaseException:
            self._release()
            raise

    @contextmanager
    def _using(self, what: str = "the event log could not be read") -> Iterator[None]:
        """Hold the connection, and say in the log's own words what goes wrong with it."""
        with self._threads:
            if self._broken:
                raise LogBroken(str(self._broken), hint=self._broken.hint)
            try:
                yield
            except sqlite3.Error as error:
                failure = told(error, what)
                if isinstance(failure, LogBroken):
                    self._broken = failure
                raise failure from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        # Plain BEGIN would read first and fail at the write when another commit came between.
        with self._using("the event log could not be written"):
            self._conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._conn.execute("COMMIT")
            except BaseException:
                # A commit may fail too; some errors end the transaction themselves, others do not.
                if self._conn.in_transaction:
                    self._conn.execute("ROLLBACK")
                raise

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Sequence[Expected] = (),
        checkpoint: Checkpoint | None = None,
        bodies: Mapping[str, bytes] | None = None,
    ) -> list[Recorded]:
        return self._group.submit(_Append(events, expected, checkpoint, bodies or {}))

    def _commit(self, group: list[Waiting["_Append", list[Recorded]]]) -> None:
        self._moved = None
        with self._transaction():
            for waiting in group:
                self._attempt(waiting, alone=len(group) == 1)
            head = self._moved
        if head:
            self._head = head
            self._committed(head)

    def _attempt(self, waiting: Waiting["_Append", list[Recorded]], *, alone: bool) -> None:
        """Write one append; a refusal undoes it, and only it."""
        if not alone:
            self._conn.execute("SAVEPOINT one")
        try:
            waiting.given = self._write(waiting.asked)
        except (WrongExpectedVersion, IdempotencyConflict) as refusal:
            if alone:
                raise
            waiting.failure = refusal
            self._conn.execute("ROLLBACK TO one")
        if not alone:
            self._conn.execute("RELEASE one")

    def _write(self, wish: "_Append") -> list[Recorded]:
        self._check(wish.expected)
        recorded = self._insert(wish.events)
        for digest, data in wish.bodies.items():
            self._conn.execute("INSERT OR IGNORE INTO body VALUES (?, ?)", (digest, data))
        if wish.checkpoint:
            self._conn.execute(
                "INSERT OR REPLACE INTO checkpoint VALUES (?, ?)",
                (wish.checkpoint.name, wish.checkpoint.position),
            )
        return recorded

    def _check(self, expected: Sequence[Expected]) -> None:
        for wish in expected:
            found = self._versions({wish.subject})[wish.subject]
            if found != wish.version:
                raise WrongExpectedVersion(
                    f"{wish.subject} is at version {found}, not {wish.version}"
                )

    def _versions(self, subjects: Collection[str]) -> dict[str, int]:
        highest = "SELECT max(version) FROM event WHERE subject = ?"
        found = {name: self._conn.execute(highest, (name,)).fetchone() for name in subjects}
        return {name: int(row[0] or 0) for name, row in found.items()}

    def _known(self, events: Sequence[NewEvent]) -> dict[str, Recorded]:
        """Return which of some events the log holds already; refuse another payload."""
        known: dict[str, Recorded] = {}
        for start in range(0, len(events), ASKED_AT_ONCE):
            ids = [event.id for event in events[start : start + ASKED_AT_ONCE]]
            marks = ",".join("?" * len(ids))
            rows = self._conn.execute(f"{SELECT} WHERE id IN ({marks})", ids).fetchall()
            known.update((row[1], Recorded(*row)) for row in rows)
        return known

    def _insert(self, events: Sequence[NewEvent]) -> list[Recorded]:
        now = microseconds(self._clock.now())
        head = self._moved or self._head or self._read_head()
        held = self._known(events)
        versions = self._versions({event.subject for event in events if event.id not in held})
        fresh: list[Recorded] = []
        for event in events:
            known = held.get(event.id)
            if known:
                if known.data != event.data or known.type != event.type:
                    raise IdempotencyConflict(f"event {event.id} came again with another payload")
                continue
            versions[event.subject] += 1
            recorded = seal(
                event,
                position=head.position + 1,
                version=versions[event.subject],
                recorded_at=now,
                prev_hash=head.hash,
            )
            fresh.append(recorded)
            held[event.id] = recorded
            head = Head(recorded.position, recorded.hash)
        if fresh:
            self._conn.executemany(INSERT, map(row_of, fresh))
            self._moved = head
        return [held[event.id] for event in events]

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
        with self._using():
            return list(starmap(Recorded, self._conn.execute(query, values).fetchall()))

    def read_stream(self, subject: str) -> list[Recorded]:
        return self._select(f"{SELECT} WHERE subject = ? ORDER BY version", subject)

    def streams(self, prefix: str, *, limit: int = 20) -> list[str]:
        with self._using():
            rows = self._conn.execute(
                "SELECT subject FROM event WHERE subject >= ? AND subject < ? AND version = 1 "
                "ORDER BY subject LIMIT ?",
                (prefix, prefix + "\U0010ffff", limit),
            ).fetchall()
        return [row[0] for row in rows]

    def get(self, event_id: str) -> Recorded | None:
        found = self._select(f"{SELECT} WHERE id = ?", event_id)
        return found[0] if found else None

    def caused_by(self, event_id: str) -> list[Recorded]:
        return self._select(f"{SELECT} WHERE causation_id = ? ORDER BY position", event_id)

    def head(self) -> Head:
        with self._using():
            return self._read_head()

    def _read_head(self) -> Head:
        row = self._conn.execute(
            "SELECT position, hash FROM event ORDER BY position DESC LIMIT 1"
        ).fetchone()
        return Head(row[0], row[1]) if row else Head(0, GENESIS)

    def _one(self, query: str, value: str) -> Any:
        with self._using():
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
        with self._using():
            row = self._conn.execute(
                "SELECT name, version, position, state FROM snapshot WHERE name = ?", (name,)
            ).fetchone()
        if row is None:
            return None
        return Snapshot(name=row[0], version=row[1], position=row[2], state=row[3])

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the log while it is in use."""
        with self._using(f"the log could not be copied to {target}"):
            copy = sqlite3.connect(target)
            try:
                self._conn.backup(copy)
            finally:
                copy.close()

    def close(self) -> None:
        try:
            self._conn.close()
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock_file:
            self._lock_file.close()
            self._lock_file = None
