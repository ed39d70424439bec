"""Durable appends and replay, beside plain sqlite3 and the ``eventsourcing`` library.

All append 3 KB events to the same disk in the same run, in turns; ratios are medians over rounds,
by the clock and in processor time (which a busy disk and other programs disturb less). What each
takes for an event is made beforehand: this compares what storing costs.
"""

import hashlib
import sqlite3
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import astuple

from monitor.clock import SystemClock
from monitor.eventlog.apsw_connection import WRITER
from monitor.eventlog.rows import INSERT, Row
from monitor.eventlog.schema import FIRST
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.articles import ArticleAccepted
from monitor.events.codec import encode
from monitor.events.envelope import NewEvent, Recorded
from monitor.flow.replay import PAGE
from tests.bench.bench_restart import story

ROUNDS = 5
APPENDING_ROUNDS = 15
SINGLE = 300
BATCH = 100
REPLAYED = 50_000

PAYLOAD = encode(
    ArticleAccepted(
        article="a" * 12,
        revision=1,
        source="s",
        outlet="o",
        title="t" * 2850,
        body="b" * 64,
        wire="a" * 12,
    )
)


def events(count: int) -> list[NewEvent]:
    return [
        NewEvent(
            id=str(uuid.uuid4()),
            type="article.accepted",
            schema_version=1,
            subject=f"article/{uuid.uuid4().hex[:12]}",
            time=1_700_000_000_000_000,
            correlation_id="c",
            causation_id=None,
            data=PAYLOAD,
        )
        for _ in range(count)
    ]


class Ours:
    name = "this log"

    def __init__(self, folder: Path) -> None:
        self.log = SqliteLog(folder / "ours.db", SystemClock())

    def made(self, batch: list[NewEvent]) -> list[NewEvent]:
        return batch

    def append(self, batch: list[NewEvent]) -> None:
        self.log.append(batch)


