import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlite_utils

from monitor.errors import IdempotencyConflict, LogCorrupt, LogError, LogInUse
from monitor.eventlog import appending
from monitor.eventlog.chain import verify
from monitor.eventlog.memory import MemoryLog
from monitor.eventlog.protocol import Checkpoint
from monitor.eventlog.sqlite import SqliteLog
from tests.eventlog.contract import EventLogContract, agrees_with_memory, an_event
from tests.fakes.clock import FixedClock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "events.db"


@pytest.fixture
def log(path):
    log = SqliteLog(path, FixedClock())
    yield log
    log.close()


class TestSqliteLog(EventLogContract):
    @pytest.fixture
    def log(self, log):
        return log


@contextmanager
def engines():
    with tempfile.TemporaryDirectory() as folder:
        engine = SqliteLog(Path(folder) / "events.db", FixedClock())
        try:
            yield engine, MemoryLog(FixedClock())
        finally:
            engine.close()


test_sqlite_agrees_with_memory_on_any_story = agrees_with_memory(engines)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE event SET data = x'00' WHERE position = 1", id="update"),
        pytest.param("DELETE FROM event WHERE position = 1", id="delete"),
        pytest.param(
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 1", id="replace"
        ),
        pytest.param("DROP TRIGGER event_no_delete", id="drop the guard"),
        pytest.param("DROP TABLE event", id="drop the table"),
        pytest.param("ATTACH DATABASE ':memory:' AS other", id="attach"),
    ],
)
def test_the_writer_cannot_change_what_was_written(log, statement):
    log.append([an_event("1"), an_event("2")])
    with pytest.raises(sqlite3.DatabaseError):
        log._conn.execute(statement)
    assert [r.id for r in log.read()] == ["1", "2"]


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_triggers_hold_against_other_programs_too(path, log, recursive):
    log.append([an_event("1"), an_event("2")])
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA recursive_triggers={recursive}")
    for statement in (
        "UPDATE event SET data = x'00'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
    ):
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            other.execute(statement)
    other.close()


def test_a_log_whose_guards_were_dropped_is_refused(path):
    SqliteLog(path, FixedClock()).close()
    db = sqlite_utils.Database(path)
    db["event"].transform()  # silently drops the triggers
    db.conn.commit()
    db.close()
    with pytest.raises(LogCorrupt, match="schema was changed"):
        SqliteLog(path, FixedClock())
    SqliteLog(path, FixedClock(), read_only=True).close()


def test_a_second_writer_is_refused_with_the_first_ones_process(path, log):
    with pytest.raises(LogInUse, match=str(os.getpid())):
        SqliteLog(path, FixedClock())


def test_a_reader_sees_what_the_writer_committed(path, log):
    reader = SqliteLog(path, FixedClock(), read_only=True)
    log.append([an_event("1")])
    assert [r.id for r in reader.read()] == ["1"]
    with pytest.raises(LogError):
        reader.append([an_event("2")])
    reader.close()


def test_a_file_that_is_no_database_is_refused_in_words(path):
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(LogError, match="cannot be opened"):
        SqliteLog(path, FixedClock())


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE event SET data = x'7b7d' WHERE position = 2",
        "UPDATE event SET time = time + 1 WHERE position = 2",
        "DELETE FROM event WHERE position = 2",
        "UPDATE event SET position = -position WHERE position = 3",
    ],
)
def test_the_chain_shows_what_was_changed_behind_its_back(path, attack):
    log = SqliteLog(path, FixedClock())
    log.append([an_event(str(n), data=b'{"n":%d}' % n) for n in range(4)])
    log.close()
    db = sqlite3.connect(path)
    for trigger in ("event_no_update", "event_no_delete", "event_guard"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(attack)
    db.commit()
    db.close()
    reader = SqliteLog(path, FixedClock(), read_only=True)
    assert verify(reader.read(after=-10))[1] is not None
    reader.close()


def test_a_backup_is_a_whole_log(path, log, tmp_path):
    log.append([an_event(str(n)) for n in range(5)])
    log.backup(tmp_path / "copy.db")
    copy = SqliteLog(tmp_path / "copy.db", FixedClock(), read_only=True)
    assert verify(copy.read()) == (log.head(), None)
    copy.close()


PRODUCER = """
import sys
from pathlib import Path
from monitor.clock import SystemClock
from monitor.eventlog.protocol import Checkpoint
from monitor.eventlog.sqlite import SqliteLog
from tests.eventlog.contract import an_event
log = SqliteLog(Path(sys.argv[1]), SystemClock())
start = log.checkpoint("producer")
for n in range(start, start + 100_000):
    log.append([an_event(f"e{n}")], checkpoint=Checkpoint("producer", n + 1))
    print(n, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(path):
    acknowledged = -1
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", PRODUCER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(0.15)
        child.send_signal(signal.SIGKILL)
        lines = child.stdout.read().splitlines()
        child.wait()
        child.stdout.close()
        acknowledged = max([acknowledged, *(int(n) for n in lines[:-1] if n.isdigit())])
    log = SqliteLog(path, FixedClock())
    stored = log.read(limit=1_000_000)
    assert len(stored) > acknowledged > 0
    assert [r.id for r in stored] == [f"e{n}" for n in range(len(stored))]
    assert log.checkpoint("producer") == len(stored)
    assert verify(stored)[1] is None
    log.append([], checkpoint=Checkpoint("producer", 0))
    log.close()


def test_a_stream_goes_on_at_its_version_whoever_wrote_it_before(path, monkeypatch):
    monkeypatch.setattr(appending, "MOST_KNOWN", 3)
    for opening in range(3):
        log = SqliteLog(path, FixedClock())
        for number in range(6):
            subjects = [f"article/{(number + at) % 5}" for at in range(1 + number % 2)]
            log.append([an_event(f"{opening}-{number}-{name}", subject=name) for name in subjects])
        log.close()
    reader = SqliteLog(path, FixedClock(), read_only=True)
    assert verify(reader.read())[1] is None
    for name in range(5):
        versions = [event.version for event in reader.read_stream(f"article/{name}")]
        assert versions == list(range(1, len(versions) + 1))
    assert reader.head().position == 3 * 9
    reader.close()


def test_a_refused_append_spoils_none_that_shared_its_transaction(log):
    log.append([an_event("old")])
    shared, outcomes = threading.Barrier(8), {}

    def produce(number):
        wish = [an_event(f"new {number}", subject=f"article/{number}")]
        if number % 2:
            wish.append(an_event("old", data=b'{"other":1}'))
        shared.wait()
        try:
            outcomes[number] = log.append(wish)
        except IdempotencyConflict as refusal:
            outcomes[number] = refusal

    threads = [threading.Thread(target=produce, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, outcome in outcomes.items():
        assert isinstance(outcome, IdempotencyConflict) == bool(number % 2)
        assert bool(log.get(f"new {number}")) != bool(number % 2)
    assert verify(log.read())[1] is None
    assert log.head().position == 5
