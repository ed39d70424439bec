"""The store of all views: one SQLite file beside the log, thrown away and rebuilt at will."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import sqlite_utils

from monitor.errors import LogError
from monitor.eventlog.protocol import EventLog
from monitor.events.envelope import Envelope
from monitor.views.view import Row, View

BATCH = 1000
Progress = Callable[[int, int], None]

# Rows can always be folded again from the log: the log pays for durability, the views need not.
_WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=OFF",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
    "PRAGMA temp_store=MEMORY",
)
_READER = ("PRAGMA query_only=ON", "PRAGMA busy_timeout=10000")
_MAGIC = b"SQLite format 3\x00"
_CHECKPOINTS = """CREATE TABLE IF NOT EXISTS view(
  name TEXT PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL,
  hash BLOB NOT NULL) STRICT, WITHOUT ROWID"""


class SqliteRows:
    """Runs statements on one connection; from any thread, one after another."""

    def __init__(self, db: sqlite_utils.Database, body: Callable[[str], bytes | None]) -> None:
        self._conn = db.conn
        self._body = body
        self.threads = threading.RLock()

    def run(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        with self.threads:
            return iter(self._conn.execute(sql, values).fetchall())

    def run_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        with self.threads:
            self._conn.executemany(sql, values)

    def body(self, digest: str) -> bytes | None:
        return self._body(digest)


def _open(path: Path, *, read_only: bool) -> sqlite_utils.Database:
    if not read_only:
        _discard_ruins(path)
    mode = "ro" if read_only else "rwc"
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        db = sqlite_utils.Database(connection)
        for pragma in _READER if read_only else _WRITER:
            connection.execute(pragma)
    except sqlite3.Error as error:
        raise LogError(
            f"the views {path} cannot be opened: {error}",
            hint="They hold nothing of their own: `monitor log rebuild` makes them anew.",
        ) from error
    return db


def _discard_ruins(path: Path) -> None:
    """Remove a file that is no database: nothing is lost, the log holds it all."""
    if not path.is_file() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) == _MAGIC:
            return
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


class ViewStore:
    """All views with how far each has read the log. Rows and position change together.

    One process keeps the views up to date; any number may open them ``read_only``.
    """

    def __init__(
        self, path: Path, log: EventLog, views: Sequence[View], *, read_only: bool = False
    ) -> None:
        self._log = log
        self._views = tuple(views)
        wanted = frozenset[str]().union(*(view.consumes for view in self._views))
        self._shown_in = {
            name: tuple(view for view in self._views if name in view.consumes) for name in wanted
        }
        self._db = _open(path, read_only=read_only)
        self.rows = SqliteRows(self._db, log.body)
        self._positions: dict[str, int] = {}
        if not read_only:
            self._prepare()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    @property
    def position(self) -> int:
        """Up to which position of the log every view has read it."""
        found = next(self.rows.run("SELECT min(position) FROM view"))[0]
        return int(found or 0)

    def catch_up(self, progress: Progress | None = None, *, most: int | None = None) -> int:
        """Fold what is new in the log; return how many events that were.

        ``most``: stop after the batch with which so many are reached; the rest is for another call.
        """
        folded = 0
        while self._views and (most is None or folded < most):
            after = min(self._positions.values())
            events = self._log.decoded(after, types=self._shown_in, limit=BATCH)
            if not events:
                break
            if not self._fold(events, after):
                continue
            folded += len(events)
            if progress:
                progress(events[-1].position, self._log.head().position)
        return folded

    def rebuild(self, progress: Progress | None = None) -> int:
        """Throw every row away and fold the whole log again; return how many events that were."""
        with self._transaction():
            for view in self._views:
                self._reset(view)
        return self.catch_up(progress)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Take the right to write first: another process may be folding the same events."""
        with self.rows.threads:
            self.rows.run("BEGIN IMMEDIATE")
            before = dict(self._positions)
            try:
                with self._db.atomic():
                    yield
                self.rows.run("COMMIT")
            except BaseException:
                self._positions = before
                self._db.rollback()
                raise

    def _prepare(self) -> None:
        with self._transaction():
            self.rows.run(_CHECKPOINTS)
            kept = {row[0]: row[1:] for row in self.rows.run("SELECT * FROM view")}
            for view in self._views:
                known = kept.get(view.name)
                if known and known[0] == view.version and self._continues(known[1], known[2]):
                    self._positions[view.name] = known[1]
                else:
                    self._reset(view)

    def _continues(self, position: int, sealed: bytes) -> bool:
        """Whether the log still holds, at a position, the event that a view read there."""
        if position == 0:
            return True
        found = self._log.read(position - 1, limit=1)
        return bool(found) and found[0].position == position and found[0].hash == sealed

    def _reset(self, view: View) -> None:
        view.reset(self.rows)
        self._keep(view, 0, b"")

    def _keep(self, view: View, position: int, sealed: bytes) -> None:
        self.rows.run(
            "INSERT OR REPLACE INTO view VALUES (?, ?, ?, ?)",
            (view.name, view.version, position, sealed),
        )
        self._positions[view.name] = position

    def _fold(self, events: Sequence[Envelope[Any]], after: int) -> bool:
        """Fold events read after a position; False where another process had moved it back."""
        with self._transaction():
            self._refresh()
            if min(self._positions.values()) < after:
                return False
            for envelope in events:
                self._apply(envelope)
            last = self._log.read(events[-1].position - 1, limit=1)[0]
            for view in self._views:
                if self._positions[view.name] < last.position:
                    self._keep(view, last.position, last.hash)
        return True

    def _refresh(self) -> None:
        kept = {row[0]: int(row[1]) for row in self.rows.run("SELECT name, position FROM view")}
        for view in self._views:
            self._positions[view.name] = kept.get(view.name, 0)

    def _apply(self, envelope: Envelope[Any]) -> None:
        for view in self._shown_in.get(envelope.type, ()):
            if envelope.position > self._positions[view.name]:
                view.apply(envelope, self.rows)