class Plain:
    """The same table, triggers and settings, without ids looked up, versions or a hash chain."""

    name = "plain sqlite3"

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
        for pragma in WRITER:
            self.connection.execute(pragma)
        self.connection.executescript(FIRST)
        self.position = 0

    def made(self, batch: list[NewEvent]) -> list[Row]:
        rows: list[Row] = []
        for event in batch:
            self.position += 1
            recorded = Recorded(
                position=self.position,
                id=event.id,
                type=event.type,
                schema_version=1,
                subject=event.subject,
                version=1,
                time=event.time,
                recorded_at=event.time,
                correlation_id="c",
                causation_id=None,
                data=event.data,
                prev_hash=bytes(32),
                hash=bytes(32),
            )
            rows.append(astuple(recorded))
        return rows

    def append(self, batch: list[Row]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(INSERT, batch)
        self.connection.execute("COMMIT")


class Library:
    name = "eventsourcing"

    def __init__(self, folder: Path) -> None:
        from eventsourcing.persistence import StoredEvent
        from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

        self.stored = StoredEvent
        self.recorder = SQLiteApplicationRecorder(SQLiteDatastore(str(folder / "library.db")))
        self.recorder.create_table()

    def made(self, batch: list[NewEvent]) -> list[Any]:
        return [
            self.stored(
                originator_id=uuid.uuid4(), originator_version=1, topic="t", state=event.data
            )
            for event in batch
        ]

    def append(self, batch: list[Any]) -> None:
        self.recorder.insert_events(batch)


@dataclass(frozen=True, slots=True)
class Rate:
    """Events a second, by the clock and of processor time."""

    clock: float
    processor: float


def rate(work: Callable[[], None], count: int) -> Rate:
    start, used = time.perf_counter(), time.process_time()
    work()
    return Rate(count / (time.perf_counter() - start), count / (time.process_time() - used))


def told_of(name: str, ours: list[Rate], found: list[Rate]) -> str:
    clock = statistics.median(a.clock / b.clock for a, b in zip(ours, found, strict=True))
    work = statistics.median(a.processor / b.processor for a, b in zip(ours, found, strict=True))
    events = statistics.median(each.clock for each in found)
    return (
        f"  {name:16} {events:9,.0f} events/s   ours / theirs {clock:5.2f} by the clock, "
        f"{work:5.2f} in processor time"
    )


def contenders(folder: Path) -> list[Ours | Plain | Library]:
    found: list[Ours | Plain | Library] = [Ours(folder), Plain(folder)]
    try:
        found.append(Library(folder))
    except ImportError:
        print("eventsourcing is not installed: no column for it")
    return found


def compare(title: str, size: int, rivals: list[Ours | Plain | Library]) -> None:
    rates: dict[str, list[Rate]] = {rival.name: [] for rival in rivals}
    for _ in range(APPENDING_ROUNDS):
        for rival in rivals:
            batches = [rival.made(events(size)) for _ in range(max(1, SINGLE // size))]
            total = sum(len(batch) for batch in batches)

            def work(rival=rival, batches=batches) -> None:
                for batch in batches:
                    rival.append(batch)

            rates[rival.name].append(rate(work, total))
    print(title)
    for name, found in rates.items():
        print(told_of(name, rates["this log"], found))


def many_producers(folder: Path) -> None:
    print("producers that each wait for their own durable append")
    for producers in (1, 8, 32, 128):
        log = SqliteLog(folder / f"producers{producers}.db", SystemClock())
        share = [events(max(4, 600 // producers)) for _ in range(producers)]

        def produce(mine: list[NewEvent], log=log) -> None:
            for event in mine:
                log.append([event])

        threads = [threading.Thread(target=produce, args=(mine,)) for mine in share]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        total = sum(len(mine) for mine in share)
        print(f"  {producers:4} producers {total / (time.perf_counter() - start):9,.0f} events/s")
        log.close()


def replay(folder: Path, title: str, made: Callable[[int], list[NewEvent]]) -> None:
    """Read everything back, decoded: ours to typed events, the library's to what msgspec gives."""
    folder.mkdir()
    log = SqliteLog(folder / "replay.db", SystemClock())
    library = _library(folder)
    size = 0
    for _ in range(REPLAYED // 1000):
        batch = made(1000)
        size += sum(len(event.data) for event in batch)
        log.append(batch)
        if library:
            library.append(library.made(batch))
    print(f"replay with decoding, {title}: {size / REPLAYED:,.0f} bytes each")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(rate(lambda: _decode_all(log), REPLAYED))
        if library:
            theirs.append(rate(lambda: _decode_theirs(library), REPLAYED))
    print(told_of("this log, typed", ours, ours))
    if theirs:
        print(told_of("eventsourcing", ours, theirs))
    log.close()


def told(count: int) -> list[NewEvent]:
    """Return events as the log holds them: the texts of articles lie beside it."""
    found: list[NewEvent] = []
    while len(found) < count:
        name = uuid.uuid4()
        for subject, event in story(name.int % 1_000_000, datetime(2026, 1, 18, tzinfo=UTC)):
            found.append(
                NewEvent(
                    id=str(uuid.uuid4()),
                    type=event.TYPE,
                    schema_version=1,
                    subject=f"{subject}/{name}",
                    time=1_700_000_000_000_000,
                    correlation_id=str(name),
                    causation_id=None,
                    data=encode(event),
                )
            )
    return found[:count]


def _library(folder: Path) -> Library | None:
    try:
        return Library(folder)
    except ImportError:
        return None


def _decode_all(log: SqliteLog) -> None:
    after = 0
    while page := log.decoded(after, limit=PAGE):
        after = page[-1].position


def _decode_theirs(library: Library) -> None:
    after = 1
    while found := library.recorder.select_notifications(after, 100):
        for notification in found:
            msgspec.json.decode(notification.state)
        after = found[-1].id + 1


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rivals = contenders(folder)
        compare("one event a transaction", 1, rivals)
        compare(f"{BATCH} events a transaction", BATCH, rivals)
        many_producers(folder)
        replay(folder / "large", "as large as an article", events)
        replay(folder / "usual", "as the log holds them", told)


if __name__ == "__main__":
    hashlib.sha256(b"warm")
    main()
